"""At a real terminal: questions are asked, tables fit the width, and the demo opens its screens."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from support.terminal import Terminal

from outreach.cli.table import cells

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Run

pytestmark = pytest.mark.pty
ROOT = Path(__file__).parents[2]
ARCHIVE = ROOT / "tests" / "fixtures" / "Complete_LinkedInDataExport_10-06-2026.zip"


@pytest.fixture
def at_terminal(data: Path) -> Iterator[Callable[..., Terminal]]:
    """Starts ``outreach`` with these words in a terminal of 80 columns, on the same plan as ``run``."""
    opened: list[Terminal] = []

    def start(*words: str, columns: int = 80) -> Terminal:
        terminal = Terminal([sys.executable, "-m", "outreach", *words], columns=columns, rows=40, env={"PYTHONPATH": str(ROOT)})
        opened.append(terminal)
        return terminal

    yield start
    for terminal in opened:
        terminal.close()


def test_an_import_shows_what_it_would_change_and_asks(at_terminal: Callable[..., Terminal], run: Run) -> None:
    terminal = at_terminal("import", str(ARCHIVE))
    terminal.wait_for("Import this?")
    assert "42  new people" in terminal.text()
    terminal.press("n", "enter")
    assert terminal.wait_end() == 130
    assert run("history", "--json").json == []

    terminal = at_terminal("import", str(ARCHIVE))
    terminal.wait_for("Import this?")
    terminal.press("enter")
    assert terminal.wait_end() == 0
    assert len(run("history", "--json").json) == 1


def test_a_deletion_is_asked_about_and_no_is_the_answer_of_a_bare_return(at_terminal: Callable[..., Terminal], run: Run) -> None:
    run("company", "add", "Fernwick Labs")
    terminal = at_terminal("company", "delete", "1")
    terminal.wait_for("Delete Fernwick Labs")
    terminal.press("enter")
    assert terminal.wait_end() == 130
    assert len(run("company", "list", "--json").json) == 1


@pytest.mark.parametrize("columns", [60, 80, 120])
def test_tables_and_pages_fit_the_terminal(at_terminal: Callable[..., Terminal], run: Run, columns: int) -> None:
    run("company", "add", "Fernwick Laboratories for Applied and Theoretical Patience, Incorporated in Delaware")
    run(
        "person", "add", "Anastasia Ruiz-Kettlebrook of the Long Name", "--company", "1", "--position", "Distinguished Staff Engineer, " * 5
    )
    for words in (("company", "list"), ("insiders", "1"), ("today",), ("company", "show", "1"), ("history",)):
        terminal = at_terminal(*words, columns=columns)
        terminal.wait_end()
        lines = terminal.output().decode("utf-8").splitlines()
        assert max(cells(line) for line in lines) <= columns, words


def test_the_demo_opens_its_screens_and_leaves_nothing_behind(at_terminal: Callable[..., Terminal], data: Path) -> None:
    terminal = at_terminal("demo", columns=120)
    terminal.wait_for("Fernwick Labs")
    terminal.press("q")
    assert terminal.wait_end() == 0
    assert not data.exists()


def test_leaving_the_screens_prepares_the_next_morning(at_terminal: Callable[..., Terminal], run: Run, data: Path) -> None:
    run("company", "add", "Fernwick Labs")
    run("person", "add", "Ana Ruiz", "--company", "Fernwick Labs")
    terminal = at_terminal()
    terminal.wait_for("Ana Ruiz")
    terminal.press("ctrl+q")
    assert terminal.wait_end() == 0
    assert (data / "ahead.memo").stat().st_mode & 0o777 == 0o600
    prepared = run("today", status=1, now="2026-11-23T08:00")
    (data / "ahead.memo").unlink()
    (data / "today.memo").unlink(missing_ok=True)
    assert run("today", status=1, now="2026-11-23T08:00") == prepared
