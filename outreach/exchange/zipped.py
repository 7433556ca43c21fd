"""A zip read with nothing taken on trust: sizes are counted, not believed, and nothing is ever written to disk.

The standard library's reader of some supported Pythons accepts overlapping entries (CVE-2024-0450), so this one is our own.
"""

from __future__ import annotations

import datetime as dt
import stat
import struct
import zlib
from typing import BinaryIO

import msgspec

from outreach.errors import BadInput
from outreach.text import clean

MAX_MEMBERS = 2_000
"""Entries a zip may have; a complete archive has about 60."""

MAX_MEMBER = 50_000_000
"""Bytes one entry may unpack to."""

MAX_TOTAL = 200_000_000
"""Bytes all wanted entries together may unpack to."""

MAX_RATIO = 200
"""How many times larger than its packed form an entry may be, once past one megabyte; CSV packs about 1:6."""

MAX_DIRECTORY = 10_000_000
"""Bytes of central directory looked at."""

Seekable = BinaryIO

_END = struct.Struct("<4s4H2LH")
_END64_LOCATOR = struct.Struct("<4sLQL")
_END64 = struct.Struct("<4sQ2H2L4Q")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_LOCAL = struct.Struct("<4s5H3L2H")
_STORED, _DEFLATED = 0, 8
_CHUNK = 1 << 18
_NAMED_NOTES = 5


class Entry(msgspec.Struct, frozen=True):
    """One entry of the central directory; sizes are what it claims."""

    name: str
    base: str
    """Name after the last slash or backslash."""
    offset: int
    packed: int
    size: int
    crc: int
    method: int
    encrypted: bool
    dated: dt.date | None


class Listing(msgspec.Struct):
    """What the central directory says, without folders, links and unsafe names."""

    entries: list[Entry]
    starts: list[int]
    """Offsets of all entries and of the central directory."""
    notes: list[str]


def listing(file: Seekable, shown: str) -> Listing:
    """Read the central directory. Raises BadInput when the zip is cut off, damaged or unreasonably large."""
    count, size, start = _directory(file, shown)
    if count > MAX_MEMBERS:
        raise BadInput(f"{shown} has {count:,} entries, more than the {MAX_MEMBERS:,} that are read", next_step="give LinkedIn's own zip")
    if size > MAX_DIRECTORY:
        raise _damaged(shown, "its list of entries is too long")
    file.seek(start)
    raw = file.read(size)
    found = Listing([], [], [])
    at = 0
    for _ in range(count):
        if at + _CENTRAL.size > len(raw):
            raise _damaged(shown, "its list of entries is cut off")
        head = _CENTRAL.unpack_from(raw, at)
        magic, _, _, flags, method, _, date, crc, packed, unpacked, name_len, extra_len, comment_len, _, _, external, offset = head
        if magic != b"PK\x01\x02":
            raise _damaged(shown, "its list of entries is garbled")
        at += _CENTRAL.size
        raw_name, extra = raw[at : at + name_len], raw[at + name_len : at + name_len + extra_len]
        at += name_len + extra_len + comment_len
        unpacked, packed, offset = _wide(extra, unpacked, packed, offset, shown)
        found.starts.append(offset)
        name = raw_name.decode("utf-8" if flags & 0x800 else "cp437", "replace")
        _sort_in(found, name, external, Entry(name, _base(name), offset, packed, unpacked, crc, method, bool(flags & 1), _day(date)))
    found.starts.append(start)
    if len(found.notes) > _NAMED_NOTES:
        found.notes[_NAMED_NOTES:] = [f"{len(found.notes) - _NAMED_NOTES} more entries were left out for the same reason"]
    return found


def read_entry(file: Seekable, listed: Listing, entry: Entry, shown: str, budget: int = MAX_TOTAL) -> bytes:
    """An entry's bytes, at most ``budget`` of them. Raises BadInput on encryption, overlap, damage or a bomb."""
    place = f"{shown}: {clean(entry.base)}"
    if entry.encrypted:
        raise BadInput(f"{place} is locked with a password", next_step="unpack it yourself and give the folder")
    if entry.method not in {_STORED, _DEFLATED}:
        raise BadInput(f"{place} is packed by an unknown method ({entry.method})", next_step="unpack it yourself and give the folder")
    file.seek(entry.offset)
    header = file.read(_LOCAL.size)
    if len(header) < _LOCAL.size or not header.startswith(b"PK\x03\x04"):
        raise _damaged(place, "it is not where the list of entries says")
    name_len, extra_len = _LOCAL.unpack(header)[-2:]
    begin = entry.offset + _LOCAL.size + name_len + extra_len
    if listed.starts.count(entry.offset) > 1 or any(entry.offset < other < begin + entry.packed for other in listed.starts):
        raise _damaged(place, "entries overlap, as in a zip bomb")
    file.seek(begin)
    limit = min(MAX_MEMBER, budget)
    data = _unpack(file, entry, place, limit)
    if zlib.crc32(data) != entry.crc:
        raise _damaged(place, "its checksum is wrong")
    return data


def _unpack(file: Seekable, entry: Entry, place: str, limit: int) -> bytes:
    left, out, total = entry.packed, [], 0
    inflater = zlib.decompressobj(-15) if entry.method == _DEFLATED else None
    while left and not (inflater and inflater.eof):
        chunk = file.read(min(left, _CHUNK))
        if not chunk:
            raise _damaged(place, "it is cut off")
        left -= len(chunk)
        while chunk:
            if inflater:
                try:
                    piece = inflater.decompress(chunk, _CHUNK * 4)
                except zlib.error:
                    raise _damaged(place, "its packed data is garbled") from None
                chunk = inflater.unconsumed_tail
            else:
                piece, chunk = chunk, b""
            out.append(piece)
            total += len(piece)
            if total > limit or (total > 1_000_000 and total > MAX_RATIO * entry.packed):
                raise BadInput(f"{place} unpacks to more than is read, as a zip bomb does", next_step="give the zip LinkedIn mailed you")
    if inflater and not inflater.eof:
        raise _damaged(place, "it is cut off")
    return b"".join(out)


def _directory(file: Seekable, shown: str) -> tuple[int, int, int]:
    file.seek(0, 2)
    length = file.tell()
    tail_at = max(0, length - _END.size - 0xFFFF)
    file.seek(tail_at)
    tail = file.read()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or at + _END.size > len(tail):
        raise _damaged(shown, "it is cut off or no zip at all")
    _, _, _, _, count, size, start, _ = _END.unpack_from(tail, at)
    if 0xFFFF in {count} or 0xFFFFFFFF in {size, start}:
        count, size, start = _directory64(file, tail, at, shown)
    if start + size > length:
        raise _damaged(shown, "its list of entries lies outside the file")
    return count, size, start


def _directory64(file: Seekable, tail: bytes, end_at: int, shown: str) -> tuple[int, int, int]:
    at = end_at - _END64_LOCATOR.size
    if at < 0 or tail[at : at + 4] != b"PK\x06\x07":
        raise _damaged(shown, "its list of entries is garbled")
    file.seek(_END64_LOCATOR.unpack_from(tail, at)[2])
    raw = file.read(_END64.size)
    if len(raw) < _END64.size or not raw.startswith(b"PK\x06\x06"):
        raise _damaged(shown, "its list of entries is garbled")
    fields = _END64.unpack(raw)
    return fields[7], fields[8], fields[9]


def _wide(extra: bytes, unpacked: int, packed: int, offset: int, shown: str) -> tuple[int, int, int]:
    values = [unpacked, packed, offset]
    if 0xFFFFFFFF not in values:
        return unpacked, packed, offset
    at = 0
    while at + 4 <= len(extra):
        tag, size = struct.unpack_from("<HH", extra, at)
        if tag == 1:
            field = extra[at + 4 : at + 4 + size]
            for index, value in enumerate(values):
                if value == 0xFFFFFFFF and len(field) >= 8:
                    values[index] = int.from_bytes(field[:8], "little")
                    field = field[8:]
            return values[0], values[1], values[2]
        at += 4 + size
    raise _damaged(shown, "an entry's size is missing")


def _sort_in(found: Listing, name: str, external: int, entry: Entry) -> None:
    parts = name.replace("\\", "/").split("/")
    if name.endswith("/") or parts[0] == "__MACOSX" or entry.base.startswith("._"):
        return
    if "\0" in name or ".." in parts or parts[0] in {"", "~"} or parts[0].endswith(":"):
        found.notes.append(f"{clean(name)!r} has an unsafe name and was left out")
    elif stat.S_ISLNK(external >> 16):
        found.notes.append(f"{clean(entry.base)} is a link inside the zip and was left out")
    else:
        found.entries.append(entry)


def _base(name: str) -> str:
    return name.replace("\\", "/").rsplit("/", 1)[-1]


def _day(packed: int) -> dt.date | None:
    try:
        return dt.date(1980 + (packed >> 9), (packed >> 5) & 15, packed & 31)
    except ValueError:
        return None


def _damaged(place: str, how: str) -> BadInput:
    return BadInput(f"{place} cannot be read: {how}", next_step="download it again")
