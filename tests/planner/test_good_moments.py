"""The good moment after a talk, a success or news: it lifts a person, every face says so, and it ends visibly (S41)."""

from __future__ import annotations

import datetime as dt

import pytest

from outreach.clock import FixedClock
from outreach.domain.kinds import StepKind
from outreach.domain.model import CompanyId, PersonId
from outreach.planner import Planner

Fern = tuple[CompanyId, PersonId, PersonId]


@pytest.fixture
def fern(planner: Planner) -> Fern:
    """Ana, whom the evidence puts first, and Tom."""
    company = planner.companies.add("Fernwick Labs").id
    ana = planner.people.add("Ana Ruiz", company, worked_closely=True).id
    return company, ana, planner.people.add("Tom Okafor", company).id


def first(planner: Planner, company: CompanyId) -> tuple[PersonId | None, str]:
    row = next(row for row in planner.views.followups(company) if row.kind is StepKind.FIRST_TOUCH and not row.held_by)
    return row.person, row.why


def said_of(planner: Planner, person: PersonId) -> list[str]:
    return [f"{term.label} {term.effect}" for term in planner.views.why(person).terms if "moment" in term.label]


def on(clock: FixedClock, day: str) -> None:
    clock.set(dt.datetime.combine(dt.date.fromisoformat(day), dt.time(9), tzinfo=dt.UTC))


def test_a_success_lifts_a_person_to_the_top_for_a_week_and_the_row_says_until_when(
    planner: Planner, clock: FixedClock, fern: Fern
) -> None:
    company, ana, tom = fern
    assert first(planner, company) == (ana, "Ana is first in the queue")
    planner.steps.log(tom, "good news")
    assert first(planner, company) == (tom, "Tom is first in the queue; a good moment until Mon 30 Nov")
    assert said_of(planner, tom) == ["good moment until 30 Nov 2026 +12"]
    assert said_of(planner, ana) == []
    assert [row.id for row in planner.views.insiders(company)] == [tom, ana]
    on(clock, "2026-11-30")
    assert first(planner, company)[0] == tom
    on(clock, "2026-12-01")
    assert first(planner, company) == (ana, "Ana is first in the queue")
    assert said_of(planner, tom) == ["good moment ended Mon 30 Nov"]
    assert [row.id for row in planner.views.insiders(company)] == [ana, tom]
    on(clock, "2026-12-08")
    assert said_of(planner, tom) == []


def test_a_new_job_read_as_news_opens_one_and_its_words_stay_off_a_printed_page(planner: Planner, fern: Fern) -> None:
    company, _, tom = fern
    planner.news.add(tom, "leads hiring since Monday", on="2026-11-20")
    assert first(planner, company) == (tom, "Tom is first in the queue; a good moment until Fri 27 Nov")
    row = next(row for row in planner.views.followups(company) if row.person == tom)
    assert said_of(planner, tom) == ["good moment until 27 Nov 2026 +12"]
    assert any(term.label == "good moment: leads hiring since Monday" for term in row.terms)
    page = planner.exports.plan([company], format="md", redact="coach").decode()
    assert "good moment until 27 Nov 2026" in page
    assert "leads hiring" not in page


def test_a_talk_opens_one_for_whoever_has_nothing_queued_as_well(planner: Planner, clock: FixedClock, fern: Fern) -> None:
    _, ana, _ = fern
    planner.steps.log(ana, "talk", on=dt.date(2026, 11, 23))
    assert said_of(planner, ana) == ["good moment until 30 Nov 2026 +12"]
    on(clock, "2026-12-01")
    assert said_of(planner, ana) == ["good moment ended Mon 30 Nov"]


def test_taking_the_event_back_closes_the_window(planner: Planner, fern: Fern) -> None:
    company, ana, tom = fern
    planner.steps.log(tom, "good news")
    planner.undo()
    assert first(planner, company)[0] == ana
    assert said_of(planner, tom) == []
