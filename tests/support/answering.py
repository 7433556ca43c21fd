"""The real program in a real terminal, with one thing added: asked by a key no keyboard has, it answers when it has come to rest.

Run as a script in place of ``-m outreach``, with the same words after it. The answer is a sequence that no terminal knows, written behind
all that was drawn before, so that whoever reads the terminal has read the whole of a screen when the answer comes, on a fast machine and on
a slow one.
"""

from __future__ import annotations

import sys
from pathlib import Path

if __name__ == "__main__":
    sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parents[2])]

ASK = "\x1b[57398u"
"""The key F35."""

HUSH = "\x1b[57397u"
"""The key F34: the same, and whatever is said in a toast is taken away first."""

ESCAPE = "\x1b[27u"
"""The escape key as newer terminals send it: what follows can be no part of it, so that the program need not wait and see."""


def answer(number: int) -> bytes:
    """What the program writes when it rests for the ``number``-th time, counted from 1."""
    return b"\x1b]7777;%d\x07" % number


def main() -> int:
    """The program as it is, with a driver that knows the two keys."""
    from support.settling import rest
    from textual import events
    from textual._context import active_app
    from textual.message import Message

    from outreach.cli.run import main as program
    from outreach.tui import terminal

    class Answering(terminal.PatientDriver):
        asked = 0

        def process_message(self, message: Message) -> None:
            if isinstance(message, events.Key) and message.key in {"f34", "f35"}:
                self._loop.call_soon_threadsafe(lambda: self._loop.create_task(self._rested(message.key == "f34")))
            else:
                super().process_message(message)

        async def _rested(self, hush: bool) -> None:
            active_app.set(self._app)
            await rest()
            if hush:
                self._app.clear_notifications()
                await rest()
            self.asked += 1
            self.write(answer(self.asked).decode())

    terminal.PatientDriver = Answering  # type: ignore[misc]
    return program(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
