"""Nothing in the plan points to a record that was removed."""

from __future__ import annotations

import datetime as dt

import pytest
from msgspec.structs import replace

from outreach.domain.kinds import StepKind
from outreach.domain.model import Company, CompanyId, Lead, Link, Person, PersonId, QandA, Step
from outreach.planner import Planner
from outreach.planner.sample import plant
from outreach.text import clean


def _errors(planner: Planner) -> list[str]:
    planner.store.checkpoint()
    return [f"{finding.where} {finding.message}" for finding in planner.check() if finding.severity == "error"]


def test_whoever_is_removed_from_the_sample_leaves_a_plan_that_the_check_calls_sound(planner: Planner) -> None:
    plant(planner)
    for person in list(planner.store.all(Person)):
        planner.people.delete(person.id)
        assert _errors(planner) == [], person.name
        planner.undo()


def test_whichever_target_is_removed_leaves_a_sound_plan(planner: Planner) -> None:
    plant(planner)
    for company in list(planner.store.all(Company)):
        planner.companies.delete(company.id)
        assert _errors(planner) == [], company.name
        planner.undo()


@pytest.fixture
def two(planner: Planner) -> tuple[Planner, CompanyId, PersonId]:
    """Ana at Fernwick, and Tom elsewhere, who has much to do with her."""
    company = planner.companies.add("Fernwick Labs")
    ana = planner.people.add("Ana Ruiz", company.id)
    other = planner.companies.add("Holt & Vane")
    planner.people.add("Tom Okafor", other.id, bridge=ana.id, introducer=ana.id)
    planner.leads.add(other.id, title="Staff Engineer", given_by=ana.id)
    with planner.store.transaction("Note") as tx:
        tx.add(Link(url=clean("https://example.org"), meant_for=ana.id))
        tx.put(replace(tx.get(Company, other.id), answers=(QandA(question=clean("Who decides?"), by=ana.id),)))
    return planner, company.id, ana.id


def test_what_somebody_gave_stays_without_their_number(two: tuple[Planner, CompanyId, PersonId]) -> None:
    planner, _, ana = two
    planner.people.delete(ana)
    (tom,) = planner.store.all(Person)
    assert (tom.bridge, tom.introducer) == (None, None)
    assert [lead.given_by for lead in planner.store.all(Lead)] == [None]
    assert [link.meant_for for link in planner.store.all(Link)] == [None]
    assert planner.store.get(Company, 2).answers == (QandA(question=clean("Who decides?")),)


def test_a_step_that_ran_on_the_clock_of_a_removed_one_keeps_its_day(two: tuple[Planner, CompanyId, PersonId]) -> None:
    planner, company, ana = two
    sent = planner.steps.sent(ana, at=dt.datetime(2026, 11, 20, 10, 0, tzinfo=dt.UTC))
    with planner.store.transaction("Arm") as tx:
        waiting = tx.add(Step(kind=StepKind.FOLLOW_UP, company=CompanyId(2), person=PersonId(2), anchor=sent.id))
    planner.companies.delete(company)
    kept = planner.store.get(Step, waiting.id)
    assert (kept.anchor, kept.anchor_on) == (None, dt.date(2026, 11, 20))
