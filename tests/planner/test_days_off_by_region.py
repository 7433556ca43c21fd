"""Public holidays by country and region, half-holidays, and a weekend of one's own, as the plan counts them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from outreach.clock import FixedClock
from outreach.config import Config
from outreach.errors import BadInput
from outreach.paths import Paths
from outreach.planner import open_planner


def silent_since(folder: Path, sent: dt.datetime, config: Config) -> dt.date:
    """The day of the follow-up to a message sent then, under these settings."""
    planner = open_planner(Paths(data=folder / "data", config=folder / "config"), FixedClock(sent), config)
    company = planner.companies.add("Fernwick Labs").id
    planner.steps.sent(planner.people.add("Ana Ruiz", company).id)
    (row,) = (row for row in planner.views.followups(company) if row.kind == "follow-up")
    planner.close()
    assert row.on is not None
    return row.on


def at(day: str, hour: int = 10) -> dt.datetime:
    return dt.datetime.combine(dt.date.fromisoformat(day), dt.time(hour), tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("country", "region", "due"),
    [
        # Mon 4 Jan 2027 + 7: Tue 5 to Fri 8 are four, Mon 11, Tue 12, Wed 13.
        ("", "", "2027-01-13"),
        ("DE", "", "2027-01-13"),
        ("DE", "BE", "2027-01-13"),
        # In Bavaria Wed 6 Jan is a holiday: one day later.
        ("DE", "BY", "2027-01-14"),
    ],
)
def test_a_holiday_of_one_region_counts_there_and_nowhere_else(tmp_path: Path, country: str, region: str, due: str) -> None:
    assert silent_since(tmp_path, at("2027-01-04"), Config(country=country, region=region)) == dt.date.fromisoformat(due)


@pytest.mark.parametrize(
    ("region", "due"),
    [
        # Mon 27 Apr 2026 + 7: Tue 28, Wed 29, Thu 30, Fri 1 May, Mon 4, Tue 5, Wed 6.
        ("BE", "2026-05-06"),
        # A half-holiday in Solothurn: the morning of 1 May is worked, so the day counts.
        ("SO", "2026-05-06"),
        # A whole one in Zürich.
        ("ZH", "2026-05-07"),
    ],
)
def test_a_half_holiday_is_a_business_day_and_a_whole_one_is_not(tmp_path: Path, region: str, due: str) -> None:
    assert silent_since(tmp_path, at("2026-04-27"), Config(country="CH", region=region)) == dt.date.fromisoformat(due)


def test_what_is_sent_on_the_free_half_of_a_half_holiday_counts_from_the_next_business_day(tmp_path: Path) -> None:
    # Fri 1 May after noon counts from Mon 4: Fri 8 is the fourth, Wed 13 the seventh; before noon from that day: Tue 12.
    assert silent_since(tmp_path / "late", at("2026-05-01", 15), Config(country="CH", region="SO")) == dt.date(2026, 5, 13)
    assert silent_since(tmp_path / "early", at("2026-05-01", 9), Config(country="CH", region="SO")) == dt.date(2026, 5, 12)


def test_holidays_and_a_weekend_of_friday_and_saturday_go_together(tmp_path: Path) -> None:
    # Sun 29 Nov 2026 + 7 without Fri and Sat: Mon 30, Tue 1, Wed 2, Thu 3, Sun 6, Mon 7, Tue 8.
    assert silent_since(tmp_path, at("2026-11-29"), Config(weekend=(4, 5))) == dt.date(2026, 12, 8)
    # Two days of one's own in the first week: Thu 10.
    mine = (dt.date(2026, 11, 30), dt.date(2026, 12, 1))
    assert silent_since(tmp_path / "off", at("2026-11-29"), Config(weekend=(4, 5), days_off=mine)) == dt.date(2026, 12, 10)


def test_a_region_nobody_knows_is_one_clear_error(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no public holidays are known for 'DE ZZ'"):
        silent_since(tmp_path, at("2026-11-23"), Config(country="DE", region="ZZ"))
