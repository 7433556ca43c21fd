"""The one object that touches the disk, and the lock on it: whole reads and writes, private modes, nothing followed or waited for."""

from __future__ import annotations

import errno
import fcntl
import os
import stat
from pathlib import Path

import pytest

from outreach.errors import Busy
from outreach.store import Files
from outreach.store import files as module
from outreach.store.files import NotRegular, real, write_anew
from outreach.store.lock import Lock
from outreach.store.places import plan_places, single_file


@pytest.fixture
def files() -> Files:
    return Files()


def free_descriptor() -> int:
    fd = os.dup(0)
    os.close(fd)
    return fd


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_file_is_read_whole_however_few_bytes_come_at_a_time(files: Files, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "x"
    path.write_bytes(b"abcdefgh" * 3)
    assert files.read(path) == b"abcdefgh" * 3
    real_read = os.read
    monkeypatch.setattr(os, "read", lambda fd, size: real_read(fd, min(size, 5)))
    assert files.read(path) == b"abcdefgh" * 3
    path.write_bytes(b"")
    assert files.read(path) == b""


@pytest.mark.parametrize("name", ["read", "open_append", "open_lock"])
def test_what_is_no_plain_file_is_refused_at_once_and_leaves_nothing_open(files: Files, tmp_path: Path, name: str) -> None:
    os.mkfifo(tmp_path / "pipe")
    before = free_descriptor()
    with pytest.raises(NotRegular) as caught:
        getattr(files, name)(tmp_path / "pipe")
    assert (caught.value.errno, caught.value.filename) == (errno.EINVAL, str(tmp_path / "pipe"))
    with pytest.raises(OSError):
        getattr(files, name)(tmp_path)
    assert free_descriptor() == before


@pytest.mark.parametrize("name", ["open_append", "open_lock", "open_read", "open_excl"])
def test_a_symbolic_link_is_not_opened(files: Files, tmp_path: Path, name: str) -> None:
    (tmp_path / "real").write_bytes(b"")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    with pytest.raises(OSError):
        getattr(files, name)(tmp_path / "link")


def test_new_files_and_folders_are_private_whatever_the_umask(files: Files, tmp_path: Path) -> None:
    old = os.umask(0o777)
    try:
        files.close(files.open_excl(tmp_path / "x"))
        files.mkdir(tmp_path / "folder")
    finally:
        os.umask(old)
    assert (mode(tmp_path / "x"), mode(tmp_path / "folder")) == (0o600, 0o700)
    files.close(files.open_lock(tmp_path / "lock"))
    assert mode(tmp_path / "lock") == 0o600
    (tmp_path / "folder").chmod(0o755)
    files.mkdir(tmp_path / "folder")
    assert mode(tmp_path / "folder") == 0o755, "one that is there is left as it is"
    files.mkdir(tmp_path / "a" / "b" / "c")
    assert mode(tmp_path / "a" / "b" / "c") == 0o700
    with pytest.raises(FileExistsError):
        files.open_excl(tmp_path / "x")


def test_a_new_folder_is_made_durable_in_its_parent(tmp_path: Path) -> None:
    synced: list[Path] = []

    class Watched(Files):
        def fsync_dir(self, folder: Path) -> None:
            synced.append(folder)

    Watched().mkdir(tmp_path / "plan")
    Watched().mkdir(tmp_path / "plan")
    assert synced == [tmp_path]


def test_pieces_are_written_and_read_whole_however_short_each_call_is(
    files: Files, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fd = files.open_excl(tmp_path / "x")
    write, read = os.pwrite, os.pread
    monkeypatch.setattr(os, "pwrite", lambda fd, data, offset: write(fd, data[:3], offset))
    monkeypatch.setattr(os, "pread", lambda fd, size, offset: read(fd, min(size, 2), offset))
    files.write(fd, b"0123456789", 4)
    assert files.pread(fd, 10, 4) == b"0123456789"
    assert files.pread(fd, 99, 4) == b"0123456789"
    assert files.pread(fd, 9, 5) == b"123456789"
    assert files.pread(fd, 5, 99) == b""
    assert files.fstat(fd).st_size == 14
    files.truncate(fd, 6)
    assert (tmp_path / "x").read_bytes() == b"\0\0\0\x0001"
    files.close(fd)
    with pytest.raises(OSError):
        os.fstat(fd)


def test_a_sync_reaches_the_drive_itself_where_the_system_offers_it(files: Files, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, int]] = []
    monkeypatch.setattr(module, "_sync", lambda fd: asked.append(("sync", fd)))
    monkeypatch.setattr(fcntl, "fcntl", lambda fd, what: asked.append(("full", what)))
    monkeypatch.setattr(module, "_FULL_SYNC", None)
    files.fsync(5)
    monkeypatch.setattr(module, "_FULL_SYNC", 51)
    files.fsync(5)
    assert asked == [("sync", 5), ("full", 51)]


def test_a_folder_is_synced_and_let_go(files: Files, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[bool] = []
    monkeypatch.setattr(os, "fsync", lambda fd: synced.append(stat.S_ISDIR(os.fstat(fd).st_mode)))
    before = free_descriptor()
    files.fsync_dir(tmp_path)
    assert synced == [True] and free_descriptor() == before


def test_names_links_and_rights_are_told_as_they_are(files: Files, tmp_path: Path) -> None:
    (tmp_path / "b").write_bytes(b"1")
    (tmp_path / "a").symlink_to(tmp_path / "b")
    assert files.listdir(tmp_path) == ["a", "b"] and files.listdir(tmp_path / "none") == []
    assert stat.S_ISLNK(files.lstat(tmp_path / "a").st_mode) and stat.S_ISREG(files.stat(tmp_path / "a").st_mode)
    assert files.writable(tmp_path / "b") and not files.writable(tmp_path / "none")
    files.link(tmp_path / "b", tmp_path / "c")
    assert files.lstat(tmp_path / "c").st_nlink == 2
    files.replace(tmp_path / "c", tmp_path / "d")
    files.unlink(tmp_path / "b")
    assert files.listdir(tmp_path) == ["a", "d"]
    (tmp_path / "e").symlink_to("d")
    assert real(tmp_path / "e") == tmp_path / "d" and real(tmp_path / "d") == tmp_path / "d"


class Failing(Files):
    """Fails the named calls, and notes what is done."""

    def __init__(self, *names: str) -> None:
        self.names = names
        self.done: list[str] = []

    def _do(self, name: str) -> None:
        self.done.append(name)
        if name in self.names:
            raise OSError(errno.EIO, f"no {name}")

    def write(self, fd: int, data: bytes, offset: int) -> None:
        self._do("write")
        super().write(fd, data, offset)

    def fsync(self, fd: int) -> None:
        self._do("fsync")

    def replace(self, source: Path, target: Path) -> None:
        self._do("replace")
        super().replace(source, target)

    def unlink(self, path: Path) -> None:
        self._do("unlink")
        super().unlink(path)

    def fsync_dir(self, folder: Path) -> None:
        self._do("folder")


def test_a_file_written_anew_is_synced_before_it_takes_the_place_and_its_folder_after(tmp_path: Path) -> None:
    files = Failing()
    before = free_descriptor()
    write_anew(files, tmp_path / "x", b"new")
    assert files.done == ["write", "fsync", "replace", "folder"]
    assert files.listdir(tmp_path) == ["x"] and (tmp_path / "x").read_bytes() == b"new" and free_descriptor() == before


@pytest.mark.parametrize("name", ["write", "fsync", "replace"])
def test_a_file_that_cannot_be_written_anew_stays_and_nothing_is_left_beside_it(tmp_path: Path, name: str) -> None:
    (tmp_path / "x").write_bytes(b"old")
    before = free_descriptor()
    with pytest.raises(OSError, match=f"no {name}"):
        write_anew(Failing(name), tmp_path / "x", b"new")
    assert Files().listdir(tmp_path) == ["x"] and (tmp_path / "x").read_bytes() == b"old" and free_descriptor() == before


def test_what_cannot_be_removed_either_is_said(tmp_path: Path) -> None:
    with pytest.raises(OSError, match=r"no unlink \(and \.x\.tmp-[0-9a-f]{8} could not be removed\)") as caught:
        write_anew(Failing("write", "unlink"), tmp_path / "x", b"new")
    assert caught.value.errno == errno.EIO


def test_a_temporary_file_that_is_gone_already_is_no_second_fault(tmp_path: Path) -> None:
    class Gone(Failing):
        def write(self, fd: int, data: bytes, offset: int) -> None:
            for name in self.listdir(tmp_path):
                (tmp_path / name).unlink()
            super().write(fd, data, offset)

    with pytest.raises(OSError, match="no write"):
        write_anew(Gone("write"), tmp_path / "x", b"new", mark="other")


def locks(tmp_path: Path, files: Files | None = None) -> tuple[Lock, Lock]:
    places = plan_places(tmp_path)
    return Lock(places, files or Files()), Lock(places, Files())


def test_one_holder_at_a_time_and_waiting_ends(tmp_path: Path) -> None:
    one, other = locks(tmp_path)
    one.acquire()
    with pytest.raises(Busy) as caught:
        other.acquire(0)
    assert str(tmp_path) in str(caught.value) and caught.value.next_step == "try again in a moment"
    one.release()
    other.acquire(0)
    with pytest.raises(Busy):
        one.acquire(0.002)
    other.close()
    one.acquire(0)
    assert not one.unsupported
    one.close()
    one.close()
    one.release()


def test_a_lock_file_that_was_replaced_is_taken_anew(tmp_path: Path) -> None:
    one, other = locks(tmp_path)
    one.acquire()
    one.release()
    path = plan_places(tmp_path).lock
    path.unlink()
    other.acquire(0)
    with pytest.raises(Busy):
        one.acquire(0.005)
    other.close()
    path.unlink()
    one.acquire()
    one.close()
    path.write_bytes(b"")
    one.acquire()
    (tmp_path / "new").write_bytes(b"")
    (tmp_path / "new").replace(path)
    one.release()
    one.acquire()
    assert os.fstat(one._fd or -1).st_ino == path.stat().st_ino
    one.close()


@pytest.mark.parametrize("code", [errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP])
def test_a_file_system_that_cannot_lock_is_told_apart(tmp_path: Path, code: int) -> None:
    class Unlocked(Files):
        def lock(self, fd: int) -> bool:
            raise OSError(code, "no locks")

        def unlock(self, fd: int) -> None:
            raise OSError(code, "no locks")

    one, other = locks(tmp_path, Unlocked())
    before = free_descriptor()
    one.acquire()
    assert one.unsupported
    one.release()
    assert free_descriptor() == before
    other.acquire(0)
    other.close()


def test_any_other_failure_of_the_lock_is_passed_on_and_leaves_nothing_open(tmp_path: Path) -> None:
    class Broken(Files):
        def lock(self, fd: int) -> bool:
            raise OSError(errno.EIO, "broken")

    one, _ = locks(tmp_path, Broken())
    before = free_descriptor()
    with pytest.raises(OSError, match="broken"):
        one.acquire()
    assert free_descriptor() == before


def test_places_are_named_beside_the_data_file(tmp_path: Path) -> None:
    plan, bare = plan_places(tmp_path), single_file(tmp_path / "db.json")
    assert (plan.main.name, plan.journal.name, plan.history.name, plan.lock.name) == (
        "outreach.json", "outreach.journal", "outreach.history", "outreach.lock",
    )  # fmt: skip
    assert plan.side == tmp_path / "network.json" and plan.meta and plan.backups == tmp_path / "backups"
    assert bare.main == tmp_path / "db.json" and bare.side is None and not bare.meta and bare.side_tables == frozenset()
    assert len({bare.main, bare.journal, bare.lock, bare.history, bare.forgotten}) == 5
