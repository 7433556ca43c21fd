"""Unsaved changes taken out and laid on top again, and everything read anew when another program changed the plan."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from outreach.errors import BadInput, Denied, NewerVersion, OutreachError
from outreach.store.backup import SHRINK_RECORDS, SHRINK_SHARE, contents
from outreach.store.changes import Change, ChangeSet
from outreach.store.history import takes_back
from outreach.store.merge import rebase
from outreach.store.reading import identity
from outreach.store.state import State, load

if TYPE_CHECKING:
    from outreach.store.engine import Engine


def lift(engine: Engine) -> list[ChangeSet]:
    """Take what is not saved out of the tables, to lay it on top again later."""
    waiting, engine.pending = engine.pending, []
    state = engine.state
    saved = state.seq - len(waiting)
    for done in reversed(waiting):
        state.apply(ChangeSet(0, done.at, done.label, takes_back(done)))
    state.seq = saved
    return waiting


def lay(engine: Engine, waiting: list[ChangeSet]) -> None:
    """Put unsaved changes back over what arrived, field by field; what others did as well is dropped."""
    for done in waiting:
        changes = rebase(done.changes, engine.state.row, engine.state.fresh_id)
        if changes:
            moved = ChangeSet(engine.state.seq + 1, done.at, done.label, changes, done.undoes)
            engine.state.apply(moved)
            engine.pending.append(moved)


def reload(engine: Engine) -> list[ChangeSet]:
    """Read everything again and tell what is different."""
    old = engine.state
    engine.close_journal()
    try:
        new = load(engine.places, engine.files)
    except (BadInput, Denied) as error:
        return _stay(engine, error)
    waiting = lift(engine)
    if old.side_loaded:
        new.load_side()
    for name, number in old.counters.items():
        new.counters[name] = max(number, new.counters.get(name, 0))
    changes = tuple(_differences(old, new))
    for notice in new.notices:
        engine.note(notice)
    new.notices = engine.notices
    engine.state = new
    _keep_what_shrank(engine, old, changes)
    if waiting:
        new.settle.append("unsaved changes")
        lay(engine, waiting)
    return [ChangeSet(new.seq, engine.clock.now(), "Changed by another program", changes)] if changes else []


def _stay(engine: Engine, error: OutreachError) -> list[ChangeSet]:
    """Another program damaged a file under our hands: memory and journal hold everything, so work goes on and the file is written anew."""
    state = engine.state
    if isinstance(error, NewerVersion):
        engine.read_only = True
        engine.note(f"{error.message} meanwhile: nothing more is saved here; {error.next_step}")
        return []
    engine.note(f"{error.message}; it is written again from memory at the next change, a copy goes to {engine.places.backups}")
    if "damaged" not in state.settle:
        state.settle.append("damaged")
    try:
        state.main_seen = identity(engine.files.stat(engine.places.main))
    except FileNotFoundError:
        state.main_seen = None
    return []


def _keep_what_shrank(engine: Engine, old: State, changes: Sequence[Change]) -> None:
    """When another program's file lacks much of what is in memory, what is in memory is kept as a backup at the next change."""
    gone = sum(change.new is None for change in changes)
    total = sum(len(table.rows) for table in old.tables.values())
    if gone > SHRINK_RECORDS or gone > total * SHRINK_SHARE:
        engine.shrunk = contents(old)[0]
        engine.state.settle.append("shrunk")
        engine.note(f"{gone} of {total} records are missing from the file another program wrote; a backup is made at the next change")


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
