"""Half-typed drafts, kept beside the plan while they are edited, so that a crash or a closed window loses no words."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from outreach.text import clean_note

MOST = 400_000
"""Bytes read back at most."""


class Recovery:
    """The kept text of one draft. Failing to keep it never gets in the way of typing."""

    def __init__(self, folder: Path, draft: int) -> None:
        self._path = folder / "unsaved" / f"draft-{draft}.txt"

    def keep(self, text: str) -> bool:
        """Write the text aside, whole or not at all; False when the disk does not let us."""
        beside = self._path.with_suffix(".new")
        try:
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
            with os.fdopen(handle, "wb") as out:
                out.write(text.encode("utf-8", "replace"))
                out.flush()
                os.fsync(out.fileno())
            beside.replace(self._path)
        except OSError:
            return False
        return True

    def read(self) -> str:
        """What was kept, empty when nothing was."""
        try:
            handle = os.open(self._path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
        except OSError:
            return ""
        with os.fdopen(handle, "rb") as source:
            return str(clean_note(source.read(MOST).decode("utf-8", "replace")))

    def forget(self) -> None:
        """The text is saved, or given up."""
        with suppress(OSError):
            self._path.unlink()
