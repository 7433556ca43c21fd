"""Whose words lie half-typed on a screen, so that a forgetting in another window wins over keeping them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach.domain.model import Draft, Evidence, Person, PersonId, Record, Step
from outreach.domain.network import Contact
from outreach.errors import BadInput

if TYPE_CHECKING:
    from outreach.planner.planner import Planner

_OF_A_PERSON: dict[str, type[Draft] | type[Evidence] | type[Step]] = {"drafts": Draft, "evidence": Evidence, "steps": Step}


class KeptWords:
    """What is being typed about a record: after each keeping it is asked whether somebody in it was forgotten meanwhile.

    A forgetting notes whom before it sweeps the kept words away; whoever keeps some and then looks here cannot miss it.
    """

    def __init__(self, planner: Planner, table: str, number: int) -> None:
        self._planner = planner
        self._about = _marks(_person(planner, table, number))
        self._named: dict[int, tuple[str, ...]] = {}

    @property
    def about_forgotten(self) -> bool:
        """Whether the one the record is about was forgotten."""
        return self._knows(self._about)

    def forgotten(self, words: str) -> bool:
        """Whether the one it is about was forgotten, or somebody these words name or have named."""
        folded = words.casefold()
        for person in self._planner.store.all(Person):
            if person.id not in self._named and " " in person.name and person.name.casefold() in folded:
                self._named[person.id] = _marks(person)
        return self._knows((*self._about, *(mark for marks in self._named.values() for mark in marks)))

    def _knows(self, marks: tuple[str, ...]) -> bool:
        try:
            known = self._planner.store.forgotten() if marks else None
        except BadInput:
            return False
        return known is not None and any(known.knows(mark) for mark in marks)


def _person(planner: Planner, table: str, number: int) -> Record | None:
    """The person a record is of, or the contact it is."""
    store = planner.store
    if table == "contacts":
        return store.find(Contact, number)
    if (kind := _OF_A_PERSON.get(table)) is not None:
        record = store.find(kind, number)
        number = (record.person if record is not None else None) or PersonId(0)
        table = "people"
    return store.find(Person, number) if table == "people" else None


def _marks(record: Record | None) -> tuple[str, ...]:
    """What a person is known by once forgotten: the same marks the list of the forgotten holds."""
    if not isinstance(record, Person | Contact):
        return ()
    return tuple(mark for mark in (record.uid, record.key, record.email) if mark)
