"""When a touch nobody planned may go: each thing that may stand before it, with its day and the rule that names it."""

from __future__ import annotations

import datetime as dt

import pytest
from msgspec.structs import replace
from support.judging import timing

from outreach.domain.kinds import Answer, Channel, CompanyStatus, PersonKind, PersonState, Reputation, StepKind, StepState
from outreach.domain.model import Company, CompanyId, Person, PersonId, Step, StepId
from outreach.domain.timing.clearance import Clearance, clearance
from outreach.domain.timing.context import read_context
from outreach.domain.timing.facts import Facts, Full
from outreach.domain.timing.restraints import Restraint

MONDAY = dt.date(2026, 11, 23)
FERNWICK = Company(id=CompanyId(1), name="Fernwick Labs")
ANA = Person(id=PersonId(1), name="Ana Ruiz", company=CompanyId(1), state=PersonState.INSIDER)
TOM = Person(id=PersonId(2), name="Tom Okafor", company=CompanyId(1), state=PersonState.INSIDER)
MESSAGE, INVITE = Channel.MESSAGE, Channel.INVITE


def on(text: str | None) -> dt.date | None:
    return None if text is None else dt.date.fromisoformat(f"2026-{text}" if len(text) == 5 else text)


def past(told: str) -> tuple[Step, ...]:
    """Steps from ``first touch 1 11-20, replied 1 11-23``: what, person, day."""
    steps = []
    for number, words in enumerate((one for one in told.split(", ") if one), 1):
        kind, person, day = words.rsplit(" ", 2)
        at = dt.datetime.combine(on(day) or MONDAY, dt.time(9, 30), tzinfo=dt.UTC)
        done = Step(id=StepId(number), kind=StepKind(kind), person=PersonId(int(person)), company=CompanyId(1), done_at=at)
        steps.append(replace(done, state=StepState.DONE))
    return tuple(steps)


def asked(
    told: str,
    kind: StepKind = StepKind.FIRST_TOUCH,
    channel: Channel = MESSAGE,
    *,
    person: Person = ANA,
    tom: Person = TOM,
    **rules: object,
) -> Clearance:
    facts = Facts(company=FERNWICK, people=(person, tom), steps=past(told), strangers=frozenset({PersonId(1)}))
    return clearance(kind, channel, person, read_context(facts, timing(**rules), MONDAY))


FREE = "2026-11-23"


@pytest.mark.parametrize(
    ("told", "kind", "until", "rule"),
    [
        ("", StepKind.FIRST_TOUCH, FREE, None),
        ("first touch 1 11-20", StepKind.FOLLOW_UP, "11-24", Restraint.PERSON_GAP),
        ("first touch 1 11-20, replied 1 11-21", StepKind.FOLLOW_UP, FREE, None),
        ("first touch 1 11-20", StepKind.THANK_YOU, FREE, None),
        ("first touch 1 11-02, follow-up 1 11-11", StepKind.FOLLOW_UP, "2027-02-09", Restraint.REST),
        ("first touch 1 11-02, follow-up 1 11-11, follow-up 1 11-16", StepKind.FOLLOW_UP, None, Restraint.CEILING),
        ("first touch 1 11-02, declined 1 11-04", StepKind.FOLLOW_UP, None, Restraint.DECLINED),
        ("out of office 1 11-20", StepKind.FIRST_TOUCH, "11-27", Restraint.AWAY),
        ("out of office 1 11-20, replied 1 11-21", StepKind.FOLLOW_UP, FREE, None),
        ("first touch 2 11-20", StepKind.FIRST_TOUCH, "11-25", Restraint.TURN),
        ("first touch 2 11-20, declined 2 11-23", StepKind.FIRST_TOUCH, FREE, None),
        ("first touch 2 11-23, declined 2 11-23", StepKind.FIRST_TOUCH, "11-24", Restraint.COMPANY_GAP),
        ("first touch 2 11-20, replied 2 11-23", StepKind.FIRST_TOUCH, "11-30", Restraint.TURN),
        ("invite 1 11-02, withdraw invitation 1 11-10", StepKind.INVITE, "12-01", Restraint.LOCK),
    ],
)
def test_what_happened_says_when_the_next_touch_may_go(told: str, kind: StepKind, until: str | None, rule: Restraint | None) -> None:
    found = asked(told, kind, INVITE if kind is StepKind.INVITE else MESSAGE)
    assert (found.on, found.holds[0].rule if found.holds else None) == (on(until), rule)


@pytest.mark.parametrize(
    ("person", "until", "rule"),
    [
        ({"paused_until": on("11-28")}, "11-30", Restraint.LATER),
        ({"state": PersonState.LATER}, None, Restraint.LATER),
        ({"conflict_on": on("11-20")}, "2027-01-19", Restraint.COOL_DOWN),
        ({"cordial": Answer.NO}, None, Restraint.CORDIAL),
        ({"reputation": Reputation.AVOID}, None, Restraint.REPUTATION),
        ({"do_not_contact": True}, None, Restraint.DROPPED),
        ({"state": PersonState.NEW}, FREE, None),
    ],
)
def test_what_is_noted_of_somebody_holds_a_touch_until_a_working_day(
    person: dict[str, object], until: str | None, rule: Restraint | None
) -> None:
    found = asked("", person=replace(ANA, **person))
    assert (found.on, found.holds[0].rule if found.holds else None) == (on(until), rule)


@pytest.mark.parametrize(
    ("channel", "full", "until", "rule"),
    [
        (INVITE, Full("notes", INVITE, on("12-01")), "12-01", Restraint.BUDGET),
        (MESSAGE, Full("notes", INVITE, on("12-01")), FREE, None),
        (INVITE, Full("strangers", INVITE, on("11-26"), strangers=True), "11-26", Restraint.STRANGERS),
        (INVITE, Full("pending", INVITE, None), None, Restraint.BUDGET),
    ],
)
def test_a_used_up_budget_holds_its_own_channel(channel: Channel, full: Full, until: str | None, rule: Restraint | None) -> None:
    found = asked("", StepKind.INVITE if channel is INVITE else StepKind.FIRST_TOUCH, channel, full=(full,))
    assert (found.on, found.holds[0].rule if found.holds else None) == (on(until), rule)


def test_of_several_holds_the_last_to_end_decides_and_one_without_an_end_beats_them_all() -> None:
    both = asked("", person=replace(ANA, paused_until=on("12-04"), conflict_on=on("11-20")))
    assert (both.on, [hold.rule for hold in both.holds]) == (dt.date(2027, 1, 19), [Restraint.COOL_DOWN, Restraint.LATER])
    endless = asked("", person=replace(ANA, paused_until=on("12-04"), cordial=Answer.NO))
    assert endless.on is None
    assert endless.holds[0].rule is Restraint.CORDIAL


def test_a_lifted_rule_is_said_and_moves_nothing() -> None:
    found = asked("first touch 2 11-20", lifted=frozenset({Restraint.TURN, Restraint.COMPANY_GAP}))
    assert found.on == MONDAY
    assert [(hold.rule, hold.lifted) for hold in found.holds] == [(Restraint.TURN, True)]


def test_a_second_recruiter_waits_for_the_first_though_a_place_is_free() -> None:
    kinds = {"person": replace(ANA, kind=PersonKind.RECRUITER), "tom": replace(TOM, kind=PersonKind.RECRUITER)}
    told = "first touch 2 11-20"
    assert Restraint.SLOT in {hold.rule for hold in asked(told, **kinds).holds}
    assert Restraint.SLOT not in {hold.rule for hold in asked(told, person=kinds["person"]).holds}


def test_a_paused_company_holds_everything() -> None:
    facts = Facts(company=replace(FERNWICK, status=CompanyStatus.PAUSED), people=(ANA,))
    found = clearance(StepKind.FIRST_TOUCH, MESSAGE, ANA, read_context(facts, timing(), MONDAY))
    assert (found.on, found.holds[0].rule) == (None, Restraint.COMPANY)
