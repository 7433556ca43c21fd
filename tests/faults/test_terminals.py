"""What a terminal does to a program: it shrinks to nothing, goes away unheard, stops it, pastes escapes, interrupts a save."""

from __future__ import annotations

import fcntl
import os
import random
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Iterator
from pathlib import Path

import pyte
import pytest
from faults.ends import planted, surroundings
from faults.figures import NOON, opened, within
from support import answering
from support.terminal import _UNREAD, Terminal

from outreach.clock import FixedClock
from outreach.domain.model import Company, Draft
from outreach.store.check import check

pytestmark = [pytest.mark.pty, pytest.mark.slow]

DEAF = """
import signal, sys
signal.signal(signal.SIGHUP, signal.SIG_IGN)
import outreach.tui.terminal as terminal, asyncio
from outreach.cli.run import main
loop = asyncio.unix_events._UnixSelectorEventLoop
real = loop.add_signal_handler
loop.add_signal_handler = lambda self, number, *rest: None if number == signal.SIGHUP else real(self, number, *rest)
sys.exit(main([]))
"""
"""The program where nobody tells it that its terminal is gone."""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    planted(tmp_path)
    return tmp_path


@pytest.fixture
def window(home: Path) -> Iterator[Terminal]:
    with Terminal([sys.executable, answering.__file__], env=surroundings(home)) as terminal:
        terminal.wait_for("Ana Ruiz", 30)
        terminal.rest()
        yield terminal


def sized(terminal: Terminal, columns: int, rows: int) -> None:
    fcntl.ioctl(terminal._fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
    terminal.signal(signal.SIGWINCH)


def ticks(pid: int) -> int:
    """Hundredths of a second of processor time a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rsplit(") ", 1)[1].split()
    return int(fields[11]) + int(fields[12])


def test_a_terminal_that_goes_away_unheard_ends_the_program_without_spinning(home: Path) -> None:
    with Terminal([sys.executable, "-c", DEAF], env=surroundings(home)) as terminal:
        terminal.wait_for("Ana Ruiz", 30)
        terminal.settle()
        before = ticks(terminal.pid)
        os.close(terminal._fd)
        terminal._fd = os.open(os.devnull, os.O_RDWR)
        terminal.ended = True
        deadline = time.monotonic() + within(3)
        used = before
        while time.monotonic() < deadline:
            done, status = os.waitpid(terminal.pid, os.WNOHANG)
            if done:
                terminal.status = os.waitstatus_to_exitcode(status)
                break
            used = ticks(terminal.pid)
            select_nothing()
        assert terminal.status == 129
        assert used - before < 60


def select_nothing() -> None:
    """Let the program have the processor for a moment."""
    signal.sigtimedwait([], 0.02)


def fresh(window: Terminal, output: bytes) -> str:
    """What a terminal shows that has seen nothing but this output."""
    screen = pyte.Screen(window.columns, window.rows)
    pyte.ByteStream(screen).feed(_UNREAD.sub(b"", output))
    return "\n".join(screen.display)


def test_stopped_and_continued_it_draws_itself_again_and_takes_keys(window: Terminal) -> None:
    window.press("ctrl+z")
    end = time.monotonic() + within(5)
    while time.monotonic() < end and os.waitpid(window.pid, os.WNOHANG | os.WUNTRACED)[0] == 0:
        window.pump(0.02)
    assert window.output().rfind(b"\x1b[?1049l") > window.output().rfind(b"\x1b[?1049h"), "the shell's screen is back while it rests"
    sent = len(window.output())
    window.signal(signal.SIGCONT)
    window.rest()
    drawn = fresh(window, window.output()[sent:])
    assert all(word in drawn for word in ("Fernwick Labs", "Ana Ruiz", "1 Companies", "4 Follow-ups", "palette"))
    window.press("t")
    window.wait_for("Today")
    window.press("ctrl+q")
    assert window.wait_end() == 0


def test_no_size_of_the_terminal_and_no_storm_of_sizes_ends_it(window: Terminal) -> None:
    chance = random.Random(1122)
    for columns, rows in ((1, 1), (0, 0), (20, 5), (500, 200), (2, 200), (500, 1)):
        sized(window, columns, rows)
        window.settle(0.05, 1)
        assert not window.ended, (columns, rows)
    for _ in range(1_000):
        sized(window, chance.randrange(0, 300), chance.randrange(0, 100))
        window.pump(0)
    sized(window, 120, 36)
    window.rest()
    window.press("t")
    window.rest()
    window.press("p")
    window.wait_for("Fernwick Labs")
    window.press("ctrl+q")
    assert window.wait_end() == 0


def test_a_paste_that_claims_to_end_types_no_keys_into_a_form(home: Path, window: Terminal) -> None:
    window.press("1", "a")
    window.wait_for("Name")
    window.rest()
    window.write("\x1b[200~Holt\x1b[201~\x1b[200~ & Vane\nq\x1bq\x1b[201~")
    window.wait_for("Holt")
    window.rest()
    assert "Name" in window.text(), "the form is still open"
    assert {company.name for company in opened(home).store.all(Company)} == {"Fernwick Labs"}
    window.signal(signal.SIGTERM)
    window.wait_end()


def test_words_saved_and_left_in_one_read_are_in_the_draft(home: Path, window: Terminal) -> None:
    window.press("2", "w")
    window.wait_for("Six points")
    window.rest()
    window.write("typedinonebreath\x13\x11")
    assert window.wait_end(within(10)) == 0
    assert any("typedinonebreath" in draft.body for draft in opened(home).store.all(Draft))


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGQUIT, signal.SIGTSTP], ids=lambda number: number.name)
def test_an_interrupting_key_while_a_command_saves_leaves_the_old_plan_or_the_new_one(home: Path, number: signal.Signals) -> None:
    chance = random.Random(number)
    acknowledged = set()
    for turn in range(10):
        words = [sys.executable, "-m", "outreach", "company", "add", f"Target {turn}"]
        env = {**os.environ, **surroundings(home)}
        work = subprocess.Popen(words, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
        signal.sigtimedwait([], chance.random() * 0.25)
        for _ in range(2):
            work.send_signal(number)
            if number is signal.SIGTSTP:
                signal.sigtimedwait([], 0.01)
                work.send_signal(signal.SIGCONT)
        work.wait(30)
        if work.returncode == 0:
            acknowledged.add(f"Target {turn}")
        assert number is not signal.SIGTSTP or work.returncode == 0, "stopped and continued, it goes on"
    names = {company.name for company in opened(home).store.all(Company)} - {"Fernwick Labs"}
    assert acknowledged <= names <= {f"Target {turn}" for turn in range(10)}
    assert not [finding for finding in check(home / "data", FixedClock(NOON)) if finding.severity == "error"]


@pytest.mark.parametrize("closed", ["0<&-", "1>&-", "2>&-", "0<&- 1>&- 2>&-"])
def test_with_a_closed_stream_the_screens_refuse_and_the_commands_work(home: Path, closed: str) -> None:
    env = {**os.environ, **surroundings(home)}
    for words, allowed in ((["-m", "outreach"], {64}), (["-m", "outreach", "today"], {0, 1, 74})):
        line = " ".join([sys.executable, *words, closed])
        done = subprocess.run(["sh", "-c", line], env=env, capture_output=True, timeout=20, check=False, stdin=subprocess.DEVNULL)
        assert done.returncode in allowed, (words, done.stderr)
        assert b"Traceback" not in done.stderr


@pytest.mark.parametrize(
    "surrounding",
    [
        {"TERM": "unknown"},
        {"TERM": ""},
        {"LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"LC_ALL": "POSIX", "PYTHONIOENCODING": "cp1252"},
        {"NO_COLOR": "1", "COLORTERM": ""},
        {"COLUMNS": "0", "LINES": "0"},
        {"COLUMNS": "999999999", "LINES": "-3"},
        {"TZ": "Nowhere/Land"},
    ],
    ids=str,
)
def test_the_commands_work_in_any_surrounding(home: Path, surrounding: dict[str, str]) -> None:
    planner = opened(home)
    planner.companies.add("Łódź 田中 Ünï")
    planner.close()
    env = {**os.environ, **surroundings(home), **surrounding}
    for words in (["company", "list"], ["today"], ["export", "plan", "2"]):
        done = subprocess.run([sys.executable, "-m", "outreach", *words], env=env, capture_output=True, timeout=20, check=False)
        assert done.returncode in (0, 1), done.stderr
        assert b"Traceback" not in done.stderr
        assert done.stdout
