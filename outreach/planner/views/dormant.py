"""Ties gone quiet for years, crossed with the targets: whom to say hello to without an ask (source: PRACTICES S59)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach.domain.etiquette.circle import dormant as resting
from outreach.domain.kinds import CompanyStatus, MatchVerdict, PersonState
from outreach.domain.model import Company, Evidence, Person, PersonId, Step
from outreach.domain.network import Contact
from outreach.planner.matching import at_target, by_string
from outreach.planner.search_rows import DormantRow
from outreach.planner.views.network import contact_receipt

if TYPE_CHECKING:
    from outreach.planner.planner import Planner

AT_A_TARGET = (MatchVerdict.HERE, MatchVerdict.FORMER)


def dormant(planner: Planner, *, everybody: bool = False) -> list[DormantRow]:
    """People last heard of more than two years ago at a target, the latest contact first; ``everybody`` adds those elsewhere."""
    days = planner.library.rules["dormant"].number("days")
    rows = [*_in_plan(planner, days), *_in_network(planner, days, everybody)]
    return sorted(rows, key=lambda row: (not row.target, -row.last_on.toordinal(), row.name.casefold()))


def _in_plan(planner: Planner, days: int) -> list[DormantRow]:
    store = planner.store
    people = [p for p in store.all(Person) if p.state not in (PersonState.DROPPED, PersonState.AVOID)]
    evidence: dict[PersonId, tuple[Evidence, ...]] = {p.id: tuple(store.where(Evidence, "person", p.id)) for p in people}
    steps = {p.id: tuple(store.where(Step, "person", p.id)) for p in people}
    rows = []
    for person, last in resting(people, evidence, steps, planner.today(), days):
        company = store.find(Company, person.company) if person.company is not None else None
        rows.append(
            DormantRow(
                person=person.id,
                contact=None,
                name=person.name,
                position=person.position,
                employer=person.employer,
                target=company.name if company else "",
                last_on=last,
                receipt=planner.views.why(person.id).receipt,
            )
        )
    return rows


def _in_network(planner: Planner, days: int, everybody: bool) -> list[DormantRow]:
    store = planner.store
    known = {person.key for person in store.all(Person) if person.key}
    today = planner.today()
    quiet = [c for c in store.all(Contact) if c.both and c.last_on is not None and (today - c.last_on).days > days and c.key not in known]
    if not quiet:
        return []
    groups = by_string(quiet)
    target: dict[str, str] = {}
    for company in store.all(Company):
        if company.status is CompanyStatus.ACTIVE:
            for string, match in at_target(planner.matcher, company, groups).items():
                if match.verdict in AT_A_TARGET:
                    target.setdefault(string, company.name)
    return [
        DormantRow(
            person=None,
            contact=contact.id,
            name=contact.name,
            position=contact.position,
            employer=contact.company,
            target=target.get(contact.company, ""),
            last_on=contact.last_on,
            receipt=contact_receipt(contact),
        )
        for contact in quiet
        if contact.last_on is not None and (everybody or contact.company in target)
    ]
