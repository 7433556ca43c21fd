"""What a power cut may leave: calls are recorded once, then any of them is made the last, with unsynced data lost, torn or reordered."""

from __future__ import annotations

import copy
import dataclasses
import hashlib
import os
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from faults.figures import Quick

Op = tuple[Any, ...]


@dataclasses.dataclass(eq=False)
class Inode:
    """A file's bytes that are on the platter, and the writes since that are not."""

    durable: bytes = b""
    pending: list[tuple[int, bytes | None]] = dataclasses.field(default_factory=list)

    def survives(self, chance: random.Random) -> bytes:
        """The bytes after a cut: all writes, none, or any of them in any state."""
        fate = chance.random()
        data = self.durable
        for offset, part in self.pending:
            if fate < 0.25 or (fate > 0.5 and chance.random() < 0.4):
                continue
            if part is None:
                data = data[:offset]
                continue
            if fate > 0.5 and len(part) > 1 and chance.random() < 0.7:
                cut = chance.choice([1, len(part) - 1, chance.randrange(len(part)), len(part) // 512 * 512 or 1])
                offset, part = chance.choice([(offset, part[:cut]), (offset + cut, part[cut:])])
            data = data[:offset].ljust(offset, b"\0") + part + data[offset + len(part) :]
        return data

    def sync(self) -> None:
        """Everything written is on the platter."""
        data = self.durable
        for offset, part in self.pending:
            data = data[:offset] if part is None else data[:offset].ljust(offset, b"\0") + part + data[offset + len(part) :]
        self.durable, self.pending = data, []


@dataclasses.dataclass
class Platter:
    """Folders with their durable names and the changes of names that are not synced."""

    inodes: dict[int, Inode] = dataclasses.field(default_factory=dict)
    names: dict[Path, dict[str, int]] = dataclasses.field(default_factory=dict)
    moves: dict[Path, list[tuple[str | None, str | None, int]]] = dataclasses.field(default_factory=dict)
    done: int = 0

    def apply(self, op: Op) -> None:
        """One recorded call."""
        match op:
            case ("create", inode, folder, name):
                self.inodes[inode] = Inode()
                self.moves.setdefault(folder, []).append((None, name, inode))
            case ("write", inode, offset, data):
                self.inodes[inode].pending.append((offset, data))
            case ("fsync", inode):
                self.inodes[inode].sync()
            case ("move", folder, source, target, inode):
                self.moves.setdefault(folder, []).append((source, target, inode))
            case ("fsync_dir", folder):
                self.names[folder] = self.after(folder, len(self.moves.get(folder, ())))
                self.moves[folder] = []
            case ("done",):
                self.done += 1

    def after(self, folder: Path, kept: int) -> dict[str, int]:
        """The folder's names with the first ``kept`` unsynced moves."""
        names = dict(self.names.get(folder, {}))
        for source, target, inode in self.moves.get(folder, [])[:kept]:
            if source is not None:
                names.pop(source, None)
            if target is not None:
                names[target] = inode
        return names

    @property
    def unsure(self) -> bool:
        """Whether a cut now may leave one thing or another."""
        return any(self.moves.values()) or any(inode.pending for inode in self.inodes.values())

    def cut(self, chance: random.Random) -> dict[Path, bytes]:
        """Files after a power cut now."""
        found: dict[Path, bytes] = {}
        for folder in {*self.names, *self.moves}:
            kept = chance.randint(0, len(self.moves.get(folder, ())))
            contents: dict[int, bytes] = {}
            for name, inode in self.after(folder, kept).items():
                if inode not in contents:
                    contents[inode] = self.inodes[inode].survives(chance)
                found[folder / name] = contents[inode]
        return found


class Recorder(Quick):
    """Real files whose changing calls are also written down."""

    def __init__(self) -> None:
        self.ops: list[Op] = []
        self._numbers: dict[int, int] = {}
        self._last = 0

    def _number(self, found: os.stat_result) -> int:
        return self._numbers[found.st_ino]

    def done(self) -> None:
        """What was asked for so far is acknowledged."""
        self.ops.append(("done",))

    def open_excl(self, path: Path) -> int:
        fd = super().open_excl(path)
        self._last += 1
        self._numbers[os.fstat(fd).st_ino] = self._last
        self.ops.append(("create", self._last, path.parent, path.name))
        return fd

    def write(self, fd: int, data: bytes, offset: int) -> None:
        super().write(fd, data, offset)
        self.ops.append(("write", self._number(os.fstat(fd)), offset, bytes(data)))

    def truncate(self, fd: int, size: int) -> None:
        super().truncate(fd, size)
        self.ops.append(("write", self._number(os.fstat(fd)), size, None))

    def fsync(self, fd: int) -> None:
        self.ops.append(("fsync", self._number(os.fstat(fd))))

    def fsync_dir(self, folder: Path) -> None:
        self.ops.append(("fsync_dir", folder))

    def replace(self, source: Path, target: Path) -> None:
        inode = self._number(source.stat())
        super().replace(source, target)
        assert source.parent == target.parent
        self.ops.append(("move", source.parent, source.name, target.name, inode))

    def link(self, source: Path, target: Path) -> None:
        super().link(source, target)
        self.ops.append(("move", target.parent, None, target.name, self._number(target.stat())))

    def unlink(self, path: Path) -> None:
        inode = self._number(path.stat())
        super().unlink(path)
        self.ops.append(("move", path.parent, path.name, None, inode))


def cuts(ops: list[Op], wanted: int, seed: int = 1122) -> Iterator[tuple[int, int, dict[Path, bytes]]]:
    """``(call, what was acknowledged, files)`` for up to ``wanted`` different states, spread over all calls."""
    chance = random.Random(seed)
    moments: list[Platter] = []
    platter = Platter()
    for op in ops:
        platter.apply(op)
        moments.append(copy.deepcopy(platter))
    seen: set[bytes] = set()
    idle = 0
    unsure = list(range(len(moments)))
    while len(seen) < wanted and idle < 40:
        fresh = 0
        for place in unsure:
            moment = moments[place]
            files = moment.cut(chance)
            digest = hashlib.blake2b(repr(moment.done).encode(), digest_size=16)
            for path, content in sorted(files.items()):
                digest.update(str(path).encode() + b"\0" + content + b"\0")
            key = digest.digest()
            if key in seen:
                continue
            seen.add(key)
            fresh += 1
            yield place, moment.done, files
            if len(seen) >= wanted:
                return
        unsure = [place for place in unsure if moments[place].unsure]
        idle = 0 if fresh else idle + 1
