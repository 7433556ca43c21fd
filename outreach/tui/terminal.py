"""The terminal as it really is: not always one, sometimes dumb, sometimes gone, sometimes sending bytes that are no text."""

from __future__ import annotations

import codecs
import os
import selectors
import sys

from textual._xterm_parser import XTermParser
from textual.driver import Driver
from textual.drivers.linux_driver import LinuxDriver

from outreach.tui.app import OutreachApp
from outreach.tui.environment import in_a_browser


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


class PatientDriver(LinuxDriver):
    """Reads keys without dying of a byte that is no UTF-8, and leaves when the terminal is gone instead of spinning."""

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
        if isinstance(app, OutreachApp) and not self.exit_event.is_set():
            self._loop.call_soon_threadsafe(app.leave, 128 + 1)
