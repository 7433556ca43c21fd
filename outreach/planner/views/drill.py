"""The drill: "how do you know them?", person by person, with the records to compare the answer to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach.domain.etiquette.circle import drill as cards
from outreach.domain.kinds import PersonState
from outreach.domain.model import Company, CompanyId, Evidence, Person, PersonId, Step
from outreach.domain.relationship import know_level, receipt
from outreach.planner.practice_rows import DrillRow

if TYPE_CHECKING:
    from outreach.planner.planner import Planner

LEFT_OUT = frozenset({PersonState.DROPPED, PersonState.AVOID, PersonState.NEW})


def queue(planner: Planner, company_id: CompanyId | None) -> list[PersonId]:
    """Whom to be asked about: those without an answer of one's own first, the least known of them first."""
    store = planner.store
    if company_id is not None:
        store.get(Company, company_id)
    people = store.all(Person) if company_id is None else store.where(Person, "company", company_id)
    people = [p for p in people if p.state not in LEFT_OUT]
    evidence = {p.id: store.where(Evidence, "person", p.id) for p in people}
    steps = {p.id: store.where(Step, "person", p.id) for p in people}
    return [card.person for card in cards(people, evidence, steps, planner.today())]


def card(planner: Planner, person_id: PersonId) -> DrillRow:
    """One person with the records behind the answer. Raises NotFound."""
    store, today = planner.store, planner.today()
    person = store.get(Person, person_id)
    company = store.find(Company, person.company) if person.company is not None else None
    evidence = store.where(Evidence, "person", person_id)
    steps = store.where(Step, "person", person_id)
    level, because = know_level(evidence, steps, today, person.how_i_know)
    return DrillRow(
        person=person.id,
        name=person.name,
        position=person.position,
        company_name=company.name if company else person.employer,
        how_i_know=person.how_i_know,
        know_level=level,
        because=because,
        receipt=receipt(evidence, steps, today).summary,
        can_speak_to=level >= 2,
    )


def drill(planner: Planner, company_id: CompanyId | None) -> list[DrillRow]:
    """Everybody of the queue, with the records."""
    return [card(planner, person_id) for person_id in queue(planner, company_id)]
