"""What really moved: the chain from a contact to a referral, an interview, an offer (source: PRACTICES S60)."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from outreach.domain.kinds import StepKind
from outreach.domain.model import Company, CompanyId, Person, Step
from outreach.domain.relationship import history
from outreach.domain.saying import say_day
from outreach.planner.search_rows import ChainLink, ChainRow, OutcomesRow

if TYPE_CHECKING:
    from outreach.planner.planner import Planner

OUTCOMES = {StepKind.APPLIED: "applied", StepKind.INTERVIEW: "interview", StepKind.OFFER: "offer"}
RANK = {StepKind.REFERRED: 0, StepKind.APPLIED: 1, StepKind.INTERVIEW: 2, StepKind.OFFER: 3}
"""How far a chain has come."""


def outcomes(planner: Planner) -> OutcomesRow:
    """One chain per company where something came of it, the furthest first, and how many came by way of a person."""
    chains = [chain for company in planner.store.all(Company) if (chain := _chain(planner, company)) is not None]
    chains.sort(key=lambda chain: (-chain.reached, chain.company_name.casefold()))
    interviews = [chain for chain in chains if chain.reached >= RANK[StepKind.INTERVIEW]]
    return OutcomesRow(
        chains=tuple(chains),
        referrals=sum(link.kind is StepKind.REFERRED for chain in chains for link in chain.links),
        interviews=len(interviews),
        interviews_by_people=sum(bool(chain.thanks_to) for chain in interviews),
        offers=sum(chain.reached == RANK[StepKind.OFFER] for chain in chains),
    )


def _chain(planner: Planner, company: Company) -> ChainRow | None:
    store = planner.store
    past = history(store.where(Step, "company", company.id), planner.today())
    if not any(step.kind in RANK for _, step in past):
        return None
    links = []
    people: dict[str, None] = {}
    last: dt.date | None = None
    for day, step in past:
        person = store.find(Person, step.person) if step.person is not None else None
        words = _words(planner, step, person)
        if not words:
            continue
        links.append(ChainLink(on=day, kind=step.kind, words=f"{words} {say_day(day)}"))
        if step.kind in (StepKind.INTRODUCED, StepKind.REFERRED) and person is not None:
            giver = store.find(Person, person.introducer) if step.kind is StepKind.INTRODUCED and person.introducer is not None else person
            if giver is not None:
                people[giver.name] = None
        last = day
    return ChainRow(
        company=CompanyId(company.id),
        company_name=company.name,
        links=tuple(links),
        thanks_to=tuple(people),
        reached=max(RANK[step.kind] for _, step in past if step.kind in RANK),
        last_on=last,
    )


def _words(planner: Planner, step: Step, person: Person | None) -> str:
    if step.kind is StepKind.INTRODUCED and person is not None:
        giver = planner.store.find(Person, person.introducer) if person.introducer is not None else None
        return f"{giver.name if giver else 'somebody'} introduced {person.name}"
    if step.kind is StepKind.TALK and person is not None:
        return f"talk with {person.name}"
    if step.kind is StepKind.REFERRED:
        return f"{person.name} referred you" if person else "referred"
    return OUTCOMES.get(step.kind, "")
