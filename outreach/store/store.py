"""The store: typed records over the plan's two TinyDB files, read through caches, changed through transactions."""

from __future__ import annotations

import weakref
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, cast

from outreach.clock import Clock
from outreach.errors import Busy, NotFound, NotSaved, Problem, Refused
from outreach.store import backup
from outreach.store.changes import Change, ChangeSet, redo_label, same_document, undo_label
from outreach.store.checkpoint import checkpoint
from outreach.store.engine import Engine
from outreach.store.files import Files
from outreach.store.follow import catch_up
from outreach.store.history import everything, opened, stacks, takes_back
from outreach.store.places import plan_places
from outreach.store.records import R, table_of
from outreach.store.storage import JournalStorage, PlanDB
from outreach.store.tables import G
from outreach.store.transaction import Transaction

if TYPE_CHECKING:
    from outreach.domain.model import Record
    from outreach.store.blot import Marks
    from outreach.store.erase import Erased, Forgotten

Callback = Callable[[ChangeSet], None]


class Store:
    """A plan. Reads come from memory; every change is one transaction, durable when its with-block ends."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.db = PlanDB(storage=JournalStorage, engine=engine)
        """The TinyDB database the plan lives in; its tables may be queried with TinyDB's own words."""
        self._callbacks: list[Callback] = []
        engine.tell = weakref.WeakMethod(self._tell)
        self._current: Transaction | None = None
        self._closed = False

    @classmethod
    def open(cls, folder: Path, clock: Clock, *, files: Files | None = None, read_only: bool = False) -> Store:
        """Read the plan in ``folder``, which need not exist. Writes nothing.

        Raises BadInput when a file is damaged, not a plain file, or of a newer version; Denied when it may not be read.
        """
        return cls(Engine(plan_places(folder), clock, files or Files(), read_only=read_only))

    @property
    def folder(self) -> Path:
        """The data folder."""
        return self._engine.places.folder

    @property
    def read_only(self) -> bool:
        """Whether changes are refused: asked for, or the folder may not be written."""
        return self._engine.read_only

    @property
    def saved(self) -> bool:
        """Whether every change is on the disk."""
        return self._engine.saved

    @property
    def notices(self) -> tuple[str, ...]:
        """What happened to the files that the user should know, one line each."""
        return tuple(self._engine.notices)

    @property
    def current(self) -> Transaction | None:
        """The transaction under way, if any; its reads see its own changes."""
        return self._current

    def close(self, *, checkpoint: bool = True) -> None:
        """Let go. With ``checkpoint``, write the data file when this process changed something, so that stock TinyDB reads all of it.

        A process that only looked writes nothing, whatever the journal holds.
        """
        if self._closed:
            return
        self._closed = True
        engine = self._engine
        if checkpoint:
            self.settle()
        engine.close_journal()
        engine.lock.close()

    def settle(self) -> None:
        """Write the data file when this process changed something; what prevents it becomes a notice, for the journal holds everything."""
        engine = self._engine
        if not engine.read_only and ((engine.own and engine.state.lines) or engine.pending):
            try:
                self.checkpoint()
            except (NotSaved, Busy) as error:
                engine.note(str(error))

    @contextmanager
    def held(self) -> Iterator[bool]:
        """Keep other writers out; hands over whether memory is what the files say: all is saved, and nobody wrote since the last look.

        Nothing is put right for it: where the files are doubtful or missing, they are not what memory is. Raises Busy or NotSaved.
        """
        engine = self._engine
        if engine.state.settle or engine.state.main_seen is None:
            yield False
            return
        engine.begin()
        try:
            yield not (engine.arrived or engine.pending or engine.trouble)
        finally:
            engine.end()
            self._tell()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def get(self, kind: type[R], id: int) -> R:
        """One record; raises NotFound."""
        record = self.find(kind, id)
        if record is None:
            raise NotFound(f"there is no {kind.__name__.lower()} {id}")
        return record

    def find(self, kind: type[R], id: int) -> R | None:
        """One record, or None. Inside a transaction, reads of every kind see what it has changed so far."""
        if self._current is not None:
            return self._current.find(kind, id)
        return self.db.shelf(table_of(kind)).find(kind, id)

    def all(self, kind: type[R]) -> Sequence[R]:
        """Every record of a kind in id order; decoded once and kept fresh."""
        if self._current is not None:
            return self._current.all(kind)
        return cast("Sequence[R]", self.db.shelf(table_of(kind)).all())

    def glimpse(self, kind: type[Record], shape: type[G]) -> Collection[G]:
        """Every record of a kind with the fields of ``shape`` alone, in no particular order: for a first look at a large table."""
        if self._current is not None:
            return cast("Collection[G]", self._current.all(kind))
        return self.db.shelf(table_of(kind)).glimpse(shape)

    def where(self, kind: type[R], field: str, value: object) -> Sequence[R]:
        """Records whose ``field`` is ``value``, in id order; cost grows with the hits only, after the first use of that field."""
        if self._current is not None:
            return self._current.where(kind, field, value)
        return cast("Sequence[R]", self.db.shelf(table_of(kind)).where(field, value))

    @contextmanager
    def transaction(self, label: str, *, undoable: bool = True) -> Iterator[Transaction]:
        """Collect changes and commit them together; an exception drops them all. Used inside another one, it joins that one.

        Undo passes by what is not ``undoable``.

        Raises Busy when another process keeps the lock, NotSaved when the disk refuses (the changes stay in memory and are tried again).
        """
        outer = self._current
        if outer is not None:
            point = outer._savepoint()
            try:
                yield outer
            except BaseException:
                outer._return_to(point)
                raise
            return
        tx = self._current = Transaction(self._engine, label, undoable=undoable)
        try:
            yield tx
            tx._commit()
        finally:
            self._current = None
            tx._end()
            self._tell(tx._done)

    def _tell(self, done: ChangeSet | None = None) -> None:
        news, self._engine.arrived = self._engine.arrived, []
        for changes in [*news, *([done] if done is not None else [])]:
            for callback in tuple(self._callbacks):
                callback(changes)

    def subscribe(self, callback: Callback) -> Callable[[], None]:
        """Call ``callback`` after every commit, undo, redo and foreign change; returns what ends that."""
        self._callbacks.append(callback)

        def unsubscribe() -> None:
            if callback in self._callbacks:
                self._callbacks.remove(callback)

        return unsubscribe

    def refresh(self) -> Sequence[ChangeSet]:
        """Take over what other processes wrote; two file look-ups when nothing is new. Takes no lock, writes nothing.

        A disk that cannot be read becomes a notice: what is in memory stays usable.
        """
        news: list[ChangeSet] = []
        try:
            news = catch_up(self._engine)
        except OSError as error:
            self._engine.note(f"{self.folder} cannot be read at the moment: {error.strerror}")
        self._tell()
        return news

    def retry(self) -> bool:
        """Try again to write what could not be saved; True when everything is on the disk. Raises NotSaved or Busy."""
        if self._engine.pending:
            self._engine.begin()
            try:
                self._engine.flush()
            finally:
                self._engine.end()
                self._tell()
        return self.saved

    def undo(self) -> ChangeSet | None:
        """Take back the last command not yet taken back; None when there is none. Raises Refused when its records were changed since."""
        return self._take_back(redo=False)

    def redo(self) -> ChangeSet | None:
        """Take back the last undo; None when there is none."""
        return self._take_back(redo=True)

    def _take_back(self, *, redo: bool) -> ChangeSet | None:
        engine = self._engine
        done: ChangeSet | None = None
        engine.begin()
        try:
            entries = everything(engine)
            undoable, redoable = stacks(entries, engine.own | {waiting.seq for waiting in engine.pending}, engine.opened_at)
            stack = redoable if redo else undoable
            if not stack:
                return None
            target = opened(next(entry for entry in entries if entry.seq == stack[-1]))
            changes = takes_back(target)
            self._check_unchanged(changes)
            label = redo_label(target) if redo else undo_label(target)
            done = engine.commit(changes, label, undoes=target.seq)
            return done
        except NotSaved:
            done = engine.pending[-1]
            raise
        finally:
            engine.end()
            self._tell(done)

    def _check_unchanged(self, changes: tuple[Change, ...]) -> None:
        for change in changes:
            if change.id is not None and not same_document(self._engine.state.row(change.table, change.id), change.old):
                problem = Problem("undo", f"{change.table} {change.id} was changed since by another window or program")
                raise Refused((problem,))

    def history(self, limit: int = 200) -> Sequence[ChangeSet]:
        """The last change sets, newest first."""
        return [opened(entry) for entry in reversed(everything(self._engine)[-limit:])]

    def checkpoint(self) -> None:
        """Write the data files and start a fresh journal. Raises NotSaved; the journal still holds every acknowledged change then."""
        engine = self._engine
        engine.begin()
        try:
            if engine.pending:
                engine.flush()
            try:
                if engine.trouble is not None:
                    raise engine.trouble
                checkpoint(engine)
            except OSError as error:
                engine.suspect = True
                engine.close_journal()
                raise NotSaved(
                    f"the plan file could not be rewritten: {error.strerror}", next_step="every edit is safe in the journal"
                ) from error
        finally:
            engine.end()
            self._tell()

    def backup(self, reason: str) -> Path:
        """Copy the plan as it is now into ``backups/`` and drop the oldest copies; returns the new folder entry.

        Raises NotSaved when it cannot be written.
        """
        return backup.back_up(self._engine, reason)

    def save_copy(self, folder: Path) -> Path:
        """Write the plan as it is in memory, unsaved changes included, to another folder; returns the file. Raises NotSaved."""
        return backup.save_copy(self._engine, folder)

    def restore(self, path: Path, *, confirmed: bool = False) -> ChangeSet | None:
        """Make the plan what a backup says, as one command that can be undone; None when nothing differs.

        Raises Refused when more than 10 records, or 5 %, would disappear and ``confirmed`` is not given; BadInput, NotFound, NotSaved.
        """
        done: ChangeSet | None = None
        try:
            done = backup.restore(self._engine, path, confirmed=confirmed)
        finally:
            self._tell(done)
        return done

    def forget(self, marks: Marks) -> Erased:
        """Take one person out of the plan, its past and its copies; nothing brings them back. Raises NotSaved, Busy."""
        from outreach.store.erase import erase

        erased = erase(self._engine, marks)
        self._tell(erased.done)
        return erased

    def unfinished_forgetting(self) -> Marks | None:
        """Whom a forgetting that was cut short was about; None when nothing is left to do."""
        from outreach.store.erase import unfinished

        return unfinished(self._engine)

    def forgotten(self) -> Forgotten:
        """Whom not to take in again. Raises BadInput when that list is damaged."""
        from outreach.store.erase import read_forgotten

        return read_forgotten(self.folder, self._engine.files)
