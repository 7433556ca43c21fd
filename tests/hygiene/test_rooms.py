"""A file is one room: small, named for what it holds, introduced by its first line, tested in the same place."""

from __future__ import annotations

import ast
import re
from pathlib import Path

LONGEST = 400
VAGUE = {"utils", "util", "helpers", "helper", "manager", "managers", "base2", "misc", "common", "stuff"}
RULER = re.compile(r"#\s*[-=─━*#~]{4,}")
UNFINISHED = re.compile(r"#.*\b(TODO|FIXME|XXX|HACK)\b")
TOP_LEVEL = {
    "pyproject.toml",
    "README.md",
    "LICENSE",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    ".ci",
    ".gitignore",
    "outreach",
    "tests",
    "themes",
}


def test_no_source_file_is_longer_than_four_hundred_lines(modules: list, root: Path) -> None:
    tests = ((f"tests/{p.relative_to(root / 'tests').as_posix()}", p.read_text(encoding="utf-8")) for p in (root / "tests").rglob("*.py"))
    lengths = {
        **{f"outreach/{m.path}": len(m.text.splitlines()) for m in modules},
        **{name: len(text.splitlines()) for name, text in tests},
    }
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST} == {}


def test_every_file_says_what_lives_in_it_on_its_first_line(modules: list) -> None:
    silent = [m.path for m in modules if not (m.text.startswith('"""') and ast.get_docstring(m.tree))]
    assert silent == []


def test_no_file_or_folder_has_a_name_that_says_nothing(modules: list) -> None:
    assert [m.path for m in modules if VAGUE & set(re.split(r"[/_.]", m.path))] == []


def test_no_comment_is_a_banner_or_a_promise(modules: list) -> None:
    found = [
        f"{m.path}:{number}"
        for m in modules
        for number, line in enumerate(m.text.splitlines(), 1)
        if RULER.search(line) or UNFINISHED.search(line)
    ]
    assert found == []


def test_no_check_is_silenced_without_saying_why(modules: list) -> None:
    bare = re.compile(r"#\s*(noqa(?!: [A-Z]+\d+)|type: ignore(?!\[))")
    assert [f"{m.path}:{n}" for m in modules for n, line in enumerate(m.text.splitlines(), 1) if bare.search(line)] == []


def test_every_room_of_the_program_has_tests_in_the_same_place(root: Path) -> None:
    rooms = {path.parent.relative_to(root / "outreach").parts[0] for path in (root / "outreach").glob("*/*.py")}
    untested = [room for room in sorted(rooms - {"data"}) if not list((root / "tests" / room).rglob("test_*.py"))]
    assert untested == []


def test_tests_are_named_as_sentences(root: Path) -> None:
    short = [
        f"{path.name}: {node.name}"
        for path in (root / "tests").rglob("test_*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test_") and len(node.name.split("_")) < 4
    ]
    assert short == []


def test_no_test_waits_for_time_to_pass(root: Path) -> None:
    quick = [p for p in (root / "tests").rglob("test_*.py") if "faults" not in p.parts and "bench" not in p.parts]
    waiting = [
        f"{path.name}:{node.lineno}"
        for path in quick
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func) in {"time.sleep", "sleep"} and not _only_yields(node)
    ]
    assert waiting == []


def _only_yields(call: ast.Call) -> bool:
    """A few milliseconds that let another process run are no wait."""
    return isinstance(call.args[0], ast.Constant) and isinstance(call.args[0].value, float) and call.args[0].value <= 0.01


def test_the_top_level_stays_as_it_is(root: Path) -> None:
    ignored = {line.strip("/*") for line in (root / ".gitignore").read_text(encoding="utf-8").splitlines()}
    found = {path.name for path in root.iterdir() if path.name != ".git" and path.name.strip("/*") not in ignored}
    assert {name for name in found - TOP_LEVEL if not name.endswith((".egg-info", ".pyc"))} == set()
    assert found >= TOP_LEVEL
