"""The look of every screen and state, as text, at 80 × 24 and 120 × 36.

After a change that was looked at: ``OUTREACH_GOLDENS=write python -m pytest tests/tui/test_goldens.py``, then read the diff.
"""

from __future__ import annotations

import datetime as dt

import msgspec
import pytest
from support.goldens import compare, lines_of
from support.screens import typed

from outreach.domain.model import Person
from outreach.planner import Planner
from outreach.planner.rows import CheckRow, FindingRow, TermRow, WhyRow
from outreach.planner.search_rows import InsightsRow, PurposeRow, WeekRow

STATES: dict[str, tuple[str, ...]] = {
    "plan": (),
    "plan-draft": ("3",),
    "plan-zoom": ("2", "z"),
    "plan-filter": ("slash", "h", "o"),
    "plan-marked": ("2", "x", "x"),
    "today": ("t",),
    "network": ("n",),
    "insights": ("S",),
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
    "day-one": ("A",),
    "drill": ("W", "enter"),
    "preflight": ("F",),
    "research": ("r", "space"),
    "kit": ("2", "f"),
    "ways-in": ("b",),
    "forecast": ("C",),
    "company-card": ("c",),
    "card-asking": ("2", "enter", "G"),
}


BODY = """Hi Ana,

my team still uses the release checklist we wrote at Kettlebrook. I am learning how other companies review incidents.

What surprised you about the reviews when you joined?

Robin"""

CHECK = CheckRow(
    words=31,
    units=182,
    limit=8000,
    six=(("under 75 words", True), ("advice, not a job", True), ("connection first", False), ("one question", True)),
    findings=(FindingRow(rule="default", severity="warn", message="says “just checking in”", start=0, end=2, fix="say what is new"),),
    ready=True,
)


FIGURES = InsightsRow(
    can_speak_for=1,
    advocates=2,
    conversations=3,
    referrals=0,
    answers="3 of 12, likely 9-53 %",
    declined=1,
    purposes=(PurposeRow(purpose="learn", written=9, answered=3), PurposeRow(purpose="reconnect", written=3, answered=0)),
    weeks=tuple(WeekRow(monday=dt.date(2026, 11, 23) - dt.timedelta(weeks=ago), effort=effort) for ago, effort in enumerate((1, 4, 0, 2))),
    streak=2,
    published=("published: a figure of others (a source)",),
)


@pytest.fixture
def still(planner: Planner, monkeypatch: pytest.MonkeyPatch) -> Planner:
    """The small search with verdict and checker standing still: the look is held here, their words elsewhere."""
    draft = planner.views.draft

    def written(person_id):
        row = draft(person_id)
        return row and msgspec.structs.replace(row, subject="", body=BODY, gaps=(), check=CHECK)

    def why(person_id):
        return WhyRow(
            person=person_id,
            name=planner.store.get(Person, person_id).name,
            terms=(TermRow(label="worked together 2019-2021", effect="+40"), TermRow(label="same craft", effect="+10")),
            receipt="worked together at Kettlebrook 2019-2021; never met",
            know_level=3,
            stage="dialogue",
            verdict="send",
            rules=(),
        )

    monkeypatch.setattr(planner.views, "draft", written)
    monkeypatch.setattr(planner.views, "check", lambda *_: CHECK)
    monkeypatch.setattr(planner.views, "why", why)
    monkeypatch.setattr(planner.views, "insights", lambda: FIGURES)
    return planner


@pytest.mark.parametrize("size", [(80, 24), (120, 36)], ids=["80x24", "120x36"])
@pytest.mark.parametrize("state", STATES)
async def test_a_screen_looks_as_it_did(run, still: Planner, state: str, size: tuple[int, int]):
    async with run(still, size=size) as (app, pilot):
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


async def test_a_refused_form_looks_as_it_did(run, still: Planner):
    async with run(still, size=(80, 24)) as (app, pilot):
        await pilot.press("4", "s", "ctrl+u")
        await typed(pilot, "soonish")
        await pilot.press("enter")
        await pilot.pause()
        compare("form-refused-80x24", lines_of(app))
