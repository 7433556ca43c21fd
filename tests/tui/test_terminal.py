"""The real program in a real pseudo-terminal: it starts, quits, is told to stop, and survives what a terminal may send."""

from __future__ import annotations

import datetime as dt
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.terminal import Terminal

from outreach.clock import FixedClock
from outreach.config import Config
from outreach.paths import Paths
from outreach.planner import open_planner

pytestmark = pytest.mark.pty

CODE = """
import sys
from pathlib import Path
from outreach.clock import SystemClock
from outreach.config import Config
from outreach.paths import Paths
from outreach.planner import open_planner
from outreach.tui.opening import run
home = Path(sys.argv[1])
planner = open_planner(Paths(data=home / "data", config=home / "config"), SystemClock(), Config())
status = run(planner)
planner.close()
sys.exit(status)
"""

RESTORED = (b"\x1b[?1049l", b"\x1b[?25h", b"\x1b[?1000l")
"""Main screen, cursor, mouse: what a terminal gets back."""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    clock = FixedClock(dt.datetime(2026, 11, 23, 9, 0, tzinfo=dt.UTC))
    planner = open_planner(Paths(data=tmp_path / "data", config=tmp_path / "config"), clock, Config())
    company = planner.companies.add("Fernwick Labs", motivation=4)
    planner.people.add("Ann [/red] Lee", company.id)
    planner.close()
    return tmp_path


@pytest.fixture
def terminal(home: Path) -> Iterator[Terminal]:
    with Terminal([sys.executable, "-c", CODE, home]) as window:
        window.wait_for("Ann [/red] Lee")
        window.settle()
        yield window


def test_it_starts_shows_a_name_as_it_is_and_quits(terminal: Terminal):
    terminal.press("q")
    assert terminal.wait_end() == 0
    assert all(mark in terminal.output() for mark in RESTORED)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT])
def test_told_to_stop_it_gives_the_terminal_back(terminal: Terminal, number: signal.Signals):
    terminal.signal(number)
    assert terminal.wait_end() == 128 + number
    assert all(mark in terminal.output() for mark in RESTORED)


def test_half_typed_words_outlive_a_closed_window(terminal: Terminal, home: Path):
    terminal.press("2", "w")
    terminal.wait_for("Six points")
    terminal.settle()
    terminal.write("precious words")
    terminal.settle()
    terminal.signal(signal.SIGHUP)
    assert terminal.wait_end() == 129
    (kept,) = (home / "data" / "unsaved").iterdir()
    assert "precious words" in kept.read_text(encoding="utf-8")
    assert kept.stat().st_mode & 0o777 == 0o600
    with Terminal([sys.executable, "-c", CODE, home]) as window:
        window.wait_for("Ann [/red] Lee")
        window.settle()
        window.press("2", "w")
        window.wait_for("precious")


def test_a_byte_that_is_no_text_does_no_harm(terminal: Terminal):
    os.write(terminal._fd, b"\xff\xfe\xc3")
    terminal.press("2", "1")
    terminal.settle()
    terminal.press("q")
    assert terminal.wait_end() == 0


def test_the_filter_hears_what_is_typed_right_behind_the_slash(terminal: Terminal):
    terminal.write("/zzz")
    terminal.wait_for("Nothing matches")


def test_without_a_terminal_it_says_so_and_does_not_hang(home: Path):
    done = subprocess.run([sys.executable, "-c", CODE, home], stdin=subprocess.DEVNULL, capture_output=True, timeout=20, check=False)
    assert done.returncode == 64 and b"not a terminal" in done.stderr and not done.stdout


def test_a_dumb_terminal_is_told_what_works_in_it(home: Path):
    with Terminal([sys.executable, "-c", CODE, home], env={"TERM": "dumb"}) as window:
        assert window.wait_end() == 64
        assert "outreach today" in window.text().replace("\n", " ")


def test_a_wrong_key_file_is_said_before_anything_is_drawn(home: Path):
    (home / "config").mkdir(exist_ok=True)
    (home / "config" / "keys.toml").write_text('draft.wrote = "w"', encoding="utf-8")
    with Terminal([sys.executable, "-c", CODE, home]) as window:
        assert window.wait_end() == 65
        assert b"1049h" not in window.output()


def test_without_colour_the_cursor_can_still_be_seen(home: Path):
    with Terminal([sys.executable, "-c", CODE, home], env={"NO_COLOR": "1"}) as window:
        window.wait_for("▸ Fernwick Labs")
        window.settle()
        assert b"\x1b[1;7" in window.output() or b"\x1b[7" in window.output()
        window.press("q")
        assert window.wait_end() == 0
