"""What a verb changes and what it says of it, where nothing else would notice if it did not."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click
import pytest

from outreach.cli import session
from outreach.cli.fields import COMPANY, LEAD, PERSON, Field
from outreach.domain.model import Company, Lead, Person, Record

if TYPE_CHECKING:
    from tests.cli.conftest import Run

MONDAY = "2026-11-23T09:00"


@pytest.fixture
def started(run: Run) -> Run:
    """A target and the present employer, somebody at each, on a Monday."""
    run("company", "add", "Fernwick Labs", now=MONDAY)
    run("company", "add", "Holt & Vane", "--current-employer", "yes")
    run("person", "add", "Ana Ruiz", "--company", "1")
    run("person", "add", "Bo Lind", "--company", "2")
    return run


def calendar(started: Run, *words: str, status: int = 0) -> str:
    said = started("export", "ics", "--all", "--names", *words, status=status)
    return said.out or said.err


def test_colleagues_stay_out_of_a_calendar_until_their_employer_is_typed_out(started: Run) -> None:
    assert "Ana" in calendar(started) and "Bo" not in calendar(started)
    assert "Bo" in calendar(started, "--colleagues-of", "holt & vane")
    assert "does not name a current employer" in calendar(started, "--colleagues-of", "Fernwick Labs", status=64)


def test_evidence_keeps_whether_things_were_cordial(started: Run) -> None:
    started("evidence", "add", "Ana", "spoke", "--on", "yesterday", "--cordial", "no")
    assert {"label": "cordial", "effect": "no"} in started("person", "show", "Ana", "--json").json["more"]
    assert "things with Ana were not cordial" in started("today", status=None).out


def test_what_was_done_is_said_where_nothing_is_printed(started: Run) -> None:
    started("evidence", "add", "Ana", "met", "--on", "yesterday")
    assert started("evidence", "delete", "1").err == "Deleted record 1; 'outreach undo' brings it back\n"
    started("person", "add", "Cleo Faro", "--company", "1")
    assert started("person", "move", "Cleo", "1").err == "Cleo Faro is at place 1\n"
    assert started("introductions", "made", "Ana", "Cleo").err == "Noted with both\n"
    assert started("inbound", "add", "Nora Vale").out == "1  Nora Vale\n"
    assert started("inbound", "decline", "Nora").err == "Declined\n"


def test_an_earlier_wording_is_brought_back_by_its_number(started: Run) -> None:
    assert "no draft to them yet" in started("versions", "Ana").err
    assert started("versions", "Ana", "--json").json == []
    started("draft", "Ana", "--new")
    first = started("draft", "Ana", "--json").json["body"]
    started("draft", "Ana", "--body", "Hi Ana, how do you review incidents?")
    assert "how do you review" in started("draft", "Ana").out
    rows = started("versions", "Ana", "--json").json
    assert [row["number"] for row in rows if row["number"]] == [1]
    started("versions", "Ana", "--restore", "1")
    assert started("draft", "Ana", "--json").json["body"] == first


def test_exported_plans_are_not_mixed_with_archives_nor_previewed(started: Run, tmp_path: Path) -> None:
    plan, archive = str(tmp_path / "plan.json"), tmp_path / "Connections.csv"
    archive.write_text("First Name,Last Name,URL,Company,Connected On\nAna,Ruiz,,Fernwick Labs,28 Sep 2026\n", encoding="utf-8")
    started("export", "plan", "1", "-o", plan)
    assert "not read together" in started("import", plan, str(archive), "--yes", status=64).err
    assert "no preview" in started("import", plan, "--dry-run", status=64).err
    assert "--yes" in started("import", plan, status=64).err
    assert "Taken in" in started("import", plan, "--yes").err


def test_somebody_is_forgotten_by_name_or_not_at_all(started: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "say whom" in started("forget", status=64).err
    assert "say whom" in started("forget", "Ana", "--finish", status=64).err
    assert "--yes" in started("forget", "Ana", status=64).err
    monkeypatch.setattr(session.Session, "interactive", lambda _: True)
    monkeypatch.setattr(click, "prompt", lambda *_, **__: "Bo Lind")
    assert "another name" in started("forget", "Ana", status=64).err
    assert "Ana" in started("insiders", "1").out
    monkeypatch.setattr(click, "prompt", lambda *_, **__: " ana  ruiz ")
    started("forget", "Ana")
    assert "Ana" not in started("insiders", "1").out
    started("forget", "Bo", "--yes")
    assert "Bo" not in started("insiders", "2").out


@pytest.mark.parametrize("name", ["pairs.tsv", "-"])
def test_a_table_of_pairs_too_large_or_in_another_encoding_is_refused(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    table = tmp_path / "pairs.tsv"
    where = str(table) if name != "-" else "-"

    def asked(content: bytes) -> str:
        table.write_bytes(content)
        with table.open("rb") as stream:
            monkeypatch.setattr("sys.stdin", type("Stdin", (), {"buffer": stream, "isatty": lambda _: False})())
            return run("match", "--pairs", where, status=65).err

    monkeypatch.setattr("outreach.cli.match.LARGEST", 40)
    assert "larger than 40 bytes" in asked(b"string\ttarget\n" + b"a\tb\n" * 20)
    assert "byte 14 is not UTF-8" in asked(b"string\ttarget\n\xff\tb\n")


@pytest.mark.parametrize(("fields", "kind"), [(COMPANY, Company), (PERSON, Person), (LEAD, Lead)], ids=["company", "person", "lead"])
def test_every_option_for_a_field_names_a_field(fields: tuple[Field, ...], kind: type[Record]) -> None:
    assert {field.name for field in fields} <= set(kind.__struct_fields__)
    assert len({field.option for field in fields}) == len(fields)


def test_a_draft_is_changed_in_the_users_own_editor_and_kept_as_it_was_otherwise(started: Run, tmp_path: Path) -> None:
    editor = tmp_path / "editor"
    editor.write_text("#!/bin/sh\nprintf 'Hi Ana, how do you review incidents?\\n' > \"$1\"\n", encoding="utf-8")
    editor.chmod(0o755)
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "config.toml").write_text(f'editor = "{editor}"\n', encoding="utf-8")
    assert "Hi Ana, how do you review incidents?" in started("draft", "Ana", "--edit").out
    wordings = len(started("versions", "Ana", "--json").json)
    started("draft", "Ana", "--edit")
    assert len(started("versions", "Ana", "--json").json) == wordings


def test_a_subject_of_a_mail_is_set_beside_its_words(started: Run) -> None:
    started("person", "edit", "Ana", "--email", "ana@example.org")
    words = started("draft", "Ana", "--channel", "email", "--json").json["body"]
    said = started("draft", "Ana", "--subject", "Incident reviews", "--json").json
    assert (said["subject"], said["body"]) == ("Incident reviews", words)


def test_a_draft_whose_occasion_is_over_gives_way_to_what_waits_now(started: Run) -> None:
    started("draft", "Ana", "--new")
    started("replied", "Ana", "--text", "I saw your name. Thursday?")
    assert "is over; this one is for what waits now" in started("draft", "Ana").err
    assert "is over" not in started("draft", "Ana").err


def test_deleting_is_asked_about_where_somebody_is_there_to_ask(started: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session.Session, "interactive", lambda _: True)
    asked: list[str] = []

    def confirm(question: str, **how: object) -> bool:
        asked.append(question)
        assert how.get("abort")
        raise click.Abort

    monkeypatch.setattr(click, "confirm", confirm)
    started("person", "delete", "Ana", status=None)
    assert len(asked) == 1 and "Ana" in started("insiders", "1").out
