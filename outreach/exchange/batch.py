"""Rows taken in a go, and cells cleaned once however often they repeat: what makes a big import fast."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from outreach.text import CleanText, clean_each


class Wash:
    """``wash.each(cells)`` is ``clean_each(cells)``, worked out once for each distinct cell of a file: first names and titles repeat."""

    def __init__(self) -> None:
        self._known: dict[str, CleanText] = {}

    def each(self, cells: Sequence[str]) -> list[CleanText]:
        """The cells, clean, in their order."""
        known = self._known
        new = [cell for cell in dict.fromkeys(cells) if cell not in known]
        known.update(zip(new, clean_each(new), strict=True))
        return list(map(known.__getitem__, cells))


class Batch:
    """Some rows in a go, each with as many cells as the header."""

    def __init__(self, raw: list[list[str]], first_line: int) -> None:
        self.raw = raw
        self.rows = raw
        self.places: list[int] = []
        """Places of ``rows`` in ``raw`` when some were left out."""
        self._first_line = first_line
        self._lines: list[int] = []

    def line(self, place: int) -> int:
        """The line on which the row at ``place`` of ``rows`` begins, counted from 1."""
        return self.line_of_raw(place if self.rows is self.raw else self.places[place])

    def line_of_raw(self, place: int) -> int:
        """As ``line``, for a place in ``raw``."""
        if not self._lines:
            heights = (1 + sum(map(breaks, row)) for row in self.raw)
            self._lines = list(accumulate(heights, initial=self._first_line))
        return self._lines[place]


def breaks(cell: str) -> int:
    """Line breaks inside a cell."""
    return cell.count("\n")
