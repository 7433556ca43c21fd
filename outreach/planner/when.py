"""When something happened, as a command is told: the last such day and never one to come; today means now, any other day the morning."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from outreach.errors import Problem, Refused

if TYPE_CHECKING:
    from outreach.planner.planner import Planner

MORNING = dt.time(9)
"""When that was on a day other than today: nobody is asked for the hour."""


def happened_on(planner: Planner, on: dt.date | str | None) -> dt.date:
    """The day; today when nothing is said. Raises Refused for a day to come, UsageError for words that name none."""
    day = planner.past_day(on) if isinstance(on, str) and on.strip() else on if isinstance(on, dt.date) else planner.today()
    if day > planner.today():
        raise Refused((Problem("on", f"{planner.words_for(day)} has not come yet"),))
    return day


def happened_at(planner: Planner, on: dt.date | str | None) -> dt.datetime:
    """The moment, with the offset of here and now. Raises as ``happened_on`` does."""
    now = planner.clock.now()
    day = happened_on(planner, on)
    return now if day == now.date() else dt.datetime.combine(day, MORNING, now.tzinfo)
