"""Taking a second version of the plan in, record by record: the newer one wins, nothing is removed, and undo takes it back."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec.structs import replace

from outreach.domain.model import Company, Draft, Person, Record, Setting, Step
from outreach.errors import NotSaved
from outreach.planner.copies import MERGED, merged
from outreach.planner.merge_rows import Clash, MergeRow, TableMerge
from outreach.planner.second_version import LABEL, Ancestry, Copy, read_copy
from outreach.store import Files
from outreach.store.erase import Forgotten, read_forgotten
from outreach.store.files import write_anew
from outreach.store.places import plan_places
from outreach.store.records import REFERENCES, TABLES
from outreach.text import clean

if TYPE_CHECKING:
    from outreach.planner.planner import Planner

_WHOLE = (Draft, Step)
"""Kinds that are never made of two halves: a text sent on one machine is not the text edited on the other."""

_ORDER = ("companies", "people", "drafts", "steps", "evidence", "leads", "decisions", "links")
"""Tables that others point to come first."""


def preview(planner: Planner, path: Path) -> MergeRow:
    """What merging the copy at ``path`` would do. Writes nothing. Raises NotFound, UsageError or BadInput."""
    return _Merge(planner, path).row()


def merge(planner: Planner, path: Path) -> MergeRow:
    """Merge the copy at ``path`` as one change that undo takes back; plan and copy are backed up first. Raises NotSaved or Busy too."""
    planner.refresh()
    work = _Merge(planner, path)
    return work.row(kept_in=work.carry_out()) if work.changes else work.row()


class _Merge:
    """One copy compared with the plan, in the plan's own numbers; records still to be added have their number negated."""

    def __init__(self, planner: Planner, path: Path) -> None:
        self._planner = planner
        self.copy: Copy = read_copy(planner, path)
        self._mine: dict[str, dict[int, Record]] = {
            name: {record.id: record for record in planner.store.all(TABLES[name])} for name in self.copy.records
        }
        self._ancestry = Ancestry(planner.store.history(1_000_000), self.copy)
        self._forgotten: Forgotten = read_forgotten(planner.paths.data)
        self._number: dict[tuple[str, int], int] = {}
        """(table, number in the copy) -> number here."""
        self._added: dict[tuple[str, int], Record] = {}
        self._updates: list[Record] = []
        self._counts: dict[str, list[int]] = {}
        self._clashes: list[Clash] = []
        self._shut_out: set[tuple[str, int]] = set()
        self._removed: set[tuple[str, int]] = set()
        self._lost = 0
        self.merged_before = self.copy.digest in merged(planner)
        if not self.merged_before:
            self._compare()

    @property
    def changes(self) -> int:
        """Records that are added or changed."""
        return len(self._added) + len(self._updates)

    def row(self, kept_in: str = "") -> MergeRow:
        """What was found, for a face to show."""
        tables = []
        for name, (taken, kept, only_here) in self._counts.items():
            added = sum(table == name for table, _ in self._added)
            if added or taken or kept or only_here:
                tables.append(TableMerge(table=name, added=added, taken=taken, kept=kept, only_here=only_here))
        return MergeRow(
            path=str(self.copy.path),
            tables=tuple(tables),
            clashes=tuple(self._clashes),
            removed_here=len(self._removed),
            forgotten=len(self._shut_out),
            left_out=self._lost,
            merged_before=self.merged_before,
            changes=self.changes,
            kept_in=kept_in,
        )

    def _names(self) -> list[str]:
        return [name for name in (*_ORDER, *sorted(self.copy.records.keys() - set(_ORDER))) if name in self.copy.records]

    def _compare(self) -> None:
        for name in self._names():
            by_uid = {record.uid: id for id, record in self._mine[name].items() if record.uid}
            by_likeness = {like: id for id, record in self._mine[name].items() if (like := self._like(name, record)) is not None}
            claimed = {by_uid[record.uid] for record in self.copy.records[name].values() if record.uid in by_uid}
            for id, record in self.copy.records[name].items():
                here = by_uid.get(record.uid)
                if here is None and (here := by_likeness.get(self._like(name, self._moved(name, record)))) in claimed:
                    here = None
                if here is not None:
                    claimed.add(here)
                    self._number[name, id] = here
                elif self._is_forgotten(record) or any(key in self._shut_out for key in self._belongs_to(name, record)):
                    self._shut_out.add((name, id))
                elif self._ancestry.removed(name, record):
                    self._removed.add((name, id))
                else:
                    self._take(name, id)
        for name in self._names():
            pairs = {here: id for (table, id), here in self._number.items() if table == name and here > 0}
            counts = self._counts[name] = [0, 0, len(self._mine[name].keys() - pairs.keys())]
            for here, id in pairs.items():
                self._settle(name, self._mine[name][here], self._moved(name, self.copy.records[name][id]), counts)
        for key, record in list(self._added.items()):
            moved = self._moved(key[0], record)
            if any(getattr(moved, field.name) is None for field in msgspec.structs.fields(type(moved)) if field.required):
                del self._added[key]
                self._lost += 1
            else:
                self._added[key] = moved

    def _take(self, name: str, id: int) -> None:
        """Add a record of the copy, with those removed here that it cannot do without."""
        self._removed.discard((name, id))
        self._number[name, id] = -id
        self._added[name, id] = record = self.copy.records[name][id]
        for key in self._belongs_to(name, record):
            if key in self._removed:
                self._take(*key)

    def _belongs_to(self, name: str, record: Record) -> Iterator[tuple[str, int]]:
        """The records one hangs on, in the copy's numbers. Whoever merely gave a hint is not among them."""
        for field, target in REFERENCES.get(name, {}).items():
            value = getattr(record, field)
            if value is not None and field not in {"bridge", "introducer", "given_by", "anchor", "draft", "step"}:
                yield target, value

    def _moved(self, name: str, record: Record) -> Record:
        """A record of the copy with the numbers it points to as they are here; what is not there any more is pointed to no longer."""
        changed: dict[str, Any] = {}
        for field, target in REFERENCES.get(name, {}).items():
            value = getattr(record, field)
            if value is not None and target in self.copy.records:
                changed[field] = self._number.get((target, value))
        if isinstance(record, Company):
            changed["answers"] = tuple(
                answer if answer.by is None else replace(answer, by=self._number.get(("people", answer.by))) for answer in record.answers
            )
        return replace(record, **changed) if changed else record

    def _like(self, name: str, record: Record) -> object:
        """What makes two records one although each machine made its own; None when only the uid does."""
        if name == "profile":
            return name
        if name == "decisions":
            return getattr(record, "string", ""), getattr(record, "company", None)
        if name == "suggestions":
            return tuple(getattr(record, field) for field in ("company", "provenance", "title", "url"))
        if name in {"companies", "settings"}:
            return str(getattr(record, "name", "")).casefold()
        if isinstance(record, Person):
            return (record.key, record.company) if record.key else None
        return getattr(record, {"archives": "digest"}.get(name, "key"), None) or None

    def _is_forgotten(self, record: Record) -> bool:
        marks = (getattr(record, field, "") for field in ("key", "email", "url", "uid"))
        return any(isinstance(mark, str) and mark and self._forgotten.knows(mark) for mark in marks)

    def _settle(self, name: str, mine: Record, theirs: Record, counts: list[int]) -> None:
        """One record that both have: take what only the copy changed, and of what both changed the newer."""
        fields = [field for field in mine.__struct_fields__ if field not in {"id", "uid"}]
        differ = [field for field in fields if getattr(mine, field) != getattr(theirs, field)]
        if not differ:
            return
        base = self._ancestry.base(name, mine.id, mine) if mine.uid == theirs.uid else None
        if base is None:
            clash, take = differ, []
        else:
            here = [field for field in differ if getattr(mine, field) != getattr(base, field)]
            there = [field for field in differ if getattr(theirs, field) != getattr(base, field)]
            clash = [field for field in here if field in there]
            take = [field for field in there if field not in here]
            if isinstance(mine, _WHOLE) and here and there:
                clash, take = differ, []
        values = {field: getattr(theirs, field) for field in take}
        if clash and (both := _joined(mine, theirs)) is not None:
            values["value"] = both
        elif clash:
            newer = self._copy_is_newer(name, mine, theirs)
            self._clashes.append(
                Clash(table=name, id=mine.id, label=_label(mine), fields=tuple(sorted(clash)), winner="copy" if newer else "plan")
            )
            if newer:
                values |= {field: getattr(theirs, field) for field in clash}
            else:
                counts[1] += 1
        if values and (both_sides := replace(mine, **values)) != mine:
            counts[0] += 1
            self._updates.append(both_sides)

    def _copy_is_newer(self, name: str, mine: Record, theirs: Record) -> bool:
        """What is done or sent stands against what is not; else the later time a record bears; else the later time it was written."""
        facts = [getattr(one, "sent_at", None) or getattr(one, "done_at", None) for one in (mine, theirs)]
        if (facts[0] is None) != (facts[1] is None):
            return facts[1] is not None
        ours, other = _stamp(mine), _stamp(theirs)
        if ours and other and ours != other:
            return other > ours
        changed = self._ancestry.changed(name, mine.id)
        return changed is not None and self.copy.written > changed

    def carry_out(self) -> str:
        """Back up, set the copy aside and commit; returns where the copy is kept."""
        planner = self._planner
        planner.store.backup("before merge")
        kept = "" if self._shut_out else self._set_aside()
        digests = merged(planner)[-49:]
        with planner.store.transaction(f"{LABEL} {clean(self.copy.path.name)}") as tx:
            real: dict[tuple[str, int], int] = {}
            made: list[Record] = []
            for (name, id), record in self._added.items():
                made.append(tx.add(replace(record, id=0)))
                real[name, -id] = made[-1].id
            for record in (*made, *self._updates):
                tx.put(_pointed(record, real))
            planner.remember(MERGED, json.dumps([*digests, self.copy.digest]))
        return kept

    def _set_aside(self) -> str:
        """Keep the copy among the backups, so that what lost is not lost with the file."""
        files, places = Files(), plan_places(self._planner.paths.data)
        stamp = self._planner.clock.now().strftime("%Y-%m-%dT%H%M%S")
        target = (
            places.backups / f"merged-{stamp}-{self.copy.digest[:8]}-{'network' if 'contacts' in self.copy.records else 'outreach'}.json"
        )
        try:
            files.mkdir(places.backups)
            write_anew(files, target, self.copy.content)
        except OSError as error:
            raise NotSaved(f"the copy could not be kept in {places.backups}: {error.strerror}", next_step="nothing was merged") from error
        return str(target)


def _table(record: Record) -> str:
    return next(name for name, kind in TABLES.items() if type(record) is kind)


def _pointed(record: Record, real: dict[tuple[str, int], int]) -> Record:
    """The record with numbers that were still to be handed out replaced by those handed out."""
    changed: dict[str, Any] = {}
    for field, target in REFERENCES.get(_table(record), {}).items():
        value = getattr(record, field)
        if value is not None and value < 0:
            changed[field] = real.get((target, value))
    if isinstance(record, Company) and any(answer.by is not None and answer.by < 0 for answer in record.answers):
        changed["answers"] = tuple(
            replace(answer, by=real.get(("people", answer.by))) if answer.by is not None and answer.by < 0 else answer
            for answer in record.answers
        )
    return replace(record, **changed) if changed else record


def _joined(mine: Record, theirs: Record) -> str | None:
    """Two lists kept as settings become one; None for anything else."""
    if not (isinstance(mine, Setting) and isinstance(theirs, Setting)):
        return None
    try:
        ours, other = json.loads(mine.value), json.loads(theirs.value)
    except ValueError:
        return None
    return (
        json.dumps([*ours, *(item for item in other if item not in ours)]) if isinstance(ours, list) and isinstance(other, list) else None
    )


def _stamp(record: Record) -> dt.datetime | None:
    times = [getattr(record, field, None) for field in ("changed_at", "sent_at", "done_at", "made_at")]
    return max((time for time in times if isinstance(time, dt.datetime)), default=None)


def _label(record: Record) -> str:
    said = next((value for field in ("name", "title", "string", "subject", "text", "company") if (value := getattr(record, field, ""))), "")
    return clean(str(said), limit=60) if isinstance(said, str) else ""
