"""A key named in a sentence is the one in force, wherever the sentence stands."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.goldens import lines_of
from support.screens import toasts

from outreach.planner import Planner
from outreach.text import clean
from outreach.tui.cells import wrap
from outreach.tui.keyed import glued, key_of, told, told_runs
from outreach.tui.widgets.lines import flow
from outreach.tui.widgets.rows import Cell

MOVED = """
"plan.undo" = "f2"
"plan.import" = "f3"
"company.add" = "f4"
"draft.write" = "f5"
"go.triage" = "f6"
"lists.add" = "f7"
"person.judge" = []
"""


@pytest.fixture
def rebound(planner: Planner) -> Planner:
    """The small search, with some keys moved and one taken away."""
    planner.paths.config.mkdir(parents=True, exist_ok=True)
    Path(planner.paths.config / "keys.toml").write_text(MOVED, encoding="utf-8")
    return planner


def test_a_sentence_names_the_key_in_force_and_without_one_the_palette():
    assert told(f"{key_of('plan.undo')} takes it back.", {"plan.undo": ("f2", "u")}) == "f2 takes it back."
    assert told(f"{key_of('plan.undo')} takes it back.", {}) == "u takes it back."
    assert told(f"{key_of('plan.undo')} takes it back.", {"plan.undo": ()}) == ":undo takes it back."


def test_a_line_is_not_broken_between_a_key_and_what_it_does():
    sentence = f"Is there a reason? {key_of('plan.undo')} takes it back."
    assert wrap(glued(sentence, {}), 22) == ["Is there a reason?", "u takes it back."]
    lines = flow(told_runs((Cell(sentence),), {}), 22)
    assert ["".join(run.text for run in line) for line in lines] == ["Is there a reason?", "u takes it back."]


def test_nobody_can_be_called_a_key():
    assert told(clean(key_of("plan.undo")), {}) == "plan.undo"


async def test_a_toast_names_the_moved_key(run, rebound: Planner):
    async with run(rebound) as (app, pilot):
        await pilot.press("2", "space", "y")
        assert any("f2 takes it back" in said for said in toasts(app))


async def test_empty_panes_and_pages_name_the_moved_keys(run, empty: Planner):
    empty.paths.config.mkdir(parents=True, exist_ok=True)
    (empty.paths.config / "keys.toml").write_text(MOVED, encoding="utf-8")
    async with run(empty) as (app, pilot):
        await pilot.press("escape")
        seen = " ".join(lines_of(app).replace("│", " ").split())
        assert "first with f4" in seen and "with f3." in seen and "f4 adds one there" in seen
        await pilot.press("t")
        assert "f6 looks at new people, f5 writes" in lines_of(app)


async def test_a_reason_why_an_action_is_off_names_the_moved_key(run, empty: Planner):
    empty.paths.config.mkdir(parents=True, exist_ok=True)
    (empty.paths.config / "keys.toml").write_text(MOVED, encoding="utf-8")
    async with run(empty) as (app, pilot):
        await pilot.press("escape", "e")
        assert toasts(app) == ["No company is selected. Add one with f4 in the companies pane."]
