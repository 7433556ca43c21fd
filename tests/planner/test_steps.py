"""Outreach steps: sent, answered, put off, undone."""

from __future__ import annotations

import datetime as dt

import pytest

from outreach.clock import FixedClock
from outreach.domain.kinds import Channel, DraftStatus, StepKind, StepState
from outreach.domain.model import Draft, PersonId, Step
from outreach.errors import Refused
from outreach.paths import Paths
from outreach.planner import Planner, open_planner


@pytest.fixture
def ana(planner: Planner) -> PersonId:
    company = planner.companies.add("Fernwick Labs", motivation=4)
    return planner.people.add("Ana Ruiz", company.id, worked_closely=True, email="ana@example.com").id


@pytest.fixture
def tom(planner: Planner, ana: PersonId) -> PersonId:
    return planner.people.add("Tom Okafor", planner.find_company("Fernwick"), order=2).id


def due(planner: Planner) -> dict[str, tuple[dt.date | None, str]]:
    return {row.what: (row.on, row.urgency) for row in planner.views.followups(planner.find_company("Fernwick"))}


def test_a_new_insider_is_due_today(planner: Planner, ana: PersonId) -> None:
    today = planner.views.today()
    assert [row.what for row in today.due] == ["write to Ana Ruiz"]
    assert today.count == 1
    assert today.due[0].why


def test_sent_starts_three_and_seven_business_days(planner: Planner, ana: PersonId, tom: PersonId) -> None:
    planner.people.move(ana, 1)
    planner.steps.sent(ana)
    rows = due(planner)
    assert rows["follow up with Ana Ruiz"] == (dt.date(2026, 12, 2), "waiting")
    assert rows["write to Tom Okafor"][0] == dt.date(2026, 11, 26)
    assert planner.views.today().count == 0


def test_after_noon_counts_from_the_next_day(planner: Planner, clock: FixedClock, ana: PersonId) -> None:
    clock.set(dt.datetime(2026, 11, 23, 15, 0, tzinfo=dt.UTC))
    planner.steps.sent(ana)
    assert due(planner)["follow up with Ana Ruiz"][0] == dt.date(2026, 12, 3)


def test_an_answer_stops_the_follow_up_and_is_owed_a_reply(planner: Planner, clock: FixedClock, ana: PersonId) -> None:
    planner.steps.sent(ana)
    clock.set(dt.datetime(2026, 11, 25, 9, 0, tzinfo=dt.UTC))
    planner.steps.replied(ana, text="Sure, call me")
    rows = due(planner)
    assert "follow up with Ana Ruiz" not in rows
    assert rows["answer Ana Ruiz"][1] == "promise"


def test_sent_freezes_the_draft(planner: Planner, ana: PersonId) -> None:
    draft = planner.drafts.compose(ana)
    planner.drafts.save(draft.id, "Hi Ana, how are the incident reviews going?")
    step = planner.steps.sent(ana)
    frozen = planner.store.get(Draft, draft.id)
    assert (frozen.status, frozen.step) == (DraftStatus.SENT, step.id)
    with pytest.raises(Refused, match="frozen"):
        planner.drafts.save(draft.id, "other words")


def test_two_unanswered_touches_then_rest(planner: Planner, clock: FixedClock, ana: PersonId) -> None:
    planner.steps.sent(ana)
    clock.set(dt.datetime(2026, 12, 2, 9, 0, tzinfo=dt.UTC))
    assert [row.what for row in planner.views.today().due] == ["follow up with Ana Ruiz"]
    planner.steps.sent(ana)
    assert not [what for what in due(planner) if "Ana" in what]
    (row,) = planner.views.insiders(planner.find_company("Fernwick"))
    assert row.word == "rest"


def test_a_snoozed_step_stays_hidden_until_its_day_and_keeps_its_due_date(planner: Planner, clock: FixedClock, ana: PersonId) -> None:
    (row,) = planner.views.today().due
    planner.steps.snooze(row.step, "3bd")
    assert planner.views.today().count == 0
    assert planner.views.explain(row.step).snoozed_until == dt.date(2026, 11, 26)
    clock.set(dt.datetime(2026, 11, 26, 9, 0, tzinfo=dt.UTC))
    assert planner.views.today().count == 1


def test_a_snooze_into_the_past_is_refused(planner: Planner, ana: PersonId) -> None:
    (row,) = planner.views.today().due
    with pytest.raises(Refused, match="not after today"):
        planner.steps.snooze(row.step, dt.date(2026, 11, 23))


def test_skip_leaves_one_step_out_and_retire_ends_the_thread(planner: Planner, ana: PersonId, tom: PersonId) -> None:
    planner.steps.sent(ana)
    follow_up = next(r for r in planner.views.followups(planner.find_company("Fernwick")) if r.kind is StepKind.FOLLOW_UP)
    planner.steps.retire(follow_up.step, "not for me")
    assert planner.store.get(Step, follow_up.step).state is StepState.RETIRED
    first = next(s for s in planner.store.where(Step, "person", tom) if s.state is StepState.OPEN)
    planner.steps.skip(first.id, "away until spring")
    assert planner.store.get(Step, first.id).reason == "away until spring"
    with pytest.raises(Refused, match="skipped already"):
        planner.steps.done(first.id)


def test_an_invitation_is_logged_as_one(planner: Planner, ana: PersonId) -> None:
    step = planner.steps.sent(ana, channel="linkedin invitation")
    assert (step.kind, step.channel) == (StepKind.INVITE, Channel.INVITE)
    (row,) = planner.views.insiders(planner.find_company("Fernwick"))
    assert row.pending


def test_what_has_not_come_yet_cannot_be_logged(planner: Planner, ana: PersonId) -> None:
    with pytest.raises(Refused, match="has not come yet"):
        planner.steps.log(ana, "talk", on="2026-12-24")


def test_a_talk_owes_a_thank_you_and_a_report_back(planner: Planner, ana: PersonId) -> None:
    planner.steps.sent(ana)
    planner.steps.log(ana, "talk", text="half an hour on incident reviews")
    promises = {row.kind for row in planner.views.followups(planner.find_company("Fernwick")) if row.promise}
    assert promises == {StepKind.THANK_YOU, StepKind.REPORT_BACK}


def test_a_talk_is_the_answer_they_were_owed(planner: Planner, clock: FixedClock, ana: PersonId) -> None:
    planner.steps.sent(ana)
    clock.set(dt.datetime(2026, 11, 24, 9, 0, tzinfo=dt.UTC))
    planner.steps.replied(ana, text="Ring me tomorrow")
    clock.set(dt.datetime(2026, 11, 25, 9, 0, tzinfo=dt.UTC))
    planner.steps.log(ana, "talk")
    assert "answer Ana Ruiz" not in due(planner)


def test_undo_takes_back_a_sent_with_all_it_opened_and_redo_does_it_again(planner: Planner, ana: PersonId) -> None:
    before = due(planner)
    planner.steps.sent(ana)
    after = due(planner)
    assert "Sent to Ana Ruiz" in planner.undo()
    assert due(planner) == before
    planner.redo()
    assert due(planner) == after


def test_undo_reaches_back_across_a_restart(planner: Planner, paths: Paths, clock: FixedClock, ana: PersonId) -> None:
    planner.steps.sent(ana)
    planner.close()
    again = open_planner(paths, clock, planner.config)
    again.undo()
    assert [row.what for row in again.views.today().due] == ["write to Ana Ruiz"]
    again.close()


def test_a_hand_typed_promise_is_listed_first(planner: Planner, ana: PersonId) -> None:
    planner.steps.add("to do", person_id=ana, text="send Ana the checklist", promise=True, on="2026-11-30")
    today = planner.views.today()
    assert [row.what for row in today.promises] == ["send Ana the checklist"]


def test_every_due_row_explains_itself(planner: Planner, ana: PersonId) -> None:
    planner.steps.sent(ana)
    row = next(r for r in planner.views.followups(planner.find_company("Fernwick")) if r.kind is StepKind.FOLLOW_UP)
    assert any("7" in term.label + term.effect for term in planner.views.explain(row.step).terms)


def test_a_draft_with_gaps_cannot_have_been_sent(planner: Planner, ana: PersonId) -> None:
    planner.drafts.compose(ana)
    with pytest.raises(Refused, match="still has gaps"):
        planner.steps.sent(ana)
    assert not [step for step in planner.store.where(Step, "person", ana) if step.state is StepState.DONE]
    planner.steps.sent(ana, as_is=True)
    assert [step.kind for step in planner.store.where(Step, "person", ana) if step.state is StepState.DONE] == [StepKind.FIRST_TOUCH]


def test_a_message_nobody_said_the_way_of_goes_as_the_last_one_did(planner: Planner, ana: PersonId) -> None:
    assert planner.steps.sent(ana, channel="email").channel is Channel.EMAIL
    assert planner.steps.sent(ana).channel is Channel.EMAIL, "a follow-up in the same thread"
    tom = planner.people.add("Tom Okafor", planner.find_company("Fernwick")).id
    assert planner.steps.sent(tom, channel="linkedin invitation").channel is Channel.INVITE
    planner.steps.log(tom, "accepted")
    assert planner.steps.sent(tom).channel is Channel.MESSAGE, "an invitation is sent once"
