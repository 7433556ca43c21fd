"""The one clock. Everything that needs to know the time is handed a Clock; nothing else asks the machine."""

from __future__ import annotations

import datetime as dt
from typing import Protocol


class Clock(Protocol):
    """Tells the time where the user is."""

    def now(self) -> dt.datetime:
        """The present moment, with the user's own UTC offset."""
        ...

    def today(self) -> dt.date:
        """The date on the user's wall."""
        ...


class SystemClock:
    """The machine's clock, in its local zone."""

    def now(self) -> dt.datetime:
        """The present moment, with the machine's UTC offset."""
        return dt.datetime.now(dt.UTC).astimezone()

    def today(self) -> dt.date:
        """The local date."""
        return self.now().date()


class FixedClock:
    """A clock that stands still until it is set: tests, ``--on DATE`` and replays use it."""

    def __init__(self, now: dt.datetime) -> None:
        self._now = now if now.tzinfo else now.replace(tzinfo=dt.UTC)

    def now(self) -> dt.datetime:
        """The moment it was set to."""
        return self._now

    def today(self) -> dt.date:
        """The date of that moment."""
        return self._now.date()

    def set(self, now: dt.datetime) -> None:
        """Move to another moment."""
        self._now = now if now.tzinfo else now.replace(tzinfo=dt.UTC)
