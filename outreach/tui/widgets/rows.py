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
    gives: bool = False
    """When there is no room, it shrinks from ``width`` to ``least``, and when there is, it has a blank more: for names, to be whole."""
    drop: int = 0
    """How early it gives way when there is no room: the highest first, 0 never."""

    @property
    def needs(self) -> int:
        """Cells it cannot do without."""
        if not self.width:
            return self.least
        return min(self.width, self.least) if self.gives else self.width


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
        left = room - sum(columns[at].needs for at in kept) - gap * (len(kept) - 1)
        droppable = [at for at in kept if columns[at].drop]
        if left >= 0 or not droppable:
            break
        kept.remove(max(droppable, key=lambda at: columns[at].drop))
    widths = [columns[at].needs if at in kept else 0 for at in range(len(columns))]
    giving = [at for at in kept if columns[at].width and columns[at].gives]
    if left < 0 and giving:  # nothing is left to drop: the broadest gives way, so that the last columns are not cut off
        broadest = max(giving, key=lambda at: widths[at])
        taken = min(-left, widths[broadest] - 1)
        widths[broadest] -= taken
        left += taken
    # Who lacks least grows first, so that as many as can be are whole.
    for at in sorted(giving, key=lambda at: columns[at].width - widths[at]):
        grown = max(0, min(columns[at].width - widths[at], left))
        # Whole names side by side need air between them.
        grown += widths[at] + grown == columns[at].width and left > grown
        widths[at] += grown
        left -= grown
    if sharing := [at for at in kept if not columns[at].width]:
        _share(sharing, columns, widths, left)
    elif giving:
        widths[giving[-1]] += max(0, left)
    return widths


def _share(among: Sequence[int], columns: Sequence[Column], widths: list[int], left: int) -> None:
    """Give what is left to the sharing columns by their weights; the last takes the remainder."""
    whole = max(left + sum(widths[at] for at in among), len(among))
    weights = sum(columns[at].weight for at in among)
    for place, at in enumerate(among):
        last = place == len(among) - 1
        widths[at] = whole if last else max(1, whole * columns[at].weight // max(weights, 1))
        whole -= widths[at]
        weights -= columns[at].weight
