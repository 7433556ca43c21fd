"""Address books: Google and Outlook CSV, lists of one's own, and vCards."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path

from outreach.domain.network import Contact, Reading, SkippedRow
from outreach.errors import BadInput
from outreach.exchange.contacts import cards, sheet
from outreach.exchange.contacts.people import People
from outreach.exchange.source import Part, day_in_name, read_whole
from outreach.exchange.table import MAX_SKIPS, open_table, recognises
from outreach.text import clean

MAX_BOOK = 50_000_000
"""Bytes of an address book."""


def read_contacts(path: Path, *, progress: Callable[[str, int, int], None] | None = None) -> Reading:
    """The people in one address book. Raises BadInput with one line when the file is none or holds nobody."""
    name = clean(path.name)
    return read_part(Part(name, name, read_whole(path, MAX_BOOK), day_in_name(path.name)), progress=progress)


def is_contacts(part: Part) -> bool:
    """Whether this is an address book of a kind that can be read."""
    return cards.is_cards(part.data) or recognises(part, sheet.recognise)


def is_company_list(part: Part) -> bool:
    """Whether this is a table of companies without people: a list of targets, which no address book is."""
    return recognises(part, sheet.only_companies)


def read_part(part: Part, *, progress: Callable[[str, int, int], None] | None = None) -> Reading:
    """As ``read_contacts``, for bytes already at hand."""
    if progress:
        progress(part.name, 0, 1)
    people = People()
    if cards.is_cards(part.data):
        skipped: list[SkippedRow] = []
        unlisted = 0

        def skip(line: int, reason: str) -> None:
            nonlocal unlisted
            if len(skipped) < MAX_SKIPS:
                skipped.append(SkippedRow(part.name, line, reason))
            else:
                unlisted += 1

        rows = cards.read(part.data, people, skip)
        reading = _reading(part, people.contacts, skipped, unlisted, rows, ())
    else:
        table = open_table(part, sheet.recognise)
        if table is None:
            raise BadInput(
                f"{part.place} is no address book that can be read", next_step="give a CSV with a column of names, or a vCard file"
            )
        table.need_unique(*sheet.FIRST, *sheet.LAST, *sheet.FULL, *sheet.COMPANY)
        sheet.read(table, people)
        reading = _reading(part, people.contacts, table.skipped, table.unlisted, table.read, table.notes)
    if progress:
        progress("", 1, 1)
    if not reading.contacts:
        why = f" ({reading.skipped[0].reason} on line {reading.skipped[0].line})" if reading.skipped else ""
        raise BadInput(f"{part.place} names nobody{why}", next_step="check that it is the file you meant")
    return reading


def _reading(
    part: Part, contacts: Sequence[Contact], skipped: Sequence[SkippedRow], unlisted: int, rows: int, notes: Sequence[str]
) -> Reading:
    return Reading(
        name=part.name,
        digest=hashlib.sha256(part.data).hexdigest(),
        archive_on=part.dated,
        contacts=tuple(contacts),
        skipped=tuple(skipped),
        notes=tuple(notes),
        counts={
            "rows": rows,
            "visible": len(contacts),
            "hidden_rows": 0,
            "merged": 0,
            "duplicates": sum(1 for row in skipped if row.reason.endswith(" again")),
            "skipped": len(skipped) + unlisted,
            "contacts": len(contacts),
            "not_connected": len(contacts),
            "with_email": sum(1 for contact in contacts if contact.email),
            "no_company": sum(1 for contact in contacts if not contact.company),
        },
    )
