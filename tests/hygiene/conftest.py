"""The program's own source, read once: what every hygiene test looks at."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parents[2]


class Module(NamedTuple):
    """A source file: its path below the package, its text and its tree."""

    path: str
    text: str
    tree: ast.Module


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def modules() -> list[Module]:
    package = ROOT / "outreach"
    found = []
    for file in sorted(package.rglob("*.py")):
        text = file.read_text(encoding="utf-8")
        found.append(Module(file.relative_to(package).as_posix(), text, ast.parse(text)))
    return found
