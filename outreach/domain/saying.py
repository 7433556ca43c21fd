"""How dates and counts are said in words, in English whatever the machine's locale."""

from __future__ import annotations

import datetime as dt

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")


def say_day(day: dt.date) -> str:
    """A date as receipts and verdicts print it: ``1 May 2026``, ``12 Sep 2024``."""
    return f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}"


def say_weekday(day: dt.date) -> str:
    """A coming day as a letter would put it: ``Thursday 26 November``."""
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"


def say_month(day: dt.date) -> str:
    """A date as a letter would put it: ``May 2026``."""
    return f"{MONTHS[day.month - 1]} {day.year}"


def say_years(since: dt.date | None, until: dt.date | None) -> str:
    """A span of years: ``2019-2021``, ``2019``, ``since 2019``, ``until 2021`` or nothing."""
    if since and until:
        return str(since.year) if since.year == until.year else f"{since.year}-{until.year}"
    if since:
        return f"since {since.year}"
    return f"until {until.year}" if until else ""


_ADVERBS = frozenset(["at", "in", "on", "from", "through", "over", "via", "about", "during", "after", "by", "since"])


def is_placed(text: str) -> bool:
    """Whether words say by themselves where or how: ``on the ferry`` does, ``the Lisbon meetup`` does not."""
    return text.split(" ", 1)[0].casefold() in _ADVERBS


def placed(text: str) -> str:
    """Words of a place or an occasion as a sentence takes them: ``at the Lisbon meetup``, ``on the ferry``; nothing stays nothing."""
    return text if not text or is_placed(text) else f"at {text}"


def plural(count: int, one: str, many: str = "") -> str:
    """A count with its noun: ``1 touch``, ``2 touches``."""
    return f"{count} {one if count == 1 else many or one + 's'}"


def listed(words: tuple[str, ...] | list[str], joint: str = "and") -> str:
    """Words as a sentence lists them: ``a, b and c``."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {joint} {words[-1]}" if words else ""
