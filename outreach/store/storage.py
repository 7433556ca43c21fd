"""TinyDB over the journal: a Storage whose writes are single durable changes, a Table that hands them over, and the database of both.

Everything goes through TinyDB's documented extension points; the files stay TinyDB files that stock TinyDB reads.
"""

from __future__ import annotations

import json
import os
import warnings
from collections.abc import Callable, Iterator, Mapping, MutableMapping
from pathlib import Path
from typing import Any, cast

import msgspec
from tinydb import TinyDB
from tinydb.storages import Storage
from tinydb.table import Table

from outreach.clock import SystemClock
from outreach.errors import NotSaved
from outreach.store.changes import Change
from outreach.store.engine import Engine
from outreach.store.files import Files
from outreach.store.places import single_file
from outreach.store.tables import Shelf

Document = dict[str, Any]

_LABEL = "Edit through TinyDB"
_MODES = ("r", "rb", "r+", "rb+")


def encode_document(document: Mapping[str, Any]) -> bytes:
    """A document as stored. Raises TypeError or ValueError for what JSON cannot hold, NaN and lone surrogates included."""
    return json.dumps(document, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()


class ShelfView(Mapping[str, Document]):
    """A table as TinyDB reads it: documents by number in words, each decoded when it is looked at."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    def __getitem__(self, key: str) -> Document:
        try:
            row = self._shelf.rows[int(key)]
        except ValueError:
            raise KeyError(key) from None
        return cast(Document, msgspec.json.decode(row))

    def __iter__(self) -> Iterator[str]:
        return (str(id) for id, _ in self._shelf.sorted_rows())

    def __len__(self) -> int:
        return len(self._shelf.rows)


class Draft(MutableMapping[int, Document]):
    """A table while TinyDB edits it: only documents that are looked at are decoded, only those that end up different are changes."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._touched: dict[int, Document | None] = {}

    def __getitem__(self, id: int) -> Document:
        if id not in self._touched:
            self._touched[id] = cast(Document, msgspec.json.decode(self._shelf.rows[id]))
        document = self._touched[id]
        if document is None:
            raise KeyError(id)
        return document

    def __setitem__(self, id: int, document: Document) -> None:
        self._touched[id] = document

    def __delitem__(self, id: int) -> None:
        if id not in self:
            raise KeyError(id)
        self._touched[id] = None

    def __contains__(self, id: object) -> bool:
        if isinstance(id, int) and id in self._touched:
            return self._touched[id] is not None
        return id in self._shelf.rows

    def __iter__(self) -> Iterator[int]:
        yield from [id for id in self._shelf.rows if id in self]
        yield from [id for id in self._touched if id not in self._shelf.rows and id in self]

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def clear(self) -> None:
        """Remove every document."""
        self._touched = dict.fromkeys(self._shelf.rows)

    def changes(self) -> list[Change]:
        """What is different now. Raises TypeError or ValueError for a document JSON cannot hold."""
        found = []
        for id, document in self._touched.items():
            old = self._shelf.row(id)
            new = None if document is None else encode_document(document)
            if old != new and not (old and new and msgspec.json.decode(old) == msgspec.json.decode(new)):
                found.append(Change(self._shelf.name, id, old, new))
        return found


class JournalStorage(Storage):
    """TinyDB storage in which every write is appended to a journal and fsynced before it returns."""

    def __init__(
        self,
        path: str | os.PathLike[str] = "",
        create_dirs: bool = False,
        access_mode: str = "r+",
        *,
        engine: Engine | None = None,
    ) -> None:
        super().__init__()
        if access_mode not in _MODES:
            warnings.warn("Using an `access_mode` other than 'r', 'rb', 'r+' or 'rb+' can cause data loss or corruption", stacklevel=2)
        if engine is None:
            file, files = Path(path), Files()
            writing = any(letter in access_mode for letter in "+wa")
            _touch(file, files, create_dirs, writing=writing)
            engine = Engine(single_file(file), SystemClock(), files, read_only=not writing)
        self.engine = engine

    def read(self) -> dict[str, dict[str, Any]] | None:
        """Every table of the data file, decoded as it is looked at; None when there is none."""
        state = self.engine.state
        names = [name for name in state.tables if name not in state.places.side_tables]
        found: dict[str, Any] = {name: ShelfView(state.tables[name]) for name in names}
        found |= {name: json.loads(value) for name, value in state.loose.items()}
        return found or None

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Make the data file's tables what ``data`` says. Raises OSError when it could not be saved."""
        self.change(lambda: list(self._differences(data)))

    def change(self, work: Callable[[], list[Change]], label: str = _LABEL) -> None:
        """Run ``work`` under the lock and make the changes it returns durable. Raises OSError when they could not be saved."""
        done = None
        try:
            self.engine.begin()
            try:
                if found := work():
                    done = self.engine.commit(found, label)
            finally:
                self.engine.end()
        except NotSaved as error:
            raise OSError(str(error)) from error
        if done is not None and self.engine.tell is not None and (tell := self.engine.tell()) is not None:
            tell(done)

    def _differences(self, data: Mapping[str, Any]) -> Iterator[Change]:
        state = self.engine.state
        known = [name for name in state.tables if name not in state.places.side_tables]
        for name in (*known, *state.loose):
            if name not in data:
                yield Change(name, None, self._whole(name), None)
        for name, value in data.items():
            if isinstance(value, ShelfView) and name in state.tables:
                continue
            if name in state.tables and _is_table(value):
                draft = Draft(state.tables[name])
                draft.clear()
                draft.update({int(id): document for id, document in value.items()})
                yield from draft.changes()
            elif (new := encode_document(value)) != (old := self._whole(name)):
                yield Change(name, None, old, new)

    def _whole(self, name: str) -> bytes | None:
        state = self.engine.state
        if name not in state.tables:
            return state.loose.get(name)
        return b"{" + b",".join(b'"%d":%b' % (id, bytes(row)) for id, row in state.tables[name].sorted_rows()) + b"}"

    def close(self) -> None:
        """Write the data file when the journal holds changes, and let go."""
        engine = self.engine
        if not engine.read_only and ((engine.own and engine.state.lines) or engine.pending):
            engine.begin()
            try:
                engine.try_checkpoint()
            finally:
                engine.end()
        engine.close_journal()
        engine.lock.close()


def _is_table(value: Any) -> bool:
    return isinstance(value, Mapping) and all(
        isinstance(document, Mapping) and str(id).lstrip("-").isdigit() for id, document in value.items()
    )


def _touch(path: Path, files: Files, create_dirs: bool, *, writing: bool) -> None:
    """TinyDB's storages make their file when they are opened for writing; a plan's own store does not."""
    if writing and create_dirs:
        files.mkdir(path.parent)
    try:
        files.lstat(path)
    except FileNotFoundError:
        if not writing:
            raise
        files.close(files.open_excl(path))


class JournalTable(Table):
    """TinyDB table that changes single documents instead of rewriting all, and gives the store its decoded records."""

    default_query_cache_capacity = 0

    @property
    def shelf(self) -> Shelf:
        """The table in memory."""
        return cast(JournalStorage, self._storage).engine.table(self.name)

    def _read_table(self) -> dict[str, Mapping[str, Any]]:
        state = cast(JournalStorage, self._storage).engine.state
        if self.name in state.loose:
            return cast("dict[str, Mapping[str, Any]]", json.loads(state.loose[self.name]))
        known = self.name in state.tables or self.name in state.places.side_tables
        return cast("dict[str, Mapping[str, Any]]", ShelfView(self.shelf) if known else {})

    def _update_table(self, updater: Callable[[dict[int, Mapping[str, Any]]], None]) -> None:
        storage = cast(JournalStorage, self._storage)

        def work() -> list[Change]:
            state = storage.engine.state
            if self.name not in state.tables and self.name not in state.places.side_tables:
                draft = Draft(Shelf(self.name))
                updater(cast(Any, draft))
                rows = b",".join(b'"%d":%b' % (change.id or 0, change.new or b"{}") for change in draft.changes())
                return [Change(self.name, None, None, b"{" + rows + b"}")]
            draft = Draft(self.shelf)
            updater(cast(Any, draft))
            return draft.changes()

        storage.change(work)
        self.clear_cache()


class PlanDB(TinyDB):
    """A TinyDB database whose tables are JournalTables without a query cache (its results would alias stored documents)."""

    table_class = JournalTable

    def shelf(self, name: str) -> Shelf:
        """The table of that name as the store uses it."""
        return cast(JournalStorage, self.storage).engine.table(name)
