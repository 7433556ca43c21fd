"""What people type for a day, read on Wednesday 25 November 2026."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.domain.dates import EXAMPLES, add_months, parse_day, say, say_short
from outreach.domain.timing.calendar import WorkCalendar
from outreach.errors import UsageError

TODAY = dt.date(2026, 11, 25)
CALENDAR = WorkCalendar(days_off=frozenset({dt.date(2026, 11, 26)}))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("today", "2026-11-25"),
        ("now", "2026-11-25"),
        ("tomorrow", "2026-11-26"),
        ("tmr", "2026-11-26"),
        ("yesterday", "2026-11-24"),
        ("0bd", "2026-11-25"),
        ("1bd", "2026-11-27"),
        ("3bd", "2026-12-01"),
        ("+3bd", "2026-12-01"),
        ("3 business days", "2026-12-01"),
        ("in 3 working days", "2026-12-01"),
        ("-1bd", "2026-11-24"),
        ("2 business days ago", "2026-11-23"),
        ("3d", "2026-11-28"),
        ("in 3 days", "2026-11-28"),
        ("in three days", "2026-11-28"),
        ("-3d", "2026-11-22"),
        ("3 days ago", "2026-11-22"),
        ("+2w", "2026-12-09"),
        ("2w", "2026-12-09"),
        ("in a week", "2026-12-02"),
        ("two weeks from now", "2026-12-09"),
        ("+1m", "2026-12-25"),
        ("3 months", "2027-02-25"),
        ("1y", "2027-11-25"),
        ("wed", "2026-12-02"),
        ("thu", "2026-11-26"),
        ("Thursday", "2026-11-26"),
        ("THURS", "2026-11-26"),
        ("mo", "2026-11-30"),
        ("this fri", "2026-11-27"),
        ("next tue", "2026-12-01"),
        ("next fri", "2026-12-04"),
        ("next wednesday", "2026-12-02"),
        ("last fri", "2026-11-20"),
        ("last wed", "2026-11-18"),
        ("next week", "2026-11-30"),
        ("next month", "2026-12-01"),
        ("eow", "2026-11-27"),
        ("eom", "2026-11-30"),
        ("end of the month", "2026-11-30"),
        ("eoy", "2026-12-31"),
        ("12 jan", "2027-01-12"),
        ("12. Jan", "2027-01-12"),
        ("jan 12", "2027-01-12"),
        ("January 12th", "2027-01-12"),
        ("12th of january 2028", "2028-01-12"),
        ("jan 12, 2028", "2028-01-12"),
        ("12-jan-2028", "2028-01-12"),
        ("sept 1", "2027-09-01"),
        ("25 nov", "2026-11-25"),
        ("24 nov", "2027-11-24"),
        ("12.1.", "2027-01-12"),
        ("12. 1.", "2027-01-12"),
        ("12.1.2029", "2029-01-12"),
        ("2026-12-01", "2026-12-01"),
        ("2026-1-5", "2026-01-05"),
        ("1970-01-01", "1970-01-01"),
        ("2199-12-31", "2199-12-31"),
        ("29 feb", "2028-02-29"),
        ("Tue 1 Dec 2026", "2026-12-01"),
        ("on tuesday, 1 dec", "2026-12-01"),
        ("by 1 dec", "2026-12-01"),
        ("  in   3   days ", "2026-11-28"),
        ("tod", "2026-11-25"),
        ("tom", "2026-11-26"),
        ("tmrw", "2026-11-26"),
        ("yday", "2026-11-24"),
        ("3 weekdays", "2026-12-01"),
        ("two days", "2026-11-27"),
        ("in four days", "2026-11-29"),
        ("five days", "2026-11-30"),
        ("six days", "2026-12-01"),
        ("seven days ago", "2026-11-18"),
        ("in one day", "2026-11-26"),
        ("a day", "2026-11-26"),
        ("an y", "2027-11-25"),
        ("2 mo", "2027-01-25"),
        ("1 month ago", "2026-10-25"),
        ("2 years ago", "2024-11-25"),
        ("tues", "2026-12-01"),
        ("weds", "2026-12-02"),
        ("thur", "2026-11-26"),
        ("jan 12,2028", "2028-01-12"),
        ("jan 12 , 2028", "2028-01-12"),
        ("tu 1 dec", "2026-12-01"),
        ("31 dec", "2026-12-31"),
        ("1 dec", "2026-12-01"),
        ("end of week", "2026-11-27"),
    ],
)
def test_a_day_is_read_as_people_mean_it(typed: str, meant: str) -> None:
    assert parse_day(typed, TODAY, CALENDAR) == dt.date.fromisoformat(meant)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("5 nov", "2026-11-05"),
        ("25 nov", "2026-11-25"),
        ("26 nov", "2025-11-26"),
        ("12.1.", "2026-01-12"),
        ("tue", "2026-11-24"),
        ("29 feb", "2024-02-29"),
        ("wed", "2026-11-18"),
        ("on wed", "2026-11-18"),
        ("this fri", "2026-11-27"),
        ("next fri", "2026-12-04"),
    ],
)
def test_logging_what_happened_reads_a_day_backwards(typed: str, meant: str) -> None:
    assert parse_day(typed, TODAY, CALENDAR, past=True) == dt.date.fromisoformat(meant)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        " ",
        "soon",
        "12/1",
        "1/12/2026",
        "30 feb",
        "31.4.",
        "12.13.",
        "2026-13-01",
        "2026-02-29",
        "2026-W48",
        "2026-W48-1",
        "20261201",
        "in -3 days",
        "+-3d",
        "-3 days ago",
        "1.5d",
        "nan",
        "inf",
        "1e9d",
        "٣d",
        "3 fortnights",
        "t",
        "m",
        "ju 3",
        "next",
        "next 12 jan",
        "2026-12-01T10:00",
        "0001-01-01",
        "1969-12-31",
        "2200-01-01",
        "9999-12-31",
        "999999999999999999d",
        "1000000000bd",
        "100000000000000000000000000000y",
        "1 jan 0000",
    ],
)
def test_anything_else_is_one_friendly_line_with_examples(typed: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse_day(typed, TODAY, CALENDAR)
    assert str(caught.value).endswith(EXAMPLES)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(("unit", "most"), [("bd", 5_000), ("d", 90_000), ("w", 12_000), ("m", 2_760), ("y", 230)])
def test_a_count_is_refused_as_too_far_before_it_is_counted_out(unit: str, most: int) -> None:
    with pytest.raises(UsageError, match="too far away"):
        parse_day(f"{most + 1}{unit}", TODAY, CALENDAR)
    try:
        parse_day(f"{most}{unit}", TODAY, CALENDAR)
    except UsageError as refused:
        assert "lies outside" in str(refused)


@pytest.mark.parametrize(
    ("today", "past", "meant"),
    [("2096-03-01", False, "2104-02-29"), ("2104-02-28", True, "2096-02-29"), ("2104-02-29", True, "2104-02-29")],
)
def test_a_leap_day_is_found_across_the_century_that_has_none(today: str, past: bool, meant: str) -> None:
    assert parse_day("29 feb", dt.date.fromisoformat(today), CALENDAR, past=past) == dt.date.fromisoformat(meant)


def test_a_weekday_that_is_not_that_day_is_questioned() -> None:
    with pytest.raises(UsageError, match="1 Dec 2026 is a Tuesday"):
        parse_day("mon 1 dec 2026", TODAY, CALENDAR)


def test_an_error_prints_no_control_bytes_of_what_was_typed() -> None:
    with pytest.raises(UsageError) as caught:
        parse_day("\x1b]0;x\x07\u202e" + "y" * 500, TODAY, CALENDAR)
    assert "\x1b" not in str(caught.value)
    assert "\u202e" not in str(caught.value)
    assert len(str(caught.value)) < 200


@given(st.text(max_size=30), st.dates(dt.date(1970, 1, 1), dt.date(2199, 12, 31)))
def test_no_text_on_any_day_raises_anything_but_a_usage_error(text: str, today: dt.date) -> None:
    try:
        found = parse_day(text, today, CALENDAR)
    except UsageError:
        return
    assert 1970 <= found.year <= 2199


@given(
    st.integers(),
    st.sampled_from(["bd", "d", "w", "m", "y", " days", " weeks"]),
    st.sampled_from(["", "+", "-", "in "]),
    st.dates(dt.date(1970, 1, 1), dt.date(2199, 12, 31)),
)
def test_no_number_is_too_large_for_a_friendly_error(number: int, unit: str, before: str, today: dt.date) -> None:
    try:
        found = parse_day(f"{before}{number}{unit}", today, CALENDAR)
    except UsageError:
        return
    assert 1970 <= found.year <= 2199


@given(st.dates(dt.date(1970, 1, 1), dt.date(2190, 12, 31)), st.integers(0, 100))
def test_adding_months_keeps_the_day_or_clamps_to_the_last_of_the_month(day: dt.date, months: int) -> None:
    found = add_months(day, months)
    assert (found.year * 12 + found.month) - (day.year * 12 + day.month) == months
    assert found.day == day.day or (found.day < day.day and (found + dt.timedelta(days=1)).day == 1)


def test_a_leap_day_and_a_month_end_are_clamped() -> None:
    assert add_months(dt.date(2028, 2, 29), 12) == dt.date(2029, 2, 28)
    assert add_months(dt.date(2026, 1, 31), 1) == dt.date(2026, 2, 28)


@given(st.dates(dt.date(1970, 1, 1), dt.date(2199, 12, 31)))
def test_what_is_said_is_read_back_as_the_same_day(day: dt.date) -> None:
    assert parse_day(say(day), TODAY, CALENDAR) == day


def test_a_day_is_said_with_its_year_in_full_and_in_short_only_where_it_is_another() -> None:
    assert say(parse_day("3bd", TODAY, CALENDAR)) == "Tue 1 Dec 2026"
    assert say(parse_day("tue", TODAY, CALENDAR, past=True)) == "Tue 24 Nov 2026"
    assert say_short(dt.date(2026, 12, 1), TODAY) == "Tue 1 Dec"
    assert say_short(dt.date(2027, 1, 11), TODAY) == "Mon 11 Jan 2027"
