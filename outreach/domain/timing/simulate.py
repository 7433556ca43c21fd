"""A made-up search, played day by day with the real schedule, to show what a cadence costs before it is used."""

from __future__ import annotations

import datetime as dt
import random
from collections import Counter

import msgspec

from outreach.domain.agenda import agenda
from outreach.domain.kinds import PersonState, StepKind
from outreach.domain.model import Company, CompanyId, Person, PersonId, Step
from outreach.domain.timing.conductor import conduct
from outreach.domain.timing.due import Due
from outreach.domain.timing.facts import Rules
from outreach.domain.timing.history import ASKING, FIRST, read_history
from outreach.domain.timing.notebook import Notebook
from outreach.text import clean

MOST_WEEKS = 104
_AT_TEN, _AT_FOUR = dt.time(10), dt.time(16)


class Guess(msgspec.Struct, frozen=True, kw_only=True):
    """What is assumed of the made-up search. Guesses, not figures: nothing here is measured."""

    companies: int = 8
    insiders: int = 5
    """People per company."""
    reply_rate: float = 0.2
    """Chance that one message is answered, 0-1."""
    talk_rate: float = 0.5
    """Chance that an answer leads to a talk, 0-1."""
    decline_rate: float = 0.15
    """Chance that an answer is a no, 0-1."""
    daily_target: int = 5
    rest_days: tuple[int, ...] = ()


class Week(msgspec.Struct, frozen=True, kw_only=True):
    """What one week cost and brought."""

    starts: dt.date
    first_touches: int = 0
    follow_ups: int = 0
    promises: int = 0
    other: int = 0
    replies: int = 0
    talks: int = 0
    declined: int = 0
    moved: int = 0
    """Times something was moved because a day was full."""
    busiest: int = 0
    """The most actions any day of the week took."""

    @property
    def actions(self) -> int:
        """Everything the user did in that week."""
        return self.first_touches + self.follow_ups + self.promises + self.other


class Simulation(msgspec.Struct, frozen=True, kw_only=True):
    """The whole run."""

    weeks: tuple[Week, ...]
    written_to: int
    """People who got at least one message."""
    resting: int
    """People who were written to twice or more and never answered."""
    open_promises: int
    most_open_first_touches: int
    """The most unanswered first touches any company had at the end of a day."""


def simulate(rules: Rules, rng: random.Random, start: dt.date, weeks: int, guess: Guess | None = None) -> Simulation:
    """Play ``weeks`` weeks (1-104) from ``start``; the same ``rng`` state gives the same run.

    Every day the user does what the agenda asks, no more; answers arrive some business days later at random.
    """
    guess = guess or Guess()
    play = _Play(rules, rng, guess, start)
    tallies = [Counter[str]() for _ in range(max(1, min(weeks, MOST_WEEKS)))]
    for index, tally in enumerate(tallies):
        for day in range(7):
            play.day(start + dt.timedelta(days=index * 7 + day), tally)
    told = [Week(starts=start + dt.timedelta(days=index * 7), **tally) for index, tally in enumerate(tallies)]
    return Simulation(
        weeks=tuple(told),
        written_to=len(play.touched),
        resting=sum(count >= 2 and person not in play.answered for person, count in play.touched.items()),
        open_promises=sum(due.promise for due in play.book.dues(start + dt.timedelta(days=7 * len(tallies)))),
        most_open_first_touches=play.most_open,
    )


class _Play:
    """The state of one run."""

    def __init__(self, rules: Rules, rng: random.Random, guess: Guess, start: dt.date) -> None:
        self.rules, self.rng, self.guess = rules, rng, guess
        self.book = Notebook(rules)
        self.touched: Counter[PersonId] = Counter()
        self.answered: set[PersonId] = set()
        self.arrivals: list[tuple[dt.date, PersonId, StepKind]] = []
        self.most_open = 0
        made = dt.datetime.combine(start, _AT_TEN, tzinfo=dt.UTC)
        for company in range(1, guess.companies + 1):
            self.book.add_company(Company(id=CompanyId(company), name=clean(f"Company {company}")))
            for place in range(guess.insiders):
                person = PersonId((company - 1) * guess.insiders + place + 1)
                self.book.add_person(
                    Person(id=person, name=clean(f"Insider {person}"), company=CompanyId(company), state=PersonState.INSIDER)
                )
                self.book.plan(Step(kind=StepKind.FIRST_TOUCH, person=person, company=CompanyId(company), made_at=made))

    def day(self, today: dt.date, tally: Counter[str]) -> None:
        """Take in what arrived, then do what the agenda asks."""
        self._take_in(today, tally)
        plan = agenda(
            self.book.dues(today), today, self.rules.calendar, daily_target=self.guess.daily_target, rest_days=self.guess.rest_days
        )
        tally["moved"] += len(plan.moved)
        if plan.resting or not self.rules.calendar.is_workday(today):
            return
        asked = [*plan.promises_due, *plan.overdue, *plan.due]
        for due in asked:
            self._do(due, today, tally)
        tally["busiest"] = max(tally["busiest"], len(asked))
        self.most_open = max(self.most_open, self._open_first_touches(today))

    def _do(self, due: Due, today: dt.date, tally: Counter[str]) -> None:
        if due.kind is StepKind.NEXT_INSIDER:
            tally["other"] += 1
            self.book.log_done(due.step, dt.datetime.combine(today, _AT_TEN, tzinfo=dt.UTC))
            return
        tally[_column(due)] += 1
        self.book.log_done(due.step, dt.datetime.combine(today, self.rng.choice((_AT_TEN, _AT_FOUR)), tzinfo=dt.UTC))
        if due.kind in ASKING and due.person is not None:
            self.touched[due.person] += 1
            if self.rng.random() < self.guess.reply_rate:
                later = self.rules.calendar.add(today, self.rng.randint(1, 6))
                self.arrivals.append((later, due.person, StepKind.REPLIED))

    def _take_in(self, today: dt.date, tally: Counter[str]) -> None:
        now = [arrival for arrival in self.arrivals if arrival[0] <= today]
        self.arrivals = [arrival for arrival in self.arrivals if arrival[0] > today]
        for _, person, kind in now:
            at = dt.datetime.combine(today, _AT_TEN, tzinfo=dt.UTC)
            self.answered.add(person)
            if kind is StepKind.TALK:
                tally["talks"] += 1
            elif self.rng.random() < self.guess.decline_rate:
                kind = StepKind.DECLINED
                tally["declined"] += 1
            else:
                tally["replies"] += 1
                if self.rng.random() < self.guess.talk_rate:
                    self.arrivals.append((self.rules.calendar.add(today, self.rng.randint(2, 8)), person, StepKind.TALK))
            self.book.log(kind, person, at)

    def _open_first_touches(self, today: dt.date) -> int:
        stands = (conduct(facts, self.rules, read_history(facts), today) for facts in self.book.all_facts() if facts.company)
        return max((stand.in_flight(today) for stand in stands), default=0)


def _column(due: Due) -> str:
    if due.promise:
        return "promises"
    if due.kind in FIRST:
        return "first_touches"
    return "follow_ups" if due.kind is StepKind.FOLLOW_UP else "other"
