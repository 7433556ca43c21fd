"""Writing the data file anew and starting a fresh journal bound to it; setting damaged or doubtful files aside first."""

from __future__ import annotations

import errno
import re
from typing import TYPE_CHECKING

from outreach.store.backup import set_aside
from outreach.store.datafile import META, Meta, compose, fingerprint, validate
from outreach.store.files import real, write_anew
from outreach.store.history import keep
from outreach.store.journal import VERSION, Header, Mark, encode_control
from outreach.store.reading import identity

if TYPE_CHECKING:
    from outreach.store.engine import Engine

_STALE = r"\.(.+)\.tmp-[0-9a-f]{8}"


def checkpoint(engine: Engine) -> None:
    """Write everything to the data files and start a fresh journal; the lock must be held.

    Raises OSError; until the very last step the old journal stays in force, so nothing acknowledged depends on this.
    """
    state, files, places = engine.state, engine.files, engine.places
    sweep(engine)
    with_side = places.side is not None and state.side_changed
    if with_side:
        state.load_side()
    main_tables = [table for name, table in state.tables.items() if name not in places.side_tables and name != META]
    meta = Meta(state.schema, state.seq, state.counters) if places.meta else None
    main = compose(main_tables, state.loose, meta)
    validate(main)
    side = b""
    side_mark = state.binding.side
    if with_side:
        side = compose([state.tables[name] for name in sorted(places.side_tables) if name in state.tables], {}, None)
        validate(side)
        side_mark = fingerprint(side)
    main_mark = fingerprint(main)
    if state.journal_inode is not None and state.lines:
        keep(engine)
        if engine.journal_fd is None:
            engine.journal_fd = files.open_append(places.journal)
        mark = Mark(state.seq, main_mark, side_mark, state.schema)
        line = encode_control(mark)
        files.write(engine.journal_fd, line, state.offset)
        files.fsync(engine.journal_fd)
        state.offset += len(line)
        state.room = max(state.room, state.offset)
        state.marks.append(mark)
    write_anew(files, real(places.main), main)
    state.main_seen, state.main_mark = identity(files.stat(places.main)), main_mark
    if with_side and places.side is not None:
        write_anew(files, real(places.side), side)
        state.side_mark = side_mark
    fresh_journal(engine, Header(VERSION, state.seq, main_mark, side_mark, dict(state.counters), state.schema))
    state.side_changed = False


def fresh_journal(engine: Engine, header: Header) -> None:
    """Put a journal with nothing but a header in place."""
    state, files, places = engine.state, engine.files, engine.places
    line = encode_control(header)
    engine.close_journal()
    write_anew(files, places.journal, line)
    state.binding, state.marks, state.lines = header, [], 0
    state.offset = state.room = len(line)
    state.journal_inode = files.lstat(places.journal).st_ino
    engine.journal_fd = files.open_append(places.journal)


def open_journal(engine: Engine) -> None:
    """Open the journal for writing, making the first one of a plan; a torn tail is cut."""
    state, files, places = engine.state, engine.files, engine.places
    if state.journal_inode is None:
        sweep(engine)
        if places.side is not None:
            state.load_side()
        saved = state.seq - len(engine.pending)
        fresh_journal(engine, Header(VERSION, saved, state.main_mark, state.side_mark, dict(state.counters), state.schema))
        return
    fd = files.open_append(places.journal)
    found = files.fstat(fd)
    if found.st_ino != state.journal_inode:
        files.close(fd)
        raise OSError(errno.ESTALE, "the journal was replaced while it was locked")
    if files.pread(fd, max(found.st_size - state.offset, 1), state.offset).strip(b"\0"):
        files.truncate(fd, state.offset)
        state.room = state.offset
    engine.journal_fd = fd


def settle(engine: Engine) -> None:
    """Before the first change after something doubtful was found: copy what is there aside, then write everything anew."""
    state = engine.state
    reasons = list(dict.fromkeys(state.settle))
    doubtful = [reason for reason in reasons if reason in ("merged", "damaged")]
    for reason in reasons:
        if reason in doubtful or reason.startswith("pre-migration"):
            set_aside(engine.files, engine.places, reason, engine.clock.now())
    if engine.shrunk:
        stamp = engine.clock.now().strftime("%Y-%m-%dT%H%M%S")
        engine.files.mkdir(engine.places.backups)
        write_anew(engine.files, engine.places.backups / f"before-shrinking-{stamp}-outreach.json", engine.shrunk)
        engine.shrunk = b""
    state.settle.clear()
    try:
        checkpoint(engine)
    except BaseException:
        state.settle += reasons
        raise


def sweep(engine: Engine) -> None:
    """Remove what a killed writer left behind: temporary files hold all the user wrote. The lock says that no writer is at work."""
    places, files = engine.places, engine.files
    ours = {path.name for path in (places.main, real(places.main), places.journal, places.history, places.forgotten)}
    if places.side is not None:
        ours |= {places.side.name, real(places.side).name}
    for folder in {places.folder, real(places.main).parent, places.backups}:
        for name in files.listdir(folder):
            if (match := re.fullmatch(_STALE, name)) and (match[1] in ours or folder == places.backups):
                files.unlink(folder / name)
