"""One date for one question: the verdict on a planned touch and its row in the schedule never tell two stories."""

from __future__ import annotations

import datetime as dt

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st
from support.judging import cleared, context_of, row_of, timing

from outreach.domain.etiquette.situation import Situation
from outreach.domain.etiquette.verdict import Verdict, VerdictKind, parse_rules, verdict
from outreach.domain.kinds import Channel, EvidenceKind, Purpose, Severity, StepKind, StepState
from outreach.domain.model import Company, CompanyId, Evidence, Person, PersonId, Profile, Step
from outreach.domain.timing.due import Due, Urgency
from outreach.domain.timing.facts import Full, Rules
from outreach.domain.timing.history import FIRST, TOUCHES
from outreach.domain.timing.notebook import Notebook
from outreach.domain.timing.restraints import Restraint
from outreach.paths import shipped_data
from outreach.text import CleanText

BOOK = parse_rules((shipped_data() / "rules.toml").read_text("utf-8"))
START = dt.date(2026, 11, 23)
HERE = CompanyId(1)
ON_TIME = {*Restraint, "scheduled"}
EVENTS = (
    StepKind.REPLIED,
    StepKind.ACCEPTED,
    StepKind.DECLINED,
    StepKind.OUT_OF_OFFICE,
    StepKind.NO_SHOW,
    StepKind.INTRODUCED,
    StepKind.TALK,
    StepKind.WITHDRAW,
)
days = st.none() | st.integers(-60, 60).map(lambda ahead: START + dt.timedelta(days=ahead))
past = st.none() | st.integers(-80, 0).map(lambda ahead: START + dt.timedelta(days=ahead))
troubles = st.tuples(days, past, st.sampled_from(["", "", "recruiter"]))
"""(paused until, conflict on, kind)"""
moves = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 40), st.integers(0, 6), st.integers(0, 23)), min_size=1, max_size=20)


class Search:
    """A search in which anything may happen, also what nobody should do."""

    def __init__(self, noted: list[tuple[dt.date | None, dt.date | None, str]], free: dt.date | None) -> None:
        full = () if free is None else (Full("notes this month", Channel.INVITE, free),)
        self.book = Notebook(timing(full=full))
        self.book.add_company(Company(id=HERE, name=CleanText("Fernwick Labs")))
        self.today = START
        for number, (paused, conflict, kind) in enumerate(noted, 1):
            raw = {
                "id": number,
                "name": f"Person {number}",
                "company": 1,
                "state": "insider",
                "paused_until": paused,
                "conflict_on": conflict,
            }
            self.book.add_person(msgspec.convert({**raw, **({"kind": kind} if kind else {})}, Person))
            first = StepKind.INVITE if number == 3 else StepKind.FIRST_TOUCH
            channel = Channel.INVITE if number == 3 else Channel.MESSAGE
            self.book.plan(Step(kind=first, person=PersonId(number), company=HERE, channel=channel, made_at=self.at(9)))

    def at(self, hour: int) -> dt.datetime:
        return dt.datetime.combine(self.today, dt.time(hour), tzinfo=dt.UTC)

    def move(self, action: int, which: int, days: int, hour: int) -> None:
        self.today += dt.timedelta(days=days)
        waiting = [step for step in self.book.steps.values() if step.state is StepState.OPEN and step.kind in TOUCHES]
        step = waiting[which % len(waiting)] if waiting else None
        if action <= 3 and step is not None:
            self.book.log_done(step.id, self.at(hour))
        elif action <= 6:
            self.book.log(EVENTS[which % len(EVENTS)], PersonId(which % 3 + 1), self.at(hour))
        elif action == 7 and step is not None:
            self.book.change(step.id, snoozed_until=self.today + dt.timedelta(days=which))
        elif action == 8 and step is not None:
            self.book.change(step.id, on=self.today + dt.timedelta(days=which - 5))
        elif action == 9:
            kind = (StepKind.FOLLOW_UP, StepKind.SHARE, StepKind.INVITE)[which % 3]
            way = Channel.INVITE if kind is StepKind.INVITE else Channel.MESSAGE
            self.book.plan(Step(kind=kind, person=PersonId(which % 3 + 1), company=HERE, channel=way, made_at=self.at(hour)))

    def asked_about(self, number: PersonId) -> list[Situation]:
        """A situation for each touch to somebody that the schedule has a row for."""
        facts = self.book.facts(HERE)
        person = self.book.people[number]
        steps = tuple(step for step in facts.steps if step.person == number)
        known = Evidence(person=number, kind=EvidenceKind.WORKED_TOGETHER, on=dt.date(2019, 3, 1))
        found = []
        for step in steps:
            if step.state is not StepState.OPEN or step.kind not in TOUCHES or step.promise:
                continue
            # One touch at a time is asked about, so the person's other open steps are left for later.
            others = tuple(one for one in facts.steps if one.id == step.id or one.person != number or one.state is not StepState.OPEN)
            found.append(
                Situation(
                    person=person,
                    company=facts.company,
                    evidence=(known,),
                    steps=tuple(one for one in others if one.person == number),
                    people=tuple(other for other in facts.people if other.id != number),
                    company_steps=others,
                    profile=Profile(reviewed_on=self.today),
                    purpose=Purpose.GIVE
                    if step.kind is StepKind.SHARE
                    else Purpose.FOLLOW_UP
                    if step.kind is StepKind.FOLLOW_UP
                    else Purpose.LEARN,
                    channel=Channel.INVITE if step.kind is StepKind.INVITE else Channel.MESSAGE,
                    day=self.today,
                )
            )
        return found


def judged(situation: Situation, rules: Rules) -> tuple[Verdict, Due | None]:
    asked = cleared(situation, rules, rules.full)
    return verdict(asked, BOOK), asked.planned


def against(made: Verdict) -> list[dt.date | None]:
    """Until when the rules on time hold the touch back; an invitation out, or a connection made, is no matter of time."""
    blocking = [finding for finding in made.findings if finding.rule in ON_TIME and finding.severity is Severity.BLOCK]
    return [one.until for one in blocking if not (one.rule == Restraint.LOCK and one.kind is VerdictKind.OTHER_WAY)]


@settings(max_examples=150, deadline=None)
@given(st.lists(troubles, min_size=3, max_size=3), days, moves)
def test_verdict_and_schedule_name_one_day_in_every_history(
    noted: list[tuple[dt.date | None, dt.date | None, str]], free: dt.date | None, played: list[tuple[int, int, int, int]]
) -> None:
    search = Search(noted, free)
    rules = search.book.rules
    for one in played:
        search.move(*one)
    for number in search.book.people:
        for situation in search.asked_about(number):
            made, due = judged(situation, rules)
            if due is None:
                continue
            held = against(made)
            if due.clear_on is not None and due.clear_on <= search.today:
                assert held == [], (due, made)
            else:
                assert made.kind is not VerdictKind.SEND
                assert held
                assert (None if None in held else max(day for day in held if day)) == due.clear_on
            if due.urgency is Urgency.HELD:
                assert made.kind is not VerdictKind.SEND
            if made.kind is VerdictKind.WAIT and made.until is not None:
                assert made.until == due.clear_on


@settings(max_examples=100, deadline=None)
@given(st.lists(troubles, min_size=3, max_size=3), days, moves)
def test_on_the_day_the_schedule_names_nothing_on_time_stands_before_the_touch(
    noted: list[tuple[dt.date | None, dt.date | None, str]], free: dt.date | None, played: list[tuple[int, int, int, int]]
) -> None:
    search = Search(noted, free)
    rules = search.book.rules
    for one in played:
        search.move(*one)
    for number in search.book.people:
        for situation in search.asked_about(number):
            due = row_of(situation, context_of(situation, rules))
            if due is None or due.clear_on is None or due.clear_on < search.today:
                continue
            queued = [step for step in situation.company_steps if step.state is StepState.OPEN and step.kind in FIRST]
            if due.kind in FIRST and (len(queued) > 1 or due.by_hand):
                # Behind somebody in the queue the day hangs on that message being sent; whether a place is free on a day the user
                # named is asked when it has come.
                continue
            then, row = judged(msgspec.structs.replace(situation, day=due.clear_on), rules)
            assert against(then) == [], (due, row)
            assert row is not None
            assert row.asks
