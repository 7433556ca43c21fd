"""What holds somebody back holds them everywhere: verdict, schedule, queue and lists tell one story."""

from __future__ import annotations

import datetime as dt

import pytest

from outreach.domain.kinds import Answer, PersonState, Reputation, StepKind, StepState
from outreach.domain.model import CompanyId, Evidence, Person, PersonId, Step
from outreach.planner import Planner


def due(planner: Planner) -> list[str]:
    page = planner.views.today()
    return [row.person_name for row in (*page.promises, *page.overdue, *page.due)]


def test_S17_a_record_that_things_were_not_cordial_takes_the_step_out_of_the_day(planner: Planner, ana: PersonId) -> None:
    assert due(planner) == ["Ana Ruiz"]
    record = planner.evidence.add(ana, "spoke", on="2026-10-01", detail="the fair", cordial="no")
    assert planner.store.get(Person, ana).cordial is Answer.NO
    assert due(planner) == []
    planner.evidence.add(ana, "spoke", on="2026-11-01", cordial="yes")
    assert due(planner) == ["Ana Ruiz"], "the newest word counts"
    planner.undo()
    planner.evidence.edit(record.id, cordial="unknown")
    assert due(planner) == ["Ana Ruiz"]


def test_S18_a_conflict_on_record_is_on_the_timeline_with_its_end_and_never_late(planner: Planner, ana: PersonId) -> None:
    record = planner.evidence.add(ana, "conflict", on="2026-11-10")
    assert due(planner) == []
    step = next(s for s in planner.store.where(Step, "person", ana) if s.state is StepState.OPEN)
    row = planner.views.explain(step.id)
    assert "cool" in row.held_by and row.held_until == dt.date(2027, 1, 11)
    rule = next(rule for rule in planner.views.why(ana).rules if rule.rule == "cool-down")
    assert "cools until Mon 11 Jan 2027" in rule.says
    planner.evidence.delete(record.id)
    assert planner.store.get(Person, ana).conflict_on is None
    assert due(planner) == ["Ana Ruiz"]


def test_a_conflict_typed_by_hand_outlives_the_records_around_it(planner: Planner, ana: PersonId) -> None:
    planner.people.edit(ana, conflict_on="2026-11-01")
    record = planner.evidence.add(ana, "conflict", on="2026-10-10")
    planner.evidence.delete(record.id)
    assert planner.store.get(Person, ana).conflict_on == dt.date(2026, 11, 1)


def test_S10_somebody_to_avoid_leaves_the_queue_with_all_that_is_open(planner: Planner, ana: PersonId, fernwick: CompanyId) -> None:
    planner.reputations.mark([ana], "avoid", note="spoke ill of a client")
    assert planner.store.get(Person, ana).state is PersonState.AVOID
    assert all(s.state is not StepState.OPEN for s in planner.store.where(Step, "person", ana))
    (row,) = planner.views.insiders(fernwick)
    assert (row.state, row.word) == (PersonState.AVOID, "avoid")
    planner.reputations.mark([ana], "ok")
    assert planner.store.get(Person, ana).state is PersonState.NEW, "they wait for triage again"
    assert planner.store.get(Person, ana).reputation is Reputation.OK


def test_S13_somebody_dropped_is_still_found_by_name_with_their_history(planner: Planner, ana: PersonId, fernwick: CompanyId) -> None:
    planner.steps.sent(ana)
    planner.people.drop(ana, "not somebody to be seen with")
    assert planner.find_person("Ana") == ana
    assert planner.views.person(ana).history
    other = planner.people.add("Ana Berg", fernwick).id
    assert planner.find_person("Ana") == other


def test_S24_advice_asked_in_a_running_exchange_is_an_ask_and_keeps_no_promise_of_thanks(planner: Planner, ana: PersonId) -> None:
    planner.steps.log(ana, "talk", on=dt.date(2026, 11, 20))
    thanks = next(s for s in planner.store.where(Step, "person", ana) if s.kind is StepKind.THANK_YOU)
    draft = planner.drafts.compose(ana, purpose="advice")
    assert draft.step != thanks.id
    planner.steps.sent(ana, as_is=True)
    assert planner.store.get(Step, thanks.id).state is StepState.OPEN
    row = planner.views.ledger_of(ana)
    assert (row.gives, row.asks) == (0, 1) and row.entries[0].what == "asked for advice"


@pytest.mark.parametrize(("detail", "said"), [("the fair", "spoke at the fair"), ("on the ferry", "spoke on the ferry"), ("", "spoke")])
def test_a_receipt_says_where_one_spoke(planner: Planner, ana: PersonId, detail: str, said: str) -> None:
    planner.evidence.add(ana, "spoke", on="2026-10-01", detail=detail)
    assert f"{said} 1 Oct 2026" in planner.views.why(ana).receipt


def test_S03_the_unselected_are_listed_until_there_is_a_reason(planner: Planner, ana: PersonId, fernwick: CompanyId) -> None:
    tom = planner.people.add("Tom Okafor", fernwick).id
    assert [row.person for row in planner.views.unselected()] == [tom]
    planner.people.edit(tom, shared_interests=("release trains",))
    assert planner.views.unselected() == []


def test_S29_an_endorsement_is_evidence_and_a_small_give(planner: Planner, ana: PersonId) -> None:
    planner.recommendations.endorsed(ana, "calm on call", on="2026-11-20")
    assert [e.detail for e in planner.store.where(Evidence, "person", ana)][-1] == "calm on call"
    assert planner.views.ledger_of(ana).entries[0].what == "endorsed them for calm on call"


def test_S20_a_step_with_somebody_one_is_uneasy_about_never_asks_for_itself(planner: Planner, ana: PersonId) -> None:
    assert due(planner) == ["Ana Ruiz"]
    planner.people.edit(ana, comfort=2)
    assert due(planner) == []
    assert planner.views.why(ana).verdict == "wait"
    (step,) = planner.store.where(Step, "person", ana)
    planner.steps.pin(step.id)
    assert due(planner) == ["Ana Ruiz"], "whoever picks it says that it may be"
    assert planner.views.why(ana).verdict == "send"
    planner.undo()
    planner.people.edit(ana, comfort=3)
    assert due(planner) == ["Ana Ruiz"]
