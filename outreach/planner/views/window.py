"""The preferred hours to write, in the other's own time zone: a mild preference, never a block (source: PRACTICES S16)."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from outreach.domain.model import Person, PersonId
from outreach.planner.words import day_short

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from outreach.planner.planner import Planner

OPENS, CLOSES = dt.time(9), dt.time(11)
"""Hours of a working morning (source: PRACTICES, shipped cadences)."""

DAYS = frozenset({0, 1, 2, 3})
"""Monday to Thursday."""


def zone_of(name: str) -> ZoneInfo | None:
    """The time zone of that name; None when there is none."""
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def next_window(now: dt.datetime, zone: dt.tzinfo) -> tuple[dt.datetime, dt.datetime]:
    """The next good hours from ``now``: (opens, closes) in that zone; the present ones while they last."""
    there = now.astimezone(zone)
    for ahead in range(8):
        day = there.date() + dt.timedelta(days=ahead)
        closes = dt.datetime.combine(day, CLOSES, zone)
        if day.weekday() in DAYS and closes > there:
            return dt.datetime.combine(day, OPENS, zone), closes
    raise AssertionError("eight days hold a Monday")


def window(planner: Planner, person_id: PersonId) -> str:
    """``Tue 24 Nov 09:00-11:00 in Tokyo (01:00-03:00 here)``; blank when their zone is not known."""
    person = planner.store.get(Person, person_id)
    zone = zone_of(person.zone)
    if zone is None:
        return ""
    now = planner.clock.now()
    opens, closes = next_window(now, zone)
    place = person.zone.rpartition("/")[2].replace("_", " ")
    here = [moment.astimezone(now.tzinfo) for moment in (opens, closes)]
    words = f"{day_short(opens.date())} {opens:%H:%M}-{closes:%H:%M} in {place}"
    if here[0].replace(tzinfo=None) == opens.replace(tzinfo=None):
        return words
    day = "" if here[0].date() == opens.date() else f"{day_short(here[0].date())} "
    return f"{words} ({day}{here[0]:%H:%M}-{here[1]:%H:%M} here)"
