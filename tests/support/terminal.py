"""A real pseudo-terminal with the program in it: type keys, wait for text, read the screen, time the paint.

Chunks are time-stamped when they are read and parsed by pyte afterwards, so that the parser never delays the program.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pyte
from support.answering import ASK, answer

KEYS = {
    "enter": "\r",
    "esc": "\x1b",
    "tab": "\t",
    "shift+tab": "\x1b[Z",
    "space": " ",
    "backspace": "\x7f",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "right": "\x1b[C",
    "left": "\x1b[D",
    "home": "\x1b[H",
    "end": "\x1b[F",
}
"""Keys by name; ``ctrl+x`` is worked out."""

_ASKED = re.compile(rb"\x1b\[c|\x1b\[0c|\x1b\[6n|\x1b\[\?(\d+)\$p")
_UNREAD = re.compile(
    rb"\x1b\[[<=>][0-9;]*[A-Za-z]|\x1b\[\?[0-9;]*\$p|\x1b[P_^X].*?\x1b\\|\x1b\[[0-9;]* ?q|\x1b\[[0-9;]*t|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)",
    re.DOTALL,
)
"""Sequences that move no cursor and ink no cell, which pyte would print."""


def _line(screen: pyte.Screen, row: int) -> str:
    """A row's cells side by side. pyte's own ``display`` fails where one half of a wide character was written over."""
    return "".join(screen.buffer[row][column].data for column in range(screen.columns))


class Terminal:
    """One command in one pseudo-terminal of its own session."""

    def __init__(self, argv: Sequence[str | Path], *, columns: int = 120, rows: int = 36, env: Mapping[str, str] | None = None) -> None:
        self.columns, self.rows = columns, rows
        self.chunks: list[tuple[float, bytes]] = []
        """(seconds on the performance counter, bytes) as they came."""
        self.ended = False
        self.status: int | None = None
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self._fed = 0
        self._asked = 0
        surroundings = {k: v for k, v in os.environ.items() if k not in {"TMUX", "TERM_PROGRAM", "NO_COLOR", "COLUMNS", "LINES"}}
        surroundings |= {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", **(env or {})}
        self.started = time.perf_counter()
        self.pid, self._fd = pty.fork()
        if self.pid == 0:
            try:
                for number in (signal.SIGHUP, signal.SIGINT, signal.SIGQUIT, signal.SIGTERM):
                    signal.signal(number, signal.SIG_DFL)  # as a shell starts a program, however these tests were started
                fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
                os.execvpe(str(argv[0]), [str(word) for word in argv], surroundings)
            finally:
                os._exit(127)
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        os.set_blocking(self._fd, False)

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def press(self, *keys: str) -> None:
        """Type keys by name (``enter``, ``ctrl+p``) or as they are."""
        for key in keys:
            self.write(KEYS.get(key) or (chr(ord(key[-1]) & 31) if key.startswith("ctrl+") else key))

    def write(self, text: str) -> float:
        """Send text as a keyboard would; the moment it was sent."""
        moment = time.perf_counter()
        data = text.encode()
        while data:
            try:
                data = data[os.write(self._fd, data) :]
            except BlockingIOError:
                self._ready(select.POLLOUT, 0.1)
            except OSError:
                self.ended = True
                break
        return moment

    def pump(self, seconds: float) -> bool:
        """Take in one chunk if it comes within that time."""
        if not self._ready(select.POLLIN, seconds):
            return False
        try:
            data = os.read(self._fd, 65536)
        except OSError:
            data = b""
        if not data:
            self.ended = True
            return False
        self.chunks.append((time.perf_counter(), data))
        self._answer(data)
        return True

    def _ready(self, what: int, seconds: float) -> bool:
        """Whether the terminal can be read or written within that time; a closed one can be, which the call then tells."""
        poll = select.poll()
        poll.register(self._fd, what)
        return bool(poll.poll(max(0.0, seconds) * 1000))

    def settle(self, quiet: float = 0.15, longest: float = 10.0) -> None:
        """Take in output until none comes for ``quiet`` seconds."""
        end = time.perf_counter() + longest
        while not self.ended and time.perf_counter() < end and self.pump(quiet):
            pass

    def wait_for(self, text: str | Callable[[str], bool], seconds: float = 15.0) -> float:
        """Wait until the screen shows it; the moment of the chunk that did. Raises AssertionError with the screen when it never does."""
        shown = text if callable(text) else (lambda screen: text in screen)
        end = time.perf_counter() + seconds
        while True:
            if shown(self.text()):
                return self.chunks[-1][0] if self.chunks else time.perf_counter()
            if self.ended or time.perf_counter() > end:
                raise AssertionError(f"{text!r} did not come up; the screen shows:\n{self.text()}")
            self.pump(0.1)

    def rest(self, key: str = ASK, seconds: float = 60.0) -> None:
        """Wait until the program has done all it was asked and has drawn it; for one started as ``support/answering.py``.

        Returns as well when the program ends. Raises AssertionError with the screen when it never rests.
        """
        self._asked += 1
        sought, begun, end = answer(self._asked), len(self.chunks), time.perf_counter() + seconds
        self.write(key)
        while not self.ended and sought not in b"".join(data for _, data in self.chunks[begun:]):
            if time.perf_counter() > end:
                raise AssertionError(f"the program does not rest; the screen shows:\n{self.text()}")
            self.pump(0.1)

    def first_shown(self, text: str) -> float:
        """The moment of the first chunk after which the screen showed ``text``, replayed from the start."""
        screen = pyte.Screen(self.columns, self.rows)
        stream = pyte.ByteStream(screen)
        for moment, data in self.chunks:
            stream.feed(_UNREAD.sub(b"", data))
            if text in "\n".join(screen.display):
                return moment
        raise AssertionError(f"{text!r} was never shown")

    def text(self) -> str:
        """The screen as lines of text."""
        self._stream.feed(_UNREAD.sub(b"", b"".join(data for _, data in self.chunks[self._fed :])))
        self._fed = len(self.chunks)
        return "\n".join(_line(self._screen, row).rstrip() for row in range(self.rows))

    def output(self) -> bytes:
        """Every byte the program wrote."""
        return b"".join(data for _, data in self.chunks)

    def wait_end(self, seconds: float = 10.0) -> int:
        """Wait until the program ends; its exit status, negative for a signal."""
        end = time.perf_counter() + seconds
        while time.perf_counter() < end:
            if self.ended:
                signal.sigtimedwait([], 0.005)  # let the program have the processor
            else:
                self.pump(0.02)
            done, status = os.waitpid(self.pid, os.WNOHANG)
            if done:
                self.status = os.waitstatus_to_exitcode(status)
                while not self.ended and self.pump(0.0):
                    pass  # its last words may have come after the last look
                return self.status
        raise AssertionError(f"the program did not end; the screen shows:\n{self.text()}")

    def signal(self, number: signal.Signals) -> None:
        """Send the program a signal."""
        os.kill(self.pid, number)

    def close(self) -> None:
        """Kill what still runs and let go of the terminal."""
        if self.status is None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)
            with contextlib.suppress(ChildProcessError):
                os.waitpid(self.pid, 0)
        with contextlib.suppress(OSError):
            os.close(self._fd)

    def _answer(self, data: bytes) -> None:
        """Reply to what a terminal is asked, as a plain xterm would."""
        for asked in _ASKED.finditer(data):
            if asked[1]:
                self.write("\x1b[?" + asked[1].decode() + ";0$y")
            elif asked[0] == b"\x1b[6n":
                self.write("\x1b[1;1R")
            else:
                self.write("\x1b[?62;22c")
