"""Days as a list prints them; ``domain.saying`` has the forms a sentence uses."""

from __future__ import annotations

import datetime as dt

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def day_long(day: dt.date) -> str:
    """``Thu 26 Nov 2026``; never depends on the locale."""
    return f"{day_short(day)} {day.year}"


def day_short(day: dt.date) -> str:
    """``Thu 26 Nov``."""
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"
