"""The sample search: a plan like any other, gone again with one undo."""

from __future__ import annotations

from outreach.domain.model import Company, Person
from outreach.domain.network import Contact
from outreach.planner import Planner
from outreach.planner.sample import plant


def test_the_sample_has_something_in_every_pane(planner: Planner) -> None:
    plant(planner)
    companies = planner.views.companies()
    assert companies[0].name == "Fernwick Labs"
    insiders = planner.views.insiders(companies[0].id)
    assert insiders[0].name == "Ana Ruiz"
    assert planner.views.followups(companies[0].id)
    draft = planner.views.draft(insiders[0].id)
    assert draft is not None
    assert draft.check.ready
    assert not draft.gaps


def test_the_sample_has_promises_something_late_and_people_to_look_at(planner: Planner) -> None:
    plant(planner)
    today = planner.views.today()
    assert today.promises
    assert today.overdue
    assert today.triage
    assert all(row.why for row in (*today.promises, *today.overdue, *today.due))


def test_its_messages_pass_the_checker(planner: Planner) -> None:
    plant(planner)
    for person in planner.store.all(Person):
        draft = planner.views.draft(person.id)
        if draft is not None:
            loud = [finding for finding in draft.check.findings if finding.severity != "hint"]
            assert not loud, (person.name, loud)


def test_one_undo_takes_the_whole_sample_away(planner: Planner) -> None:
    plant(planner)
    planner.undo()
    assert not planner.store.all(Company)
    assert not planner.store.all(Contact)


def test_the_clock_is_the_planner_s_own_again(planner: Planner) -> None:
    before = planner.clock
    plant(planner)
    assert planner.clock is before


def test_what_the_day_has_no_room_for_says_when_its_turn_comes(planner: Planner) -> None:
    plant(planner)
    (moved,) = planner.views.today().moved
    assert moved.moved_to is not None
    assert moved.when == "on Tue 24 Nov"
