"""The give and ask ledger: what one gave and asked, per person, and whether something should be given first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach.domain.etiquette.ledger import ASK_PURPOSES, SMALL_GIVES, may_count
from outreach.domain.etiquette.ledger import ledger as told
from outreach.domain.kinds import PersonState
from outreach.domain.model import Company, Person, PersonId, Step
from outreach.planner.practice_rows import LedgerEntry, LedgerRow

if TYPE_CHECKING:
    from outreach.planner.planner import Planner

GIVE_FIRST = "Ask what you can do for them, or share something, before you ask again."
"""Said when more was asked than given."""


def ledger(planner: Planner) -> list[LedgerRow]:
    """Everybody with whom something was given or asked, those owed most first."""
    dealt = {step.person for step in planner.store.all(Step) if step.person is not None and may_count(step)}
    people = [planner.store.find(Person, person) for person in dealt]
    rows = [row(planner, person.id) for person in people if person is not None and person.state is not PersonState.DROPPED]
    return sorted((one for one in rows if one.gives or one.asks), key=lambda one: (one.balance, one.name.casefold()))


def row(planner: Planner, person_id: PersonId) -> LedgerRow:
    """The ledger of one person, newest entry first."""
    store = planner.store
    person = store.get(Person, person_id)
    company = store.find(Company, person.company) if person.company is not None else None
    steps = tuple(store.where(Step, "person", person_id))
    entries = [LedgerEntry(on=day, side=side, what=_what(step)) for day, step, side in told(steps)]
    gives = sum(entry.side == "give" for entry in entries)
    asks = len(entries) - gives
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


def _what(step: Step) -> str:
    """The step's own words, else what was asked for or what it was."""
    own = step.text.split("\n")[0]
    return own or (f"asked for {step.purpose.value}" if step.purpose in ASK_PURPOSES else step.kind.value)
