"""A reminder through the desktop's own notifier, where there is one. Neutral unless names are asked for: a screen may be shared."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from html import escape
from typing import TYPE_CHECKING

from outreach.cli.output import harmless
from outreach.domain.saying import plural

if TYPE_CHECKING:
    from outreach.planner.rows import TodayRow

TITLE = "Reminder"
"""Says nothing of a job search."""

SHOWN = 4
"""Things named in one notification; the rest is counted."""

PATIENCE = 5
"""Seconds a notifier may take: one without a desktop waits for ever."""

_APPLE = ("on run argv", "display notification (item 2 of argv) with title (item 1 of argv)", "end run")

Command = Callable[[str, str, str], list[str]]


def _notify_send(program: str, title: str, body: str) -> list[str]:
    # Some desktops read the body as markup.
    return [program, "--app-name=outreach", "--", title, escape(body, quote=False)]


def _terminal_notifier(program: str, title: str, body: str) -> list[str]:
    # It takes a text that begins like an option or a list for one; a backslash keeps it a text.
    return [program, "-title", title, "-message", body if body[:1].isalnum() else f"\\{body}"]


def _osascript(program: str, title: str, body: str) -> list[str]:
    # The text goes in as an argument, never into the script.
    return [program, *(word for line in _APPLE for word in ("-e", line)), title, body]


NOTIFIERS: dict[str, tuple[tuple[str, Command], ...]] = {
    "darwin": (("terminal-notifier", _terminal_notifier), ("osascript", _osascript)),
    "": (("notify-send", _notify_send),),
}
"""Programs to try, by platform; blank is any other."""


def text(row: TodayRow, *, names: bool) -> str:
    """``3 things are due``; with ``names`` what they are, a line each. Blank when nothing is due."""
    if not row.count:
        return ""
    if not names:
        return f"{plural(row.count, 'thing is', 'things are')} due"
    asked = [due.what for due in row.asked]
    lines = [harmless(what) for what in asked[:SHOWN]]
    return "\n".join([*lines, *([f"and {len(asked) - SHOWN} more"] if len(asked) > SHOWN else [])])


def notify(body: str, *, platform: str = sys.platform) -> bool:
    """Show ``body`` on the desktop; False when there is no notifier or none of them could."""
    for name, command in NOTIFIERS.get(platform, NOTIFIERS[""]):
        program = shutil.which(name)
        if program is not None and _run(command(program, TITLE, body)):
            return True
    return False


def _run(command: Sequence[str]) -> bool:
    try:
        done = subprocess.run(  # noqa: S603 - a fixed program found on the PATH, its text an argument of its own
            command, check=False, timeout=PATIENCE, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
    except (OSError, subprocess.SubprocessError):
        return False
    return done.returncode == 0
