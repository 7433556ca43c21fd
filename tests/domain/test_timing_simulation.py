"""The simulator and the preferred window: a made-up search played with the real schedule, and the hours where the reader lives."""

from __future__ import annotations

import datetime as dt
import random
from zoneinfo import ZoneInfo

import pytest

from outreach.domain.timing.cadence import parse_cadences
from outreach.domain.timing.calendar import WorkCalendar, business_start
from outreach.domain.timing.facts import Rules
from outreach.domain.timing.simulate import MOST_WEEKS, Guess, simulate
from outreach.domain.timing.window import preferred_window
from outreach.paths import shipped_data

RULES = Rules(cadences=parse_cadences((shipped_data() / "cadences.toml").read_text(encoding="utf-8")))
START = dt.date(2026, 11, 23)


def test_the_same_seed_gives_the_same_search_and_another_seed_another() -> None:
    one = simulate(RULES, random.Random(7), START, 8)
    assert one == simulate(RULES, random.Random(7), START, 8)
    assert one != simulate(RULES, random.Random(8), START, 8)


def test_a_simulated_search_never_passes_the_company_limit_and_keeps_the_daily_target_but_for_promises() -> None:
    run = simulate(RULES, random.Random(3), START, 8, Guess(daily_target=3))
    assert len(run.weeks) == 8
    assert 0 < run.most_open_first_touches <= RULES.open_first_touches
    assert sum(week.promises for week in run.weeks) > 0
    assert all(week.busiest <= 3 + week.promises for week in run.weeks)


def test_nobody_answering_means_two_touches_each_and_then_rest() -> None:
    run = simulate(RULES, random.Random(1), START, 30, Guess(companies=2, insiders=3, reply_rate=0.0))
    assert run.written_to == 6
    assert run.resting == 6
    assert sum(week.first_touches for week in run.weeks) == 6
    assert sum(week.follow_ups for week in run.weeks) == 6
    assert sum(week.replies + week.talks + week.promises for week in run.weeks) == 0


def test_everybody_answering_means_no_follow_ups_and_only_promises_after_the_first_touch() -> None:
    run = simulate(RULES, random.Random(1), START, 12, Guess(companies=3, insiders=2, reply_rate=1.0, decline_rate=0.0, talk_rate=0.0))
    assert sum(week.follow_ups for week in run.weeks) == 0
    assert run.open_promises == 0
    assert sum(week.promises for week in run.weeks) == run.written_to


def test_rest_days_and_weekends_take_no_action() -> None:
    run = simulate(RULES, random.Random(1), START, 3, Guess(rest_days=tuple(range(7))))
    assert sum(week.actions for week in run.weeks) == 0


@pytest.mark.parametrize(("asked", "played"), [(0, 1), (-5, 1), (10_000, MOST_WEEKS)])
def test_the_number_of_weeks_is_kept_in_bounds(asked: int, played: int) -> None:
    assert len(simulate(RULES, random.Random(1), START, asked, Guess(companies=1, insiders=1)).weeks) == played


UTC = dt.UTC


@pytest.mark.parametrize(
    ("now", "zone", "start", "open_now"),
    [
        ("2026-11-23T08:00", "UTC", "2026-11-23T09:00", False),
        ("2026-11-23T10:00", "UTC", "2026-11-23T09:00", True),
        ("2026-11-23T11:00", "UTC", "2026-11-24T09:00", False),
        ("2026-11-26T11:00", "UTC", "2026-11-30T09:00", False),
        ("2026-11-23T12:00", "America/New_York", "2026-11-23T14:00", False),
        ("2026-11-23T23:30", "Asia/Tokyo", "2026-11-24T00:00", False),
        ("2026-11-24T00:30", "Asia/Tokyo", "2026-11-24T00:00", True),
        ("2026-11-22T20:00", "Pacific/Kiritimati", "2026-11-22T19:00", True),
    ],
)
def test_the_preferred_window_is_monday_to_thursday_nine_to_eleven_where_they_live(now: str, zone: str, start: str, open_now: bool) -> None:
    window = preferred_window(dt.datetime.fromisoformat(now).replace(tzinfo=UTC), ZoneInfo(zone), WorkCalendar())
    assert window is not None
    assert window.start == dt.datetime.fromisoformat(start).replace(tzinfo=UTC)
    assert window.end - window.start == dt.timedelta(hours=2)
    assert (window.start <= dt.datetime.fromisoformat(now).replace(tzinfo=UTC)) is open_now


def test_a_calendar_without_business_days_has_no_window() -> None:
    assert preferred_window(dt.datetime(2026, 11, 23, 8, tzinfo=UTC), UTC, WorkCalendar(weekend=frozenset(range(5)))) is None


@pytest.mark.parametrize(
    "zone", ["Pacific/Apia", "America/New_York", "Europe/London", "Asia/Kathmandu", "Pacific/Kiritimati", "America/Sao_Paulo"]
)
def test_no_daylight_saving_day_or_missing_day_moves_a_date(zone: str) -> None:
    """Every day of five years, logged at noon less a minute in that zone, counts from that very day or the next business day."""
    calendar = WorkCalendar()
    for ahead in range(1826):
        day = dt.date(2024, 1, 1) + dt.timedelta(days=ahead)
        at = dt.datetime.combine(day, dt.time(11, 59), tzinfo=ZoneInfo(zone))
        assert business_start(at, calendar) == calendar.next_workday(day)
