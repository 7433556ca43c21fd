"""The load of the next three weeks, day by day, as it falls and as it is levelled."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping

import msgspec

from outreach.domain.model import StepId
from outreach.domain.timing.calendar import WorkCalendar
from outreach.domain.timing.due import Due, Urgency
from outreach.domain.timing.levelling import level

DAYS = 21
"""Days a forecast looks ahead, today included."""


class DayLoad(msgspec.Struct, frozen=True, kw_only=True):
    """What one day asks."""

    day: dt.date
    falls: int = 0
    """Steps whose own day this is; today also has everything late."""
    levelled: int = 0
    """Steps to do on this day once no day is overfull."""
    promises: int = 0
    """How many of those are promises, which never move."""
    turns: tuple[Due, ...] = ()
    """Held steps that come up on this day if nobody answers before."""
    free: bool = False
    """A day off or a rest day."""
    steps: tuple[Due, ...] = ()
    """The levelled steps, in the order to do them."""

    @property
    def foreseen(self) -> int:
        """How many held steps come up on this day if nobody answers before."""
        return len(self.turns)


class Forecast(msgspec.Struct, frozen=True):
    """Three weeks of days, and what lies beyond them."""

    days: tuple[DayLoad, ...]
    beyond: int
    """Dated steps that fall, or were levelled, past the last day."""

    @property
    def peak(self) -> int:
        """The most any day asks before levelling."""
        return max((day.falls for day in self.days), default=0)

    @property
    def levelled_peak(self) -> int:
        """The most any day asks after levelling."""
        return max((day.levelled for day in self.days), default=0)


def forecast(
    dues: Iterable[Due],
    today: dt.date,
    calendar: WorkCalendar,
    *,
    daily_target: int = 5,
    rest_days: Collection[int] = (),
    days: int = DAYS,
    if_silent: Mapping[StepId, dt.date] | None = None,
) -> Forecast:
    """The load of ``days`` days from ``today``, each step counted once, levelled exactly as the agenda moves work.

    ``if_silent`` dates held steps by whose turn comes when if nobody answers; they are counted apart, as foreseen.
    """
    all_dues = tuple(dues)
    turns = if_silent or {}
    dated = [due for due in all_dues if due.on is not None and due.urgency is not Urgency.NONE]
    certain = [due for due in dated if due.urgency is not Urgency.HELD]
    plan = level(certain, today, calendar, daily_target=daily_target, rest_days=rest_days)
    last = today + dt.timedelta(days=days - 1)
    falls: dict[dt.date, int] = {}
    foreseen: dict[dt.date, list[Due]] = {}
    for due in all_dues:
        held = due.urgency is Urgency.HELD
        on = turns.get(due.step, due.on) if held else due.on
        if on is None or due.urgency is Urgency.NONE:
            continue
        if held:
            foreseen.setdefault(max(on, today), []).append(due)
        else:
            falls[max(on, today)] = falls.get(max(on, today), 0) + 1
    loads = []
    for ahead in range(days):
        day = today + dt.timedelta(days=ahead)
        steps = tuple(plan.get(day, ()))
        loads.append(
            DayLoad(
                day=day,
                falls=falls.get(day, 0),
                levelled=len(steps),
                promises=sum(due.urgency is Urgency.PROMISE for due in steps),
                turns=tuple(foreseen.get(day, ())),
                free=day.weekday() in rest_days or not calendar.is_workday(day),
                steps=steps,
            )
        )
    return Forecast(tuple(loads), sum(len(steps) for day, steps in plan.items() if day > last))
