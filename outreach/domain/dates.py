"""What a person types for a day, and how a day is said back to them."""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache

from outreach.domain.timing.calendar import WorkCalendar
from outreach.errors import UsageError
from outreach.text import clean

FIRST_YEAR, LAST_YEAR = 1970, 2199
EXAMPLES = "try 3bd, +2w, in 3 days, tue, next tue, 12 jan or 2026-12-01"
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

_MOST = {"bd": 5_000, "d": 90_000, "w": 12_000, "m": 2_760, "y": 230}
_UNIT = r"(bd|(?:business|working|work) ?days?|weekdays?|days?|d|weeks?|wks?|w|months?|mon|mo|m|years?|yrs?|y)"
_OFFSET = re.compile(rf"(in )?([+-]?) ?(\d{{1,18}}|an?|one|two|three|four|five|six|seven) ?{_UNIT}( ago| from now)?", re.ASCII)
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
_DOTTED = re.compile(r"(\d{1,2})\. ?(\d{1,2})\.(?: ?(\d{4}))?", re.ASCII)
_DAY_MONTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\.?(?: of)?[ -]([a-z]{3,9})\.?(?:,?[ -](\d{4}))?", re.ASCII)
_MONTH_DAY = re.compile(r"([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?(?:,? (\d{4}))?", re.ASCII)
_WEEKDAY = re.compile(r"(?:(next|this|last|on) )?([a-z]{2,9})", re.ASCII)
_LED_BY_WEEKDAY = re.compile(r"(?:on |by )?((?:mo|tu|we|th|fr|sa|su)[a-z]*),? (?=\d)", re.ASCII)
_COUNTS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7}
_DAY_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTH_NAMES = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
)  # fmt: skip


def parse_day(text: str, today: dt.date, calendar: WorkCalendar, *, past: bool = False) -> dt.date:
    """The day that ``text`` names, between 1970 and 2199.

    ``tue`` is the next Tuesday after today, ``next tue`` the Tuesday of the week after this one (weeks start on Monday);
    a day without a year is the next one to come, or with ``past`` (logging what happened) the last one that was.
    A month has room for fewer days than the day asks (31 Jan + 1 month): its last day is meant.
    Raises UsageError, one line with examples, for anything else.
    """
    words = " ".join(text.casefold().replace(",", ", ").split()).replace(" ,", ",")
    try:
        day = (
            _named(words, today, calendar) or _offset(words, today, calendar) or _dated(words, today, past) or _weekday(words, today, past)
        )
    except (ValueError, OverflowError):
        day = None
    if day is None:
        raise UsageError(f"cannot read {clean(text, limit=40)!r} as a day", next_step=EXAMPLES)
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise UsageError(f"{clean(text, limit=40)!r} lies outside {FIRST_YEAR} to {LAST_YEAR}", next_step=EXAMPLES)
    return day


def say(day: dt.date) -> str:
    """A day in full, the same in every locale: ``Thu 26 Nov 2026``."""
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}"


@lru_cache(maxsize=4096)
def say_short(day: dt.date, today: dt.date) -> str:
    """A day as short as it is clear: ``Thu 26 Nov``, with the year only when it is not this one.

    Remembered, for a schedule says the same few days thousands of times.
    """
    short = f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"
    return short if day.year == today.year else f"{short} {day.year}"


def add_months(day: dt.date, months: int) -> dt.date:
    """The same day that many months on, or the month's last day when it has no such day (29 Feb, 31st)."""
    from dateutil.relativedelta import relativedelta

    return day + relativedelta(months=months)


def _named(words: str, today: dt.date, calendar: WorkCalendar) -> dt.date | None:
    monday = today - dt.timedelta(days=today.weekday())
    match words:
        case "today" | "now" | "tod":
            return today
        case "tomorrow" | "tmr" | "tmrw" | "tom":
            return today + dt.timedelta(days=1)
        case "yesterday" | "yday":
            return today - dt.timedelta(days=1)
        case "next week":
            return calendar.next_workday(monday + dt.timedelta(days=7))
        case "next month":
            return calendar.next_workday(add_months(today.replace(day=1), 1))
        case "eow" | "end of week" | "end of the week":
            return max(today, calendar.previous_workday(monday + dt.timedelta(days=6)))
        case "eom" | "end of month" | "end of the month":
            return add_months(today.replace(day=1), 1) - dt.timedelta(days=1)
        case "eoy" | "end of year" | "end of the year":
            return today.replace(month=12, day=31)
    return None


def _offset(words: str, today: dt.date, calendar: WorkCalendar) -> dt.date | None:
    found = _OFFSET.fullmatch(words)
    if not found:
        return None
    ahead, sign, count, unit, ago = found.groups()
    back = sign == "-"
    if ago == " ago":
        if sign or ahead:
            return None
        back = True
    if back and ahead:
        return None
    number = _COUNTS.get(count) or int(count)
    kind = "bd" if unit.startswith(("b", "work", "weekd")) else unit[0]
    if number > _MOST[kind]:
        raise UsageError(f"{clean(words, limit=40)!r} is too far away", next_step=EXAMPLES)
    if kind == "bd":
        return calendar.subtract(today, number) if back else calendar.add(today, number)
    number = -number if back else number
    if kind in {"d", "w"}:
        return today + dt.timedelta(days=number * (7 if kind == "w" else 1))
    return add_months(today, number * (12 if kind == "y" else 1))


def _dated(words: str, today: dt.date, past: bool) -> dt.date | None:
    led = _LED_BY_WEEKDAY.match(words)
    if led is None:
        return _plain_date(words.removeprefix("on ").removeprefix("by "), today, past)
    day = _plain_date(words[led.end() :], today, past)
    if day is not None and day.weekday() != _place(led[1], _DAY_NAMES, shortest=2) - 1:
        raise UsageError(f"{day.day} {MONTHS[day.month - 1]} {day.year} is a {_DAY_NAMES[day.weekday()].title()}", next_step=EXAMPLES)
    return day


def _plain_date(words: str, today: dt.date, past: bool) -> dt.date | None:
    if found := _ISO.fullmatch(words):
        return dt.date(int(found[1]), int(found[2]), int(found[3]))
    if found := _DOTTED.fullmatch(words):
        return _in_year(int(found[1]), int(found[2]), found[3], today, past)
    if found := _DAY_MONTH.fullmatch(words):
        return _in_year(int(found[1]), _place(found[2], _MONTH_NAMES), found[3], today, past)
    if found := _MONTH_DAY.fullmatch(words):
        return _in_year(int(found[2]), _place(found[1], _MONTH_NAMES), found[3], today, past)
    return None


def _weekday(words: str, today: dt.date, past: bool) -> dt.date | None:
    found = _WEEKDAY.fullmatch(words)
    if not found:
        return None
    index = _place(found[2], _DAY_NAMES, shortest=2) - 1
    if found[1] == "next":
        return today + dt.timedelta(days=7 - today.weekday() + index)
    if found[1] == "last" or (past and found[1] != "this"):
        return today - dt.timedelta(days=(today.weekday() - index - 1) % 7 + 1)
    return today + dt.timedelta(days=(index - today.weekday() - 1) % 7 + 1)


def _in_year(day: int, month: int, year: str | None, today: dt.date, past: bool) -> dt.date:
    if year:
        return dt.date(int(year), month, day)
    candidate = today.year
    while True:
        # Only 29 February is missing from some years; any other day that cannot be is an error.
        try:
            found = dt.date(candidate, month, day)
            if found <= today if past else found >= today:
                return found
        except ValueError:
            if (day, month) != (29, 2):
                raise
        candidate += -1 if past else 1


def _place(word: str, names: tuple[str, ...], shortest: int = 3) -> int:
    """One-based place of the single name that ``word`` abbreviates. Raises ValueError when none or several do."""
    word = "wed" if word == "weds" else word
    fitting = [place for place, name in enumerate(names, 1) if len(word) >= shortest and name.startswith(word)]
    if len(fitting) != 1:
        raise ValueError(word)
    return fitting[0]
