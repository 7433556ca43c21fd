"""Rows about killed writers, many writers and a full disk, with stock TinyDB and sqlite3 under the same hands."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from faults.figures import Row
from faults.writers import KINDS

SCRIPT = Path(__file__).with_name("writers.py")


def measured(what: str, kind: str, folder: Path, rounds: int) -> dict[str, int]:
    """One measurement in a process of its own: it forks, which only a process with one thread may."""
    place = folder / f"{what}-{kind}"
    place.mkdir(parents=True)
    done = subprocess.run(
        [sys.executable, SCRIPT, what, kind, place, str(rounds)], capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, int] = json.loads(done.stdout)
    return found


def rows(folder: Path, *, long: bool) -> list[Row]:
    """Kills, a crowd and a full disk."""
    rounds, disks = (1_000, 50) if long else (60, 4)
    kills = {kind: measured("kills", kind, folder, rounds if kind == "ours" else rounds // 4) for kind in KINDS}
    crowds = {kind: measured("crowd", kind, folder, 16) for kind in KINDS}
    fulls = {kind: measured("full", kind, folder, disks) for kind in KINDS}
    ours, crowd, full = kills["ours"], crowds["ours"], fulls["ours"]

    def lost(kind: str) -> str:
        found = kills[kind]
        return f"{found['unreadable']} of {found['rounds']} unreadable, {found['lost']} lost"

    def present(kind: str) -> str:
        return "unreadable" if crowds[kind]["unreadable"] else f"{crowds[kind]['present']} of 800"

    def after_full(kind: str) -> str:
        found = fulls[kind]
        return f"{found['unreadable']} of {found['rounds']} unreadable, {found['lost']} lost"

    return [
        Row(
            "`kill -9` of a writer at a random moment",
            ours["rounds"],
            ours["unreadable"] + ours["lost"] + ours["stray"],
            rounds,
            f"TinyDB {lost('tinydb')}; sqlite3 {lost('sqlite')}",
            f"{ours['acknowledged']:,} acknowledged commits, {ours['stray']} stray files",
        ),
        Row(
            "16 processes x 50 commits, a window open beside them",
            crowd["rounds"],
            800 - crowd["present"] + (800 - crowd["acknowledged"]) + (800 - crowd["seen"]),
            800,
            f"TinyDB {present('tinydb')}; sqlite3 {present('sqlite')}",
            f"{crowd['present']} present, the window saw {crowd['seen']}",
        ),
        Row(
            "a disk that fills up (RLIMIT_FSIZE), then has room again",
            full["rounds"],
            full["unreadable"] + full["lost"] + full["silent"] + full["stuck"],
            disks,
            f"TinyDB {after_full('tinydb')}; sqlite3 {after_full('sqlite')}",
            "refusal said, retry worked",
        ),
    ]
