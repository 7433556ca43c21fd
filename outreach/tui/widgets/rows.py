"""What a row of a list is made of, and how columns share a width. Values only."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from outreach.tui.cells import shown


class Column(msgspec.Struct, frozen=True):
    """One column of a list."""

    width: int = 0
    """Cells it takes; 0 = it shares what is left."""
    least: int = 8
    """Cells below which a sharing column is not worth having: then the most droppable column goes."""
    weight: int = 1
    """Its part of what is left, against the other sharing columns."""
    right: bool = False
    """Set flush right."""
    fit: bool = False
    """Take no more than the widest of the first rows; ``width`` is then the most."""
    drop: int = 0
    """How early it gives way when there is no room: the highest first, 0 never."""


class Cell(msgspec.Struct, frozen=True):
    """A text and its tone (a name from ``themes.TONES``)."""

    text: str
    tone: str = "ink"
    bold: bool = False


class Heading(msgspec.Struct, frozen=True):
    """A row the cursor passes over: a title within the list."""

    text: str
    tone: str = "quiet"
    count: int = 0


class Blank(msgspec.Struct, frozen=True):
    """What an empty list says: what it is for, and which key starts it."""

    title: str
    lines: tuple[str, ...] = ()


def cell(text: str, tone: str = "ink", *, bold: bool = False) -> Cell:
    """A cell of text from a record, made harmless."""
    return Cell(shown(text), tone, bold)


def solve(columns: Sequence[Column], room: int, gap: int = 1) -> list[int]:
    """The width of every column in ``room`` cells, gaps between them not counted; 0 = dropped."""
    kept = list(range(len(columns)))
    while True:
        fixed = sum(columns[at].width for at in kept) + gap * (len(kept) - 1)
        sharing = [at for at in kept if not columns[at].width]
        need = sum(columns[at].least for at in sharing)
        droppable = [at for at in kept if columns[at].drop]
        if fixed + need <= room or not droppable:
            break
        kept.remove(max(droppable, key=lambda at: columns[at].drop))
    widths = [0] * len(columns)
    for at in kept:
        widths[at] = columns[at].width
    left = max(room - fixed, len(sharing))
    weights = sum(columns[at].weight for at in sharing)
    for place, at in enumerate(sharing):
        last = place == len(sharing) - 1
        widths[at] = left if last else max(1, left * columns[at].weight // max(weights, 1))
        left -= widths[at]
        weights -= columns[at].weight
    return widths
