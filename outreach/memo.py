"""Printed pages remembered until anything they were made from changes, so that a shell prompt may ask again and again.

What is kept is a convenience, never a truth: it goes by the form asked for and the size, place and time of every file it depends
on. Anything odd about it counts as nothing remembered. Imports nothing heavy, since saving time is all it is for.
"""

from __future__ import annotations

import contextlib
import os
import time
import zlib
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

NAME = "today.memo"
"""File in the data folder that holds the page printed last; mode 0600, for it holds names."""

AHEAD = "ahead.memo"
"""File beside it that holds what the coming days ask, worked out while the plan was at hand; mode 0600 too."""

MOST = 1_000_000
"""Bytes of a page worth keeping."""

PLAN = ("outreach.json", "outreach.journal")
SETTINGS = ("config.toml", "cadences.toml", "limits.toml", "rules.toml")
"""Files that decide what a day asks."""

TICK = 50_000_000
"""Nanoseconds a file must have rested when it was looked at, before its time tells its contents apart: most file systems count in ticks."""

COARSE = 2_000_000_000
"""The same where a time is a multiple of ten milliseconds, which only file systems that count so coarsely give."""


class Question(NamedTuple):
    """What was asked, and how everything stood that the answer depends on."""

    words: str
    """One line, the same for the same question about files that stand the same."""
    files: tuple[Path, ...]
    moment: int
    """Nanoseconds of the monotonic clock when the files were looked at."""


def question(form: Iterable[object], data: Path, config: Path) -> Question:
    """A question about a day of the plan in ``data``, in some form. To be put before the plan is read."""
    files = (*(data / name for name in PLAN), *(config / name for name in SETTINGS))
    moment = time.monotonic_ns()
    stands = [_stand(path) for path in files]
    return Question(ascii((tuple(form), stands)), files, moment)


def recall(folder: Path, asked: Question, name: str = NAME) -> tuple[int, bytes] | None:
    """The exit status and page kept under this very question."""
    try:
        kept, _, rest = (folder / name).read_bytes().partition(b"\n")
        head, _, page = rest.partition(b"\n")
        status, length, check = map(int, head.split())
        if kept != asked.words.encode() or length != len(page) or check != zlib.crc32(page):
            return None
        return status, page
    except (OSError, ValueError):
        return None


def keep(folder: Path, asked: Question, status: int, page: bytes, name: str = NAME) -> bool:
    """Remember a page in place of the last one; False where that cannot be done, or a file had changed just before."""
    if len(page) > MOST or not folder.is_dir():
        return False
    temporary = folder / f".{name}.{os.getpid()}"
    head = f"{asked.words}\n{status} {len(page)} {zlib.crc32(page)}\n".encode("ascii")
    with contextlib.suppress(OSError):
        try:
            descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0), 0o600)
            try:
                os.write(descriptor, head + page)
                # What time the file system itself has it: the clock of a server may differ from ours.
                written = os.fstat(descriptor).st_mtime_ns
            finally:
                os.close(descriptor)
            if lacking(asked, written) <= 0:
                temporary.replace(folder / name)
                return True
        finally:
            temporary.unlink(missing_ok=True)
    return False


def lacking(asked: Question, now: int) -> int:
    """Nanoseconds of rest that some file still lacked when the question was put; ``now`` is the file system's own time."""
    looked = now - (time.monotonic_ns() - asked.moment)
    times = [stand[0] for path in asked.files if (stand := _stand(path)) is not None]
    return max((changed + (TICK if changed % 10_000_000 else COARSE) - looked for changed in times), default=0)


def forget(folder: Path) -> None:
    """Throw the pages away."""
    for name in (NAME, AHEAD):
        with contextlib.suppress(OSError):
            (folder / name).unlink(missing_ok=True)


def is_kept(name: str) -> bool:
    """Whether a file of this name in the data folder is one of these pages, or one that was being written."""
    return any(name == kept or name.startswith(f".{kept}.") for kept in (NAME, AHEAD))


def _stand(path: Path) -> tuple[int, int, int] | None:
    try:
        seen = path.stat()
    except OSError:
        return None
    return seen.st_mtime_ns, seen.st_size, seen.st_ino
