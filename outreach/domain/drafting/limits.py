"""How long a text may be on each channel and account tier, as data with its source."""

from __future__ import annotations

import datetime as dt
import tomllib

import msgspec

from outreach.domain.kinds import Channel
from outreach.domain.tomltext import line_of
from outreach.errors import BadInput
from outreach.text import clean


class Length(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One limit, in UTF-16 code units."""

    channel: Channel
    limit: int
    part: str = "body"
    """``body`` or ``subject``."""
    tier: str = ""
    """``free``, ``premium`` or ``sales navigator``; empty = every tier."""
    hard: bool = False
    """The channel refuses a longer text."""
    source: str = ""
    on: dt.date | None = None
    """The day the figure was last checked."""
    confidence: str = ""


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    length: tuple[Length, ...] = ()


def parse_lengths(text: str, extra: str = "", name: str = "lengths.toml") -> tuple[Length, ...]:
    """The limits of a TOML text; entries of ``extra`` (the user's own) win. Raises BadInput with file and line when one is wrong."""
    return (*_read(extra, name), *_read(text, name))


def limit_for(lengths: tuple[Length, ...], channel: Channel, tier: str, part: str = "body") -> Length | None:
    """The limit that holds for a channel and tier, None when there is none."""
    return next((row for row in lengths if row.channel is channel and row.part == part and row.tier in {"", tier}), None)


def units(text: str) -> int:
    """The length of a text in UTF-16 code units: an emoji counts two, the safe upper estimate (source: FORMATS 3)."""
    return len(text) + sum(1 for char in text if char > "\uffff") if not text.isascii() else len(text)


def _read(text: str, name: str) -> tuple[Length, ...]:
    try:
        rows = msgspec.convert(tomllib.loads(text), _File).length
    except tomllib.TOMLDecodeError as error:
        raise BadInput(f"{name}: {clean(str(error))}", next_step="mend the file") from None
    except msgspec.ValidationError as error:
        raise BadInput(f"{name}:{line_of(text, 'length', str(error))}: {clean(str(error))}", next_step="mend the entry") from None
    for index, row in enumerate(rows):
        if row.limit < 1 or row.part not in {"body", "subject"}:
            line = line_of(text, "length", f"[{index}]")
            raise BadInput(f"{name}:{line}: a limit is at least 1 and its part is body or subject", next_step="mend the entry")
    return rows
