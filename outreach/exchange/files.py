"""Putting an export on the disk: whole or not at all, readable by its owner only, never through a symbolic link."""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import os
import re
import stat
import tempfile
import unicodedata
from collections.abc import Sequence
from pathlib import Path

from outreach.errors import CannotCreate, NotSaved
from outreach.text import clean

MAX_SLUG = 60
"""Longest generated name, in characters; short enough for every file system with a date and an extension added."""

_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "đ": "d", "Đ": "d"}
)
"""Latin letters that Unicode does not take apart."""

_RESERVED = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))})


def slug(text: str) -> str:
    """A file name of ``[a-z0-9-]``, 1-60 characters, that no system reserves; texts without a Latin letter get a short digest."""
    plain = unicodedata.normalize("NFKD", text.translate(_LETTERS)).encode("ascii", "ignore").decode().lower()
    name = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:MAX_SLUG].strip("-")
    if not name:
        digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]
        return f"plan-{digest}" if text.strip() else "plan"
    return f"plan-{name}" if name in _RESERVED else name


def suggest_name(companies: Sequence[str], on: dt.date, extension: str) -> str:
    """``fernwick-labs-2026-11-22.md`` for one company, ``plans-2026-11-22.md`` for several; ``extension`` comes without its dot."""
    stem = slug(companies[0]) if len(companies) == 1 else "plans"
    return f"{stem}-{on.isoformat()}.{extension}"


def write_export(path: Path, content: bytes, *, replace: bool = False) -> Path:
    """Write ``content`` to ``path`` (``~`` is the home folder), mode 0600, and give back the path written.

    An existing file stays unless ``replace``; a symbolic link, a folder or a device is never written to. The bytes go to a
    temporary file beside it first, so a full disk leaves nothing under the final name. Raises CannotCreate or NotSaved.
    """
    path = _expanded(path)
    _refuse_what_stands_there(path, replace=replace)
    handle, temporary = _temporary_beside(path)
    try:
        _fill(handle, content, path)
        _put_in_place(temporary, path, replace=replace)
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
    _sync_folder(path.parent)
    return path


def _expanded(path: Path) -> Path:
    try:
        return path.expanduser()
    except RuntimeError:
        raise CannotCreate(f"{_shown(path)}: there is no such home folder", next_step="write the path out") from None


def _refuse_what_stands_there(path: Path, *, replace: bool) -> None:
    try:
        mode = os.lstat(path).st_mode
    except FileNotFoundError:
        return
    except (OSError, ValueError) as error:
        raise _cannot(path, error) from None
    if stat.S_ISLNK(mode):
        raise CannotCreate(f"{_shown(path)} is a symbolic link", next_step="name the file itself")
    if stat.S_ISDIR(mode):
        raise CannotCreate(f"{_shown(path)} is a folder", next_step="name a file in it")
    if not stat.S_ISREG(mode):
        raise CannotCreate(f"{_shown(path)} is not an ordinary file", next_step="name another")
    if not replace:
        raise _exists(path)


def _temporary_beside(path: Path) -> tuple[int, Path]:
    try:
        handle, name = tempfile.mkstemp(prefix=".outreach-", suffix=".part", dir=path.parent)
    except (OSError, ValueError) as error:
        raise _cannot(path, error) from None
    return handle, Path(name)


def _fill(handle: int, content: bytes, path: Path) -> None:
    try:
        try:
            os.fchmod(handle, 0o600)
            left = memoryview(content)
            while left:
                left = left[os.write(handle, left) :]
            os.fsync(handle)
        finally:
            os.close(handle)
    except OSError as error:
        raise NotSaved(f"{_shown(path)}: {_reason(error)}", next_step="nothing was written there") from None


def _put_in_place(temporary: Path, path: Path, *, replace: bool) -> None:
    try:
        if replace:
            temporary.replace(path)
        else:
            _link_or_reserve(temporary, path)
    except FileExistsError:
        raise _exists(path) from None
    except OSError as error:
        raise NotSaved(f"{_shown(path)}: {_reason(error)}", next_step="nothing was written there") from None


def _link_or_reserve(temporary: Path, path: Path) -> None:
    """A hard link appears whole and refuses an existing name; where links are not to be had, the name is reserved first."""
    try:
        os.link(temporary, path, follow_symlinks=False)
    except FileExistsError:
        raise
    except OSError:
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        try:
            temporary.replace(path)
        except OSError:
            with contextlib.suppress(OSError):
                path.unlink()
            raise


def _sync_folder(folder: Path) -> None:
    """Make the new name itself durable; some file systems cannot, and then the file is there all the same."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _shown(path: Path) -> str:
    return clean(str(path))


def _reason(error: OSError | ValueError) -> str:
    return (error.strerror or "cannot be written").lower() if isinstance(error, OSError) else "the name holds a NUL"


def _exists(path: Path) -> CannotCreate:
    return CannotCreate(f"{_shown(path)} is already there", next_step="choose another name, or ask for it to be replaced")


def _cannot(path: Path, error: OSError | ValueError) -> CannotCreate:
    return CannotCreate(f"{_shown(path)}: {_reason(error)}", next_step="choose a folder that is there and may be written to")
