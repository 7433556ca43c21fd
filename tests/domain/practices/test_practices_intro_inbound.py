"""Practices S55-S72: introductions, the inbound desk, oneself and privacy."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from msgspec.structs import replace

from outreach.domain.etiquette.circle import dormant, fresh_hooks, standing_offers
from outreach.domain.etiquette.inbound import Advice, Inbound, propose
from outreach.domain.etiquette.verdict import VerdictKind
from outreach.domain.kinds import EvidenceKind, PersonKind, Purpose, Reputation, Severity, StepKind, Tie
from outreach.domain.model import News, PersonId, Profile
from outreach.domain.relationship import unanswered
from outreach.text import CleanText

World = Any


def rules_of(made: Any, severity: Severity | None = None) -> set[str]:
    return {f.rule for f in made.findings if severity is None or f.severity is severity}


def test_S55_the_way_leads_through_the_mutual_contact(world: World) -> None:
    ana, mei = world.person(), world.person(3, "Mei Tanaka", tie=Tie.THROUGH, degree=2, bridge=PersonId(1), question=CleanText("who?"))
    assert world.judge(mei, people=(ana,)).word == "ask Ana"
    introduced = (world.proof(EvidenceKind.INTRODUCED, "2026-11-20", person=3, detail=CleanText("Ana Ruiz")),)
    assert "bridge" not in rules_of(world.judge(mei, people=(ana,), evidence=introduced))


def test_S56_an_introduced_thread_is_strict_and_is_never_nudged(world: World) -> None:
    introduced = (world.proof(EvidenceKind.INTRODUCED, "2026-11-02", detail=CleanText("Ines Kovac")),)
    first = (world.did(StepKind.FIRST_TOUCH, "2026-11-03"),)
    assert world.judge(evidence=introduced, steps=first, purpose=Purpose.FOLLOW_UP).kind is VerdictKind.OTHER_WAY
    assert world.judge(evidence=introduced, draft="x", draft_warnings=1).word == "mend"
    sloppy = "Hi Ana, Ines suggested I write. Just checking in: who decides in your field?"
    assert world.read(sloppy).ready
    assert not world.read(sloppy, evidence=introduced).ready
    assert not world.read(sloppy, introduced=True, first_touch=False).ready


def test_S57_thanks_are_owed_before_anything_else_is_asked(world: World) -> None:
    talked = (world.did(StepKind.FIRST_TOUCH, "2026-11-02"), world.did(StepKind.TALK, "2026-11-10"))
    owed = (*talked, world.owes(StepKind.THANK_YOU, "2026-11-11"))
    made = world.judge(evidence=(world.worked(),), steps=owed, purpose=Purpose.REFERRAL)
    assert (made.kind, made.word) == (VerdictKind.OTHER_WAY, "thank first")
    assert world.judge(evidence=(world.worked(),), steps=owed, purpose=Purpose.THANK_YOU).kind is VerdictKind.SEND
    ines = world.person(5, "Ines Kovac", company=None)
    mei = world.person(introducer=PersonId(5))
    report = (world.owes(StepKind.REPORT_BACK, "2026-11-20", 5),)
    assert "introducer-thanked" in rules_of(world.judge(mei, people=(ines,), company_steps=report))
    assert "ask-in-thanks" in rules_of(world.read("Hi Ana, thank you. Could you also refer me?", purpose=Purpose.THANK_YOU))


def test_S57_they_wrote_last_so_the_answer_comes_first(world: World) -> None:
    assert world.judge(evidence=(world.worked(),), steps=(world.owes(StepKind.REPLY_OWED, "2026-11-20"),)).word == "answer"


def test_S59_dormant_ties_are_listed_and_greeted_before_they_are_asked(world: World) -> None:
    old = world.wrote(last="2023-05-01")
    ana, tom = world.person(), world.person(2, "Tom Okafor")
    assert dormant((ana, tom), {ana.id: (old,), tom.id: (replace(world.wrote(), person=tom.id),)}, {}, world.day, 730) == [
        (ana, dt.date(2023, 5, 1))
    ]
    assert world.judge(evidence=(old,), purpose=Purpose.ADVICE).word == "reconnect"
    assert world.judge(evidence=(old,), purpose=Purpose.RECONNECT).kind is VerdictKind.SEND


def test_S61_a_standing_offer_is_remembered(world: World) -> None:
    ana = world.person(standing_offer=CleanText("call me when you look"), standing_offer_on=dt.date(2019, 5, 1))
    tom = world.person(2, "Tom", standing_offer=CleanText("any time"), standing_offer_on=dt.date(2024, 5, 1))
    assert standing_offers((ana, world.person(3), tom)) == [tom, ana]
    says = {f.says for f in world.judge(ana, evidence=(world.worked(),)).findings}
    assert "they offered on 1 May 2019: call me when you look" in says


def test_S62_an_invitation_from_somebody_unknown_may_be_declined(world: World) -> None:
    received = Inbound(on=dt.date(2026, 11, 1), note="Hi")
    known = propose(received, (world.worked(),), (), world.day, "balanced", world.rules)
    assert known.advice is Advice.ACCEPT
    icky = propose(replace(received, reputation=Reputation.AVOID), (world.worked(),), (), world.day, "open", world.rules)
    assert icky.advice is Advice.DECLINE and icky.reason and icky.source


def test_S63_a_stranger_is_asked_why_and_the_answer_is_judged(world: World) -> None:
    received = Inbound(on=dt.date(2026, 11, 1))
    assert propose(received, (), (), world.day, "balanced", world.rules).advice is Advice.ASK_WHY
    answered = replace(received, asked_on=dt.date(2026, 11, 2), answer="We share a hobby")
    assert propose(answered, (), (), world.day, "balanced", world.rules).advice is Advice.ACCEPT


def test_S64_an_invitation_asked_about_closes_by_itself_after_fourteen_days(world: World) -> None:
    asked = Inbound(on=dt.date(2026, 11, 1), asked_on=dt.date(2026, 11, 9))
    waiting = propose(asked, (), (), dt.date(2026, 11, 22), "balanced", world.rules)
    assert (waiting.advice, waiting.until) == (Advice.WAIT, dt.date(2026, 11, 23))
    assert propose(asked, (), (), dt.date(2026, 11, 23), "balanced", world.rules).advice is Advice.CLOSED


def test_S65_a_recruiter_without_role_and_client_gets_no_names(world: World) -> None:
    fishing = world.person(kind=PersonKind.RECRUITER)
    assert world.judge(fishing, purpose=Purpose.INTRODUCTION, evidence=(world.met(),)).kind is VerdictKind.DONT
    named = replace(fishing, recruiter_motive=CleanText("platform lead for Fernwick Labs"))
    assert "recruiter-names" not in rules_of(world.judge(named, purpose=Purpose.INTRODUCTION, evidence=(world.met(),)))
    received = Inbound(on=world.day, kind=PersonKind.RECRUITER, asked_on=world.day, answer="We have many roles")
    assert propose(received, (), (), world.day, "open", world.rules).advice is Advice.DECLINE


def test_S66_a_recruiter_may_be_asked_about_a_role(world: World) -> None:
    recruiter = world.person(kind=PersonKind.RECRUITER, recruiter_motive=CleanText("platform lead"))
    told = world.read("Hi Ana, we met in Lisbon. Is your client hiring for the platform role still?", person=recruiter)
    assert "job-ask" not in rules_of(told)


def test_S67_a_stale_profile_is_mentioned_before_a_first_touch(world: World) -> None:
    known = {"evidence": (world.worked(),)}
    stale = Profile(reviewed_on=dt.date(2026, 9, 1))
    assert "preflight" in rules_of(world.judge(**known, profile=stale), Severity.WARN)
    assert "preflight" not in rules_of(world.judge(**known, profile=replace(stale, reviewed_on=dt.date(2026, 10, 1))))


def test_S68_before_a_referral_the_own_presence_is_gone_through(world: World) -> None:
    talked = (world.did(StepKind.FIRST_TOUCH, "2026-11-02"), world.did(StepKind.REPLIED, "2026-11-04"))
    ask = {"evidence": (world.worked(),), "steps": talked, "purpose": Purpose.REFERRAL}
    assert "looked-at" in rules_of(world.judge(**ask, profile=Profile()), Severity.WARN)
    seen = Profile(checklist=dict.fromkeys(("photo", "headline", "current role", "recommendations"), world.day))
    assert "looked-at" not in rules_of(world.judge(**ask, profile=seen))
    applied = (world.did(StepKind.APPLIED, "2026-11-05"),)
    assert "looked-at" in rules_of(world.judge(evidence=(world.worked(),), company_steps=applied, profile=Profile()), Severity.HINT)


def test_S69_engaging_with_their_posts_does_not_reset_the_clock_of_an_ask(world: World) -> None:
    steps = (
        world.did(StepKind.FIRST_TOUCH, "2026-11-02"),
        world.did(StepKind.ENGAGE, "2026-11-20"),
        world.did(StepKind.CONGRATULATE, "2026-11-20"),
    )
    assert unanswered(steps) == 1
    assert "person-gap" not in rules_of(world.judge(evidence=(world.worked(),), steps=steps, purpose=Purpose.FOLLOW_UP))


def test_S70_their_news_is_kept_with_its_day_and_offered_as_a_hook(world: World) -> None:
    fresh = News(on=dt.date(2026, 11, 20), text=CleanText("opened the Porto office"))
    ana = world.person(news=(News(on=dt.date(2026, 1, 1), text=CleanText("old")), fresh))
    assert fresh_hooks(ana, world.day) == [fresh]
    assert "good-moment" in rules_of(world.judge(ana, evidence=(world.worked(),)))


@pytest.mark.parametrize("purpose", [Purpose.ADVICE, Purpose.INTRODUCTION, Purpose.REFERRAL])
def test_S72_people_at_the_current_employer_are_not_told_of_the_search(world: World, purpose: Purpose) -> None:
    ana = world.person(employer=CleanText("Tidewater"))
    told = world.judge(ana, purpose=purpose, evidence=(world.worked(),), current_employer="tidewater")
    assert told.kind is VerdictKind.DONT and told.findings[0].rule == "employer"
    assert "employer" in rules_of(
        world.judge(ana, purpose=Purpose.RECONNECT, evidence=(world.worked(),), current_employer="Tidewater"), Severity.WARN
    )


def test_S72_a_draft_to_a_colleague_must_not_speak_of_a_search(world: World) -> None:
    ana = world.person(employer=CleanText("Tidewater"))
    body = "Hi Ana, we met in Lisbon. My job search is under way. How is your floor?"
    assert not world.read(body, person=ana, current_employer="Tidewater").ready
    assert world.read(body, current_employer="Tidewater").ready
