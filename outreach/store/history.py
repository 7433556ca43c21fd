"""Change sets of earlier checkpoints, kept for undo, and the question of what undo and redo would take back next."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from outreach.store.changes import Change, ChangeSet
from outreach.store.files import Files, write_anew
from outreach.store.journal import Line, scan
from outreach.store.places import Places

if TYPE_CHECKING:
    from outreach.store.engine import Engine

KEEP = 200
"""Change sets that stay undoable at least."""

EMPTIED = -1
"""In ``undoes``: a command of which forgetting somebody left nothing. Nothing is there to take back; what was undone stays undone."""

SILENT = -2
"""In ``undoes``: the same of an undo, a redo, and of the forgetting itself; and a choice of how the screens look."""

_PRUNE_EVERY = 50
"""Change sets between two looks, for a look reads the whole file."""

_PRUNE_AT = 2_000_000
"""Bytes past which the history is looked through for more than it must keep."""


def read_history(files: Files, places: Places) -> list[Line]:
    """The change sets kept from before the last checkpoint, oldest first; damaged lines are left out."""
    try:
        data = files.read(places.history)
    except FileNotFoundError:
        return []
    lines = {line.seq: line for line in scan(data, headed=False).lines}
    return [lines[seq] for seq in sorted(lines)]


def keep(engine: Engine) -> None:
    """Append the journal's change sets to the history and make that durable; lines it already holds are not repeated."""
    files, places = engine.files, engine.places
    journal = files.read(places.journal)[: engine.state.offset]
    try:
        fd = files.open_append(places.history)
    except FileNotFoundError:
        files.close(files.open_excl(places.history))
        fd = files.open_append(places.history)
        files.fsync_dir(places.folder)
    last = 0
    try:
        size = files.fstat(fd).st_size
        if size:
            last = _last_seq(files, fd, size)
        data = _sets(journal, last)
        if size and files.pread(fd, 1, size - 1) != b"\n":
            data = b"\n" + data
        if data:
            files.write(fd, data, size)
            files.fsync(fd)
    finally:
        files.close(fd)
    if size + len(data) > _PRUNE_AT and engine.state.seq // _PRUNE_EVERY > last // _PRUNE_EVERY:
        _prune(files, places)


def last_kept(files: Files, places: Places) -> int:
    """Sequence number of the newest change set in the history; 0 when there is none."""
    try:
        fd = files.open_read(places.history)
    except FileNotFoundError:
        return 0
    try:
        return _last_seq(files, fd, files.fstat(fd).st_size)
    finally:
        files.close(fd)


def _sets(journal: bytes, after: int) -> bytes:
    """The lines that hold change sets later than ``after``, as they stand: that of an import is megabytes long and not taken apart."""
    whole, kept, at = memoryview(journal), [], 0
    while end := journal.find(b"\n", at) + 1:
        if journal[at + 9 : at + 10] == b"[" and (not after or int(journal[at + 10 : journal.index(b",", at + 10)]) > after):
            kept.append(whole[at:end])
        at = end
    return b"".join(kept)


def read_since(files: Files, places: Places, seq: int) -> list[Line]:
    """The change sets kept after ``seq``, oldest first."""
    try:
        fd = files.open_read(places.history)
    except FileNotFoundError:
        return []
    try:
        return [line for line in _tail(files, fd, files.fstat(fd).st_size, seq) if line.seq > seq]
    finally:
        files.close(fd)


def _last_seq(files: Files, fd: int, size: int) -> int:
    lines = _tail(files, fd, size, None)
    return lines[-1].seq if lines else 0


def _tail(files: Files, fd: int, size: int, seq: int | None) -> list[Line]:
    """The newest lines, back to ``seq`` or at least one; read backwards, so a long history costs nothing."""
    reach = 65536
    while True:
        start = max(0, size - reach)
        lines = scan(files.pread(fd, size - start, start), headed=False).lines
        if start == 0 or (lines and (seq is None or lines[0].seq <= seq + 1)):
            return lines
        reach *= 8


def _prune(files: Files, places: Places) -> None:
    lines = [line for line in files.read(places.history).split(b"\n") if line[9:10] == b"["]
    if len(lines) > 2 * KEEP:
        write_anew(files, places.history, b"".join(line + b"\n" for line in lines[-KEEP - KEEP // 4 :]))


def everything(engine: Engine) -> list[Line | ChangeSet]:
    """All change sets known, oldest first: history, journal, and those not on the disk yet."""
    found: dict[int, Line | ChangeSet] = {line.seq: line for line in read_history(engine.files, engine.places)}
    try:
        data = engine.files.read(engine.places.journal)[: engine.state.offset]
    except FileNotFoundError:
        data = b""
    found.update((line.seq, line) for line in scan(data).lines if line.seq <= engine.state.seq)
    found.update((done.seq, done) for done in engine.pending)
    return [found[seq] for seq in sorted(found)]


def opened(entry: Line | ChangeSet) -> ChangeSet:
    """A change set with its changes."""
    return entry.change_set() if isinstance(entry, Line) else entry


def stacks(entries: Iterable[Line | ChangeSet], own: set[int], opened_at: int) -> tuple[list[int], list[int]]:
    """What can be undone and what can be redone, as sequence numbers, next one last.

    A window takes back its own commands and those made before it was opened, not what another window is doing meanwhile.
    """
    undo: list[int] = []
    redo: list[int] = []
    for entry in entries:
        if entry.undoes in {0, EMPTIED}:
            if entry.seq <= opened_at or entry.seq in own:
                redo.clear()
                if not entry.undoes:
                    undo.append(entry.seq)
        elif entry.undoes in undo:
            undo.remove(entry.undoes)
            redo.append(entry.seq)
        elif entry.undoes in redo:
            redo.remove(entry.undoes)
            undo.append(entry.seq)
    return undo, redo


def takes_back(target: ChangeSet) -> tuple[Change, ...]:
    """The changes that undo ``target``, last first."""
    return tuple(change.reversed() for change in reversed(target.changes))
