"""From what a person types to record fields: cleaned, parsed, ranged; problems come back tied to their field."""

from __future__ import annotations

import datetime as dt
import enum
import types
import typing
from collections.abc import Callable, Mapping
from functools import cache, partial
from typing import Any, Protocol, TypeVar

import msgspec

from outreach.domain.model import Person, Record, Step
from outreach.errors import Problem, Refused, UsageError
from outreach.text import CleanText, clean, clean_note

R = TypeVar("R", bound=Record)


class Day(Protocol):
    """What reads the words for a day."""

    def __call__(self, text: str, *, past: bool = False) -> dt.date:
        """With ``past``, "5 nov" and "fri" are the last one, not the next. Raises UsageError for words that name none."""


Finders = Mapping[object, Callable[[str], int]]
"""Type of a record number -> what finds the one meant by a name or number, or raises UsageError."""

NOBODY: Finders = {}

RANGES: dict[str, tuple[int, int]] = {
    "motivation": (0, 4),
    "posting": (0, 3),
    "comfort": (1, 5),
    "degree": (1, 3),
    "order": (0, 9_999),
    "sent": (0, 100_000),
    "received": (0, 100_000),
}
"""Whole-number fields and what they may hold."""

AHEAD = frozenset({(Person, "paused_until"), (Step, "on"), (Step, "snoozed_until")})
"""Fields for a day to come; of every other one "5 nov" is the last there was, for it tells what happened or was seen."""

LONG = frozenset({"notes", "body", "workforce", "text", "why"})
"""Fields that keep their line breaks."""

REQUIRED = frozenset({"name", "string"})
"""Fields that may not be blank."""

_EARLIEST, _LATEST = dt.date(1970, 1, 1), dt.date(2199, 12, 31)


def changed(record: R, fields: Mapping[str, object], day: Day, finders: Finders = NOBODY) -> R:
    """``record`` with those fields set; one that holds another record's number takes its name as well, where ``finders`` knows the kind.

    Raises Refused with one Problem for each field that cannot be.
    """
    values, problems = _parsed(type(record), fields, day, finders)
    if problems:
        raise Refused(problems)
    return msgspec.structs.replace(record, **values)


def made(kind: type[R], fields: Mapping[str, object], day: Day, finders: Finders = NOBODY) -> R:
    """A new record, read as ``changed`` reads them. Raises Refused with one Problem for each field that is wrong or missing."""
    values, problems = _parsed(kind, fields, day, finders)
    missing = tuple(
        Problem(field.name, "is needed")
        for field in msgspec.structs.fields(kind)
        if field.required and field.name not in values and not any(p.field == field.name for p in problems)
    )
    if problems or missing:
        raise Refused(problems + missing)
    return kind(**values)


def _parsed(kind: type[Record], fields: Mapping[str, object], day: Day, finders: Finders) -> tuple[dict[str, Any], tuple[Problem, ...]]:
    values: dict[str, Any] = {}
    problems: list[Problem] = []
    hints = _hints(kind)
    for name, given in fields.items():
        if name not in hints or name in {"id", "uid"}:
            problems.append(Problem(name, f"a {kind.__name__.lower()} has no such field"))
            continue
        try:
            values[name] = _value(name, hints[name], given, partial(day, past=(kind, name) not in AHEAD), finders)
        except (ValueError, UsageError) as error:
            problems.append(Problem(name, str(error)))
    return values, tuple(problems)


@cache
def _hints(kind: type[Record]) -> dict[str, Any]:
    return typing.get_type_hints(kind)


def _value(name: str, hint: Any, given: object, day: Callable[[str], dt.date], finders: Finders) -> object:
    if isinstance(hint, types.UnionType) or typing.get_origin(hint) is typing.Union:
        inner = next(arm for arm in typing.get_args(hint) if arm is not types.NoneType)
        return None if given is None or given == "" else _value(name, inner, given, day, finders)
    if hint is CleanText:
        text = clean_note(str(given)) if name in LONG else clean(str(given))
        if name in REQUIRED and not text:
            raise ValueError("may not be blank")
        return text
    if hint is str:
        return str(clean(str(given)))
    if hint is bool:
        return _truth(given)
    if isinstance(hint, typing.NewType):
        if isinstance(given, str) and hint in finders:
            return finders[hint](given)
        hint = int
    if hint is int:
        return _number(name, given)
    if hint is dt.date:
        return _date(given, day)
    if isinstance(hint, type) and issubclass(hint, enum.Enum):
        return _choice(hint, given)
    return _list(hint, given)


def _truth(given: object) -> bool:
    if isinstance(given, bool):
        return given
    word = str(given).strip().casefold()
    if word in {"yes", "y", "true", "1", "on"}:
        return True
    if word in {"no", "n", "false", "0", "off", ""}:
        return False
    raise ValueError("say yes or no")


def _number(name: str, given: object) -> int:
    try:
        number = int(str(given).strip())
    except ValueError:
        raise ValueError("must be a whole number") from None
    low, high = RANGES.get(name, (0, 2**53))
    if not low <= number <= high:
        raise ValueError(f"must be {low} to {high}")
    return number


def _date(given: object, day: Callable[[str], dt.date]) -> dt.date:
    if isinstance(given, dt.datetime):
        return given.date()
    found = given if isinstance(given, dt.date) else day(str(given))
    if not _EARLIEST <= found <= _LATEST:
        raise ValueError("must be between 1970 and 2199")
    return found


def _choice(kind: type[enum.Enum], given: object) -> enum.Enum:
    if isinstance(given, kind):
        return given
    word = " ".join(str(given).replace("_", " ").split()).casefold()
    for member in kind:
        if str(member.value).replace("-", " ").casefold() == word.replace("-", " "):
            return member
    raise ValueError("must be one of " + ", ".join(str(member.value) for member in kind))


def _list(hint: Any, given: object) -> object:
    """A tuple of clean words from a comma-separated text, or any structure the record already speaks."""
    if typing.get_origin(hint) is tuple and typing.get_args(hint)[0] is CleanText:
        parts = given.split(",") if isinstance(given, str) else [str(part) for part in typing.cast("typing.Iterable[object]", given)]
        return tuple(word for part in parts if (word := clean(part)))
    try:
        return msgspec.convert(given, hint)
    except msgspec.ValidationError as error:
        raise ValueError(str(clean(str(error)))) from None
