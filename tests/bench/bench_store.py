"""What the store costs: a durable change beside sqlite, an open beside json.load, a large import beside reading its CSV."""

from __future__ import annotations

import csv
import datetime as dt
import json
import random
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent)]

from bench_row import BenchRow
from big_plan import build
from msgspec.structs import replace
from peak import peak_memory

from outreach.clock import SystemClock
from outreach.domain.model import Company, Person, Step
from outreach.domain.network import Contact
from outreach.store import Store
from outreach.text import clean

ROUNDS = 30
PER_ROUND = 20
OPENS = 15
CONTACTS = 30_000
CLOCK = SystemClock()


def rows(folder: Path | None = None) -> list[BenchRow]:
    """Every figure of the store, on a plan of 5,000 people and 20,000 steps; ``folder`` is copied, not changed."""
    with tempfile.TemporaryDirectory() as spare:
        plan = build(Path(spare) / "plan", contacts=100)
        return [*commit_rows(plan), *open_rows(plan), *look_rows(plan), *import_rows(Path(spare) / "import")]


def commit_rows(plan: Path) -> list[BenchRow]:
    """One durable change of one record, turn by turn with sqlite3 (WAL, synchronous=FULL) making the same change.

    The same change: read the step, change a field, write it back where two indexes cover it, and keep its old and new value for undo.
    """
    store = Store.open(plan, CLOCK)
    store.all(Step), store.where(Step, "person", 1), store.where(Step, "company", 1)
    base = sqlite3.connect(plan.parent / "same.db", isolation_level=None)
    base.execute("pragma journal_mode=wal")
    base.execute("pragma synchronous=full")
    base.execute("create table steps (id integer primary key, person integer, company integer, doc text)")
    base.execute("create index by_person on steps (person)")
    base.execute("create index by_company on steps (company)")
    base.execute("create table history (seq integer primary key, at text, label text, kept text, id integer, old text, new text)")
    documents = json.loads((plan / "outreach.json").read_bytes())["steps"]
    base.execute("begin")
    for key, document in documents.items():
        base.execute("insert into steps values (?, ?, ?, ?)", (int(key), document["person"], document["company"], json.dumps(document)))
    base.execute("commit")
    chance = random.Random(7)
    day = dt.date(2026, 12, 1)

    def ours() -> None:
        nonlocal day
        day += dt.timedelta(days=1)
        with store.transaction("Snooze") as tx:
            tx.put(replace(tx.get(Step, chance.randint(1, len(documents))), snoozed_until=day))

    def theirs() -> None:
        nonlocal day
        day += dt.timedelta(days=1)
        id = chance.randint(1, len(documents))
        base.execute("begin immediate")
        (old,) = base.execute("select doc from steps where id = ?", (id,)).fetchone()
        document = json.loads(old)
        document["snoozed_until"] = day.isoformat()
        new = json.dumps(document)
        base.execute("update steps set doc = ?, person = ?, company = ? where id = ?", (new, document["person"], document["company"], id))
        base.execute(
            "insert into history (at, label, kept, id, old, new) values (?, ?, ?, ?, ?, ?)",
            (CLOCK.now().isoformat(), "Snooze", "steps", id, old, new),
        )
        base.execute("commit")

    def bare() -> None:
        id = chance.randint(1, len(documents))
        base.execute("update steps set doc = ? where id = ?", (f'{{"kind":"to do","text":"{id} {"x" * 150}"}}', id))

    mine, same = _turns(ours, theirs)
    row = BenchRow("durable change, beside sqlite3 doing the same", mine, same, "us", 1.0)
    alone, least = _turns(ours, bare)
    base.close()
    store.close()
    return [row, BenchRow("durable change, beside a bare sqlite3 update (no undo)", alone, least, "us", 2.0)]


def _turns(one: Callable[[], None], other: Callable[[], None]) -> tuple[float, float]:
    """Median microseconds of both, in blocks turn by turn so that a drifting disk moves both."""
    took: tuple[list[float], list[float]] = ([], [])
    for _ in range(ROUNDS):
        for work, times in zip((one, other), took, strict=True):
            work()
            for _ in range(PER_ROUND):
                begun = time.perf_counter()
                work()
                times.append((time.perf_counter() - begun) * 1e6)
    return statistics.median(took[0]), statistics.median(took[1])


def open_rows(plan: Path) -> list[BenchRow]:
    """Opening, alone and with every company, person and step decoded, beside json.load of the same bytes."""
    Store.open(plan, CLOCK).close()
    main = plan / "outreach.json"

    def read() -> None:
        with main.open(encoding="utf-8") as file:
            json.load(file)

    def open_only() -> None:
        Store.open(plan, CLOCK).close()

    def open_all() -> None:
        with Store.open(plan, CLOCK) as store:
            store.all(Company), store.all(Person), store.all(Step)

    whole, reference = _millis(open_all), _millis(read)
    return [
        BenchRow("open the plan, all records decoded", whole, reference, "ms", 1.2),
        BenchRow("open the plan", _millis(open_only), reference, "ms", 1.2),
    ]


def _millis(work: Callable[[], None]) -> float:
    work()
    took = []
    for _ in range(OPENS):
        begun = time.perf_counter()
        work()
        took.append((time.perf_counter() - begun) * 1e3)
    return statistics.median(took)


def _micros(work: Callable[[], object]) -> float:
    took = []
    for _ in range(2_000):
        begun = time.perf_counter()
        work()
        took.append((time.perf_counter() - begun) * 1e6)
    return statistics.median(took)


def look_rows(plan: Path) -> list[BenchRow]:
    """Asking for the steps of a person, and whether another window wrote something."""
    with Store.open(plan, CLOCK) as store:
        store.where(Step, "person", 1)
        crowd = iter(range(1, 5_000))
        person = _micros(lambda: store.where(Step, "person", next(crowd)))
        refresh = _micros(store.refresh)
    return [
        BenchRow("steps of one person", person, 0.0, "us", 20.0),
        BenchRow("refresh with nothing new", refresh, 0.0, "us", 100.0),
    ]


def import_rows(folder: Path) -> list[BenchRow]:
    """Storing 30,000 contacts as one change set and closing, beside reading them from a CSV; in a process of its own for its memory."""
    folder.mkdir(parents=True)
    source = folder / "contacts.csv"
    with source.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        for number in range(CONTACTS):
            writer.writerow(
                [
                    f"Ana {number}",
                    f"Ruiz{number}",
                    f"https://example.com/in/ana-{number}",
                    "",
                    "Kettlebrook Labs",
                    "Engineer",
                    "01 Jan 2020",
                ]
            )

    def read() -> None:
        with source.open(encoding="utf-8", newline="") as file:
            for _ in csv.reader(file):
                pass

    reference = _millis(read)
    runs = []
    for turn in range(3):
        command = [sys.executable, __file__, "--import", str(folder / f"plan{turn}")]
        told = subprocess.run(command, capture_output=True, text=True, check=True)
        runs.append(tuple(map(float, told.stdout.split())))
    milliseconds, megabytes = statistics.median(run[0] for run in runs), max(run[1] for run in runs)
    return [
        BenchRow("store 30,000 contacts as one change, and close", milliseconds, reference, "ms", 20.0),
        BenchRow("memory of that process", megabytes, 0.0, "MB", 300.0),
    ]


def import_alone(folder: Path) -> None:
    """Store the contacts and print milliseconds and megabytes."""
    contacts = [
        Contact(
            key=f"ana-{number}",
            name=clean(f"Ana Ruiz{number}"),
            url=clean(f"https://example.com/in/ana-{number}"),
            company=clean("Kettlebrook Labs"),
            position=clean("Engineer"),
            connected_on=dt.date(2020, 1, 1),
        )
        for number in range(CONTACTS)
    ]
    begun = time.perf_counter()
    with Store.open(folder, CLOCK) as store, store.transaction("Import") as tx:
        for contact in contacts:
            tx.add(contact)
    took = (time.perf_counter() - begun) * 1e3
    print(f"{took:.1f} {peak_memory():.1f}")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--import"]:
        import_alone(Path(sys.argv[2]))
    else:
        for row in rows():
            print(f"{row.name:<58} {row.ours:>9.2f} {row.unit:<2} {row.reference:>9.2f} {row.ratio:>7.2f} of {row.budget:.2f}")
