"""The current-employer shield: who works there, what must not go out, and where it holds (source: PRACTICES S72)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach.domain.etiquette.privacy import REVEALING
from outreach.domain.kinds import DraftStatus, MatchVerdict, PersonState, StepKind, StepState
from outreach.domain.model import Company, Draft, Person, Step
from outreach.domain.network import Contact
from outreach.planner.matching import at_target, by_string
from outreach.planner.search_rows import ShieldedRow, ShieldRow

if TYPE_CHECKING:
    from outreach.planner.planner import Planner

TELLING = frozenset({StepKind.REFERRAL_ASK, StepKind.INTRO_REQUEST})
"""Steps that tell the other of a search."""


def shield(planner: Planner) -> ShieldRow:
    """The employers marked as the user's own, the people there, and what is open with them that would tell of the search."""
    store = planner.store
    employers = [company for company in store.all(Company) if company.current_employer]
    contacts = by_string(store.all(Contact)) if employers else {}
    there: set[str] = set()
    for company in employers:
        there |= {string for string, match in at_target(planner.matcher, company, contacts).items() if match.verdict is MatchVerdict.HERE}
    listed = {person.employer for person in store.all(Person) if person.employer} if employers else set()
    for company in employers:
        there |= {name for name, match in planner.matcher.candidates(listed, company.name).items() if match.verdict is MatchVerdict.HERE}
    ids = {company.id for company in employers}
    people = [
        person
        for person in store.all(Person)
        if person.state is not PersonState.DROPPED and (person.company in ids or (person.employer and person.employer in there))
    ]
    return ShieldRow(
        employers=tuple(company.name for company in employers),
        people=tuple(
            ShieldedRow(person=person.id, name=person.name, position=person.position, reveals=tuple(_reveals(planner, person)))
            for person in people
        ),
        in_network=sum(len(contacts[string]) for string in there if string in contacts),
    )


def _reveals(planner: Planner, person: Person) -> list[str]:
    """What is open with somebody that would tell of the search, in words."""
    found = [
        f"an open step: {step.kind.value}"
        for step in planner.store.where(Step, "person", person.id)
        if step.state is StepState.OPEN and (step.kind in TELLING or step.purpose in REVEALING)
    ]
    found += [
        f"a draft that asks for {draft.purpose.value}"
        for draft in planner.store.where(Draft, "person", person.id)
        if draft.status is not DraftStatus.SENT and draft.purpose in REVEALING
    ]
    return found
