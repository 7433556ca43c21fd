"""A printed page remembered until anything it was made from changes, so that a shell prompt may ask again and again.

The page is a convenience, never a truth: it is keyed by the day, the form asked for, and the size, place and time of every file it
depends on. Anything odd about it counts as nothing remembered. Imports nothing heavy, since saving time is all it is for.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Iterable
from pathlib import Path

NAME = "today.memo"
"""File in the data folder; mode 0600, for it holds names."""

MOST = 1_000_000
"""Bytes of a page worth keeping."""

SETTLED = 2_000_000_000
"""Nanoseconds a file must have rested before its time tells its contents apart: some file systems count in whole ticks."""


def key_of(form: Iterable[object], files: Iterable[Path]) -> str:
    """What a page depends on, as a digest: how it was asked for and how every file stands."""
    stands = [_stand(path) for path in files]
    return hashlib.sha256(repr((tuple(form), stands)).encode()).hexdigest()


def recall(folder: Path, key: str) -> tuple[int, bytes] | None:
    """The exit status and page kept under this very key."""
    try:
        head, _, page = (folder / NAME).read_bytes().partition(b"\n")
        kept, status, digest = head.decode("ascii").split()
        if kept != key or digest != hashlib.sha256(page).hexdigest():
            return None
        return int(status), page
    except (OSError, ValueError):
        return None


def keep(folder: Path, key: str, status: int, page: bytes, files: Iterable[Path]) -> None:
    """Remember a page in place of the last one; where that cannot be done, or a file changed just now, nothing is kept."""
    if len(page) > MOST or not folder.is_dir():
        return
    temporary = folder / f".{NAME}.{os.getpid()}"
    head = f"{key} {status} {hashlib.sha256(page).hexdigest()}\n".encode("ascii")
    with contextlib.suppress(OSError):
        try:
            descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0), 0o600)
            try:
                os.write(descriptor, head + page)
                written = os.fstat(descriptor).st_mtime_ns
            finally:
                os.close(descriptor)
            if written - max((path.stat().st_mtime_ns for path in files if path.exists()), default=0) > SETTLED:
                temporary.replace(folder / NAME)
        finally:
            temporary.unlink(missing_ok=True)


def forget(folder: Path) -> None:
    """Throw the page away."""
    with contextlib.suppress(OSError):
        (folder / NAME).unlink(missing_ok=True)


def _stand(path: Path) -> tuple[int, int, int] | None:
    try:
        seen = path.stat()
    except OSError:
        return None
    return seen.st_mtime_ns, seen.st_size, seen.st_ino
