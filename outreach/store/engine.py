"""Commits: lock, take over what others appended, append one line, fsync, let go. What failed stays in memory and is tried again."""

from __future__ import annotations

import errno
import weakref
from collections.abc import Callable, Iterable, Mapping

from outreach.clock import Clock
from outreach.domain.model import Record
from outreach.errors import Busy, NotSaved
from outreach.store import checkpoint, follow
from outreach.store.changes import Change, ChangeSet
from outreach.store.files import Files
from outreach.store.journal import encode_set
from outreach.store.lock import Lock
from outreach.store.places import Places
from outreach.store.state import State, load
from outreach.store.tables import Shelf

CHECKPOINT_AT = 1_000_000
"""Bytes of journal past which a commit also writes the data file anew."""

ROOM = 65_536
"""Zero bytes written ahead when the journal grows."""

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


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
        self.folder_seen: tuple[int, int] | None = None
        """The folder's inode and time when it was last looked at; None when that look proves nothing."""
        self.tell: weakref.WeakMethod[Callable[[ChangeSet], None]] | None = None
        """Hears of commits that were not made through a transaction; weak, for a circle of what gc has frozen would never be freed."""
        self.shrunk = b""
        """The data file as it was before another program wrote one with far fewer records; kept aside at the next change."""
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

    def table(self, name: str) -> Shelf:
        """A table in memory; the address book is read when one of its tables is first asked for."""
        if not self.state.side_loaded and name in self.places.side_tables:
            follow.open_side(self)
        return self.state.table(name)

    def begin(self) -> None:
        """Take the lock and catch up. Raises Busy, or NotSaved when the plan is read-only; nests."""
        if self._depth:
            self._depth += 1
            return
        if self.read_only:
            raise NotSaved(f"{self.places.folder} is read-only here", next_step="open a copy you may write to")
        self.trouble = None
        try:
            if self.journal_fd is None:
                self.files.mkdir(self.places.folder)
            self.lock.acquire()
            if self.lock.unsupported:
                self.note(f"{self.places.folder} cannot be locked (a network or memory-card file system): use one terminal at a time")
            if self.suspect:
                self.close_journal()
                self.suspect = False
            follow.catch_up(self, locked=True)
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

    def commit(
        self, changes: Iterable[Change], label: str, undoes: int = 0, records: Mapping[str, Mapping[int, Record | None]] | None = None
    ) -> ChangeSet:
        """Make changes durable; ``begin`` must have been called. Raises NotSaved with the changes kept in memory."""
        done = ChangeSet(self.state.seq + 1, self.clock.now(), label, tuple(changes), undoes)
        self.state.apply(done, records)
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
            assert fd is not None
            state = self.state
            end = state.offset + len(data)
            self._write(fd, data, end)
            self.files.fsync(fd)
        except OSError as error:
            self._forget_journal()
            reason = error.strerror or str(error)
            raise NotSaved(f"NOT SAVED - {reason} ({self.places.folder})", next_step="the change is kept here and tried again") from error
        state.offset = end
        state.lines += len(self.pending)
        self.own.update(done.seq for done in self.pending)
        self.pending.clear()
        if state.offset > CHECKPOINT_AT:
            self.try_checkpoint()

    def _write(self, fd: int, data: bytes, end: int) -> None:
        """Write lines into the journal's free room, with more room behind them when it runs out and the disk has it.

        Lines larger than the room get none behind them: after an import a fresh journal follows anyway.
        """
        state = self.state
        if end > state.room and len(data) <= ROOM:
            try:
                self.files.write(fd, data + bytes(ROOM), state.offset)
            except OSError as error:
                if error.errno not in _FULL:
                    raise
            else:
                state.room = end + ROOM
                return
        self.files.write(fd, data, state.offset)

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
                self.state.room = self.state.offset
        except OSError as error:
            self.trouble = error
        finally:
            self.files.close(fd)

    def close_journal(self) -> None:
        """Let go of the open journal, if any."""
        if self.journal_fd is not None:
            fd, self.journal_fd = self.journal_fd, None
            self.files.close(fd)

    def try_checkpoint(self) -> None:
        """Write the data file anew; a failure loses nothing (the journal holds it all) and becomes a notice."""
        try:
            checkpoint.checkpoint(self)
        except OSError as error:
            self.suspect = True
            self.close_journal()
            self.note(f"the plan file could not be rewritten ({error.strerror}); every edit is safe in {self.places.journal.name}")

    def note(self, notice: str) -> None:
        """Remember something to tell the user, once."""
        if notice not in self.notices:
            self.notices.append(notice)
