"""A plan in memory: it applies what the followups say, as the planner does on disk. The simulator and replays write into it."""

from __future__ import annotations

import datetime as dt

import msgspec

from outreach.domain.kinds import Channel, StepKind, StepState
from outreach.domain.model import Company, CompanyId, Lead, Person, PersonId, Step, StepId
from outreach.domain.timing.facts import Facts, Rules, gather
from outreach.domain.timing.followups import Effect, after_event, after_sent, as_step
from outreach.domain.timing.history import TOUCHES
from outreach.domain.timing.schedule import Due, schedule


class Notebook:
    """Companies, people in queue order, and steps; not durable."""

    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        self.companies: dict[CompanyId, Company] = {}
        self.people: dict[PersonId, Person] = {}
        self.steps: dict[StepId, Step] = {}
        self.exchanged: frozenset[PersonId] = frozenset()
        """People with whom messages went both ways before the first step."""
        self.leads: tuple[Lead, ...] = ()
        self.strangers: frozenset[PersonId] = frozenset()
        """People of whom nothing but an invitation is on record."""
        self._number = 0

    @classmethod
    def of(cls, facts: Facts, rules: Rules) -> Notebook:
        """A copy of what one company's schedule depends on, to play on without touching the plan."""
        book = cls(rules)
        if facts.company is not None:
            book.add_company(facts.company)
        for person in facts.people:
            book.add_person(person)
        book.steps = {step.id: step for step in facts.steps}
        book.exchanged, book.leads = facts.exchanged, facts.leads
        book._number = max(book.steps, default=0)
        return book

    def add_company(self, company: Company) -> None:
        """Take in a company, or put a changed one in its place."""
        self.companies[company.id] = company

    def add_person(self, person: Person) -> None:
        """Take in a person at the end of the queue, or put a changed one in their place."""
        self.people[person.id] = person

    def plan(self, step: Step) -> StepId:
        """Open a step; a planned talk opens its confirmation too."""
        stored = self._store(step)
        if stored.kind is StepKind.TALK:
            self._apply(after_event(stored, self.facts(stored.company), self.rules), stored.made_at)
        return stored.id

    def log_done(self, step_id: StepId, at: dt.datetime) -> None:
        """Mark an open step as done, with what follows from it."""
        done = msgspec.structs.replace(self.steps[step_id], state=StepState.DONE, done_at=at)
        self.steps[step_id] = done
        follow = after_sent if done.kind in TOUCHES else after_event
        self._apply(follow(done, self.facts(done.company), self.rules), at)

    def log(
        self, kind: StepKind, person: PersonId | None, at: dt.datetime, *, on: dt.date | None = None, channel: Channel = Channel.MESSAGE
    ) -> StepId:
        """Log something that was done or happened without a step waiting for it."""
        company = self.people[person].company if person is not None else next(iter(self.companies), None)
        step = self._store(Step(kind=kind, person=person, company=company, made_at=at, on=on, channel=channel))
        self.log_done(step.id, at)
        return step.id

    def change(self, step_id: StepId, **fields: object) -> None:
        """Set fields of a step, such as its snooze or its state."""
        self.steps[step_id] = msgspec.structs.replace(self.steps[step_id], **fields)

    def facts(self, company: CompanyId | None) -> Facts:
        """The facts of one company."""
        if company is None or company not in self.companies:
            return next(facts for facts in self.all_facts() if facts.company is None)
        # A search of a thousand people asks this after every message, so nobody else's steps are sorted.
        here = {number for number, person in self.people.items() if person.company == company}
        steps = [step for step in self.steps.values() if step.company == company or (step.company is None and step.person in here)]
        wanted = here | {step.person for step in steps if step.person is not None}
        people = [person for number, person in self.people.items() if number in wanted]
        return next(gather([self.companies[company]], people, steps, leads=self.leads, exchanged=self.exchanged))

    def dues(self, today: dt.date) -> list[Due]:
        """The whole schedule."""
        found = self.all_facts()
        if self.strangers:
            found = [msgspec.structs.replace(facts, strangers=self.strangers) for facts in found]
        return [due for facts in found for due in schedule(facts, self.rules, today)]

    def all_facts(self) -> list[Facts]:
        """The facts of every company, and last of the people of none."""
        return list(gather(self.companies.values(), self.people.values(), self.steps.values(), leads=self.leads, exchanged=self.exchanged))

    def _store(self, step: Step) -> Step:
        self._number += 1
        stored = msgspec.structs.replace(step, id=StepId(self._number))
        self.steps[stored.id] = stored
        return stored

    def _apply(self, effect: Effect, at: dt.datetime | None) -> None:
        opened, closes = effect
        for step_id in closes:
            self.change(step_id, state=StepState.SUPERSEDED)
        for opening in opened:
            self._store(as_step(opening, at or dt.datetime(1970, 1, 1, tzinfo=dt.UTC)))
