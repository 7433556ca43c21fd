"""Finds the line of a TOML text that an error speaks of, since the parser of the standard library gives none for wrong values."""

from __future__ import annotations

import re

_INDEX = re.compile(r"\[(\d+)\]")
_FIELD = re.compile(r"unknown field `([^`]+)`|\]\.([A-Za-z_][\w-]*)")


def line_of(text: str, table: str, error: str) -> int:
    """The 1-based line of the entry of ``[[table]]`` that ``error`` names by its index (``$.table[3].field``), or of that field in it."""
    found = _INDEX.search(error)
    wanted = int(found[1]) if found else 0
    starts = [number for number, line in enumerate(text.splitlines(), 1) if line.strip() == f"[[{table}]]"]
    if wanted >= len(starts):
        return starts[0] if starts else 1
    start = starts[wanted]
    field = _FIELD.search(error)
    if field is None:
        return start
    name = field[1] or field[2]
    return next((start + n for n, line in enumerate(text.splitlines()[start:], 1) if re.match(rf"\s*{re.escape(name)}\s*=", line)), start)
