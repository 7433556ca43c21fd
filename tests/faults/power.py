"""Simulated power cuts over the recorded calls of a working day, for our store and for stock TinyDB."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unittest import mock

import msgspec
from faults.figures import Row, opened, snapshot
from faults.platter import Op, Recorder, cuts
from support.archives import archive, connection
from tinydb import TinyDB
from tinydb.storages import JSONStorage

from outreach.domain.model import Company, Person
from outreach.errors import OutreachError
from outreach.planner.forgetting import forget
from outreach.store.backup import list_backups
from outreach.text import clean, clean_note

Shot = dict[str, dict[int, Any]]


def _shape(found: dict[str, dict[int, bytes]]) -> Shot:
    return {name: {id: msgspec.json.decode(row) for id, row in rows.items()} for name, rows in found.items()}


def _day(folder: Path, variant: int) -> tuple[list[Op], list[Shot]]:
    """Commits, checkpoints, an import, undo, redo, a restore and a forgetting, with what the plan was after each."""
    files = Recorder()
    planner = opened(folder / "day", files)
    folder.mkdir(parents=True, exist_ok=True)
    shots: list[Shot] = [_shape(snapshot(planner.store))]
    people = [connection(f"Person {letter * 3}", "Fernwick Labs") for letter in "abcd"]
    source = archive(folder, "11-20-2026", connections=people)

    def tom() -> Person:
        return next(one for one in planner.store.all(Person) if one.name == "Tom Okafor")

    def fern() -> Any:
        return planner.find_company("Fernwick Labs")

    def bring_in() -> None:
        planner.imports.apply(planner.imports.preview([source]).token)

    def begin_again() -> None:
        nonlocal planner
        planner.close()
        planner = opened(folder / "day", files)

    steps: list[Any] = [
        lambda: planner.companies.add("Fernwick Labs", motivation=4),
        lambda: planner.people.add("Tom Okafor", fern(), notes="met once"),
        lambda: planner.store.backup("first"),
        lambda: planner.people.edit(tom().id, position="Recruiter"),
        lambda: planner.store.checkpoint(),
        lambda: planner.people.add("Ana Ruiz", fern(), notes="Tom Okafor knows her"),
        lambda: planner.undo(),
        lambda: planner.redo(),
        begin_again,
        bring_in,
        lambda: planner.companies.add("Larkspur Health"),
        lambda: planner.store.restore(list_backups(planner.paths.data)[-1].path, confirmed=True),
        lambda: planner.undo(),
        lambda: forget(planner, tom().id),
        lambda: planner.companies.add("Nimbus Robotics"),
        *[lambda n=n: planner.companies.add(f"Company {n}", notes=clean_note("n" * 97 * n * variant)) for n in range(variant)],
        begin_again,
    ]
    for step in steps:
        step()
        files.done()
        shots.append(_shape(snapshot(planner.store)))
    return files.ops, shots


def _laid_out(home: Path, files: dict[Path, bytes], root: Path) -> None:
    shutil.rmtree(home, ignore_errors=True)
    (home / "data").mkdir(parents=True)
    for path, content in files.items():
        if path.is_relative_to(root):
            target = home / "data" / path.relative_to(root)
            target.parent.mkdir(exist_ok=True)
            target.write_bytes(content)


def ours(folder: Path, wanted: int, variant: int, *, without: str = "") -> Iterator[str]:
    """What is wrong with each state; empty for a sound one. ``without`` leaves out a kind of call, to see that it is missed."""
    ops, shots = _day(folder, variant)
    ops = [op for op in ops if op[0] != without]
    home = folder / "ruin"
    for number, (place, done, files) in enumerate(cuts(ops, wanted, variant)):
        _laid_out(home, files, folder / "day" / "data")
        where = f"call {place} ({ops[place][0]}), {done} acknowledged"
        try:
            planner = opened(home)
            found = _shape(snapshot(planner.store))
        except OutreachError as error:
            yield f"{where}: {error}"
            continue
        wrong = "" if found in shots[done : done + 2] else f"{where}: another plan"
        if any("another program" in notice for notice in planner.store.notices):
            wrong = f"{where}: taken for another program's"
        if number % 8 == 0:
            with planner.store.transaction("Add") as tx:
                tx.add(Company(name=clean("Afterwards")))
            planner.close()
            names = [company["name"] for company in _shape(snapshot(opened(home).store))["companies"].values()]
            wrong = wrong or ("" if names[-1] == "Afterwards" else f"{where}: a change afterwards was lost")
        else:
            planner.store.close(checkpoint=False)
        yield wrong


class _Handle:
    """The file of a stock storage, its calls written down."""

    def __init__(self, real: Any, ops: list[Op]) -> None:
        self._real, self._ops = real, ops
        self._buffer: list[str] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(self._real, name)

    def write(self, text: str) -> int:
        self._buffer.append(text)
        return int(self._real.write(text))

    def flush(self) -> None:
        self._real.flush()
        data = "".join(self._buffer).encode()
        self._buffer.clear()
        if data:
            self._ops.append(("write", 1, 0, data))

    def truncate(self) -> None:
        self._real.truncate()
        self._ops.append(("write", 1, self._real.tell(), None))


def stock(folder: Path, wanted: int) -> Iterator[str]:
    """The same of stock TinyDB: twelve inserts of its own making."""
    path = folder / "stock.json"
    db = TinyDB(path)
    storage = db.storage
    assert isinstance(storage, JSONStorage)
    ops: list[Op] = [("create", 1, folder, "stock.json"), ("fsync_dir", folder)]
    storage._handle = _Handle(storage._handle, ops)  # type: ignore[assignment]
    with mock.patch("tinydb.storages.os.fsync", lambda fd: ops.append(("fsync", 1))):
        for number in range(12):
            db.table("companies").insert({"name": f"Company {number}", "notes": "n" * 100})
            ops.append(("done",))
        db.close()
    for place, done, files in cuts(ops, wanted):
        path.write_bytes(files.get(path, b""))
        try:
            with TinyDB(path, access_mode="r") as cold:
                found = {document["name"] for document in cold.table("companies")}
            wrong = "" if {f"Company {number}" for number in range(done)} <= found else "lost"
        except (ValueError, KeyError, TypeError):
            wrong = "unreadable"
        yield f"call {place}: {wrong}" if wrong else ""


def rows(folder: Path, *, long: bool) -> list[Row]:
    """Power cuts."""
    (folder / "stock").mkdir()
    days = range(30) if long else range(1)
    with mock.patch("outreach.store.state.time.sleep"):  # nobody is half way through a write here
        mine = [wrong for day in days for wrong in ours(folder / f"ours{day}", 500, day)]
    theirs = list(stock(folder / "stock", 2_000 if long else 300))
    bad = [wrong for wrong in mine if wrong]
    return [
        Row(
            "power cut at any call, unsynced data dropped, torn or reordered (states)",
            len(mine),
            len(bad),
            10_000 if long else 400,
            f"TinyDB {sum(map(bool, theirs))} of {len(theirs)} states unreadable or short of an acknowledged record",
            "; ".join(bad[:5]),
        )
    ]
