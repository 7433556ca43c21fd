"""``backup``, ``restore`` and ``check`` on sound plans and on plans that cannot be opened."""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Run


@pytest.fixture
def kept(run: Run, data: Path) -> Path:
    """A plan with one company in a backup, then two."""
    run("company", "add", "Fernwick Labs")
    path = Path(run("backup").out.strip())
    assert path.parent == data / "backups"
    run("company", "add", "Holt & Vane")
    return path


def _digests(folder: Path) -> dict[str, str]:
    return {str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.rglob("*") if path.is_file()}


def _names(run: Run) -> list[str]:
    return [row["name"] for row in run("company", "list", "--json").json]


def test_backups_are_listed_by_both_verbs(run: Run, kept: Path) -> None:
    (row,) = run("backup", "--list", "--json").json
    assert (row["name"], row["records"], row["number"]) == (kept.name, 1, 1)
    assert run("restore", "--json").json == [row]
    assert "by hand" in run("restore").out


def test_a_backup_of_nothing_is_refused(run: Run, data: Path) -> None:
    assert "no plan to back up yet" in run("backup", status=64).err
    assert not data.exists()


def test_a_restore_shows_what_would_change_and_a_dry_run_stops_there(run: Run, kept: Path, data: Path) -> None:
    before = _digests(data)
    said = run("restore", "1", "--dry-run")
    assert "Disappear" in said.out
    assert run("restore", "1", "--dry-run", "--json").json["preview"]["removed"] == 1
    assert _digests(data) == before


def test_yes_alone_does_not_replace_a_fuller_plan_by_an_emptier_one(run: Run, kept: Path) -> None:
    assert "--losing 1" in run("restore", "1", "--yes", status=64).err
    assert "not 2" in run("restore", "1", "--losing", "2", status=64).err
    assert len(_names(run)) == 2
    run("restore", "1", "--losing", "1")
    assert _names(run) == ["Fernwick Labs"]
    run("undo")
    assert len(_names(run)) == 2


def test_what_a_backup_holds_already_needs_no_restore(run: Run, kept: Path) -> None:
    run("undo")
    assert "Nothing to restore" in run("restore", "1").err


def test_a_check_of_an_unreadable_plan_names_the_damage_and_the_way_back(run: Run, kept: Path, data: Path) -> None:
    (data / "outreach.json").write_bytes(b'{"companies":')
    before = _digests(data)
    said = run("check", status=65)
    assert "byte 13 of 13" in said.out
    assert kept.name in said.out
    rows = run("check", "--json", status=65).json
    assert [row["id"] for row in rows] == ["unreadable", "backup"]
    assert rows[0]["where"] == str(data / "outreach.json")
    assert rows[1]["next_step"] == "outreach restore 1"
    said = run("company", "list", status=65)
    assert "'outreach restore' goes back to one" in said.err
    assert said.err.count("\n") == 1
    assert _digests(data) == before


def test_a_restore_mends_a_plan_that_no_other_verb_can_open(run: Run, kept: Path, data: Path) -> None:
    (data / "outreach.json").write_bytes(b"\0" * 64)
    assert "nobody is here" in run("restore", "1", status=64).err
    said = run("restore", "1", "--yes")
    assert any(Path(line).read_bytes() == b"\0" * 64 for line in said.out.splitlines() if line.startswith(str(data)))
    assert "zero bytes" in said.err
    assert _names(run) == ["Fernwick Labs"]
    assert run("check").out == ""


@pytest.fixture
def copy(run: Run, data: Path) -> Path:
    """A second version beside a plan: it has a company more."""
    run("company", "add", "Fernwick Labs")
    path = data / "outreach (conflicted copy).json"
    run("company", "add", "Holt & Vane")
    shutil.copy(data / "outreach.json", path)
    run("undo")
    run("company", "edit", "1", "--motivation", "4")
    text = path.read_text(encoding="utf-8").replace("Holt & Vane", "Holt & Sons")
    path.write_text(text, encoding="utf-8")
    os.utime(path, (1_795_000_000, 1_795_000_000))
    return path


def test_a_copy_beside_the_plan_is_noticed_and_listed_until_it_is_merged(run: Run, copy: Path) -> None:
    assert f"{copy.name}: 'outreach merge' takes it in" in run("company", "list").err
    assert run("merge", "--json").json == [str(copy)]
    assert any(row["id"] == "sync-conflict" and "outreach merge" in row["next_step"] for row in run("check", "--json", status=1).json)
    run("merge", copy.name, "--yes")
    assert "outreach merge" not in run("company", "list").err


def test_a_merge_shows_what_it_would_do_asks_and_can_be_undone(run: Run, copy: Path, data: Path) -> None:
    before = _digests(data)
    said = run("merge", str(copy), "--dry-run")
    assert "Come in" in said.out
    assert _digests(data) == before
    assert "nobody is here" in run("merge", str(copy), status=64).err
    row = run("merge", str(copy), "--yes", "--json").json
    assert row["changes"] == 1
    assert Path(row["kept_in"]).is_file()
    assert _names(run) == ["Fernwick Labs", "Holt & Sons"]
    assert "merged already" in run("merge", str(copy), "--yes").err
    run("undo")
    assert _names(run) == ["Fernwick Labs"]


def test_a_copy_that_cannot_be_read_is_refused(run: Run, copy: Path) -> None:
    copy.write_bytes(b"{")
    assert copy.name in run("merge", str(copy), "--yes", status=65).err
    assert _names(run) == ["Fernwick Labs"]


def test_a_file_that_is_not_there_and_the_plan_itself_are_no_copies(run: Run, copy: Path, data: Path) -> None:
    run("merge", "nowhere.json", status=64)
    assert "the plan itself" in run("merge", str(data / "outreach.json"), status=64).err


@pytest.mark.pty
def test_at_a_terminal_the_number_of_lost_records_must_be_typed(run: Run, kept: Path) -> None:
    from support.terminal import Terminal

    for typed, left in (("", 2), ("y", 2), ("1", 1)):
        command = [sys.executable, "-m", "outreach", "restore", "by hand"]
        with Terminal(command, columns=80, rows=24, env={"PYTHONPATH": str(Path(__file__).parents[2])}) as terminal:
            terminal.wait_for("Type 1 to go on")
            terminal.press(*typed, "enter")
            assert terminal.wait_end() == (0 if left == 1 else 130)
        assert len(_names(run)) == left
