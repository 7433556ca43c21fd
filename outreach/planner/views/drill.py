"""The drill: "how do you know them?", person by person, with the records to compare the answer to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach.domain.etiquette.circle import drill as cards
from outreach.domain.kinds import PersonState
from outreach.domain.model import Company, CompanyId, Evidence, Person, Step
from outreach.domain.relationship import know_level, receipt
from outreach.planner.practice_rows import DrillRow

if TYPE_CHECKING:
    from outreach.planner.planner import Planner


def drill(planner: Planner, company_id: CompanyId | None) -> list[DrillRow]:
    """Whom to be asked about: those without an answer of one's own first, the least known of them first."""
    today = planner.today()
    store = planner.store
    if company_id is not None:
        store.get(Company, company_id)
    people = store.all(Person) if company_id is None else store.where(Person, "company", company_id)
    people = [p for p in people if p.state not in (PersonState.DROPPED, PersonState.AVOID, PersonState.NEW)]
    evidence = {p.id: tuple(store.where(Evidence, "person", p.id)) for p in people}
    steps = {p.id: tuple(store.where(Step, "person", p.id)) for p in people}
    by_id = {p.id: p for p in people}
    rows = []
    for card in cards(people, evidence, steps, today):
        person = by_id[card.person]
        company = store.find(Company, person.company) if person.company is not None else None
        rows.append(
            DrillRow(
                person=person.id,
                name=person.name,
                position=person.position,
                company_name=company.name if company else person.employer,
                how_i_know=person.how_i_know,
                know_level=card.level,
                because=know_level(evidence[person.id], steps[person.id], today, person.how_i_know)[1],
                receipt=receipt(evidence[person.id], steps[person.id], today).summary,
                can_speak_to=card.can_speak_to,
            )
        )
    rows.sort(key=lambda row: (bool(row.how_i_know), row.know_level, row.name.casefold()))
    return rows
