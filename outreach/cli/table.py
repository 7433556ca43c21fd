"""Aligned plain-text tables, measured in terminal cells rather than characters."""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Literal

import msgspec

from outreach.cli.output import harmless
from outreach.text import clean, clean_note, is_plain

GAP = "  "
_NARROWEST = 4
_READABLE = 22
"""Cells below which running text falls into single words."""


class Column(msgspec.Struct, frozen=True):
    """A column of a table: its heading, the side it leans to, and what it does when room is short."""

    title: str
    lean: Literal["left", "right"] = "left"
    flexible: bool = False
    """It may be narrowed; what does not fit is cut, with an ellipsis."""
    wraps: bool = False
    """It may be narrowed; what does not fit goes on below."""
    least: int = 6
    """Cells a flexible column keeps."""


def cells(text: str) -> int:
    """Terminal cells a text takes: wide East Asian characters two, combining and invisible ones none."""
    if text.isascii() or is_plain(text):
        return len(text)
    return sum(_cell(char) for char in text)


def _cell(char: str) -> int:
    if unicodedata.combining(char) or unicodedata.category(char) in {"Mn", "Me", "Cf", "Cc"}:
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def cut(text: str, width: int) -> str:
    """The text in at most ``width`` cells (``width`` ≥ 1), ending in an ellipsis when something is left out."""
    if cells(text) <= width:
        return text
    kept: list[str] = []
    room = width - 1
    for char in text:
        room -= _cell(char)
        if room < 0:
            break
        kept.append(char)
    return "".join(kept).rstrip() + "…"


def pad(text: str, width: int, lean: Literal["left", "right"] = "left") -> str:
    """The text filled with blanks to ``width`` cells."""
    blanks = " " * max(0, width - cells(text))
    return blanks + text if lean == "right" else text + blanks


def table(columns: Sequence[Column], rows: Iterable[Sequence[object]], *, width: int | None = None, indent: str = "") -> str:
    """A heading, a rule and one line per row, more where a cell wraps; ``None`` cells are blank. ``width`` in cells; None narrows nothing.

    A column that is empty in every row is left out.
    """
    filled = [[_cell_text(value) for value in row] for row in rows]
    kept = [i for i in range(len(columns)) if any(row[i] for row in filled)] or list(range(len(columns)))
    shown = [columns[i] for i in kept]
    grid = [[row[i] for i in kept] for row in filled]
    widths = [max(cells(column.title), *(cells(row[i]) for row in grid), 1) for i, column in enumerate(shown)]
    if width is not None:
        _fit(widths, shown, width - cells(indent) - len(GAP) * (len(shown) - 1))
    grid = [line for row in grid for line in _broken(row, shown, widths)]
    lines = [[column.title for column in shown], ["─" * w for w in widths], *grid]
    return "\n".join(indent + _line(line, shown, widths) for line in lines)


def _line(line: Sequence[str], columns: Sequence[Column], widths: Sequence[int]) -> str:
    return GAP.join(pad(cut(text, w), w, column.lean) for text, column, w in zip(line, columns, widths, strict=True)).rstrip()


def _broken(row: Sequence[str], columns: Sequence[Column], widths: Sequence[int]) -> list[list[str]]:
    """The lines one row takes."""
    measured = zip(row, columns, widths, strict=True)
    columned = [_folded(text, width) if column.wraps and cells(text) > width else [text] for text, column, width in measured]
    height = max(len(part) for part in columned)
    return [[part[i] if i < len(part) else "" for part in columned] for i in range(height)]


def _folded(text: str, width: int) -> list[str]:
    """Words in lines of at most ``width`` cells; a word too long for a line is left to be cut."""
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and cells(longer) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def _cell_text(value: object) -> str:
    return "" if value is None else harmless(clean(str(value)))


def _fit(widths: list[int], columns: Sequence[Column], room: int) -> None:
    """Take cells from the widest yielding column, one at a time, until the row fits; a second round takes what the first spared."""
    yielding = [i for i, column in enumerate(columns) if column.flexible or column.wraps]
    spared = {i: max(min(widths[i], _READABLE if columns[i].wraps else columns[i].least), cells(columns[i].title)) for i in yielding}
    for floor in (spared, dict.fromkeys(yielding, _NARROWEST)):
        while sum(widths) > room:
            widest = max((i for i in yielding if widths[i] > floor[i]), key=lambda i: widths[i], default=None)
            if widest is None:
                break
            widths[widest] -= 1


def wrapped(text: str, *, width: int, indent: str = "", hang: str | None = None) -> str:
    """Running text broken into lines of at most ``width`` cells; ``hang`` indents every line but the first, else all are alike."""
    rest = indent if hang is None else hang
    words = _one_line(text).strip()
    return "\n".join(textwrap.wrap(words, width, initial_indent=indent, subsequent_indent=rest, break_on_hyphens=False))


def spread(left: str, right: str, *, width: int) -> str:
    """Two texts on one line, one at each edge; the left one is cut when both do not fit."""
    right = _cell_text(right)
    left = cut(_one_line(left), max(8, width - cells(right) - 2))
    return (pad(left, width - cells(right)) + right).rstrip()


def _one_line(text: str) -> str:
    """Harmless, on one line, with the blanks that align it."""
    return harmless(clean_note(text).replace("\n", " ").replace("\t", " "))
