"""The same writer over three stores: ours, stock TinyDB and sqlite3. Every step is told on a pipe once the store says it is saved."""

from __future__ import annotations

import json
import os
import resource
import shutil
import sqlite3
import sys
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
from tinydb import TinyDB

from outreach.clock import SystemClock
from outreach.domain.model import Company
from outreach.errors import Busy, NotSaved, OutreachError
from outreach.store import Store
from outreach.text import clean

KINDS = ("ours", "tinydb", "sqlite")
FILLING = 150
"""Records a plan starts with, so that a file takes a moment to write."""

Add = Callable[[str], None]


class Unreadable(Exception):
    """The store cannot read its own file."""


def fill(kind: str, folder: Path, count: int = FILLING) -> None:
    """A plan with some records in it."""
    folder.mkdir(parents=True, exist_ok=True)
    names = [f"filling-{number}" for number in range(count)]
    if kind == "ours":
        with Store.open(folder, SystemClock()) as store, store.transaction("Fill") as tx:
            for name in names:
                tx.add(Company(name=clean(name), notes=clean("n" * 100)))
    elif kind == "tinydb":
        with TinyDB(folder / "plan.json") as db:
            db.table("companies").insert_multiple({"name": name, "notes": "n" * 100} for name in names)
    else:
        db = _sqlite(folder)
        db.execute("create table companies (id integer primary key, name text, notes text)")
        db.executemany("insert into companies (name, notes) values (?, ?)", [(name, "n" * 100) for name in names])
        db.close()


def _sqlite(folder: Path) -> sqlite3.Connection:
    db = sqlite3.connect(folder / "plan.db", isolation_level=None, timeout=20)
    db.execute("pragma journal_mode=wal")
    db.execute("pragma synchronous=full")
    return db


def adder(kind: str, folder: Path, checkpoint_every: int = 7) -> Add:
    """A function that durably adds one record and edits another; retries while another process has the lock."""
    if kind == "ours":
        store = Store.open(folder, SystemClock())
        count = 0

        def add(name: str) -> None:
            nonlocal count
            while True:
                try:
                    with store.transaction("Add") as tx:
                        tx.add(Company(name=clean(name), notes=clean("n" * 100)))
                        tx.put(msgspec.structs.replace(tx.get(Company, 1), notes=clean(_note(name))))
                    break
                except Busy:
                    continue
            count += 1
            if checkpoint_every and count % checkpoint_every == 0:
                store.checkpoint()

        add.store = store  # type: ignore[attr-defined]
        return add
    if kind == "tinydb":
        table = TinyDB(folder / "plan.json").table("companies")

        def add_stock(name: str) -> None:
            table.insert({"name": name, "notes": "n" * 100})
            table.update({"notes": _note(name)}, doc_ids=[1])

        return add_stock
    db = _sqlite(folder)

    def add_sqlite(name: str) -> None:
        db.execute("begin immediate")
        try:
            db.execute("insert into companies (name, notes) values (?, ?)", (name, "n" * 100))
            db.execute("update companies set notes = ? where id = 1", (_note(name),))
            db.execute("commit")
        except sqlite3.Error:
            if db.in_transaction:
                db.execute("rollback")
            raise

    return add_sqlite


def _note(name: str) -> str:
    """A note as long as chance has it: what is behind it in a file moves."""
    return "m" * (zlib.crc32(name.encode()) % 500)


def names(kind: str, folder: Path) -> set[str]:
    """Every name a reader who starts cold finds. Raises Unreadable."""
    try:
        if kind == "ours":
            return {company.name for company in Store.open(folder, SystemClock()).all(Company)}
        if kind == "tinydb":
            with TinyDB(folder / "plan.json", access_mode="r") as db:
                return {document["name"] for document in db.table("companies")}
        db = _sqlite(folder)
        found = {name for (name,) in db.execute("select name from companies")}
        db.close()
        return found
    except (OutreachError, ValueError, KeyError, TypeError, sqlite3.Error) as error:
        raise Unreadable(str(error)) from error


def content(kind: str, folder: Path) -> list[list[str]]:
    """Name and note of every record, as a reader who starts cold finds them. Raises Unreadable."""
    try:
        if kind == "tinydb":
            with TinyDB(folder / "plan.json", access_mode="r") as db:
                return [[document["name"], document["notes"]] for document in db.table("companies")]
        db = _sqlite(folder)
        found = [list(row) for row in db.execute("select name, notes from companies order by id")]
        db.close()
        return found
    except (ValueError, KeyError, TypeError, AttributeError, sqlite3.Error) as error:
        raise Unreadable(str(error)) from error


def steps(kind: str, folder: Path, count: int) -> None:
    """Add ``count`` records one after the other, telling each on stdout once it is saved; one that is refused is passed over."""
    add = adder(kind, folder, 3)
    for number in range(count):
        try:
            add(f"step-{number}")
        except (NotSaved, OSError, ValueError, sqlite3.Error):
            continue
        os.write(1, f"told step-{number}\n".encode())


def child(work: Callable[[int], None]) -> tuple[int, int]:
    """Run ``work`` in a forked process with the writing end of a pipe; its number, and the reading end."""
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        status = 70
        try:
            os.close(reading)
            work(writing)
            status = 0
        finally:
            os._exit(status)
    os.close(writing)
    return pid, reading


def told(reading: int) -> Iterator[str]:
    """Whole lines that came through the pipe until it closed."""
    data = b""
    while part := os.read(reading, 65536):
        data += part
    os.close(reading)
    yield from data.decode().split("\n")[:-1]


def write_many(kind: str, folder: Path, who: str, count: int, writing: int) -> None:
    """Add ``count`` records, telling each."""
    add = adder(kind, folder)
    for number in range(count):
        add(f"{who}-{number}")
        os.write(writing, f"{who}-{number}\n".encode())


def write_until_full(kind: str, folder: Path, room: int, writing: int) -> None:
    """Add records until files may grow no more, then, with room again, the one that failed. ``!`` marks the refusal."""
    add = adder(kind, folder, 3)
    largest = max(path.stat().st_size for path in folder.iterdir())
    _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (largest + room, hard))
    number = 0
    try:
        while number < 5_000:
            add(f"full-{number}")
            os.write(writing, f"full-{number}\n".encode())
            number += 1
    except (NotSaved, OSError, sqlite3.Error) as error:
        os.write(writing, f"!{type(error).__name__}\n".encode())
    shutil.copytree(folder, folder.with_suffix(".refused"))
    resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
    try:
        if kind == "ours":
            add.store.retry()  # type: ignore[attr-defined]
        else:
            add(f"full-{number}")
        os.write(writing, f"full-{number}\n".encode())
    except (OSError, ValueError, OutreachError, sqlite3.Error) as error:
        os.write(writing, f"?{type(error).__name__}\n".encode())


def main(argv: list[str]) -> None:
    """``writers.py kills|crowd|full|swarm|steps KIND FOLDER ROUNDS``: measure in a process with one thread; figures as JSON."""
    from faults.rounds import crowd, full, kills, swarm

    what, kind, folder, rounds = argv
    if what == "steps":
        steps(kind, Path(folder), int(rounds))
        return
    print(json.dumps({"kills": kills, "crowd": crowd, "full": full, "swarm": swarm}[what](kind, Path(folder), int(rounds))))


if __name__ == "__main__":
    sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parents[2])]
    main(sys.argv[1:])
