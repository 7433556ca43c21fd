"""What may be asked of whom: the ladder, the referral kit, and the ways through somebody."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from outreach.domain.kinds import Purpose, StepKind, StepState
from outreach.domain.model import CompanyId, PersonId, Profile, Step
from outreach.errors import Refused
from outreach.planner import Planner
from outreach.planner.kit import set_blurb


@pytest.fixture
def mei(planner: Planner, fernwick: CompanyId) -> PersonId:
    """Somebody one has never exchanged a word with."""
    return planner.people.add("Mei Tanaka", fernwick, position="Engineering Manager", degree=2).id


def rungs(planner: Planner, person: PersonId) -> dict[str, bool]:
    return {row.rung: row.open for row in planner.views.ladder(person).rungs}


def owed(planner: Planner, person: PersonId) -> set[StepKind]:
    return {s.kind for s in planner.store.where(Step, "person", person) if s.state is StepState.OPEN and s.promise}


def test_S58_introduction_and_referral_are_locked_until_an_exchange_is_logged(planner: Planner, ana: PersonId) -> None:
    assert rungs(planner, ana) == {"reconnect": True, "learn": True, "advice": True, "introduction": False, "referral": False}
    planner.steps.sent(ana)
    planner.steps.replied(ana, text="Sure")
    assert all(rungs(planner, ana).values())
    assert planner.views.ladder(ana).top == "referral"


def test_S31_advice_stands_below_introduction_and_is_open_with_somebody_known(planner: Planner, ana: PersonId, mei: PersonId) -> None:
    order = [row.rung for row in planner.views.ladder(ana).rungs]
    assert order.index("advice") < order.index("introduction") < order.index("referral")
    assert rungs(planner, ana)["advice"]
    assert not rungs(planner, mei)["advice"]


def test_a_locked_rung_says_what_opens_it_and_a_used_one_its_day(planner: Planner, ana: PersonId) -> None:
    draft = planner.drafts.compose(ana, purpose="advice")
    planner.steps.sent(ana, draft_id=draft.id, as_is=True)
    by_rung = {row.rung: row for row in planner.views.ladder(ana).rungs}
    assert by_rung["advice"].used_on == dt.date(2026, 11, 23)
    assert "talk, logged" in by_rung["referral"].opens
    assert any("locked until" in term.effect for term in planner.views.person(ana).ladder)


def test_S58_what_was_offered_unasked_is_told_apart(planner: Planner, ana: PersonId) -> None:
    planner.steps.log(ana, "talk")
    planner.steps.log(ana, "referred")
    assert planner.views.ladder(ana).offered
    planner.people.edit(ana, standing_offer="ring me when you search")
    assert planner.views.ladder(ana).offered


def test_a_referral_asked_for_is_not_called_an_offer(planner: Planner, ana: PersonId) -> None:
    planner.steps.log(ana, "talk")
    planner.steps.sent(ana, kind=StepKind.REFERRAL_ASK)
    planner.steps.log(ana, "referred")
    assert not planner.views.ladder(ana).offered


def test_S58_the_referral_kit_says_what_is_still_missing(planner: Planner, owner: Profile, ana: PersonId, fernwick: CompanyId) -> None:
    kit = planner.views.referral(ana)
    assert not kit.ready
    assert {need.need for need in kit.needs if not need.have} == {"an exchange in this search", "the opening", "its number or link"}
    planner.leads.add(fernwick, title="Staff Engineer", job_id="FW-7")
    planner.steps.log(ana, "talk")
    kit = planner.views.referral(ana)
    assert kit.ready
    assert kit.openings[0].job_id == "FW-7"


def test_the_referral_message_holds_the_opening_its_number_and_the_words_to_forward(
    planner: Planner, owner: Profile, ana: PersonId, fernwick: CompanyId
) -> None:
    planner.leads.add(fernwick, title="Staff Engineer", job_id="FW-7")
    planner.people.edit(ana, hook="the release checklist we wrote at Kettlebrook")
    body = planner.drafts.compose(ana, purpose=Purpose.REFERRAL).body
    assert "Staff Engineer" in body
    assert "FW-7" in body
    assert "Robin Alder was Senior Engineer at Kettlebrook 2019-2021." in body


def test_words_to_forward_claim_nothing_that_is_not_on_record(planner: Planner, ana: PersonId, fernwick: CompanyId) -> None:
    assert planner.views.referral(ana).blurb == ""
    set_blurb(planner, fernwick, "Robin builds release tooling.")
    assert planner.views.referral(ana).blurb == "Robin builds release tooling."


def test_a_closed_opening_is_not_offered(planner: Planner, ana: PersonId, fernwick: CompanyId) -> None:
    lead = planner.leads.add(fernwick, title="Staff Engineer", job_id="FW-7")
    planner.leads.edit(lead.id, closed_on="2026-11-20")
    assert planner.views.referral(ana).openings == ()


def test_S55_a_way_leads_through_somebody_known(planner: Planner, ana: PersonId, mei: PersonId, fernwick: CompanyId) -> None:
    planner.people.edit(mei, bridge=ana)
    through = next(row for row in planner.views.paths(fernwick) if len(row.links) == 2)
    assert through.names == ("you", "Ana Ruiz", "Mei Tanaka", "Fernwick Labs")
    assert "worked together at Kettlebrook" in through.links[0].how
    assert through.state == "not asked yet"


def test_S55_asking_for_an_introduction_opens_a_step_and_parks_the_direct_message(
    planner: Planner, ana: PersonId, mei: PersonId, fernwick: CompanyId
) -> None:
    planner.introductions.ask(mei, ana)
    planner.introductions.ask(mei, ana)
    requests = [row.what for row in planner.views.followups(fernwick) if row.kind is StepKind.INTRO_REQUEST]
    assert requests == ["ask Ana Ruiz for an introduction to Mei Tanaka"]
    assert not [s for s in planner.store.where(Step, "person", mei) if s.state is StepState.OPEN]
    assert next(row for row in planner.views.paths(fernwick) if len(row.links) == 2).state == "to be asked for"
    with pytest.raises(Refused, match="themselves"):
        planner.introductions.ask(ana, ana)


def test_the_introduction_request_names_whom_and_brings_words_to_forward(
    planner: Planner, owner: Profile, ana: PersonId, mei: PersonId
) -> None:
    planner.people.edit(ana, hook="the release checklist we wrote at Kettlebrook")
    planner.introductions.ask(mei, ana)
    draft = planner.drafts.compose(ana, purpose=Purpose.INTRODUCTION)
    assert draft.step == next(s.id for s in planner.store.where(Step, "person", ana) if s.kind is StepKind.INTRO_REQUEST)
    assert "Mei Tanaka" in draft.body
    assert "Robin Alder" in draft.body


def test_S57_an_introduction_owes_thanks_and_an_answer_that_cannot_vanish(
    planner: Planner, later: Callable[..., None], ana: PersonId, mei: PersonId, fernwick: CompanyId
) -> None:
    planner.introductions.ask(mei, ana)
    planner.introductions.received(mei, ana, text="Mei, meet Robin")
    assert owed(planner, ana) == {StepKind.THANK_YOU}
    assert owed(planner, mei) == {StepKind.REPLY_OWED}
    later(40)
    today = planner.views.today()
    assert {row.person for row in today.promises} == {ana, mei}
    path = next(row for row in planner.views.paths(fernwick) if len(row.links) == 2)
    assert path.state == "introduced 23 Nov 2026"
    assert path.owed == ("thank-you to Ana Ruiz",)


def test_S57_a_talk_owes_the_introducer_a_report(planner: Planner, ana: PersonId, mei: PersonId) -> None:
    planner.introductions.received(mei, ana)
    planner.steps.log(mei, "talk")
    assert StepKind.REPORT_BACK in owed(planner, ana)


def test_where_nobody_is_between_the_way_says_so(planner: Planner, ana: PersonId, mei: PersonId, fernwick: CompanyId) -> None:
    last = planner.views.paths(fernwick)[-1]
    assert last.names == ("you", "?", "Mei Tanaka", "Fernwick Labs")
    assert last.next == "find out who knows Mei Tanaka"


def test_people_to_avoid_open_no_way(planner: Planner, ana: PersonId, mei: PersonId, fernwick: CompanyId) -> None:
    planner.people.edit(mei, bridge=ana)
    planner.people.triage([ana], "avoid")
    assert planner.views.paths(fernwick) == []
    with pytest.raises(Refused, match="avoid"):
        planner.introductions.ask(mei, ana)


def test_an_introduction_is_one_undo(planner: Planner, ana: PersonId, mei: PersonId) -> None:
    before = len(planner.store.all(Step))
    planner.introductions.received(mei, ana)
    planner.undo()
    assert len(planner.store.all(Step)) == before
