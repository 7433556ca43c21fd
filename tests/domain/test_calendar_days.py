"""Business days: what counts, and that counting forward, backward and between agree with counting by hand."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from outreach.domain.timing.calendar import NoWorkday, WorkCalendar, business_start
from outreach.errors import UsageError

BASE = dt.date(2026, 1, 1)
days = st.dates(dt.date(1970, 1, 1), dt.date(2199, 12, 31))
near = st.integers(0, 400).map(lambda n: BASE + dt.timedelta(days=n))
weekends = st.frozensets(st.integers(0, 6), max_size=5)
calendars = st.builds(WorkCalendar, weekend=weekends, days_off=st.frozensets(near, max_size=40))


def counted_by_hand(calendar: WorkCalendar, day: dt.date, business_days: int) -> dt.date:
    while not calendar.is_workday(day):
        day += dt.timedelta(days=1)
    while business_days:
        day += dt.timedelta(days=1)
        business_days -= calendar.is_workday(day)
    return day


@settings(max_examples=400)
@given(calendars, near, st.integers(0, 60))
def test_adding_equals_counting_by_hand_and_lands_on_a_business_day(calendar: WorkCalendar, day: dt.date, count: int) -> None:
    found = calendar.add(day, count)
    assert found == counted_by_hand(calendar, day, count)
    assert calendar.is_workday(found)
    assert found >= day


@settings(max_examples=400)
@given(calendars, near, st.integers(0, 40), st.integers(0, 40))
def test_adding_in_two_steps_is_adding_at_once(calendar: WorkCalendar, day: dt.date, one: int, two: int) -> None:
    assert calendar.add(day, one + two) == calendar.add(calendar.add(day, one), two)


@settings(max_examples=400)
@given(calendars, near, st.integers(0, 300))
def test_between_undoes_adding(calendar: WorkCalendar, day: dt.date, count: int) -> None:
    assert calendar.between(day, calendar.add(day, count)) == count


@settings(max_examples=300)
@given(calendars, near, st.integers(0, 60))
def test_subtracting_from_a_business_day_undoes_adding(calendar: WorkCalendar, day: dt.date, count: int) -> None:
    start = calendar.next_workday(day)
    assert calendar.subtract(calendar.add(start, count), count) == start


@settings(max_examples=300)
@given(calendars, near, near)
def test_between_counts_the_business_days_after_the_start_and_never_below_zero(
    calendar: WorkCalendar, start: dt.date, end: dt.date
) -> None:
    first = calendar.next_workday(start)
    span = range(1, max(0, (end - first).days) + 1)
    assert calendar.between(start, end) == sum(calendar.is_workday(first + dt.timedelta(days=n)) for n in span)


@given(days, days)
def test_between_works_over_centuries(start: dt.date, end: dt.date) -> None:
    count = WorkCalendar().between(start, end)
    assert 0 <= count <= max(0, (end - start).days)


@pytest.mark.parametrize(
    "calendar",
    [WorkCalendar(weekend=frozenset(range(7))), WorkCalendar(days_off=frozenset(BASE + dt.timedelta(days=n) for n in range(900)))],
)
def test_a_calendar_that_is_all_holiday_ends_in_a_clear_error(calendar: WorkCalendar) -> None:
    with pytest.raises(NoWorkday, match="no business day within two years of 2026-01-05: check weekend and days_off") as caught:
        calendar.add(dt.date(2026, 1, 5), 3)
    assert isinstance(caught.value, UsageError)


def test_looking_back_through_nothing_but_holidays_ends_too() -> None:
    with pytest.raises(NoWorkday):
        WorkCalendar(weekend=frozenset(range(7))).previous_workday(BASE)


def test_the_end_of_time_is_a_clear_error_too() -> None:
    with pytest.raises(NoWorkday):
        WorkCalendar().add(dt.date(9999, 12, 30), 5)
    with pytest.raises(NoWorkday):
        WorkCalendar().subtract(dt.date(1, 1, 2), 5)


def test_counts_below_zero_are_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="negative"):
        WorkCalendar().add(BASE, -1)
    with pytest.raises(ValueError, match="negative"):
        WorkCalendar().subtract(BASE, -1)


@pytest.mark.parametrize(
    ("done", "counts_from"),
    [
        ("2026-11-23T00:00", "2026-11-23"),
        ("2026-11-23T11:59", "2026-11-23"),
        ("2026-11-23T12:00", "2026-11-24"),
        ("2026-11-23T23:59", "2026-11-24"),
        ("2026-11-20T12:01", "2026-11-23"),
        ("2026-11-21T09:00", "2026-11-23"),
        ("2026-11-22T23:00", "2026-11-23"),
        ("2026-11-25T13:00", "2026-11-27"),
        ("2026-11-26T09:00", "2026-11-27"),
    ],
)
def test_the_noon_rule(done: str, counts_from: str) -> None:
    calendar = WorkCalendar(days_off=frozenset({dt.date(2026, 11, 26)}))
    at = dt.datetime.fromisoformat(done).replace(tzinfo=dt.timezone(dt.timedelta(hours=2)))
    assert business_start(at, calendar) == dt.date.fromisoformat(counts_from)


@pytest.mark.parametrize("hours", [-12, -9.5, 0, 5.75, 12.75, 14])
def test_the_noon_rule_reads_the_wall_where_it_was_sent_whatever_the_zone(hours: float) -> None:
    zone = dt.timezone(dt.timedelta(hours=hours))
    assert business_start(dt.datetime(2026, 11, 23, 11, 59, tzinfo=zone), WorkCalendar()) == dt.date(2026, 11, 23)
    assert business_start(dt.datetime(2026, 11, 23, 12, 0, tzinfo=zone), WorkCalendar()) == dt.date(2026, 11, 24)
