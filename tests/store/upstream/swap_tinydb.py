"""A pytest plugin that puts our storage and table in the place of TinyDB's own before its tests are collected."""

import os
from pathlib import Path
from typing import Any

import tinydb
import tinydb.database
import tinydb.storages

from outreach.store.changes import ChangeSet
from outreach.store.storage import JournalStorage, JournalTable

COMPARED = Path(__file__).parent / "compared"


class Table(JournalTable):
    """Ours under the name TinyDB's tests print."""


class JSONStorage(JournalStorage):
    """Ours under the name TinyDB's tests print; after every write a second reader opens the files and must see the same."""

    __module__ = "tinydb.storages"

    def __init__(self, path: str | os.PathLike[str], *arguments: Any, **options: Any) -> None:
        options.pop("ensure_ascii", None)
        super().__init__(path, *arguments, **options)
        self._path = path
        commit = self.engine.commit

        def commit_and_compare(*values: Any, **named: Any) -> ChangeSet:
            done = commit(*values, **named)
            cold = JournalStorage(self._path, access_mode="r")
            seen, mine = plain(cold.read()), plain(self.read())
            cold.engine.close_journal()
            assert seen == mine, f"a cold reader sees {seen}, the writer {mine}"
            with COMPARED.open("a", encoding="utf-8") as record:
                record.write(f"{done.seq}\n")
            return done

        self.engine.commit = commit_and_compare  # type: ignore[method-assign]


def plain(tables: Any) -> Any:
    """Views read out into dictionaries, so that two of them compare by content."""
    if tables is None:
        return {}
    return {name: dict(table) if hasattr(table, "items") else table for name, table in tables.items()}


tinydb.storages.JSONStorage = JSONStorage  # type: ignore[misc,assignment]
tinydb.JSONStorage = JSONStorage  # type: ignore[misc,assignment]
tinydb.database.JSONStorage = JSONStorage  # type: ignore[misc,assignment]
tinydb.TinyDB.default_storage_class = JSONStorage  # type: ignore[assignment]


class SwappedTable(tinydb.table.Table):
    """Ours wherever the storage is ours; TinyDB's in-memory storages keep TinyDB's table."""

    def __new__(cls, storage: Any, *arguments: Any, **options: Any) -> Any:
        if isinstance(storage, JournalStorage):
            return Table(storage, *arguments, **options)
        return tinydb.table.Table(storage, *arguments, **options)


tinydb.TinyDB.table_class = SwappedTable
