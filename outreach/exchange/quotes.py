"""Rows of a file in which a quote opens and never closes: the broken row is named, the rows it would swallow are kept."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from outreach.text import clean

_FURTHEST = 2_000
"""Lines one row may span before its opening quote counts as never closed."""


def reason_of(error: csv.Error) -> str:
    """Why the csv reader gave up on a row, in words for the preview."""
    return f"a cell is longer than {csv.field_size_limit():,} characters" if "limit" in str(error) else clean(str(error))


def enduring(reader: Iterator[list[str]]) -> Iterator[list[str]]:
    """The rows of ``reader`` with an empty one in place of each it cannot read."""
    while True:
        try:
            yield next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield []


class MendedRows:
    """Iterates over rows, starting afresh on the next line wherever a quote swallowed what does not fit the header."""

    def __init__(self, lines: Iterable[str], delimiter: str, width: int, skip_rows: int, skip: Callable[[int, str], None]) -> None:
        self.line = 0
        """Last line of the row just handed out, counted from 1."""
        self.broken = 0
        """Rows named to ``skip`` and not handed out."""
        self._lines = list(lines)
        self._delimiter = delimiter
        self._width = width
        self._skip_rows = skip_rows
        self._skip = skip

    def __iter__(self) -> Iterator[list[str]]:
        """Rows after the header."""
        at = self._start()
        while at < len(self._lines):
            row, end = self._row(at)
            self.line = at = end
            if row is not None:
                yield row

    def _start(self) -> int:
        reader = csv.reader(iter(self._lines), delimiter=self._delimiter)
        for _ in islice(enduring(reader), self._skip_rows):
            pass
        return reader.line_num

    def _row(self, at: int) -> tuple[list[str] | None, int]:
        # Taken by place: islice would walk past every line before it, which in a long file is most of the time.
        ahead = map(self._lines.__getitem__, range(at, min(at + _FURTHEST, len(self._lines))))
        reader = csv.reader(ahead, delimiter=self._delimiter, strict=True)
        reason = "a quote opens here and never closes"
        try:
            row = next(reader)
            if reader.line_num == 1 or len(row) == self._width:
                return row, at + reader.line_num
        except csv.Error as error:
            if self._lines[at].count('"') % 2 == 0:
                # Whole on its own line, only untidy: text after a closing quote, or a cell past the limit.
                try:
                    return next(csv.reader([self._lines[at]], delimiter=self._delimiter)), at + 1
                except csv.Error:
                    reason = reason_of(error)
        self.broken += 1
        self._skip(at + 1, reason)
        return None, at + 1
