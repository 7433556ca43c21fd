"""The layers hold: checked on the import graph, and on what a running program has really loaded."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = (
    "textual",
    "rich",
    "jinja2",
    "icalendar",
    "rapidfuzz",
    "holidays",
    "dateutil.parser",
    "dateutil.rrule",
    "asyncio",
    "ssl",
)

REPORT = """
import sys
from outreach.cli.run import main
status = main(sys.argv[1:])
print("LOADED", *sorted(sys.modules), file=sys.stderr)
sys.exit(status)
"""


def _loaded(folder: Path, *words: str) -> tuple[int, set[str], str]:
    environment = {**os.environ, "OUTREACH_DATA": str(folder / "data"), "OUTREACH_CONFIG": str(folder / "config")}
    done = subprocess.run(
        [sys.executable, "-c", REPORT, *words], env=environment, capture_output=True, text=True, encoding="utf-8", timeout=60, check=False
    )
    lines = done.stderr.splitlines()
    loaded = next((line for line in lines if line.startswith("LOADED ")), "")
    return done.returncode, set(loaded.split()[1:]), done.stderr


def test_the_import_contracts_of_pyproject_hold(root: Path) -> None:
    check = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True, no_logo=True))"
    done = subprocess.run(
        [sys.executable, "-c", check], cwd=root, capture_output=True, text=True, encoding="utf-8", timeout=120, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_today_on_an_empty_plan_loads_none_of_the_heavy_libraries(tmp_path: Path) -> None:
    status, loaded, said = _loaded(tmp_path, "today")
    assert status == 0, said
    assert "tinydb" in loaded, "the plan was not opened, so this proves nothing"
    assert sorted(name for name in HEAVY if name in loaded) == []


def test_the_screens_are_opened_without_the_grammar_of_the_verbs(tmp_path: Path) -> None:
    for words in ((), ("--data", str(tmp_path)), ("--config", str(tmp_path), "--data", str(tmp_path))):
        status, loaded, said = _loaded(tmp_path, *words)
        assert status == 64 and "needs a terminal" in said, said
        assert "tinydb" in loaded, "the plan was not opened, so this proves nothing"
        assert "click" not in loaded


def test_today_with_something_due_loads_none_of_the_heavy_libraries(tmp_path: Path) -> None:
    assert _loaded(tmp_path, "company", "add", "Fernwick Labs")[0] == 0
    assert _loaded(tmp_path, "person", "add", "Ana Ruiz", "--company", "Fernwick Labs")[0] == 0
    status, loaded, said = _loaded(tmp_path, "today")
    assert status in (0, 1), said
    assert sorted(name for name in HEAVY if name in loaded) == []


@pytest.mark.parametrize("words", [["--help"], ["today", "--help"], ["--version"], ["company", "--help"]])
def test_help_opens_no_plan_and_loads_no_screen(tmp_path: Path, words: list[str]) -> None:
    status, loaded, said = _loaded(tmp_path, *words)
    assert status == 0, said
    assert "textual" not in loaded
    if words != ["today", "--help"] and words != ["company", "--help"]:
        assert "tinydb" not in loaded


def test_a_verb_imports_its_own_module_and_no_other_verb(tmp_path: Path) -> None:
    _, loaded, said = _loaded(tmp_path, "when", "3bd")
    assert "outreach.cli.when" in loaded, said
    assert {"outreach.cli.today", "outreach.cli.importing", "outreach.cli.export", "outreach.cli.draft"}.isdisjoint(loaded)


def test_an_import_into_a_plan_without_targets_loads_nothing_that_matches_company_names(tmp_path: Path) -> None:
    archive = tmp_path / "Connections.csv"
    archive.write_text("First Name,Last Name,URL,Company,Connected On\nAna,Ruiz,,Fernwick Labs,28 Sep 2026\n", encoding="utf-8")
    status, loaded, said = _loaded(tmp_path, "import", "--yes", str(archive))
    assert status == 0 and "outreach.planner.imports" in loaded, said
    assert {"outreach.planner.promotion", "outreach.planner.suggesting", "outreach.domain.matching.wording"}.isdisjoint(loaded)


def test_the_first_paint_loads_neither_the_schedule_nor_what_ranks_people(tmp_path: Path) -> None:
    look = """
import sys
from outreach.cli.session import Session
session = Session()
session.reader().views.companies(quick=True)
print(*sorted(sys.modules))
"""
    environment = {**os.environ, "OUTREACH_DATA": str(tmp_path / "data"), "OUTREACH_CONFIG": str(tmp_path / "config")}
    done = subprocess.run([sys.executable, "-c", look], env=environment, capture_output=True, text=True, timeout=60, check=True)
    loaded = set(done.stdout.split())
    assert "outreach.planner.views.targets" in loaded
    late = {
        "outreach.planner.timetable",
        "outreach.domain.timing.due",
        "outreach.domain.timing.schedule",
        "outreach.domain.ranking",
        "outreach.domain.relationship",
    }
    assert not loaded & late
