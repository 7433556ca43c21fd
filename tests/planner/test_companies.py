"""Target companies: naming them, changing them, taking them out."""

from __future__ import annotations

import datetime as dt

import msgspec
import pytest

from outreach.clock import FixedClock
from outreach.domain.kinds import CompanyStatus, StepState
from outreach.domain.model import Company, Person, Step
from outreach.domain.network import Suggestion
from outreach.errors import Ambiguous, NotFound, Refused
from outreach.planner import Planner, open_planner
from outreach.planner.sample import plant
from outreach.text import clean


def test_a_new_target_is_active_and_listed(planner: Planner) -> None:
    planner.companies.add("Fernwick Labs", motivation=4)
    (row,) = planner.views.companies()
    assert (row.name, row.motivation, row.status, row.word) == ("Fernwick Labs", 4, CompanyStatus.ACTIVE, "no insider")


def test_the_same_company_in_other_spelling_is_refused(planner: Planner) -> None:
    planner.companies.add("Fernwick Labs")
    with pytest.raises(Refused, match="Fernwick Labs is a target already"):
        planner.companies.add("Fernwick Labs, Inc.")


def test_every_wrong_field_is_named_at_once(planner: Planner) -> None:
    with pytest.raises(Refused) as refused:
        planner.companies.add("  ", motivation=9, status="asleep")
    assert {problem.field for problem in refused.value.problems} == {"name", "motivation", "status"}


def test_companies_are_listed_by_motivation_then_posting_and_the_paused_last(planner: Planner) -> None:
    planner.companies.add("Calm", motivation=2, posting=3)
    planner.companies.add("Keen", motivation=4, posting=1)
    planner.companies.add("Keener", motivation=4, posting=2)
    paused = planner.companies.add("Paused", motivation=4, posting=3)
    planner.companies.edit(paused.id, status="paused")
    assert [row.name for row in planner.views.companies()] == ["Keener", "Keen", "Calm", "Paused"]


def test_the_first_look_at_a_plan_says_the_same_of_every_company_save_what_is_due(planner: Planner) -> None:
    plant(planner)
    whole = planner.views.companies(include_closed=True)
    planner.store.checkpoint()
    fresh = open_planner(planner.paths, planner.clock, planner.config, read_only=True)
    quick = fresh.views.companies(include_closed=True, quick=True)
    fresh.close()
    assert any(row.due for row in whole) and any(row.advocacy == 3 for row in whole)
    assert quick == [msgspec.structs.replace(row, due=0, next_on=None, word=seen.word) for row, seen in zip(whole, quick, strict=True)]


def test_a_paused_company_asks_for_nothing(planner: Planner) -> None:
    company = planner.companies.add("Fernwick Labs")
    planner.people.add("Ana Ruiz", company.id)
    assert planner.views.today().count == 1
    planner.companies.edit(company.id, status="paused")
    assert planner.views.today().count == 0


def test_deleting_takes_people_and_steps_along_and_undo_brings_all_back(planner: Planner) -> None:
    company = planner.companies.add("Fernwick Labs")
    person = planner.people.add("Ana Ruiz", company.id)
    planner.evidence.add(person.id, "met", on="2026-05-01")
    planner.drafts.compose(person.id)
    assert planner.companies.delete(company.id) == "Fernwick Labs: 1 person, 1 step (1 open)"
    assert not planner.store.all(Person)
    assert not planner.store.all(Step)
    planner.undo()
    assert planner.store.all(Person)[0].name == "Ana Ruiz"
    assert planner.store.all(Step)[0].state is StepState.OPEN
    assert planner.views.person(person.id).evidence


def test_a_company_is_found_by_number_or_part_of_its_name(planner: Planner) -> None:
    fern = planner.companies.add("Fernwick Labs")
    holt = planner.companies.add("Holt & Vane")
    assert planner.find_company("fern") == fern.id
    assert planner.find_company("vane") == holt.id
    assert planner.find_company(str(holt.id)) == holt.id


def test_a_name_that_fits_two_lists_both(planner: Planner) -> None:
    planner.companies.add("Fernwick Labs")
    planner.companies.add("Fern & Co")
    with pytest.raises(Ambiguous) as ambiguous:
        planner.find_company("fern")
    assert [label for _, label in ambiguous.value.candidates] == ["Fernwick Labs", "Fern & Co"]
    with pytest.raises(NotFound, match="no company is called 'Zebra'"):
        planner.find_company("Zebra")


def test_a_hostile_name_is_stored_harmless(planner: Planner) -> None:
    company = planner.companies.add("Acme [/red]\x1b]52;c;AAAA\x07 Ltd\u202e")
    assert planner.store.get(Company, company.id).name == "Acme [/red]]52;c;AAAA Ltd"


def test_a_target_followed_on_linkedin_is_marked_so_and_one_merely_saved_is_not(planner: Planner) -> None:
    with planner.store.transaction("Import") as tx:
        tx.add(Suggestion(company=clean("Fernwick Labs, Inc."), provenance=clean("follow")))
        tx.add(Suggestion(company=clean("Holt & Vane"), provenance=clean("dream company")))
    assert planner.companies.add("Fernwick Labs").followed
    assert not planner.companies.add("Holt & Vane").followed


def test_what_the_user_says_of_following_a_company_stands_against_the_archive(planner: Planner) -> None:
    with planner.store.transaction("Import") as tx:
        tx.add(Suggestion(company=clean("Fernwick Labs"), provenance=clean("follow")))
    assert not planner.companies.add("Fernwick Labs", followed=False).followed


def test_a_pause_is_no_lateness_and_a_slip_of_the_finger_is_no_pause(planner: Planner, clock: FixedClock) -> None:
    """Paused for two weeks, what was due meanwhile is due on the day the company is taken up again; explain says why."""
    fern = planner.companies.add("Fernwick Labs")
    ana = planner.people.add("Ana Ruiz", fern.id)
    step = planner.store.where(Step, "person", ana.id)[0]
    clock.set(clock.now() + dt.timedelta(days=3))
    for status in ("paused", "active"):
        planner.companies.edit(fern.id, status=status)
    due = planner.timetable.due(step.id, planner.today())
    assert (due.urgency, due.late) == ("overdue", 3)
    planner.companies.edit(fern.id, status="paused")
    clock.set(clock.now() + dt.timedelta(days=14))
    planner.companies.edit(fern.id, status="active")
    due = planner.timetable.due(step.id, planner.today())
    assert (due.urgency, due.late) == ("due", 0)
    assert "Fernwick Labs was paused until Thu 10 Dec" in [term.label for term in planner.views.explain(step.id).terms]
    planner.undo()
    assert planner.views.explain(step.id).urgency == "held"
