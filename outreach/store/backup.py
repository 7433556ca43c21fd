"""Copies of the plan made before risky work, and going back to one of them."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from outreach.clock import Clock
from outreach.errors import BadInput, NotFound, NotSaved, Problem, Refused
from outreach.store.changes import Change, ChangeSet
from outreach.store.datafile import META, Content, Meta, compose, parse, validate
from outreach.store.files import Files, real, write_anew
from outreach.store.journal import scan
from outreach.store.lock import Lock
from outreach.store.migrate import migrate
from outreach.store.places import Places, plan_places
from outreach.store.state import State

if TYPE_CHECKING:
    from outreach.store.engine import Engine

KEEP = 10
"""Backups kept; the fullest one is kept besides."""

KEEP_ASIDE = 30
"""Files set aside that are kept besides those of the latest time."""

_ASIDE = r"(?:merged|damaged|pre-migration-v\d+|before-shrinking)-20\d\d-.*"
_NAME = r"(\d{4}-\d\d-\d\dT\d{6})(?:-(\d+))?-([a-z0-9-]+)-(\d+)-records\.json"
SHRINK_RECORDS = 10
"""More than this many records gone, without a word to delete them, is taken for an accident."""

SHRINK_SHARE = 0.05
"""The same as a share of all records."""


class Backup(msgspec.Struct, frozen=True):
    """One copy in ``backups/``."""

    path: Path
    """The copy of outreach.json; the address book lies beside it with ``.network`` in its name."""
    made: str
    """Local time as YYYY-MM-DDTHHMMSS."""
    reason: str
    records: int


def network_copy(path: Path) -> Path:
    """Where the address book that goes with a backup lies."""
    return path.with_suffix(".network.json")


def list_backups(folder: Path, files: Files | None = None) -> list[Backup]:
    """Every backup of the plan in ``folder``, newest first."""
    places = plan_places(folder)
    found = [
        (match[1], int(match[2] or 0), Backup(places.backups / name, match[1], match[3], int(match[4])))
        for name in (files or Files()).listdir(places.backups)
        if (match := re.fullmatch(_NAME, name))
    ]
    return [backup for _, _, backup in sorted(found, key=lambda row: row[:2], reverse=True)]


def back_up(engine: Engine, reason: str) -> Path:
    """Write the plan as it is in memory to a new backup, then drop the oldest. Raises NotSaved, or Busy."""
    engine.begin()
    try:
        return _back_up(engine, reason)
    finally:
        engine.end()


def _back_up(engine: Engine, reason: str) -> Path:
    state, files, places = engine.state, engine.files, engine.places
    main, side = contents(state)
    count = records(state)
    word = re.sub(r"[^a-z0-9]+", "-", reason.lower()).strip("-") or "backup"
    stamp = engine.clock.now().strftime("%Y-%m-%dT%H%M%S")
    try:
        files.mkdir(places.backups)
        taken = set(files.listdir(places.backups))
        number, name = 0, f"{stamp}-{word}-{count}-records.json"
        while name in taken:
            number += 1
            name = f"{stamp}-{number}-{word}-{count}-records.json"
        path = places.backups / name
        if side is None and places.side is not None:
            try:
                side = files.read(places.side)
            except FileNotFoundError:
                side = b""
        if side:
            write_anew(files, network_copy(path), side)
        write_anew(files, path, main)
    except OSError as error:
        raise NotSaved(
            f"no backup could be written to {places.backups}: {error.strerror}", next_step="make room, or move the folder"
        ) from error
    try:
        _rotate(files, places)
    except OSError as error:
        engine.note(f"old backups could not be removed: {error.strerror}")
    return path


def contents(state: State, *, whole: bool = False) -> tuple[bytes, bytes | None]:
    """What the two data files would hold now; None for the address book when the one on the disk is up to date, unless ``whole``."""
    places = state.places
    if state.side_changed:
        state.load_side()
    main = compose(
        [table for name, table in state.tables.items() if name not in places.side_tables and name != META],
        state.loose,
        Meta(state.schema, state.seq, state.counters) if places.meta else None,
    )
    validate(main)
    side = None
    if state.side_changed or (whole and places.side is not None):
        side = compose([state.tables[name] for name in sorted(places.side_tables) if name in state.tables], {}, None)
        validate(side)
    return main, side


def save_copy(engine: Engine, folder: Path) -> Path:
    """Write the plan as it is in memory, unsaved changes included, to another folder. Raises NotSaved; never replaces a plan."""
    places, files = plan_places(folder), engine.files
    try:
        files.mkdir(folder)
        if places.main.name in files.listdir(folder):
            raise NotSaved(f"{folder} holds a plan already", next_step="name another folder")
        engine.state.load_side()
        main, side = contents(engine.state, whole=True)
        assert side is not None
        write_anew(files, folder / "network.json", side)
        write_anew(files, places.main, main)
    except OSError as error:
        raise NotSaved(f"no copy could be written to {folder}: {error.strerror}", next_step="name another folder") from error
    return places.main


def records(state: State) -> int:
    """How many records the plan holds, without the address book."""
    return sum(len(table.rows) for name, table in state.tables.items() if name not in state.places.side_tables)


def _rotate(files: Files, places: Places) -> None:
    """Drop the oldest copies past KEEP, but never the fullest one."""
    backups = list_backups(places.folder, files)
    fullest = max(backups, key=lambda backup: backup.records, default=None)
    for backup in backups[KEEP:]:
        if backup is fullest:
            continue
        files.unlink(backup.path)
        try:
            files.unlink(network_copy(backup.path))
        except FileNotFoundError:
            continue


def set_aside(files: Files, places: Places, reason: str, now: dt.datetime) -> list[Path]:
    """Copy the data files and the journal byte for byte into ``backups/`` before something rewrites them. Raises OSError."""
    files.mkdir(places.backups)
    stamp = now.strftime("%Y-%m-%dT%H%M%S")
    copies = []
    taken = set(files.listdir(places.backups))
    number = 0
    while any(name.startswith(f"{reason}-{stamp}-") for name in taken):
        number += 1
        stamp = f"{now:%Y-%m-%dT%H%M%S}.{number}"
    for source in (places.main, places.journal, places.side):
        if source is None:
            continue
        try:
            data = files.read(source)
        except FileNotFoundError:
            continue
        target = places.backups / f"{reason}-{stamp}-{source.name}"
        write_anew(files, target, data)
        copies.append(target)
    old = sorted(name for name in taken if re.fullmatch(_ASIDE, name))
    for name in sorted(old, key=lambda name: name[name.index("-20") :])[: -KEEP_ASIDE or None]:
        files.unlink(places.backups / name)
    return copies


def _read(files: Files, path: Path) -> Content:
    try:
        data = files.read(path)
    except FileNotFoundError:
        raise NotFound(f"there is no backup {path}") from None
    except OSError as error:
        raise BadInput(f"{path} cannot be read: {error.strerror}") from None
    if not data:
        raise BadInput(f"{path} is empty", next_step="choose another backup")
    return parse(data, path, "choose another backup")


def restore(engine: Engine, path: Path, *, confirmed: bool = False) -> ChangeSet | None:
    """Make the plan what a backup says, as one change set that can be undone; the plan as it is now is backed up first.

    Raises Refused when more than 10 records, or 5 %, would disappear and ``confirmed`` is not given; None when nothing differs.
    """
    content = _read(engine.files, path)
    tables = dict(content.tables)
    migrate(tables, content.meta.schema)
    try:
        side = _read(engine.files, network_copy(path)).tables
        migrate(side, content.meta.schema)
        tables |= side
        with_side = True
    except NotFound:
        with_side = False
    engine.begin()
    try:
        state = engine.state
        if with_side:
            state.load_side()
        changes: list[Change] = []
        for name in sorted(state.tables.keys() | tables.keys()):
            if name == META or (name in engine.places.side_tables and not with_side):
                continue
            now = state.table(name).rows
            then = tables[name].rows if name in tables else {}
            for id in sorted(now.keys() | then.keys()):
                was, will = state.row(name, id), None if id not in then else bytes(then[id])
                if was != will:
                    changes.append(Change(name, id, was, will))
        if not changes:
            return None
        gone = sum(change.new is None for change in changes)
        total = sum(len(table.rows) for table in state.tables.values())
        if not confirmed and (gone > SHRINK_RECORDS or gone > total * SHRINK_SHARE):
            raise Refused((Problem("backup", f"{gone} of {total} records would disappear"),))
        back_up(engine, "before-restore")
        return engine.commit(changes, f"Restore the backup of {path.name[:10]}")
    finally:
        engine.end()


def rescue(folder: Path, path: Path, clock: Clock, files: Files | None = None) -> list[Path]:
    """Put a backup in the place of a plan that cannot be opened; what is there is set aside first. Returns the copies set aside.

    Changes still in the journal are laid over the backup when the plan is opened. Raises BadInput for a damaged backup, Busy, NotSaved.
    """
    files = files or Files()
    places = plan_places(folder)
    _read(files, path)
    lock = Lock(places, files)
    try:
        lock.acquire()
        try:
            aside = set_aside(files, places, "damaged", clock.now())
            side = network_copy(path)
            if places.side is not None and side.name in files.listdir(side.parent):
                write_anew(files, real(places.side), files.read(side))
            write_anew(files, real(places.main), files.read(path))
            _let_go_of_empty_journal(files, places)
        finally:
            lock.close()
    except OSError as error:
        raise NotSaved(f"the backup could not be put in place: {error.strerror}") from error
    return aside


def _let_go_of_empty_journal(files: Files, places: Places) -> None:
    """A journal without changes only says which file it belonged to, which is no longer so."""
    try:
        found = scan(files.read(places.journal))
    except FileNotFoundError:
        return
    if not found.lines and not found.bad:
        files.unlink(places.journal)
