"""Days as they are typed into forms: those to come, and those that were."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from outreach.planner import Planner


def typed_day(planner: Planner, text: str, *, past: bool = False) -> dt.date:
    """The day meant; with ``past``, "20 nov" and "fri" are the last ones, not the next. Raises UsageError with examples."""
    if not past:
        return planner.day(text)
    from outreach.domain.dates import parse_day

    today = planner.clock.today()
    return parse_day(text, today, planner.timetable.calendar(today), past=True)


def past_day(planner: Planner, text: str) -> dt.date | None:
    """The day something happened, None when it is left blank. Raises UsageError with examples."""
    return typed_day(planner, text, past=True) if text else None
