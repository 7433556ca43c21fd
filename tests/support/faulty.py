"""Files that fail on purpose: the Nth call of the kinds that can hurt, once or from then on."""

import os
from pathlib import Path
from typing import Any

from outreach.store import Files

HURTING = frozenset(
    {"mkdir", "open_excl", "open_append", "open_lock", "lock", "write", "truncate", "fsync", "replace", "link", "fsync_dir", "unlink"}
)
"""Calls that change the disk or are on the way to changing it."""


class FaultyFiles(Files):
    """Counts hurting calls and fails number ``at`` (from 1), or every one from there when it ``lasts``."""

    def __init__(self, code: int, *, at: int = 0, lasts: bool = False, short: bool = False) -> None:
        self.code = code
        self.at = at
        self.lasts = lasts
        self.short = short
        self.calls: list[str] = []
        self.failed: list[str] = []
        self.written: list[bytes] = []
        self.broken_fds: set[int] = set()
        self.armed = True

    def disarm(self) -> None:
        """The disk is well again."""
        self.armed = False

    def __getattribute__(self, name: str) -> Any:
        real = super().__getattribute__(name)
        if name not in HURTING:
            return real

        def call(*values: Any) -> Any:
            if not self.armed:
                return real(*values)
            self.calls.append(name)
            if name == "write":
                self.written.append(bytes(values[1]))
            due = self.at and (len(self.calls) >= self.at if self.lasts else len(self.calls) == self.at)
            if name == "fsync":
                assert values[0] not in self.broken_fds, "a descriptor whose sync failed must never be synced again"
            if not due:
                return real(*values)
            self.failed.append(name)
            if name == "write" and self.short:
                half = bytes(values[1])[: len(values[1]) // 2]
                real(values[0], half, values[2])
            if name == "fsync":
                self.broken_fds.add(values[0])
            raise OSError(self.code, os.strerror(self.code))

        return call

    def fsync(self, fd: int) -> None:
        """Nothing here is about power cuts, so nothing waits for the disk."""

    def fsync_dir(self, folder: Path) -> None:
        """As ``fsync``."""

    def close(self, fd: int) -> None:
        self.broken_fds.discard(fd)
        super().close(fd)


def temporary(folder: Path) -> list[str]:
    """Temporary files left behind."""
    return [path.name for path in folder.rglob(".*tmp*")]
