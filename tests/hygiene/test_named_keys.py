"""Every key can be rebound, so no text of the terminal face names a letter by itself: it names the action, and the key is put in."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from outreach.tui.catalogue import BY_ID

FOLDER = Path(__file__).parents[2] / "outreach" / "tui"

NAMED = re.compile(
    r"(?<![\w'’+-])(?:[b-zB-HJ-Z]|\^\w|space|ctrl\+[a-pr-z]) (?!yes\b)[a-z]{2,}s\b"
    r"|(?:^|[.;:,] )[aI] (?:adds|does|goes|imports|keeps|notes|reads|says|takes|writes)\b"
    r"|\b(?:with|press|key) (?:[B-Zb-z][ ,.;]|a[,.;])"
)
"""A letter that does something: ``u takes it back``, ``Add one with a``. ``y`` of a question and ctrl+q cannot be rebound."""

BESIDE = {"catalogue.py", "fixed.py"}
"""Where keys are given."""


def texts(path: Path) -> Iterator[tuple[int, str]]:
    """The literal texts of a module with their lines, docstrings left out."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    said = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said:
            yield node.lineno, node.value


def test_no_text_names_a_letter_that_may_be_rebound():
    modules = [path for path in sorted(FOLDER.rglob("*.py")) if path.name not in BESIDE]
    assert not [f"{path.name}:{line}: {text}" for path in modules for line, text in texts(path) if NAMED.search(text)]


def test_every_key_named_in_a_text_is_that_of_an_action():
    named = {
        (path.name, node.args[0].value)
        for path in FOLDER.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "key_of"
        and isinstance(node.args[0], ast.Constant)
    }
    assert len(named) > 50
    assert not [(module, action) for module, action in named if action not in BY_ID]
