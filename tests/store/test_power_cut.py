"""A machine that stops at any call: what was not synced may be lost, torn or kept; what was acknowledged is there."""

import itertools
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from outreach.domain.model import Company
from outreach.domain.network import Contact
from outreach.store import Files, Store
from outreach.text import clean


class Quick(Files):
    """Does not wait for the disk."""

    def fsync(self, fd: int) -> None:
        pass

    def fsync_dir(self, folder: Path) -> None:
        pass


class Inode:
    """A file's bytes on the platter, and what was written since the last sync."""

    def __init__(self) -> None:
        self.durable = b""
        self.pending: list[tuple[int, bytes | None]] = []

    def variants(self) -> list[bytes]:
        """What may be found after a power cut: all of it, none of it, or all but a part of the last write."""
        found = [self.content(), self.durable]
        if self.pending and self.pending[-1][1]:
            offset, written = self.pending[-1]
            early = self.content(len(self.pending) - 1)
            for place in {1, len(written) // 4, len(written) // 2, len(written) - 1}:
                found += [_write(early, offset, written[:place]), _write(early, offset + place, written[place:])]
        return list(dict.fromkeys(found))

    def content(self, kept: int | None = None) -> bytes:
        """The bytes with the first ``kept`` pending writes, or all of them."""
        data = self.durable
        for offset, written in self.pending[:kept]:
            data = data[:offset] if written is None else _write(data, offset, written)
        return data


def _write(data: bytes, offset: int, part: bytes) -> bytes:
    return data[:offset].ljust(offset, b"\0") + part + data[offset + len(part) :]


class Disk(Files):
    """Real files that also remember what a power cut would leave of them; a sync is only remembered."""

    def __init__(self) -> None:
        self.inodes: dict[int, Inode] = {}
        self.names: dict[Path, Inode] = {}
        self.renames: list[tuple[Path | None, Path | None, Inode | None]] = []
        self.log: list[list[tuple[dict[Path, bytes], str]]] = []
        self.acknowledged: list[int] = []
        self.done = 0

    def _of(self, path: Path) -> Inode:
        return self.inodes.setdefault(path.stat().st_ino, Inode())

    def _fd(self, fd: int) -> Inode:
        return self.inodes.setdefault(os.fstat(fd).st_ino, Inode())

    def open_excl(self, path: Path) -> int:
        fd = super().open_excl(path)
        self.inodes[os.fstat(fd).st_ino] = Inode()
        self.renames.append((None, path, self._fd(fd)))
        self.point(f"create {path.name}")
        return fd

    def write(self, fd: int, data: bytes, offset: int) -> None:
        super().write(fd, data, offset)
        self._fd(fd).pending.append((offset, bytes(data)))
        self.point("write")

    def truncate(self, fd: int, size: int) -> None:
        super().truncate(fd, size)
        self._fd(fd).pending.append((size, None))
        self.point("truncate")

    def fsync(self, fd: int) -> None:
        inode = self._fd(fd)
        inode.durable, inode.pending = inode.content(), []
        self.point("fsync")

    def replace(self, source: Path, target: Path) -> None:
        inode = self._of(source)
        super().replace(source, target)
        self.renames.append((source, target, inode))
        self.point(f"rename to {target.name}")

    def unlink(self, path: Path) -> None:
        inode = self._of(path)
        super().unlink(path)
        self.renames.append((path, None, inode))
        self.point(f"unlink {path.name}")

    def fsync_dir(self, folder: Path) -> None:
        self.names = self._names(len(self.renames))
        self.renames = []
        self.point("fsync folder")

    def _names(self, kept: int) -> dict[Path, Inode]:
        names = dict(self.names)
        for source, target, inode in self.renames[:kept]:
            if source is not None:
                names.pop(source, None)
            if target is not None and inode is not None:
                names[target] = inode
        return names

    def point(self, what: str) -> None:
        """Remember every state a power cut right now may leave."""
        self.log.append(list(self._states(what)))
        self.acknowledged.append(self.done)

    def _states(self, what: str) -> Iterator[tuple[dict[Path, bytes], str]]:
        for kept in range(len(self.renames) + 1):
            names = self._names(kept)
            unsure = [inode for inode in dict.fromkeys(names.values()) if inode.pending]
            for choice in itertools.product(*(inode.variants() for inode in unsure)):
                chosen = dict(zip(unsure, choice, strict=True))
                yield (
                    {path: chosen.get(inode, inode.durable) for path, inode in names.items()},
                    f"{what}, {kept} names of {len(self.renames)}",
                )


def run(disk: Disk, store: Store) -> list[str]:
    """Commands with a restart and checkpoints in between; ``disk.done`` counts what was acknowledged."""
    names = ["One", "Two", "Three", "Four", "Five", "Six"]
    for place, name in enumerate(names):
        with store.transaction(f"Add {name}") as tx:
            tx.add(Company(name=clean(name)))
            if place % 2:
                tx.add(Contact(key=name, name=clean(name)))
        disk.done = place + 1
        if place in {1, 3, 4}:
            store.checkpoint()
    return names


@pytest.mark.slow
def test_after_a_power_cut_at_any_call_everything_acknowledged_is_there(open_plan, folder: Path, tmp_path: Path, clock: Any) -> None:
    disk = Disk()
    names = run(disk, open_plan(files=disk))
    seen: set[tuple[tuple[str, bytes], ...]] = set()
    ruin = tmp_path / "ruin"
    ruin.mkdir()
    count = 0
    for states, done in zip(disk.log, disk.acknowledged, strict=True):
        for state, what in states:
            key = tuple(sorted((path.name, content) for path, content in state.items()))
            if key in seen:
                continue
            seen.add(key)
            count += 1
            shutil.rmtree(ruin)
            ruin.mkdir()
            for path, content in state.items():
                (ruin / path.name).write_bytes(content)
            store = Store.open(ruin, clock, files=Quick())
            found = [company.name for company in store.all(Company)]
            assert found in (names[:done], names[: done + 1]), f"{what}: {found} with {done} acknowledged"
            assert [contact.key for contact in store.all(Contact)] == [name for name in found if names.index(name) % 2], what
            assert not any("another program" in notice for notice in store.notices), what
            assert len(store.history()) == len(found), f"{what}: what can be undone is as durable as the rest"
            with store.transaction("Add") as tx:
                assert tx.add(Company(name=clean("After"))).id > len(found)
            store.close()
            with Store.open(ruin, clock, files=Quick()) as again:
                assert [company.name for company in again.all(Company)] == [*found, "After"], what
            assert not [path for path in ruin.iterdir() if ".tmp-" in path.name], what
    assert count > 150


class Killed(BaseException):
    """The process is gone: no handler runs, no file is tidied."""


class Mortal(Files):
    """Dies at call number ``at`` of those that change something; from then on nothing reaches the disk."""

    MORTAL = frozenset({"open_excl", "write", "truncate", "fsync", "replace", "unlink", "fsync_dir", "mkdir", "open_lock", "open_append"})

    def __init__(self, at: int) -> None:
        self.left = at

    def __getattribute__(self, name: str) -> Any:
        real = super().__getattribute__(name)
        if name not in Mortal.MORTAL:
            return real

        def call(*values: Any) -> Any:
            self.left -= 1
            if self.left <= 0:
                raise Killed
            # A kill loses nothing the system was told, so the test need not wait for the disk.
            return None if name in {"fsync", "fsync_dir"} else real(*values)

        return call


def test_a_process_killed_at_any_call_leaves_the_old_plan_or_the_new_one(open_plan, tmp_path: Path, clock: Any) -> None:
    for at in range(1, 400):
        folder = tmp_path / f"at{at}"
        disk = Disk()
        store = Store.open(folder, clock, files=Mortal(at))
        try:
            names = run(disk, store)
        except Killed:
            names = ["One", "Two", "Three", "Four", "Five", "Six"]
        else:
            break
        cold = Store.open(folder, clock, files=Quick())
        found = [company.name for company in cold.all(Company)]
        assert found in (names[: disk.done], names[: disk.done + 1]), f"killed at call {at}"
        assert [contact.key for contact in cold.all(Contact)] == [name for name in found if names.index(name) % 2]
        with cold.transaction("Add") as tx:
            tx.add(Company(name=clean("After")))
        cold.close()
        assert not [path for path in folder.iterdir() if ".tmp-" in path.name], f"killed at call {at}"
        assert [company.name for company in Store.open(folder, clock).all(Company)] == [*found, "After"]
    else:
        pytest.fail("the run never reached its end")
    assert at > 40
