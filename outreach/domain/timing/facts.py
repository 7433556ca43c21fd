"""What the schedule is computed from: the facts of one company, and the rules that apply to all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping

import msgspec

from outreach.domain.kinds import Channel, StepKind
from outreach.domain.model import Company, CompanyId, Lead, Person, PersonId, Step
from outreach.domain.timing.cadence import cadence_id_for
from outreach.domain.timing.calendar import WorkCalendar
from outreach.domain.timing.restraints import MILD
from outreach.domain.timing.stages import CEILING, FALLBACK, Cadence

_CADENCE_OF_KIND = {
    StepKind.INVITE: "linkedin-invite",
    StepKind.REFERRAL_ASK: "referral-ask",
    StepKind.RECOMMENDATION_ASK: "recommendation",
    StepKind.WITHDRAW: "linkedin-invite",
}


class Facts(msgspec.Struct, frozen=True, kw_only=True):
    """Everything about one company, or about the people who belong to none."""

    company: Company | None
    people: tuple[Person, ...] = ()
    """In queue order: whom to write to first comes first. People of other companies whom a step names (an introducer) come last."""
    steps: tuple[Step, ...] = ()
    """In every state."""
    exchanged: frozenset[PersonId] = frozenset()
    """People with whom messages went both ways before this plan began; the steps themselves are counted anyway."""
    leads: tuple[Lead, ...] = ()
    conflicts: Mapping[PersonId, dt.date] = {}
    """The day of the last conflict on record with somebody; the person's own field is counted anyway."""
    uncordial: frozenset[PersonId] = frozenset()
    """People with whom, as the newest evidence that says so has it, things were not cordial."""
    introduced: frozenset[PersonId] = frozenset()
    """People to whom somebody introduced the user, as the evidence has it; the steps themselves are counted anyway."""
    strangers: frozenset[PersonId] = frozenset()
    """People of whom nothing but an invitation is on record."""


NO_FACTS = Facts(company=None)
"""Nothing known beyond a person's own record."""


class Full(msgspec.Struct, frozen=True):
    """A budget with nothing left."""

    name: str
    channel: Channel
    until: dt.date | None
    """The day something is left again; None when only an answer or a withdrawal frees it."""
    strangers: bool = False
    """It counts only invitations to people without evidence."""


class Rules(msgspec.Struct, frozen=True, kw_only=True):
    """Cadences, calendar and limits, the same for every company of one run."""

    cadences: Mapping[str, Cadence]
    calendar: WorkCalendar = WorkCalendar()
    default_cadence: str = "insider-3b7"
    open_first_touches: int = 2
    """Unanswered first touches one company may have at a time (source: PRACTICES S06)."""
    one_of_a_kind: int = 1
    """Unanswered first touches to recruiters, or to hiring managers, of one company; 0 = no limit (source: PRACTICES S06)."""
    quiet: int = 5
    """Business days a conversation must lie still before the next insider's turn comes (source: PRACTICES S51)."""
    person_gap: int = 2
    """Least business days between two unasked-for messages to one person (source: PRACTICES S42)."""
    company_gap: int = 1
    """Least business days between first touches to two people of one company (source: PRACTICES S42)."""
    rest_days: int = 90
    """Days of rest after the unanswered touches a cadence allows (source: PRACTICES S42)."""
    ceiling: int = CEILING
    """Unanswered touches to one person, whatever the cadence; 0 = none (source: PRACTICES, shipped cadences)."""
    away_days: int = 5
    """Business days to wait after an out-of-office answer that names no day of return."""
    cooldown_days: int = 60
    """Days to let a conflict cool (source: PRACTICES S18)."""
    comfort: int = 3
    """Least comfort at which a step comes up by itself (source: PRACTICES S20)."""
    good_moment_days: int = 7
    """How long a success or meaningful talk lifts a person (source: PRACTICES S41)."""
    reinvite_days: int = 21
    """Days after a withdrawn invitation during which LinkedIn refuses a new one to the same person (source: limits.toml)."""
    full: tuple[Full, ...] = ()
    """Budgets with nothing left (``budgets.full_ones``)."""
    week_free: dt.date | None = None
    """While the week has no room for another message: the day it has (``budgets.week_room``)."""
    lifted: frozenset[str] = MILD
    """Rules of etiquette that do not block under the user's policy: they hold nothing back here either."""

    def most_touches(self, cadence: Cadence) -> int:
        """Unanswered touches to one person on that cadence before they rest."""
        return min(cadence.max_touches, self.ceiling) if self.ceiling else cadence.max_touches

    def cadence_for(self, step: Step, person: Person | None, company: Company | None) -> Cadence:
        """The cadence a step runs on: its own, the one its kind implies, else the person's or company's."""
        name = step.cadence or _CADENCE_OF_KIND.get(step.kind, "")
        if name not in self.cadences:
            name = cadence_id_for(person, company, self.cadences, self.default_cadence)
        return self.cadences.get(name, FALLBACK)


def gather(
    companies: Iterable[Company],
    people: Iterable[Person],
    steps: Iterable[Step],
    *,
    leads: Iterable[Lead] = (),
    exchanged: frozenset[PersonId] = frozenset(),
) -> Iterator[Facts]:
    """The whole plan as one Facts per company, and last one for everybody who belongs to none; ``people`` in queue order.

    A step goes with the company it names, else with its person's; a company id that nothing answers to counts as none.
    """
    known = {company.id: company for company in companies}
    crowd: dict[CompanyId | None, list[Person]] = {}
    home: dict[PersonId, CompanyId | None] = {}
    everybody: dict[PersonId, Person] = {}
    for person in people:
        everybody[person.id] = person
        where = person.company if person.company in known else None
        home[person.id] = where
        crowd.setdefault(where, []).append(person)
    work: dict[CompanyId | None, list[Step]] = {}
    for step in steps:
        place = step.company
        if place is None and step.person is not None:
            place = home.get(step.person)
        work.setdefault(place if place in known else None, []).append(step)
    openings: dict[CompanyId | None, list[Lead]] = {}
    for lead in leads:
        openings.setdefault(lead.company, []).append(lead)
    for key in (*known, None):
        visiting = {s.person for s in work.get(key, ()) if s.person is not None and home.get(s.person, key) != key}
        yield Facts(
            company=None if key is None else known[key],
            people=(*crowd.get(key, ()), *(everybody[person] for person in sorted(visiting))),
            steps=tuple(work.get(key, ())),
            leads=tuple(openings.get(key, ())),
            exchanged=exchanged,
        )
