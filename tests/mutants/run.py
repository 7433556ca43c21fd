"""Puts small faults into the code and asks whether its tests notice: ``python tests/mutants/run.py [AREA...] [--sample N] [--jobs J]``.

Areas are those of ``areas.py``. Works on a copy of the tree, so that nothing done meanwhile disturbs it. A mutant is tried with the tests
of its area that reach its line, quickest first, until one fails. Prints what survived, then a line a file and a line an area.
Exits 1 when an area stays below what is promised.
"""

from __future__ import annotations

import argparse
import math
import os
import pickle
import random
import shutil
import subprocess
import sys
import tempfile
import time
import tomllib
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Mapping
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

sys.path[:0] = [str(Path(__file__).resolve().parents[1])]

from mutants.areas import ROOT, Area, chosen
from mutants.operators import Mutant, mutants_of
from mutants.warm import Try, Verdict
from mutants.watched import Reached

PROMISED = 85
"""Percent of an area's mutants that its tests must kill."""

HERE = Path(__file__).parent


class Found(NamedTuple):
    """What came of one mutant; ``killed`` is None for one listed as no fault at all."""

    mutant: Mutant
    killed: bool | None
    by: str


def main() -> int:
    """Try the areas asked for, one after the other."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("areas", nargs="*")
    asked.add_argument("--sample", type=int, default=0, help="as many mutants of an area, drawn by the seed; 0 for all of them")
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    asked.add_argument("--limit", type=float, default=8.0, help="seconds of tests a mutant gets; one still alive then has survived")
    asked.add_argument("--file", default="", help="only files whose path holds this")
    options = asked.parse_args()
    kept = True
    for name, area in chosen(options.areas).items():
        with tempfile.TemporaryDirectory(prefix="mutants-", dir=_quick_disk()) as scratch:
            kept = _try_area(name, area, Path(scratch), options) and kept
    return 0 if kept else 1


def _quick_disk() -> str | None:
    return "/dev/shm" if os.access("/dev/shm", os.W_OK) else None


def _try_area(name: str, area: Area, scratch: Path, options: argparse.Namespace) -> bool:
    started = time.monotonic()
    tree = scratch / "tree"
    for part in ("outreach", "tests", "themes"):
        shutil.copytree(ROOT / part, tree / part, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tree)
    sources = [path.as_posix() for path in area.files(tree)]
    tests = [test for test in area.tests if (tree / test).exists()]
    watched = scratch / "watched"
    _python(tree, scratch, HERE.name + "/watched.py", str(watched), *tests, "--", *sources)
    reached, seconds, failed = pickle.loads(watched.read_bytes())
    if failed:
        print(f"{name}: left out, for they fail without any fault: {', '.join(sorted(failed))}")
    mutants = [(index, mutant) for path in sources for index, mutant in enumerate(mutants_of(tree, Path(path))[1]) if options.file in path]
    everything = len(mutants)
    if 0 < options.sample < everything:
        mutants = sorted(random.Random(options.seed).sample(mutants, options.sample), key=lambda each: (each[1].path, each[0]))
    equivalent = _equivalent()
    seen = {(mutant.path, mutant.name) for _, mutant in mutants}
    tries, found = [], []
    for index, mutant in mutants:
        if (mutant.path, mutant.name) in equivalent:
            found.append(Found(mutant, None, ""))
            continue
        tests_here = [test for test in _tests_of(mutant, reached) if test not in failed]
        if not tests_here:
            found.append(Found(mutant, False, "no test reaches it"))
            continue
        tests_here = _within(options.limit, tests_here, seconds)
        on_import = not mutant.entry or any("" in reached[mutant.path].get(line, []) for line in mutant.lines if line != _head(mutant))
        tries.append(Try(mutant.path, index, on_import, tests_here, sum(seconds[test] for test in tests_here)))
    verdicts = _verdicts(tries, tests, tree, scratch, options.jobs)
    found += [Found(mutant, *verdicts[mutant.path, index]) for index, mutant in mutants if (mutant.path, index) in verdicts]
    if not options.sample and not options.file:
        for path, stale in sorted(key for key in equivalent if key[0] in sources and key not in seen):
            print(f"{name}: listed as equivalent and not there any more: {path} {stale}")
    return _report(name, found, everything, time.monotonic() - started)


def _within(limit: float, tests: list[str], seconds: Mapping[str, float]) -> list[str]:
    """The quickest tests that fit into a time together: a mutant that only a slow test would kill counts as alive, never the other way."""
    ordered = sorted(tests, key=seconds.__getitem__)
    spent = list(accumulate(seconds[test] for test in ordered))
    return ordered[: max(1, bisect_right(spent, limit))]


def _head(mutant: Mutant) -> int:
    return 0 if mutant.entry else mutant.line


def _tests_of(mutant: Mutant, reached: Reached) -> list[str]:
    lines = reached.get(mutant.path, {})
    here = {test for line in mutant.lines for test in lines.get(line, ())} - {""}
    if mutant.entry and here and not any("" in lines.get(line, ()) for line in mutant.lines):
        return sorted(here)
    if mutant.entry and not any(line in lines for line in mutant.lines):
        return []
    # What runs on import shows wherever the file, or for a file of mere data any other, is used.
    in_file = {test for tests in lines.values() for test in tests} - {""}
    return sorted(here | in_file or {test for each in reached.values() for tests in each.values() for test in tests} - {""})


def _verdicts(tries: list[Try], tests: list[str], tree: Path, scratch: Path, jobs: int) -> dict[tuple[str, int], tuple[bool, str]]:
    shares = [tries[number::jobs] for number in range(jobs)]
    running = []
    for number, share in enumerate(shares):
        if not share:
            continue
        job, result, place = scratch / f"job{number}", scratch / f"result{number}", scratch / f"scratch{number}"
        job.write_bytes(pickle.dumps(share))
        result.touch()
        place.mkdir()
        running.append((_start(tree, scratch, HERE.name + "/warm.py", str(job), str(result), str(place), *tests), result, share))
    verdicts: dict[tuple[str, int], tuple[bool, str]] = {}
    for process, result, share in running:
        said, _ = process.communicate()
        with result.open("rb") as stream:
            for _ in share:
                try:
                    verdict: Verdict = pickle.load(stream)
                except EOFError:
                    raise SystemExit(f"a worker ended early ({process.returncode}):\n{said[-3000:]}") from None
                verdicts[verdict.path, verdict.index] = (verdict.killed, verdict.by)
    return verdicts


def _start(tree: Path, scratch: Path, script: str, *arguments: str) -> subprocess.Popen[str]:
    home = scratch / "home"
    home.mkdir(exist_ok=True)
    environment = {**os.environ, "HOME": str(home), "PYTHONPATH": str(tree / "tests" / HERE.name) + os.pathsep + str(tree / "tests"),
                   "PYTHONHASHSEED": "0", "XDG_DATA_HOME": str(home), "XDG_CONFIG_HOME": str(home)}  # fmt: skip
    return subprocess.Popen(
        [sys.executable, str(tree / "tests" / script), *arguments],
        cwd=tree, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip


def _python(tree: Path, scratch: Path, script: str, *arguments: str) -> None:
    process = _start(tree, scratch, script, *arguments)
    said, _ = process.communicate()
    if process.returncode:
        raise SystemExit(f"{script} ended with {process.returncode}:\n{said[-3000:]}")


def _equivalent() -> set[tuple[str, str]]:
    listed = tomllib.loads((HERE / "equivalent.toml").read_text(encoding="utf-8"))
    return {(path, f"{row['in']}: {row['was']} => {row['becomes']}") for path, rows in listed.items() for row in rows}


def _report(name: str, found: list[Found], everything: int, seconds: float) -> bool:
    for each in sorted(found, key=lambda one: (one.mutant.path, one.mutant.line)):
        if each.killed is False:
            mutant = each.mutant
            print(f"{mutant.path}:{mutant.line} in {'.'.join(mutant.scope) or 'the module'}{': ' + each.by if each.by else ''}")
            print(f"  - {mutant.before}\n  + {mutant.after}")
    by_file: dict[str, Counter[bool | None]] = defaultdict(Counter)
    for each in found:
        by_file[each.mutant.path][each.killed] += 1
    for path, counted in by_file.items():
        print(f"  {path:<46} {counted[True]:>5} of {counted[True] + counted[False]:>5} killed{_listed(counted[None])}")
    whole = sum(by_file.values(), Counter())
    tried = whole[True] + whole[False]
    share = 100 * whole[True] / tried if tried else 100.0
    drawn = "" if tried + whole[None] == everything else f" (drawn from {everything}; 95 %: {_interval(whole[True], tried)})"
    print(f"{name}: {whole[True]} of {tried} killed, {share:.1f} %{drawn}{_listed(whole[None])}, {seconds:.0f} s", flush=True)
    return share >= PROMISED


def _listed(count: int) -> str:
    return f", {count} more listed as equivalent" if count else ""


def _interval(killed: int, tried: int) -> str:
    """Wilson's interval for a share, in percent."""
    if not tried:
        return "nothing tried"
    z, share = 1.96, killed / tried
    middle = (share + z * z / (2 * tried)) / (1 + z * z / tried)
    half = z / (1 + z * z / tried) * math.sqrt(share * (1 - share) / tried + z * z / (4 * tried * tried))
    return f"{100 * (middle - half):.1f} to {100 * (middle + half):.1f}"


if __name__ == "__main__":
    sys.exit(main())
