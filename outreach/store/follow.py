"""Taking over what other processes, or other programs, wrote to the plan since it was last looked at."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import TYPE_CHECKING

from outreach.errors import BadInput, Denied
from outreach.store.changes import ChangeSet
from outreach.store.history import read_since
from outreach.store.journal import Line, Mark, Scan, scan
from outreach.store.reading import identity, look, read_journal
from outreach.store.rejoin import lay, lift, reload

if TYPE_CHECKING:
    from outreach.store.engine import Engine

_SETTLED_NS = 50_000_000
"""A folder that changed less than this before it was looked at may change again within the same tick of the file system's clock."""

_TRIES = 10


class _HalfWrittenError(Exception):
    """Another process is in the middle of a line; without the lock the only thing to do is to look again later."""


def catch_up(engine: Engine, *, locked: bool = False) -> list[ChangeSet]:
    """Take over what is new; lock-free it only reads. Under the lock it also cuts what a killed writer left unfinished."""
    news: list[ChangeSet] = []
    for _ in range(1 if locked else _TRIES):
        try:
            found = _follow(engine, locked)
        except _HalfWrittenError:
            engine.folder_seen = None
            break
        if found is not None:
            news += found
            if _main_unchanged(engine):
                break
        # Without the lock a checkpoint of another process may be seen half done: its journal says so at the next look.
        engine.folder_seen = None
    else:
        news += reload(engine)
    engine.arrived += news
    return news


def _follow(engine: Engine, locked: bool) -> list[ChangeSet] | None:
    """What the journal says is new; None when it does not go on from where we were."""
    state = engine.state
    if _folder_changed(engine):
        try:
            inode = engine.files.lstat(engine.places.journal).st_ino
        except FileNotFoundError:
            inode = None
        if inode is None:
            if state.journal_inode is not None and locked:
                state.settle.append("journal gone")
                engine.note(f"{engine.places.journal.name} had disappeared; everything was written again from memory")
                engine.close_journal()
                state.journal_inode = None
            return []
        if inode != state.journal_inode:
            return _adopt(engine, locked)
    return _read_on(engine, locked) if state.journal_inode is not None else []


def _folder_changed(engine: Engine) -> bool:
    """Whether an entry of the folder may have been replaced since the last look.

    The folder is asked, not the journal: on kernels with fine-grained times, a look at a file's own times makes its next sync dearer.
    """
    try:
        found = engine.files.stat(engine.places.folder)
    except FileNotFoundError:
        found = None
    seen = None if found is None else (found.st_ino, found.st_mtime_ns)
    same = seen is not None and seen == engine.folder_seen
    engine.folder_seen = seen if found is not None and time.time_ns() - found.st_mtime_ns > _SETTLED_NS else None
    return not same


def _main_unchanged(engine: Engine) -> bool:
    state = engine.state
    try:
        seen = identity(engine.files.stat(engine.places.main))
    except FileNotFoundError:
        seen = None
    if seen == state.main_seen:
        return True
    if seen is None:
        if "gone" not in state.settle:
            state.settle.append("gone")
            engine.note(f"{engine.places.main.name} had disappeared; it is written again from memory at the next change")
        return True
    found, seen = look(engine.files, engine.places.main)
    if found is not None and found in {state.main_mark, *(mark.main for mark in state.marks)}:
        state.main_seen, state.main_mark = seen, found
        return True
    return False


def _read_on(engine: Engine, locked: bool) -> list[ChangeSet] | None:
    """New lines of the journal we know; None when it is not what we knew."""
    state, files = engine.state, engine.files
    own = engine.journal_fd
    try:
        fd = own if own is not None else files.open_read(engine.places.journal)
    except FileNotFoundError:
        return None
    try:
        if own is None and files.fstat(fd).st_ino != state.journal_inode:
            return None
        around = files.pread(fd, 2, state.offset - 1)
        if around[:1] != b"\n":
            return None
        if not around[1:].strip(b"\0"):
            return []
        size = files.fstat(fd).st_size
        tail = scan(files.pread(fd, size - state.offset, state.offset), start=state.offset, headed=False)
    finally:
        if own is None:
            files.close(fd)
    if tail.bad:
        if not locked:
            raise _HalfWrittenError
        return None
    if state.outdated and tail.entries:
        return None
    state.room = size
    if _only_ours(engine, tail):
        # Our own lines, whose write or sync failed: nobody was told they are saved, so they are cut and written again.
        tail.entries, tail.end, tail.torn = [], state.offset, True
    if locked and tail.torn:
        _cut(engine, tail.end)
    return take(engine, tail.entries, tail.end)


def _only_ours(engine: Engine, tail: Scan) -> bool:
    lines = tail.lines
    return bool(lines) and len(lines) <= len(engine.pending) and all(map(_same, lines, engine.pending))


def _same(line: Line, done: ChangeSet) -> bool:
    return (line.seq, line.label, line.at) == (done.seq, done.label, done.at)


def _cut(engine: Engine, end: int) -> None:
    fd = engine.files.open_append(engine.places.journal)
    try:
        engine.files.truncate(fd, end)
        engine.state.room = end
    finally:
        engine.files.close(fd)


def _adopt(engine: Engine, locked: bool) -> list[ChangeSet] | None:
    """Another process checkpointed: go on with its journal when no change set is missing in between."""
    state = engine.state
    engine.close_journal()
    try:
        journal, inode = read_journal(engine.files, engine.places)
    except (BadInput, Denied):
        return None
    if journal is not None and journal.bad and not locked:
        raise _HalfWrittenError
    if journal is None or journal.header is None or journal.bad or (journal.torn and locked):
        return None
    header = journal.header
    if state.outdated or header.schema != state.schema:
        return None
    saved = state.seq - len(engine.pending)
    if header.seq < saved:
        return None
    marks = [entry for entry in journal.entries if isinstance(entry, Mark)]
    found, seen = look(engine.files, engine.places.main)
    if found is None or found not in {header.main, *(mark.main for mark in marks)}:
        return None
    missed: list[Line | Mark] = []
    if header.seq > saved:
        missed += [line for line in read_since(engine.files, engine.places, saved) if line.seq <= header.seq]
        if [line.seq for line in missed] != list(range(saved + 1, header.seq + 1)):
            return None
    state.binding, state.marks, state.journal_inode, state.lines = header, [], inode, 0
    state.main_mark, state.main_seen, state.side_mark = found, seen, header.side
    state.side_lines = []
    news = take(engine, missed, 0)
    state.side_lines, state.lines = [], 0
    state.side_changed = any(done.tables & engine.places.side_tables for done in engine.pending)
    state.room = journal.size
    return news + take(engine, journal.entries, journal.end)


def take(engine: Engine, entries: Sequence[Line | Mark], end: int) -> list[ChangeSet]:
    """Lay the lines of others under what is not saved yet; ``end`` is the place reached in the journal."""
    state = engine.state
    state.marks += [entry for entry in entries if isinstance(entry, Mark)]
    lines = [entry for entry in entries if isinstance(entry, Line)]
    state.lines += len(lines)
    state.offset = end
    while engine.pending and lines and _same(lines[0], engine.pending[0]):
        # Another process found our line, took it for good and wrote after it: it is as durable as its own.
        engine.own.add(engine.pending.pop(0).seq)
        del lines[0]
    if not lines:
        return []
    sets = [line.change_set() for line in lines]
    waiting = lift(engine)
    for done in sets:
        state.apply(done)
    lay(engine, waiting)
    return sets


def open_side(engine: Engine) -> None:
    """Read the address book, catching up first when another process has put a newer one in place."""
    for _ in range(_TRIES):
        state = engine.state
        if state.side_loaded or state.side_matches() or state.journal_inode is None:
            break
        # Put in place by a checkpoint that has not replaced the journal yet: its mark is there already.
        engine.folder_seen = None
        catch_up(engine)
    engine.state.load_side()
