"""Invitations received: judged by the same evidence as those sent, asked about, closed by silence, undone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import msgspec
import pytest

from outreach.config import Config
from outreach.domain.kinds import InvitationState, PersonKind, StepKind, StepState
from outreach.domain.model import ContactId, Invitation, Person, Step
from outreach.domain.network import Contact
from outreach.errors import NotFound, Refused
from outreach.planner import Planner
from outreach.planner.forgetting import forget_contact
from outreach.planner.practice_rows import InboundRow

LAST_WEEK = dt.date(2026, 11, 16)


@pytest.fixture
def stranger(contact: Callable[..., ContactId]) -> ContactId:
    return contact("Jonas Veld", invited_me_on=LAST_WEEK)


def row(planner: Planner) -> InboundRow:
    (only,) = planner.views.inbound().open
    return only


def test_S62_somebody_unknown_is_asked_why_and_somebody_known_accepted(planner: Planner, contact: Callable[..., ContactId]) -> None:
    contact("Jonas Veld", invited_me_on=LAST_WEEK)
    contact("Ines Tal", invited_me_on=LAST_WEEK, sent=2, received=3, both=True, last_on=dt.date(2026, 5, 1))
    advice = {one.name: one.advice for one in planner.views.inbound().open}
    assert advice == {"Jonas Veld": "ask why", "Ines Tal": "accept"}


def test_S62_accepting_a_stranger_asks_for_a_reason_and_keeps_it(planner: Planner, stranger: ContactId) -> None:
    with pytest.raises(Refused, match="nothing on record"):
        planner.inbound.accept(stranger)
    planner.inbound.accept(stranger, reason="we share a panel in May")
    (kept,) = planner.store.all(Invitation)
    assert (kept.state, kept.reason) == (InvitationState.ACCEPTED, "we share a panel in May")
    assert planner.store.get(Contact, stranger).connected_on == dt.date(2026, 11, 23)
    assert planner.views.inbound().accepted == 1


def test_under_policy_open_a_stranger_may_be_accepted_without_a_reason(planner: Planner, stranger: ContactId) -> None:
    planner.config = Config(policy="open")
    planner.inbound.accept(stranger)
    assert planner.views.inbound().open == ()


def test_S62_declining_needs_no_reason_and_is_counted(planner: Planner, stranger: ContactId) -> None:
    assert planner.inbound.decline(stranger) is None
    desk = planner.views.inbound()
    assert (desk.open, desk.declined) == ((), 1)
    with pytest.raises(Refused, match="declined already"):
        planner.inbound.accept(stranger)


def test_a_kind_decline_is_composed_on_request(planner: Planner, stranger: ContactId) -> None:
    draft = planner.inbound.decline(stranger, write=True)
    assert draft is not None
    assert draft.body.startswith("Hi Jonas")


def test_S63_asking_why_writes_the_message_and_the_clock_starts_when_it_is_sent(planner: Planner, stranger: ContactId) -> None:
    draft = planner.inbound.ask_why(stranger)
    assert "what made you write" in draft.body
    assert row(planner).advice == "ask why"
    assert [due.what for due in planner.views.today().due] == ["answer Jonas Veld"]
    planner.steps.sent(draft.person)
    assert (row(planner).advice, row(planner).closes_on) == ("wait", dt.date(2026, 12, 7))
    assert planner.views.today().count == 0


def test_S63_an_answer_brings_it_back_for_a_second_decision(planner: Planner, later: Callable[..., None], stranger: ContactId) -> None:
    planner.inbound.asked(stranger)
    later(2)
    said = planner.inbound.answered(stranger, "I liked your talk on release trains.")
    assert said.advice == "accept"
    assert row(planner).answer == "I liked your talk on release trains."
    planner.inbound.accept(stranger)
    assert not [s for s in planner.store.all(Step) if s.state is StepState.OPEN]


def test_S63_an_answer_logged_on_the_person_counts_too(planner: Planner, later: Callable[..., None], stranger: ContactId) -> None:
    person = planner.inbound.asked(stranger).person
    assert person is not None
    later(1)
    planner.steps.log(person, StepKind.REPLIED, text="We met at the fair")
    assert row(planner).answer == "We met at the fair"


def test_S64_without_an_answer_it_closes_after_fourteen_days_and_is_counted(
    planner: Planner, later: Callable[..., None], stranger: ContactId
) -> None:
    planner.inbound.asked(stranger)
    later(13)
    assert row(planner).advice == "wait"
    later(1)
    desk = planner.views.inbound()
    assert desk.open == ()
    assert [one.name for one in desk.closed] == ["Jonas Veld"]


def test_S64_a_late_answer_opens_it_again(planner: Planner, later: Callable[..., None], stranger: ContactId) -> None:
    planner.inbound.asked(stranger)
    later(20)
    planner.inbound.answered(stranger, "Sorry, I was away")
    assert row(planner).advice == "accept"


def test_S65_a_recruiter_must_name_role_and_client(planner: Planner, contact: Callable[..., ContactId], later: Callable[..., None]) -> None:
    who = contact("Pia Storm", invited_me_on=LAST_WEEK, position="Talent Partner")
    assert row(planner).kind is PersonKind.RECRUITER
    planner.inbound.asked(who)
    later(1)
    assert planner.inbound.answered(who, "Growing my network!").advice == "decline"
    later(1)
    said = planner.inbound.answered(who, "For a client", role="Staff Engineer", client="Fernwick Labs")
    assert said.advice == "accept"
    assert row(planner).motive == "Staff Engineer, for Fernwick Labs"


def test_a_recruiter_is_known_by_the_note_too(planner: Planner, contact: Callable[..., ContactId]) -> None:
    contact("Pia Storm", invited_me_on=LAST_WEEK, invited_me_note="I am recruiting for several teams")
    assert row(planner).kind is PersonKind.RECRUITER


def test_an_invitation_typed_by_hand_stands_on_the_desk(planner: Planner) -> None:
    made = planner.inbound.add("Jonas Veld", note="Let us connect", url="https://www.linkedin.com/in/jonas-veld/", on="2026-11-20")
    assert made.key == "linkedin.com/in/jonas-veld"
    assert (row(planner).note, row(planner).on) == ("Let us connect", dt.date(2026, 11, 20))
    with pytest.raises(Refused, match="on the desk already"):
        planner.inbound.add("Jonas Veld", url="https://www.linkedin.com/in/jonas-veld")
    with pytest.raises(Refused, match="has not come yet"):
        planner.inbound.add("Una Harrow", on="2026-12-24")


def test_somebody_connected_is_not_on_the_desk(planner: Planner, contact: Callable[..., ContactId]) -> None:
    who = contact("Ines Tal", invited_me_on=LAST_WEEK, connected_on=dt.date(2026, 11, 17))
    assert planner.views.inbound().open == ()
    with pytest.raises(Refused, match="connected already"):
        planner.inbound.accept(who)


def test_what_was_not_asked_cannot_be_answered_and_nothing_is_asked_twice(planner: Planner, stranger: ContactId) -> None:
    with pytest.raises(Refused, match="has not been asked"):
        planner.inbound.answered(stranger, "Because")
    planner.inbound.asked(stranger)
    with pytest.raises(Refused, match="asked already"):
        planner.inbound.ask_why(stranger)


def test_a_person_to_avoid_is_declined_whatever_the_records(planner: Planner, stranger: ContactId) -> None:
    person = planner.inbound.ask_why(stranger).person
    planner.people.triage([person], "avoid")
    assert row(planner).advice == "decline"


def test_undo_brings_an_invitation_back_to_the_desk(planner: Planner, stranger: ContactId) -> None:
    planner.inbound.accept(stranger, reason="a neighbour")
    assert "Accept Jonas Veld" in planner.undo()
    assert row(planner).name == "Jonas Veld"
    assert planner.store.get(Contact, stranger).connected_on is None


def test_an_invitation_is_found_by_number_or_name(planner: Planner, stranger: ContactId) -> None:
    assert planner.inbound.find("jonas") == stranger
    assert planner.inbound.find(str(stranger)) == stranger
    with pytest.raises(NotFound, match="no invitation is called"):
        planner.inbound.find("Zelda")


def test_somebody_declined_who_asks_again_stands_on_the_desk_again(
    planner: Planner, later: Callable[..., None], stranger: ContactId
) -> None:
    planner.inbound.decline(stranger)
    later(30)
    with planner.store.transaction("A newer archive") as tx:
        tx.put(msgspec.structs.replace(tx.get(Contact, stranger), invited_me_on=dt.date(2026, 12, 20)))
    assert row(planner).advice == "ask why"


def test_a_target_named_later_takes_up_who_was_asked_why(planner: Planner, contact: Callable[..., ContactId]) -> None:
    who = contact("Jonas Veld", invited_me_on=LAST_WEEK, company="Larkspur Health")
    planner.inbound.asked(who)
    company = planner.companies.add("Larkspur Health")
    (person,) = [p for p in planner.store.all(Person) if p.name == "Jonas Veld"]
    assert person.company == company.id
    assert row(planner).asked_on == dt.date(2026, 11, 23)
    assert [touch.kind for touch in planner.views.person(person.id).history] == [StepKind.REPLY_OWED]


def test_forgetting_somebody_takes_the_answer_to_their_invitation_too(planner: Planner, stranger: ContactId) -> None:
    planner.inbound.decline(stranger, write=True)
    forget_contact(planner, stranger)
    assert planner.store.all(Invitation) == ()
    planner.close()
    left = b"".join(path.read_bytes() for path in planner.paths.data.rglob("*") if path.is_file())
    assert b"Veld" not in left
