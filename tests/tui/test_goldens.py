"""The look of every screen and state, as text, at 80 × 24 and 120 × 36.

After a change that was looked at: ``OUTREACH_GOLDENS=write python -m pytest tests/tui/test_goldens.py``, then read the diff.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from support.screens import typed

from outreach.planner import Planner

FOLDER = Path(__file__).parent / "goldens"

STATES: dict[str, tuple[str, ...]] = {
    "plan": (),
    "plan-draft": ("3",),
    "plan-zoom": ("2", "z"),
    "plan-filter": ("slash", "h", "o"),
    "plan-marked": ("2", "x", "x"),
    "today": ("t",),
    "network": ("n",),
    "help": ("2", "question_mark"),
    "palette": ("colon",),
    "form-company": ("a",),
    "form-log": ("2", "l"),
    "confirm": ("d",),
    "editor": ("2", "w"),
    "triage": ("i",),
    "card": ("2", "enter"),
    "theme": ("ctrl+t",),
    "import": ("I",),
}


def lines_of(app) -> str:
    """What is on the screen, as text."""
    height = app.size.height
    strips = app.screen._compositor.render_strips()
    rows = ["".join(segment.text for segment in strip).rstrip() for strip in strips[:height]]
    return "\n".join(rows) + "\n"


def compare(name: str, seen: str) -> None:
    path = FOLDER / f"{name}.txt"
    if os.environ.get("OUTREACH_GOLDENS") == "write":
        path.write_text(seen, encoding="utf-8")
    assert path.is_file(), f"{path.name} is missing; see the head of this file"
    assert seen == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("size", [(80, 24), (120, 36)], ids=["80x24", "120x36"])
@pytest.mark.parametrize("state", STATES)
async def test_a_screen_looks_as_it_did(run, state: str, size: tuple[int, int]):
    async with run(size=size) as (app, pilot):
        await pilot.press(*STATES[state])
        await pilot.pause()
        await pilot.pause()
        compare(f"{state}-{size[0]}x{size[1]}", lines_of(app))


@pytest.mark.parametrize("size", [(80, 24), (120, 36)], ids=["80x24", "120x36"])
async def test_an_empty_plan_looks_as_it_did(run, empty: Planner, size: tuple[int, int]):
    async with run(empty, size=size) as (app, pilot):
        await pilot.pause()
        compare(f"welcome-{size[0]}x{size[1]}", lines_of(app))
        await pilot.press("escape")
        await pilot.pause()
        compare(f"empty-{size[0]}x{size[1]}", lines_of(app))


async def test_a_refused_form_looks_as_it_did(run):
    async with run(size=(80, 24)) as (app, pilot):
        await pilot.press("4", "s", "ctrl+u")
        await typed(pilot, "soonish")
        await pilot.press("enter")
        await pilot.pause()
        compare("form-refused-80x24", lines_of(app))
