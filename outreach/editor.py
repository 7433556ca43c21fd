"""A text handed to the user's own editor, in a private file with a name that says nothing."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

from outreach.errors import BadInput, UsageError
from outreach.text import clean

NAME = "note.md"
LARGEST = 1_000_000
"""Bytes taken back from the editor."""


def command(setting: str, environment: Mapping[str, str]) -> list[str]:
    """The editor to call, split as a shell would but never run by one: the setting, else VISUAL, else EDITOR.

    Raises UsageError when none is named or found.
    """
    told = setting or environment.get("VISUAL", "") or environment.get("EDITOR", "")
    try:
        words = shlex.split(told)
    except ValueError:
        words = []
    if not words:
        raise UsageError("no editor is named", next_step="set EDITOR, or give the text with --body @FILE")
    if shutil.which(words[0]) is None:
        raise UsageError(f"the editor {clean(words[0], limit=60)!r} is not there", next_step="set EDITOR to one that is")
    return words


def edited(text: str, editor: list[str]) -> str:
    """The text as the editor left it.

    Raises BadInput when the editor failed or left no readable text; what it did leave is kept then, and the error says where.
    """
    folder = Path(tempfile.mkdtemp(prefix="outreach-", dir=_private_place()))
    path = folder / NAME
    keep = True
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as stream:
            stream.write(text.encode("utf-8"))
        status = subprocess.run([*editor, str(path)], check=False).returncode  # noqa: S603 (the user's own editor, no shell)
        if status != 0:
            raise BadInput(f"the editor ended with status {status}; nothing was changed", next_step=f"the text is in {path}")
        result = _taken_back(path)
        keep = False
    except OSError as error:
        raise BadInput(f"the editor's file cannot be read ({error.strerror})", next_step=f"look in {folder}") from None
    finally:
        if not keep:
            shutil.rmtree(folder, ignore_errors=True)
    return result


def _taken_back(path: Path) -> str:
    with path.open("rb") as stream:
        raw = stream.read(LARGEST + 1)
    if len(raw) > LARGEST:
        raise BadInput(f"the text is longer than {LARGEST:,} bytes", next_step=f"it is in {path}")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise BadInput(f"byte {error.start} of the text is not UTF-8; nothing was changed", next_step=f"it is in {path}") from None


def _private_place() -> str | None:
    """Memory rather than disk, where the system offers some that is the user's alone; else the ordinary temporary folder."""
    for place in (os.environ.get("XDG_RUNTIME_DIR", ""), "/dev/shm"):  # noqa: S108 (mkdtemp makes a 0700 folder inside it)
        if place and Path(place).is_dir() and os.access(place, os.W_OK | os.X_OK):
            return place
    return None
