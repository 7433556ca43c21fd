"""The hours in which a message is most welcome where its reader lives: a mild preference, never a hold."""

from __future__ import annotations

import datetime as dt

import msgspec

from outreach.domain.timing.calendar import WorkCalendar

DAYS = frozenset({0, 1, 2, 3})
"""Monday to Thursday (source: PRACTICES, shipped cadences; the published effect is at most 0.5 points)."""

OPENS, CLOSES = dt.time(9), dt.time(11)
_AHEAD = 21


class Window(msgspec.Struct, frozen=True):
    """One preferred window, which may be open already, told in the user's own offset."""

    start: dt.datetime
    end: dt.datetime


def preferred_window(now: dt.datetime, zone: dt.tzinfo, calendar: WorkCalendar) -> Window | None:
    """The window that is open now in ``zone`` or the next one to open, as times in ``now``'s offset.

    ``now`` is an aware time where the user is. None when three weeks hold no Monday to Thursday that is a business day.
    """
    there = now.astimezone(zone)
    for ahead in range(_AHEAD):
        day = there.date() + dt.timedelta(days=ahead)
        if day.weekday() not in DAYS or not calendar.is_workday(day):
            continue
        start = dt.datetime.combine(day, OPENS, tzinfo=zone).astimezone(now.tzinfo)
        end = dt.datetime.combine(day, CLOSES, tzinfo=zone).astimezone(now.tzinfo)
        if now < end:
            return Window(start, end)
    return None
