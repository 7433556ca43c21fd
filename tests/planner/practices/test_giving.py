"""Giving before asking: the ledger, needs and introductions, links, recommendations."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from outreach.domain.kinds import EvidenceKind, StepKind, StepState
from outreach.domain.model import CompanyId, Evidence, PersonId, Step
from outreach.errors import Refused
from outreach.planner import Planner


@pytest.fixture
def viggo(planner: Planner, fernwick: CompanyId) -> PersonId:
    return planner.people.add("Viggo Thwaite", fernwick, position="Robotics Engineer").id


def open_kinds(planner: Planner, person: PersonId) -> list[StepKind]:
    return [s.kind for s in planner.store.where(Step, "person", person) if s.state is StepState.OPEN]


def test_S24_a_second_ask_before_any_give_is_flagged(planner: Planner, ana: PersonId) -> None:
    planner.steps.log(ana, "talk")
    planner.steps.sent(ana, kind=StepKind.REFERRAL_ASK)
    row = planner.views.ledger_of(ana)
    assert (row.gives, row.asks, row.balance, row.give_first) == (0, 1, -1, True)
    assert "what you can do for them" in row.advice
    assert planner.views.person(ana).balance == "0 given, 1 asked; give something first"
    planner.steps.log(ana, "give", text="read her talk proposal")
    row = planner.views.ledger_of(ana)
    assert (row.balance, row.give_first) == (0, False)
    assert [entry.side for entry in row.entries] == ["give", "ask"]


def test_S24_the_ledger_lists_whom_most_is_owed_first(planner: Planner, ana: PersonId, viggo: PersonId) -> None:
    planner.steps.log(ana, "give", text="a review")
    planner.steps.sent(viggo, kind=StepKind.REFERRAL_ASK)
    assert [row.name for row in planner.views.ledger()] == ["Viggo Thwaite", "Ana Ruiz"]


def test_S27_a_share_logged_in_passing_leaves_the_first_message_open(planner: Planner, ana: PersonId) -> None:
    draft = planner.drafts.compose(ana)
    planner.drafts.save(draft.id, "Hi Ana, how is the checklist?")
    planner.steps.log(ana, "share", text="an article on handovers")
    assert StepKind.FIRST_TOUCH in open_kinds(planner, ana)
    kept = planner.views.draft(ana)
    assert kept is not None
    assert kept.sent_at is None
    assert planner.views.ledger_of(ana).gives == 1


def test_S27_links_wait_until_shared_and_sharing_is_a_give(planner: Planner, ana: PersonId) -> None:
    planner.people.edit(ana, shared_interests="incident reviews")
    link = planner.links.add("https://example.org/incident-reviews", insight="the part on blameless incident reviews is how we began")
    (row,) = planner.views.links()
    assert row.for_whom == ("Ana Ruiz",)
    planner.links.share(link.id, ana)
    assert planner.views.links() == []
    assert planner.views.ledger_of(ana).gives == 1
    with pytest.raises(Refused, match="already"):
        planner.links.share(link.id, ana)


def test_S27_a_bare_link_is_no_gift(planner: Planner, ana: PersonId) -> None:
    link = planner.links.add("https://example.org/x")
    with pytest.raises(Refused, match="why it is worth reading"):
        planner.links.share(link.id, ana)
    with pytest.raises(Refused, match="kept already"):
        planner.links.add("https://example.org/x")


def test_S25_who_needs_what_somebody_else_can_give(planner: Planner, ana: PersonId, viggo: PersonId) -> None:
    planner.people.edit(viggo, i_can_help_with="tuning postgres queries", offer="an hour with my notes")
    planner.people.edit(ana, can_help_me_with="postgres, release trains")
    (row,) = planner.views.needs()
    assert (row.name, row.helpers, row.offer) == ("Viggo Thwaite", ("Ana Ruiz",), "an hour with my notes")


def test_S25_help_in_general_matches_nobody(planner: Planner, ana: PersonId, viggo: PersonId) -> None:
    planner.people.edit(viggo, i_can_help_with="needs help with gardening")
    planner.people.edit(ana, can_help_me_with="can help with postgres")
    assert planner.views.needs()[0].helpers == ()


def test_S26_introductions_to_make_are_between_people_one_would_vouch_for(planner: Planner, ana: PersonId, viggo: PersonId) -> None:
    planner.people.edit(viggo, i_can_help_with="tuning postgres queries", i_would_vouch="yes")
    planner.people.edit(ana, can_help_me_with="postgres")
    assert planner.views.introductions() == []
    planner.people.edit(ana, i_would_vouch="yes")
    (row,) = planner.views.introductions()
    assert {row.one_name, row.other_name} == {"Ana Ruiz", "Viggo Thwaite"}
    assert "tuning postgres" in row.because


def test_S26_an_introduction_made_is_a_give_to_both(planner: Planner, ana: PersonId, viggo: PersonId) -> None:
    planner.introductions.made(ana, viggo, text="both care about release tooling")
    assert [planner.views.ledger_of(who).gives for who in (ana, viggo)] == [1, 1]
    with pytest.raises(Refused, match="not come yet"):
        planner.introductions.made(ana, viggo, on="2026-12-24")


def test_S29_a_recommendation_asked_gets_one_reminder_and_thanks_when_it_comes(
    planner: Planner, later: Callable[..., None], ana: PersonId, fernwick: CompanyId
) -> None:
    assert planner.views.recommendations()[0].state == "could be asked"
    planner.recommendations.asked(ana)
    (row,) = planner.views.recommendations()
    assert (row.state, row.asked_on) == ("asked", dt.date(2026, 11, 23))
    assert "one reminder 7 Dec 2026" in row.says
    with pytest.raises(Refused, match="asked already"):
        planner.recommendations.asked(ana)
    later(3)
    planner.recommendations.received(ana, text="Robin wrote the checklist we all use")
    (row,) = planner.views.recommendations()
    assert row.state == "received"
    assert StepKind.FOLLOW_UP not in open_kinds(planner, ana)
    assert [due.what for due in planner.views.today().promises] == ["thank Ana Ruiz"]


def test_S29_one_given_is_a_give_and_evidence(planner: Planner, ana: PersonId) -> None:
    planner.recommendations.given(ana)
    assert planner.views.ledger_of(ana).gives == 1
    kinds = {e.kind for e in planner.store.where(Evidence, "person", ana)}
    assert EvidenceKind.RECOMMENDED_THEM in kinds


def test_S29_an_ask_for_a_recommendation_counts_in_the_ledger(planner: Planner, ana: PersonId) -> None:
    planner.recommendations.asked(ana)
    assert planner.views.ledger_of(ana).asks == 1
    assert StepKind.FIRST_TOUCH in open_kinds(planner, ana)
