"""Our store, stock TinyDB and sqlite3 (WAL, synchronous=FULL) under one measure: calls that fail, that are the last, power cuts, damage."""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Iterator
from pathlib import Path

from faults import writers
from faults.figures import Row
from faults.platter import cuts
from faults.traced import CHANGING, can_trace, recorded, run

FILLED = 20
"""Records in a plan before the writer comes."""

STEPS = 6
"""Records the writer adds."""

WAYS = {"ENOSPC": "error=ENOSPC", "EIO": "error=EIO", "SIGKILL": "signal=SIGKILL"}


def _held(kind: str, folder: Path, told: set[str]) -> str:
    """What is wrong with a plan in which all of ``told`` must be; empty when it is all right."""
    try:
        found = writers.names(kind, folder)
    except writers.Unreadable:
        return "unreadable"
    return "lost" if told - found else ""


def power(kind: str, folder: Path, wanted: int) -> tuple[int, int]:
    """States after a power cut, and how many of them are unreadable or short of something told."""
    plan = folder / kind
    writers.fill(kind, plan, FILLED)
    ops, before = recorded(kind, plan, STEPS)
    tried = bad = 0
    for place, done, files in cuts(ops, wanted):
        if place < before:
            continue
        ruin = folder / "ruin"
        shutil.rmtree(ruin, ignore_errors=True)
        for path, content in files.items():
            target = ruin / path.relative_to(plan)
            target.parent.mkdir(parents=True, exist_ok=True)
            # The index of a sqlite log lives in shared memory and is made anew.
            if not path.name.endswith("-shm"):
                target.write_bytes(content)
        told = {f"filling-{number}" for number in range(FILLED)} | {f"step-{number}" for number in range(done)}
        ruin.mkdir(exist_ok=True)
        tried += 1
        bad += bool(_held(kind, ruin, told))
    return tried, bad


def sweep(kind: str, folder: Path, step: int, ways: list[str]) -> tuple[int, int]:
    """Calls made to fail, and how many of these left a plan unreadable or short of something told."""
    first = folder / f"{kind}-first"
    writers.fill(kind, first, FILLED)
    only = [] if kind == "ours" else ["-P", str(folder / kind / ("plan.json" if kind == "tinydb" else "plan.db"))]
    if kind == "sqlite":
        only += ["-P", str(folder / kind / "plan.db-wal")]
    calls = CHANGING if kind == "ours" else CHANGING + ",write"
    tried = bad = 0
    for way in ways:
        for call in calls.split(","):
            at = 1
            while (wrong := _one(kind, first, folder / kind, [*only, "-e", f"inject={call}:{WAYS[way]}:when={at}"])) is not None:
                tried += 1
                bad += bool(wrong)
                at += step
    return tried, bad


def _one(kind: str, first: Path, plan: Path, options: list[str]) -> str | None:
    """Let a writer run into one fault; what is wrong afterwards, or None when there was no such call."""
    shutil.rmtree(plan, ignore_errors=True)
    shutil.copytree(first, plan)
    log = plan.with_suffix(".log")
    done = run(["steps", kind, plan, STEPS], log=log, options=["-e", f"trace={CHANGING},write", *options])
    said = log.read_text(encoding="utf-8", errors="replace")
    if "INJECTED" not in said and "SIGKILL" not in said:
        return None
    told = {f"filling-{number}" for number in range(FILLED)}
    told |= {line.removeprefix("told ") for line in done.stdout.splitlines() if line.startswith("told ")}
    return _held(kind, plan, told)


def damaged(kind: str, folder: Path, flips: int) -> tuple[int, int, int]:
    """Bits flipped and places cut at in a closed file; how many of these left another content, silently."""
    plan = folder / f"{kind}-damaged"
    writers.fill(kind, plan, FILLED)
    name = {"tinydb": "plan.json", "sqlite": "plan.db"}[kind]
    for left in ("plan.db-wal", "plan.db-shm"):
        (plan / left).unlink(missing_ok=True)
    whole = (plan / name).read_bytes()
    sound = _content(kind, plan)
    chance = random.Random(1122)
    silent = 0
    lengths = range(0, len(whole), max(1, len(whole) // 500))
    damages: list[bytes] = [whole[:length] for length in lengths]
    for _ in range(flips):
        place = chance.randrange(len(whole))
        damages.append(whole[:place] + bytes([whole[place] ^ 1 << chance.randrange(8)]) + whole[place + 1 :])
    for content in damages:
        (plan / name).write_bytes(content)
        found = _content(kind, plan)
        silent += found is not None and found != sound
        for left in ("plan.db-wal", "plan.db-shm"):
            (plan / left).unlink(missing_ok=True)
    return flips, len(lengths), silent


def _content(kind: str, folder: Path) -> str | None:
    """Everything a reader finds, as text; None when it cannot read."""
    try:
        return json.dumps(writers.content(kind, folder))
    except writers.Unreadable:
        return None


def _said(found: dict[str, tuple[int, int]], kind: str, name: str) -> str:
    tried, bad = found.get(kind, (0, 0))
    return f"{name} {bad} of {tried}" if tried else f"{name} in the long form"


def rows(folder: Path, *, long: bool) -> list[Row]:
    """The same three measures for all three; nothing where processes may not be watched."""
    return list(_rows(folder, long=long))


def _rows(folder: Path, *, long: bool) -> Iterator[Row]:
    what = "every changing system call of a writer failing (ENOSPC, EIO) or killed (strace)"
    cut = "power cut at any system call of a writer (strace; states)"
    if not can_trace():
        yield Row(f"{what}: no strace here", 0, 0)
        return
    swept, cutoff = {}, {}
    for kind in writers.KINDS:
        place = folder / kind
        place.mkdir()
        if long or kind == "ours":
            swept[kind] = sweep(kind, place, 1 if long else 9, list(WAYS) if long else ["ENOSPC"])
        (place / "cut").mkdir()
        cutoff[kind] = power(kind, place / "cut", 2_000 if long else 60)
    for label, found, least in ((what, swept, 100 if long else 4), (cut, cutoff, 40)):
        tried, bad = found["ours"]
        yield Row(label, tried, bad, least, f"{_said(found, 'tinydb', 'TinyDB')}; {_said(found, 'sqlite', 'sqlite3')} unreadable or short")
    others = {kind: damaged(kind, folder, 2_000 if long else 200) for kind in ("tinydb", "sqlite")}
    tried = sum(flips + cuts_ for flips, cuts_, _ in others.values())
    said = "; ".join(f"{name} {others[kind][2]} of {sum(others[kind][:2])}" for kind, name in (("tinydb", "TinyDB"), ("sqlite", "sqlite3")))
    yield Row("damage of stock parts' files that is read as something else without a word (ours: above)", tried, 0, 100, said)
