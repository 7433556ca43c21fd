"""Days that no cadence gives: what is owed at once, what somebody else promised, a question that closes by itself."""

from __future__ import annotations

import datetime as dt

from outreach.domain.timing.calendar import WorkCalendar

AT_ONCE = 1
"""Business days for a thank-you or a report that is owed (source: PRACTICES S54, S57)."""

THEIR_TURN = 5
"""Business days after which to look after what somebody promised (source: PRACTICES S66)."""


def owed_on(day: dt.date, calendar: WorkCalendar) -> dt.date:
    """The day by which thanks or news are owed for something that happened on ``day``."""
    return calendar.add(day, AT_ONCE)


def looked_after_on(day: dt.date, calendar: WorkCalendar) -> dt.date:
    """The day to look after what somebody promised on ``day`` without naming one."""
    return calendar.add(day, THEIR_TURN)


def closes_on(asked: dt.date, days: int) -> dt.date:
    """The day on which something asked on ``asked`` counts as unanswered for good, ``days`` days later (source: PRACTICES S64)."""
    return asked + dt.timedelta(days=days)
