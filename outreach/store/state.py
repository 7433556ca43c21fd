"""The plan in memory, and how it is read: data file, then journal, bound together by fingerprint. Reading never writes."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from pathlib import Path

from outreach.domain.model import Record
from outreach.errors import BadInput, NewerVersion
from outreach.store import migrate
from outreach.store.changes import ChangeSet
from outreach.store.datafile import Content, Meta, changed_elsewhere, parse
from outreach.store.files import Files
from outreach.store.history import last_kept
from outreach.store.journal import VERSION as JOURNAL_VERSION
from outreach.store.journal import Header, Mark, Scan, net
from outreach.store.merge import merge_into
from outreach.store.places import Places
from outreach.store.reading import Identity, backups_hint, read_file, read_journal
from outreach.store.tables import Shelf
from outreach.text import clean

_TRIES = 5
_PAUSE = 0.01
"""Seconds between two looks at a journal with an unfinished line."""

UNKNOWN = "*"
"""Stands for any fingerprint: no journal says which address book belongs to the plan."""


class State:
    """Tables, counters and the place reached in the journal."""

    def __init__(self, places: Places, files: Files) -> None:
        self.places = places
        self.files = files
        self.tables: dict[str, Shelf] = {}
        self.loose: dict[str, bytes] = {}
        self.seq = 0
        self.schema = migrate.CURRENT
        self.counters: dict[str, int] = {}
        self._counted: set[str] = set()
        """Tables whose highest number in use the counters are known to cover."""
        self.notices: list[str] = []
        self.settle: list[str] = []
        """Reasons to copy what is there aside and write everything anew before the next change."""
        self.main_mark = ""
        self.main_seen: Identity | None = None
        self.side_loaded = places.side is None
        self._side_content: Content | None = None
        self.side_mark = ""
        self.side_lines: list[ChangeSet] = []
        self.side_changed = False
        self.binding = Header(JOURNAL_VERSION, 0, "")
        self.marks: list[Mark] = []
        self.journal_inode: int | None = None
        self.offset = 0
        self.room = 0
        """Size of the journal file; what lies between ``offset`` and it is zero bytes, kept so that a commit need not grow the file."""
        self.lines = 0
        """Change sets in the journal now."""

    def table(self, name: str) -> Shelf:
        """A table in memory; made when it does not exist."""
        if not self.side_loaded and name in self.places.side_tables:
            self.load_side()
        table = self.tables.get(name)
        if table is None:
            table = self.tables[name] = Shelf(name)
        return table

    def row(self, name: str, id: int) -> bytes | None:
        """One stored document."""
        return self.table(name).row(id)

    def fresh_id(self, name: str) -> int:
        """A number never used in this table before."""
        return self.fresh_ids(name, 1)[0]

    def fresh_ids(self, name: str, count: int) -> range:
        """So many numbers never used in this table before."""
        if name not in self._counted:
            self.counters[name] = max(self.counters.get(name, 0), self.table(name).top())
            self._counted.add(name)
        first = self.counters[name] + 1
        self.counters[name] += count
        return range(first, first + count)

    def apply(self, changes: ChangeSet, records: Mapping[str, Mapping[int, Record | None]] | None = None) -> None:
        """Take over a change set that is, or is about to be, in the journal; ``records`` spares decoding what it adds."""
        waiting = False
        counters = self.counters
        for change in changes.changes:
            if change.table in self.places.side_tables:
                self.side_changed = True
                if not self.side_loaded:
                    waiting = True
                    if change.id is not None and change.id > counters.get(change.table, 0):
                        counters[change.table] = change.id
                    continue
            known = records[change.table].get(change.id) if records and change.id is not None else None
            self._apply_one(change.table, change.id, change.new, known)
        if waiting:
            self.side_lines.append(changes)
        self.seq = max(self.seq, changes.seq)

    def _apply_one(self, name: str, id: int | None, new: bytes | None, record: Record | None = None) -> None:
        if id is not None:
            self.table(name).set(id, new, record)
            if id > self.counters.get(name, 0):
                self.counters[name] = id
            return
        self.tables.pop(name, None)
        self.loose.pop(name, None)
        if new is not None:
            content = parse(b'{"t":' + new + b"}", self.places.main, "", distrust=False)
            if "t" in content.tables:
                table = content.tables["t"]
                self.tables[name] = Shelf(name)
                for number, row in table.sorted_rows():
                    self.tables[name].set(number, bytes(row))
            else:
                self.loose[name] = content.loose["t"]

    def side_matches(self) -> bool:
        """Whether the second data file is one the journal knows; what was read is kept for ``load_side``."""
        assert self.places.side is not None
        self._side_content = read_file(self.files, self.places.side, self.places)[0]
        return _reached(self._side_content.mark, self.binding.side, self.marks, [mark.side for mark in self.marks]) is not None

    def load_side(self) -> None:
        """Read the second data file, with the journal lines that wait for it."""
        if self.side_loaded or self.places.side is None:
            return
        content, self._side_content = self._side_content or read_file(self.files, self.places.side, self.places)[0], None
        self.side_loaded = True
        self.side_mark = content.mark
        self.tables.update({name: table for name, table in content.tables.items() if name in self.places.side_tables})
        self.notices += content.notices
        lines, self.side_lines = self.side_lines, []
        known = _reached(content.mark, self.binding.side, self.marks, [mark.side for mark in self.marks])
        if known is None:
            self._merge(lines, self.places.side, self.places.side_tables)
        else:
            for change in (change for line in lines if line.seq > known for change in line.changes):
                if change.table in self.places.side_tables:
                    self._apply_one(change.table, change.id, change.new)
        found = next((mark.schema for mark in reversed(self.marks) if mark.side == content.mark), self.binding.schema)
        self._migrate(self.places.side_tables & self.tables.keys(), found)

    def _migrate(self, names: Iterable[str], found: int, wanted: int | None = None) -> None:
        """Bring the tables of one file up to schema ``wanted``, else to the present one, in memory."""
        if found < (wanted or migrate.CURRENT):
            own = {name: self.tables.pop(name) for name in names}
            migrate.migrate(own, found, wanted)
            self.tables.update(own)

    @property
    def outdated(self) -> bool:
        """Whether the files are still of an older schema than what is in memory: what another process appends to them is too."""
        return self.schema > self.binding.schema

    def _merge(self, lines: list[ChangeSet], path: Path, only: frozenset[str] | None) -> None:
        """The file is not the one the journal belongs to: keep both."""
        wanted = [c for c in net(lines) if (c.table in self.places.side_tables) == (only is not None)]
        if not wanted:
            self.settle.append("rebind")
            if (notice := changed_elsewhere(path)) not in self.notices:
                self.notices.append(notice)
            return
        for change in wanted:
            if change.id is None and change.old is None and change.table not in self.tables.keys() | self.loose.keys():
                self._apply_one(change.table, None, change.new)
            elif change.id is None:
                self.notices.append(f"{clean(change.table)} was replaced as a whole: what {path.name} holds stands, ours is in the copy")
        notes = merge_into(self.tables, wanted, self.fresh_id)
        for change in wanted:
            if change.id is not None and change.id > self.counters.get(change.table, 0):
                self.counters[change.table] = change.id
        self.notices.append(
            f"another program changed {path.name} while the journal held edits: both were kept, copies go to {self.places.backups}"
        )
        self.notices += notes
        self.settle.append("merged")
        if only is not None:
            self.side_changed = True


def _reached(found: str, bound: str, marks: list[Mark], names: list[str]) -> int | None:
    """Up to which change set a data file already holds the journal; None when it is not a file this journal knows."""
    for mark, name in zip(reversed(marks), reversed(names), strict=True):
        if found == name:
            return mark.seq
    return 0 if bound in (found, UNKNOWN) else None


def load(places: Places, files: Files) -> State:
    """Read the plan as it is now. Raises BadInput when a file is damaged or of a newer version; writes nothing."""
    tries = _TRIES
    while True:
        tries -= 1
        state = State(places, files)
        journal, inode = read_journal(files, places)
        content, state.main_seen = read_file(files, places.main, places)
        if tries:
            if _inode(files, places.journal) != inode:
                continue
            if journal is not None and (journal.torn or journal.bad):
                # It may be a line another process is writing just now.
                time.sleep(_PAUSE)
                continue
        if _install(state, content, journal, inode) or not tries:
            return state


def _inode(files: Files, path: Path) -> int | None:
    try:
        return files.lstat(path).st_ino
    except OSError:
        return None


def _install(state: State, content: Content, journal: Scan | None, inode: int | None) -> bool:
    places = state.places
    where = backups_hint(state.files, places)
    if not content.mark and _was_here(state, journal):
        what = "is missing" if state.main_seen is None else "is empty (0 bytes)"
        raise BadInput(f"{places.main} {what}, though a plan was kept here", next_step=where)
    _check_version(content.meta, places, where)
    _check_journal_version(journal.header if journal else None, places)
    state.tables, state.loose = content.tables, content.loose
    for name in places.side_tables & state.tables.keys():
        del state.tables[name]
    state.main_mark, state.seq = content.mark, content.meta.seq
    state.counters = dict(content.meta.counters)
    state.notices += content.notices
    if content.has_meta and not places.meta:
        state.tables.pop("meta", None)
    header = journal.header if journal else None
    found = state.schema = content.meta.schema if content.mark else header.schema if header else migrate.CURRENT
    if header is not None and header.schema > found:
        # An older backup was put in the plan's place: the journal's lines are of a later schema than what they go over.
        state._migrate(state.tables.keys() - places.side_tables, found, header.schema)
        state.settle.append(f"pre-migration-v{found}")
        found = header.schema
    if journal is None:
        # A backup put in place of a damaged plan is older than the history; numbers must not be used twice.
        state.seq = max(state.seq, _last_kept(state))
        state.binding = Header(JOURNAL_VERSION, state.seq, content.mark, UNKNOWN, schema=found)
        sure = True
    else:
        sure = _replay(state, journal, inode)
    _bring_up_to_date(state, found)
    return sure


def _bring_up_to_date(state: State, found: int) -> None:
    """Migrate the plan as its file and its journal give it; both files and the journal are written anew before the next change."""
    places = state.places
    state.schema = migrate.CURRENT
    if found < migrate.CURRENT:
        state._migrate(state.tables.keys() - places.side_tables, found)
        state.settle.append(f"pre-migration-v{found}")
    elif state.outdated:
        state.settle.append("migration cut short")
    if state.outdated and places.side is not None and _inode(state.files, places.side) is not None:
        state.side_changed = True


def _last_kept(state: State) -> int:
    try:
        return last_kept(state.files, state.places)
    except OSError as error:
        state.notices.append(f"{state.places.history.name} cannot be read ({error.strerror}): earlier commands cannot be undone")
        return 0


def _check_journal_version(header: Header | None, places: Places) -> None:
    if header is not None and (header.version > JOURNAL_VERSION or header.schema > migrate.CURRENT):
        what = f"format {header.version}" if header.version > JOURNAL_VERSION else f"schema {header.schema}"
        raise NewerVersion(f"{places.journal} was made by a newer version ({what})", next_step="update outreach")


def _was_here(state: State, journal: Scan | None) -> bool:
    """Whether a data file that is not there should be: its journal says so or, without one, what is left of earlier times."""
    if journal is not None and journal.header is not None:
        return bool(journal.header.main)
    places = state.places
    return places.meta and bool(state.files.listdir(places.backups) or _inode(state.files, places.history))


def _check_version(meta: Meta, places: Places, where: str) -> None:
    if meta.schema > migrate.CURRENT:
        raise NewerVersion(
            f"{places.main} was made by a newer version (schema {meta.schema}, this one knows {migrate.CURRENT})",
            next_step=f"update outreach; {where}",
        )


def _replay(state: State, journal: Scan, inode: int | None) -> bool:
    """Lay the journal over the data file."""
    places = state.places
    state.journal_inode, state.offset, state.room = inode, journal.end, journal.size
    header = journal.header
    state.marks = [entry for entry in journal.entries if isinstance(entry, Mark)]
    lines = journal.lines
    state.lines = len(lines)
    if header is None:
        state.notices.append(
            f"{places.journal.name} has a damaged first line: its edits were laid over the plan, a copy goes to {places.backups}"
        )
        state.settle.append("damaged")
        header = Header(JOURNAL_VERSION, state.seq, "?", "?", schema=state.schema)
    if journal.bad:
        state.notices.append(
            f"{journal.bad} damaged line(s) in {places.journal.name} left out, {len(lines)} good ones kept; a copy goes to {places.backups}"
        )
        state.settle.append("damaged")
    elif journal.torn:
        state.notices.append("the last edit was cut off while it was being written; it had not been acknowledged")
    state.binding = header
    for name, number in header.counters.items():
        state.counters[name] = max(number, state.counters.get(name, 0))
    sets = [line.change_set() for line in lines]
    reached = _reached(state.main_mark, header.main, state.marks, [mark.main for mark in state.marks])
    if reached is None:
        state._merge(sets, places.main, None)
        state.side_lines = [cs for cs in sets if cs.tables & places.side_tables]
        state.side_changed = bool(state.side_lines)
    else:
        for changes in sets:
            if changes.seq > reached:
                state.apply(changes)
            elif changes.tables & places.side_tables:
                state.side_lines.append(changes)
                state.side_changed = True
    state.seq = max([state.seq, header.seq, *(line.seq for line in lines)])
    return reached is not None or not lines
