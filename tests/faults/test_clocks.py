"""Zones, days that are skipped or twice as long, travel, and a clock that is set back: a due date stays the date it is."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from faults.figures import opened

from outreach.clock import FixedClock

ZONES = (
    "UTC",
    "America/New_York",
    "Europe/London",
    "Pacific/Apia",
    "Pacific/Kiritimati",
    "Pacific/Marquesas",
    "Asia/Kathmandu",
    "Africa/Cairo",
)
DAYS = (
    dt.date(2026, 3, 6),  # a Friday before a clock change in America
    dt.date(2026, 3, 27),  # before one in Europe
    dt.date(2026, 10, 23),
    dt.date(2026, 10, 30),
    dt.date(2026, 12, 31),
)


def follow_ups(home: Path, moment: dt.datetime, looked_at: dt.datetime) -> list[tuple[str, dt.date]]:
    """What is due and when, of a message sent at one moment and looked at in another."""
    planner = opened(home, now=moment)
    fern = planner.companies.add("Fernwick Labs", motivation=4)
    ana = planner.people.add("Ana Ruiz", fern.id)
    planner.people.add("Tom Okafor", fern.id)
    planner.steps.log(ana.id, "first touch")
    planner.close()
    later = opened(home, now=looked_at)
    found = [(row.what, row.on) for row in later.views.followups(fern.id)]
    later.store.close(checkpoint=False)
    return found


@pytest.mark.parametrize("hour", [0, 11, 23])
def test_the_same_wall_clock_gives_the_same_dates_in_every_zone(tmp_path: Path, hour: int) -> None:
    for day in DAYS:
        found = []
        for number, zone in enumerate(ZONES):
            moment = dt.datetime.combine(day, dt.time(hour, 30), tzinfo=ZoneInfo(zone))
            found.append(follow_ups(tmp_path / f"{day}{number}", moment, moment + dt.timedelta(hours=1 if hour < 23 else 0)))
        assert found[0] and all(rows == found[0] for rows in found), day


@pytest.mark.parametrize("zone", ZONES)
def test_travel_to_another_zone_moves_no_due_date(tmp_path: Path, zone: str) -> None:
    sent = dt.datetime(2026, 11, 20, 10, 0, tzinfo=ZoneInfo("Europe/London"))
    at_home = follow_ups(tmp_path / "home", sent, sent + dt.timedelta(hours=2))
    there = dt.datetime(2026, 11, 20, 15, 0, tzinfo=ZoneInfo(zone))
    assert follow_ups(tmp_path / "there", sent, there) == at_home


def test_a_day_that_a_zone_skipped_is_a_day_like_any_other(tmp_path: Path) -> None:
    moment = dt.datetime(2011, 12, 29, 10, 0, tzinfo=ZoneInfo("Pacific/Apia"))
    elsewhere = dt.datetime(2011, 12, 29, 10, 0, tzinfo=dt.UTC)
    assert follow_ups(tmp_path / "apia", moment, moment) == follow_ups(tmp_path / "utc", elsewhere, elsewhere)


def test_what_happened_later_by_the_numbers_stays_later_when_the_clock_goes_back(tmp_path: Path) -> None:
    planner = opened(tmp_path, now=dt.datetime(2026, 11, 23, 12, 0, tzinfo=dt.UTC))
    fern = planner.companies.add("Fernwick Labs")
    clock = planner.clock
    assert isinstance(clock, FixedClock)
    for back in (1, 400, 4_000):
        clock.set(dt.datetime(2026, 11, 23, 12, 0, tzinfo=dt.UTC) - dt.timedelta(days=back))
        planner.companies.edit(fern.id, notes=f"{back} days back")
    assert planner.store.all(type(fern))[0].notes == "4000 days back"
    assert planner.undo().endswith("Edit Fernwick Labs")
    assert planner.store.all(type(fern))[0].notes == "400 days back"
