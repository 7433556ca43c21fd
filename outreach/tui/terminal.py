"""The terminal as it really is: not always one, sometimes dumb, sometimes gone, sometimes sending bytes that are no text."""

from __future__ import annotations

import codecs
import os
import selectors
import signal
import sys
from typing import IO, Any, cast

from textual import events
from textual._xterm_parser import XTermParser
from textual.app import App
from textual.driver import Driver
from textual.drivers.linux_driver import LinuxDriver
from textual.geometry import Size

from outreach.tui.dressed import Dressed
from outreach.tui.environment import in_a_browser
from outreach.tui.thrift import thrifty


def refusal() -> str:
    """Why the program cannot run here; empty when it can."""
    if in_a_browser():
        return ""
    if not sys.stdin.isatty() or not sys.stdout.isatty():
        return "outreach: this is not a terminal; 'outreach today' and the other commands work without one ('outreach --help')"
    if os.environ.get("TERM", "") in {"", "dumb", "unknown"}:
        kind = os.environ.get("TERM") or "not set"
        return f"outreach: this terminal cannot draw a screen (TERM is {kind}); 'outreach today' and the other commands work in it"
    return ""


def driver() -> type[Driver] | None:
    """How keys are read: our own way in a terminal, the front end's way in a browser."""
    return None if in_a_browser() else PatientDriver


class Screen:
    """What is drawn on, as a file. A terminal that is gone takes no more: Textual's writer would die of it, and then wait for itself."""

    def __init__(self, file: IO[str]) -> None:
        self._file = file
        self._gone = False

    def write(self, text: str) -> int:
        """Draw, or do nothing once the terminal is gone."""
        if not self._gone:
            try:
                return self._file.write(text)
            except OSError:
                self._gone = True
        return len(text)

    def flush(self) -> None:
        """Show what was drawn."""
        if not self._gone:
            try:
                self._file.flush()
            except OSError:
                self._gone = True

    def fileno(self) -> int:
        """The terminal's descriptor."""
        return self._file.fileno()


class PatientDriver(LinuxDriver):
    """Reads keys without dying of a byte that is no UTF-8, leaves when the terminal is gone instead of spinning, and writes thriftily."""

    def write(self, data: str) -> None:
        """Send output on its way, every style said once."""
        super().write(thrifty(data))

    def __init__(self, app: App[Any], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._file = cast(Any, Screen(cast("IO[str]", self._file)))

    def start_application_mode(self) -> None:
        """Take the terminal over, ready to give it back when told to stop: the app itself listens only once it stands."""
        app = self._app
        if isinstance(app, Dressed):
            for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT):
                self._loop.add_signal_handler(number, app.leave, 128 + number)
        super().start_application_mode()  # type: ignore[no-untyped-call]
        # In place of Textual's own handler, which a second signal may interrupt: then the older size was the last one told.
        self._loop.add_signal_handler(signal.SIGWINCH, self._resized)

    def _resized(self) -> None:
        """Tell the size the terminal has now, unless it tells that itself."""
        if not self._in_band_window_resize:
            size = Size(*self._get_terminal_size())
            self.send_message(events.Resize(size, size))

    def run_input_thread(self) -> None:
        """Read until told to stop. A broken byte becomes U+FFFD; the end of the terminal ends the program."""
        decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        parser = XTermParser(self._debug)
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                if selector.select(0.1):
                    try:
                        data = os.read(self.fileno, 4096)
                    except OSError:
                        data = b""
                    if not data:
                        self._gone()
                        return
                    for message in parser.feed(decode(data)):
                        self.process_message(message)
                for message in parser.tick():
                    self.process_message(message)

    def _gone(self) -> None:
        app = self._app
        if isinstance(app, Dressed) and not self.exit_event.is_set():
            self._loop.call_soon_threadsafe(app.leave, 128 + 1)
