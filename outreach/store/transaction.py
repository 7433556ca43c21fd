"""One command's changes: collected in memory, seen by its own reads, and made durable together or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, cast

import msgspec
from msgspec.structs import force_setattr, replace

from outreach.domain.model import Record
from outreach.errors import NotFound, NotSaved
from outreach.store.changes import Change, ChangeSet
from outreach.store.history import SILENT
from outreach.store.merge import merge_documents
from outreach.store.records import R, decode, encode, encode_new, table_of

if TYPE_CHECKING:
    from outreach.store.engine import Engine

Key = tuple[str, int]


_uids: list[str] = []
os.register_at_fork(after_in_child=_uids.clear)


def new_uid() -> str:
    """Twelve random hex characters: names a record across exports."""
    if not _uids:
        # Asked for in bulk: thirty thousand single questions to the system cost more than storing the answers.
        many = os.urandom(6 * 256).hex()
        _uids.extend(many[place : place + 12] for place in range(0, len(many), 12))
    return _uids.pop()


class Transaction:
    """What one command may do to the plan. The lock is taken at the first change, so a command that only looks never waits."""

    def __init__(self, engine: Engine, label: str, *, undoable: bool = True) -> None:
        self._engine = engine
        self._label = label
        self._undoable = undoable
        self._old: dict[Key, bytes | None] = {}
        self._new: dict[Key, bytes | None] = {}
        self._records: dict[str, dict[int, Record | None]] = {}
        self._moved: dict[Key, bytes | None] = {}
        self._begun = False
        self._done: ChangeSet | None = None

    @property
    def changes(self) -> ChangeSet:
        """What was committed; empty until the with-block has ended, and when nothing changed."""
        return self._done or ChangeSet(0, self._engine.clock.now(), self._label)

    def add(self, record: R) -> R:
        """Store a new record under a number never used before; returns it with ``id`` and ``uid``."""
        self._begin()
        return self._add(record, table_of(type(record)))

    def add_all(self, records: Iterable[Record]) -> None:
        """``add`` for the thousands of an import."""
        self._begin()
        kinds: dict[type[Record], list[Record]] = {}
        for record in records:
            kinds.setdefault(type(record), []).append(record)
        for kind, some in kinds.items():
            self._add_each(table_of(kind), some)

    def _add_each(self, table: str, records: list[Record]) -> None:
        rows, stored = encode_new(records, [new_uid() for _ in records])
        ids = self._engine.state.fresh_ids(table, len(rows))
        for id, record in zip(ids, stored, strict=True):
            force_setattr(record, "id", id)
        keys = [(table, id) for id in ids]
        # The numbers are new, so nothing can be stored under them.
        self._old.update(dict.fromkeys(keys))
        self._new.update(zip(keys, rows, strict=True))
        self._records.setdefault(table, {}).update(zip(ids, stored, strict=True))

    def _add(self, record: R, table: str) -> R:
        id = self._engine.state.fresh_id(table)
        row, stored = encode(replace(record, id=id, uid=record.uid or new_uid()))
        key = (table, id)
        self._old[key] = None
        self._new[key] = row
        mine = self._records.get(table)
        if mine is None:
            mine = self._records[table] = {}
        mine[id] = stored
        return stored

    def put(self, record: R) -> R:
        """Replace the record with the same id; raises NotFound when there is none. One that is equal to what is stored changes nothing."""
        self._begin()
        kind = type(record)
        table = table_of(kind)
        current = self.find(kind, record.id)
        if current is None:
            raise NotFound(f"there is no {kind.__name__.lower()} {record.id}")
        if current == record:
            return record
        stored = self._row(table, record.id)
        row, record = encode(record, stored)
        if (table, record.id) in self._moved:
            row = self._over_news(table, record.id, row, stored)
            record = decode(kind, record.id, row)
        self._keep(table, record.id, row, record)
        return record

    def delete(self, kind: type[Record], id: int) -> None:
        """Remove a record; raises NotFound when there is none."""
        self._begin()
        if self.find(kind, id) is None:
            raise NotFound(f"there is no {kind.__name__.lower()} {id}")
        self._keep(table_of(kind), id, None, None)

    def get(self, kind: type[R], id: int) -> R:
        """One record, with this transaction's changes; raises NotFound."""
        record = self.find(kind, id)
        if record is None:
            raise NotFound(f"there is no {kind.__name__.lower()} {id}")
        return record

    def find(self, kind: type[R], id: int) -> R | None:
        """One record, with this transaction's changes, or None."""
        table = table_of(kind)
        mine = self._records.get(table)
        if mine is not None and id in mine:
            return cast("R | None", mine[id])
        return self._engine.table(table).find(kind, id)

    def all(self, kind: type[R]) -> Sequence[R]:
        """Every record of a kind in id order, with this transaction's changes."""
        table = table_of(kind)
        stored = self._engine.table(table)
        mine = self._records.get(table)
        if not mine:
            return cast("Sequence[R]", stored.all())
        merged = {**stored.records(), **mine}
        return cast("Sequence[R]", tuple(merged[id] for id in sorted(merged) if merged[id] is not None))

    def where(self, kind: type[R], field: str, value: object) -> Sequence[R]:
        """Records whose ``field`` is ``value``, in id order, with this transaction's changes."""
        table = table_of(kind)
        found = cast("Sequence[R]", self._engine.table(table).where(field, value))
        mine = cast("dict[int, R | None] | None", self._records.get(table))
        if not mine:
            return found
        merged = {record.id: record for record in found if record.id not in mine}
        merged |= {id: record for id, record in mine.items() if record is not None and getattr(record, field) == value}
        return [merged[id] for id in sorted(merged)]

    def _begin(self) -> None:
        if self._begun:
            return
        known = len(self._engine.arrived)
        self._engine.begin()
        self._begun = True
        for done in self._engine.arrived[known:]:
            for change in done.changes:
                if change.id is not None:
                    self._moved.setdefault((change.table, change.id), change.old)

    def _row(self, table: str, id: int) -> bytes | None:
        key = (table, id)
        return self._new[key] if key in self._new else self._engine.state.row(table, id)

    def _over_news(self, table: str, id: int, row: bytes, stored: bytes | None) -> bytes:
        """Another window changed this record after the caller read it: only the fields the caller changed are taken."""
        base = self._moved[table, id]
        if base is None or stored is None:
            return row
        merged, _ = merge_documents(msgspec.json.decode(base), msgspec.json.decode(row), msgspec.json.decode(stored))
        return msgspec.json.encode(merged)

    def _keep(self, table: str, id: int, row: bytes | None, record: Record | None) -> None:
        key = (table, id)
        if key not in self._old:
            self._old[key] = self._engine.state.row(table, id)
        self._new[key] = row
        self._records.setdefault(table, {})[id] = record

    def _savepoint(self) -> tuple[dict[Key, bytes | None], dict[Key, bytes | None], dict[str, dict[int, Record | None]]]:
        return dict(self._old), dict(self._new), {table: dict(rows) for table, rows in self._records.items()}

    def _return_to(self, point: tuple[dict[Key, bytes | None], dict[Key, bytes | None], dict[str, dict[int, Record | None]]]) -> None:
        self._old, self._new, self._records = point

    def _commit(self) -> ChangeSet | None:
        """Write what changed; None when nothing did."""
        old = self._old
        changes = [Change(key[0], key[1], old[key], row) for key, row in self._new.items() if row != old[key]]
        if not changes:
            return None
        try:
            self._done = self._engine.commit(changes, self._label, 0 if self._undoable else SILENT, records=self._records)
        except NotSaved:
            self._done = self._engine.pending[-1]
            raise
        return self._done

    def _end(self) -> None:
        if self._begun:
            self._begun = False
            self._engine.end()
