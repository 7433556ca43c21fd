"""People to learn from, the reachable before the famous (source: PRACTICES S15)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach.domain.etiquette.circle import teachers as reachable
from outreach.domain.kinds import PersonState, Reputation
from outreach.domain.model import Company, Person
from outreach.planner.search_rows import TeacherRow

if TYPE_CHECKING:
    from outreach.planner.planner import Planner


def teachers(planner: Planner) -> list[TeacherRow]:
    """Up-and-comers, owners and peers first, leaders last; whether the one question is written down yet."""
    store = planner.store
    people = [
        p
        for p in store.all(Person)
        if p.state not in (PersonState.DROPPED, PersonState.AVOID) and not p.do_not_contact and p.reputation is not Reputation.AVOID
    ]
    names = {company.id: company.name for company in store.all(Company)}
    return [
        TeacherRow(
            person=p.id,
            name=p.name,
            kind=p.kind.value,
            position=p.position,
            company_name=names.get(p.company, p.employer) if p.company is not None else p.employer,
            learn=p.why_them,
            question=p.question,
            country=p.country,
        )
        for p in reachable(people)
    ]
