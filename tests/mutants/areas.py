"""The parts of the program whose tests are measured, and the tests that stand for each: what mirrors it in the tree."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]


class Area(NamedTuple):
    """Source files by glob, and the tests that must hold them by themselves."""

    sources: tuple[str, ...]
    tests: tuple[str, ...]
    but: tuple[str, ...] = ()
    """Globs of source files that another area has."""

    def files(self, root: Path = ROOT) -> list[Path]:
        """The source files, relative to ``root``, in order."""
        left_out = {path for glob in self.but for path in root.glob(glob)}
        found = {path for glob in self.sources for path in root.glob(glob)} - left_out
        return sorted(path.relative_to(root) for path in found)


_LEAVING = ("outreach/exchange/plan/*.py", *(f"outreach/exchange/{name}.py" for name in ("calendar", "vdir", "writers", "files")))

_CHECKING = ("checker", "asks", "bare", "claims", "form", "limits", "phrases", "reading", "sixpoint", "wording", "wordmatch")

AREAS: dict[str, Area] = {
    "text": Area(("outreach/text.py", "outreach/unruly.py"), ("tests/test_text.py",)),
    "dates": Area(("outreach/domain/dates.py",), ("tests/domain/test_dates_typed.py",)),
    "store": Area(("outreach/store/*.py",), ("tests/store",)),
    "checker": Area(
        tuple(f"outreach/domain/drafting/{name}.py" for name in _CHECKING),
        (
            "tests/domain/drafting",
            "tests/domain/test_checker.py",
            "tests/domain/test_checker_corpus.py",
            "tests/domain/test_wordmatch.py",
        ),
    ),
    "importers": Area(("outreach/exchange/**/*.py",), ("tests/exchange",), _LEAVING),
    "exporters": Area(_LEAVING, ("tests/exchange/plan", "tests/exchange/test_vdir.py", "tests/exchange/test_vdir_faults.py")),
}


def chosen(names: Iterable[str]) -> dict[str, Area]:
    """The areas with these names, or all of them when none is named. Raises SystemExit for a name that is none."""
    wanted = list(names) or list(AREAS)
    if unknown := [name for name in wanted if name not in AREAS]:
        raise SystemExit(f"no area {', '.join(unknown)}: there are {', '.join(AREAS)}")
    return {name: AREAS[name] for name in wanted}


def tests_of(areas: Iterable[Area], root: Path = ROOT) -> list[str]:
    """The tests of several areas, each once, those that exist."""
    return [path for path in dict.fromkeys(test for area in areas for test in area.tests) if (root / path).exists()]
