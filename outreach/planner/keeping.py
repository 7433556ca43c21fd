"""Backups of a plan and the ways back to one, also for a plan that is too damaged to be opened.

Nothing here needs an open planner but ``back_up``: a face may call it just when opening one has failed.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from outreach import config
from outreach.clock import Clock
from outreach.domain.saying import plural
from outreach.errors import Ambiguous, BadInput, Denied, NotFound, UsageError
from outreach.paths import Paths
from outreach.store import Files, Store
from outreach.store.address_book import rescue_address_book
from outreach.store.backup import SHRINK_RECORDS, SHRINK_SHARE, list_backups, network_copy, rescue
from outreach.store.check import Finding, check
from outreach.store.datafile import META, parse
from outreach.store.erase import read_forgotten
from outreach.store.files import write_anew
from outreach.store.places import plan_places
from outreach.store.state import State, load
from outreach.text import clean

if TYPE_CHECKING:
    from outreach.planner.planner import Planner

Rows = Mapping[str, Mapping[int, bytes | msgspec.Raw]]
"""Table -> number -> the stored document."""

BY_HAND = "by hand"
"""Why a backup was made when somebody asked for it."""


class BackupRow(msgspec.Struct, frozen=True, kw_only=True):
    """One backup, as a list shows it."""

    number: int
    """Place in the list, the newest being 1."""
    name: str
    """File name in the backups folder."""
    path: str
    made: str
    """Local time as ``YYYY-MM-DD HH:MM:SS``."""
    reason: str
    records: int
    """How many records it holds, without the address book."""
    address_book: bool
    """Whether the imported people are kept with it."""
    size: int = 0
    """Bytes of the copy, the address book not counted."""


class TableChange(msgspec.Struct, frozen=True, kw_only=True):
    """What going back would do to one table, in records."""

    table: str
    added: int = 0
    changed: int = 0
    removed: int = 0


class RestorePreview(msgspec.Struct, frozen=True, kw_only=True):
    """What going back to a backup would do; nothing has been done yet."""

    name: str
    path: str
    damage: str = ""
    """Why the plan cannot be read as it is; empty for a sound plan. Then everything the backup holds counts as added."""
    address_book_only: bool = False
    """The damage is in the address book alone: the plan itself stays as it is."""
    tables: tuple[TableChange, ...] = ()
    """Tables that would change."""
    records: int = 0
    """Records there are now, with the address book when the backup has one; 0 for a damaged plan."""
    removed: int = 0
    """Records that would disappear."""
    emptier: bool = False
    """More than 10 records, or 5 %, would disappear: ``restore`` wants that number said (source: FAULTS R7)."""


class Restored(msgspec.Struct, frozen=True, kw_only=True):
    """What a restore did."""

    name: str
    undoable: bool
    """Whether ``undo`` takes it back; a damaged plan that was replaced lies in ``aside`` instead."""
    aside: tuple[str, ...] = ()
    """Copies of the files as they were."""


def backups(data: Path) -> list[BackupRow]:
    """Every backup of the plan in ``data``, newest first. Reads the folder only."""
    files = Files()
    there = set(files.listdir(plan_places(data).backups))
    return [
        BackupRow(
            number=number,
            name=backup.path.name,
            path=str(backup.path),
            made=f"{backup.made[:10]} {backup.made[11:13]}:{backup.made[13:15]}:{backup.made[15:17]}",
            reason=backup.reason.replace("-", " "),
            records=backup.records,
            address_book=network_copy(backup.path).name in there,
            size=files.stat(backup.path).st_size,
        )
        for number, backup in enumerate(list_backups(data, files), 1)
    ]


def damage_of(data: Path, clock: Clock) -> BadInput | None:
    """What is wrong with the plan in ``data`` when it cannot be read, as the error to raise; None for one that can."""
    grave = (finding for finding in check(data, clock) if finding.id in {"unreadable", "wrong-shape"} and finding.severity == "error")
    return next((BadInput(finding.message, next_step=finding.next_step) for finding in grave), None)


def places(paths: Paths) -> list[tuple[str, str]]:
    """Label and path of every file a plan is made of."""
    there = plan_places(paths.data)
    named = (("plan", there.main), ("address book", there.side), ("journal", there.journal), ("history", there.history))
    return [*((label, str(path)) for label, path in named if path is not None), ("backups", str(there.backups))]


def lay_out(backup: Path, folder: Path) -> None:
    """Put a copy of a backup, with its address book, where a plan can be opened from. Raises BadInput, NotFound, OSError."""
    _backup_rows(backup)
    files, places = Files(), plan_places(folder)
    files.mkdir(folder)
    write_anew(files, places.main, files.read(backup))
    if places.side is not None and network_copy(backup).exists():
        write_anew(files, places.side, files.read(network_copy(backup)))


def back_up(planner: Planner, reason: str = BY_HAND) -> BackupRow:
    """Make a backup now. Raises UsageError while there is no plan to copy, NotSaved when the disk refuses, Busy."""
    places = plan_places(planner.paths.data)
    if not (places.main.exists() or places.journal.exists()):
        raise UsageError("there is no plan to back up yet", next_step="'outreach company add' or 'outreach import' starts one")
    path = planner.store.backup(reason)
    return next(row for row in backups(planner.paths.data) if row.name == path.name)


def find_backup(data: Path, text: str) -> Path:
    """The backup meant by its number in the list, the beginning of its name, a part of its reason, or the path of a file.

    Raises NotFound, or Ambiguous with the candidates.
    """
    rows = backups(data)
    if text.isdecimal() and (found := [row for row in rows if row.number == int(text)]):
        return Path(found[0].path)
    if exact := [row for row in rows if row.name == text]:
        return Path(exact[0].path)
    path = Path(text).expanduser()
    if "/" in text and path.is_file():
        return path
    wanted = text.casefold()
    found = [row for row in rows if row.name.startswith(text) or row.made.startswith(text) or (wanted and wanted in row.reason.casefold())]
    if not found:
        raise NotFound(f"no backup answers to {clean(text)!r}", next_step="'outreach backup --list' lists them")
    if len(found) > 1:
        raise Ambiguous(f"{len(found)} backups answer to {clean(text)!r}", tuple((row.number, row.name) for row in found))
    return Path(found[0].path)


def preview(data: Path, path: Path) -> RestorePreview:
    """What going back to the backup at ``path`` would change, counted by table. Writes nothing.

    Raises NotFound or BadInput when the backup itself is not there, cannot be read, or still holds somebody who was forgotten.
    """
    then, with_side = _backup_rows(path)
    _refuse_the_forgotten(data, path, then)
    side = plan_places(data).side_tables
    now, damage, side_damage = _plan_rows(data)
    if damage:
        compared: Rows = {}
    elif side_damage:
        then = {name: rows for name, rows in then.items() if name in side}
        compared = {}
    else:
        compared = {name: rows for name, rows in now.items() if with_side or name not in side}
    tables = tuple(row for name in sorted(compared.keys() | then.keys()) if (row := _difference(name, compared, then)) is not None)
    removed = sum(row.removed for row in tables)
    total = sum(len(rows) for rows in compared.values())
    return RestorePreview(
        name=path.name,
        path=str(path),
        damage=damage or side_damage,
        address_book_only=bool(side_damage and not damage),
        tables=tables,
        records=total,
        removed=removed,
        emptier=removed > SHRINK_RECORDS or removed > total * SHRINK_SHARE,
    )


def restore(paths: Paths, clock: Clock, path: Path, *, losing: int = 0) -> Restored:
    """Go back to a backup, after making one of the plan as it is. One change that undo takes back, when the plan could be opened.

    Raises Refused when many records would disappear and ``losing`` is not their number; BadInput, NotFound, Busy, NotSaved.
    """
    seen = preview(paths.data, path)
    if seen.damage:
        put_back = rescue_address_book if seen.address_book_only else rescue
        aside = put_back(paths.data, path, clock)
        _, still, _ = _plan_rows(paths.data)
        if still:
            raise BadInput(f"the backup is in place, but {still}", next_step=f"what was there is in {plan_places(paths.data).backups}")
        return Restored(name=path.name, undoable=False, aside=tuple(map(str, aside)))
    with Store.open(paths.data, clock) as store:
        done = store.restore(path, confirmed=seen.emptier and losing == seen.removed)
    return Restored(name=path.name, undoable=done is not None)


def findings(paths: Paths, clock: Clock) -> list[Finding]:
    """What is amiss with the plan's files, records and settings, gravest first; empty when all is well.

    For a plan that cannot be read, the backups to go back to are listed as notes.
    """
    found = [_led_on(finding) for finding in check(paths.data, clock)]
    try:
        config.load(paths.config)
    except BadInput as error:
        found.insert(0, Finding("settings", "error", str(paths.config / "config.toml"), error.message, error.next_step))
    if any(finding.id in {"unreadable", "wrong-shape", "journal-header", "journal-damaged"} for finding in found):
        found += [
            Finding(
                "backup",
                "note",
                row.path,
                f"a backup made {row.made} ({row.reason}) with {plural(row.records, 'record')}"
                + (" and the address book" if row.address_book else ""),
                f"outreach restore {row.number}",
            )
            for row in backups(paths.data)
        ]
    return found


def _led_on(finding: Finding) -> Finding:
    """A copy a sync program kept can be merged, which the store's own check cannot know."""
    if finding.id == "sync-conflict" and finding.where.lower().endswith(".json"):
        return msgspec.structs.replace(finding, next_step=f"outreach merge '{finding.where}' --dry-run")
    return finding


def _backup_rows(path: Path) -> tuple[Rows, bool]:
    """Documents of a backup by table, and whether its address book is among them."""
    files = Files()
    found: dict[str, Mapping[int, bytes | msgspec.Raw]] = {}
    with_side = False
    for part in (path, network_copy(path)):
        try:
            data = files.read(part)
        except FileNotFoundError:
            if part == path:
                raise NotFound(f"there is no backup {path}", next_step="'outreach backup --list' lists them") from None
            continue
        except OSError as error:
            raise BadInput(f"{part} cannot be read: {error.strerror}", next_step="choose another backup") from None
        if not data:
            raise BadInput(f"{part} is empty", next_step="choose another backup")
        with_side = part != path
        found |= {name: table.rows for name, table in parse(data, part, "choose another backup").tables.items() if name != META}
    return found, with_side


def _refuse_the_forgotten(data: Path, path: Path, rows: Rows) -> None:
    """The backups in the folder were rewritten when somebody was forgotten; a file from elsewhere was not."""
    forgotten = read_forgotten(data)
    if not forgotten.keys:
        return
    for name in ("people", "contacts"):
        for row in rows.get(name, {}).values():
            held = msgspec.json.decode(row)
            marks = (held.get(field, "") for field in ("key", "email", "url", "uid")) if isinstance(held, dict) else ()
            if any(isinstance(mark, str) and mark and forgotten.knows(mark) for mark in marks):
                raise BadInput(f"{path.name} still holds somebody you forgot", next_step="'outreach backup --list' lists those that do not")


def _plan_rows(data: Path) -> tuple[Rows, str, str]:
    """Documents of the plan by table, and why the plan, or its address book alone, cannot be read."""
    places = plan_places(data)
    try:
        state = load(places, Files())
        now = _rows(state, {name for name in state.tables if name not in places.side_tables})
    except (BadInput, Denied) as error:
        return {}, error.message, ""
    try:
        state.load_side()
        return {**now, **_rows(state, set(state.tables) & places.side_tables)}, "", ""
    except (BadInput, Denied) as error:
        return now, "", error.message


def _rows(state: State, names: set[str]) -> dict[str, Mapping[int, bytes | msgspec.Raw]]:
    return {name: state.table(name).rows for name in names if name != META}


def _difference(name: str, now: Rows, then: Rows) -> TableChange | None:
    was, will = now.get(name, {}), then.get(name, {})
    changed = sum(bytes(was[id]) != bytes(will[id]) for id in was.keys() & will.keys())
    row = TableChange(table=name, added=len(will.keys() - was.keys()), changed=changed, removed=len(was.keys() - will.keys()))
    return row if row.added or row.changed or row.removed else None
