"""A folder of one-event calendar files, kept in step with the plan: its own are written and removed, all others are never touched."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

import msgspec

from outreach.errors import CannotCreate, NotSaved
from outreach.exchange.files import write_export
from outreach.text import clean

HOST = "outreach.invalid"
"""What the UID of every event of this program ends in, whichever plan it belongs to."""

UNNAMED = f"@{HOST}"
"""What the UIDs of earlier versions ended in, which did not say whose they were."""

LARGEST = 64_000
"""Bytes of one event file that are read; ours are a few hundred, and nobody's larger file can be one of them."""

_UID = re.compile(rb"^UID[;:](?:[^\r\n]*:)?([^\r\n]*)", re.MULTILINE)
_PASSING = re.compile(rb"^(DTSTAMP|SEQUENCE|LAST-MODIFIED)[;:][^\r\n]*\r?\n", re.MULTILINE)
_NEW_FOLDER = 0o700


class Synced(msgspec.Struct, frozen=True, kw_only=True):
    """What a run changed in the folder."""

    written: int = 0
    """New events and those that say something new."""
    same: int = 0
    """Events left as they were, since nothing but their stamp would have changed."""
    removed: int = 0
    """Events of ours whose step is gone."""
    refused: tuple[str, ...] = ()
    """Names we would have written to and that hold something else."""
    unclaimed: int = 0
    """Events of an earlier version that this plan has no step for: another plan's, or of a step long deleted. Left alone."""


def sync(
    folder: Path,
    events: Iterable[tuple[str, str, bytes]],
    *,
    home: str = UNNAMED,
    keep: Collection[str] = (),
    formerly: Mapping[str, str] | None = None,
) -> Synced:
    """Make ``folder`` hold these events, (UID, file name, content), and no other of this plan but those whose UID is in ``keep``.

    The plan's own is what ends in ``home``, and what an earlier version wrote under a UID of ``formerly`` (old UID -> new), which is
    renewed in its place. Events of other plans are left alone like anybody else's. An event found under another name, as calendar
    programs may give it, is updated there. The folder is made, for its owner only, when it is not there; its parent must be.
    Symbolic links are neither followed nor replaced. Raises CannotCreate or NotSaved.
    """
    folder = _ready(folder)
    formerly = formerly or {}
    found = _written_here(folder)
    ours = {uid: path for uid, path in found.items() if home != UNNAMED and uid.endswith(home)}
    before = {formerly[uid]: path for uid, path in found.items() if uid in formerly}
    doubled = [path for uid, path in before.items() if uid in ours]
    ours = {**before, **ours}
    wanted: set[str] = set()
    written = same = 0
    refused: list[str] = []
    for uid, name, content in events:
        wanted.add(uid)
        path = ours.get(uid, folder / name)
        if uid in ours and _says_the_same(path, content):
            same += 1
        elif uid not in ours and os.path.lexists(path):
            refused.append(clean(name))
        else:
            write_export(path, content, replace=uid in ours)
            written += 1
    unclaimed = sum(uid.endswith(UNNAMED) and uid not in formerly for uid in found)
    gone = [*doubled, *(path for uid, path in ours.items() if uid not in wanted and uid not in keep)]
    for path in gone:
        _remove(path)
    return Synced(written=written, same=same, removed=len(gone), refused=tuple(refused), unclaimed=unclaimed)


def _ready(folder: Path) -> Path:
    try:
        folder = folder.expanduser()
        folder.mkdir(mode=_NEW_FOLDER, exist_ok=True)
    except (OSError, RuntimeError, ValueError) as error:
        reason = (error.strerror or "cannot be made").lower() if isinstance(error, OSError) else "cannot be made"
        raise CannotCreate(f"{clean(str(folder))}: {reason}", next_step="name a folder whose parent is there") from None
    return folder


def _written_here(folder: Path) -> dict[str, Path]:
    """UID -> path of every event file in the folder that this program wrote, for whichever plan, in the order of their names."""
    try:
        found = sorted(folder.iterdir())
    except OSError as error:
        raise CannotCreate(
            f"{clean(str(folder))}: {(error.strerror or 'cannot be read').lower()}", next_step="name a folder you may use"
        ) from None
    written: dict[str, Path] = {}
    for path in found:
        uid = _uid_of(path) if path.suffix.lower() == ".ics" else ""
        if uid.endswith((UNNAMED, f".{HOST}")):
            written.setdefault(uid, path)
    return written


def _uid_of(path: Path) -> str:
    """The one UID in a plain file; blank when there is none or several, so that a whole calendar of somebody's is never ours."""
    content = _read(path)
    found = set(_UID.findall(content.replace(b"\r\n ", b"").replace(b"\n ", b"")))
    return found.pop().decode("utf-8", "replace").strip() if len(found) == 1 else ""


def _read(path: Path) -> bytes:
    try:
        seen = path.lstat()
        if not stat.S_ISREG(seen.st_mode) or seen.st_size > LARGEST:
            return b""
        return path.read_bytes()
    except OSError:
        return b""  # not readable: then it is not ours to change either


def _says_the_same(path: Path, content: bytes) -> bool:
    """Whether only the stamps differ: rewriting such a file would make every sync carry it around."""
    return _PASSING.sub(b"", _read(path)) == _PASSING.sub(b"", content)


def _remove(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise NotSaved(f"{clean(str(path))}: {(error.strerror or 'cannot be removed').lower()}", next_step="remove it yourself") from None
