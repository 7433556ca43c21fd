"""What to do today, what waits, and what was moved so that a day stays doable."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable

import msgspec

from outreach.domain.timing.calendar import WorkCalendar
from outreach.domain.timing.due import Due, Urgency
from outreach.domain.timing.levelling import level, order_key


class Moved(msgspec.Struct, frozen=True):
    """A due row that today has no room for, with the day it is moved to. Its own date stays what it is."""

    due: Due
    to: dt.date


class Agenda(msgspec.Struct, frozen=True, kw_only=True):
    """The day in groups, each in the order to do it. Every due row that is not overtaken stands in exactly one group."""

    today: dt.date
    promises: tuple[Due, ...] = ()
    """Every open promise, the oldest first; they never move and never expire."""
    overdue: tuple[Due, ...] = ()
    due: tuple[Due, ...] = ()
    soon: tuple[Due, ...] = ()
    waiting: tuple[Due, ...] = ()
    moved: tuple[Moved, ...] = ()
    """Due, but over the day's target or on a rest day."""
    held: tuple[Due, ...] = ()
    resting: bool = False
    """Today is a rest day: nothing is asked."""

    @property
    def promises_due(self) -> tuple[Due, ...]:
        """The promises whose day has come."""
        return tuple(due for due in self.promises if due.day_has_come(self.today) or due.on is None)

    @property
    def count_due(self) -> int:
        """How many things today asks for: promises whose day has come, overdue and due. Zero on a rest day."""
        return 0 if self.resting else len(self.promises_due) + len(self.overdue) + len(self.due)


def agenda(
    dues: Iterable[Due], today: dt.date, calendar: WorkCalendar, *, daily_target: int = 5, rest_days: Collection[int] = ()
) -> Agenda:
    """Sort due rows into the day's groups, and move what is over ``daily_target`` to the next days with room.

    Promises, pinned rows and days set by hand are never moved. Rows that events have overtaken are left out.
    """
    groups: dict[Urgency, list[Due]] = {urgency: [] for urgency in Urgency}
    for due in sorted(dues, key=order_key):
        groups[due.urgency].append(due)
    asked = groups[Urgency.OVERDUE] + groups[Urgency.DUE]
    coming = groups[Urgency.SOON] + groups[Urgency.WAITING]
    owed = [due for due in groups[Urgency.PROMISE] if due.on is not None]
    plan = level([*owed, *asked, *coming], today, calendar, daily_target=daily_target, rest_days=rest_days)
    now = {due.step for due in plan.get(today, ())}
    late = {due.step for due in asked} - now
    moved = [Moved(due, day) for day, dues_then in plan.items() for due in dues_then if due.step in late]
    return Agenda(
        today=today,
        promises=tuple(groups[Urgency.PROMISE]),
        overdue=tuple(due for due in groups[Urgency.OVERDUE] if due.step in now),
        due=tuple(due for due in groups[Urgency.DUE] if due.step in now),
        soon=tuple(groups[Urgency.SOON]),
        waiting=tuple(groups[Urgency.WAITING]),
        moved=tuple(sorted(moved, key=lambda row: (row.to, order_key(row.due)))),
        held=tuple(groups[Urgency.HELD]),
        resting=today.weekday() in rest_days,
    )
