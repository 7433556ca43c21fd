"""The look of every screen and state, as text, at 80 × 24 and 120 × 36; and that every colour pair drawn is one a theme answers for.

After a change that was looked at: ``OUTREACH_GOLDENS=write python -m pytest tests/tui/test_goldens.py``, then read the diff.
The states stand in ``tests/support/states.py``; ``tests/tui/gallery.py`` makes pictures of them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import msgspec
import pytest
from support.drawn import in_front, probe, strangers
from support.goldens import FOLDER, compare, lines_of
from support.states import STATES, enter
from textual.pilot import Pilot

from outreach.config import Config
from outreach.domain.model import Person
from outreach.planner import Planner, open_planner
from outreach.planner.rows import CheckRow, FindingRow, TermRow, WhyRow
from outreach.planner.search_rows import InsightsRow, PurposeRow, WeekRow
from outreach.tui.app import OutreachApp
from outreach.tui.themes import built

SIZES = ((120, 36), (80, 24))

BROAD = ("plan", "plan-draft", "today", "today-idle", "network", "network-empty", "editor", "triage", "day-one", "list-links-empty")
"""States also held at 200 × 50, where the panes stand otherwise."""

ELSEWHERE = ("insights-full-", "jump-", "lists-", "rescue-")
"""Goldens held beside the tests of what they show."""

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
def plan(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Planner]:
    """A plan of the state's kind, with verdict, checker and figures standing still: the look is held here, their words elsewhere."""
    kind = STATES[request.getfixturevalue("state")].plan
    monkeypatch.setenv("HOME", "/home/robin")
    planner: Planner = request.getfixturevalue("planner" if kind in {"usual", "locked"} else "empty")
    if kind == "idle":
        planner.preflight.done(["all"])
        planner.companies.add("Fernwick Labs", motivation=4)
    if kind == "locked":
        planner.close()
        planner = open_planner(planner.paths, planner.clock, Config(), read_only=True)
    stand_still(planner, monkeypatch)
    yield planner
    if kind == "locked":
        planner.close()


def stand_still(planner: Planner, monkeypatch: pytest.MonkeyPatch) -> None:
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


def sizes_of(state: str) -> list[tuple[int, int]]:
    """The sizes a state is held at."""
    own = STATES[state].size
    return [own] if own else [*SIZES, *([(200, 50)] if state in BROAD else [])]


@pytest.mark.parametrize("state", STATES)
async def test_a_screen_looks_as_it_did_and_draws_only_colours_a_theme_answers_for(run, plan: Planner, state: str):
    first, *others = sizes_of(state)
    async with run(plan, size=first, private=STATES[state].private) as (app, pilot):
        app.register_theme(built(probe()))
        app.theme = probe().name
        await enter(app, pilot, STATES[state])
        hold(app, state)
        for size in others:
            await resize(app, pilot, size)
            hold(app, state)


async def resize(app: OutreachApp, pilot: Pilot[int], size: tuple[int, int]) -> None:
    """Give the terminal another size, and wait until every screen has heard of it and lies anew."""
    await pilot.resize_terminal(*size)
    for _ in range(300):
        if app.screen._compositor.size == size and all(screen.size == size for screen in app.screen_stack):
            break
        await pilot.pause(0.01)
    for _ in range(3):
        await pilot.pause()


def hold(app: OutreachApp, state: str) -> None:
    """Compare what is drawn, and name every pair of text and background that no theme is measured for."""
    compare(f"{state}-{app.size.width}x{app.size.height}", lines_of(app))
    assert not strangers(app, in_front(app))


def test_no_golden_is_left_of_a_state_that_is_gone():
    held = {f"{state}-{wide}x{high}.txt" for state in STATES for wide, high in sizes_of(state)}
    assert not [path.name for path in FOLDER.glob("*.txt") if path.name not in held and not path.name.startswith(ELSEWHERE)]
