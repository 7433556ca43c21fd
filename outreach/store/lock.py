"""The plan's lock: held for one commit, on a file that is never replaced, freed by the kernel when its holder dies."""

from __future__ import annotations

import errno
import time

from outreach.errors import Busy
from outreach.store.files import Files
from outreach.store.places import Places

PATIENCE = 2.0
"""Seconds to wait for another process before giving up."""

_PAUSE = 0.0005
"""Seconds between two tries. Short and even: between the commits of a busy writer the lock is free for a moment only."""

_UNSUPPORTED = (errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP)


class Lock:
    """An exclusive lock between processes on one plan."""

    def __init__(self, places: Places, files: Files) -> None:
        self._path = places.lock
        self._files = files
        self._fd: int | None = None
        self._inode = 0
        self.unsupported = False
        """Whether this file system cannot lock; the journal's sequence still tells when another process wrote."""

    def acquire(self, patience: float = PATIENCE) -> None:
        """Wait for the lock. Raises Busy after ``patience`` seconds, OSError when the lock file cannot be had."""
        deadline = time.monotonic() + patience
        while not self._try():
            if time.monotonic() >= deadline:
                raise Busy(f"another process is writing to {self._path.parent}", next_step="try again in a moment")
            time.sleep(_PAUSE)

    def _try(self) -> bool:
        """Lock once. Its file stays open, so it must still be the one with the name: a lock without a name keeps nobody out."""
        if self._fd is None:
            self._fd = self._files.open_lock(self._path)
            self._inode = self._files.fstat(self._fd).st_ino
        try:
            if not self._locked(self._fd):
                return False
            if self._files.lstat(self._path).st_ino == self._inode:
                return True
        except FileNotFoundError:
            self.close()
            return False
        except BaseException:
            self.close()
            raise
        self.close()
        return False

    def _locked(self, fd: int) -> bool:
        try:
            return self._files.lock(fd)
        except OSError as error:
            if error.errno not in _UNSUPPORTED:
                raise
            self.unsupported = True
            return True

    def release(self) -> None:
        """Let go; harmless when not held."""
        if self._fd is not None:
            try:
                self._files.unlock(self._fd)
            except OSError:
                # Closing lets go as well, whatever the file system thinks of unlocking.
                self.close()

    def close(self) -> None:
        """Let go for good."""
        if self._fd is not None:
            fd, self._fd = self._fd, None
            self._files.close(fd)
