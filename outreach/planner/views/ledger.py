"""The give and ask ledger: what one gave and asked, per person, and whether something should be given first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach.domain.etiquette.ledger import ASK_PURPOSES, ASK_STEPS, GIVES, SMALL_GIVES, balance
from outreach.domain.kinds import PersonState, Purpose, StepKind, StepState
from outreach.domain.model import Company, Person, PersonId, Step
from outreach.domain.relationship import WRITTEN_TOUCHES, history
from outreach.planner.practice_rows import LedgerEntry, LedgerRow

if TYPE_CHECKING:
    from outreach.planner.planner import Planner

GIVE_FIRST = "Ask what you can do for them, or share something, before you ask again."
"""Said when more was asked than given."""


def ledger(planner: Planner) -> list[LedgerRow]:
    """Everybody with whom something was given or asked, those owed most first."""
    dealt = {step.person for step in planner.store.all(Step) if step.person is not None and step.state is StepState.DONE and _side(step)}
    people = [planner.store.find(Person, person) for person in dealt]
    rows = [row(planner, person.id) for person in people if person is not None and person.state is not PersonState.DROPPED]
    return sorted((one for one in rows if one.gives or one.asks), key=lambda one: (one.balance, one.name.casefold()))


def row(planner: Planner, person_id: PersonId) -> LedgerRow:
    """The ledger of one person, newest entry first."""
    store = planner.store
    person = store.get(Person, person_id)
    company = store.find(Company, person.company) if person.company is not None else None
    steps = tuple(store.where(Step, "person", person_id))
    gives, asks = balance(steps)
    entries = [
        LedgerEntry(on=day, side=side, what=step.text.split("\n")[0] or step.kind.value)
        for day, step in history(steps)
        if (side := _side(step))
    ]
    return LedgerRow(
        person=person_id,
        name=person.name,
        company_name=company.name if company else "",
        gives=gives,
        asks=asks,
        balance=gives - asks,
        give_first=asks > 0 and gives == 0,
        advice=GIVE_FIRST if asks > 0 and gives == 0 else "",
        offer=person.offer or person.i_can_help_with,
        ideas=SMALL_GIVES if asks > gives else (),
        entries=tuple(reversed(entries)),
    )


def _side(step: Step) -> str:
    """On which side a step stands, counted as ``balance`` counts it; blank when on neither."""
    if step.kind in GIVES or step.purpose is Purpose.GIVE:
        return "give"
    if step.kind is StepKind.FOLLOW_UP or step.kind not in WRITTEN_TOUCHES:
        return ""
    opening = step.kind in (StepKind.FIRST_TOUCH, StepKind.NEXT_INSIDER)
    return "ask" if step.kind in ASK_STEPS or (step.purpose in ASK_PURPOSES and opening) else ""
