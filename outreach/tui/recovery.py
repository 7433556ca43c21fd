"""Half-typed words, kept beside the plan while they are typed, so that a crash or a closed window loses none of them."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import msgspec

from outreach.text import clean_note

MOST = 400_000
"""Bytes read back at most."""

UNSAVED = "unsaved"
"""Folder within the data folder; what forgets a person looks through it by file name."""


class Aside:
    """One kept text, readable by its owner alone. Failing to keep it never gets in the way of typing."""

    def __init__(self, folder: Path, name: str) -> None:
        self._path = folder / UNSAVED / name

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

    def _read(self) -> str:
        try:
            handle = os.open(self._path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
        except OSError:
            return ""
        with os.fdopen(handle, "rb") as source:
            return source.read(MOST).decode("utf-8", "replace")

    def read(self) -> str:
        """What was kept, empty when nothing was."""
        return str(clean_note(self._read()))

    def forget(self) -> None:
        """The text is saved, or given up."""
        with suppress(OSError):
            self._path.unlink()


class Recovery(Aside):
    """The kept text of one draft."""

    def __init__(self, folder: Path, draft: int) -> None:
        super().__init__(folder, f"draft-{draft}.txt")


class SubjectRecovery(Aside):
    """The kept subject of one draft."""

    def __init__(self, folder: Path, draft: int) -> None:
        super().__init__(folder, f"draft-{draft}-subject.txt")


class FormRecovery(Aside):
    """What was typed into one form. ``what`` is ``verb-table-number``, such as ``edit-people-12``: no name of anybody."""

    def __init__(self, folder: Path, what: str) -> None:
        super().__init__(folder, f"form-{what}.json")

    def keep_values(self, values: Mapping[str, str]) -> bool:
        """Keep the fields that were changed; False when the disk does not let us."""
        return self.keep(msgspec.json.encode(values).decode())

    def values(self) -> dict[str, str]:
        """What was kept by field; empty when nothing was, or when it cannot be read."""
        try:
            found = msgspec.json.decode(self._read(), type=dict[str, str])
        except msgspec.DecodeError:
            return {}
        return {name: str(clean_note(value)) for name, value in found.items()}
