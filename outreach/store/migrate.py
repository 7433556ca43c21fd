"""Bringing an older plan up to the present schema: one function per version, applied in memory, written at the next change.

The plan and the address book are read at different times, and a crash may leave one of them new and the other old. So each is migrated
by itself: a migration is given the tables of one file and must not expect those of the other.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec

from outreach.store.tables import Shelf

CURRENT = 1
"""The schema this version of the program writes."""

Documents = dict[int, dict[str, Any]]
Migration = Callable[[dict[str, Documents]], None]

MIGRATIONS: dict[int, Migration] = {}
"""Schema -> the function that turns the documents of one file of that schema into the next one, in place."""


def migrate(tables: dict[str, Shelf], found: int, wanted: int | None = None) -> None:
    """Apply every migration from schema ``found`` to ``wanted``, else the present one. The file stays as it is until the next change."""
    steps = [MIGRATIONS[version] for version in range(found, wanted or CURRENT) if version in MIGRATIONS]
    if not steps:
        return
    documents: dict[str, Documents] = {
        name: {id: msgspec.json.decode(row) for id, row in table.sorted_rows()} for name, table in tables.items()
    }
    for step in steps:
        step(documents)
    for name in tables.keys() - documents.keys():
        del tables[name]
    for name, rows in documents.items():
        table = tables[name] = Shelf(name)
        for id, document in rows.items():
            table.set(id, msgspec.json.encode(document))
