"""What the schedule is computed from: the facts of one company, and the rules that apply to all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping

import msgspec

from outreach.domain.kinds import Channel, StepKind
from outreach.domain.model import Company, CompanyId, Lead, Person, PersonId, Step
from outreach.domain.timing.cadence import cadence_id_for
from outreach.domain.timing.calendar import WorkCalendar
from outreach.domain.timing.stages import FALLBACK, Cadence

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


class Rules(msgspec.Struct, frozen=True, kw_only=True):
    """Cadences, calendar and limits, the same for every company of one run."""

    cadences: Mapping[str, Cadence]
    calendar: WorkCalendar = WorkCalendar()
    default_cadence: str = "insider-3b7"
    open_first_touches: int = 2
    """Unanswered first touches one company may have at a time (source: PRACTICES S06)."""
    quiet: int = 5
    """Business days a conversation must lie still before the next insider's turn comes (source: PRACTICES S51)."""
    person_gap: int = 2
    """Least business days between two unasked-for messages to one person (source: PRACTICES S42)."""
    company_gap: int = 1
    """Least business days between first touches to two people of one company (source: PRACTICES S42)."""
    cooldown_days: int = 60
    """Days to let a conflict cool (source: PRACTICES S18)."""
    good_moment_days: int = 7
    """How long a success or meaningful talk lifts a person (source: PRACTICES S41)."""
    reinvite_days: int = 21
    """Days after a withdrawn invitation during which LinkedIn refuses a new one to the same person (source: limits.toml)."""
    next_slot: Mapping[Channel, dt.date] = {}
    """Channels whose budget is used up, with the day the next slot frees (``budgets.next_slots``)."""

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
