"""A second version of the plan that a sync program kept: what it holds, and what both versions were made from.

Nothing in a copy says where it parted from this plan. The history does: the last change whose outcome the copy still shows, before the
first one it plainly lacks. What a record was then is the base that tells which side changed it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from outreach.domain.model import Record
from outreach.errors import BadInput, NotFound, UsageError
from outreach.planner.copies import LARGEST, digest
from outreach.store import Change, ChangeSet, Files
from outreach.store.datafile import parse
from outreach.store.migrate import CURRENT, migrate
from outreach.store.places import plan_places
from outreach.store.records import TABLES, decode

if TYPE_CHECKING:
    from outreach.planner.planner import Planner

LABEL = "Merge"
"""First word of what a merge is called in the history. What a merge took over proves nothing of where a copy parted."""

_NOT_A_COPY = "name a copy of outreach.json or network.json"


class Copy(msgspec.Struct, frozen=True):
    """A copy as it was read."""

    path: Path
    content: bytes
    digest: str
    """SHA-256 of the file, so that the same copy is not merged twice."""
    written: dt.datetime
    """When the file was last changed: no record of it is newer."""
    records: Mapping[str, Mapping[int, Record]]
    """Table -> number in the copy -> record; only tables this version knows."""
    counters: Mapping[str, int]
    """Table -> highest number the copy ever handed out: a lower one that is missing was removed there, a higher one never came there."""


class Past(msgspec.Struct, frozen=True):
    """What the history says of one table's record: every change to it, oldest first, with its place and time."""

    seq: int
    at: dt.datetime
    change: Change


def read_copy(planner: Planner, path: Path) -> Copy:
    """The copy at ``path``. Raises NotFound, UsageError for the plan's own files, BadInput when it is damaged, newer or no plan."""
    places = plan_places(planner.paths.data)
    if path.exists() and any(own is not None and own.exists() and path.samefile(own) for own in (places.main, places.side)):
        raise UsageError(f"{path.name} is the plan itself", next_step=_NOT_A_COPY)
    try:
        if path.stat().st_size > LARGEST:
            raise BadInput(f"{path} is larger than {LARGEST:,} bytes: no plan is", next_step=_NOT_A_COPY)
        content = Files().read(path)
        written = dt.datetime.fromtimestamp(path.stat().st_mtime, dt.UTC)
    except FileNotFoundError:
        raise NotFound(f"there is no file {path}", next_step=_NOT_A_COPY) from None
    except OSError as error:
        raise BadInput(f"{path} cannot be read: {error.strerror}", next_step=_NOT_A_COPY) from None
    if not content:
        raise BadInput(f"{path} is empty", next_step="remove it")
    found = parse(content, path, "it is damaged and cannot be merged")
    if found.meta.schema > CURRENT:
        raise BadInput(f"{path} was made by a newer version (schema {found.meta.schema})", next_step="update outreach")
    if found.has_meta and found.meta.schema < CURRENT:
        migrate(found.tables, found.meta.schema)
    known = {name: table for name, table in found.tables.items() if name in TABLES}
    if not known:
        raise BadInput(f"{path} holds no plan", next_step=_NOT_A_COPY)
    try:
        records = {name: table.records() for name, table in known.items()}
    except BadInput as error:
        raise BadInput(f"{path}: {error.message}", next_step="it is damaged and cannot be merged") from None
    counters = {name: max(found.meta.counters.get(name, 0), *rows, 0) for name, rows in records.items()}
    return Copy(path, content, digest(content), written, records, counters)


class Ancestry:
    """Where a copy parted from this plan, and what a record was then."""

    def __init__(self, history: Sequence[ChangeSet], copy: Copy) -> None:
        self._past: dict[tuple[str, int], list[Past]] = {}
        self.oldest = history[-1].at if history else None
        """When the history that is kept begins; None when there is none."""
        self._merges: set[int] = set()
        for done in reversed(history):
            if done.title.startswith(LABEL):
                self._merges.add(done.seq)
            for change in done.changes:
                if change.id is not None and change.table in copy.records:
                    self._past.setdefault((change.table, change.id), []).append(Past(done.seq, done.at, change))
        self.parted = self._parting(copy)
        """The last change set both have; 0 when the history cannot tell."""

    def _parting(self, copy: Copy) -> int:
        """The last change the copy shows, before the first it lacks.

        A uid is random: a copy that has a record under the same one was there when it was made. Equal values may be chance, and a value
        that is missing may have been taken back over there, so both count only after that.
        """
        certain, likely, lacking = 0, 0, []
        for (table, id), past in self._past.items():
            theirs = copy.records[table].get(id)
            versions = [self._record(past[0].change, past[0].change.old), *(self._record(one.change, one.change.new) for one in past)]
            if theirs is None:
                if id > copy.counters[table]:
                    lacking.append(past[0].seq)
                continue
            made = [one.seq for one, version in zip(past, versions[1:], strict=True) if version is not None and version.uid == theirs.uid]
            if versions[0] is None and made and made[0] not in self._merges:
                certain = max(certain, made[0])
            shown = [place for place, version in enumerate(versions) if version == theirs]
            # What came and went again proves the least: the first place a value stood, and the last after which it was gone.
            if shown and shown[0] and past[shown[0] - 1].seq not in self._merges:
                likely = max(likely, past[shown[0] - 1].seq)
            if shown and shown[-1] < len(past):
                lacking.append(past[shown[-1]].seq)
        first = min((seq for seq in lacking if seq > certain), default=None)
        return max(certain, likely if first is None else min(likely, first - 1))

    def base(self, table: str, id: int, now: Record | None) -> Record | None:
        """What record ``id`` was when the copy parted, ``now`` being what it is; None when nobody knows."""
        if not self.parted:
            return None
        for past in self._past.get((table, id), ()):
            if past.seq > self.parted:
                return self._record(past.change, past.change.old)
        return now

    def changed(self, table: str, id: int) -> dt.datetime | None:
        """When the record was last changed here, at the latest."""
        past = self._past.get((table, id))
        return past[-1].at if past else self.oldest

    def removed(self, table: str, record: Record) -> bool:
        """Whether this very record was removed here after the copy had parted, and the copy still has it as it was."""
        past = self._past.get((table, record.id))
        if not past or past[-1].change.new is not None or past[-1].seq in self._merges:
            return False
        return self._record(past[-1].change, past[-1].change.old) == record or self.base(table, record.id, None) == record

    @staticmethod
    def _record(change: Change, row: bytes | None) -> Record | None:
        if row is None or change.id is None:
            return None
        try:
            return decode(TABLES[change.table], change.id, row)
        except BadInput:
            return None
