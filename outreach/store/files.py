"""Every touch of the disk the store makes, in one object, so that a test can fail the Nth call of any kind."""

from __future__ import annotations

import errno
import fcntl
import os
import stat as stat_bits
from pathlib import Path

PRIVATE_FILE = 0o600
PRIVATE_FOLDER = 0o700

_FULL_SYNC: int | None = getattr(fcntl, "F_FULLFSYNC", None)
"""macOS only: its plain fsync leaves the bytes in the drive's own memory."""

_sync = getattr(os, "fdatasync", os.fsync)


class NotRegular(OSError):
    """The path names a folder, pipe, socket or device where a plain file is wanted."""


class Files:
    """Plain file operations. Every method may raise OSError; none follows a symlink it is not told to follow."""

    def read(self, path: Path) -> bytes:
        """The whole of a regular file; NotRegular for anything else, without ever waiting on a pipe."""
        fd = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        try:
            found = os.fstat(fd)
            if not stat_bits.S_ISREG(found.st_mode):
                raise NotRegular(errno.EINVAL, "not a regular file", str(path))
            parts = []
            while part := os.read(fd, max(found.st_size + 1, 65536)):
                parts.append(part)
            return parts[0] if len(parts) == 1 else b"".join(parts)
        finally:
            os.close(fd)

    def stat(self, path: Path) -> os.stat_result:
        """What the path leads to, symlinks followed."""
        return path.stat()

    def lstat(self, path: Path) -> os.stat_result:
        """What the path itself is."""
        return path.lstat()

    def fstat(self, fd: int) -> os.stat_result:
        """What an open file is now."""
        return os.fstat(fd)

    def writable(self, path: Path) -> bool:
        """Whether this user may write there."""
        return os.access(path, os.W_OK)

    def mkdir(self, path: Path) -> None:
        """Make a private folder and its parents; one that exists is left as it is."""
        if not path.is_dir():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
            path.chmod(PRIVATE_FOLDER)
            self.fsync_dir(path.parent)

    def open_excl(self, path: Path) -> int:
        """Create a private file that must not exist yet, and open it for writing."""
        fd = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, PRIVATE_FILE)
        os.fchmod(fd, PRIVATE_FILE)
        return fd

    def open_append(self, path: Path) -> int:
        """Open an existing regular file for reading and writing; a symlink is refused."""
        fd = os.open(path, os.O_RDWR | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
        if not stat_bits.S_ISREG(os.fstat(fd).st_mode):
            os.close(fd)
            raise NotRegular(errno.EINVAL, "not a regular file", str(path))
        return fd

    def open_read(self, path: Path) -> int:
        """Open a file for reading; a symlink is refused."""
        return os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)

    def open_lock(self, path: Path) -> int:
        """Open the lock file, making it if need be; a symlink is refused."""
        fd = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC, PRIVATE_FILE)
        if not stat_bits.S_ISREG(os.fstat(fd).st_mode):
            os.close(fd)
            raise NotRegular(errno.EINVAL, "not a regular file", str(path))
        return fd

    def lock(self, fd: int) -> bool:
        """Try once for the exclusive lock of an open file; False when another process has it."""
        try:
            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def unlock(self, fd: int) -> None:
        """Let go of the lock of an open file."""
        fcntl.flock(fd, fcntl.LOCK_UN)

    def pread(self, fd: int, size: int, offset: int) -> bytes:
        """Up to ``size`` bytes from ``offset``; fewer only at the end of the file."""
        data = os.pread(fd, size, offset)
        while 0 < len(data) < size and (more := os.pread(fd, size - len(data), offset + len(data))):
            data += more
        return data

    def write(self, fd: int, data: bytes, offset: int) -> None:
        """All of ``data`` at ``offset``; a short write is carried on."""
        done = os.pwrite(fd, data, offset)
        while done < len(data):
            done += os.pwrite(fd, memoryview(data)[done:], offset + done)

    def truncate(self, fd: int, size: int) -> None:
        """Cut an open file to ``size`` bytes."""
        os.ftruncate(fd, size)

    def fsync(self, fd: int) -> None:
        """Return once the file's bytes are on the disk itself."""
        if _FULL_SYNC is None:
            _sync(fd)
        else:
            fcntl.fcntl(fd, _FULL_SYNC)

    def close(self, fd: int) -> None:
        """Close an open file."""
        os.close(fd)

    def replace(self, source: Path, target: Path) -> None:
        """Put one file in another's place in one step."""
        Path(source).replace(target)

    def link(self, source: Path, target: Path) -> None:
        """Give a file a second name."""
        os.link(source, target)

    def fsync_dir(self, folder: Path) -> None:
        """Return once the folder's entries are on the disk."""
        fd = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            os.fsync(fd)
        finally:
            os.close(fd)

    def unlink(self, path: Path) -> None:
        """Remove a file."""
        Path(path).unlink()

    def listdir(self, folder: Path) -> list[str]:
        """Names in a folder, sorted; empty when there is no such folder."""
        try:
            return sorted(entry.name for entry in folder.iterdir())
        except FileNotFoundError:
            return []


def write_anew(files: Files, target: Path, data: bytes, *, mark: str = "tmp") -> None:
    """Put ``data`` in ``target``'s place: whole or not at all, on the disk when this returns.

    Raises OSError with the old file untouched, except when the final folder sync fails: then the new file is read back and must match.
    """
    temp = target.with_name(f".{target.name}.{mark}-{os.urandom(4).hex()}")
    fd = files.open_excl(temp)
    try:
        try:
            files.write(fd, data, 0)
            files.fsync(fd)
        finally:
            files.close(fd)
        files.replace(temp, target)
    except BaseException:
        try:
            files.unlink(temp)
        except FileNotFoundError:
            pass
        except OSError as left:
            raise OSError(left.errno, f"{left.strerror} (and {temp.name} could not be removed)") from left
        raise
    files.fsync_dir(target.parent)


def real(path: Path) -> Path:
    """Where a symlinked data file really is: it is written there, and the link stays."""
    return Path(os.path.realpath(path))
