"""What reading an archive costs: 30,000 connections and 20,000 messages, beside the csv module going over the same files."""

from __future__ import annotations

import csv
import gc
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parent.parent)]

from bench_row import BenchRow
from fixtures.network import TODAY, build
from installed import environment
from peak import peak_memory

ROUNDS = 7
CONNECTIONS = 30_000
WANTED = 2.2
"""Reading's share of the budget of a whole import, which is four times csv.reader."""
FILES = ("Connections.csv", "messages.csv", "Invitations.csv")


def rows() -> list[BenchRow]:
    """The figures of reading; storing what was read is measured with the store."""
    with tempfile.TemporaryDirectory() as spare:
        folder = Path(spare) / "archive"
        folder.mkdir()
        network = build(CONNECTIONS, seed=7)
        network.unpacked(folder)
        zipped = network.zipped(Path(spare))
        kinds: tuple[Callable[[], None], ...] = (lambda: _csv(folder), lambda: _dicts(folder), lambda: _ours(folder), lambda: _ours(zipped))
        best = [float("inf")] * len(kinds)
        for _ in range(ROUNDS):
            # Turn by turn, so that a busy moment of the machine falls on all of them.
            best = [min(so_far, _millis(kind)) for so_far, kind in zip(best, kinds, strict=True)]
        plain, dicts, ours, from_zip = best
        told = subprocess.run([sys.executable, __file__, "--alone", str(zipped)], capture_output=True, text=True, check=True)
        what = f"read {CONNECTIONS:,} connections, {network.truth['messages']:,} messages"
        return [
            BenchRow(f"{what}, beside csv.reader", ours, plain, "ms", WANTED),
            # No part of the budget: guards against getting slower, beside the csv module making a dict of every row.
            BenchRow(f"{what}, beside csv.DictReader", ours, dicts, "ms", 3.5),
            BenchRow(f"{what}, from the zip, beside the same", from_zip, dicts, "ms", 4.0),
            BenchRow("memory of a process that read it", float(told.stdout), 0.0, "MB", 200.0),
            BenchRow("outreach import --yes of it, whole process, beside a process of csv.reader", *_whole(zipped, folder), "ms", 4.0),
        ]


def _whole(zipped: Path, folder: Path) -> tuple[float, float]:
    """Wall milliseconds of a whole import, storing included, and of a process that only reads the same files."""
    ours, plain = float("inf"), float("inf")
    for turn in range(4):  # the first compiles the modules
        data = folder.parent / f"plan-{turn}"
        command = [sys.executable, "-m", "outreach", "--data", str(data), "import", "--yes", str(zipped)]
        ours = min(ours, _wall(command))
        plain = min(plain, _wall([sys.executable, __file__, "--csv", str(folder)]))
    return ours, plain


def _wall(command: list[str]) -> float:
    began = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment(), check=True)
    return (time.perf_counter() - began) * 1_000


def _csv(folder: Path) -> None:
    for name in FILES:
        with (folder / name).open(encoding="utf-8", newline="") as file:
            for _ in csv.reader(file):
                pass


def _dicts(folder: Path) -> None:
    for name in FILES:
        with (folder / name).open(encoding="utf-8", newline="") as file:
            list(csv.DictReader(file))


def _ours(path: Path) -> None:
    from outreach.exchange.registry import read

    read([path], today=TODAY)


def _millis(what: Callable[[], None]) -> float:
    gc.collect()
    began = time.process_time()
    what()
    return (time.process_time() - began) * 1_000


def _alone(path: Path) -> float:
    _ours(path)
    return peak_memory()


if __name__ == "__main__":
    if sys.argv[1:2] == ["--alone"]:
        print(_alone(Path(sys.argv[2])))
    elif sys.argv[1:2] == ["--csv"]:
        _csv(Path(sys.argv[2]))
    else:
        for row in rows():
            print(f"{row.name:<70} {row.ours:8.1f} {row.unit} {row.ratio:6.2f} of {row.budget}")
