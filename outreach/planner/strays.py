"""Records whose company does not say where they belong: steps that name none, and companies that are gone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import msgspec

from outreach.domain.model import Company, CompanyId, Person, Step, StepId

if TYPE_CHECKING:
    from outreach.store import Store


class Strays(msgspec.Struct, frozen=True):
    """Steps and people whose company does not say where they belong."""

    lost: frozenset[CompanyId]
    """Company numbers that records name and nothing answers to."""
    guests: Mapping[CompanyId, tuple[Step, ...]]
    """Steps that name no company, by their person's."""
    placed: frozenset[StepId]
    """The ids of all those."""


def find_strays(store: Store) -> Strays:
    """Look over every step and person once: a step goes with the company it names, else with its person's."""
    known = {company.id for company in store.all(Company)}
    named = {step.company for step in store.all(Step)} | {person.company for person in store.all(Person)}
    guests: dict[CompanyId, list[Step]] = {}
    for step in store.where(Step, "company", None):
        person = store.find(Person, step.person) if step.person is not None else None
        if person is not None and person.company in known and person.company is not None:
            guests.setdefault(person.company, []).append(step)
    return Strays(
        lost=frozenset(number for number in named if number is not None and number not in known),
        guests={company: tuple(steps) for company, steps in guests.items()},
        placed=frozenset(step.id for steps in guests.values() for step in steps),
    )
