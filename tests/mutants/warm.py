"""Tries mutants one after the other, each in a process forked from one that is ready to run. Run by ``tests/mutants/run.py``.

A fault inside a function is put in by giving the live function new code, in a fork of a process that has already collected the tests:
that takes milliseconds. A fault in what runs on import needs everything imported anew, in a fork of a process that has loaded only
libraries.
"""

from __future__ import annotations

import contextlib
import functools
import gc
import importlib.abc
import importlib.machinery
import os
import pickle
import resource
import shutil
import signal
import sys
import time
import types
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest
from mutants.operators import Mutant, applied, mutants_of
from mutants.watched import import_all

MEMORY = 6 << 30
"""Bytes of address space a mutant may take; a loop that never ends often eats memory first."""

FILE = 256 << 20
"""Bytes of a file a mutant may write."""

STARTING = 6.0
"""Seconds of processor time for importing everything anew and collecting tests."""

OPTIONS = ("-q", "-n", "0", "-p", "no:cacheprovider", "-p", "still", "--capture=sys", "-W", "ignore::pytest.PytestAssertRewriteWarning")

KILLED, SURVIVED = 1, 0


class Try(NamedTuple):
    """One mutant to try: by place in its file's list, with the tests that reach it, quickest first, and what they cost."""

    path: str
    index: int
    anew: bool
    """Whether everything has to be imported with the fault in it."""
    tests: list[str]
    seconds: float


class Verdict(NamedTuple):
    """How a mutant ended."""

    path: str
    index: int
    killed: bool
    by: str
    """The test that noticed; ``time`` or ``crash`` when the process ended by itself."""
    seconds: float


Run = Callable[[Try, Mutant, types.CodeType, Path], str | None]
"""Runs the tests with the mutant's code, the last place being a folder for their files; gives back the first that failed."""


class Worker:
    """Tries its share of mutants and appends each verdict to a file."""

    def __init__(self, tries: Sequence[Try], result: Path, scratch: Path) -> None:
        self.tries = tries
        self.result = result
        self.scratch = scratch
        self.trees = {path: mutants_of(Path.cwd(), Path(path)) for path in {each.path for each in tries}}
        self.killers: dict[tuple[str, tuple[str, ...]], dict[str, None]] = {}
        """Tests that killed in the same function, latest last: most likely to kill again."""

    def try_all(self, anew: bool, run: Run) -> None:
        """Fork for each mutant of one kind; ``run`` returns in the child the test that failed, None when none did."""
        of_a_kind = [each for each in self.tries if each.anew is anew]
        unsteady = self._unsteady(of_a_kind, run)
        for each in of_a_kind:
            tree, mutants = self.trees[each.path]
            mutant = mutants[each.index]
            with applied(mutant):
                code = compile(tree, str(Path.cwd() / each.path), "exec", dont_inherit=True)
            place = (each.path, mutant.scope)
            steady = [test for test in each.tests if test not in unsteady]
            likely = [test for test in reversed(self.killers.get(place, {})) if test in steady][:5]
            verdict = self._fork(each._replace(tests=likely + [test for test in steady if test not in likely]), mutant, code, run)
            if verdict.killed and "::" in verdict.by:
                known = self.killers.setdefault(place, {})
                known.pop(verdict.by, None)
                known[verdict.by] = None
            with self.result.open("ab") as out:
                pickle.dump(verdict, out)

    def _unsteady(self, tries: list[Try], run: Run) -> set[str]:
        """Tests that fail here without any fault and would make every mutant seem killed. Raises SystemExit when there are many."""
        cost = {test: each.seconds for each in tries for test in each.tests}
        unsteady: set[str] = set()
        while tries:
            each = tries[0]._replace(tests=sorted(cost.keys() - unsteady), seconds=sum(cost.values()))
            tree, mutants = self.trees[each.path]
            verdict = self._fork(each, mutants[each.index], compile(tree, str(Path.cwd() / each.path), "exec", dont_inherit=True), run)
            if not verdict.killed:
                break
            print(f"left out, for it fails here without any fault: {verdict.by}", flush=True)
            unsteady.add(verdict.by)
            if verdict.by not in cost or len(unsteady) > 5:
                raise SystemExit(f"fails without any fault: {unsteady}")
        return unsteady

    def _fork(self, each: Try, mutant: Mutant, code: types.CodeType, run: Run) -> Verdict:
        folder = self.scratch / f"m{os.getpid()}"
        folder.mkdir()
        said = folder / "said"
        started = time.monotonic()
        child = os.fork()
        if not child:
            _become_child(each)
            status = KILLED
            try:
                failed = run(each, mutant, code, folder / "tests")
                said.write_text(failed or "", encoding="utf-8")
                status = SURVIVED if failed is None else KILLED
            finally:
                os._exit(status)
        status = _wait(child, started + 60 + 20 * each.seconds)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child, signal.SIGKILL)
        by = (
            said.read_text(encoding="utf-8") if said.exists() else "time" if status in {None, -signal.SIGPROF, -signal.SIGKILL} else "crash"
        )
        shutil.rmtree(folder, ignore_errors=True)
        return Verdict(each.path, each.index, status != SURVIVED, by, time.monotonic() - started)


def _become_child(each: Try) -> None:
    os.setsid()
    silence = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(silence, descriptor)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (FILE, FILE))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    # Processor time, not time by the clock: other work on the machine must not kill a mutant.
    signal.setitimer(signal.ITIMER_PROF, STARTING + 6 * each.seconds)


def _wait(child: int, deadline: float) -> int | None:
    pause = 0.001
    while time.monotonic() < deadline:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status)
        time.sleep(pause)
        pause = min(pause * 1.3, 0.05)
    os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return None


class Warm:
    """A pytest plugin that, once the tests are collected, tries mutants instead of running them."""

    def __init__(self, worker: Worker) -> None:
        self.worker = worker

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        items = {item.nodeid: item for item in session.items}
        places = {str(Path.cwd() / path) for path in self.worker.trees}
        live: dict[tuple[str, str, int], list[types.FunctionType]] = {}
        for found in gc.get_objects():
            if isinstance(found, types.FunctionType) and found.__code__.co_filename in places:
                code = found.__code__
                live.setdefault((code.co_filename, code.co_qualname, code.co_firstlineno), []).append(found)
        caches = [found for found in gc.get_objects() if isinstance(found, functools._lru_cache_wrapper)]
        caches = [cache for cache in caches if str(cache.__module__).startswith("outreach")]

        def run(each: Try, mutant: Mutant, code: types.CodeType, at: Path) -> str | None:
            entry = _entry(code, ".".join(mutant.scope[: mutant.entry]), mutant.line)
            functions = live.get((entry.co_filename, entry.co_qualname, entry.co_firstlineno))
            if not functions:
                raise LookupError(mutant.name)
            for function in functions:
                function.__code__ = entry
            for cache in caches:
                cache.cache_clear()
            factory = session.config._tmp_path_factory  # type: ignore[attr-defined]
            factory._given_basetemp, factory._basetemp = at, None
            return _first_failure([items[test] for test in each.tests if test in items])

        gc.collect()
        gc.freeze()
        self.worker.try_all(anew=False, run=run)
        return True


def _entry(code: types.CodeType, qualname: str, line: int) -> types.CodeType:
    """The code of the function with this name that holds this line; a name may be given twice (overloads, properties)."""
    fitting = [found for found in _inner(code) if found.co_qualname == qualname]
    holding = [found for found in fitting if line in _lines(found)]
    return (holding or fitting)[-1]


def _inner(code: types.CodeType) -> Iterator[types.CodeType]:
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            yield constant
            yield from _inner(constant)


def _lines(code: types.CodeType) -> set[int]:
    own = {line for _, _, line in code.co_lines() if line is not None}
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            own |= _lines(constant)
    return set(range(min(own), max(own) + 1))


def _first_failure(items: list[pytest.Item]) -> str | None:
    from _pytest.runner import runtestprotocol

    for place, item in enumerate(items):
        following = items[place + 1] if place + 1 < len(items) else None
        if any(report.failed for report in runtestprotocol(item, log=False, nextitem=following)):
            return item.nodeid
    return None


class Mutated(importlib.machinery.PathFinder, importlib.abc.Loader):
    """Finds one module, and gives it the code with the fault in it."""

    def __init__(self, path: str, code: types.CodeType) -> None:
        self.name = ".".join(Path(path).with_suffix("").parts).removesuffix(".__init__")
        self.code = code

    def find_spec(self, fullname: str, path: object = None, target: object = None) -> importlib.machinery.ModuleSpec | None:  # type: ignore[override]
        if fullname != self.name:
            return None
        spec = importlib.machinery.PathFinder.find_spec(fullname, path)  # type: ignore[arg-type]
        assert spec is not None and isinstance(spec.loader, importlib.machinery.SourceFileLoader)
        spec.loader.get_code = lambda _name: self.code  # type: ignore[method-assign]
        return spec


class _FirstFailure:
    def __init__(self) -> None:
        self.failed: str | None = None

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed and self.failed is None:
            self.failed = report.nodeid


def run_anew(each: Try, mutant: Mutant, code: types.CodeType, at: Path) -> str | None:
    """Import everything with the fault in it and run the tests, in a process that has imported none of ours."""
    sys.meta_path.insert(0, Mutated(each.path, code))
    first = _FirstFailure()
    status = pytest.main([*OPTIONS, "-x", f"--basetemp={at}", *each.tests], plugins=[first])
    return None if status == pytest.ExitCode.OK else first.failed or "import::"


LIBRARIES = (
    "hypothesis.strategies",
    "tinydb",
    "msgspec",
    "dateutil.relativedelta",
    "dateutil.parser",
    "icalendar",
    "jinja2",
    "rapidfuzz.fuzz",
    "holidays",
    "platformdirs",
    "csv",
    "zipfile",
    "subprocess",
    "html.parser",
)


def main() -> int:
    """``warm.py JOB RESULT SCRATCH TESTS...``, in the folder that holds the tree."""
    job, result, scratch, *tests = sys.argv[1:]
    sys.path.insert(0, str(Path.cwd()))
    tries: list[Try] = pickle.loads(Path(job).read_bytes())
    worker = Worker(tries, Path(result), Path(scratch))
    if any(each.anew for each in tries):
        for library in LIBRARIES:
            importlib.import_module(library)
        if ours := [name for name in sys.modules if name.split(".")[0] == "outreach"]:
            raise SystemExit(f"imported too early: {ours}")
        worker.try_all(anew=True, run=run_anew)
    if any(not each.anew for each in tries):
        import_all(sorted(worker.trees))
        return int(pytest.main([*OPTIONS, *tests], plugins=[Warm(worker)]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
