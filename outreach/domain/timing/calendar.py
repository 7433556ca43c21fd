"""Which days count: weekends, public holidays and the user's own days off."""

from __future__ import annotations

import datetime as dt

import msgspec

from outreach.errors import UsageError

HORIZON = dt.timedelta(days=731)
"""How far to look for the next business day before giving up."""

NOON = dt.time(12)
"""From this time of day on, a message counts from the next business day (source: PRODUCT, the method)."""

_DAY = dt.timedelta(days=1)
_LONG = 7


class NoWorkday(UsageError):
    """The calendar has no business day within two years, so nothing can be dated."""

    def __init__(self, day: dt.date) -> None:
        super().__init__(f"no business day within two years of {day.isoformat()}", next_step="check weekend and days_off in config.toml")


class WorkCalendar(msgspec.Struct, frozen=True):
    """The days on which outreach moves forward. Holidays are handed in, so this file reads neither clock nor disk."""

    weekend: frozenset[int] = frozenset({5, 6})
    """Weekdays off, Monday = 0."""

    days_off: frozenset[dt.date] = frozenset()
    """Public holidays and personal days off."""

    def is_workday(self, day: dt.date) -> bool:
        """Whether outreach moves forward on that day."""
        return day.weekday() not in self.weekend and day not in self.days_off

    def next_workday(self, day: dt.date) -> dt.date:
        """``day`` itself when it is a business day, else the first one after it. Raises NoWorkday past the horizon."""
        return self._seek(day, _DAY)

    def previous_workday(self, day: dt.date) -> dt.date:
        """``day`` itself when it is a business day, else the last one before it. Raises NoWorkday past the horizon."""
        return self._seek(day, -_DAY)

    def add(self, day: dt.date, business_days: int) -> dt.date:
        """The business day that many after ``day`` (``business_days`` ≥ 0; 0 gives ``day`` or the next business day).

        A day off is first moved to the next business day, so ``add(d, a + b) == add(add(d, a), b)`` for every day.
        Raises NoWorkday when none turns up within two years: a calendar that is all holiday must not loop.
        """
        if business_days < 0:
            raise ValueError("business_days must not be negative; use subtract")
        return self._step(self.next_workday(day), business_days, _DAY)

    def subtract(self, day: dt.date, business_days: int) -> dt.date:
        """The business day that many before ``day`` (``business_days`` ≥ 0; 0 gives ``day`` or the last one before it)."""
        if business_days < 0:
            raise ValueError("business_days must not be negative; use add")
        return self._step(self.previous_workday(day), business_days, -_DAY)

    def between(self, start: dt.date, end: dt.date) -> int:
        """How many business days ``end`` lies after ``start``, never negative; ``between(d, add(d, n)) == n``."""
        if end <= start:
            return 0
        first = start if self.is_workday(start) else self.next_workday(start)
        if end <= first:
            return 0
        span = (end - first).days
        if span <= _LONG:
            weekend, days_off, count, day = self.weekend, self.days_off, 0, first
            for _ in range(span):
                day += _DAY
                count += day.weekday() not in weekend and day not in days_off
            return count
        weeks, rest = divmod(span, 7)
        count = weeks * (7 - len(self.weekend & frozenset(range(7))))
        count += sum((first + dt.timedelta(days=i)).weekday() not in self.weekend for i in range(1, rest + 1))
        return count - sum(first < day <= end and day.weekday() not in self.weekend for day in self.days_off)

    def _step(self, found: dt.date, business_days: int, step: dt.timedelta) -> dt.date:
        weekend, days_off, last = self.weekend, self.days_off, found
        while business_days:
            try:
                found += step
            except OverflowError:
                raise NoWorkday(last) from None
            if found.weekday() not in weekend and found not in days_off:
                business_days, last = business_days - 1, found
            elif abs(found - last) > HORIZON:
                raise NoWorkday(last)
        return found

    def _seek(self, day: dt.date, step: dt.timedelta) -> dt.date:
        if day.weekday() not in self.weekend and day not in self.days_off:
            return day
        found = day
        while found.weekday() in self.weekend or found in self.days_off:
            found = _shift(found, step)
            if abs(found - day) > HORIZON:
                raise NoWorkday(day)
        return found


def business_start(done_at: dt.datetime, calendar: WorkCalendar) -> dt.date:
    """The day a clock starts for something done then: at noon or later, or on a day off, it is the next business day.

    The date is the one on the wall where it was done: no zone is ever converted, so travel moves nothing.
    """
    day = done_at.date()
    if calendar.is_workday(day) and done_at.time() >= NOON:
        day = _shift(day, _DAY)
    return calendar.next_workday(day)


def _shift(day: dt.date, step: dt.timedelta) -> dt.date:
    try:
        return day + step
    except OverflowError:
        raise NoWorkday(day) from None
