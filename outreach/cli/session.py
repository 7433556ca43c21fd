"""One run of the program: the folders asked for, the settings, the clock and the plan, each opened when first needed."""

from __future__ import annotations

import datetime as dt
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from outreach import config as settings
from outreach import paths
from outreach.clock import Clock, FixedClock, SystemClock
from outreach.errors import BadInput, UsageError
from outreach.text import clean

if TYPE_CHECKING:
    from outreach.planner import Planner

PROGRAM = "outreach"
"""The program's name as it is typed."""

INTERRUPTED = 130
"""128 + SIGINT: the exit status of a run that was stopped."""

MORNING = dt.time(9)
"""The hour a date typed without a time stands for: before noon, so that day itself counts."""


class Session:
    """What every verb is handed. ``data`` and ``config`` are the folders named on the command line, if any."""

    def __init__(self) -> None:
        self.data: Path | None = None
        self.config: Path | None = None
        self.clock_at: dt.date | None = None
        """A day to pretend it is (``when --from``)."""
        self._planner: Planner | None = None
        self._writable = False
        self._settings: settings.Config | None = None
        self.private = False
        """Names were asked to be masked, for this run."""
        self.notices: dict[str, None] = {}
        """What happened to the plan's files that the user should know; complete once the plan is put away."""

    @property
    def paths(self) -> paths.Paths:
        """The folders of this run."""
        return paths.locate(self.data, self.config)

    @property
    def settings(self) -> settings.Config:
        """The user's settings, read once."""
        if self._settings is None:
            self._settings = settings.load(self.paths.config)
        return self._settings

    @property
    def masked(self) -> bool:
        """Whether names stay hidden, for this run or by the settings."""
        return self.private or self.settings.private

    @property
    def clock(self) -> Clock:
        """The machine's clock, unless OUTREACH_NOW or ``--from`` holds it still."""
        if self.clock_at is not None:
            return FixedClock(local(dt.datetime.combine(self.clock_at, MORNING)))
        told = os.environ.get("OUTREACH_NOW", "")
        return FixedClock(moment(told, name="OUTREACH_NOW")) if told else SystemClock()

    def reader(self) -> Planner:
        """The plan, to look at: takes no lock and writes nothing."""
        return self._open(writable=False)

    def planner(self) -> Planner:
        """The plan, to change."""
        return self._open(writable=True)

    def _open(self, *, writable: bool) -> Planner:
        if self._planner is not None and (self._writable or not writable):
            return self._planner
        from outreach.planner import open_planner

        self.close()
        try:
            self._planner = open_planner(self.paths, self.clock, self.settings, read_only=not writable)
        except BadInput as error:
            if "backups are in" not in error.next_step:
                raise
            raise type(error)(error.message, next_step=f"{error.next_step}; 'outreach restore' goes back to one") from None
        self._writable = writable
        return self._planner

    def close(self) -> None:
        """Put the plan away; safe to call twice."""
        planner, self._planner = self._planner, None
        if planner is not None:
            from outreach.planner.copies import notices

            planner.close()
            self.notices |= dict.fromkeys((*planner.store.notices, *notices(planner)))

    def interactive(self) -> bool:
        """A person can be asked: both ends are a terminal."""
        return is_terminal()


def is_terminal() -> bool:
    """Whether stdin and stdout are both a terminal; closed ones are not."""
    try:
        return bool(sys.stdin and sys.stdin.isatty() and sys.stdout and sys.stdout.isatty())
    except ValueError:
        return False


def local(naive: dt.datetime) -> dt.datetime:
    """A wall-clock time with the machine's offset for that day."""
    return naive.astimezone()


def moment(text: str, *, name: str) -> dt.datetime:
    """An ISO time as typed, in local time unless it says its offset; a bare date means nine in the morning.

    Raises UsageError naming ``name`` when it is none.
    """
    try:
        if len(text) == len("2026-11-22"):
            return local(dt.datetime.combine(dt.date.fromisoformat(text), MORNING))
        parsed = dt.datetime.fromisoformat(text)
        return parsed if parsed.tzinfo else local(parsed)
    except (ValueError, OverflowError, OSError):
        raise UsageError(f"{name} is {clean(text, limit=60)!r}, which is no time", next_step="write it like 2026-11-22T09:00") from None
