"""Rounds of a killed writer, of many writers at once, and of a disk that fills up; ``writers.py`` runs them in a process of its own."""

from __future__ import annotations

import os
import random
import select
import shutil
import signal
import time
from pathlib import Path

from faults import writers

FRESH = 40
"""Rounds on one plan before a new one is begun, so that rounds stay quick."""


LARGE = 2_000
"""Records in a plan whose writer is killed: with fewer, a whole file goes out in one call, which no kill can cut in two."""


def kills(kind: str, folder: Path, rounds: int) -> dict[str, int]:
    """Kill a writer at a random moment, look at what a cold reader finds, and go on with the same plan."""
    chance = random.Random(1122)
    found = {"rounds": 0, "unreadable": 0, "lost": 0, "acknowledged": 0, "stray": 0}
    acknowledged: set[str] = set()
    plan = folder / "none"
    for turn in range(rounds):
        if turn % FRESH == 0 or not plan.exists():
            shutil.rmtree(plan, ignore_errors=True)
            plan = folder / f"plan{turn}"
            writers.fill(kind, plan, LARGE)
            acknowledged = {f"filling-{number}" for number in range(LARGE)}
        pid, reading = writers.child(lambda pipe, turn=turn, plan=plan: writers.write_many(kind, plan, f"r{turn}", 100_000, pipe))
        select.select([reading], [], [], 20)
        time.sleep(chance.random() * 0.012)
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        new = set(writers.told(reading))
        found["rounds"] += 1
        found["acknowledged"] += len(new)
        acknowledged |= new
        try:
            found["lost"] += len(acknowledged - writers.names(kind, plan))
        except writers.Unreadable:
            found["unreadable"] += 1
            shutil.rmtree(plan)
            continue
        if kind == "ours":
            swept = writers.adder(kind, plan, 1)
            swept("swept")
            swept.store.close()  # type: ignore[attr-defined]
            found["stray"] += sum(".tmp-" in path.name for path in plan.iterdir())
    return found


def crowd(kind: str, folder: Path, rounds: int) -> dict[str, int]:
    """``rounds`` processes with 50 commits each, at once, and one that watches; how many of them a cold reader finds."""
    writers.fill(kind, folder / "plan")
    work = [writers.child(lambda pipe, who=who: writers.write_many(kind, folder / "plan", f"w{who}", 50, pipe)) for who in range(rounds)]
    seen = 0
    if kind == "ours":
        from outreach.clock import SystemClock
        from outreach.domain.model import Company
        from outreach.store import Store

        window = Store.open(folder / "plan", SystemClock())
        running = {pid for pid, _ in work}
        while running:
            window.refresh()
            running -= {pid for pid in running if os.waitpid(pid, os.WNOHANG)[0]}
            time.sleep(0.01)
        window.refresh()
        seen = len(window.all(Company)) - writers.FILLING
    acknowledged = [name for _, reading in work for name in writers.told(reading)]
    if kind != "ours":
        for pid, _ in work:
            os.waitpid(pid, 0)
    try:
        present = len(set(acknowledged) & writers.names(kind, folder / "plan"))
        return {"rounds": rounds * 50, "acknowledged": len(acknowledged), "present": present, "seen": seen, "unreadable": 0}
    except writers.Unreadable:
        return {"rounds": rounds * 50, "acknowledged": len(acknowledged), "present": 0, "seen": seen, "unreadable": 1}


def swarm(kind: str, folder: Path, each: int) -> dict[str, float]:
    """Sixteen processes with ``each`` commits on a plan that is there; how many were acknowledged, and when the last one was."""
    work = [writers.child(lambda pipe, who=who: writers.write_many(kind, folder, f"w{who}", each, pipe)) for who in range(16)]
    ends = [_drained(reading) for _, reading in work]
    for pid, _ in work:
        os.waitpid(pid, 0)
    return {"acknowledged": sum(count for count, _ in ends), "last": max(moment for _, moment in ends)}


def _drained(reading: int) -> tuple[int, float]:
    """Lines that came through a pipe, and when the last did: a pipe holds more than sixty commits, so nobody waits to be read."""
    lines, last = 0, 0.0
    while part := os.read(reading, 65536):
        lines, last = lines + part.count(b"\n"), time.perf_counter()
    os.close(reading)
    return lines, last


def full(kind: str, folder: Path, rounds: int) -> dict[str, int]:
    """Let files grow by a different amount each round: what was acknowledged is there, the refusal is said, and a retry works."""
    found = {"rounds": 0, "unreadable": 0, "lost": 0, "silent": 0, "stuck": 0}
    for turn in range(rounds):
        plan = folder / f"plan{turn}"
        writers.fill(kind, plan)
        pid, reading = writers.child(lambda pipe, turn=turn, plan=plan: writers.write_until_full(kind, plan, 500 + 977 * turn, pipe))
        lines = list(writers.told(reading))
        os.waitpid(pid, 0)
        found["rounds"] += 1
        found["silent"] += not any(line.startswith("!") for line in lines)
        found["stuck"] += any(line.startswith("?") for line in lines)
        saved = {line for line in lines if line[0] not in "!?"}
        try:
            at_once = set(lines[: next((n for n, line in enumerate(lines) if line[0] == "!"), None)])
            found["lost"] += len(at_once - writers.names(kind, plan.with_suffix(".refused"))) + len(saved - writers.names(kind, plan))
        except writers.Unreadable:
            found["unreadable"] += 1
        shutil.rmtree(plan)
        shutil.rmtree(plan.with_suffix(".refused"))
    return found
