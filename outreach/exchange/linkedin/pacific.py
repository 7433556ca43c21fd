"""US Pacific wall time, in which LinkedIn writes when an invitation was sent (source: FORMATS 2.3)."""

from __future__ import annotations

import datetime as dt
from functools import cache


def to_utc(wall: str) -> str:
    """Pacific ``YYYY-MM-DD HH:MM:SS`` as UTC in the same form; an hour that occurs twice is taken as the first."""
    moment = dt.datetime.fromisoformat(wall)
    zone = _zone()
    offset = moment.replace(tzinfo=zone).utcoffset() if zone else us_offset(moment)
    return (moment - (offset or us_offset(moment))).isoformat(" ")


def us_offset(wall: dt.datetime) -> dt.timedelta:
    """Pacific time's offset from UTC under the rule in force since 2007, for machines without a time-zone database."""
    start = _sunday(wall.year, 3, 2).replace(hour=2)
    end = _sunday(wall.year, 11, 1).replace(hour=2)
    return dt.timedelta(hours=-7 if start <= wall < end else -8)


def _sunday(year: int, month: int, which: int) -> dt.datetime:
    first = dt.datetime(year, month, 1)  # noqa: DTZ001 - wall time of one fixed place, compared with its like
    return first + dt.timedelta(days=(6 - first.weekday()) % 7 + 7 * (which - 1))


@cache
def _zone() -> dt.tzinfo | None:
    from zoneinfo import ZoneInfo

    try:
        return ZoneInfo("America/Los_Angeles")
    except (OSError, ValueError, KeyError):  # no database, or a damaged one
        return None
