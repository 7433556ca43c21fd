"""``import`` asks before it changes anything, does it as one change, and changes nothing the second time."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click
import pytest

from outreach.cli import session

if TYPE_CHECKING:
    from tests.cli.conftest import Run

CONTACTS = """First Name,Last Name,URL,Email Address,Company,Position,Connected On
Ana,Ruiz,https://www.linkedin.com/in/ana-ruiz-1,,Fernwick Labs,Staff Engineer,28 Sep 2026
Tom,Okafor,https://www.linkedin.com/in/tom-okafor-2,tom@example.org,"Fernwick Labs, Inc.",Recruiter,14 Sep 2026
Mei,Tanaka,https://www.linkedin.com/in/mei-tanaka-3,,ex-Fernwick Labs,Open to work,02 Sep 2026
,,,,,,18 Jun 2026
"""


@pytest.fixture
def source(tmp_path: Path) -> str:
    """A connections file of three people and one hidden member."""
    path = tmp_path / "Connections.csv"
    path.write_text(CONTACTS, encoding="utf-8")
    return str(path)


def test_nobody_to_ask_means_nothing_is_read_or_changed(run: Run, source: str, data: Path) -> None:
    said = run("import", source, status=64)
    assert "--yes" in said.err
    assert "--dry-run" in said.err
    assert not data.exists()


def test_a_dry_run_shows_what_would_change_and_leaves_no_trace(run: Run, source: str, data: Path) -> None:
    said = run("import", source, "--dry-run")
    assert "3  new people" in said.out
    assert "1  without a name" in said.out
    assert not data.exists()


def test_an_import_is_one_change_that_undo_takes_back(run: Run, source: str) -> None:
    run("import", source, "--yes")
    assert [row["name"] for row in run("network", "fernwick", "--json").json] == ["Ana Ruiz", "Mei Tanaka", "Tom Okafor"]
    run("undo")
    assert run("network", "fernwick", "--json", status=1).json == []
    run("redo")
    assert "Ana Ruiz" in run("network", "ana").out


def test_whoever_said_yes_gets_it_done_though_nobody_reads_on(run: Run, source: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(_: object) -> None:
        raise BrokenPipeError

    with monkeypatch.context() as patch:
        patch.setattr("outreach.cli.importing.show", gone)
        run("import", source, "--yes", status=141)
    assert [row["name"] for row in run("network", "fernwick", "--json").json] == ["Ana Ruiz", "Mei Tanaka", "Tom Okafor"]


def test_the_same_file_again_changes_nothing(run: Run, source: str) -> None:
    run("import", source, "--yes")
    before = run("history", "--json").json
    again = run("import", source, "--yes", "--json").json
    assert again["applied"] is False
    assert again["preview"]["changes"] == 0
    assert run("history", "--json").json == before
    assert "already" in run("import", source, "--yes").err


def test_the_json_of_an_import_says_what_it_did(run: Run, source: str) -> None:
    told = run("import", source, "--yes", "--json").json
    assert told["applied"] is True
    assert told["preview"]["people_new"] == 3
    assert told["preview"]["hidden"] == 1


def test_at_a_terminal_the_preview_is_shown_and_then_asked_about(run: Run, source: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session, "is_terminal", lambda: True)
    asked: list[str] = []

    def answer(question: str, **_: object) -> bool:
        asked.append(question)
        raise click.Abort

    monkeypatch.setattr(click, "confirm", answer)
    said = run("import", source, status=130)
    assert "3  new people" in said.out
    assert len(asked) == 1
    assert run("network", "ana", status=1).status == 1
    monkeypatch.setattr(click, "confirm", lambda question, **_: True)
    run("import", source)
    assert run("network", "ana").status == 0


def test_a_new_target_finds_who_is_there_and_who_was(run: Run, source: str) -> None:
    run("import", source, "--yes")
    run("company", "add", "Fernwick Labs")
    rows = {row["name"]: row for row in run("insiders", "fernwick", "--json").json}
    assert set(rows) == {"Ana Ruiz", "Tom Okafor", "Mei Tanaka"}
    assert (rows["Ana Ruiz"]["tie"], rows["Mei Tanaka"]["tie"]) == ("here", "before")


def test_somebody_imported_is_taken_into_the_plan_by_number(run: Run, source: str) -> None:
    run("import", source, "--yes")
    run("company", "add", "Holt & Vane")
    number = run("network", "tom", "--json").json[0]["id"]
    run("person", "promote", str(number), "holt")
    assert [row["name"] for row in run("insiders", "holt", "--json").json] == ["Tom Okafor"]
    assert run("network", "tom", "--json").json[0]["person"] == 1


@pytest.mark.parametrize("content", [b"", b"<!DOCTYPE html><html>", b"PK\x03\x04broken", b"a,b\n1,2\n"])
def test_a_file_that_is_no_archive_is_one_line_and_half_of_nothing(run: Run, tmp_path: Path, data: Path, content: bytes) -> None:
    path = tmp_path / "Connections.zip"
    path.write_bytes(content)
    said = run("import", str(path), "--yes", status=65)
    assert said.err.count("\n") == 1
    assert "Connections.zip" in said.err
    assert run("history", "--json").json == []


def test_a_file_that_is_not_there_is_named(run: Run, tmp_path: Path) -> None:
    said = run("import", str(tmp_path / "nowhere.zip"), "--yes", status=None)
    assert said.status in (64, 65)
    assert "nowhere.zip" in said.err
    assert said.err.count("\n") == 1


INVITATIONS = """From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl
{name},Robin Alder,"{day}, 6:05 AM",,INCOMING,https://www.linkedin.com/in/{slug},https://www.linkedin.com/in/robin-alder
"""


@pytest.mark.parametrize(("name", "slug", "told"), [("Ida Holt", "ida-holt-9", True), ("Ana Ruiz", "ana-ruiz-1", False)])
def test_an_invitation_received_is_told_when_it_waits_and_not_when_it_was_accepted(
    run: Run, source: str, tmp_path: Path, name: str, slug: str, told: bool
) -> None:
    invitations = tmp_path / "Invitations.csv"
    invitations.write_text(INVITATIONS.format(name=name, slug=slug, day="11/16/26"), encoding="utf-8")
    said = run("import", source, str(invitations), "--yes")
    assert ("1 invitation you received waits for a yes or no" in said.err) is told
