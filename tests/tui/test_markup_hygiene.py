"""No widget of the terminal face may read a record's text as markup."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import outreach.tui

ROOT = Path(outreach.tui.__file__).parent
FILES = sorted(ROOT.rglob("*.py"))

PARSING = {
    "Label",
    "Button",
    "DataTable",
    "OptionList",
    "Select",
    "Tree",
    "Tabs",
    "Tab",
    "TabbedContent",
    "Markdown",
    "RichLog",
    "Collapsible",
}
"""Textual's widgets that parse markup in what they are given; the program has its own."""


def problems(tree: ast.AST) -> list[str]:
    """What is wrong in a module, with its line."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("textual.widgets"):
            found += [f"{node.lineno}: {alias.name} parses markup" for alias in node.names if alias.name in PARSING]
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if name == "from_markup" or name == "from_text":
            found.append(f"{node.lineno}: {name}")
        plain = any(word.arg == "markup" and isinstance(word.value, ast.Constant) and word.value.value is False for word in node.keywords)
        if name == "notify" and not plain:
            found.append(f"{node.lineno}: notify without markup=False")
        if name == "Static" and not plain and not (node.args and isinstance(node.args[0], ast.Call)):
            found.append(f"{node.lineno}: Static of a string without markup=False")
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign):
            for target in node.targets:
                titled = isinstance(target, ast.Attribute) and target.attr in {"border_title", "border_subtitle", "tooltip"}
                none = isinstance(node.value, ast.Constant) and node.value.value is None
                if titled and not none and not (isinstance(node.value, ast.Call) and getattr(node.value.func, "id", "") == "cast"):
                    found.append(f"{node.lineno}: a title that is not Content")
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_nothing_is_parsed_as_markup(path: Path):
    assert not problems(ast.parse(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize(
    "code",
    [
        "from textual.widgets import Label",
        "self.notify(name)",
        "Static(name)",
        "self.border_title = name",
        "Content.from_markup(name)",
        "from textual.widgets import DataTable, Static",
        "from textual.widgets import Markdown",
        "self.notify(name, markup=True)",
        "Static(f'[b]{name}[/b]')",
        "self.tooltip = name",
    ],
)
def test_the_rule_would_see_it(code: str):
    assert problems(ast.parse(code))
