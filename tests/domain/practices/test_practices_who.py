"""Practices S01-S21: whom to write to."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from msgspec.structs import replace
from support.judging import timing

from outreach.domain.etiquette.circle import drill, teachers
from outreach.domain.etiquette.situation import Scene, Situation
from outreach.domain.etiquette.verdict import VerdictKind
from outreach.domain.etiquette.who import WARM_UPS, default_channel, selected
from outreach.domain.kinds import (
    Answer,
    Channel,
    EvidenceKind,
    Norm,
    PersonKind,
    PersonState,
    Purpose,
    Reputation,
    Severity,
    StepKind,
    StepState,
)
from outreach.domain.model import Override, Profile
from outreach.domain.ranking import rank
from outreach.domain.relationship import Stage, know_level, stage
from outreach.domain.timing.facts import Full
from outreach.text import CleanText

World = Any


def rules_of(verdict: Any, severity: Severity | None = None) -> set[str]:
    return {f.rule for f in verdict.findings if severity is None or f.severity is severity}


def test_S01_an_invitation_needs_evidence_and_the_policy_says_how_much(world: World) -> None:
    invite = {"channel": Channel.INVITE, "purpose": Purpose.CONNECT}
    assert world.judge(**invite).kind is VerdictKind.OTHER_WAY
    assert "evidence" in rules_of(world.judge(**invite, policy="open"), Severity.WARN)
    assert "evidence" in rules_of(world.judge(**invite, policy="strict"), Severity.BLOCK)
    for kind in (EvidenceKind.MET, EvidenceKind.SPOKE, EvidenceKind.EMAILED, EvidenceKind.WORKED_TOGETHER, EvidenceKind.INTRODUCED):
        known = (world.proof(kind, "2026-04-02", detail=CleanText("Kettlebrook")),)
        assert "evidence" not in rules_of(world.judge(**invite, evidence=known)), kind
    assert "evidence" not in rules_of(world.judge(**invite, evidence=(world.wrote(),)))


def test_S01_an_override_keeps_its_reason(world: World) -> None:
    override = Override("evidence", CleanText("we sat in the same choir"), world.day)
    made = world.judge(channel=Channel.INVITE, purpose=Purpose.CONNECT, overrides=(override,))
    finding = next(f for f in made.findings if f.rule == "evidence")
    assert made.kind is VerdictKind.SEND
    assert (finding.severity, finding.overruled) == (Severity.HINT, "we sat in the same choir")


def test_S02_people_one_knows_come_before_strangers(world: World) -> None:
    profile = Profile(headline=CleanText("Platform engineer"))
    stranger = rank(world.person(position=CleanText("Platform Engineer")), (), (), profile, world.day)
    colleague = rank(world.person(position=CleanText("Baker")), (world.worked(),), (), profile, world.day)
    writer = rank(world.person(), (world.wrote(),), (), profile, world.day)
    assert colleague.score > writer.score > stranger.score > 0


def test_S03_a_person_without_a_reason_is_unselected(world: World) -> None:
    bare = world.person(hook=CleanText(""))
    assert not selected(bare, ())
    assert "selective" in rules_of(world.judge(bare), Severity.WARN)
    for chosen in (
        replace(bare, worked_closely=True),
        replace(bare, shared_interests=(CleanText("tide tables"),)),
        replace(bare, why_them=CleanText("how she left consulting")),
    ):
        assert "selective" not in rules_of(world.judge(chosen))
    assert selected(bare, (world.worked(),))


def test_S04_with_hardly_any_dealings_a_request_intrudes(world: World) -> None:
    ask = {"purpose": Purpose.ADVICE, "evidence": (world.met(),)}
    thin = world.judge(**ask)
    assert "thin" in rules_of(thin, Severity.WARN)
    assert WARM_UPS[0] in next(f.change for f in thin.findings if f.rule == "thin")
    assert "thin" not in rules_of(world.judge(purpose=Purpose.ADVICE, evidence=(world.met(), world.wrote())))


def test_S05_rapport_comes_before_an_invitation(world: World) -> None:
    person = world.person(question=CleanText("how did you start?"))
    invite = {"channel": Channel.INVITE, "purpose": Purpose.LEARN}
    assert "rapport" in rules_of(world.judge(person, **invite), Severity.WARN)
    assert "rapport" in rules_of(world.judge(person, **invite, policy="strict"), Severity.BLOCK)
    talked = (world.did(StepKind.FIRST_TOUCH, "2026-10-01"), world.did(StepKind.REPLIED, "2026-10-05"))
    assert stage((), talked, world.day) is Stage.DIALOGUE
    assert "rapport" not in rules_of(world.judge(person, **invite, steps=talked))


def test_S06_a_company_has_so_many_open_first_touches_and_says_who_is_in_flight(world: World) -> None:
    tom, mei = world.person(2, "Tom Okafor"), world.person(3, "Mei Tanaka")
    flying = (world.did(StepKind.FIRST_TOUCH, "2026-11-19", 2), world.did(StepKind.FIRST_TOUCH, "2026-11-20", 3))
    around = {"people": (tom, mei), "evidence": (world.worked(),)}
    held = world.judge(**around, company_steps=flying)
    finding = next(f for f in held.findings if f.rule == "spray")
    # Tom's place is free first; Mei's silence lets the next in a day later.
    assert finding.until == dt.date(2026, 11, 24) and held.until == dt.date(2026, 11, 25) and held.word == "wait 2d"
    assert "Tom Okafor" in finding.says and "Mei Tanaka" in finding.says
    answered = (*flying, world.did(StepKind.REPLIED, "2026-11-20", 3))
    assert "spray" not in rules_of(world.judge(**around, company_steps=answered))
    one_more = world.judge(**around, company_steps=flying, timing=timing(open_first_touches=3))
    assert "spray" not in rules_of(one_more)


def test_S06_a_place_is_held_as_long_as_its_follow_up_is_still_to_come(world: World) -> None:
    tom, mei = world.person(2, "Tom Okafor"), world.person(3, "Mei Tanaka")
    first = tuple(world.did(StepKind.FIRST_TOUCH, "2026-11-10", number) for number in (2, 3))
    still_open = tuple(replace(world.owes(StepKind.FOLLOW_UP, "2026-11-23", number), on=None, promise=False) for number in (2, 3))
    around = {"people": (tom, mei), "evidence": (world.worked(),)}
    held = world.judge(**around, company_steps=(*first, *still_open))
    assert (held.kind, held.until, held.word) == (VerdictKind.WAIT, None, "queued")
    given_up = (still_open[0], replace(still_open[1], state=StepState.RETIRED))
    assert "spray" not in rules_of(world.judge(**around, company_steps=(*first, *given_up)))


def test_S06_recruiters_of_one_company_are_written_to_one_at_a_time(world: World) -> None:
    tom = world.person(2, "Tom Okafor", kind=PersonKind.RECRUITER)
    flying = (world.did(StepKind.FIRST_TOUCH, "2026-11-19", 2),)
    ana = world.person(kind=PersonKind.RECRUITER, recruiter_motive=CleanText("platform role"))
    assert "spray" in rules_of(world.judge(ana, people=(tom,), company_steps=flying))
    assert "spray" not in rules_of(world.judge(world.person(), people=(tom,), company_steps=flying))
    two = timing(one_of_a_kind=2)
    assert "spray" not in rules_of(world.judge(ana, people=(tom,), company_steps=flying, timing=two))


def test_S07_invitations_to_strangers_have_a_weekly_budget_and_a_next_free_day(world: World) -> None:
    person = world.person(question=CleanText("how did you start?"))
    invite = {"channel": Channel.INVITE, "full": Full("strangers", Channel.INVITE, dt.date(2026, 11, 24), strangers=True)}
    spent = world.judge(person, **invite)
    assert spent.kind is VerdictKind.WAIT and spent.until == dt.date(2026, 11, 24)
    assert "stranger-budget" not in rules_of(world.judge(person, channel=Channel.INVITE))
    assert "stranger-budget" not in rules_of(world.judge(person, **invite, evidence=(world.met(),)))
    assert "stranger-budget" in rules_of(world.judge(person, **invite, policy="open"), Severity.WARN)


def test_S09_the_drill_asks_for_the_least_known_first_and_marks_whom_one_can_speak_to(world: World) -> None:
    ana, tom, mei = world.person(), world.person(2, "Tom Okafor"), world.person(3, "Mei Tanaka", how_i_know="the fair in Exampleville")
    cards = drill((ana, tom, mei), {ana.id: (world.worked(),)}, {}, world.day)
    assert [card.person for card in cards] == [2, 1, 3]
    assert [card.can_speak_to for card in cards] == [False, True, False]
    assert know_level((), (), world.day)[0] == 0


def test_S10_people_to_avoid_are_never_written_to_and_a_doubt_is_a_warning(world: World) -> None:
    assert world.judge(world.person(reputation=Reputation.AVOID), evidence=(world.worked(),)).word == "no"
    assert "reputation" in rules_of(world.judge(world.person(reputation=Reputation.UNSURE)), Severity.WARN)


def test_S11_a_grand_title_at_a_famous_employer_earns_no_point(world: World) -> None:
    profile = Profile(headline=CleanText("Platform engineer"))
    plain = rank(world.person(position=CleanText("Platform Engineer")), (), (), profile, world.day)
    grand = rank(
        world.person(position=CleanText("Chief Platform Engineering Officer"), employer=CleanText("Google")), (), (), profile, world.day
    )
    chief = rank(world.person(position=CleanText("Chief Executive Officer")), (), (), profile, world.day)
    assert plain.score == grand.score and chief.score == 0 and chief.terms == ()


@pytest.mark.parametrize("gone", [{"do_not_contact": True}, {"state": PersonState.DROPPED}])
def test_S13_a_dropped_person_is_not_written_to(world: World, gone: dict[str, Any]) -> None:
    made = world.judge(world.person(**gone), evidence=(world.worked(),))
    assert made.kind is VerdictKind.DONT and made.findings[0].rule == "dropped"


def test_S14_a_stranger_may_be_approached_to_learn_with_a_question_and_without_a_request(world: World) -> None:
    asks = world.person(question=CleanText("how did you leave consulting?"))
    assert world.judge(asks).kind is VerdictKind.SEND
    assert world.judge(world.person()).word == "question"
    assert world.judge(asks, purpose=Purpose.ADVICE).kind is VerdictKind.OTHER_WAY
    assert world.judge(asks, channel=Channel.INVITE).kind is VerdictKind.SEND
    assert world.judge(asks, channel=Channel.INVITE, policy="strict").kind is VerdictKind.OTHER_WAY


def test_S15_the_reachable_teachers_come_first(world: World) -> None:
    leader = world.person(1, "Ana Ruiz", kind=PersonKind.LEADER)
    owner = world.person(2, "Piet van Dam", kind=PersonKind.OWNER)
    newcomer = world.person(3, "Mei Tanaka", kind=PersonKind.UP_AND_COMER)
    recruiter = world.person(4, "Tom Okafor", kind=PersonKind.RECRUITER)
    assert teachers((leader, owner, newcomer, recruiter)) == [newcomer, owner, leader]


def test_S16_peers_abroad_have_a_country_a_zone_and_a_template(world: World) -> None:
    peer = world.person(country="NO", zone="Europe/Oslo", kind=PersonKind.PEER)
    assert (peer.country, peer.zone) == ("NO", "Europe/Oslo")
    assert world.judge(peer, purpose=Purpose.PEER, evidence=(world.met(),)).kind is VerdictKind.SEND


def test_S17_things_that_were_not_cordial_hold_a_message_back(world: World) -> None:
    held = world.judge(evidence=(replace(world.worked(), cordial=Answer.NO),))
    assert held.kind is VerdictKind.WAIT and held.until is None and held.word == "hold"
    mended = (replace(world.worked(), cordial=Answer.NO), replace(world.met(), on=dt.date(2026, 11, 2), cordial=Answer.YES))
    assert "cordial" not in rules_of(world.judge(evidence=mended))
    assert world.judge(world.person(cordial=Answer.NO), evidence=(world.worked(),)).word == "hold"


def test_S18_a_conflict_cools_for_sixty_days_and_then_lets_go(world: World) -> None:
    quarrel = world.proof(EvidenceKind.CONFLICT, "2026-10-01")
    held = world.judge(evidence=(world.worked(), quarrel))
    assert held.kind is VerdictKind.WAIT and held.until == dt.date(2026, 11, 30)
    assert world.judge(evidence=(world.worked(), quarrel), day=dt.date(2026, 11, 30)).kind is VerdictKind.SEND
    assert world.judge(world.person(conflict_on=dt.date(2026, 10, 1)), evidence=(world.worked(),)).until == dt.date(2026, 11, 30)


def test_S19_where_linkedin_is_frowned_on_another_channel_is_proposed(world: World) -> None:
    strict_house = replace(world.company, norm=Norm.FROWNED_ON)
    person = world.person(email=CleanText("ana@fernwick.example"))
    situation = Situation(person=person, company=strict_house, day=world.day, evidence=(world.worked(),))
    assert default_channel(Scene(situation)) is Channel.EMAIL
    assert "norms" in rules_of(world.judge(person, company=strict_house, evidence=(world.worked(),)), Severity.WARN)
    assert "norms" not in rules_of(world.judge(person, company=strict_house, evidence=(world.worked(),), channel=Channel.EMAIL))
    blocked = world.judge(person, company=strict_house, evidence=(world.worked(),), policy="strict", profile=None)
    assert blocked.kind is VerdictKind.OTHER_WAY and blocked.word == "e-mail"


def test_S20_writing_against_ones_own_unease_is_allowed_and_never_nagged_about(world: World) -> None:
    made = world.judge(world.person(comfort=2), evidence=(world.worked(),))
    assert made.kind is VerdictKind.SEND and "comfort" in rules_of(made, Severity.HINT)


def test_S21_the_gate_has_four_answers_each_with_its_rule_and_reason(world: World) -> None:
    verdicts = {
        VerdictKind.SEND: world.judge(evidence=(world.worked(),)),
        VerdictKind.WAIT: world.judge(evidence=(world.worked(),), steps=(world.did(StepKind.FIRST_TOUCH, "2026-11-20"),)),
        VerdictKind.OTHER_WAY: world.judge(channel=Channel.INVITE, purpose=Purpose.CONNECT),
        VerdictKind.DONT: world.judge(world.person(do_not_contact=True)),
    }
    for kind, made in verdicts.items():
        assert made.kind is kind
        assert all(f.title and f.reason and f.source and f.says and f.change for f in made.findings)
    assert [v.word for v in verdicts.values()] == ["ready", "wait 1d", "know first", "no"]


def test_S14_no_favour_is_asked_of_somebody_with_whom_nothing_was_exchanged(world: World) -> None:
    asks = world.person(offer=CleanText("our checklist"))
    made = world.judge(asks, purpose=Purpose.ADVICE)
    assert "stranger-ask" in rules_of(made, Severity.BLOCK) and made.word == "learn first"
    assert "stranger-ask" in rules_of(world.judge(asks, purpose=Purpose.ADVICE, policy="open"), Severity.WARN)
    assert "stranger-ask" not in rules_of(world.judge(asks, purpose=Purpose.ADVICE, evidence=(world.met(),)))


def test_S21_later_means_later_and_a_pause_ends_on_its_day(world: World) -> None:
    assert world.judge(world.person(state=PersonState.LATER), evidence=(world.worked(),)).word == "later"
    paused = world.person(paused_until=dt.date(2026, 12, 1))
    assert world.judge(paused, evidence=(world.worked(),)).until == dt.date(2026, 12, 1)
    assert world.judge(paused, evidence=(world.worked(),), day=dt.date(2026, 12, 1)).kind is VerdictKind.SEND
