"""LinkedIn's dates are read alike in every locale, and what could be two days is none."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.exchange.linkedin.dates import EARLIEST, Days, day, moment, month
from outreach.exchange.linkedin.pacific import to_utc, us_offset

LATEST = dt.date(2026, 10, 8)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("04 Nov 2023", dt.date(2023, 11, 4)),
        ("4 nov 2023", dt.date(2023, 11, 4)),
        (" 04 Nov 2023 ", dt.date(2023, 11, 4)),
        ("04 Sept 2023", dt.date(2023, 9, 4)),
        ("04 September 2023", dt.date(2023, 9, 4)),
        ("9-Feb-22", dt.date(2022, 2, 9)),
        ("29 Feb 2024", dt.date(2024, 2, 29)),
        ("11/4/18, 5:06 PM", dt.date(2018, 11, 4)),
        ("02/10/23, 06:22 PM", dt.date(2023, 2, 10)),
        ("2023-11-04", dt.date(2023, 11, 4)),
        ("2026/02/01 15:02:55 UTC", dt.date(2026, 2, 1)),
        ("2019-11-06T02:08:20", dt.date(2019, 11, 6)),
        ("Tue Sep 01 10:11:12 UTC 2026", dt.date(2026, 9, 1)),
        ("9/28/2026", dt.date(2026, 9, 28)),
        ("28/9/2026", dt.date(2026, 9, 28)),
        ("9/9/2026", dt.date(2026, 9, 9)),
    ],
)
def test_every_style_that_occurs_is_read(text: str, expected: dt.date) -> None:
    assert day(text, LATEST) == expected


@pytest.mark.parametrize(
    "text",
    [
        *("31 Feb 2026", "29 Feb 2023", "00 Jan 2026", "01 Janvier 2026", "2026-13-01", "13/13/2026", "", "today", "45231"),
        *("01 Jan 9999", "01 Jan 0001", "01 Jan 1969", "07 Oct 2099", "١ Jan 2026", "2025-W01-1", "00/00/0000", "01 Jan 10000"),
        *("1 2 3", "²5 Jan 2024", "01-01-01-01"),
    ],
)
def test_what_is_no_day_is_none(text: str) -> None:
    assert day(text, LATEST) is None


def test_a_slashed_date_that_could_be_two_days_is_none() -> None:
    assert day("01/02/2026", LATEST) is None


@given(st.text(max_size=30))
def test_no_text_whatever_makes_a_date_outside_linkedins_time(text: str) -> None:
    found = Days(LATEST)[text]
    assert found is None or EARLIEST <= found <= LATEST


@given(st.dates(EARLIEST, LATEST))
def test_every_day_linkedin_can_write_is_read_back(written: dt.date) -> None:
    names = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
    assert day(f"{written.day:02d} {names[written.month - 1]} {written.year}", LATEST) == written
    assert day(f"{written.month}/{written.day}/{written.year % 100:02d}, 5:06 PM", LATEST) == written


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-09-30 08:12:40 UTC", "2026-09-30 08:12:40"),
        ("2019-11-06T02:08:20", "2019-11-06 02:08:20"),
        ("11/4/18, 5:06 PM", "2018-11-04 17:06:00"),
        ("6/1/26, 12:30 AM", "2026-06-01 00:30:00"),
        ("6/1/26, 12:30 PM", "2026-06-01 12:30:00"),
        ("2026-02-31 08:12:40 UTC", ""),
        ("soon", ""),
    ],
)
def test_moments_sort_as_they_happened(text: str, expected: str) -> None:
    assert moment(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"), [("Mar 2023", "2023-03"), ("Sept 2023", "2023-09"), ("2017", "2017"), ("", ""), ("Mar", ""), ("Foo 2023", "")]
)
def test_months_of_a_career(text: str, expected: str) -> None:
    assert month(text) == expected


@pytest.mark.parametrize(
    ("wall", "utc"),
    [
        ("2026-01-15 12:00:00", "2026-01-15 20:00:00"),
        ("2026-07-15 12:00:00", "2026-07-15 19:00:00"),
        ("2026-03-08 01:59:00", "2026-03-08 09:59:00"),
        ("2026-03-08 03:00:00", "2026-03-08 10:00:00"),
        ("2026-11-01 00:59:00", "2026-11-01 07:59:00"),
        ("2026-11-01 02:00:00", "2026-11-01 10:00:00"),
    ],
)
def test_pacific_wall_time_becomes_utc_on_both_sides_of_the_clock_changes(wall: str, utc: str) -> None:
    assert to_utc(wall) == utc


@given(st.datetimes(dt.datetime(2010, 1, 1), dt.datetime(2026, 12, 31)))
def test_the_rule_kept_for_machines_without_time_zones_agrees_with_the_database(wall: dt.datetime) -> None:
    zoneinfo = pytest.importorskip("zoneinfo")
    try:
        zone = zoneinfo.ZoneInfo("America/Los_Angeles")
    except zoneinfo.ZoneInfoNotFoundError:
        pytest.skip("no time-zone database here")
    real = wall.replace(tzinfo=zone)
    if (real.astimezone(dt.UTC).astimezone(zone)).replace(tzinfo=None) == wall:
        assert us_offset(wall) == real.utcoffset()
