"""``demo`` shows a sample that leaves the user's own plan alone."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Run


@pytest.fixture
def spare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where temporary folders are made."""
    folder = tmp_path / "spare"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def test_the_sample_has_something_due_and_is_gone_afterwards(run: Run, data: Path, spare: Path) -> None:
    said = run("demo", "--print", now="2026-11-23T09:00")
    assert "Mon 23 Nov 2026" in said.out
    assert "due" in said.out.splitlines()[0]
    assert "Fernwick Labs" in said.out
    assert not data.exists()
    assert list(spare.iterdir()) == []


def test_without_a_terminal_the_sample_is_printed_and_says_so(run: Run, spare: Path) -> None:
    assert "in a terminal" in run("demo").err


def test_a_kept_sample_is_planted_once_and_can_be_worked_with(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "sample"
    run("demo", "--print", "--keep", str(folder))
    companies = run("company", "list", "--json", "--data", str(folder)).json
    assert len(companies) >= 4
    run("demo", "--print", "--keep", str(folder))
    assert run("company", "list", "--json", "--data", str(folder)).json == companies
