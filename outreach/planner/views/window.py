"""The preferred hours to write, in the other's own time zone: a mild preference, never a block (source: PRACTICES S16)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach.domain.model import Person, PersonId
from outreach.domain.timing.window import preferred_window
from outreach.planner.words import day_short

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from outreach.planner.planner import Planner


def zone_of(name: str) -> ZoneInfo | None:
    """The time zone of that name; None when there is none."""
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def window(planner: Planner, person_id: PersonId) -> str:
    """``Tue 24 Nov 09:00-11:00 in Tokyo (01:00-03:00 here)``; blank when their zone or no good day is known."""
    person = planner.store.get(Person, person_id)
    zone = zone_of(person.zone)
    if zone is None:
        return ""
    now = planner.clock.now()
    found = preferred_window(now, zone, planner.timetable.calendar(planner.today()))
    if found is None:
        return ""
    here = (found.start, found.end)
    opens, closes = (moment.astimezone(zone) for moment in here)
    place = person.zone.rpartition("/")[2].replace("_", " ")
    words = f"{day_short(opens.date())} {opens:%H:%M}-{closes:%H:%M} in {place}"
    if here[0].replace(tzinfo=None) == opens.replace(tzinfo=None):
        return words
    day = "" if here[0].date() == opens.date() else f"{day_short(here[0].date())} "
    return f"{words} ({day}{here[0]:%H:%M}-{here[1]:%H:%M} here)"
