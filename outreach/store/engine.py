"""Commits: lock, take over what others appended, append one line, fsync, let go. What failed stays in memory and is tried again."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable

from outreach.clock import Clock
from outreach.errors import Busy, NotSaved
from outreach.store import checkpoint
from outreach.store.changes import Change, ChangeSet
from outreach.store.files import Files
from outreach.store.history import read_history
from outreach.store.journal import Line, Mark, encode_set, scan
from outreach.store.lock import Lock
from outreach.store.merge import rebase
from outreach.store.places import Places
from outreach.store.state import State, identity, load, read_file, read_journal

CHECKPOINT_AT = 1_000_000
"""Bytes of journal past which a commit also writes the data file anew."""


class Engine:
    """One process's hold on a plan: the state in memory, the journal it is bound to, and what is not on the disk yet."""

    def __init__(self, places: Places, clock: Clock, files: Files, *, read_only: bool = False) -> None:
        self.places = places
        self.clock = clock
        self.files = files
        self.state: State = load(places, files)
        self.notices = self.state.notices
        self.pending: list[ChangeSet] = []
        self.own: set[int] = set()
        """Sequence numbers this process committed."""
        self.opened_at = self.state.seq
        self.read_only = read_only or not self._may_write()
        self.lock = Lock(places, files)
        self._depth = 0
        self.trouble: OSError | None = None
        """Why this commit cannot reach the disk, found out before it began."""
        self.journal_fd: int | None = None
        self.suspect = False
        """A write failed: what the journal holds must be read again before the next one."""
        self.arrived: list[ChangeSet] = []
        """What other processes did, not yet told to subscribers."""

    def _may_write(self) -> bool:
        folder = self.places.folder
        while not folder.is_dir() and folder != folder.parent:
            folder = folder.parent
        if not self.files.writable(folder):
            return False
        return self.state.main_seen is None or self.files.writable(self.places.main)

    @property
    def saved(self) -> bool:
        """Whether everything in memory is on the disk."""
        return not self.pending

    def begin(self) -> None:
        """Take the lock and catch up. Raises Busy, or NotSaved when the plan is read-only; nests."""
        if self._depth:
            self._depth += 1
            return
        if self.read_only:
            raise NotSaved(f"{self.places.folder} is read-only here", next_step="open a copy you may write to")
        self.trouble = None
        try:
            self.files.mkdir(self.places.folder)
            self.lock.acquire()
            if self.lock.unsupported:
                self.note(f"{self.places.folder} cannot be locked (a network or memory-card file system): use one terminal at a time")
            self.catch_up(locked=True)
            if self.state.settle:
                checkpoint.settle(self)
        except Busy:
            raise
        except OSError as error:
            self.trouble = error
        except BaseException:
            self.lock.release()
            raise
        self._depth = 1

    def end(self) -> None:
        """Let the lock go."""
        self._depth -= 1
        if not self._depth:
            self.lock.release()

    def commit(self, changes: Iterable[Change], label: str, undoes: int = 0) -> ChangeSet:
        """Make changes durable; ``begin`` must have been called. Raises NotSaved with the changes kept in memory."""
        done = ChangeSet(self.state.seq + 1, self.clock.now(), label, tuple(changes), undoes)
        self.state.apply(done)
        self.pending.append(done)
        self.flush()
        return done

    def flush(self) -> None:
        """Write what is pending; the lock must be held. Raises NotSaved."""
        try:
            if self.trouble is not None:
                raise self.trouble
            if self.journal_fd is None:
                checkpoint.open_journal(self)
            data = b"".join(map(encode_set, self.pending))
            fd = self.journal_fd
            if fd is None:
                raise OSError(errno.EIO, "the journal could not be opened")
            state = self.state
            self.files.write(fd, data, state.offset)
            self.files.fsync(fd)
        except OSError as error:
            self._forget_journal()
            reason = error.strerror or str(error)
            raise NotSaved(f"NOT SAVED - {reason} ({self.places.folder})", next_step="the change is kept here and tried again") from error
        state.offset += len(data)
        state.last = data[data.rfind(b"\n", 0, -1) + 1 :][:8]
        state.lines += len(self.pending)
        self.own.update(done.seq for done in self.pending)
        self.pending.clear()
        if state.offset > CHECKPOINT_AT:
            self.try_checkpoint()

    def _forget_journal(self) -> None:
        """After a failed write nothing about the journal is certain: close it, cut what was not acknowledged, read it anew next time."""
        self.suspect = True
        self.close_journal()
        if self.trouble is None and self.state.journal_inode is not None:
            self._cut()

    def _cut(self) -> None:
        try:
            fd = self.files.open_append(self.places.journal)
        except OSError as error:
            self.trouble = error
            return
        try:
            if self.files.fstat(fd).st_ino == self.state.journal_inode:
                self.files.truncate(fd, self.state.offset)
        except OSError as error:
            self.trouble = error
        finally:
            self.files.close(fd)

    def close_journal(self) -> None:
        """Let go of the open journal, if any."""
        if self.journal_fd is not None:
            fd, self.journal_fd = self.journal_fd, None
            self.files.close(fd)

    def try_checkpoint(self) -> bool:
        """Write the data file anew; a failure loses nothing (the journal holds it all) and becomes a notice."""
        try:
            checkpoint.checkpoint(self)
        except OSError as error:
            self.suspect = True
            self.close_journal()
            self.note(f"the plan file could not be rewritten ({error.strerror}); every edit is safe in {self.places.journal.name}")
            return False
        return True

    def catch_up(self, *, locked: bool = False) -> list[ChangeSet]:
        """Take over what other processes wrote. Lock-free it only reads; under the lock it also cuts a torn tail."""
        state = self.state
        try:
            found = self.files.lstat(self.places.journal)
        except FileNotFoundError:
            found = None
        news: list[ChangeSet] | None = []
        if found is None:
            if state.journal_inode is not None and locked:
                state.settle.append("journal gone")
                self.note(f"{self.places.journal.name} had disappeared; it was written again from memory")
                self.close_journal()
                state.journal_inode = None
        elif found.st_ino != state.journal_inode:
            news = self._adopt(locked)
        elif found.st_size != state.offset or self.suspect:
            news = self._read_on(found.st_size, locked)
        if news is not None and not self._main_unchanged():
            news = None
        if news is None:
            news = self._reload()
        self.suspect = self.suspect and not locked
        self.arrived += news
        return news

    def _main_unchanged(self) -> bool:
        state = self.state
        try:
            seen = identity(self.files.stat(self.places.main))
        except FileNotFoundError:
            seen = None
        if seen == state.main_seen:
            return True
        if seen is None:
            if "gone" not in state.settle:
                state.settle.append("gone")
                self.note(f"{self.places.main.name} had disappeared; it is written again from memory at the next change")
            return True
        content, seen = read_file(self.files, self.places.main, self.places)
        known = {state.main_mark, *(mark.main for mark in state.marks)}
        if content.mark in known:
            state.main_seen, state.main_mark = seen, content.mark
            return True
        return False

    def _read_on(self, size: int, locked: bool) -> list[ChangeSet] | None:
        """New lines of the journal we know; None when it is not what we knew."""
        state = self.state
        if size < state.offset:
            return None
        fd = (
            self.files.open_append(self.places.journal)
            if locked
            else os.open(self.places.journal, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
        )
        try:
            data = self.files.pread(fd, size - state.offset + 1, state.offset)
            tail = scan(data, start=state.offset, headed=False)
            unsaved = {encode_set(done) for done in self.pending}
            if any(data[: len(line)] == line for line in unsaved):
                tail = scan(b"", start=state.offset, headed=False)
            if tail.bad:
                return None
            if locked and tail.end < size:
                self.files.truncate(fd, tail.end)
        finally:
            self.files.close(fd)
        return self._take(tail.entries, tail.end, tail.last)

    def _adopt(self, locked: bool) -> list[ChangeSet] | None:
        """Another process checkpointed: go on with its journal when no change set is missing in between."""
        state = self.state
        self.close_journal()
        journal, inode = read_journal(self.files, self.places)
        if journal is None or journal.header is None or journal.bad or journal.torn:
            return None
        header = journal.header
        missed: list[Line | Mark] = []
        saved_seq = state.seq - len(self.pending)
        if header.seq > saved_seq:
            missed = [line for line in read_history(self.files, self.places) if saved_seq < line.seq <= header.seq]
            if [line.seq for line in missed if isinstance(line, Line)] != list(range(saved_seq + 1, header.seq + 1)):
                return None
        elif header.seq < saved_seq and not any(entry.seq >= saved_seq for entry in journal.entries):
            return None
        content, seen = read_file(self.files, self.places.main, self.places)
        if content.mark != header.main:
            return None
        state.binding, state.marks, state.journal_inode, state.lines = header, [], inode, 0
        state.main_mark, state.main_seen = content.mark, seen
        if not state.side_loaded:
            state.side_lines = []
        fresh = [entry for entry in journal.entries if isinstance(entry, Mark) or entry.seq > saved_seq]
        return self._take([*missed, *fresh], journal.end, journal.last)

    def _take(self, entries: Iterable[Line | Mark], end: int, last: bytes) -> list[ChangeSet]:
        state = self.state
        sets = [entry.change_set() for entry in entries if isinstance(entry, Line)]
        waiting, self.pending = self.pending, []
        if sets:
            for done in reversed(waiting):
                state.apply(ChangeSet(0, done.at, done.label, tuple(change.reversed() for change in reversed(done.changes))))
            state.seq -= len(waiting)
        else:
            self.pending = waiting
        for entry in entries:
            if isinstance(entry, Mark):
                state.marks.append(entry)
        for done in sets:
            state.apply(done)
        state.lines += len(sets)
        state.offset = end
        state.last = last or state.last
        if sets:
            self._again(waiting)
        return sets

    def _again(self, waiting: list[ChangeSet]) -> None:
        """Lay unsaved changes over what arrived."""
        for done in waiting:
            changes = rebase(done.changes, self.state.row, self.state.fresh_id)
            moved = ChangeSet(self.state.seq + 1, done.at, done.label, changes, done.undoes)
            self.state.apply(moved)
            self.pending.append(moved)

    def _reload(self) -> list[ChangeSet]:
        """Read everything again and tell what is different."""
        old = self.state
        waiting, self.pending = self.pending, []
        for done in reversed(waiting):
            old.apply(ChangeSet(0, done.at, done.label, tuple(change.reversed() for change in reversed(done.changes))))
        self.close_journal()
        new = load(self.places, self.files)
        if old.side_loaded:
            new.load_side()
        for name, number in old.counters.items():
            new.counters[name] = max(number, new.counters.get(name, 0))
        changes = tuple(_differences(old, new))
        self.state = new
        for notice in new.notices:
            self.note(notice)
        new.notices = self.notices
        self._again(waiting)
        return [ChangeSet(new.seq, self.clock.now(), "Changed by another program", changes)] if changes else []

    def note(self, notice: str) -> None:
        """Remember something to tell the user, once."""
        if notice not in self.notices:
            self.notices.append(notice)


def _differences(old: State, new: State) -> Iterable[Change]:
    for name in sorted(old.tables.keys() | new.tables.keys()):
        before = old.tables[name].rows if name in old.tables else {}
        after = new.tables[name].rows if name in new.tables else {}
        for id in sorted(before.keys() | after.keys()):
            was, now = before.get(id), after.get(id)
            was_bytes = None if was is None else bytes(was)
            now_bytes = None if now is None else bytes(now)
            if was_bytes != now_bytes:
                yield Change(name, id, was_bytes, now_bytes)
