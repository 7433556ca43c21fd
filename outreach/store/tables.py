"""One table in memory: documents as bytes, and the records and indexes derived from them."""

from __future__ import annotations

import gc
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from operator import attrgetter
from typing import Any, TypeVar, cast

import msgspec

from outreach.domain.model import Record
from outreach.store.records import TABLES, R, decode, decode_table, split

Row = bytes | msgspec.Raw
_EMPTY = msgspec.Raw(b"{}")
_NONE = object()

G = TypeVar("G", bound=msgspec.Struct)

Index = dict[Any, dict[int, Record]]
"""Value of a field -> the records that have it, by id."""


@contextmanager
def no_collecting() -> Iterator[None]:
    """Keep the garbage collector out of a load, then tell it that what was loaded stays: saves a fifth and every later pause."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was_on:
            gc.enable()


class Shelf:
    """The documents of one table. Bytes are the truth; records are decoded when first asked for and kept fresh."""

    __slots__ = ("_disordered", "_indexes", "_kind", "_list", "_ours", "_raw", "_records", "_rows", "name")

    def __init__(self, name: str, raw: msgspec.Raw = _EMPTY, *, ours: bool = False) -> None:
        self.name = name
        self._ours = ours
        self._kind = TABLES.get(name)
        self._raw: msgspec.Raw | None = raw
        self._rows: dict[int, Row] | None = None
        self._records: dict[int, Record] | None = None
        self._list: tuple[Record, ...] | None = None
        self._indexes: dict[str, Index] = {}
        self._disordered: set[tuple[str, Any]] = set()

    @property
    def verbatim(self) -> msgspec.Raw | None:
        """The table's bytes as this program laid them out, while nothing in it has changed."""
        return self._raw if self._ours else None

    @property
    def rows(self) -> dict[int, Row]:
        """Documents as bytes, by id, in no particular order."""
        if self._rows is None:
            with no_collecting():
                self._rows = cast("dict[int, Row]", split(self.name, self._raw or _EMPTY))
                # Another program's layout may break lines inside a document; a journal line must not.
                if bytes(self._raw or _EMPTY).count(b"\n") > len(self._rows) + 1:
                    self._rows = {id: msgspec.json.encode(msgspec.json.decode(row)) for id, row in self._rows.items()}
        return self._rows

    def row(self, id: int) -> bytes | None:
        """One document's bytes, or None."""
        row = self.rows.get(id)
        return row if row is None or isinstance(row, bytes) else bytes(row)

    def sorted_rows(self) -> list[tuple[int, Row]]:
        """Documents in id order."""
        return sorted(self.rows.items())

    def top(self) -> int:
        """The highest id in use; 0 when empty."""
        return max(self._records or self.rows, default=0)

    def records(self) -> dict[int, Record]:
        """Every record by id."""
        if self._records is None:
            kind = self._kind
            if kind is None:
                raise KeyError(self.name)
            with no_collecting():
                if self._raw is not None:
                    self._records = cast("dict[int, Record]", decode_table(kind, self._raw))
                else:
                    self._records = {id: decode(kind, id, row) for id, row in self.sorted_rows()}
        return self._records

    def glimpse(self, shape: type[G]) -> Collection[G]:
        """Every record with no more of it than the fields of ``shape``, in no particular order; a third of the time while none is decoded.

        Once they are decoded, the records themselves, which have these fields too.
        """
        if self._records is None and self._raw is not None:
            # Where a record is no such thing, decoding all of it says what is wrong.
            with no_collecting(), suppress(msgspec.DecodeError, UnicodeDecodeError, RecursionError):
                return msgspec.json.decode(self._raw, type=dict[int, shape]).values()  # type: ignore[valid-type]
        return cast("Collection[G]", self.records().values())

    def find(self, kind: type[R], id: int) -> R | None:
        """One record, decoded alone when the table has not been decoded yet."""
        if self._records is not None:
            return cast("R | None", self._records.get(id))
        row = self.rows.get(id)
        return None if row is None else decode(kind, id, row)

    def all(self) -> tuple[Record, ...]:
        """Every record in id order."""
        if self._list is None:
            self._list = tuple(self.records().values())
        return self._list

    def where(self, field: str, value: object) -> Sequence[Record]:
        """Records whose ``field`` is ``value``, in id order, through an index built at first use."""
        index = self._indexes.get(field)
        if index is None:
            index = self._indexes[field] = self._index(field)
        bucket = index.get(value)
        if not bucket:
            return ()
        if (field, value) in self._disordered:
            self._disordered.discard((field, value))
            bucket = index[value] = dict(sorted(bucket.items()))
        return tuple(bucket.values())

    def _index(self, field: str) -> Index:
        index: Index = {}
        read = attrgetter(field)
        with no_collecting():
            for id, record in self.records().items():
                value = read(record)
                try:
                    index[value][id] = record
                except KeyError:
                    index[value] = {id: record}
        return index

    def set(self, id: int, row: bytes | None, record: Record | None = None) -> None:
        """Store, replace (or with None remove) one document; records and indexes follow. ``record`` saves decoding it."""
        rows = self.rows
        self._raw = None
        if row is None:
            rows.pop(id, None)
        else:
            rows[id] = row
        records = self._records
        if records is None:
            return
        old = records.get(id)
        self._list = None
        if row is None:
            new = None
            records.pop(id, None)
        else:
            new = record or decode(cast("type[Record]", self._kind), id, row)
            late = old is None and bool(records) and id < next(reversed(records))
            records[id] = new
            if late:
                self._records = dict(sorted(records.items()))
        for field, index in self._indexes.items():
            was, now = getattr(old, field, _NONE), getattr(new, field, _NONE)
            if was is not _NONE and was != now and (bucket := index.get(was)) is not None:
                bucket.pop(id, None)
            if new is not None:
                bucket = index.setdefault(now, {})
                if id not in bucket and bucket and id < next(reversed(bucket)):
                    self._disordered.add((field, now))
                bucket[id] = new
