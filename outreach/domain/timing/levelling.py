"""Spreading work over days: at most so many actions a day, on days that are not for rest, in order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator

from outreach.domain.timing.calendar import WorkCalendar
from outreach.domain.timing.due import Due, Urgency

FAR = 3_660
"""Days to look ahead for room before leaving the rest on the last day seen."""


def order_key(due: Due) -> tuple[bool, bool, dt.date, int, int]:
    """Promises, then pinned, then the oldest day; company and id make it the same every time."""
    return (due.urgency is not Urgency.PROMISE, not due.pinned, due.on or dt.date.max, due.company or 0, due.step)


def asking_days(today: dt.date, calendar: WorkCalendar, rest_days: Collection[int]) -> Iterator[dt.date]:
    """The days after ``today`` that may be asked something: business days that are not rest days. Ends after ten years."""
    for ahead in range(1, FAR):
        day = today + dt.timedelta(days=ahead)
        if day.weekday() not in rest_days and calendar.is_workday(day):
            yield day


def level(
    dues: Iterable[Due], today: dt.date, calendar: WorkCalendar, *, daily_target: int, rest_days: Collection[int] = ()
) -> dict[dt.date, list[Due]]:
    """Which due rows to do on which day, from ``today`` on, so that no day asks more than ``daily_target``.

    Promises, pinned rows and days set by hand stay where they are and take up room; everything else moves later when its day
    is full, never earlier. What finds no day within ten years stands on the last.
    """
    target = max(1, daily_target)
    resting = today.weekday() in rest_days
    plan: dict[dt.date, list[Due]] = {today: []}
    queue: list[Due] = []
    for due in sorted(dues, key=order_key):
        if due.on is None:
            continue
        fixed = due.urgency is Urgency.PROMISE or due.by_hand or due.pinned
        if fixed and not (resting and due.urgency is not Urgency.PROMISE and due.on <= today):
            plan.setdefault(max(due.on, today), []).append(due)
        else:
            queue.append(due)
    queue.sort(key=lambda due: (max(due.on or today, today), order_key(due)))
    slots = _days(today, calendar, rest_days, resting)
    day, place, waiting = next(slots, today), 0, queue
    last = day
    while place < len(waiting):
        room = target - len(plan.get(day, ()))
        while place < len(waiting) and room > 0 and (waiting[place].on or today) <= day:
            plan.setdefault(day, []).append(waiting[place])
            place, room = place + 1, room - 1
        if place < len(waiting):
            following = next(slots, None)
            if following is None:
                plan.setdefault(last, []).extend(waiting[place:])
                break
            last = day = following
    return plan


def _days(today: dt.date, calendar: WorkCalendar, rest_days: Collection[int], resting: bool) -> Iterator[dt.date]:
    if not resting:
        yield today
    yield from asking_days(today, calendar, rest_days)
