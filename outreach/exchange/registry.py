"""Every format people can be read from: a new one is one module and one row here."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec

from outreach.domain.network import Contact, Reading
from outreach.errors import BadInput
from outreach.exchange import contacts, linkedin
from outreach.exchange.linkedin.identity import folded
from outreach.exchange.source import Part, gather, unhurried
from outreach.text import clean, clean_note

Progress = Callable[[str, int, int], None]


class Reader(msgspec.Struct, frozen=True):
    """One format: how to tell it by its content, and how to read the parts that are in it."""

    name: str
    sniff: Callable[[Part], bool]
    read: Callable[[Sequence[Part], Sequence[str], dt.date, Progress | None], list[Reading]]


def _archive(parts: Sequence[Part], notes: Sequence[str], today: dt.date, progress: Progress | None) -> list[Reading]:
    return [linkedin.read_parts(parts, notes=notes, progress=progress, today=today)]


def _books(parts: Sequence[Part], notes: Sequence[str], today: dt.date, progress: Progress | None) -> list[Reading]:
    return [contacts.read_part(part, progress=progress) for part in parts]


READERS = (
    Reader("LinkedIn archive", linkedin.is_archive, _archive),
    Reader("address book", contacts.is_contacts, _books),
)
"""Asked in this order; the first whose ``sniff`` accepts a part reads it."""


def read(paths: Sequence[Path], *, progress: Progress | None = None, today: dt.date) -> Reading:
    """Everything in the files at ``paths``, each read by what it holds, as one reading.

    Raises BadInput with one line when a file cannot be read or is of no known kind.
    """
    if not paths:
        raise BadInput("no file was given", next_step="name the archive LinkedIn mailed you")
    with unhurried():
        return _read(paths, progress, today)


def _read(paths: Sequence[Path], progress: Progress | None, today: dt.date) -> Reading:
    found = gather(paths, linkedin.wanted)
    by_reader: dict[str, list[Part]] = {reader.name: [] for reader in READERS}
    for part in found.parts:
        reader = next((reader for reader in READERS if reader.sniff(part)), None)
        if reader is None:
            if len(found.parts) == 1 or "/" not in part.place:
                if contacts.is_company_list(part):
                    raise BadInput(f"{part.place} lists companies and no people", next_step="'outreach company add NAME' names a target")
                raise linkedin.nothing_known([part])
            found.notes.append(f"{part.place}: its columns are not known, left out")
            continue
        by_reader[reader.name].append(part)
    readings = [r for reader in READERS if (parts := by_reader[reader.name]) for r in reader.read(parts, found.notes, today, progress)]
    if not readings:
        raise linkedin.nothing_known(found.parts)
    return msgspec.structs.replace(_together(readings), name=clean(" + ".join(path.name or path.resolve().name for path in paths)))


def _together(readings: Sequence[Reading]) -> Reading:
    whole = readings[0]
    for other in readings[1:]:
        people, notes = _join(whole.contacts, other.contacts)
        counts = {key: whole.counts.get(key, 0) + other.counts.get(key, 0) for key in whole.counts | other.counts}
        counts["contacts"] = len(people)
        whole = msgspec.structs.replace(
            whole,
            digest=hashlib.sha256(f"{whole.digest} {other.digest}".encode()).hexdigest(),
            contacts=people,
            skipped=whole.skipped + other.skipped,
            notes=(*whole.notes, *other.notes, *notes),
            counts=counts,
        )
    return whole


def recogniser(known: Sequence[Contact]) -> Callable[[Contact], str]:
    """What tells the key of the one among ``known`` whom somebody of an address book with another key certainly is; empty for a stranger.

    Certain is the same e-mail address, or a name only one person bears together with the same employer.
    """
    people = {contact.key: contact for contact in known}
    by_mail = {contact.email.casefold(): contact.key for contact in known if contact.email}
    by_name: dict[str, list[str]] = {}
    for contact in known:
        by_name.setdefault(folded(contact.name), []).append(contact.key)

    def key_of(contact: Contact) -> str:
        if contact.email and (key := by_mail.get(contact.email.casefold())):
            return key
        same = by_name.get(folded(contact.name), [])
        return same[0] if len(same) == 1 and contact.company and folded(people[same[0]].company) == folded(contact.company) else ""

    return key_of


def _join(known: Sequence[Contact], added: Sequence[Contact]) -> tuple[tuple[Contact, ...], list[str]]:
    """Add an address book's people; one who is certainly known already only lends what was missing."""
    people = {contact.key: contact for contact in known}
    key_of = recogniser(known)
    joined = 0
    for contact in added:
        # Whoever has the same key has the same profile.
        key = contact.key if contact.key in people else key_of(contact)
        if not key:
            people[contact.key] = contact
            continue
        joined += 1
        old = people[key]
        people[key] = msgspec.structs.replace(
            old,
            email=old.email or contact.email,
            phone=old.phone or contact.phone,
            url=old.url or contact.url,
            company=old.company or contact.company,
            position=old.position or contact.position,
            note=clean_note("\n".join(text for text in dict.fromkeys((old.note, contact.note)) if text)),
        )
    return tuple(people.values()), [
        f"{joined:,} people of the address book were known already: what was missing was added"
    ] if joined else []
