"""The drill: "how do you know them?", person by person, with the records to compare the answer to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach.domain.kinds import PersonState
from outreach.domain.model import Company, CompanyId, Evidence, Person, Step
from outreach.domain.relationship import know_level, receipt
from outreach.planner.practice_rows import DrillRow

if TYPE_CHECKING:
    from outreach.planner.planner import Planner

SPEAK_TO = 2
"""Know-level from which one can speak of somebody when asked (0-3)."""


def drill(planner: Planner, company_id: CompanyId | None) -> list[DrillRow]:
    """Whom to be asked about: those without an answer of one's own first, the least known of them first."""
    today = planner.today()
    store = planner.store
    if company_id is not None:
        store.get(Company, company_id)
    people = store.all(Person) if company_id is None else store.where(Person, "company", company_id)
    rows = []
    for person in people:
        if person.state in (PersonState.DROPPED, PersonState.AVOID, PersonState.NEW):
            continue
        evidence = tuple(store.where(Evidence, "person", person.id))
        steps = tuple(store.where(Step, "person", person.id))
        level, why = know_level(evidence, steps, today, person.how_i_know)
        company = store.find(Company, person.company) if person.company is not None else None
        rows.append(
            DrillRow(
                person=person.id,
                name=person.name,
                position=person.position,
                company_name=company.name if company else person.employer,
                how_i_know=person.how_i_know,
                know_level=level,
                because=why,
                receipt=receipt(evidence, steps, today).summary,
                can_speak_to=level >= SPEAK_TO,
            )
        )
    rows.sort(key=lambda row: (bool(row.how_i_know), row.know_level, row.name.casefold()))
    return rows
