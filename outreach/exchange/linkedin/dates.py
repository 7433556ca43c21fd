"""The date styles of LinkedIn's files, read the same in every locale; what is no date is None, never a guess."""

from __future__ import annotations

import datetime as dt
import re

EARLIEST = dt.date(2003, 5, 1)
"""LinkedIn opened in May 2003; an older day in its files is a mistake."""

_NAMES = (
    ("jan", "january"), ("feb", "february"), ("mar", "march"), ("apr", "april"), ("may", "may"), ("jun", "june"),
    ("jul", "july"), ("aug", "august"), ("sep", "september"), ("oct", "october"), ("nov", "november"), ("dec", "december"),
)  # fmt: skip
_MONTHS = {name: number for number, pair in enumerate(_NAMES, 1) for name in pair}
_MONTHS["sept"] = 9

_WORDED = re.compile(r"([0-9]{1,2})[ -]([A-Za-z]{3,9})\.?[ -]([0-9]{4}|[0-9]{2})")
_ISO = re.compile(r"([0-9]{4})[-/]([0-9]{2})[-/]([0-9]{2})(?:[T ]([0-9]{2}):([0-9]{2})(?::([0-9]{2}))?(?:\.[0-9]+)?(?: ?(?:UTC|Z))?)?")
_AMERICAN = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4}|[0-9]{2})(?:, ?([0-9]{1,2}):([0-9]{2}) ?([AaPp])[Mm])?")
_LONG = re.compile(r"[A-Z][a-z]{2} ([A-Z][a-z]{2}) ([0-9]{2}) [0-9]{2}:[0-9]{2}:[0-9]{2} UTC ([0-9]{4})")
_MONTH_OF_YEAR = re.compile(r"(?:([A-Za-z]{3,9})\.? )?([0-9]{4})")


def day(text: str, latest: dt.date) -> dt.date | None:
    """The day in ``text``, between LinkedIn's founding and ``latest``; None when it is none or could be two.

    Reads ``04 Nov 2023``, ``9-Feb-22``, ISO dates and moments, ``11/4/18, 5:06 PM``, and slashed dates without a time only when
    one of the two numbers cannot be a month.
    """
    found: dt.date | None = None
    if len(text) == 11 and text.isascii() and text[:2].isdigit() and text[7:].isdigit() and text[2] == text[6] == " ":
        # The way nearly every connection is dated, without the price of a pattern.
        found = _date(text[7:], _MONTHS.get(text[3:6].lower(), 0), int(text[:2]))
        return found if found and EARLIEST <= found <= latest else None
    text = text.strip()
    if match := _WORDED.fullmatch(text):
        found = _date(match[3], _MONTHS.get(match[2].lower(), 0), int(match[1]))
    elif match := _ISO.fullmatch(text):
        found = _date(match[1], int(match[2]), int(match[3]))
    elif match := _AMERICAN.fullmatch(text):
        first, second = int(match[1]), int(match[2])
        if match[4] or second > 12 or first == second:
            found = _date(match[3], first, second)
        elif first > 12:
            found = _date(match[3], second, first)
    elif match := _LONG.fullmatch(text):
        found = _date(match[3], _MONTHS.get(match[1].lower(), 0), int(match[2]))
    return found if found and EARLIEST <= found <= latest else None


class Days(dict[str, dt.date | None]):
    """``days[text]`` is ``day(text, latest)``, worked out once for each distinct text of a file."""

    def __init__(self, latest: dt.date) -> None:
        super().__init__()
        self._latest = latest

    def __missing__(self, text: str) -> dt.date | None:
        self[text] = found = day(text, self._latest)
        return found


def moment(text: str) -> str:
    """A message's moment as ``YYYY-MM-DD HH:MM:SS``, which sorts as it should; empty when it is none.

    The zone is left as the file has it: UTC since 2019, unstated before.
    """
    text = text.strip()
    if match := _ISO.fullmatch(text):
        if not _date(match[1], int(match[2]), int(match[3])):
            return ""
        return f"{match[1]}-{match[2]}-{match[3]} {match[4] or '00'}:{match[5] or '00'}:{match[6] or '00'}"
    if (match := _AMERICAN.fullmatch(text)) and match[4]:
        found = _date(match[3], int(match[1]), int(match[2]))
        hour = int(match[4]) % 12 + (12 if match[6] in "Pp" else 0)
        return f"{found} {hour:02d}:{match[5]}:00" if found else ""
    return ""


def day_of(moment_text: str) -> dt.date | None:
    """The day of a moment written as ``YYYY-MM-DD HH:MM:SS``; None when there is no such day."""
    try:
        return dt.date.fromisoformat(moment_text[:10])
    except ValueError:
        return None


def month(text: str) -> str:
    """``Mar 2023`` as ``2023-03`` and ``2017`` as itself; empty for anything else."""
    match = _MONTH_OF_YEAR.fullmatch(text.strip())
    if not match:
        return ""
    number = _MONTHS.get(match[1].lower(), 0) if match[1] else 0
    if match[1] and not number:
        return ""
    return f"{match[2]}-{number:02d}" if number else match[2]


def _date(year: str, month: int, day_of_month: int) -> dt.date | None:
    full = int(year) if len(year) == 4 else 2000 + int(year)
    try:
        return dt.date(full, month, day_of_month)
    except ValueError:
        return None
