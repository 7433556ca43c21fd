"""What a command leaves behind: a ChangeSet of Changes. It is made durable, undone, replayed elsewhere and shown as history."""

from __future__ import annotations

import datetime as dt
from operator import attrgetter
from typing import Any, cast

import msgspec

_table = attrgetter("table")
_UNDO = "Undo: "
_REDO = "Redo: "


class Change(msgspec.Struct, frozen=True, gc=False):
    """One record before and after a command, as the JSON bytes that are stored; bytes alone make no circles to look for."""

    table: str
    id: int | None
    """Document id; None when a whole table was replaced or dropped, which only direct TinyDB calls do."""
    old: bytes | None
    new: bytes | None

    @property
    def before(self) -> dict[str, Any] | None:
        """The stored document before; None when the record was added."""
        return None if self.old is None else cast(dict[str, Any], msgspec.json.decode(self.old))

    @property
    def after(self) -> dict[str, Any] | None:
        """The stored document after; None when the record was deleted."""
        return None if self.new is None else cast(dict[str, Any], msgspec.json.decode(self.new))

    def reversed(self) -> Change:
        """The change that takes this one back."""
        return Change(self.table, self.id, self.new, self.old)


class ChangeSet(msgspec.Struct, frozen=True):
    """Everything one command changed, in order."""

    seq: int
    """Place in the plan's history, from 1; 0 for a set that was never written."""
    at: dt.datetime
    """When it was committed, with the user's UTC offset."""
    label: str
    changes: tuple[Change, ...] = ()
    undoes: int = 0
    """``seq`` of the set this one takes back; 0 for an ordinary command."""

    @property
    def tables(self) -> frozenset[str]:
        """Names of the tables touched."""
        return frozenset(map(_table, self.changes))

    @property
    def title(self) -> str:
        """The command's own label, without the words undo and redo put before it."""
        if not self.undoes:
            return self.label
        return self.label.removeprefix(_UNDO).removeprefix(_REDO)


def undo_label(target: ChangeSet) -> str:
    """What the set that takes ``target`` back is called."""
    return _UNDO + target.title


def redo_label(target: ChangeSet) -> str:
    """What the set that takes an undo back is called."""
    return _REDO + target.title


def same_document(one: bytes | None, other: bytes | None) -> bool:
    """Whether two stored documents say the same, however they are spaced."""
    if one is None or other is None or one == other:
        return one == other
    return bool(msgspec.json.decode(one) == msgspec.json.decode(other))
