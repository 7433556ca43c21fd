"""``export plan``: to stdout or a file, in every format, and never over something by accident."""

from __future__ import annotations

import json
import stat
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from outreach.exchange.writers import WRITERS

if TYPE_CHECKING:
    from tests.cli.conftest import Run


@pytest.fixture
def started(run: Run) -> Run:
    """Two companies, one person with an address and a private note, something due."""
    run("company", "add", "Fernwick Labs", "--motivation", "4", now="2026-11-23T09:00")
    run("company", "add", "Holt & Vane", "--current-employer", "yes")
    run("person", "add", "Ana Ruiz", "--company", "fernwick", "--email", "ana@example.org", "--notes", "private-canary")
    run("person", "add", "Bo Lind", "--company", "holt")
    return run


def test_a_plan_goes_to_stdout_as_markdown(started: Run) -> None:
    said = started("export", "plan", "Fernwick")
    assert said.out.startswith("# ")
    assert "Ana Ruiz" in said.out
    assert "private-canary" not in said.out
    assert said.err == ""


def test_the_same_plan_on_the_same_day_gives_the_same_bytes(started: Run) -> None:
    assert started("export", "plan", "1").out == started("export", "plan", "1").out


def test_the_help_names_every_format_there_is(run: Run) -> None:
    known = "|".join(row.id for row in WRITERS)
    assert f"--format {known} " in run("export", "plan", "--help").out, f"the metavar of --format in cli/export.py is not {known}"


@pytest.mark.parametrize(("format_", "sign"), [("md", "# "), ("html", "<!"), ("json", "{"), ("csv", "\ufeff"), ("ics", "BEGIN:VCALENDAR")])
def test_every_format_can_be_asked_for_by_name_or_by_the_file_it_goes_to(started: Run, tmp_path: Path, format_: str, sign: str) -> None:
    by_name = started("export", "plan", "1", "--format", format_).out
    assert by_name.lower().startswith(sign.lower())
    path = tmp_path / f"plan.{format_}"
    said = started("export", "plan", "1", "-o", str(path))
    assert str(path) in said.err
    assert path.read_bytes().decode("utf-8").lower().startswith(sign.lower())
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_file_that_is_there_is_replaced_only_when_told(started: Run, tmp_path: Path) -> None:
    path = tmp_path / "plan.md"
    path.write_text("mine", encoding="utf-8")
    assert str(path) in started("export", "plan", "1", "-o", str(path), status=73).err
    assert path.read_text(encoding="utf-8") == "mine"
    started("export", "plan", "1", "-o", str(path), "--replace")
    assert "Ana Ruiz" in path.read_text(encoding="utf-8")


def test_a_folder_gets_a_file_named_after_the_plan(started: Run, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    started("export", "plan", "fernwick", "--format", "html", "-o", str(folder))
    (made,) = folder.iterdir()
    assert made.suffix == ".html"
    assert "fernwick-labs" in made.name


def test_all_takes_every_target_and_no_name_beside_it(started: Run) -> None:
    assert "Holt & Vane" in started("export", "plan", "--all", "--format", "json").out
    assert "--all" in started("export", "plan", "1", "--all", status=64).err


def test_a_coach_sees_no_address_and_the_public_no_name(started: Run) -> None:
    assert "ana@example.org" in started("export", "plan", "1", "--format", "json").out
    coach = started("export", "plan", "1", "--redact", "coach").out
    assert "Ana Ruiz" in coach
    assert "ana@example.org" not in coach
    assert "Ana" not in started("export", "plan", "1", "--redact", "public").out


def test_people_at_the_present_employer_stay_home_until_its_name_is_typed_out(started: Run) -> None:
    assert "Bo Lind" not in started("export", "plan", "holt").out
    assert "employer" in started("export", "plan", "holt", "--colleagues-of", "Holt", status=64).err
    assert "Bo Lind" in started("export", "plan", "holt", "--colleagues-of", "Holt & Vane").out


def test_a_format_that_is_none_lists_those_there_are(started: Run) -> None:
    assert "md, html" in started("export", "plan", "1", "--format", "docx", status=64).err


def test_a_plan_exported_as_json_is_taken_in_elsewhere_and_taken_back(started: Run, tmp_path: Path) -> None:
    path = tmp_path / "plan.json"
    started("export", "plan", "1", "-o", str(path))
    assert "Fernwick Labs" in json.dumps(json.loads(path.read_text(encoding="utf-8")))
    other = ("--data", str(tmp_path / "other"))
    assert "--yes" in started("import", str(path), *other, status=64).err
    started("import", str(path), "--yes", *other)
    assert [row["name"] for row in started("insiders", "fernwick", "--json", *other).json] == ["Ana Ruiz"]
    started("undo", *other)
    assert started("company", "list", "--json", *other).json == []


@pytest.mark.parametrize("content", ["", "{", "[1, 2]", '{"records": 7}'])
def test_json_that_is_no_exported_plan_is_refused(started: Run, tmp_path: Path, content: str) -> None:
    path = tmp_path / "plan.json"
    path.write_text(content, encoding="utf-8")
    assert started("import", str(path), "--yes", status=65).err.count("\n") == 1
