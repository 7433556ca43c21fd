"""A close look at a plan on the disk: everything that is wrong, odd or careless, as a list. It reads only."""

from __future__ import annotations

import datetime as dt
import os
import re
import stat as stat_bits
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import msgspec

from outreach.clock import Clock
from outreach.domain.model import Record
from outreach.errors import BadInput, Denied
from outreach.store.erase import LABEL as UNFINISHED_FORGETTING
from outreach.store.files import Files
from outreach.store.history import read_history
from outreach.store.places import Places, plan_places
from outreach.store.reading import read_journal
from outreach.store.records import REFERENCES, TABLES, decode
from outreach.store.state import State, load
from outreach.text import clean

Severity = Literal["error", "warning", "note"]

_LOOPS = {"people": ("bridge", "introducer"), "steps": ("anchor",)}
_EARLIEST = dt.date(1950, 1, 1)
_FAR = dt.timedelta(days=3660)
_CONFLICT = re.compile(r"sync-conflict|conflicted copy|\(conflict|outreach \d+\.json|network \d+\.json|\.~lock", re.IGNORECASE)
_SYNCED = re.compile(r"dropbox|onedrive|icloud|mobile documents|google ?drive|nextcloud|syncthing|pcloud", re.IGNORECASE)
_STALE = re.compile(r"\..+\.tmp-[0-9a-f]{8}")


class Finding(msgspec.Struct, frozen=True):
    """One thing the check found."""

    id: str
    """What kind of thing: stable, for scripts."""
    severity: Severity
    """error: data is wrong or cannot be read; warning: it may be lost or seen by others; note: good to know."""
    where: str
    """File, or JSON path inside the plan."""
    message: str
    next_step: str = ""


def check(folder: Path, clock: Clock, files: Files | None = None) -> list[Finding]:
    """All findings for the plan in ``folder``, gravest first; an empty list is a clean bill of health. Writes nothing."""
    files = files or Files()
    places = plan_places(folder)
    found = [*_surroundings(places, files), *_journal(places, files), *_forgetting(places, files)]
    try:
        state = load(places, files)
        state.load_side()
    except (BadInput, Denied) as error:
        found.append(Finding("unreadable", "error", str(places.main), error.message, error.next_step))
    else:
        found += [Finding("notice", "warning", str(places.main), notice) for notice in state.notices]
        found += _contents(state, clock)
    rank = {"error": 0, "warning": 1, "note": 2}
    return sorted(found, key=lambda finding: (rank[finding.severity], finding.id, finding.where))


def _surroundings(places: Places, files: Files) -> Iterator[Finding]:
    folder = places.folder
    try:
        owner = files.stat(folder)
    except FileNotFoundError:
        return
    mode = stat_bits.S_IMODE(owner.st_mode)
    if owner.st_uid != os.geteuid():
        yield Finding("another-owner", "warning", str(folder), "the folder belongs to another user, who may read and replace the plan")
    if mode & 0o077:
        yield Finding("too-open", "warning", str(folder), f"other users may look into the folder (mode {mode:04o})", f"chmod 700 {folder}")
    names = files.listdir(folder)
    for name in names:
        path = folder / name
        found = files.lstat(path)
        if _STALE.fullmatch(name):
            yield Finding(
                "stale-temp", "note", str(path), "left by a killed writer; it holds a copy of the plan", "the next change removes it"
            )
        elif _CONFLICT.search(name):
            yield Finding(
                "sync-conflict", "warning", str(path), "a sync program kept a second version of a file", "compare, then remove it"
            )
        elif path in (places.main, places.side, places.journal, places.history, places.lock) and stat_bits.S_ISREG(found.st_mode):
            mode = stat_bits.S_IMODE(found.st_mode)
            if mode & 0o077:
                yield Finding("too-open", "warning", str(path), f"other users may read it (mode {mode:04o})", f"chmod 600 {path}")
            if found.st_nlink > 1:
                yield Finding(
                    "hard-link", "warning", str(path), "it has a second name, which the next save leaves behind with the old content"
                )
    if _SYNCED.search(str(folder.resolve())):
        yield Finding(
            "synced-folder", "warning", str(folder), "the folder is synced to another company's machines", "keep the plan elsewhere"
        )
    if any((parent / ".git").exists() for parent in (folder, *folder.resolve().parents)):
        yield Finding("in-repository", "warning", str(folder), "the folder is inside a git work tree: a commit would publish the plan")


def _journal(places: Places, files: Files) -> Iterator[Finding]:
    try:
        journal, _ = read_journal(files, places)
    except (BadInput, Denied) as error:
        yield Finding("journal-unreadable", "error", str(places.journal), error.message, error.next_step)
        return
    if journal is None:
        return
    if journal.header is None:
        yield Finding("journal-header", "error", str(places.journal), "the first line is damaged", "the next change sets a copy aside")
    if journal.bad:
        yield Finding(
            "journal-damaged", "error", str(places.journal), f"{journal.bad} damaged line(s)", "the next change sets a copy aside"
        )
    if journal.torn:
        yield Finding("journal-torn", "note", str(places.journal), "ends in an unfinished line that was never acknowledged")
    if journal.lines:
        yield Finding("journal-waiting", "note", str(places.journal), f"{len(journal.lines)} change(s) wait to be written to the plan file")


def _forgetting(places: Places, files: Files) -> Iterator[Finding]:
    """A forgetting that a crash or a full disk cut short: the past and the copies may still name whom it was about."""
    try:
        journal, _ = read_journal(files, places)
        lines = [*read_history(files, places), *(journal.lines if journal else [])]
    except (BadInput, Denied, OSError):
        return  # said of the journal above; an unreadable history is a notice of the plan
    if any(line.label == UNFINISHED_FORGETTING for line in lines):
        yield Finding(
            "forgetting-cut-short",
            "warning",
            str(places.folder),
            "forgetting somebody was cut short: copies and the history may still name them",
            "outreach forget --finish",
        )


def _contents(state: State, clock: Clock) -> Iterator[Finding]:
    records: dict[str, dict[int, Record]] = {}
    uids: dict[str, str] = {}
    for name, kind in TABLES.items():
        good = records[name] = {}
        try:
            rows = list(state.table(name).sorted_rows())
        except BadInput as error:
            yield Finding("wrong-shape", "error", f"$.{name}", error.message)
            continue
        for id, row in rows:
            where = f'$.{name}["{id}"]'
            try:
                good[id] = decode(kind, id, row)
            except BadInput as error:
                yield Finding("wrong-shape", "error", where, error.message, "mend it in the file, or restore a backup")
                continue
            uid = good[id].uid
            if uid and uids.setdefault(uid, where) != where:
                yield Finding("double-uid", "error", where, f"has the uid of {uids[uid]}")
    for name, table in records.items():
        for id, record in table.items():
            where = f'$.{name}["{id}"]'
            yield from _references(name, record, where, records)
            yield from _dates(record, where, clock.today())
            yield from _names(record, where)
    yield from _circles(records)
    for name in sorted(state.tables.keys() - TABLES.keys()):
        yield Finding("unknown-table", "note", f"$.{clean(name)}", "no table of this version; it is kept as it is")


def _references(name: str, record: Record, where: str, records: dict[str, dict[int, Record]]) -> Iterator[Finding]:
    for field, target in REFERENCES.get(name, {}).items():
        value = getattr(record, field)
        if value is not None and value not in records[target]:
            yield Finding("dangling-id", "error", f"{where}.{field}", f"points to {target} {value}, which does not exist")


def _circles(records: dict[str, dict[int, Record]]) -> Iterator[Finding]:
    for name, fields in _LOOPS.items():
        for field in fields:
            for id in records[name]:
                seen: list[int] = []
                here: int | None = id
                while here is not None and here in records[name] and here not in seen:
                    seen.append(here)
                    here = getattr(records[name][here], field)
                if here == id and id == min(seen):
                    chain = " -> ".join(map(str, [*seen, id]))
                    yield Finding("circle", "error", f'$.{name}["{id}"].{field}', f"goes round in a circle: {chain}")


def _dates(record: Record, where: str, today: dt.date) -> Iterator[Finding]:
    for field in record.__struct_fields__:
        value: Any = getattr(record, field)
        if isinstance(value, dt.datetime):
            value = value.date()
        if not isinstance(value, dt.date):
            continue
        if not _EARLIEST <= value <= today + _FAR:
            yield Finding("odd-date", "warning", f"{where}.{field}", f"{value.isoformat()} is hardly meant")
        elif field in {"done_at", "made_at", "sent_at", "imported_at", "added"} and value > today + dt.timedelta(days=1):
            yield Finding("odd-date", "warning", f"{where}.{field}", f"{value.isoformat()} has not come yet")
    start, end = getattr(record, "on", None), getattr(record, "until", None)
    if isinstance(start, dt.date) and isinstance(end, dt.date) and end < start:
        yield Finding("odd-date", "warning", f"{where}.until", f"{end.isoformat()} is before {start.isoformat()}")


def _names(record: Record, where: str) -> Iterator[Finding]:
    name = getattr(record, "name", "")
    for word in name.split() if isinstance(name, str) and not name.isascii() else ():
        scripts = {unicodedata.name(char, "?").split(" ")[0] for char in word if char.isalpha()} & {"LATIN", "CYRILLIC", "GREEK"}
        if len(scripts) > 1:
            mix = " and ".join(sorted(script.title() for script in scripts))
            yield Finding("mixed-script", "warning", f"{where}.name", f"{clean(word)!r} mixes {mix} letters: it may imitate another name")
