"""What a person waits for: today's list on the command line, the first paint of the plan screen, and a key to its paint."""

from __future__ import annotations

import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parent.parent)]

from bench_row import BenchRow
from big_plan import build
from installed import environment
from support.terminal import Terminal

from outreach import memo

RUNS = 7
KEYS = 40
FRAME = 33.0
"""Milliseconds: a key is painted within one frame of thirty a second."""

BUILT = 1_700_000_000_000_000_000
"""Nanoseconds: the plan measured was written long ago, as a plan of yesterday evening is in the morning."""

EVE, DAY = "2026-11-22T21:00", "2026-11-23T08:00"
"""The evening before, and the morning whose first look is measured."""

ROW = "M4 P3"
"""Stands in the rows of companies: a first paint is one that shows them, whole; a title alone is none."""

OUTREACH = [sys.executable, "-m", "outreach"]


def rows(folder: Path | None = None) -> list[BenchRow]:
    """Every figure of the faces, on a plan of 500 companies, 5,000 people, 20,000 steps and 30,000 contacts."""
    with tempfile.TemporaryDirectory() as spare:
        plan = folder or build(Path(spare) / "plan")
        return [*command_rows(plan), *screen_rows(plan)]


def command_rows(plan: Path) -> list[BenchRow]:
    """``outreach today`` as a whole process, the first look of a day and any later one, beside the imports it cannot do without."""
    floor = [sys.executable, "-c", "import click, tinydb, dateutil"]
    today = [*OUTREACH, "--data", str(plan), "today"]

    def unseen() -> float:
        memo.forget(plan)
        return process(today)

    def first() -> float:
        (plan / memo.NAME).unlink(missing_ok=True)
        return process(today)

    for path in plan.iterdir():
        os.utime(path, ns=(BUILT, BUILT))
    nothing_known, same = in_turn(unseen, lambda: process(floor))
    with Terminal([*OUTREACH, "--data", str(plan)], env={**environment(), "OUTREACH_NOW": EVE}) as terminal:
        terminal.wait_for("Companies")
        terminal.settle()
        terminal.press("ctrl+q")
        terminal.wait_end()
    first_look, reference = in_turn(first, lambda: process(floor))
    again, also = in_turn(lambda: process(today), lambda: process(floor))
    return [
        BenchRow("outreach today, first look of the day, whole process", first_look, reference, "ms", 2.0),
        BenchRow("outreach today, any later look, whole process", again, also, "ms", 2.0),
        BenchRow("outreach today, changed since the screens were left, the same", nothing_known, same, "ms", 2.0),
    ]


def screen_rows(plan: Path) -> list[BenchRow]:
    """First paint beside a bare Textual app, then keys in every list."""
    bare = [sys.executable, str(Path(__file__).parent / "bare_textual.py")]
    app = [*OUTREACH, "--data", str(plan)]
    ours, reference = in_turn(lambda: first_paint(app, ROW), lambda: first_paint(bare, "painted"))
    found = [BenchRow("first paint of the plan screen", ours, reference, "ms", 1.25)]
    for name, before, keys in (
        ("j among 500 companies, p95", (), "j" * KEYS),
        ("j among insiders, p95", ("2",), "jk" * (KEYS // 2)),
        ("j among follow-ups, p95", ("4",), "jk" * (KEYS // 2)),
        ("filter as you type over 30,000, p95", ("n", "/"), "marengra" * 2),
    ):
        found.append(BenchRow(name, key_to_paint(app, before, keys), 0.0, "ms", FRAME))
    return found


def in_turn(one: Callable[[], float], other: Callable[[], float]) -> tuple[float, float]:
    """Medians of both, measured one after the other so that a drifting machine moves both; one warm-up each."""
    one(), other()
    pairs = [(one(), other()) for _ in range(RUNS)]
    return statistics.median(pair[0] for pair in pairs), statistics.median(pair[1] for pair in pairs)


def process(argv: Sequence[str]) -> float:
    """Wall milliseconds of a command from start to end."""
    begun = time.perf_counter()
    surroundings = {**environment(), "OUTREACH_NOW": DAY}
    subprocess.run(argv, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=surroundings, check=False)
    return (time.perf_counter() - begun) * 1000


def first_paint(argv: Sequence[str], text: str) -> float:
    """Milliseconds from fork to the chunk that showed ``text``."""
    with Terminal(argv, env=environment()) as terminal:
        terminal.wait_for(text)
        return (terminal.first_shown(text) - terminal.started) * 1000


def key_to_paint(argv: Sequence[str], before: Sequence[str], keys: str) -> float:
    """95th percentile, in milliseconds, from a key to the last byte of the paint it caused; each key waits for the one before."""
    took: list[float] = []
    with Terminal(argv, env=environment()) as terminal:
        terminal.wait_for("Companies")
        terminal.settle(0.4)
        for key in before:
            terminal.press(key)
            terminal.settle(0.4)
        for number, key in enumerate(keys):
            seen = len(terminal.chunks)
            sent = terminal.write(key)
            terminal.settle(0.06 + 0.013 * (number % 5))
            painted = [moment for moment, data in terminal.chunks[seen:] if re.search(rb"[^\x1b]{3}", data)]
            if painted:
                took.append((painted[-1] - sent) * 1000)
    took.sort()
    return took[int(len(took) * 0.95) - 1] if took else float("inf")
