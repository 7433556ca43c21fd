"""The first half hour at a prompt: what an empty plan, a slip or a wrong file is answered with, and the next step each answer names."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.support.archives import archive, connection

if TYPE_CHECKING:
    from tests.cli.conftest import Run


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """An archive of three people and a saved job."""
    return archive(
        tmp_path,
        "10-06-2026",
        connections=[connection("Ana Ruiz", "Fernwick Labs"), connection("Tom Okafor", "Spotify"), connection("Mei Tanaka", "Holtby Rail")],
        saved_jobs=[("9/1/26, 9:15 AM", "https://example.org/1", "Engineer", "Holtby Rail")],
    )


def test_an_empty_plan_names_the_ways_to_begin_with_the_archive_first(run: Run) -> None:
    said = run("today").out
    assert [said.index(way) for way in ("outreach import", "outreach company add", "outreach demo")] == sorted(
        said.index(way) for way in ("outreach import", "outreach company add", "outreach demo")
    )
    assert "outreach import FILE" in run("network", "ana", status=1).err, "nobody can be found where nobody was imported"


def test_a_search_that_finds_nobody_among_many_says_no_more_than_that(run: Run, pack: Path) -> None:
    run("import", str(pack), "--yes")
    assert run("network", "zebedee", status=1).err == "Nobody found.\n"


@pytest.mark.parametrize("noun", ["company", "person", "evidence", "lead", "export"])
def test_a_noun_without_its_verb_is_asked_for_one_in_a_line(run: Run, noun: str) -> None:
    said = run(noun, status=64)
    assert said.err.startswith(f"outreach {noun}: say which verb: ")
    assert said.err.endswith(f" ('outreach {noun} --help' shows how)\n")
    assert said.err.count("\n") == 1 and "Options" not in said.err


def test_a_name_without_its_quotes_is_told_of_them(run: Run) -> None:
    assert "a name of several words goes in quotes" in run("company", "add", "Fernwick", "Labs", status=64).err
    assert "quotes" not in run("today", "everything", status=64).err, "it takes no name"
    assert "(15 16): one at a time (" in run("done", "14", "15", "16", status=64).err
    assert run("company", "list", "--json").json == []


def test_a_file_that_is_not_there_is_said_before_anybody_is_asked_for_a_yes(run: Run, data: Path) -> None:
    said = run("import", "none.zip", status=65)
    assert "none.zip cannot be read (no such file or directory)" in said.err
    assert not data.exists()


def test_a_folder_named_by_a_dot_has_its_name_in_the_preview(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "unpacked"
    folder.mkdir()
    (folder / "Connections.csv").write_text(
        "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
        "Ana,Ruiz,https://www.linkedin.com/in/ana,,Holt,Clerk,28 Sep 2026\n",
        encoding="utf-8",
    )
    monkeypatch.chdir(folder)
    assert run("import", ".", "--dry-run").out.startswith("unpacked\n")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"Company,Motivation\nAcme,3\n", "lists companies and no people: 'outreach company add NAME' names a target"),
        (b"Employer\nAcme\n", "lists companies and no people: 'outreach company add NAME' names a target"),
        (b"Acme\nHolt & Vane\n", "name its columns in line 1, such as Name,Company,Email"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "is no text file: give the zip LinkedIn mailed you"),
    ],
)
def test_a_file_of_something_else_is_told_by_what_it_looks_like(run: Run, tmp_path: Path, content: bytes, says: str) -> None:
    path = tmp_path / "targets.csv"
    path.write_bytes(content)
    said = run("import", str(path), "--dry-run", status=65)
    assert said.err.startswith("outreach: targets.csv ") and says in said.err
    assert said.err.count("\n") == 1


def test_a_broken_copy_of_a_plan_is_named(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "plan.json"
    path.write_text("{", encoding="utf-8")
    said = run("import", str(path), "--yes", status=65)
    assert said.err.startswith(f"outreach: {path}: this is no exported plan") and said.err.count("\n") == 1


def test_an_import_ends_with_what_to_do_next(run: Run, pack: Path, tmp_path: Path) -> None:
    (tmp_path / "apart").mkdir()
    bare = archive(tmp_path / "apart", "10-07-2026", connections=[connection("Jo Veld", "Nimbus")])
    assert "outreach company add NAME" in run("import", str(bare), "--yes").err
    said = run("import", str(pack), "--yes").err
    assert "outreach suggestions" in said and "outreach company add" not in said


def test_a_misspelt_target_nobody_is_known_at_is_offered_the_name_that_was_meant(run: Run, pack: Path) -> None:
    run("import", str(pack), "--yes")
    said = run("company", "add", "Spotfy")
    assert said.out == "1  Spotfy\n"
    assert said.err == "Nobody known there yet\nDid you mean Spotify? Then: outreach company edit 1 --rename Spotify\n"
    assert "1 person known there; 'outreach insiders 1' lists them" in run("company", "edit", "1", "--rename", "Spotify").err
    assert "Did you mean Deloitte?" in run("company", "add", "Deloite GmbH").err, "known to the program, though to nobody of the archive"
    for name in ("Zorblatt Industries", "Netflix", "Spotify Advertising Partners"):
        assert "Did you mean" not in run("company", "add", name).err


def test_a_suggestion_is_answered_as_the_list_says(run: Run, pack: Path) -> None:
    run("import", str(pack), "--yes")
    assert run("suggestions").err == "Answer with: outreach suggestions accept|dismiss 'Holtby Rail'\n"
    refused = run("suggestions", "dismiss", "Holt", status=64)
    assert refused.err == "outreach: nothing suggests 'Holt': 'outreach suggestions' lists them\n"
    took = run("suggestions", "accept", "holtby rail")
    assert took.out == "1  Holtby Rail\n" and "1 person known there" in took.err


def test_whoever_waits_to_be_looked_through_is_listed_with_the_words_that_answer(run: Run, pack: Path) -> None:
    run("import", str(pack), "--yes")
    run("company", "add", "Fernwick Labs")
    said = run("insiders", "fernwick")
    assert said.err == "1 to look through; answer with: outreach person triage insider|later|avoid 1\n"
    run("person", "triage", "insider", "1")
    assert run("insiders", "fernwick").err == ""


def test_a_crowd_is_listed_from_the_front_and_counted(run: Run, tmp_path: Path) -> None:
    crowd = archive(tmp_path, "10-06-2026", connections=[connection(f"Guest Number{n}", "Fernwick Labs") for n in range(60)])
    run("import", str(crowd), "--yes")
    run("company", "add", "Fernwick Labs")
    said = run("insiders", "fernwick")
    assert said.out.count("Guest") == 50 and len(run("insiders", "fernwick", "--json").json) == 60
    assert "The first 50 of 60; --limit shows more\n60 to look through; answer with: outreach person triage" in said.err
    assert said.err.endswith(" ...\n")
    assert run("insiders", "fernwick", "--limit", "60").out.count("Guest") == 60


def test_the_desk_of_invitations_says_how_to_answer(run: Run) -> None:
    run("inbound", "add", "Jonas Veld")
    assert run("inbound").err == "Answer with: outreach inbound accept|ask|answered|decline NO\n"
