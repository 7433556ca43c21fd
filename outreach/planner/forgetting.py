"""Forgetting somebody: every trace of them leaves the plan, its past and its copies, and no import brings them back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

import msgspec

from outreach.domain.model import ContactId, Person, PersonId
from outreach.domain.network import Contact, Reading
from outreach.domain.saying import plural
from outreach.errors import NotFound
from outreach.planner.lookup import find_named
from outreach.store.blot import Marks
from outreach.store.erase import Erased, Forgotten, marks_of
from outreach.text import clean

if TYPE_CHECKING:
    from outreach.planner.planner import Planner


def forget(planner: Planner, person_id: PersonId) -> str:
    """Forget a person of the plan, and the same person in the address book and at other targets; says what was done.

    There is no undo: the past is rewritten too. Raises NotFound, NotSaved, Busy.
    """
    return _erased(planner, _known_as(planner, planner.store.get(Person, person_id)))


def forget_contact(planner: Planner, contact_id: ContactId) -> str:
    """Forget somebody of the address book, and the same person wherever the plan has them; says what was done."""
    return _erased(planner, _known_as(planner, planner.store.get(Contact, contact_id)))


def finish(planner: Planner) -> str:
    """Go on with a forgetting that a crash or a full disk cut short; says what was done. Raises NotFound when there is none."""
    marks = planner.store.unfinished_forgetting()
    if marks is None:
        raise NotFound("no forgetting was cut short", next_step="'outreach forget PERSON' begins one")
    return _erased(planner, marks)


def find_contact(planner: Planner, text: str) -> Contact:
    """Somebody of the address book by number or an unambiguous part of a name."""
    rows = ((contact.id, contact.name) for contact in planner.store.all(Contact))
    return planner.store.get(Contact, find_named("contact", text, rows, "outreach network NAME"))


def without_forgotten(reading: Reading, forgotten: Forgotten) -> Reading:
    """What was read from an archive, less those who were forgotten; a note says how many, never who."""
    if not forgotten.keys:
        return reading
    kept = tuple(contact for contact in reading.contacts if not _is_forgotten(forgotten, (contact.key, contact.email)))
    count = len(reading.contacts) - len(kept)
    if not count:
        return reading
    note = f"{plural(count, 'person', 'people')} left out whom you asked to forget"
    return msgspec.structs.replace(reading, contacts=kept, notes=(*reading.notes, note))


def records_without_forgotten(records: Mapping[str, list[dict[str, Any]]], forgotten: Forgotten) -> dict[str, list[dict[str, Any]]]:
    """The records of an exported plan, less the forgotten and what belongs to them."""
    gone = {
        row["id"]
        for row in records.get("people", [])
        if _is_forgotten(forgotten, (row.get("uid", ""), row.get("key", ""), row.get("email", "")))
    }
    if not gone:
        return dict(records)
    return {
        table: [row for row in rows if (row["id"] if table == "people" else row.get("person")) not in gone]
        for table, rows in records.items()
    }


def _is_forgotten(forgotten: Forgotten, marks: Iterable[object]) -> bool:
    return any(forgotten.knows(str(mark)) for mark in marks if mark)


def _known_as(planner: Planner, one: Person | Contact) -> Marks:
    """All records of the same human being: joined by profile key, address or e-mail, never by name alone."""
    found = _marks(one)
    while True:
        wider = found
        everybody: tuple[Person | Contact, ...] = (*planner.store.all(Person), *planner.store.all(Contact))
        for record in everybody:
            marks = _marks(record)
            if (marks.keys & found.keys) or (_joining(marks) & _joining(found)):
                wider |= marks
        if wider == found:
            return found
        found = wider


def _joining(marks: Marks) -> frozenset[str]:
    """Addresses that belong to one person: not a telephone number, which an office shares."""
    return frozenset(address.casefold().rstrip("/") for address in marks.addresses if "@" in address or "/" in address)


def _marks(record: Person | Contact) -> Marks:
    table = "people" if isinstance(record, Person) else "contacts"
    return marks_of(table, record.id, msgspec.to_builtins(record))


def _erased(planner: Planner, marks: Marks) -> str:
    done: Erased = planner.store.forget(marks)
    said = [f"Forgotten: {plural(done.records, 'record')} removed"]
    if done.mentions:
        said.append(f"{plural(done.mentions, 'mention')} in records of others blacked out")
    if done.files:
        said.append(f"{plural(done.files, 'backup or copy', 'backups and copies')} rewritten")
    words = ", ".join(said)
    if done.left:
        words += "; still named in " + ", ".join(clean(str(path)) for path in done.left) + ", which you may want to remove"
    return words
