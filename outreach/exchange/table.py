"""A delimited file as rows under known columns: header hunted down, delimiter found, every odd row accounted for."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice

import msgspec

from outreach.domain.network import SkippedRow
from outreach.errors import BadInput
from outreach.exchange import decoding
from outreach.exchange.batch import Batch, breaks
from outreach.exchange.quotes import MendedRows, enduring, reason_of
from outreach.exchange.source import Part
from outreach.text import clean

MAX_CELL = 100_000
"""Longest cell read, in characters; a row with a longer one is skipped."""

MAX_ROWS = 200_000
"""Rows read of one file; six times what LinkedIn lets anyone have."""

MAX_SKIPS = 1_000
"""Skipped rows listed one by one for a file; the rest is only counted."""

_BATCH = 1024
_HEADER_WITHIN = 20
_HEAD_COLUMNS = 500
_HEAD_BYTES = 1 << 18
_DELIMITERS = (",", ";", "\t", "|")

csv.field_size_limit(MAX_CELL)

Recognise = Callable[[frozenset[str]], str]
"""Names the kind of file whose header holds these normalised columns; empty when it knows none."""


def column_key(name: str) -> str:
    """A column's name with case, accents, blanks and punctuation gone: ``E-mail Address`` is ``emailaddress``."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKD", name).casefold()))


class Table:
    """An open delimited file, standing on the first row after its header."""

    def __init__(self, part: Part, kind: str, how: decoding.Decoding, delimiter: str, header: Sequence[str], skip_rows: int) -> None:
        self.part = part
        self.kind = kind
        self.width = len(header)
        self.columns = [column_key(name) for name in header]
        self.titles = [clean(name, limit=60) for name in header]
        self.skipped: list[SkippedRow] = []
        self.unlisted = 0
        """Skipped rows beyond MAX_SKIPS."""
        self.read = 0
        """Rows counted so far, the skipped ones included; set when ``rows`` has run out."""
        self.notes: list[str] = []
        if how.note:
            self.notes.append(f"{part.place}: {how.note}")
        if delimiter != ",":
            self.notes.append(f"{part.place}: columns are parted by {'tabs' if delimiter == chr(9) else repr(delimiter)}")
        self._header = list(header)
        self._how = how
        self._delimiter = delimiter
        self._skip = skip_rows
        self._stray_quote = part.data.count(b'"') % 2 == 1
        self._line: Callable[[], int] = lambda: 0
        self._broken: Callable[[], int] = lambda: 0

    def need_unique(self, *wanted: str) -> None:
        """Raise BadInput when one of the wanted columns stands twice in the header, for then nobody knows which one is meant."""
        twice = [title for title, key in zip(self.titles, self.columns, strict=True) if key in wanted and self.columns.count(key) > 1]
        if twice:
            names = ", ".join(repr(str(name)) for name in dict.fromkeys(twice))
            raise BadInput(f"{self.part.place} has more than one column called {names}", next_step="rename or remove one of them")

    def title(self, spot: int) -> str:
        """The header's own cell at that place."""
        return self._header[spot]

    def index(self, *names: str) -> int:
        """Position of the first of ``names`` the header holds, or -1."""
        for name in names:
            if name in self.columns:
                return self.columns.index(name)
        return -1

    def rows(self) -> Iterator[list[str]]:
        """Every row with as many cells as the header; all others go to ``skipped`` with line and reason."""
        width, read = self.width, 0
        source = self._source()
        while True:
            try:
                for row in islice(source, MAX_ROWS + 1 - read):
                    read += 1
                    if read > MAX_ROWS and row:
                        break
                    if len(row) == width:
                        yield row
                    elif mended := self._mend(row, self.line(row)):
                        yield mended
                    elif not row:
                        read -= 1
                break
            except csv.Error as error:
                read += 1
                self.skip(self._line(), reason_of(error))
        if read > MAX_ROWS:
            self.notes.append(f"{self.part.place}: only the first {MAX_ROWS:,} rows were read")
            read = MAX_ROWS
        self.read = read + self._broken()

    def batches(self) -> Iterator[Batch]:
        """As ``rows``, in lists of some thousand: what is done to a whole column at once is done several times faster."""
        source, read = self._source(), 0
        # A file with a stray quote is mended row by row, and only the mender knows on which line each row stands.
        most = 1 if self._stray_quote else _BATCH
        broken = self._broken
        while read < MAX_ROWS:
            raw: list[list[str]] = []
            error: csv.Error | None = None
            before = self._line()
            try:
                raw.extend(islice(source, min(most, MAX_ROWS - read)))
            except csv.Error as reason:
                error = reason
            if not raw and not error:
                break
            first_line = self._line() - sum(map(breaks, raw[0])) if most == 1 else before + 1
            batch = Batch(raw, first_line)
            if set(map(len, raw)) != {self.width}:
                read -= raw.count([])
                self._set_right(batch)
            read += len(raw)
            yield batch
            if error:
                read += 1
                self.skip(self._line(), reason_of(error))
        if read >= MAX_ROWS and next(enduring(source), None) is not None:
            self.notes.append(f"{self.part.place}: only the first {MAX_ROWS:,} rows were read")
        self.read = read + broken()

    def _set_right(self, batch: Batch) -> None:
        batch.rows, batch.places = [], []
        for place, row in enumerate(batch.raw):
            whole = row if len(row) == self.width else self._mend(row, batch.line_of_raw(place))
            if whole:
                batch.rows.append(whole)
                batch.places.append(place)

    def skip(self, line: int, reason: str) -> None:
        """Leave out the row on this line and say why."""
        if len(self.skipped) < MAX_SKIPS:
            self.skipped.append(SkippedRow(self.part.name, line, reason))
        else:
            self.unlisted += 1

    def line(self, row: Sequence[str]) -> int:
        """The line on which the row just handed out begins, counted from 1."""
        return self._line() - sum(map(breaks, row))

    def is_header(self, row: Sequence[str]) -> bool:
        """Whether the row repeats the header, as files glued together have it."""
        return [column_key(cell) for cell in row] == self.columns

    def _source(self) -> Iterator[list[str]]:
        text = decoding.text_of(self.part.data, self._how)
        if self._stray_quote:
            mender = MendedRows(text, self._delimiter, self.width, self._skip, self.skip)
            self._line = lambda: mender.line
            self._broken = lambda: mender.broken
            return iter(mender)
        reader = csv.reader(text, delimiter=self._delimiter)
        self._line = lambda: reader.line_num
        for _ in islice(enduring(reader), self._skip):
            pass
        return reader

    def _mend(self, row: list[str], line: int) -> list[str]:
        if not row:
            return []
        if not any(map(str.strip, row)):
            self.skip(line, "blank row")
        elif len(row) > self.width and not any(map(str.strip, row[self.width :])):
            return row[: self.width]
        else:
            wide = f"{len(row):,} cells where the header has {self.width}"
            lines = sum(map(breaks, row))
            more = f"; a quote keeps it open for {lines + 1} lines" if lines else ""
            self.skip(line, wide + more)
        return []


def open_table(part: Part, recognise: Recognise) -> Table | None:
    """The table in ``part`` when its header, among the first 20 rows, is of a kind ``recognise`` knows; else None."""
    how = decoding.choose(part.data)
    for delimiter in _delimiters(part, how):
        for number, row in enumerate(_head(part, how, delimiter)):
            keys = [column_key(cell) for cell in row[:_HEAD_COLUMNS]]
            if kind := recognise(frozenset(keys)):
                return Table(part, kind, how, delimiter, _trimmed(row), number + 1)
    return None


def recognises(part: Part, recognise: Recognise) -> bool:
    """Whether ``open_table`` would find a header; looks at the beginning of the file only."""
    return open_table(msgspec.structs.replace(part, data=part.data[:_HEAD_BYTES]), recognise) is not None


def _trimmed(row: list[str]) -> list[str]:
    while row and not row[-1].strip():
        row = row[:-1]
    return row


def _delimiters(part: Part, how: decoding.Decoding) -> Iterable[str]:
    first = decoding.text_of(part.data[:200], decoding.Decoding(how.encoding, "replace")).readline()
    told = re.match(r"\ufeff?sep=(.)\r?\n", first)
    return (told[1],) if told and told[1] not in '"\r\n' else _DELIMITERS


def _head(part: Part, how: decoding.Decoding, delimiter: str) -> Iterator[list[str]]:
    head = decoding.text_of(part.data[:_HEAD_BYTES], decoding.Decoding(how.encoding, "replace"))
    reader = csv.reader(head, delimiter=delimiter)
    return islice(enduring(reader), _HEADER_WITHIN)
