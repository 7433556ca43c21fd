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
from support import answering
from support.terminal import Terminal

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
    window.wait_for("Ana Ruiz", within(30))
    window.rest()
    for key in ("2", "w"):
        window.press(key)
        window.rest()
    window.wait_for("Six points", within(5))


def stopped_while_typing(home: Path, how: str, times: int) -> list[tuple[str, float]]:
    """Type words into a draft and end the program, again and again; what is wrong each time, or nothing, and the seconds it took to leave.

    Each start has to offer the words typed before the last end, which are then gone on with.
    """
    planted(home)
    found: list[tuple[str, float]] = []
    words = ""
    for number in range(times + 1):
        wrong = []
        with Terminal([sys.executable, answering.__file__], env=surroundings(home)) as window:
            before = _manners(window)
            try:
                _compose(window)
                window.wait_for(words, within(5))
            except AssertionError:
                said, took = found[-1] if found else (f"{how} {number}: ", 0.0)
                found[-1:] = [(f"{said or f'{how} {number - 1}: '}the words are not offered again", took)]
                return found
            if number == times:
                return found
            words = f"halftypedwords{number}x"
            window.write(" " + words)
            window.wait_for(words)
            pause = time.perf_counter() + random.Random(f"{how} {number}").random() * 0.3
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
        if not any(words in text for text in kept):
            wrong.append("the words are lost")
        found.append((f"{how} {number}: {', '.join(wrong)}" if wrong else "", took))
    return found


def stopped_while_starting(home: Path, how: str, number: int) -> tuple[str, float]:
    """End the program at some moment of its first second; what is wrong, or nothing, and the seconds it took to leave."""
    wrong = []
    with Terminal([sys.executable, "-m", "outreach"], env=surroundings(home)) as window:
        before = _manners(window)
        moment = time.perf_counter() + random.Random(f"{how} {number}").random()
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
    took = sorted(seconds for _, seconds in results)
    half, most = took[len(took) // 2], took[min(len(took) - 1, len(took) * 95 // 100)]
    note = f"out in {half * 1000:.0f} ms (half of them), {most * 1000:.0f} ms (95 %), {took[-1] * 1000:.0f} ms (the slowest)"
    return Row(what, len(results), len(bad), least, "", "; ".join([note, *bad[:4]]))


def rows(folder: Path, *, long: bool) -> list[Row]:
    """Ends while typing and ends while starting."""
    ways = ENDS if long else ("SIGHUP", "closed")
    times = 50 if long else 1
    starting = [(how, number) for number in range(50 if long else 2) for how in ENDS]
    planted(folder / "start")
    with ThreadPoolExecutor(2) as pool:
        ended = [end for ends in pool.map(lambda how: stopped_while_typing(folder / how, how, times), ways) for end in ends]
        begun = list(pool.map(lambda end: stopped_while_starting(folder / "start", *end), starting))
    said = "SIGTERM, SIGHUP, SIGQUIT, terminal closed"
    return [
        _row(f"{said} with a half-typed draft: words offered again, terminal given back, out in 2 s", ended, times * len(ways)),
        _row(f"{said} at any moment of the start: terminal given back, out in 2 s, the start being finished first", begun, len(starting)),
    ]
