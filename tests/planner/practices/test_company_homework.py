"""Companies: research, answers, who gets hired, openings and who gave them, and what came of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from outreach.config import Config
from outreach.domain.kinds import StepKind, StepState
from outreach.domain.model import CompanyId, ContactId, PersonId, Step
from outreach.errors import Refused
from outreach.planner import Planner


def rules(planner: Planner, person: PersonId) -> set[str]:
    return {rule.rule for rule in planner.views.why(person).rules}


def promises(planner: Planner, person: PersonId) -> list[str]:
    return [s.text for s in planner.store.where(Step, "person", person) if s.promise and s.state is StepState.OPEN]


def test_S46_the_research_list_is_ticked_and_the_first_message_waits_for_it(planner: Planner, ana: PersonId, fernwick: CompanyId) -> None:
    assert "research" in rules(planner, ana)
    planner.homework.research(fernwick, ["read", "people"], on="2026-11-20")
    assert "research" not in rules(planner, ana)
    assert dict(planner.views.company(fernwick).research)["read"] == dt.date(2026, 11, 20)
    planner.homework.research(fernwick, ["read"], undone=True)
    assert "research" in rules(planner, ana)
    with pytest.raises(Refused, match="alumni"):
        planner.homework.research(fernwick, ["gossip"])


def test_S50_answers_are_kept_with_who_said_them_and_printed_on_the_plan(planner: Planner, ana: PersonId, fernwick: CompanyId) -> None:
    planner.homework.answer(fernwick, "How do positions arise?", "mostly when a team splits", by=ana)
    planner.homework.answer(fernwick, "How do positions arise?", "when a team splits in two", by=ana)
    assert planner.views.company(fernwick).answers == (
        ("How do positions arise?", "when a team splits in two", "Ana Ruiz", dt.date(2026, 11, 23)),
    )
    assert b"when a team splits in two" in planner.exports.plan([fernwick], format="md")
    with pytest.raises(Refused, match="blank"):
        planner.homework.answer(fernwick, "How?", " ")


def test_S49_profiles_roll_up_to_who_gets_hired(planner: Planner, ana: PersonId, fernwick: CompanyId) -> None:
    planner.people.edit(ana, skills="python, on-call")
    planner.people.add("Viggo Thwaite", fernwick, skills="python", position="Staff Engineer")
    planner.companies.edit(fernwick, workforce="many began in support")
    row = planner.views.workforce(fernwick)
    assert row.traits[0] == ("python", 2)
    assert row.positions == (("Staff Engineer", 2),)
    assert row.notes == "many began in support"


def test_S47_a_target_finds_who_is_there_and_who_was_there_before(planner: Planner, contact: Callable[..., ContactId]) -> None:
    contact("Ines Tal", company="Larkspur Health GmbH", connected_on=dt.date(2024, 1, 1))
    contact("Lark Spurling", company="Larkspurling Gardens", connected_on=dt.date(2024, 1, 1))
    company = planner.companies.add("Larkspur Health")
    assert [row.name for row in planner.views.insiders(company.id)] == ["Ines Tal"]


def test_S51_the_second_insider_waits_until_the_first_is_silent(
    planner: Planner, later: Callable[..., None], ana: PersonId, fernwick: CompanyId
) -> None:
    planner.people.move(ana, 1)
    planner.people.add("Viggo Thwaite", fernwick)
    assert [row.what for row in planner.views.today().due] == ["write to Ana Ruiz"]
    planner.steps.sent(ana)
    assert planner.views.today().due == ()
    later(3)
    assert [row.what for row in planner.views.today().due] == ["write to Viggo Thwaite"]


def test_S52_an_opening_without_anybody_known_asks_to_find_somebody(planner: Planner, fernwick: CompanyId) -> None:
    planner.leads.add(fernwick, title="Staff Engineer", url="https://fernwick.example/7")
    planner.leads.add(fernwick, title="Another one")
    asked = [row.what for row in planner.views.today().due]
    assert asked == ["Find somebody at Fernwick Labs: an opening, and nobody known there"]
    assert [row.insiders for row in planner.views.openings()] == [0, 0]


def test_S52_where_somebody_is_known_the_opening_asks_nothing(planner: Planner, ana: PersonId, fernwick: CompanyId) -> None:
    planner.leads.add(fernwick, title="Staff Engineer")
    assert not [s for s in planner.store.all(Step) if s.kind is StepKind.TODO]
    assert planner.views.openings(fernwick)[0].insiders == 1


def test_S53_motivation_has_its_reasons_and_the_plan_prints_them(planner: Planner) -> None:
    company = planner.companies.add("Holt & Vane", motivation=4, reasons="title, experience")
    page = planner.exports.plan([company.id], format="md").decode()
    assert "experience" in page
    assert planner.views.company(company.id).reasons == ("title", "experience")
    with pytest.raises(Refused, match="motivation"):
        planner.companies.edit(company.id, motivation=9)


def test_S54_a_word_from_a_contact_is_thanked_for_and_its_outcome_told(planner: Planner, ana: PersonId, fernwick: CompanyId) -> None:
    lead = planner.leads.add(fernwick, title="Staff Engineer", kind="word from a contact", given_by=ana)
    (row,) = planner.views.openings()
    assert (row.given_by, row.thanked) == ("Ana Ruiz", False)
    assert promises(planner, ana) == ["Thank Ana Ruiz for the word about Fernwick Labs"]
    owed = next(s for s in planner.store.where(Step, "person", ana) if s.promise)
    planner.steps.done(owed.id)
    assert planner.views.openings()[0].thanked
    planner.leads.edit(lead.id, outcome="interview agreed")
    planner.leads.edit(lead.id, closed_on="2026-11-23")
    assert promises(planner, ana) == ["Tell Ana Ruiz what came of Staff Engineer"]


def test_S60_the_chain_shows_whose_referral_led_to_what(planner: Planner, ana: PersonId, fernwick: CompanyId) -> None:
    mei = planner.people.add("Mei Tanaka", fernwick).id
    planner.introductions.received(mei, ana, on="2026-11-16")
    planner.steps.log(mei, "talk", on="2026-11-17")
    planner.steps.log(mei, "referred", on="2026-11-18")
    planner.steps.log(mei, "interview", on="2026-11-20")
    row = planner.views.outcomes()
    (chain,) = row.chains
    assert [link.words for link in chain.links] == [
        "Ana Ruiz introduced Mei Tanaka 16 Nov 2026",
        "talk with Mei Tanaka 17 Nov 2026",
        "Mei Tanaka referred you 18 Nov 2026",
        "interview 20 Nov 2026",
    ]
    assert chain.thanks_to == ("Ana Ruiz", "Mei Tanaka")
    assert (row.referrals, row.interviews, row.interviews_by_people, row.offers) == (1, 1, 1, 0)


def test_S60_an_application_alone_is_nobodys_merit(planner: Planner, fernwick: CompanyId) -> None:
    planner.leads.add(fernwick, title="Staff Engineer", kind="application")
    (chain,) = planner.views.outcomes().chains
    assert chain.thanks_to == ()
    assert chain.reached == 1


def test_S01_an_override_takes_a_reason_and_stays_with_the_step(planner: Planner, ana: PersonId) -> None:
    with pytest.raises(Refused, match="say why"):
        planner.steps.sent(ana, overrides={"research": " "})
    with pytest.raises(Refused, match="did you mean research"):
        planner.steps.sent(ana, overrides={"reserch": "known well"})
    step = planner.steps.sent(ana, overrides={"research": "we spoke on the phone about it"})
    (kept,) = planner.store.get(Step, step.id).overrides
    assert (kept.rule, kept.reason) == ("research", "we spoke on the phone about it")


def test_S21_under_policy_strict_a_blocked_message_must_be_overruled_first(planner: Planner, ana: PersonId) -> None:
    planner.config = Config(policy="strict")
    with pytest.raises(Refused, match="research"):
        planner.steps.sent(ana)
    with pytest.raises(Refused) as refused:
        planner.steps.sent(ana)
    reasons = {problem.field: "a reason of my own" for problem in refused.value.problems}
    with pytest.raises(Refused, match="research"):
        planner.steps.done(next(s.id for s in planner.store.where(Step, "person", ana)))
    planner.steps.sent(ana, overrides=reasons)
    planner.steps.log(ana, "give", text="a share is no request and asks nobody")


def test_under_policy_balanced_what_was_sent_is_logged_whatever_the_rules_say(planner: Planner, fernwick: CompanyId) -> None:
    mei = planner.people.add("Mei Tanaka", fernwick, degree=2).id
    planner.steps.sent(mei, channel="linkedin invitation")
    assert planner.views.insiders(fernwick)[0].pending


def test_an_overruled_rule_of_a_draft_no_longer_blocks_and_goes_with_the_step(planner: Planner, fernwick: CompanyId) -> None:
    mei = planner.people.add("Mei Tanaka", fernwick, degree=2).id
    draft = planner.drafts.compose(mei, channel="linkedin invitation")
    planner.drafts.save(draft.id, "Hi Mei, your talk on release tooling taught me a lot. I would like to stay in touch.")
    before = {rule.rule for rule in planner.views.why(mei).rules if rule.severity == "block"}
    assert "evidence" in before
    planner.drafts.overrule(draft.id, "evidence", "she asked me to, at her talk")
    assert "evidence" not in {rule.rule for rule in planner.views.why(mei).rules if rule.severity == "block"}
    assert planner.steps.sent(mei).overrides[0].reason == "she asked me to, at her talk"
