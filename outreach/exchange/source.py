"""Files from outside, opened with care: looked at before opening, regular files only, never more than a fixed size."""

from __future__ import annotations

import datetime as dt
import gc
import os
import re
import stat
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

import msgspec

from outreach.errors import BadInput
from outreach.exchange import zipped
from outreach.text import CleanText, clean

MAX_FILE = 300_000_000
"""Largest file opened at all, in bytes; the largest archive seen in the wild is under 20 MB (source: FORMATS 2.1)."""

MAX_FOLDER_ENTRIES = 2_000
"""Entries looked at in an unpacked folder."""

_PIECE = 1 << 22
_ZIP_MAGIC = (b"PK\x03\x04", b"PK\x05\x06")
_NAMED_DAY = re.compile(r"_(\d\d)-(\d\d)-(\d{4})(?!\d)")


class Part(msgspec.Struct, frozen=True):
    """One file's bytes, wherever they lay: on disk, in an unpacked folder or inside a zip."""

    name: CleanText
    """Base name, for telling files apart."""

    place: CleanText
    """What the user is shown: ``archive.zip/Connections.csv``."""

    data: bytes
    dated: dt.date | None
    """The day the archive was made, from its name or its entries; None for a loose file."""


class Sources(msgspec.Struct):
    """All parts found at the given paths, and what was noticed on the way."""

    parts: list[Part]
    notes: list[str]


def gather(paths: Sequence[Path], wanted: Callable[[str], bool]) -> Sources:
    """The parts at ``paths`` whose base name ``wanted`` accepts; files named one by one are always taken.

    Raises BadInput when a path cannot be read, is not a regular file or folder, or is a damaged or hostile zip.
    """
    found = Sources([], [])
    for path in paths:
        if _kind(path) == "folder":
            _from_folder(path, wanted, found)
            continue
        with open_regular(path) as file:
            is_zip = file.read(4) in _ZIP_MAGIC
        if is_zip or path.suffix.casefold() == ".zip":
            _from_zip(path, wanted, found)
        else:
            name = clean(path.name)
            found.parts.append(Part(name, name, read_whole(path), day_in_name(path.name)))
    return found


@contextmanager
def unhurried() -> Iterator[None]:
    """Put off the search for reference cycles: a big import makes a million objects and no cycle, and pays a third more for looking."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def day_in_name(name: str) -> dt.date | None:
    """The day in ``..._MM-DD-YYYY.zip``, as LinkedIn names its archives (US order; source: FORMATS 2.1)."""
    if match := _NAMED_DAY.search(name):
        month, day, year = map(int, match.groups())
        try:
            return dt.date(year, month, day)
        except ValueError:
            return None
    return None


def read_whole(path: Path, limit: int = MAX_FILE) -> bytes:
    """A regular file's bytes. Raises BadInput when it is none, is larger than ``limit`` or cannot be read."""
    with open_regular(path, limit) as file:
        pieces: list[bytes] = []
        total = 0
        try:
            # Piece by piece: to ask for the limit at once would set its whole memory aside for the smallest file.
            while total <= limit and (piece := file.read(_PIECE)):
                pieces.append(piece)
                total += len(piece)
        except OSError as error:
            raise _unreadable(path, error) from None
    if total > limit:
        raise BadInput(f"{_shown(path)} grew past {limit // 1_000_000} MB while it was read", next_step="try again when it is complete")
    return b"".join(pieces)


def open_regular(path: Path, limit: int = MAX_FILE) -> zipped.Seekable:
    """Open a regular file of at most ``limit`` bytes for reading. Raises BadInput; a pipe or device is never opened for long."""
    # O_NONBLOCK: a named pipe that takes the file's place between the look and the opening must not hang the program.
    _kind(path)
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        file = os.fdopen(descriptor, "rb")
        status = os.fstat(file.fileno())
    except OSError as error:
        raise _unreadable(path, error) from None
    problem = ""
    if not stat.S_ISREG(status.st_mode):
        problem = "is not a regular file"
    elif status.st_size > limit:
        problem = f"is {status.st_size // 1_000_000} MB, more than the {limit // 1_000_000} MB that are read"
    if problem:
        file.close()
        raise BadInput(f"{_shown(path)} {problem}", next_step="give the archive LinkedIn mailed you, or one of its CSV files")
    return file


def _kind(path: Path) -> str:
    try:
        mode = path.stat().st_mode
    except OSError as error:
        raise _unreadable(path, error) from None
    except ValueError:
        raise BadInput(f"{_shown(path)} is not a file name", next_step="check the path") from None
    if stat.S_ISDIR(mode):
        return "folder"
    if not stat.S_ISREG(mode):
        raise BadInput(f"{_shown(path)} is not a regular file", next_step="give a file or a folder")
    return "file"


def _from_folder(path: Path, wanted: Callable[[str], bool], found: Sources) -> None:
    total = 0
    for name in _names_under(path, found):
        if not wanted(PurePosixPath(name).name):
            continue
        member = path / name
        if member.is_symlink():
            found.notes.append(f"{clean(name)} is a link and was not followed")
            continue
        data = read_whole(member, zipped.MAX_MEMBER)
        total += len(data)
        if total > zipped.MAX_TOTAL:
            raise BadInput(f"{_shown(path)} holds more than {zipped.MAX_TOTAL // 1_000_000} MB", next_step="give the archive itself")
        found.parts.append(Part(clean(PurePosixPath(name).name), clean(f"{path.name}/{name}"), data, day_in_name(path.name)))


def _names_under(path: Path, found: Sources) -> Iterator[str]:
    seen = 0
    for folder, folders, files in os.walk(path):
        depth = len(Path(folder).relative_to(path).parts)
        folders[:] = sorted(f for f in folders if f != "__MACOSX" and not f.startswith(".")) if depth < 3 else []
        for name in sorted(files):
            seen += 1
            if seen > MAX_FOLDER_ENTRIES:
                found.notes.append(f"{clean(path.name)} holds more than {MAX_FOLDER_ENTRIES:,} files: the rest was not looked at")
                return
            yield (Path(folder) / name).relative_to(path).as_posix()


def _from_zip(path: Path, wanted: Callable[[str], bool], found: Sources) -> None:
    shown = _shown(path)
    with open_regular(path) as file:
        try:
            listing = zipped.listing(file, shown)
            found.notes.extend(listing.notes)
            chosen = [entry for entry in listing.entries if wanted(entry.base)]
            if not chosen:
                inner = next((entry for entry in listing.entries if entry.base.casefold().endswith(".zip")), None)
                if inner:
                    raise BadInput(f"{shown} only wraps another zip", next_step=f"unpack it and give {clean(inner.base)}")
                raise BadInput(f"{shown} holds none of the files of a LinkedIn archive", next_step="give the zip LinkedIn mailed you")
            dated = day_in_name(path.name) or max((entry.dated for entry in chosen if entry.dated), default=None)
            budget = zipped.MAX_TOTAL
            for entry in chosen:
                data = zipped.read_entry(file, listing, entry, shown, budget)
                budget -= len(data)
                found.parts.append(Part(clean(entry.base), clean(f"{path.name}/{entry.name}"), data, dated))
        except OSError as error:
            raise _unreadable(path, error) from None


def _shown(path: Path) -> CleanText:
    return clean(path.name or str(path))


def _unreadable(path: Path, error: OSError) -> BadInput:
    reason = (error.strerror or type(error).__name__).lower()
    return BadInput(f"{clean(str(path))} cannot be read ({reason})", next_step="check the path and its permissions")
