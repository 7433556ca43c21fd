"""The system calls of a writer, recorded by strace, as the platter's operations: one measure for our store, TinyDB and sqlite3."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from faults.platter import Op

SCRIPT = Path(__file__).with_name("writers.py")
CHANGING = "pwrite64,ftruncate,fsync,fdatasync,rename,renameat,renameat2,link,linkat,unlink,unlinkat"
RECORDED = f"openat,lseek,write,{CHANGING}"
_CALL = re.compile(r"^\d+ +(\w+)\((.*)\) += (-?\d+)")
_FD = re.compile(r"^\d+<([^>]*)>")
_TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')


@cache
def can_trace() -> bool:
    """Whether this user may watch a process here."""
    strace = shutil.which("strace")
    return bool(strace) and subprocess.run([str(strace), "-o", "/dev/null", "true"], capture_output=True, check=False).returncode == 0


def run(words: Sequence[object], *, log: Path | None = None, options: Sequence[str] = ()) -> subprocess.CompletedProcess[str]:
    """Run ``writers.py`` with these words under strace."""
    watched = ["strace", "-f", "-qq", "-o", str(log or "/dev/null"), *options, sys.executable, "-B", str(SCRIPT), *map(str, words)]
    return subprocess.run(watched, capture_output=True, text=True, encoding="utf-8", check=False)


def recorded(kind: str, folder: Path, count: int) -> tuple[list[Op], int]:
    """What a writer of ``count`` records does to the files in ``folder``; ``done`` marks what it told.

    Those files are put on the platter first; the number is how many operations that takes.
    """
    ops: list[Op] = []
    numbers: dict[Path, int] = {}
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        numbers[path] = len(numbers) + 1
        ops += [("create", numbers[path], path.parent, path.name), ("write", numbers[path], 0, path.read_bytes()), ("fsync", numbers[path])]
    ops += [("fsync_dir", place) for place in {path.parent for path in numbers}]
    log = folder.with_suffix(".strace")
    done = run(["steps", kind, folder, count], log=log, options=["-y", "-xx", "-s", "100000000", "-e", f"trace={RECORDED}"])
    assert done.returncode == 0, done.stderr
    return ops + list(_read(log, folder, numbers)), len(ops)


def _plain(text: str) -> str:
    """A path as strace writes it, in hexadecimal digits or not."""
    return bytes.fromhex(text.replace("\\x", "")).decode() if text.startswith("\\x") else text


def _read(log: Path, folder: Path, numbers: dict[Path, int]) -> Iterator[Op]:
    """Operations on files below ``folder``, from a log of calls."""
    places: dict[str, int] = {}
    last = len(numbers)
    for line in log.read_text(encoding="ascii").splitlines():
        match = _CALL.match(line)
        if match is None or int(match[3]) < 0:
            continue
        name, given, result = match[1], match[2], int(match[3])
        texts = [bytes.fromhex(text.replace("\\x", "")) for text in _TEXT.findall(given)]
        handle = _FD.match(given)
        path = Path(
            bytes.fromhex(handle[1].replace("\\x", "")).decode() if handle and handle[1].startswith("\\x") else handle[1] if handle else "."
        )
        fd = given.split("<")[0]
        if name == "write" and fd == "1" and texts and texts[0].startswith(b"told"):
            yield ("done",)
        elif name == "openat" and texts:
            opened = Path(texts[0].decode())
            if "O_CREAT" in given and opened.is_relative_to(folder) and opened not in numbers:
                last += 1
                numbers[opened] = last
                yield ("create", last, opened.parent, opened.name)
            places[str(result)] = 0
        elif name == "lseek" and path in numbers:
            places[fd] = result
        elif name == "write" and path in numbers:
            yield ("write", numbers[path], places.get(fd, 0), texts[0][:result])
            places[fd] = places.get(fd, 0) + result
        elif name == "pwrite64" and path in numbers:
            yield ("write", numbers[path], int(given.rsplit(", ", 1)[1]), texts[0][:result])
        elif name == "ftruncate" and path in numbers:
            yield ("write", numbers[path], int(given.rsplit(", ", 1)[1]), None)
        elif name in {"fsync", "fdatasync"}:
            if path in numbers:
                yield ("fsync", numbers[path])
            elif path.is_relative_to(folder):
                yield ("fsync_dir", path)
        elif name.startswith(("rename", "link", "unlink")):
            yield from _moved(name, [Path(text.decode()) for text in texts], numbers)


def _moved(name: str, paths: list[Path], numbers: dict[Path, int]) -> Iterator[Op]:
    source = paths[0]
    if source not in numbers:
        return
    inode = numbers[source]
    if name.startswith("unlink"):
        del numbers[source]
        yield ("move", source.parent, source.name, None, inode)
    elif name.startswith("rename"):
        del numbers[source]
        numbers[paths[1]] = inode
        yield ("move", source.parent, source.name, paths[1].name, inode)
    else:
        numbers[paths[1]] = inode
        yield ("move", paths[1].parent, None, paths[1].name, inode)
