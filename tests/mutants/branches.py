"""Runs each area's tests alone and refuses a line or branch of its files they leave out: ``python tests/mutants/branches.py [AREA...]``.

Each area is measured by its own tests, not by whatever else passes through it. Exits 1 below a hundred percent or when a test fails.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[1])]

from mutants.areas import ROOT, Area, chosen


def main() -> int:
    """Measure the areas asked for."""
    return 0 if min(_whole(name, area) for name, area in chosen(sys.argv[1:]).items()) else 1


def _whole(name: str, area: Area) -> bool:
    """Whether the area's own tests pass and leave nothing out; prints what they do leave out."""
    with tempfile.TemporaryDirectory() as scratch:
        data = f"--data-file={Path(scratch) / 'coverage'}"
        files = f"--include={','.join(path.as_posix() for path in area.files())}"
        tests = [test for test in area.tests if (ROOT / test).exists()]
        passed = _coverage("run", "--branch", data, files, "-m", "pytest", "-q", "-n", "0", "-p", "no:cacheprovider", *tests)
        said = _coverage("report", data, files, "--show-missing", "--skip-covered", "--fail-under=100", "--precision=2")
    if passed.returncode:
        print(passed.stdout[-3000:])
    total = [line.split()[1:] for line in said.stdout.splitlines() if line.startswith("TOTAL")]
    if said.returncode:
        print(said.stdout)
    for statements, missed, branches, partly, share in total:
        print(f"{name}: {statements} statements, {missed} missed; {branches} branches, {partly} partly taken; {share}", flush=True)
    return not passed.returncode and not said.returncode


def _coverage(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "coverage", *arguments], cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
    )


if __name__ == "__main__":
    sys.exit(main())
