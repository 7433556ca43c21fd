"""``outreach export ics``: a file, or a folder kept up to date."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Run

MONDAY = "2026-11-23T09:00"


@pytest.fixture
def planted(run: Run, data: Path) -> Run:
    run("demo", "--print", "--keep", str(data), now=MONDAY)
    return run


def titles(folder: Path) -> set[str]:
    found = set()
    for path in folder.glob("*.ics"):
        lines = path.read_text(encoding="utf-8").splitlines()
        assert lines.count("BEGIN:VEVENT") == 1
        found |= {line for line in lines if line.startswith("SUMMARY:")}
    return found


def test_a_folder_holds_one_event_a_file_and_a_second_run_changes_nothing(planted: Run, tmp_path: Path) -> None:
    folder = tmp_path / "calendar"
    assert "0 removed" in planted("export", "ics", "--all", "--vdir", str(folder)).err
    before = {path.name: (path.stat().st_mtime_ns, path.read_bytes()) for path in folder.iterdir()}
    assert len(before) >= 5
    assert titles(folder) == {"SUMMARY:Follow-up", "SUMMARY:Follow-up\\, if nobody answers before"}
    assert planted("export", "ics", "--all", "--vdir", str(folder), now="2026-11-23T18:00").err.startswith("0 events written")
    assert {path.name: (path.stat().st_mtime_ns, path.read_bytes()) for path in folder.iterdir()} == before


def test_an_event_in_a_folder_carries_no_method(planted: Run, tmp_path: Path) -> None:
    planted("export", "ics", "--all", "--vdir", str(tmp_path / "calendar"))
    assert not any(b"METHOD" in path.read_bytes() for path in (tmp_path / "calendar").iterdir())


def test_names_are_written_only_when_asked_for(planted: Run, tmp_path: Path) -> None:
    planted("export", "ics", "--all", "--names", "--vdir", str(tmp_path / "calendar"))
    assert any("Ruiz" in title or "Okafor" in title for title in titles(tmp_path / "calendar"))


def test_a_step_that_is_done_leaves_the_folder_and_others_stay(planted: Run, tmp_path: Path) -> None:
    folder = tmp_path / "calendar"
    planted("export", "ics", "--all", "--vdir", str(folder))
    before = {path.name for path in folder.iterdir()}
    (folder / "dentist.ics").write_text("BEGIN:VEVENT\r\nUID:dentist@example.com\r\nEND:VEVENT\r\n", encoding="utf-8")
    step = planted("today", "--json", status=1).json["due"][0]["step"]
    planted("skip", str(step))
    assert "1 removed" in planted("export", "ics", "--all", "--vdir", str(folder)).err
    after = {path.name for path in folder.iterdir()}
    assert len(before - after) == 1
    assert "dentist.ics" in after


def test_one_company_brought_up_to_date_leaves_the_events_of_the_others(planted: Run, tmp_path: Path) -> None:
    folder = tmp_path / "calendar"
    planted("export", "ics", "--all", "--vdir", str(folder))
    before = {path.name for path in folder.iterdir()}
    first = planted("company", "list", "--json").json[0]["name"]
    assert "0 removed" in planted("export", "ics", first, "--vdir", str(folder)).err
    assert {path.name for path in folder.iterdir()} == before


def test_a_file_is_written_as_the_plan_export_writes_it(planted: Run, tmp_path: Path) -> None:
    planted("export", "ics", "--all", "-o", str(tmp_path / "a.ics"))
    planted("export", "plan", "--all", "--format", "ics", "-o", str(tmp_path / "b.ics"))
    assert (tmp_path / "a.ics").read_bytes() == (tmp_path / "b.ics").read_bytes()
    assert planted("export", "ics", "--all").out.startswith("BEGIN:VCALENDAR")


@pytest.mark.parametrize("words", [(), ("--all", "fernwick"), ("--all", "--vdir", "x", "-o", "y")])
def test_what_does_not_go_together_is_refused_in_one_line(planted: Run, words: tuple[str, ...]) -> None:
    assert planted("export", "ics", *words, status=64).err.count("\n") == 1


def test_all_takes_in_what_is_promised_to_people_of_no_target(planted: Run, tmp_path: Path) -> None:
    planted("person", "add", "Petra Lund")
    planted("todo", "send Petra the reading list", "--person", "Petra Lund", "--promise", "--on", "2026-11-30")
    assert "SUMMARY:send Petra the reading list" in planted("export", "ics", "--all", "--names").out.splitlines()
    assert "reading list" not in planted("export", "ics", "fernwick", "--names").out
    folder = tmp_path / "calendar"
    planted("export", "ics", "--all", "--names", "--vdir", str(folder))
    assert "SUMMARY:send Petra the reading list" in titles(folder)
    planted("export", "ics", "fernwick", "--vdir", str(folder))
    assert "SUMMARY:send Petra the reading list" in titles(folder)


def test_people_of_no_target_who_are_to_be_avoided_stay_out_of_the_calendar(planted: Run) -> None:
    planted("person", "add", "Petra Lund")
    planted("todo", "answer Petra", "--person", "Petra Lund", "--on", "2026-11-30")
    assert "answer Petra" in planted("export", "ics", "--all", "--names").out
    planted("person", "edit", "Petra Lund", "--set", "reputation=avoid")
    assert "answer Petra" not in planted("export", "ics", "--all", "--names").out


def test_two_plans_keep_one_folder_and_neither_takes_away_what_the_other_wrote(planted: Run, tmp_path: Path) -> None:
    folder, other = tmp_path / "calendar", str(tmp_path / "other")
    planted("export", "ics", "--all", "--vdir", str(folder))
    mine = {path.name for path in folder.iterdir()}
    planted("demo", "--print", "--keep", other)
    assert "0 removed" in planted("export", "ics", "--all", "--vdir", str(folder), "--data", other).err
    theirs = {path.name for path in folder.iterdir()} - mine
    assert len(theirs) == len(mine)
    step = planted("today", "--json", status=1).json["due"][0]["step"]
    planted("skip", str(step))
    assert "1 removed" in planted("export", "ics", "--all", "--vdir", str(folder)).err
    assert theirs < {path.name for path in folder.iterdir()}
    assert planted("export", "ics", "--all", "--vdir", str(folder), "--data", other).err.startswith("0 events written")


def test_a_folder_written_by_an_earlier_version_is_taken_over_and_what_is_not_ours_is_named(planted: Run, tmp_path: Path) -> None:
    folder = tmp_path / "calendar"
    planted("export", "ics", "--all", "--vdir", str(folder))
    plan = next(folder.iterdir()).stem.rsplit("-", 1)[1]
    for path in list(folder.iterdir()):
        old = path.read_text(encoding="utf-8").replace(f"@{plan}.outreach", "@outreach")
        path.unlink()
        (folder / path.name.replace(f"-{plan}", "")).write_text(old, encoding="utf-8", newline="")
    before = {path.name for path in folder.iterdir()}
    (folder / "followup-0.ics").write_text("BEGIN:VEVENT\r\nUID:followup-0@outreach.invalid\r\nEND:VEVENT\r\n", encoding="utf-8")
    out = planted("export", "ics", "--all", "--vdir", str(folder)).err
    assert "! 1 event of an earlier version" in out
    assert f"{len(before)} events written, 0 as before, 0 removed" in out
    assert {path.name for path in folder.iterdir()} == {*before, "followup-0.ics"}
    assert all(f"@{plan}.outreach.invalid" in (folder / name).read_text(encoding="utf-8") for name in before)


def test_the_id_a_calendar_gives_the_plan_is_no_change_to_undo(planted: Run, tmp_path: Path) -> None:
    step = planted("today", "--json", status=1).json["due"][0]["step"]
    planted("skip", str(step))
    planted("export", "ics", "--all", "--vdir", str(tmp_path / "calendar"))
    assert "skip" in planted("undo").err.casefold()
    assert "0 removed" in planted("export", "ics", "--all", "--vdir", str(tmp_path / "calendar")).err


def test_a_calendar_of_no_plan_makes_none(run: Run, data: Path) -> None:
    assert run("export", "ics", "--all", now=MONDAY).out.startswith("BEGIN:VCALENDAR")
    assert not (data / "outreach.json").exists()
