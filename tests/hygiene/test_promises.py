"""What the documents promise is so: commands that can be typed, verbs there are, libraries that are used."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import click
import pytest

from outreach.cli.command import VerbGroup
from outreach.cli.verbs import VERBS
from outreach.config import Config
from outreach.errors import Exit

if TYPE_CHECKING:
    from tests.hygiene.conftest import Module

NAMES = {"python-dateutil": "dateutil", "import-linter": "importlinter", "textual-serve": "textual_serve"}


def _read(root: Path, name: str) -> str:
    return (root / name).read_text(encoding="utf-8")


def test_the_readme_starts_with_two_commands_that_set_everything_up(root: Path) -> None:
    first_screen = "\n".join(_read(root, "README.md").splitlines()[:40])
    commands = re.findall(r"^python3 -m venv \.venv && .*$", first_screen, re.MULTILINE)
    assert [command.rsplit("&& ", 1)[1] for command in commands] == [".venv/bin/outreach demo", ".venv/bin/python -m pytest"]
    assert all(".venv/bin/pip install" in command for command in commands)


def test_ci_runs_the_test_command_of_the_readme(root: Path) -> None:
    script = root / ".ci" / "run"
    assert os.access(script, os.X_OK)
    assert subprocess.run(["bash", "-n", str(script)], check=False).returncode == 0
    found = subprocess.run(
        ["bash", "-c", r"""eval "$(grep -E '^(venv|promised|command)=' .ci/run)"; printf %s "$command" """],
        cwd=root,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    ).stdout
    assert found == "python3 -m venv .venv-ci && .venv-ci/bin/pip install -q -e '.[dev]' && .venv-ci/bin/python -m pytest"
    for tool in ("ruff check", "ruff format --check", "mypy", "lint-imports"):
        assert f"run {tool}" in script.read_text(encoding="utf-8")


def test_every_file_the_guide_to_changes_names_is_there(root: Path) -> None:
    named = re.findall(r"`([\w.]+(?:/[\w.]+)+/?|\w+\.(?:py|toml))`", _read(root, "CONTRIBUTING.md"))
    places = (root, root / "outreach", root / "tests")
    assert [name for name in named if not any((place / name).exists() for place in places)] == []
    assert len(named) > 40


@pytest.mark.parametrize("document", ["README.md", "CONTRIBUTING.md"])
def test_every_verb_a_document_names_is_there(root: Path, document: str) -> None:
    named = set(re.findall(r"(?:`|^|/)outreach ([a-z]+)", _read(root, document), re.MULTILINE))
    assert named <= set(VERBS)
    assert named


def test_the_readme_lists_every_verb_under_its_section(root: Path) -> None:
    listed = re.findall(r"^(\| [^|`]+ \| (?:`[a-z]+` ?)+\|)$", _read(root, "README.md"), re.MULTILINE)
    sections: dict[str, list[str]] = {}
    for name, spec in VERBS.items():
        sections.setdefault(spec.section, []).append(f"`{name}`")
    wanted = [f"| {section} | {' '.join(verbs)} |" for section, verbs in sections.items()]
    assert [row for row in wanted if row not in listed] == [], "these rows belong into the README's table 'Every verb', as they stand here"
    assert [row for row in listed if row not in wanted] == [], "these rows of the README name a verb there is none of in cli/verbs.py"


def test_the_readme_lists_every_exit_status(root: Path) -> None:
    table = "\n".join(line for line in _read(root, "README.md").splitlines() if line.startswith("| "))
    assert {str(int(status)) for status in Exit} <= set(re.findall(r"\d+", table))


def test_the_readme_names_every_verb_that_answers_with_a_one(root: Path) -> None:
    row = next(line for line in _read(root, "README.md").splitlines() if line.startswith("| 1 |"))
    grammar = VerbGroup("outreach", verbs=VERBS)
    for name in VERBS:
        command = grammar.get_command(click.Context(grammar), name)
        assert command is not None
        said = " ".join((command.help or "", *(getattr(option, "help", None) or "" for option in command.params)))
        assert ("xits 1" in said or ", 1 for" in said) == bool(re.search(rf"`{name}\b", row)), (
            f"{name}: its help and the README's row differ"
        )


def test_what_the_program_imports_is_declared(root: Path, modules: list[Module]) -> None:
    project = tomllib.loads(_read(root, "pyproject.toml"))["project"]
    lines = [*project["dependencies"], *project["optional-dependencies"]["serve"]]
    wanted = {NAMES.get(name, name) for name in (re.split(r"[<>=\[ ]", line)[0] for line in lines)}
    imported = {
        name.split(".")[0]
        for module in modules
        for node in ast.walk(module.tree)
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom) and not node.level
            else []
        )
    }
    foreign = {name for name in imported if name not in sys.stdlib_module_names and name not in {"outreach", "rich", ""}}
    assert foreign <= wanted


def test_the_version_is_said_in_one_place(root: Path) -> None:
    from outreach import __version__

    assert __version__ in _read(root, "CHANGELOG.md")
    assert "version" in tomllib.loads(_read(root, "pyproject.toml"))["project"]["dynamic"]


def test_every_setting_is_read_somewhere(modules: list[Module]) -> None:
    read = {
        node.attr
        for module in modules
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Attribute) and re.search(r"(config|settings)$", ast.unparse(node.value))
    }
    assert set(Config.__struct_fields__) - read == set(), "these settings of config.py change nothing"
