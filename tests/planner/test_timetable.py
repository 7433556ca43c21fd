"""What the schedule is fed: everybody a company's steps name, a ranked rest, and the limits."""

from __future__ import annotations

import datetime as dt

import msgspec
import pytest

from outreach.clock import FixedClock
from outreach.config import Config
from outreach.domain.kinds import Channel, StepKind, StepState
from outreach.domain.model import CompanyId, Person, PersonId, Step, StepId
from outreach.paths import Paths
from outreach.planner import Planner, open_planner

TODAY = dt.date(2026, 11, 23)


@pytest.fixture
def fernwick(planner: Planner) -> CompanyId:
    return planner.companies.add("Fernwick Labs", motivation=4).id


def add(planner: Planner, name: str, company: CompanyId, *, queued: bool = True, **fields: object) -> PersonId:
    person = planner.people.add(name, company, **fields).id
    if not queued:
        for step in planner.store.where(Step, "person", person):
            planner.steps.skip(step.id)
    return person


def invite(planner: Planner, company: CompanyId, count: int) -> None:
    for number in range(count):
        person = add(planner, f"Guest Number{number}", company, queued=False)
        planner.steps.sent(person, channel=Channel.INVITE)


def test_an_introducer_at_another_company_is_among_the_facts_of_the_step_that_names_them(planner: Planner, fernwick: CompanyId) -> None:
    holt = planner.companies.add("Holt & Vane").id
    mei = add(planner, "Mei Tanaka", holt, queued=False)
    with planner.store.transaction("Thank the introducer") as tx:
        tx.add(Step(kind=StepKind.THANK_YOU, company=fernwick, person=mei, promise=True))
    facts = planner.timetable.facts(fernwick, TODAY)
    assert [person.name for person in facts.people] == ["Mei Tanaka"]
    (row,) = planner.views.followups(fernwick)
    assert row.what == "thank Mei Tanaka"


def test_a_change_to_a_visitor_reaches_the_company_that_names_them(planner: Planner, fernwick: CompanyId) -> None:
    holt = planner.companies.add("Holt & Vane").id
    mei = add(planner, "Mei Tanaka", holt, queued=False)
    with planner.store.transaction("A favour") as tx:
        tx.add(Step(kind=StepKind.FOLLOW_UP, company=fernwick, person=mei))
    assert planner.views.followups(fernwick)[0].urgency != "held"
    planner.people.edit(mei, paused_until="2026-12-10")
    assert planner.views.followups(fernwick)[0].held_by == "Mei is paused until Thu 10 Dec"


def test_a_step_that_names_no_company_goes_with_its_person(planner: Planner, fernwick: CompanyId) -> None:
    ana = add(planner, "Ana Ruiz", fernwick, queued=False)
    with planner.store.transaction("No company") as tx:
        step = tx.add(Step(kind=StepKind.FOLLOW_UP, person=ana))
    assert [due.step for due in planner.timetable.dues(fernwick, TODAY)] == [step.id]
    assert planner.timetable.dues(None, TODAY) == ()
    assert [due.step for due in planner.timetable.all_dues(TODAY)] == [step.id]
    assert planner.views.explain(step.id).what == "follow up with Ana Ruiz"


def test_a_step_of_a_company_that_is_gone_is_still_listed(planner: Planner) -> None:
    with planner.store.transaction("Gone") as tx:
        step = tx.add(Step(kind=StepKind.TODO, company=CompanyId(99), promise=True))
    assert [row.step for row in planner.views.today().promises] == [step.id]
    assert planner.views.explain(step.id).promise


def test_the_next_insider_is_the_best_ranked_of_those_without_a_first_touch(
    planner: Planner, clock: FixedClock, fernwick: CompanyId
) -> None:
    ana = add(planner, "Ana Ruiz", fernwick)
    add(planner, "Tom Okafor", fernwick, queued=False)
    mei = add(planner, "Mei Tanaka", fernwick, queued=False)
    planner.evidence.add(mei, "worked together", on="2019-01-01", until="2021-01-01")
    planner.steps.sent(ana)
    clock.set(dt.datetime(2026, 11, 27, 9, 0, tzinfo=dt.UTC))
    rows = {row.kind: row for row in planner.views.followups(fernwick)}
    assert rows[StepKind.NEXT_INSIDER].person == mei
    assert "Mei is next" in rows[StepKind.NEXT_INSIDER].why


def test_what_is_to_come_stands_by_its_day_whether_certain_or_foreseen(planner: Planner, fernwick: CompanyId) -> None:
    ana = add(planner, "Ana Ruiz", fernwick)
    add(planner, "Tom Okafor", fernwick)
    planner.steps.sent(ana)
    rows = [(row.what, row.foreseen or row.on) for row in planner.views.followups(fernwick)]
    assert rows[:2] == [("write to Tom Okafor", dt.date(2026, 11, 26)), ("follow up with Ana Ruiz", dt.date(2026, 12, 2))]


def test_what_waits_today_stands_by_its_day_whether_it_waits_or_is_held(planner: Planner, fernwick: CompanyId) -> None:
    ana = add(planner, "Ana Ruiz", fernwick)
    add(planner, "Tom Okafor", fernwick)
    planner.steps.sent(ana)
    assert [row.what for row in planner.views.today(TODAY).waiting][:2] == ["write to Tom Okafor", "follow up with Ana Ruiz"]


def test_evidence_found_later_changes_who_is_next(planner: Planner, clock: FixedClock, fernwick: CompanyId) -> None:
    ana = add(planner, "Ana Ruiz", fernwick)
    tom = add(planner, "Tom Okafor", fernwick, queued=False)
    mei = add(planner, "Mei Tanaka", fernwick, queued=False)
    planner.steps.sent(ana)
    clock.set(dt.datetime(2026, 11, 27, 9, 0, tzinfo=dt.UTC))

    def who() -> PersonId | None:
        return next(row.person for row in planner.views.followups(fernwick) if row.kind is StepKind.NEXT_INSIDER)

    assert who() == tom
    planner.evidence.add(mei, "met", on="2026-05-05")
    assert who() == mei
    planner.people.move(tom, 1)
    assert who() == tom


def test_a_used_up_note_budget_holds_invitations_until_next_month_and_today_says_so(planner: Planner, fernwick: CompanyId) -> None:
    invite(planner, fernwick, 5)
    ana = add(planner, "Ana Ruiz", planner.companies.add("Holt & Vane").id, queued=False)
    step = planner.steps.add("invite", person_id=ana)
    row = planner.views.explain(step.id)
    assert (row.urgency, row.held_until) == ("held", dt.date(2026, 12, 1))
    assert "next free slot Tue 1 Dec" in row.held_by
    assert planner.views.today().slots == ("1 linkedin invitation held back: next free slot Tue 1 Dec",)


def test_withdrawing_work_from_the_budget_frees_every_company_at_once(planner: Planner, fernwick: CompanyId) -> None:
    invite(planner, fernwick, 5)
    ana = add(planner, "Ana Ruiz", planner.companies.add("Holt & Vane").id, queued=False)
    planner.evidence.add(ana, "met", on="2026-11-02")
    step = planner.steps.add("invite", person_id=ana)
    assert planner.views.explain(step.id).urgency == "held"
    last = max(s.id for s in planner.store.where(Step, "kind", StepKind.INVITE) if s.state is StepState.DONE)
    sent = planner.store.get(Step, StepId(last))
    with planner.store.transaction("That was last month") as tx:
        tx.put(msgspec.structs.replace(sent, done_at=dt.datetime(2026, 10, 20, 9, 0, tzinfo=dt.UTC)))
    assert planner.views.explain(step.id).urgency == "due"


def test_the_users_own_limits_hold_as_well(paths: Paths, clock: FixedClock) -> None:
    paths.config.mkdir()
    (paths.config / "limits.toml").write_text("[limits.notes_free]\nvalue = 1\n", encoding="utf-8")
    planner = open_planner(paths, clock, Config())
    company = planner.companies.add("Fernwick Labs").id
    invite(planner, company, 1)
    ana = add(planner, "Ana Ruiz", planner.companies.add("Holt & Vane").id, queued=False)
    step = planner.steps.add("invite", person_id=ana)
    assert planner.views.explain(step.id).urgency == "held"
    planner.close()


def test_a_withdrawn_invitation_is_not_repeated_for_three_weeks(planner: Planner, clock: FixedClock, fernwick: CompanyId) -> None:
    ana = add(planner, "Ana Ruiz", fernwick, queued=False)
    planner.steps.sent(ana, channel=Channel.INVITE)
    planner.steps.log(ana, StepKind.WITHDRAW)
    for open_step in planner.store.where(Step, "person", ana):
        if open_step.state is StepState.OPEN:
            planner.steps.skip(open_step.id)
    clock.set(dt.datetime(2026, 11, 25, 9, 0, tzinfo=dt.UTC))
    step = planner.steps.add("invite", person_id=ana)
    assert planner.views.explain(step.id).held_until == dt.date(2026, 12, 14)


def test_a_day_without_a_year_is_the_last_one_when_logging_what_happened(planner: Planner, fernwick: CompanyId) -> None:
    ana = add(planner, "Ana Ruiz", fernwick)
    step = planner.steps.log(ana, StepKind.TALK, on="5 nov")
    assert step.done_at is not None and step.done_at.date() == dt.date(2026, 11, 5)
    assert planner.day("5 nov") == dt.date(2027, 11, 5)
    assert planner.evidence.add(ana, "met", on="fri").on == dt.date(2026, 11, 20)


def test_looking_at_a_plan_changes_nothing_in_it(planner: Planner, fernwick: CompanyId) -> None:
    add(planner, "Ana Ruiz", fernwick)
    before = [planner.store.all(kind) for kind in (Person, Step)]
    planner.views.today()
    planner.timetable.budgets(TODAY)
    assert before == [planner.store.all(kind) for kind in (Person, Step)]


def test_news_of_a_person_opens_a_good_moment_that_lifts_them_and_visibly_ends(
    planner: Planner, clock: FixedClock, fernwick: CompanyId
) -> None:
    ana = add(planner, "Ana Ruiz", fernwick, worked_closely=True)
    tom = add(planner, "Tom Okafor", fernwick)

    def first() -> tuple[PersonId | None, str]:
        row = next(row for row in planner.views.followups(fernwick) if row.kind is StepKind.FIRST_TOUCH and not row.held_by)
        terms = [f"{term.label}, {term.effect}" for term in row.terms if term.label.startswith("good moment")]
        return row.person, "".join(terms)

    assert first() == (ana, "")
    planner.news.add(tom, "leads the hiring of his team now", on="2026-11-20")
    assert first() == (tom, "good moment: leads the hiring of his team now, goes first until Fri 27 Nov")
    clock.set(dt.datetime(2026, 11, 30, 9, 0, tzinfo=dt.UTC))
    assert first()[0] == ana
    (held,) = (row for row in planner.views.followups(fernwick) if row.person == tom)
    assert any(term.effect == "ended on Fri 27 Nov" for term in held.terms)
    clock.set(dt.datetime(2026, 12, 7, 9, 0, tzinfo=dt.UTC))
    (held,) = (row for row in planner.views.followups(fernwick) if row.person == tom)
    assert not any("good moment" in term.label for term in held.terms)
