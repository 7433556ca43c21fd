"""Reading the plan's files as they are: what they hold, which version of them it is, and why they cannot be read."""

from __future__ import annotations

import os
import stat as stat_bits
from pathlib import Path

from outreach.errors import BadInput, Denied
from outreach.store.datafile import Content, empty, fingerprint, parse
from outreach.store.files import Files, NotRegular
from outreach.store.journal import Scan, scan
from outreach.store.places import Places

Identity = tuple[int, int, int]
"""Inode, size and time of a file."""


def read_file(files: Files, path: Path, places: Places) -> tuple[Content, Identity | None]:
    """One data file and what identifies this version of it. Raises BadInput or Denied; a missing file is empty."""
    where = backups_hint(files, places)
    try:
        if stat_bits.S_ISLNK(files.lstat(path).st_mode):
            _check_link(files, path)
        data = files.read(path)
        seen = identity(files.stat(path))
    except FileNotFoundError:
        return empty(), None
    except NotRegular:
        raise BadInput(f"{path} is not a regular file", next_step=where) from None
    except PermissionError:
        raise Denied(f"{path} may not be read by this user") from None
    except OSError as error:
        raise BadInput(f"{path} cannot be read: {error.strerror}", next_step=where) from None
    if not data:
        return empty(), seen
    return parse(data, path, where, distrust=places.meta), seen


def look(files: Files, path: Path) -> tuple[str | None, Identity | None]:
    """Fingerprint and identity of a file, whatever it holds; ("", None) when there is none, (None, None) when it cannot be read."""
    try:
        return fingerprint(files.read(path)), identity(files.stat(path))
    except FileNotFoundError:
        return "", None
    except OSError:
        return None, None


def _check_link(files: Files, path: Path) -> None:
    try:
        owner = files.stat(path).st_uid
    except FileNotFoundError:
        raise BadInput(f"{path} is a symlink that leads nowhere") from None
    if owner not in (os.geteuid(), 0):
        raise BadInput(f"{path} is a symlink to another user's file")


def identity(found: os.stat_result) -> Identity:
    """What changes when a file is written or replaced."""
    return (found.st_ino, found.st_size, found.st_mtime_ns)


def backups_hint(files: Files, places: Places) -> str:
    """Where to look when a file is damaged."""
    names = [name for name in files.listdir(places.backups) if name.endswith("-records.json")]
    return f"{len(names)} backups are in {places.backups}" if names else "no backup has been made yet"


def read_journal(files: Files, places: Places) -> tuple[Scan | None, int | None]:
    """The journal's content and inode; (None, None) when there is none."""
    try:
        inode = files.lstat(places.journal).st_ino
        data = files.read(places.journal)
    except FileNotFoundError:
        return None, None
    except NotRegular:
        raise BadInput(f"{places.journal} is not a regular file") from None
    except PermissionError:
        raise Denied(f"{places.journal} may not be read by this user") from None
    except OSError as error:
        raise BadInput(f"{places.journal} cannot be read: {error.strerror}") from None
    return scan(data), inode
