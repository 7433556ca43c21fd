"""A writer killed at any moment: what it acknowledged is there, the files are readable, and nothing is left lying about."""

import contextlib
import os
import random
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from outreach.domain.model import Company
from outreach.domain.network import Contact
from outreach.store.changes import ChangeSet
from outreach.text import clean

WRITER = Path(__file__).with_name("writer.py")
ROOT = Path(__file__).resolve().parents[2]
ROUNDS = 25


def start(folder: Path, who: str, count: int, checkpoint_every: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, str(WRITER), str(folder), who, str(count), str(checkpoint_every)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )


@pytest.mark.slow
def test_a_killed_writer_loses_nothing_it_acknowledged(open_plan, folder: Path) -> None:
    chance = random.Random(1122)
    acknowledged: set[tuple[int, str]] = set()
    for turn in range(ROUNDS):
        writer = start(folder, f"r{turn}-", 100_000, chance.choice([0, 1, 4]))
        assert writer.stdout is not None
        select.select([writer.stdout], [], [], 20)
        deadline = time.monotonic() + chance.random() * 0.03
        lines = [writer.stdout.readline()]
        while time.monotonic() < deadline:
            lines.append(writer.stdout.readline())
        os.kill(writer.pid, signal.SIGKILL)
        lines += writer.stdout.read().splitlines(keepends=True)
        writer.wait()
        writer.stdout.close()
        acknowledged |= {(int(id), name.strip()) for id, name in (line.split(" ") for line in lines if line.endswith("\n"))}
        store = open_plan()
        found = {(company.id, company.name) for company in store.all(Company)}
        assert acknowledged <= found, f"round {turn}"
        assert len(found - acknowledged) <= turn + 1, "at most the change in flight was not acknowledged"
        promised = {name for _, name in acknowledged if int(name.split("-")[1]) % 3 == 0}
        assert promised <= {contact.key for contact in store.all(Contact)}, f"round {turn}"
        store.close(checkpoint=False)
    with open_plan() as store, store.transaction("Add") as tx:
        tx.add(Company(name=clean("Last")))
    assert [path.name for path in folder.iterdir() if "tmp" in path.name] == [], "what killed writers left is swept"
    assert len(acknowledged) > ROUNDS


@pytest.mark.slow
def test_processes_writing_at_once_lose_nothing_and_share_no_id(open_plan, folder: Path) -> None:
    window = open_plan()
    told: list[ChangeSet] = []
    window.subscribe(told.append)
    writers = [start(folder, f"w{number}-", 40, (0, 3, 7)[number]) for number in range(3)]
    while busy := [writer for writer in writers if writer.poll() is None]:
        window.refresh()
        with window.transaction("Mine") as tx:
            tx.add(Company(name=clean("mine")))
        with contextlib.suppress(subprocess.TimeoutExpired):
            busy[0].wait(0.005)
    acknowledged = []
    for writer in writers:
        assert writer.stdout is not None
        acknowledged += [(int(id), name) for id, name in (line.split() for line in writer.stdout)]
        writer.stdout.close()
        assert writer.returncode == 0
    window.refresh()
    assert len(acknowledged) == 120
    labels = [done.label for done in told]
    mine = labels.count("Mine")
    cold = open_plan()
    companies = {company.id: company.name for company in cold.all(Company)}
    assert len(companies) == 120 + mine
    assert all(companies[id] == name for id, name in acknowledged)
    assert window.all(Company) == cold.all(Company)
    assert window.all(Contact) == cold.all(Contact)
    assert len(cold.all(Contact)) == 3 * 14
    single = [label for label in labels if label not in {"Mine", "Changed by another program"}]
    assert len(single) == len(set(single)), "no change was told twice"
    assert len(single) == 120 or "Changed by another program" in labels, "a window that had to read everything anew tells it in one"
    assert {(change.table, change.id) for done in told for change in done.changes} >= {("companies", id) for id in companies}
    assert len({done.seq for done in cold.history(10_000)}) == 120 + mine


@pytest.mark.slow
def test_a_lock_whose_holder_was_killed_is_free_at_once(open_plan, folder: Path) -> None:
    with open_plan() as store, store.transaction("Add") as tx:
        tx.add(Company(name=clean("One")))
    holder = subprocess.Popen(
        [
            sys.executable,
            "-c",
            f"import fcntl,time;f=open({str(folder / 'outreach.lock')!r});fcntl.flock(f,2);print(flush=True);time.sleep(60)",
        ],
        stdout=subprocess.PIPE,
    )
    assert holder.stdout is not None
    holder.stdout.readline()
    holder.kill()
    holder.wait()
    holder.stdout.close()
    with open_plan().transaction("Add") as tx:
        tx.add(Company(name=clean("Two")))
    assert len(open_plan().all(Company)) == 2
