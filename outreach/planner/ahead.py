"""The coming days, worked out while the plan is at hand and kept beside it: the morning's first look finds its page made."""

from __future__ import annotations

import datetime as dt
import time
from typing import TYPE_CHECKING

import msgspec

from outreach import __version__, memo
from outreach.errors import OutreachError
from outreach.planner.day_rows import QUIET, Rest, Row, TodayRow

if TYPE_CHECKING:
    from pathlib import Path

    from outreach.planner.planner import Planner
    from outreach.store import ChangeSet

PATIENCE = 0.15
"""Seconds after which no further day is begun: whoever quits waits for this."""

REST = 0.075
"""Seconds until a file just written can be told by its time from one written after it, on most file systems."""


class ShortDay(Row, frozen=True, kw_only=True):
    """What a day asks, with a few rows of each group that asks for nothing yet, and how many more those have."""

    row: TodayRow
    rest: Rest


_days: msgspec.json.Decoder[dict[dt.date, msgspec.Raw]] = msgspec.json.Decoder(dict[dt.date, msgspec.Raw])


def recall(data: Path, config: Path, day: dt.date) -> ShortDay | None:
    """What ``day`` asks of the plan in ``data``, when that was worked out and nothing has changed since."""
    found = memo.recall(data, _question(data, config), memo.AHEAD)
    if found is None:
        return None
    try:
        kept = _days.decode(found[1]).get(day)
        return None if kept is None else msgspec.json.decode(kept, type=ShortDay)
    except msgspec.DecodeError:
        return None


def prepare(planner: Planner) -> bool:
    """Work out today, the next working day and the days before it, and keep them; False when something stood in the way.

    To be called when the plan is about to be put away. Nothing depends on it: what fails is worked out in the morning.
    """
    store = planner.store
    if store.read_only:
        return False
    store.settle()
    changes: list[ChangeSet] = []
    unsubscribe = store.subscribe(changes.append)
    try:
        page = msgspec.json.encode(_worked_out(planner))
        if not _as_it_was_read(planner):
            return False
        if _kept(planner, page):
            return True
        time.sleep(REST)
        return not changes and _kept(planner, page)
    except (OutreachError, OSError):
        return False
    finally:
        unsubscribe()


def _question(data: Path, config: Path) -> memo.Question:
    return memo.question((__version__, "ahead"), data, config)


def _kept(planner: Planner, page: bytes) -> bool:
    data, config = planner.paths.data, planner.paths.config
    # Under the lock: a forgetting that has thrown these pages away must not find them there again.
    with planner.store.held() as same:
        return same and memo.keep(data, _question(data, config), 0, page, memo.AHEAD)


def _worked_out(planner: Planner) -> dict[dt.date, ShortDay]:
    from outreach.planner.views.due import today_in_short

    today = planner.today()
    next_workday = planner.timetable.calendar(today).next_workday(today + dt.timedelta(days=1))
    between = (next_workday - today).days
    end = time.monotonic() + PATIENCE
    days: dict[dt.date, ShortDay] = {}
    for day in (today, next_workday, *(today + dt.timedelta(days=ahead) for ahead in range(1, between))):
        row, rest = today_in_short(planner, day, QUIET)
        days[day] = ShortDay(row=row, rest=rest)
        if time.monotonic() > end:
            break
    return days


def _as_it_was_read(planner: Planner) -> bool:
    """Whether the settings are still those the plan was opened with; a morning's look would go by new ones."""
    from outreach import config
    from outreach.planner.library import Library
    from outreach.planner.timetable import Timetable

    folder, then = planner.paths.config, planner.timetable
    settings, library = config.load(folder), Library(folder)
    now = Timetable(planner.store, library, settings, planner.paths)
    return settings == planner.config and now.plain_rules == then.plain_rules and library.limits == planner.library.limits
