"""Two programs changed one record: keep both, field by field. Two records got one number: give one of them a new one."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import msgspec

from outreach.store.changes import Change, same_document
from outreach.store.records import REFERENCES
from outreach.store.tables import Shelf

Document = dict[str, Any]
_encode = msgspec.json.Encoder().encode


def merge_documents(base: Document | None, ours: Document | None, theirs: Document | None) -> tuple[Document | None, list[str]]:
    """What both sides meant, and the fields both changed (ours stands there). A record changed on one side is not deleted by the other."""
    if ours == theirs or theirs == base:
        return ours, []
    if ours == base:
        return theirs, []
    if ours is None or theirs is None:
        kept = theirs if ours is None else ours
        return kept, ["deleted on one side"]
    start = base or {}
    merged = dict(theirs)
    clashes = []
    for key in ours.keys() | start.keys():
        mine, was, other = ours.get(key), start.get(key), theirs.get(key)
        if mine == was:
            continue
        if other not in (was, mine):
            clashes.append(key)
        if key in ours:
            merged[key] = mine
        else:
            merged.pop(key, None)
    return merged, sorted(clashes)


def merge_into(tables: dict[str, Shelf], changes: Iterable[Change], fresh_id: Callable[[str], int]) -> list[str]:
    """Lay journalled changes over a data file another program wrote; returns a line for each thing the user should look at.

    A record of theirs that got the number of one of ours moves to a fresh number, with every reference to it.
    """
    notes: list[str] = []
    for change in changes:
        if change.id is None:
            continue
        table = tables.get(change.table)
        if table is None:
            table = tables[change.table] = Shelf(change.table)
        row = table.row(change.id)
        theirs = None if row is None else msgspec.json.decode(row)
        ours, base = change.after, change.before
        if base is None and ours is not None and theirs is not None and ours.get("uid") != theirs.get("uid"):
            number = fresh_id(change.table)
            move_row(tables, change.table, change.id, number)
            notes.append(f"{change.table} {change.id}: two records had this number; the other program's is now {number}")
            theirs = None
        merged, clashes = merge_documents(base, ours, theirs)
        if clashes:
            notes.append(f"{change.table} {change.id}: changed on both sides ({', '.join(clashes)})")
        table.set(change.id, None if merged is None else change.new if merged == ours and change.new else _encode(merged))
    return notes


def move_row(tables: dict[str, Shelf], name: str, old: int, new: int) -> None:
    """Give a stored record another number, and follow it in every field that points to it."""
    row = tables[name].row(old)
    tables[name].set(old, None)
    tables[name].set(new, row)
    for other, fields in REFERENCES.items():
        pointing = [field for field, target in fields.items() if target == name]
        if not pointing or other not in tables:
            continue
        for id, stored in list(tables[other].rows.items()):
            document = msgspec.json.decode(stored)
            touched = [field for field in pointing if document.get(field) == old]
            if touched:
                tables[other].set(id, _encode(document | dict.fromkeys(touched, new)))


def move_changes(changes: Iterable[Change], name: str, old: int, new: int) -> tuple[Change, ...]:
    """The same for changes that are not stored yet: the record ``old`` they add becomes ``new``."""
    moved = []
    for change in changes:
        if change.table == name and change.id == old:
            change = Change(name, new, change.old, change.new)
        pointing = [field for field, target in REFERENCES.get(change.table, {}).items() if target == name]
        after = change.after if pointing else None
        if after is not None and (touched := [field for field in pointing if after.get(field) == old]):
            change = Change(change.table, change.id, change.old, _encode(after | dict.fromkeys(touched, new)))
        moved.append(change)
    return tuple(moved)


def rebase(changes: Iterable[Change], current: Callable[[str, int], bytes | None], taken: Callable[[str], int]) -> tuple[Change, ...]:
    """Unsaved changes as they read on top of what others saved meanwhile; a number that others took is exchanged for ``taken(table)``."""
    waiting = tuple(changes)
    for change in waiting:
        if change.id is not None and change.old is None and current(change.table, change.id) is not None:
            waiting = move_changes(waiting, change.table, change.id, taken(change.table))
    done: dict[tuple[str, int], bytes | None] = {}
    out = []
    for change in waiting:
        if change.id is None:
            out.append(change)
            continue
        key = (change.table, change.id)
        now = done[key] if key in done else current(*key)
        merged, _ = merge_documents(change.before, change.after, None if now is None else msgspec.json.decode(now))
        new = None if merged is None else change.new if merged == change.after else _encode(merged)
        done[key] = new
        if not same_document(new, now):
            out.append(Change(change.table, change.id, now, new))
    return tuple(out)
