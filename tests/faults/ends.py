"""The program told to stop, or left without its terminal, while words are half typed and at any moment of its start."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import sys
import termios
import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from faults.figures import Row, opened, within
from support.terminal import Terminal

from outreach.domain.model import Draft

ROOT = Path(__file__).parents[2]
ENDS = ("SIGTERM", "SIGHUP", "SIGQUIT", "closed")
RESTORED = (b"\x1b[?1049l", b"\x1b[?25h", b"\x1b[?1000l", b"\x1b[?2004l")
"""Main screen, cursor, mouse and paste marks: what a terminal gets back."""

SOON = 2.0
"""Seconds the program may take to leave."""


def surroundings(home: Path) -> dict[str, str]:
    """The environment of a program at work on the plan below ``home``."""
    return {
        "OUTREACH_DATA": str(home / "data"),
        "OUTREACH_CONFIG": str(home / "config"),
        "OUTREACH_NOW": "2026-11-23T12:00",
        "PYTHONPATH": str(ROOT),
        "ESCDELAY": "5",
    }


def planted(home: Path) -> None:
    """A plan with somebody to write to."""
    planner = opened(home)
    fern = planner.companies.add("Fernwick Labs", motivation=4)
    planner.people.add("Ana Ruiz", fern.id)
    planner.close()


def _opposite(mark: bytes) -> bytes:
    return mark[:-1] + (b"l" if mark.endswith(b"h") else b"h")


def _manners(window: Terminal) -> list[object]:
    """How the terminal treats keys: echo, lines, signals."""
    return termios.tcgetattr(window._fd)[:4]


def _stop(window: Terminal, how: str) -> float:
    """End the program that way; the seconds it took, five times what it may take when it has not left by then."""
    begun = time.perf_counter()
    if how == "closed":
        os.close(window._fd)
        window._fd = os.open(os.devnull, os.O_RDWR)
        window.ended = True
    else:
        window.signal(signal.Signals[how])
    with contextlib.suppress(AssertionError):
        window.wait_end(5 * within(SOON))
    return time.perf_counter() - begun


def _expected(how: str) -> int:
    return 128 + (signal.SIGHUP if how == "closed" else signal.Signals[how])


def _compose(window: Terminal) -> None:
    window.wait_for("Ana Ruiz", 30)
    window.settle(0.3)
    window.press("2", "w")
    window.wait_for("Six points", 30)


def stopped_while_typing(home: Path, how: str, number: int) -> tuple[str, float]:
    """Type half a draft, end the program that way, start it again; what is wrong, or nothing, and the seconds it took to leave."""
    words = f"halftypedwords{number}x"
    planted(home)
    wrong = []
    with Terminal([sys.executable, "-m", "outreach"], env=surroundings(home)) as window:
        before = _manners(window)
        _compose(window)
        window.settle(0.3)
        window.write(words)
        window.wait_for(words)
        pause = time.perf_counter() + random.Random(number).random() * 0.3
        while time.perf_counter() < pause:
            window.pump(0.02)
        took = _stop(window, how)
        output = window.output()
        if how != "closed":
            if missing := [mark for mark in RESTORED if output.rfind(mark) <= output.rfind(_opposite(mark))]:
                wrong.append(f"the terminal was not given back: {missing}")
            if _manners(window) != before:
                wrong.append("keys are not echoed as before")
        if window.status != _expected(how):
            wrong.append(f"exit {window.status}")
    if took > within(SOON):
        wrong.append(f"took {took:.1f} s")
    kept = [path.read_text(encoding="utf-8") for path in (home / "data" / "unsaved").glob("*.txt")]
    saved = [draft.body for draft in opened(home).store.all(Draft)]
    if not any(words in text for text in (*kept, *saved)):
        wrong.append("the words are lost")
    else:
        with Terminal([sys.executable, "-m", "outreach"], env=surroundings(home)) as window:
            _compose(window)
            try:
                window.wait_for(words, 5)
            except AssertionError:
                wrong.append("the words are not offered again")
    return (f"{how} {number}: {', '.join(wrong)}" if wrong else "", took)


def stopped_while_starting(home: Path, how: str, number: int) -> tuple[str, float]:
    """End the program at some moment of its first half second; what is wrong, or nothing, and the seconds it took to leave."""
    wrong = []
    with Terminal([sys.executable, "-m", "outreach"], env=surroundings(home)) as window:
        before = _manners(window)
        moment = time.perf_counter() + random.Random(number).random() * 0.5
        while time.perf_counter() < moment:
            window.pump(0.01)
        took = _stop(window, how)
        output = window.output()
        if how != "closed":
            if output.count(b"\x1b[?1049h") > output.count(b"\x1b[?1049l"):
                wrong.append("the other screen was left on")
            if _manners(window) != before:
                wrong.append("keys are not echoed as before")
        if window.status not in (_expected(how), -(_expected(how) - 128)):
            wrong.append(f"exit {window.status}")
    if took > within(SOON):
        wrong.append(f"took {took:.1f} s")
    return (f"{how} {number}: {', '.join(wrong)}" if wrong else "", took)


def _row(what: str, found: Iterable[tuple[str, float]], least: int) -> Row:
    results = list(found)
    bad = [wrong for wrong, _ in results if wrong]
    slowest = max(took for _, took in results)
    return Row(what, len(results), len(bad), least, "", "; ".join([f"the slowest left in {slowest * 1000:.0f} ms", *bad[:4]]))


def rows(folder: Path, *, long: bool) -> list[Row]:
    """Ends while typing and ends while starting."""
    typing = [(how, number) for number in range(50 if long else 1) for how in (ENDS if long else ("SIGHUP", "closed"))]
    starting = [(how, number) for number in range(50 if long else 2) for how in ENDS]
    planted(folder / "start")
    with ThreadPoolExecutor(2) as pool:
        ended = list(pool.map(lambda end: stopped_while_typing(folder / f"{end[0]}{end[1]}", *end), typing))
        begun = list(pool.map(lambda end: stopped_while_starting(folder / "start", *end), starting))
    ways = "SIGTERM, SIGHUP, SIGQUIT, terminal closed"
    return [
        _row(f"{ways} with a half-typed draft: words offered again, terminal given back, out in 2 s", ended, len(typing)),
        _row(f"{ways} at any moment of the start: terminal given back, out in 2 s", begun, len(starting)),
    ]
