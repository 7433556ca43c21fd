"""What holds for every situation: no rule raises, waits end when they say, stricter policies are never milder, overrides never hurt."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from support.judging import cleared, timing

from outreach.domain.etiquette.situation import Situation
from outreach.domain.etiquette.verdict import Verdict, VerdictKind, parse_rules, verdict
from outreach.domain.kinds import (
    Answer,
    Channel,
    CompanyStatus,
    EvidenceKind,
    Norm,
    PersonKind,
    PersonState,
    Purpose,
    Reputation,
    Severity,
    StepKind,
    StepState,
    Tie,
)
from outreach.domain.model import Company, CompanyId, Evidence, Override, Person, PersonId, Profile, Step, StepId
from outreach.text import CleanText

RULES = parse_rules((Path(__file__).parents[2] / "outreach" / "data" / "rules.toml").read_text("utf-8"))
TODAY = dt.date(2026, 11, 23)
GRAVITY = [VerdictKind.SEND, VerdictKind.WAIT, VerdictKind.OTHER_WAY, VerdictKind.DONT]
DAYS = st.dates(dt.date(2026, 8, 1), dt.date(2026, 12, 31))
PAST = st.dates(dt.date(2026, 8, 1), TODAY)
MAYBE_TEXT = st.sampled_from([CleanText(""), CleanText("your talk in Lisbon")])


def person(id: int) -> st.SearchStrategy[Person]:
    return st.builds(
        Person,
        id=st.just(PersonId(id)),
        name=st.just(CleanText(f"Person {id}")),
        company=st.just(CompanyId(1)),
        state=st.sampled_from(PersonState),
        kind=st.sampled_from(PersonKind),
        tie=st.sampled_from(Tie),
        degree=st.integers(1, 3),
        bridge=st.sampled_from([None, PersonId(2)]),
        introducer=st.sampled_from([None, PersonId(3)]),
        hook=MAYBE_TEXT,
        question=MAYBE_TEXT,
        offer=MAYBE_TEXT,
        standing_offer=MAYBE_TEXT,
        recruiter_motive=MAYBE_TEXT,
        reputation=st.sampled_from(Reputation),
        cordial=st.sampled_from(Answer),
        conflict_on=st.none() | PAST,
        comfort=st.integers(1, 5),
        do_not_contact=st.booleans(),
        left_on=st.none() | PAST,
        paused_until=st.none() | DAYS,
    )


def step(id: int) -> st.SearchStrategy[Step]:
    return st.builds(
        Step,
        id=st.just(StepId(id)),
        kind=st.sampled_from(StepKind),
        person=st.sampled_from([PersonId(n) for n in (1, 2, 3)]),
        company=st.just(CompanyId(1)),
        state=st.sampled_from([StepState.DONE, StepState.DONE, StepState.OPEN, StepState.RETIRED]),
        purpose=st.sampled_from([None, *Purpose]),
        channel=st.sampled_from(Channel),
        on=st.none() | DAYS,
        done_at=PAST.map(lambda day: dt.datetime(day.year, day.month, day.day, 10, tzinfo=dt.UTC)),
    )


EVIDENCE = st.builds(
    Evidence,
    person=st.just(PersonId(1)),
    kind=st.sampled_from(EvidenceKind),
    on=st.none() | PAST,
    until=st.none() | PAST,
    sent=st.integers(0, 3),
    received=st.integers(0, 3),
    cordial=st.sampled_from(Answer),
)
COMPANY = st.builds(
    Company,
    id=st.just(CompanyId(1)),
    name=st.just(CleanText("Fernwick Labs")),
    status=st.sampled_from(CompanyStatus),
    norm=st.sampled_from(Norm),
    current_employer=st.booleans(),
)


@st.composite
def situations(draw: Any) -> Situation:
    steps = draw(st.tuples(*(step(n) for n in range(1, draw(st.integers(0, 6)) + 1))))
    return Situation(
        person=draw(person(1)),
        company=draw(st.none() | COMPANY),
        evidence=draw(st.lists(EVIDENCE, max_size=3).map(tuple)),
        steps=tuple(s for s in steps if s.person == 1),
        people=(draw(person(2)), draw(person(3))),
        company_steps=steps,
        profile=draw(st.none() | st.just(Profile())),
        purpose=draw(st.sampled_from([None, *Purpose])),
        channel=draw(st.sampled_from(Channel)),
        day=TODAY,
        policy=draw(st.sampled_from(["strict", "balanced", "open"])),
        draft=draw(st.sampled_from([None, "", "Hi"])),
        draft_blocks=draw(st.integers(0, 1)),
        draft_warnings=draw(st.integers(0, 1)),
        current_employer=draw(st.sampled_from(["", "Tidewater"])),
    )


def judged(situation: Situation) -> Verdict:
    return verdict(cleared(situation, timing(lifted=RULES.lifted(situation.policy))), RULES)


@given(situations())
@settings(max_examples=60, deadline=None)
def test_every_situation_has_a_verdict_that_explains_itself(situation: Situation) -> None:
    made = judged(situation)
    assert made.word
    assert (made.kind is VerdictKind.SEND) == all(f.severity is not Severity.BLOCK for f in made.findings)
    for finding in made.findings:
        assert finding.says and finding.change and finding.reason and finding.source and finding.practices


@given(situations())
@settings(max_examples=60, deadline=None)
def test_a_wait_ends_on_the_day_it_names(situation: Situation) -> None:
    made = judged(situation)
    waits = {f.rule: f.until for f in made.findings if f.severity is Severity.BLOCK and f.until}
    for rule, until in waits.items():
        assert until is not None and until > situation.day
        then = judged(replace(situation, day=until))
        assert rule not in {f.rule for f in then.findings if f.severity is Severity.BLOCK and f.until}


@given(situations())
@settings(max_examples=50, deadline=None)
def test_a_stricter_policy_is_never_milder(situation: Situation) -> None:
    order = [GRAVITY.index(judged(replace(situation, policy=policy)).kind) for policy in ("open", "balanced", "strict")]
    assert order == sorted(order)


@given(situations(), st.sampled_from(sorted(RULES.rules)))
@settings(max_examples=50, deadline=None)
def test_overruling_a_rule_never_makes_things_worse(situation: Situation, rule: str) -> None:
    before = judged(situation)
    after = judged(replace(situation, overrides=(Override(rule, CleanText("I know better"), TODAY),)))
    assert GRAVITY.index(after.kind) <= GRAVITY.index(before.kind)
    assert {f.rule for f in after.findings} == {f.rule for f in before.findings}
