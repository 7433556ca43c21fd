"""What is due, company by company: gathers the facts, asks the one schedule function, and keeps its answer until a change."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

import msgspec

from outreach.domain.kinds import Channel, StepKind, StepState
from outreach.domain.model import Company, CompanyId, Draft, Evidence, Lead, Person, Step, StepId
from outreach.domain.timing.budgets import Budget
from outreach.domain.timing.calendar import WorkCalendar
from outreach.domain.timing.clearance import in_flight
from outreach.domain.timing.context import Context, read_context
from outreach.domain.timing.due import Urgency
from outreach.domain.timing.facts import Full
from outreach.domain.timing.history import invites
from outreach.domain.timing.restraints import Restraint
from outreach.domain.timing.schedule import Due, Facts, Rules, schedule
from outreach.domain.timing.slots import Slot
from outreach.planner.day_rules import DayRules
from outreach.planner.marks import Marks, as_drafted, read_drafts, read_marks, strangers_among
from outreach.planner.queues import QUEUED, Queues
from outreach.planner.strays import Strays, find_strays

if TYPE_CHECKING:
    from outreach.config import Config
    from outreach.domain.timing.reckoning import Reckoning
    from outreach.paths import Paths
    from outreach.planner.library import Library
    from outreach.store import ChangeSet, Store

MANY = 500
"""Changes in one transaction above which everything is worked out again."""

CONTEXTS_KEPT = 4
"""Companies kept as the schedule reads them; a list of people asks for one company at a time."""

DUES_KEPT = 8_000
"""Answers kept, one for each company and day; a replay of a long search passes through many days."""

Held = tuple[tuple[Full, ...], dt.date | None]
"""What holds work back at every company: budgets with nothing left, and the day a full week has room again."""


class Timetable:
    """The dues of every company, computed when asked for and dropped when a change touches that company."""

    def __init__(self, store: Store, library: Library, config: Config, paths: Paths) -> None:
        self._store = store
        self._days = DayRules(store, library, config, paths)
        self._queues = Queues(store, library)
        self._dues: dict[tuple[CompanyId | None, dt.date], tuple[Held, tuple[Due, ...]]] = {}
        self._foreseen: dict[tuple[CompanyId | None, dt.date], tuple[tuple[Due, ...], Mapping[StepId, dt.date]]] = {}
        self._strays: Strays | None = None
        self._marks: Marks | None = None
        self._drafts: Mapping[StepId, Draft] | None = None
        self._contexts: dict[tuple[CompanyId | None, dt.date], tuple[Rules, Context, tuple[Slot, ...]]] = {}

    @property
    def plain_rules(self) -> Rules:
        """Cadences and caps as the user set them, without holidays and without budgets."""
        return self._days.plain_rules

    def calendar(self, today: dt.date) -> WorkCalendar:
        """The user's working days around ``today``."""
        return self._days.calendar(today)

    def rules(self, today: dt.date) -> Rules:
        """Cadences, calendar and caps as the user set them, with the gaps, locks and used-up channels of the limits."""
        return self._days.rules(today)

    def budgets(self, today: dt.date) -> tuple[Budget, ...]:
        """How every budget stands on a day; the schedule holds back what these have no room for."""
        return self._days.budgets(today)

    def week(self, today: dt.date) -> Budget:
        """How the messages of the last seven days stand to what a week has room for."""
        return self._days.week(today)

    def order(self, people: Iterable[Person], today: dt.date) -> list[tuple[Person, int]]:
        """People with their score, in the order to write to them: the user's own order first, then evidence."""
        return self._queues.order(people, today)

    def facts(self, company: CompanyId | None, today: dt.date, *, everybody: bool = False) -> Facts:
        """All that the schedule of one company depends on; ``None`` gathers the people and steps of no company.

        Whether somebody is a stranger is looked up for those whom an open step invites, and for ``everybody`` when asked.
        """
        strays = self._find_strays()
        people = [*self._store.where(Person, "company", company)]
        steps = [*self._store.where(Step, "company", company)]
        if company is None:
            people += (person for lost in strays.lost for person in self._store.where(Person, "company", lost))
            steps = [step for step in steps if step.id not in strays.placed]
            steps += (step for lost in strays.lost for step in self._store.where(Step, "company", lost))
        elif company in strays.guests:
            steps = sorted((*steps, *strays.guests[company]), key=lambda step: step.id)
        here = {person.id for person in people}
        visiting = {step.person for step in steps if step.person is not None} - here
        marks = self._find_marks()
        drawn_up = as_drafted(steps, self._find_drafts())
        invited: Iterable[Person] = ()
        if any(full.strangers for full in self.rules(today).full):
            wanted = {step.person for step in drawn_up if step.state is StepState.OPEN and invites(step)}
            invited = [person for person in people if everybody or person.id in wanted]
        return Facts(
            company=self._store.find(Company, company) if company is not None else None,
            people=(
                *self._queues.queue(people, steps, today),
                *(found for number in sorted(visiting) if (found := self._store.find(Person, number)) is not None),
            ),
            steps=drawn_up,
            leads=tuple(self._store.where(Lead, "company", company)),
            exchanged=marks.exchanged,
            conflicts=marks.conflicts,
            uncordial=marks.uncordial,
            introduced=marks.introduced,
            strangers=strangers_among(invited, self._store),
        )

    def context(self, company: CompanyId | None, today: dt.date) -> tuple[Context, tuple[Slot, ...]]:
        """One company as the schedule reads it on a day, for questions about touches nobody planned, and who holds its places."""
        rules = self.rules(today)
        held = self._contexts.get((company, today))
        if held is None or held[0] is not rules:
            if Restraint.WEEK in rules.lifted:
                rules = self._days.weighed(rules, today)
            context = read_context(self.facts(company, today, everybody=True), rules, today)
            held = self.rules(today), context, in_flight(context)
            if self._store.current is None:
                while len(self._contexts) >= CONTEXTS_KEPT:
                    del self._contexts[next(iter(self._contexts))]
                self._contexts[company, today] = held
        return held[1], held[2]

    def dues(self, company: CompanyId | None, today: dt.date) -> tuple[Due, ...]:
        """One Due for every open step of a company."""
        rules = self.rules(today)
        held = self._dues.get((company, today))
        # A budget that is used up, or free again, moves work at every company.
        if held is None or held[0] != (rules.full, rules.week_free):
            held = ((rules.full, rules.week_free), schedule(self.facts(company, today), rules, today))
            if self._store.current is None:
                if len(self._dues) >= DUES_KEPT:
                    self._dues.clear()
                self._dues[company, today] = held
        return held[1]

    def foreseen(self, company: CompanyId | None, today: dt.date) -> Mapping[StepId, dt.date]:
        """The day each queued first touch at a company comes up if everybody stays silent: foreseen, never certain."""
        dues = self.dues(company, today)
        held = self._foreseen.get((company, today))
        if held is None or held[0] is not dues:
            queued = sum(due.kind in QUEUED and due.urgency is Urgency.HELD for due in dues)
            held = (dues, self.foresee(company, today, self.reckoning(today)) if queued else {})
            if self._store.current is None:
                if len(self._foreseen) > len(self._dues):
                    self._foreseen.clear()
                self._foreseen[company, today] = held
        return held[1]

    def reckoning(self, today: dt.date) -> Reckoning:
        """The budgets of the days to come, as what is on record leaves them."""
        return self._days.reckoning(today)

    def foresee(self, company: CompanyId | None, today: dt.date, reckoning: Reckoning) -> dict[StepId, dt.date]:
        """The queue of a company foreseen, everything it sends noted in ``reckoning``: companies that share one share its budgets."""
        from outreach.domain.timing.foresee import foresee
        from outreach.domain.timing.reckoning import is_counted

        facts, rules = self.facts(company, today), self.rules(today)
        waiting = {step.person for step in facts.steps if step.state is StepState.OPEN and is_counted(step)}
        if waiting:
            invited = [person for person in facts.people if person.id in waiting]
            facts = msgspec.structs.replace(facts, strangers=strangers_among(invited, self._store))
        counts = bool(waiting) or Restraint.WEEK not in rules.lifted
        return foresee(facts, rules, today, reckoning if counts else None)

    def due(self, step_id: StepId, today: dt.date) -> Due:
        """What the schedule says of one open step. Raises NotFound for a number nothing has."""
        step = self._store.get(Step, step_id)
        return next(due for due in self.dues(self.place_of(step), today) if due.step == step_id)

    def due_as(self, step: Step, channel: Channel, today: dt.date) -> Due | None:
        """What the schedule would say of an open step if it went by another channel."""
        kind = StepKind.FIRST_TOUCH if step.kind is StepKind.INVITE and channel is not Channel.INVITE else step.kind
        facts = self.facts(self.place_of(step), today, everybody=True)
        steps = tuple(msgspec.structs.replace(one, channel=channel, kind=kind) if one.id == step.id else one for one in facts.steps)
        changed = schedule(msgspec.structs.replace(facts, steps=steps), self.rules(today), today)
        return next((due for due in changed if due.step == step.id and due.urgency is not Urgency.NONE), None)

    def place_of(self, step: Step) -> CompanyId | None:
        """The company a step is scheduled with: its own, else its person's; None when that is none the plan knows."""
        place = step.company
        if place is None and step.person is not None:
            person = self._store.find(Person, step.person)
            place = person.company if person is not None else None
        return None if place in self._find_strays().lost else place

    def all_dues(self, today: dt.date) -> tuple[Due, ...]:
        """Every due of the plan; companies with nothing open cost nothing."""
        strays = self._find_strays()
        places = {step.company for step in self._store.where(Step, "state", StepState.OPEN)} | set(strays.guests)
        if places & strays.lost:
            places = (places - strays.lost) | {None}
        ordered = sorted(places, key=lambda company: company or 0)
        return tuple(due for company in ordered for due in self.dues(company, today))

    def look_again(self) -> None:
        """Drop every answer kept: within a command over many records, what was known before its first is not true of its next."""
        self._strays = self._marks = self._drafts = None
        self._days.forget()
        self._contexts.clear()
        self._dues.clear()
        self._queues.forget(None)

    def forget(self, changes: ChangeSet) -> None:
        """Drop what a change may have made wrong."""
        tables = changes.tables
        if tables & {"companies", "people", "steps"}:
            self._strays = None
        if tables & {"steps", "evidence", "settings"}:
            self._days.forget()
        if "evidence" in tables:
            self._marks = None
        if "drafts" in tables:
            self._drafts = None
        self._contexts.clear()
        # A change without a number is a whole table that another program put in place of ours; one without a word before or after is
        # somebody forgotten in another window, and nothing says where they were.
        vague = any(change.id is None or (change.before is None and change.after is None) for change in changes.changes)
        if len(changes.changes) > MANY or "profile" in tables or vague:
            self._dues.clear()
            self._queues.forget(None)
            return
        self._forget_touched(changes)

    def _forget_touched(self, changes: ChangeSet) -> None:
        places: set[CompanyId | None] = set()
        people: set[int] = set()
        for change in changes.changes:
            for document in (change.before, change.after):
                if document is None:
                    continue
                person = change.id if change.table == "people" else document.get("person")
                if isinstance(person, int):
                    people.add(person)
                company = change.id if change.table == "companies" else document.get("company")
                places.add(CompanyId(company) if isinstance(company, int) else None)
        for number in people:
            # A person counts where they are, and wherever a step names them.
            found = self._store.find(Person, number)
            places.add(found.company if found is not None else None)
            places.update(step.company for step in self._store.where(Step, "person", number))
        for key in [key for key in self._dues if key[0] in places]:
            del self._dues[key]
        self._queues.forget(people)

    def _find_strays(self) -> Strays:
        if self._strays is not None:
            return self._strays
        found = find_strays(self._store)
        if self._store.current is None:
            self._strays = found
        return found

    def _find_marks(self) -> Marks:
        if self._marks is not None:
            return self._marks
        found = read_marks(self._store.all(Evidence))
        if self._store.current is None:
            self._marks = found
        return found

    def _find_drafts(self) -> Mapping[StepId, Draft]:
        if self._drafts is not None:
            return self._drafts
        found = read_drafts(self._store)
        if self._store.current is None:
            self._drafts = found
        return found
