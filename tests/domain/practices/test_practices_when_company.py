"""Practices S41-S54: when to write, and the company behind the person."""

from __future__ import annotations

import datetime as dt
from typing import Any

from msgspec.structs import replace
from support.judging import timing

from outreach.domain.etiquette.circle import standing, workforce
from outreach.domain.etiquette.verdict import VerdictKind
from outreach.domain.kinds import Answer, Channel, CompanyStatus, EvidenceKind, Purpose, Severity, StepKind
from outreach.domain.ranking import rank
from outreach.domain.timing.calendar import WorkCalendar
from outreach.domain.timing.facts import Full
from outreach.text import CleanText

World = Any


def rules_of(made: Any, severity: Severity | None = None) -> set[str]:
    return {f.rule for f in made.findings if severity is None or f.severity is severity}


def test_S08_the_figures_count_people_one_can_vouch_for_and_never_connections(world: World) -> None:
    ana = world.person(i_would_vouch=Answer.YES, vouches_for=(CleanText("releases"),))
    tom = world.person(2, "Tom Okafor", i_would_vouch=Answer.YES)
    connected = world.proof(EvidenceKind.CONNECTED, "2020-01-01", person=2)
    steps = (world.did(StepKind.REPLIED, "2026-11-02"), world.did(StepKind.TALK, "2026-11-09"), world.did(StepKind.REFERRED, "2026-11-10"))
    figures = standing((ana, tom), {ana.id: (world.worked(),), tom.id: (connected,)}, steps, world.day)
    assert (figures.can_vouch, figures.advocates, figures.conversations, figures.referrals) == (1, 1, 1, 1)
    assert not any("connect" in field for field in figures.__struct_fields__)


def test_S41_a_good_moment_lifts_a_person_for_a_week_and_expires(world: World) -> None:
    moment = (world.did(StepKind.GOOD_NEWS, "2026-11-18"),)
    lifted = rank(world.person(), (world.worked(),), moment, None, world.day)
    assert any(term.label == "good moment until 25 Nov 2026" for term in lifted.terms)
    assert "good-moment" in rules_of(world.judge(evidence=(world.worked(),), steps=moment), Severity.HINT)
    later = dt.date(2026, 11, 26)
    assert rank(world.person(), (world.worked(),), moment, None, later).score < lifted.score
    assert "good-moment" not in rules_of(world.judge(evidence=(world.worked(),), steps=moment, day=later))


def test_S42_a_person_and_a_week_have_room_for_so_much(world: World) -> None:
    touched = (world.did(StepKind.FIRST_TOUCH, "2026-11-20"),)
    known = {"evidence": (world.worked(),)}
    assert world.judge(**known, steps=touched).until == dt.date(2026, 11, 24)
    answered = (*touched, world.did(StepKind.REPLIED, "2026-11-20"))
    assert "person-gap" not in rules_of(world.judge(**known, steps=answered))
    slot = dt.date(2026, 11, 26)
    week = timing(week_free=slot)
    assert "weekly-cap" in rules_of(world.judge(**known, timing=week), Severity.WARN)
    assert world.judge(**known, timing=week, policy="strict", profile=None).until == slot
    invite = {"channel": Channel.INVITE, "purpose": Purpose.CONNECT}
    assert world.judge(**known, **invite, full=Full("notes this month", Channel.INVITE, slot)).until == slot
    assert world.judge(**known, full=Full("notes this month", Channel.INVITE, slot)).kind is VerdictKind.SEND


def test_S42_the_gap_never_blocks_the_follow_up_of_any_shipped_cadence(world: World) -> None:
    for days in (2, 3, 5, 7, 10):
        first = world.did(StepKind.FIRST_TOUCH, "2026-11-02")
        day = WorkCalendar().add(dt.date(2026, 11, 2), days)
        made = world.judge(evidence=(world.worked(),), steps=(first,), purpose=Purpose.FOLLOW_UP, day=day)
        assert made.kind is VerdictKind.SEND, days


def test_S42_two_touches_then_rest_and_never_a_fourth(world: World) -> None:
    two = (world.did(StepKind.FIRST_TOUCH, "2026-11-02"), world.did(StepKind.FOLLOW_UP, "2026-11-11"))
    known = {"evidence": (world.worked(),)}
    resting = world.judge(**known, steps=two)
    assert (resting.kind, resting.word, resting.until) == (VerdictKind.WAIT, "rest", dt.date(2027, 2, 9))
    assert world.judge(**known, steps=two, day=dt.date(2027, 2, 9)).kind is VerdictKind.SEND
    three = (*two, world.did(StepKind.FIRST_TOUCH, "2027-02-09"))
    assert world.judge(**known, steps=three, day=dt.date(2028, 2, 9)).kind is VerdictKind.DONT
    assert world.judge(**known, steps=three, day=dt.date(2027, 3, 9), purpose=Purpose.THANK_YOU).kind is VerdictKind.SEND


def test_S42_one_invitation_per_person_and_three_weeks_after_a_withdrawal(world: World) -> None:
    known = {"evidence": (world.worked(),), "channel": Channel.INVITE, "purpose": Purpose.CONNECT}
    invited = (world.did(StepKind.INVITE, "2026-10-12"),)
    assert world.judge(**known, steps=invited).word == "invited"
    withdrawn = (*invited, world.did(StepKind.WITHDRAW, "2026-11-10"))
    assert world.judge(**known, steps=withdrawn).until == dt.date(2026, 12, 1)
    assert "pending" not in rules_of(world.judge(**known, steps=withdrawn, day=dt.date(2026, 12, 1)))
    accepted = (*invited, world.did(StepKind.ACCEPTED, "2026-10-20"))
    assert world.judge(**known, steps=accepted).word == "message"


def test_S42_somebody_out_of_office_is_left_alone_until_the_return(world: World) -> None:
    away = (world.did(StepKind.FIRST_TOUCH, "2026-11-16"), world.did(StepKind.OUT_OF_OFFICE, "2026-11-16", on=dt.date(2026, 12, 7)))
    assert world.judge(evidence=(world.worked(),), steps=away).until == dt.date(2026, 12, 7)


def test_S43_a_paused_company_asks_nothing(world: World) -> None:
    paused = replace(world.company, status=CompanyStatus.PAUSED)
    assert world.judge(company=paused, evidence=(world.worked(),)).word == "later"


def test_S44_a_no_settles_it_without_a_mark_against_anybody(world: World) -> None:
    no = (world.did(StepKind.FIRST_TOUCH, "2026-10-01"), world.did(StepKind.DECLINED, "2026-10-05"))
    made = world.judge(evidence=(world.worked(),), steps=no)
    assert made.word == "rest" and "declined" in rules_of(made)
    before = rank(world.person(), (world.worked(),), (), None, world.day).score
    assert rank(world.person(), (world.worked(),), no, None, world.day).score == before
    assert world.judge(evidence=(world.worked(),), steps=(*no, world.did(StepKind.REPLIED, "2026-11-01"))).kind is VerdictKind.SEND


def test_S45_a_company_that_is_not_followed_is_mentioned(world: World) -> None:
    assert "followed" in rules_of(world.judge(company=replace(world.company, followed=False)), Severity.HINT)
    assert "followed" not in rules_of(world.judge())


def test_S46_the_company_is_looked_up_before_the_first_touch(world: World) -> None:
    fresh = replace(world.company, research={"read": world.day})
    made = world.judge(company=fresh, evidence=(world.worked(),))
    assert "not looked up yet: people" in {f.says for f in made.findings if f.severity is Severity.WARN}
    again = (world.did(StepKind.FIRST_TOUCH, "2026-10-01"), world.did(StepKind.REPLIED, "2026-10-02"))
    assert "research" not in rules_of(world.judge(company=fresh, evidence=(world.worked(),), steps=again))


def test_S48_the_first_message_to_somebody_one_step_away_is_there_to_learn(world: World) -> None:
    far = world.person(degree=2, question=CleanText("who decides?"))
    assert "second-degree" in rules_of(world.judge(far, purpose=Purpose.ADVICE, evidence=(world.met(),)))
    assert "second-degree" not in rules_of(world.judge(far))
    assert "job-ask" in rules_of(world.read("Hi Ana, we met in Lisbon. Are you hiring?", person=far))


def test_S49_what_insiders_have_in_common_is_rolled_up(world: World) -> None:
    ana = world.person(skills=(CleanText("Go"), CleanText("Kafka")), tags=(CleanText("bootcamp"),))
    tom = world.person(2, "Tom Okafor", skills=(CleanText("Go"),))
    assert workforce((ana, tom)) == [("Go", 2), ("Kafka", 1), ("bootcamp", 1)]


def test_S42_two_first_messages_do_not_reach_a_company_on_one_day(world: World) -> None:
    tom = (world.did(StepKind.FIRST_TOUCH, "2026-11-23", 2), world.did(StepKind.DECLINED, "2026-11-23", 2))
    known = {"evidence": (world.worked(),), "people": (world.person(2, "Tom Okafor"),), "company_steps": tom}
    made = world.judge(**known)
    assert "company-gap" in rules_of(made, Severity.BLOCK) and made.until == dt.date(2026, 11, 24)
    assert world.judge(**known, policy="open").kind is VerdictKind.SEND
    assert world.judge(**known, timing=timing(company_gap=3)).until == dt.date(2026, 11, 26)
    assert "company-gap" not in rules_of(world.judge(**known, day=dt.date(2026, 11, 24)))


def test_S51_the_next_insider_is_written_to_when_the_one_before_stays_silent(world: World) -> None:
    tom = (world.did(StepKind.FIRST_TOUCH, "2026-11-20", 2),)
    known = {"evidence": (world.worked(),), "people": (world.person(2, "Tom Okafor"),), "company_steps": tom}
    made = world.judge(**known)
    assert made.until == dt.date(2026, 11, 25) and rules_of(made, Severity.BLOCK) == {"turn"}
    assert world.judge(**known, day=dt.date(2026, 11, 25)).kind is VerdictKind.SEND


def test_S42_fridays_are_a_mild_preference_and_never_a_block(world: World) -> None:
    friday = world.judge(evidence=(world.worked(),), day=dt.date(2026, 11, 27))
    assert friday.kind is VerdictKind.SEND and "quiet-day" in rules_of(friday, Severity.HINT)
    assert "quiet-day" not in rules_of(world.judge(evidence=(world.worked(),)))


def test_S47_somebody_who_left_can_still_tell_but_not_refer(world: World) -> None:
    gone = world.person(left_on=dt.date(2026, 10, 1))
    assert "left" in rules_of(world.judge(gone, evidence=(world.worked(),)), Severity.HINT)
    assert "left" in rules_of(world.judge(gone, evidence=(world.worked(),), purpose=Purpose.ADVICE), Severity.WARN)
    assert "left" not in rules_of(world.judge(evidence=(world.worked(),)))
