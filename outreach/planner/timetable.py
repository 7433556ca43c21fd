"""What is due, company by company: gathers the facts, asks the one schedule function, and keeps its answer until a change."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING

from outreach.domain.kinds import CompanyStatus, EvidenceKind, StepKind, StepState
from outreach.domain.model import Company, CompanyId, Evidence, Lead, Person, PersonId, Profile, Step
from outreach.domain.ranking import rank
from outreach.domain.timing.calendar import WorkCalendar
from outreach.domain.timing.schedule import Due, Facts, Rules, schedule

if TYPE_CHECKING:
    from outreach.config import Config
    from outreach.paths import Paths
    from outreach.planner.library import Library
    from outreach.store import ChangeSet, Store

QUEUED = frozenset({StepKind.FIRST_TOUCH, StepKind.INVITE, StepKind.INTRO_REQUEST})
"""Open steps of these kinds wait for their turn in a company's queue."""

HOLIDAY_YEARS = 3
"""Years of public holidays looked at: last, this and next."""


class Timetable:
    """The dues of every company, computed when asked for and dropped when a change touches that company."""

    def __init__(self, store: Store, library: Library, config: Config, paths: Paths) -> None:
        self._store = store
        self._library = library
        self._config = config
        self._paths = paths
        self._dues: dict[tuple[CompanyId | None, dt.date], tuple[Due, ...]] = {}
        self._exchanged: frozenset[PersonId] | None = None
        self._holidays: dict[int, frozenset[dt.date]] = {}

    @cached_property
    def _rules_without_calendar(self) -> Rules:
        return Rules(
            cadences=self._library.cadences,
            calendar=WorkCalendar(weekend=frozenset(self._config.weekend), days_off=frozenset(self._config.days_off)),
            open_first_touches=self._config.open_first_touches,
            default_cadence=self._config.cadence,
        )

    def calendar(self, today: dt.date) -> WorkCalendar:
        """The user's working days around ``today``."""
        return self.rules(today).calendar

    def rules(self, today: dt.date) -> Rules:
        """Cadences, calendar and caps as the user set them."""
        rules = self._rules_without_calendar
        if not self._config.country:
            return rules
        import msgspec

        from outreach.planner.holidays import public_holidays

        years = range(today.year - 1, today.year - 1 + HOLIDAY_YEARS)
        off = public_holidays(self._paths.data, self._config.country, self._config.region, years, self._holidays)
        calendar = WorkCalendar(weekend=rules.calendar.weekend, days_off=rules.calendar.days_off | off)
        return msgspec.structs.replace(rules, calendar=calendar)

    def facts(self, company: CompanyId | None, today: dt.date) -> Facts:
        """All that the schedule of one company depends on; ``None`` gathers the people and steps of no company."""
        people = self._store.where(Person, "company", company)
        steps = self._store.where(Step, "company", company)
        return Facts(
            company=self._store.find(Company, company) if company is not None else None,
            people=self._queue(people, steps, today),
            steps=tuple(steps),
            leads=tuple(self._store.where(Lead, "company", company)),
            exchanged=self._exchanged_with(),
        )

    def dues(self, company: CompanyId | None, today: dt.date) -> tuple[Due, ...]:
        """One Due for every open step of a company."""
        held = self._dues.get((company, today))
        if held is None:
            held = self._dues[company, today] = schedule(self.facts(company, today), self.rules(today), today)
        return held

    def all_dues(self, today: dt.date) -> tuple[Due, ...]:
        """Every due of the plan; companies with nothing open cost nothing."""
        companies = {step.company for step in self._store.where(Step, "state", StepState.OPEN)}
        ordered = sorted(companies, key=lambda company: company or 0)
        return tuple(due for company in ordered for due in self.dues(company, today))

    def order(self, people: Iterable[Person], today: dt.date) -> list[tuple[Person, int]]:
        """People with their score, in the order to write to them: the user's own order first, then evidence."""
        profile = self._profile()
        scored = [
            (person, rank(person, self._evidence(person.id), tuple(self._store.where(Step, "person", person.id)), profile, today).score)
            for person in people
        ]
        return sorted(scored, key=lambda pair: (pair[0].order or 10_000, -pair[1], pair[0].id))

    def forget(self, changes: ChangeSet) -> None:
        """Drop what a change may have made wrong."""
        if "evidence" in changes.tables:
            self._exchanged = None
        if len(changes.changes) > 500 or changes.tables & {"profile", "settings"}:
            self._dues.clear()
            return
        touched: set[CompanyId | None] = set()
        for change in changes.changes:
            for document in (change.before, change.after):
                if document is None:
                    continue
                if change.table == "companies":
                    touched.add(CompanyId(change.id or 0))
                elif change.table == "evidence":
                    person = self._store.find(Person, int(str(document["person"])))
                    touched.add(person.company if person else None)
                else:
                    company = document.get("company")
                    touched.add(CompanyId(company) if isinstance(company, int) else None)
        for key in [key for key in self._dues if key[0] in touched]:
            del self._dues[key]

    def _queue(self, people: Iterable[Person], steps: Iterable[Step], today: dt.date) -> tuple[Person, ...]:
        """People in queue order. Ranking reads evidence, so only those whose turn is still to come are ranked."""
        waiting: set[PersonId | None] = {s.person for s in steps if s.state is StepState.OPEN and s.kind in QUEUED}
        people = list(people)
        queued = [person for person in people if person.id in waiting]
        rest = [person for person in people if person.id not in waiting]
        return (*(person for person, _ in self.order(queued, today)), *rest)

    def _exchanged_with(self) -> frozenset[PersonId]:
        """People with whom messages went both ways before the plan began."""
        if self._exchanged is None:
            records = self._store.where(Evidence, "kind", EvidenceKind.MESSAGES)
            self._exchanged = frozenset(record.person for record in records if record.sent and record.received)
        return self._exchanged

    def _evidence(self, person: PersonId) -> tuple[Evidence, ...]:
        return tuple(self._store.where(Evidence, "person", person))

    def _profile(self) -> Profile | None:
        found = self._store.all(Profile)
        return found[0] if found else None


def is_live(company: Company | None) -> bool:
    """Whether a company puts work on a day."""
    return company is None or company.status is CompanyStatus.ACTIVE
