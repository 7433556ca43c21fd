"""The journal's lines: how a change set becomes one checksummed line, and what a file of such lines holds.

``crc payload\\n`` with the payload's CRC-32 as eight hex digits. The first line binds the journal to the data files' fingerprints;
a mark says that a checkpoint is about to put files with the fingerprints it names in place. Zero bytes at the end are free room:
overwriting costs a third less than growing the file, because the file system has only the data to write.
"""

from __future__ import annotations

import datetime as dt
import zlib
from collections.abc import Sequence
from typing import Any

import msgspec

from outreach.store.changes import Change, ChangeSet
from outreach.store.scrub import hostile, scrubbed
from outreach.text import clean

_encode = msgspec.json.Encoder().encode
_NULL = b"null"
_SOME = 256
_RawChange = tuple[str, int | None, msgspec.Raw, msgspec.Raw]


VERSION = 1
"""Of the journal's form."""


class Header(msgspec.Struct, frozen=True, tag="journal", tag_field="is"):
    """First line of a journal."""

    version: int
    seq: int
    """The last change set the data files already hold."""
    main: str
    """Fingerprint of the data file this journal goes with; empty when there was none."""
    side: str = ""
    """Fingerprint of the address book; empty when there was none."""
    counters: dict[str, int] = {}
    schema: int = 1
    """Version of the records' shape, in both data files and in the lines that follow."""


class Mark(msgspec.Struct, frozen=True, tag="checkpoint", tag_field="is"):
    """Written just before a checkpoint replaces the data files."""

    seq: int
    main: str
    side: str = ""
    schema: int = 1
    """Version of the records' shape in the files it names."""


class Line(msgspec.Struct, frozen=True, array_like=True):
    """One change set as it stands in the journal; ``changes`` stay bytes until wanted."""

    seq: int
    at: dt.datetime
    label: str
    undoes: int
    changes: msgspec.Raw

    def change_set(self) -> ChangeSet:
        """The change set the line holds."""
        label = self.label if self.label.isprintable() else clean(self.label)
        return ChangeSet(self.seq, self.at, label, tuple(_change(raw) for raw in _changes.decode(self.changes)), self.undoes)


class Scan(msgspec.Struct):
    """What a journal's bytes hold."""

    header: Header | None
    entries: list[Line | Mark]
    end: int
    """Offset just after the last good line."""
    size: int
    """Offset just after the last byte."""
    bad: int
    """Damaged lines with good ones after them, or a damaged line that had been finished."""
    torn: bool
    """Whether an unfinished line follows ``end``."""

    @property
    def lines(self) -> list[Line]:
        """The change sets, in order."""
        return [entry for entry in self.entries if isinstance(entry, Line)]


_changes: msgspec.json.Decoder[list[_RawChange]] = msgspec.json.Decoder(list[_RawChange])
_line: msgspec.json.Decoder[Line] = msgspec.json.Decoder(Line)
_control: msgspec.json.Decoder[Header | Mark] = msgspec.json.Decoder(Header | Mark)


def _change(raw: _RawChange) -> Change:
    table, id, old, new = raw
    before, after = bytes(old), bytes(new)
    if id is not None and hostile(after):
        after = scrubbed(after)
    return Change(table, id, None if before == _NULL else before, None if after == _NULL else after)


def seal(*payload: bytes) -> bytes:
    """A payload, in one piece or several, as a finished line."""
    check = 0
    for piece in payload:
        check = zlib.crc32(piece, check)
    return b"".join((b"%08x " % check, *payload, b"\n"))


def encode_control(entry: Header | Mark) -> bytes:
    """The line of a header or mark."""
    return seal(_encode(entry))


class _Heads(dict[str, bytes]):
    """How a change of each table begins, encoded once for each."""

    def __missing__(self, table: str) -> bytes:
        head = self[table] = b"[" + _encode(table) + b","
        return head


_heads = _Heads()


def encode_set(changes: ChangeSet) -> bytes:
    """The line of a change set: pieces of stored bytes put side by side, so a large import costs little."""
    head = b'[%d,"%b",%b,%d,[' % (changes.seq, changes.at.isoformat().encode(), _encode(changes.label), changes.undoes)
    # Some at a time: thousands of small pieces would be out of the processor's reach before they are put together.
    runs = [_run(changes.changes[start : start + _SOME]) for start in range(0, len(changes.changes), _SOME)]
    runs[1:] = [b"," + run for run in runs[1:]]
    return seal(head, *runs, b"]]")


def _run(changes: Sequence[Change]) -> bytes:
    return b",".join(
        [
            b"%b%d,%b,%b]" % (_heads[change.table], change.id, change.old or _NULL, change.new or _NULL)
            if change.id is not None
            else b"%bnull,%b,%b]" % (_heads[change.table], change.old or _NULL, change.new or _NULL)
            for change in changes
        ]
    )


def _open(line: bytes) -> bytes | None:
    """The payload of a line whose checksum holds."""
    if len(line) < 10 or line[8:9] != b" ":
        return None
    payload = line[9:]
    try:
        return payload if int(line[:8], 16) == zlib.crc32(payload) else None
    except ValueError:
        return None


def scan(data: bytes, *, start: int = 0, headed: bool = True) -> Scan:
    """Read a journal's bytes, which begin at offset ``start`` of the file; with ``headed`` the first line is the header."""
    found = Scan(None, [], start, start + len(data), 0, False)
    data = data.rstrip(b"\0")
    offset = start
    pending_bad = 0
    first = headed
    *lines, rest = data.split(b"\n")
    for line in lines:
        after = offset + len(line) + 1
        entry = _entry(line, first=first)
        if entry is None:
            pending_bad += 1
        else:
            found.bad += pending_bad
            pending_bad = 0
            if isinstance(entry, Header):
                found.header = entry
            else:
                found.entries.append(entry)
            found.end = after
        first = False
        offset = after
    found.bad += pending_bad
    found.torn = bool(rest)
    return found


def _entry(line: bytes, *, first: bool) -> Header | Mark | Line | None:
    payload = _open(line)
    if payload is None:
        return None
    try:
        entry: Any = _line.decode(payload) if payload[:1] == b"[" else _control.decode(payload)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None
    if isinstance(entry, Header) and not first:
        return None
    return None if first and not isinstance(entry, Header) else entry


def net(lines: list[ChangeSet]) -> list[Change]:
    """The changes of several sets folded into one per record: what it was before them all, what it is after."""
    folded: dict[tuple[str, int | None], Change] = {}
    for changes in lines:
        for change in changes.changes:
            key = (change.table, change.id)
            earlier = folded.get(key)
            folded[key] = change if earlier is None else Change(change.table, change.id, earlier.old, change.new)
    return list(folded.values())
