"""Every row of the list of faults names the tests that hold it, and each of them exists."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from faults.run import PARTS

LAST = {"A": 33, "B": 22, "C": 15, "D": 16, "E": 10, "F": 5}
"""How many rows each area has."""


def rows(root: Path) -> dict[str, str]:
    """Row -> what the table says holds it."""
    table = (root / "tests" / "faults" / "ROWS.md").read_text(encoding="utf-8")
    return dict(re.findall(r"^\| ([A-F]\d+) \| [^|]+ \| (.+) \|$", table, re.MULTILINE))


def missing(root: Path, named: str) -> str:
    """Why a test that is named cannot be run; empty when it can."""
    file, _, rest = named.partition("::")
    path = root / file
    if not path.is_file():
        return f"{file} is not there"
    name, _, part = rest.rstrip("]").partition("[")
    functions = {
        node.name
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    if name and name not in functions:
        return f"{file} has no {name}"
    return f"there is no part {part}" if part and part not in PARTS else ""


def test_every_row_names_a_test_or_says_why_not(root: Path) -> None:
    found = rows(root)
    assert list(found) == [f"{area}{number}" for area, last in LAST.items() for number in range(1, last + 1)]
    assert [row for row, held in found.items() if "`tests/" not in held] == ["F3"]


def test_every_test_that_is_named_exists(root: Path) -> None:
    named = [(row, test) for row, held in rows(root).items() for test in re.findall(r"`([^`]+)`", held)]
    assert [f"{row}: {why}" for row, test in named if (why := missing(root, test))] == []


def test_a_test_that_is_gone_would_be_noticed(root: Path) -> None:
    assert missing(root, "tests/faults/test_figures.py::test_nothing")
    assert missing(root, "tests/faults/test_gone.py")
    assert missing(root, "tests/faults/test_figures.py::test_the_short_form_keeps_every_promise[gone]")
