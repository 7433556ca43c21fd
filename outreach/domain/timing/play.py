"""A made-up search while it runs: people who may answer, and a user who does each day what the real schedule asks, no more."""

from __future__ import annotations

import datetime as dt
import random
from collections import Counter
from collections.abc import Iterable

import msgspec

from outreach.domain.agenda import agenda
from outreach.domain.kinds import Channel, PersonState, StepKind, StepState
from outreach.domain.model import Company, CompanyId, Person, PersonId, Step
from outreach.domain.timing.budgets import Budget, Limits, budgets, sent_by_steps, with_limits
from outreach.domain.timing.conductor import conduct
from outreach.domain.timing.due import Due
from outreach.domain.timing.facts import Rules
from outreach.domain.timing.history import ASKING, FIRST, TOUCHES, read_history
from outreach.domain.timing.notebook import Notebook
from outreach.domain.timing.stages import Trigger
from outreach.text import clean

_AT_TEN, _AT_FOUR = dt.time(10), dt.time(16)
_OUT_OF_BUDGET = "the budget for "
"""How the schedule begins to say that a budget holds something back."""

_UNCHANNELLED = frozenset({StepKind.NEXT_INSIDER, StepKind.WITHDRAW})


class Guess(msgspec.Struct, frozen=True, kw_only=True):
    """What is assumed of the made-up search. Guesses, not figures: nothing here is measured."""

    companies: int = 8
    insiders: int = 5
    """People per company."""
    reply_rate: float = 0.2
    """Chance that one message is answered, 0-1."""
    accept_rate: float = 0.3
    """Chance that an invitation is accepted, 0-1."""
    talk_rate: float = 0.5
    """Chance that an answer leads to a talk, 0-1."""
    decline_rate: float = 0.15
    """Chance that an answer is a no, 0-1."""
    strangers: float = 0.0
    """Share of the people of whom no evidence is known, 0-1."""
    daily_target: int = 5
    rest_days: tuple[int, ...] = ()


class Sent(msgspec.Struct, frozen=True):
    """One message or invitation of the run."""

    at: dt.datetime
    kind: StepKind
    channel: Channel
    person: PersonId
    company: CompanyId
    promise: bool = False
    stranger: bool = False


class Play:
    """The state of one run. ``limits`` None means that nothing is counted."""

    def __init__(self, rules: Rules, rng: random.Random, guess: Guess, start: dt.date, limits: Limits | None, tier: str) -> None:
        self.plain, self.rng, self.guess, self.limits, self.tier = rules, rng, guess, limits, tier
        self.book = Notebook(rules)
        self.sent: list[Sent] = []
        self.touched: Counter[PersonId] = Counter()
        self.answered: set[PersonId] = set()
        self.accepted: set[PersonId] = set()
        self.strangers: frozenset[PersonId] = frozenset()
        self.most_open = self.most_pending = 0
        self._counts = False
        """Whether anything is sent that LinkedIn counts."""
        self._arrivals: list[tuple[dt.date, PersonId, StepKind]] = []
        self._people(start)

    def _people(self, start: dt.date) -> None:
        guess, made = self.guess, dt.datetime.combine(start, _AT_TEN, tzinfo=dt.UTC)
        stages = self.plain.cadences[self.plain.default_cadence].stages if self.plain.default_cadence in self.plain.cadences else ()
        kind = stages[0].kind if stages and stages[0].when is Trigger.START else StepKind.FIRST_TOUCH
        self._counts = any(stage.kind is StepKind.INVITE for stage in stages)
        everybody = []
        for number in range(1, guess.companies + 1):
            company = CompanyId(number)
            self.book.add_company(Company(id=company, name=clean(f"Company {number}")))
            for place in range(guess.insiders):
                person = PersonId((number - 1) * guess.insiders + place + 1)
                everybody.append(person)
                self.book.add_person(Person(id=person, name=clean(f"Insider {person}"), company=company, state=PersonState.INSIDER))
                channel = Channel.INVITE if kind is StepKind.INVITE else Channel.MESSAGE
                self.book.plan(Step(kind=kind, person=person, company=company, made_at=made, channel=channel))
        if kind not in FIRST:
            # What is asked of friends is asked of people one has exchanged messages with.
            self.book.exchanged = frozenset(everybody)
        if guess.strangers:
            self.strangers = frozenset(person for person in everybody if self.rng.random() < guess.strangers)

    def day(self, today: dt.date, tally: Counter[str]) -> None:
        """Take in what arrived, then do what the agenda asks while the budgets last."""
        self._take_in(today, tally)
        self.book.rules = self._rules(today)
        calendar = self.plain.calendar
        dues = self.book.dues(today)
        # What only the user can hold back, a full list of pending invitations or enough strangers, must not take the day's room.
        standing = self._budgets(today)
        able = [due for due in dues if not due.asks or self._has_room(due, standing)]
        plan = agenda(able, today, calendar, daily_target=self.guess.daily_target, rest_days=self.guess.rest_days)
        tally["moved"] += len(plan.moved)
        if plan.resting or not calendar.is_workday(today):
            return
        held = len(able) < len(dues) or any(due.held_by.startswith(_OUT_OF_BUDGET) for due in plan.held)
        done, begun = 0, tally["first_touches"]
        for due in (*plan.promises_due, *plan.overdue, *plan.due):
            if self.book.steps[due.step].state is not StepState.OPEN:
                continue
            if self._has_room(due, self._budgets(today)):
                self._do(due, today, tally)
                done += 1
            else:
                held = True
        tally["held_days"] += held
        tally["busiest"] = max(tally["busiest"], done)
        if begun < tally["first_touches"]:
            self.most_open = max(self.most_open, self._open_first_touches(today))
        self.most_pending = max(self.most_pending, self._used("pending invitations", today))

    def _budgets(self, today: dt.date) -> tuple[Budget, ...]:
        if self.limits is None or not self._counts:
            return ()
        sent = sent_by_steps(self.book.steps.values(), self.strangers)
        return budgets(sent, self.limits, self.tier, today, self.plain.calendar)

    def _rules(self, today: dt.date) -> Rules:
        return self.plain if self.limits is None else with_limits(self.plain, self.limits, self._budgets(today), today)

    def _has_room(self, due: Due, standing: Iterable[Budget]) -> bool:
        """Whether every budget still has room for it. Promises are kept whatever it costs."""
        step = self.book.steps[due.step]
        if due.kind in _UNCHANNELLED or due.promise:
            return True
        channel = Channel.INVITE if due.kind is StepKind.INVITE else step.channel
        return all(
            budget.left != 0
            for budget in standing
            if budget.channel is channel and ("strangers" not in budget.name or due.person in self.strangers)
        )

    def _used(self, name: str, today: dt.date) -> int:
        return next((budget.used for budget in self._budgets(today) if budget.name == name), 0)

    def _do(self, due: Due, today: dt.date, tally: Counter[str]) -> None:
        if due.kind is StepKind.NEXT_INSIDER:
            tally["other"] += 1
            self.book.log_done(due.step, dt.datetime.combine(today, _AT_TEN, tzinfo=dt.UTC))
            return
        tally[_column(due)] += 1
        at = dt.datetime.combine(today, self.rng.choice((_AT_TEN, _AT_FOUR)), tzinfo=dt.UTC)
        step = self.book.steps[due.step]
        self.book.log_done(due.step, at)
        if due.person is None or due.company is None or due.kind not in TOUCHES:
            return
        channel = Channel.INVITE if due.kind is StepKind.INVITE else step.channel
        self.sent.append(Sent(at, due.kind, channel, due.person, due.company, due.promise, due.person in self.strangers))
        if due.kind in ASKING:
            self.touched[due.person] += 1
            invited = due.kind is StepKind.INVITE
            if self.rng.random() < (self.guess.accept_rate if invited else self.guess.reply_rate):
                later = self.plain.calendar.add(today, self.rng.randint(1, 6))
                self._arrivals.append((later, due.person, StepKind.ACCEPTED if invited else StepKind.REPLIED))

    def _take_in(self, today: dt.date, tally: Counter[str]) -> None:
        now = [arrival for arrival in self._arrivals if arrival[0] <= today]
        self._arrivals = [arrival for arrival in self._arrivals if arrival[0] > today]
        for _, person, kind in now:
            if kind is StepKind.ACCEPTED:
                self.accepted.add(person)
                tally["accepted"] += 1
            else:
                kind = self._answer(person, kind, today, tally)
            self.book.log(kind, person, dt.datetime.combine(today, _AT_TEN, tzinfo=dt.UTC))

    def _answer(self, person: PersonId, kind: StepKind, today: dt.date, tally: Counter[str]) -> StepKind:
        self.answered.add(person)
        if kind is StepKind.TALK:
            tally["talks"] += 1
        elif self.rng.random() < self.guess.decline_rate:
            kind = StepKind.DECLINED
            tally["declined"] += 1
        else:
            tally["replies"] += 1
            if self.rng.random() < self.guess.talk_rate:
                self._arrivals.append((self.plain.calendar.add(today, self.rng.randint(2, 8)), person, StepKind.TALK))
        return kind

    def _open_first_touches(self, today: dt.date) -> int:
        stands = (conduct(facts, self.book.rules, read_history(facts), today) for facts in self.book.all_facts() if facts.company)
        return max((stand.in_flight(today) for stand in stands), default=0)


def _column(due: Due) -> str:
    if due.promise:
        return "promises"
    if due.kind in FIRST:
        return "first_touches"
    return "follow_ups" if due.kind is StepKind.FOLLOW_UP else "other"
