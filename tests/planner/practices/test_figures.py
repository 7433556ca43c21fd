"""Figures: effort and people rather than connections, honest about small numbers; the good hour in another zone; proof."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from zoneinfo import ZoneInfo

import pytest

from outreach.clock import FixedClock
from outreach.domain.model import CompanyId, ContactId, PersonId
from outreach.domain.statistics import share
from outreach.errors import Refused
from outreach.planner import Planner
from outreach.planner.views.window import zone_of


def test_S08_insights_count_people_one_can_speak_for_and_never_connections(
    planner: Planner, ana: PersonId, contact: Callable[..., ContactId]
) -> None:
    for number in range(5):
        contact(f"Somebody {number}", connected_on=dt.date(2020, 1, 1))
    planner.people.edit(ana, i_would_vouch="yes")
    planner.steps.log(ana, "talk")
    row = planner.views.insights()
    assert (row.can_speak_for, row.conversations) == (1, 1)
    assert not any("connect" in name for name in type(row).__struct_fields__)


def test_S44_a_rate_is_hidden_below_ten_and_shown_with_its_interval_from_there(
    planner: Planner, later: Callable[..., None], fernwick: CompanyId
) -> None:
    people = [planner.people.add(f"Person {letter}", fernwick).id for letter in "ABCDEFGHIJ"]
    for person in people[:9]:
        planner.steps.sent(person)
    planner.steps.replied(people[0], text="yes")
    planner.steps.log(people[1], "declined")
    later(20)
    row = planner.views.insights()
    assert row.answers == "1 of 9; a rate shows from 10 on"
    assert row.declined == 1
    planner.steps.sent(people[9])
    planner.steps.log(people[9], "replied")
    assert planner.views.insights().answers == "2 of 10, likely 6-51 %"


def test_a_message_still_waiting_is_no_failure(planner: Planner, ana: PersonId) -> None:
    planner.steps.sent(ana)
    assert planner.views.insights().answers == "0 of 0"


def test_S22_answers_are_grouped_by_purpose(planner: Planner, later: Callable[..., None], ana: PersonId) -> None:
    draft = planner.drafts.compose(ana, purpose="advice")
    planner.drafts.save(draft.id, "Hi Ana, what would you do in my place?")
    planner.steps.sent(ana)
    planner.steps.replied(ana, text="Call me")
    (row,) = planner.views.insights().purposes
    assert (row.purpose, row.written, row.answered) == ("advice", 1, 1)


def test_S43_the_rhythm_counts_effort_and_survives_a_week_that_has_only_begun(
    planner: Planner, later: Callable[..., None], ana: PersonId
) -> None:
    planner.steps.log(ana, "engage")
    later(7)
    planner.steps.log(ana, "congratulate")
    assert planner.views.insights().streak == 2
    later(7)
    row = planner.views.insights()
    assert row.streak == 2
    assert [week.effort for week in row.weeks[:3]] == [0, 1, 1]
    later(7)
    assert planner.views.insights().streak == 0


def test_published_figures_name_their_source(planner: Planner) -> None:
    assert all(line.startswith("published") and "(" in line for line in planner.views.insights().published)


@pytest.mark.parametrize(("hits", "of", "low", "high"), [(0, 10, 0.0, 0.2775), (10, 10, 0.7225, 1.0), (50, 100, 0.4038, 0.5962)])
def test_the_interval_is_wilsons(hits: int, of: int, low: float, high: float) -> None:
    found = share(hits, of)
    assert found.low == pytest.approx(low, abs=1e-4)
    assert found.high == pytest.approx(high, abs=1e-4)


def test_S16_the_good_hours_are_those_of_their_own_zone(planner: Planner, ana: PersonId) -> None:
    assert planner.views.window(ana) == ""
    planner.people.edit(ana, zone="Asia/Tokyo")
    assert planner.views.window(ana) == "Tue 24 Nov 09:00-11:00 in Tokyo (00:00-02:00 here)"
    assert planner.views.person(ana).window.endswith("here)")
    planner.people.edit(ana, zone="America/New_York")
    assert planner.views.window(ana) == "Mon 23 Nov 09:00-11:00 in New York (14:00-16:00 here)"


def test_a_time_zone_that_is_none_is_refused(planner: Planner, ana: PersonId) -> None:
    with pytest.raises(Refused, match="Europe/Lisbon"):
        planner.people.edit(ana, zone="Mars/Olympus")


def test_the_good_hours_skip_friday_to_sunday(planner: Planner, ana: PersonId, clock: FixedClock) -> None:
    tokyo = ZoneInfo("Asia/Tokyo")
    planner.people.edit(ana, zone="Asia/Tokyo")
    clock.set(dt.datetime(2026, 11, 26, 11, 0, tzinfo=tokyo))
    assert planner.views.window(ana).startswith("Mon 30 Nov 09:00-11:00")
    clock.set(dt.datetime(2026, 11, 26, 10, 59, tzinfo=tokyo))
    assert planner.views.window(ana).startswith("Thu 26 Nov 09:00-11:00")


def test_a_zone_that_is_no_name_of_one_is_none() -> None:
    assert zone_of("No/Where") is None
    assert zone_of("../etc/passwd") is None


def test_S37_a_number_is_backed_by_the_proof_bank(planner: Planner, ana: PersonId) -> None:
    text = "Hi Ana, I cut build time by 40 % at Kettlebrook. How do you plan releases?"

    def found() -> set[str]:
        return {f.rule for f in planner.views.check(None, ana, text, "", "linkedin message", "learn").findings}

    assert "figure" in found()
    planner.proof.add("cut build time by 40 % at Kettlebrook, 2020")
    assert "figure" not in found()
    with pytest.raises(Refused, match="already"):
        planner.proof.add("cut build time by 40 % at Kettlebrook, 2020")
    assert planner.proof.delete(1).startswith("cut build time")
    with pytest.raises(Refused, match="no lines"):
        planner.proof.delete(1)
