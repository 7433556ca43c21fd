"""Midnight, and a lid that was closed over a weekend: the open program notices the new day and looks at everything again."""

from __future__ import annotations

import datetime as dt

from support.goldens import lines_of

from outreach.clock import FixedClock
from outreach.domain.kinds import StepKind
from outreach.planner import Planner
from outreach.tui.panes.followups import FollowupsPane


def set_clock(planner: Planner, day: str, hour: int, minute: int = 0) -> None:
    assert isinstance(planner.clock, FixedClock)
    planner.clock.set(dt.datetime.combine(dt.date.fromisoformat(day), dt.time(hour, minute), tzinfo=dt.UTC))


def rows_of(app) -> dict[str, tuple[str, str]]:
    """What the follow-ups pane says: what -> (urgency, when)."""
    return {row.what: (row.urgency, row.when) for row in app.main.query_one(FollowupsPane).rows.values()}


async def test_at_midnight_what_was_tomorrow_is_today_and_what_was_today_is_late(run, planner: Planner):
    ana = planner.find_person("Ana Ruiz")
    planner.steps.add("to do", person_id=ana, on=dt.date(2026, 11, 24), text="read her talk")
    set_clock(planner, "2026-11-23", 23, 59)
    async with run(size=(120, 36)) as (app, pilot):
        assert rows_of(app)["read her talk"] == ("soon", "tomorrow")
        assert rows_of(app)["write to Ana Ruiz"] == ("due", "today")
        app._pulse()
        await pilot.pause()
        assert rows_of(app)["read her talk"] == ("soon", "tomorrow")
        set_clock(planner, "2026-11-24", 0, 1)
        app._pulse()
        await pilot.pause()
        assert rows_of(app)["read her talk"] == ("due", "today")
        assert rows_of(app)["write to Ana Ruiz"] == ("overdue", "1 bd late")
        assert "Tue 24 Nov 2026" in lines_of(app)


async def test_a_lid_closed_on_friday_and_opened_on_monday_counts_no_weekend(run, planner: Planner):
    set_clock(planner, "2026-11-27", 18)
    ana = planner.find_person("Ana Ruiz")
    planner.steps.add("to do", person_id=ana, on=dt.date(2026, 11, 27), text="read her talk")
    async with run(size=(120, 36)) as (app, pilot):
        await pilot.press("t")
        await pilot.pause()
        assert "Fri 27 Nov 2026" in lines_of(app)
        set_clock(planner, "2026-11-30", 8)
        app._pulse()
        await pilot.pause()
        seen = lines_of(app)
        assert "Mon 30 Nov 2026" in seen
        late = next(line for line in seen.splitlines() if "read her talk" in line)
        assert "1 bd late" in late
        await pilot.press("p")
        await pilot.pause()
        assert rows_of(app)["read her talk"] == ("overdue", "1 bd late")


async def test_a_snoozed_step_and_the_queue_wake_with_the_day(run, planner: Planner):
    ana, fern = planner.find_person("Ana Ruiz"), planner.find_company("Fernwick")
    planner.steps.sent(ana, as_is=True)
    asleep = planner.steps.add("to do", person_id=ana, text="send the photo").id
    planner.steps.snooze(asleep, dt.date(2026, 11, 26))
    async with run(size=(120, 36)) as (app, pilot):
        assert rows_of(app)["send the photo"][0] == "waiting"
        assert rows_of(app)["write to Tom Okafor"] == ("held", "if silent")
        set_clock(planner, "2026-11-26", 7, 30)
        app._pulse()
        await pilot.pause()
        assert rows_of(app)["send the photo"] == ("due", "today")
        assert rows_of(app)["write to Tom Okafor"] == ("due", "today")
        first = [row for row in planner.views.followups(fern) if row.kind is StepKind.FIRST_TOUCH]
        assert first[0].foreseen is None


async def test_a_clock_set_back_shows_the_earlier_day_and_nothing_negative(run, planner: Planner):
    async with run(size=(120, 36)) as (app, pilot):
        set_clock(planner, "2026-11-20", 9)
        app._pulse()
        await pilot.pause()
        assert "Fri 20 Nov 2026" in lines_of(app)
        assert not any(when.startswith("-") for _, when in rows_of(app).values())
