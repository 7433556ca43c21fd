"""Every file-system call of every operation made to fail in every way: the old plan or the new one, the edit kept, a retry that works."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from unittest import mock

from faults.figures import Quick, Row, opened, snapshot
from support.archives import archive, connection

from outreach.domain.model import Person
from outreach.errors import OutreachError
from outreach.planner import Planner
from outreach.planner.forgetting import finish, forget
from outreach.store.backup import list_backups

WAYS: dict[str, int | None] = {
    "ENOSPC": errno.ENOSPC,
    "EIO": errno.EIO,
    "EDQUOT": errno.EDQUOT,
    "EROFS": errno.EROFS,
    "short write": errno.ENOSPC,
    "SIGKILL": None,
}
HURTING = frozenset(
    {"mkdir", "open_excl", "open_append", "open_lock", "lock", "write", "truncate", "fsync", "replace", "link", "fsync_dir", "unlink"}
)


class Killed(BaseException):
    """The process is gone: nothing it does afterwards reaches the disk."""


class Breaking(Quick):
    """Counts hurting calls; number ``at`` fails in one of the ``WAYS``, and after a kill all that follow do."""

    def __init__(self) -> None:
        self.count = 0
        self.at = 0
        self.way = ""
        self.broke = False

    def arm(self, at: int, way: str) -> None:
        """Begin to count; call number ``at`` will fail."""
        self.count, self.at, self.way, self.broke = 0, at, way, False

    def disarm(self) -> None:
        """The disk is well again."""
        self.at = 0

    def __getattribute__(self, name: str) -> Any:
        real = super().__getattribute__(name)
        if name not in HURTING:
            return real

        def call(*values: Any) -> Any:
            if not self.at:
                return real(*values)
            self.count += 1
            code = WAYS[self.way]
            if code is None and self.count >= self.at:
                self.broke = True
                raise Killed
            if self.count != self.at:
                return real(*values)
            self.broke = True
            if self.way == "short write" and name == "write":
                half = bytes(values[1])[: len(values[1]) // 2]
                real(values[0], half, values[2])
            raise OSError(code, os.strerror(code or 0))

        return call


def _person(planner: Planner, name: str) -> Person:
    return next(one for one in planner.store.all(Person) if one.name == name)


def _commit(planner: Planner, home: Path) -> None:
    planner.people.edit(_person(planner, "Ana Ruiz").id, hook="the release checklist")


def _checkpoint(planner: Planner, home: Path) -> None:
    planner.store.checkpoint()


def _bring_in(planner: Planner, home: Path) -> None:
    planner.imports.apply(planner.imports.preview([home.parent / "Basic_LinkedInDataExport_11-20-2026.zip"]).token)


def _restore(planner: Planner, home: Path) -> None:
    planner.store.restore(list_backups(planner.paths.data)[-1].path, confirmed=True)


def _backup(planner: Planner, home: Path) -> None:
    planner.store.backup("by hand")


def _forget(planner: Planner, home: Path) -> None:
    forget(planner, _person(planner, "Tom Okafor").id)


def _undo(planner: Planner, home: Path) -> None:
    planner.undo()


def _migrate(planner: Planner, home: Path) -> None:
    """A doubtful file is set aside and everything written anew before the next change: the way migrations go too."""
    main = planner.paths.data / "outreach.json"
    main.write_bytes(main.read_bytes().replace(b"Fernwick Labs", b"Fernwick Labz"))
    _commit(planner, home)


OPERATIONS: dict[str, Callable[[Planner, Path], None]] = {
    "commit": _commit,
    "checkpoint": _checkpoint,
    "import": _bring_in,
    "restore": _restore,
    "backup": _backup,
    "undo": _undo,
    "forget": _forget,
    "settle": _migrate,
}


def prepare(folder: Path) -> Path:
    """A small plan with a past, a backup, an address book and an archive to import."""
    home = folder / "first"
    with contextlib.closing(opened(home)) as planner:
        fern = planner.companies.add("Fernwick Labs", motivation=4)
        ana = planner.people.add("Ana Ruiz", fern.id)
        planner.people.add("Tom Okafor", fern.id, notes="met once")
        planner.store.backup("first")
        planner.store.checkpoint()
        planner.people.edit(ana.id, position="Staff Engineer", notes="Tom Okafor knows her")
        planner.store.checkpoint()
        planner.people.edit(ana.id, question="What surprised you?")
        planner.store.close(checkpoint=False)
    people = [connection(f"Person {letter * 3}", "Fernwick Labs") for letter in "abcdefgh"]
    archive(folder, "11-20-2026", connections=people)
    return home


def points(folder: Path, ways: Callable[[int, int], list[str]]) -> Iterator[tuple[str, int, str, str]]:
    """``(operation, call, way, what was wrong)`` for each point; ``ways`` picks the faults for an operation and a call by number."""
    first = prepare(folder)
    for number, (name, operation) in enumerate(OPERATIONS.items()):
        before, after = _both(first, folder / "sure", operation)
        at = 1
        while True:
            reached = False
            for way in ways(number, at):
                home = folder / "home"
                shutil.rmtree(home, ignore_errors=True)
                shutil.copytree(first, home)
                broke, wrong = _point(home, operation, at, way, before, after)
                reached = reached or broke
                if broke:
                    yield name, at, way, wrong
            if not reached and ways(number, at):
                break
            at += 1


def _both(first: Path, home: Path, operation: Callable[[Planner, Path], None]) -> tuple[Any, Any]:
    shutil.rmtree(home, ignore_errors=True)
    shutil.copytree(first, home)
    planner = opened(home)
    before = snapshot(planner.store)
    operation(planner, home)
    after = snapshot(planner.store)
    planner.store.close(checkpoint=False)
    return before, after


def _same(one: Any, other: Any) -> bool:
    return _shape(one) == _shape(other)


def _shape(found: dict[str, dict[int, bytes]]) -> Any:
    """Documents without what is random by design (uids)."""
    import msgspec

    def bare(row: bytes) -> Any:
        document = msgspec.json.decode(row)
        return {key: value for key, value in document.items() if key != "uid"} if isinstance(document, dict) else document

    return {name: {id: bare(row) for id, row in rows.items()} for name, rows in found.items()}


def _point(home: Path, operation: Callable[[Planner, Path], None], at: int, way: str, before: Any, after: Any) -> tuple[bool, str]:
    files = Breaking()
    planner = opened(home, files)
    files.arm(at, way)
    raised: BaseException | None = None
    try:
        operation(planner, home)
    except (OutreachError, OSError, Killed) as error:
        raised = error
    broke = files.broke
    files.disarm()
    if not broke:
        planner.store.close(checkpoint=False)
        return False, ""
    cold = opened(home)
    found = snapshot(cold.store)
    settling = operation is _migrate
    if not settling and not (_same(found, before) or _same(found, after)):
        return True, "neither the old plan nor the new one"
    if raised is None and not settling and not _same(found, after):
        return True, "acknowledged but not there"
    if WAYS[way] is None:
        return True, _goes_on(cold, home, operation, after)
    if isinstance(raised, OSError):
        return True, f"the system's own {type(raised).__name__} came through"
    return True, _retried(planner, home, operation, after, settling=settling)


def _retried(planner: Planner, home: Path, operation: Callable[[Planner, Path], None], after: Any, *, settling: bool) -> str:
    """The same window tries again on a disk that is well."""
    planner.store.retry()
    if operation is _forget:
        _forget_on(planner, home)
    elif not _same(snapshot(planner.store), after):
        operation(planner, home)
    if not settling and not _same(snapshot(planner.store), after):
        return "a retry did not lead to the new plan"
    planner.close()
    cold = opened(home)
    if not settling and not _same(snapshot(cold.store), after):
        return "after a retry and a restart something else is there"
    stray = [path.name for path in (home / "data").rglob("*") if ".tmp-" in path.name]
    return f"left lying about: {stray}" if stray else ""


def _goes_on(cold: Planner, home: Path, operation: Callable[[Planner, Path], None], after: Any) -> str:
    """A fresh process goes on after a kill: one more change works and sweeps what was left."""
    if operation is _forget:
        _forget_on(cold, home)
    cold.companies.add("Afterwards")
    cold.close()
    names = {company["name"] for company in (_shape(snapshot(opened(home).store)).get("companies") or {}).values()}
    if "Afterwards" not in names:
        return "a change after the kill was lost"
    stray = [path.name for path in (home / "data").rglob("*") if ".tmp-" in path.name]
    return f"left lying about: {stray}" if stray else ""


def _forget_on(planner: Planner, home: Path) -> None:
    if any(one.name == "Tom Okafor" for one in planner.store.all(Person)):
        _forget(planner, home)
    elif planner.store.unfinished_forgetting() is not None:
        finish(planner)


def _failing(real: Any, code: int | None, way: str, broke: list[int]) -> Callable[..., Any]:
    def fail(*values: Any, **_: Any) -> Any:
        broke.append(1)
        if real is os.write and way == "short write" and len(broke) == 1:
            return os.pwrite(values[0], bytes(values[1])[:1], 0) and os.lseek(values[0], 1, os.SEEK_SET)
        if real is os.close:
            real(*values)
        if code is None:
            raise Killed
        raise OSError(code, os.strerror(code))

    return fail


def exports(folder: Path) -> Iterator[tuple[str, int, str, str]]:
    """The export writer does not go through ``Files``: its own system calls are made to fail."""
    from outreach.exchange.files import write_export

    calls = ("os.fchmod", "os.write", "os.fsync", "os.link", "os.close", "tempfile.mkstemp", "pathlib.Path.replace")
    for replace in (False, True):
        for name in calls:
            for way, code in WAYS.items():
                target = folder / "plan.md"
                target.unlink(missing_ok=True)
                if replace:
                    target.write_bytes(b"old")
                module, _, attribute = name.rpartition(".")
                place = f"outreach.exchange.files.{module}.{attribute}" if module in {"os", "tempfile"} else name
                broke: list[int] = []
                real = getattr(os, attribute) if module == "os" else None

                fail = _failing(real, code, way, broke)
                with mock.patch(place, fail), contextlib.suppress(OutreachError, Killed):
                    write_export(target, b"new" * 100, replace=replace)
                found = target.read_bytes() if target.exists() else None
                wrong = "" if found in (b"new" * 100, b"old" if replace else None) else f"half a file: {found!r}"
                if broke:
                    yield f"export by {attribute}", 1, way, wrong


def rows(folder: Path, *, long: bool) -> list[Row]:
    """The sweep; the short form takes each call once, with one fault after the other."""
    names = list(WAYS)
    every = names if long else None
    tried: dict[str, int] = {}
    bad = []
    for found in (points(folder, lambda number, at: every or list(dict.fromkeys([names[(number + at) % 6], "SIGKILL"]))), exports(folder)):
        for name, at, way, wrong in found:
            tried[name] = tried.get(name, 0) + 1
            if wrong:
                bad.append(f"{name} call {at} {way}: {wrong}")
    note = ", ".join(f"{name} {count}" for name, count in tried.items() if not name.startswith("export"))
    what = "each file-system call failing: ENOSPC, EIO, EDQUOT, EROFS, short write, SIGKILL"
    return [Row(what, sum(tried.values()), len(bad), 200, "", "; ".join([note, *bad[:5]]))]
