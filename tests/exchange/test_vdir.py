"""The folder of event files: ours follow the plan, anybody else's stay byte for byte."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from outreach.errors import CannotCreate
from outreach.exchange.vdir import UNNAMED, sync

Event = tuple[str, str, bytes]


HOME = "@aa11bb22cc33.outreach.invalid"
OTHER = "@ffffffffffff.outreach.invalid"


def event(number: int, *, title: str = "Follow-up", stamp: str = "20261123", home: str = HOME) -> Event:
    uid = f"followup-{number}{home}"
    lines = ("BEGIN:VCALENDAR", "BEGIN:VEVENT", f"UID:{uid}", f"DTSTAMP:{stamp}T000000Z", f"SEQUENCE:{stamp}", f"SUMMARY:{title}")
    content = "\r\n".join((*lines, "END:VEVENT", "END:VCALENDAR", ""))
    return uid, f"followup-{number}.ics", content.encode()


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_each_event_is_a_file_of_its_own_readable_by_its_owner_only(tmp_path: Path) -> None:
    folder = tmp_path / "calendar"
    done = sync(folder, [event(1), event(2)], home=HOME)
    assert done.written == 2
    assert names(folder) == ["followup-1.ics", "followup-2.ics"]
    assert (folder / "followup-1.ics").read_bytes() == event(1)[2]
    assert {path.stat().st_mode & 0o777 for path in (folder / "followup-1.ics",)} == {0o600}
    assert folder.stat().st_mode & 0o777 == 0o700


def test_an_event_whose_stamp_alone_changed_is_not_written_again(tmp_path: Path) -> None:
    sync(tmp_path, [event(1)], home=HOME)
    done = sync(tmp_path, [event(1, stamp="20261201")], home=HOME)
    assert (done.written, done.same) == (0, 1)
    assert b"20261123" in (tmp_path / "followup-1.ics").read_bytes()
    assert sync(tmp_path, [event(1, title="Write to Ana", stamp="20261201")], home=HOME).written == 1
    assert b"Write to Ana" in (tmp_path / "followup-1.ics").read_bytes()


def test_an_event_whose_step_is_gone_is_removed_and_one_to_keep_stays(tmp_path: Path) -> None:
    sync(tmp_path, [event(1), event(2), event(3)], home=HOME)
    done = sync(tmp_path, [event(1)], home=HOME, keep={event(2)[0]})
    assert done.removed == 1
    assert names(tmp_path) == ["followup-1.ics", "followup-2.ics"]


def test_files_of_others_are_never_touched(tmp_path: Path) -> None:
    mine = b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:dentist@example.com\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    mixed = event(8)[2] + event(9)[2]
    hostile = b"UID:dentist@example.com\r\nDESCRIPTION:UID:followup-1@aa11bb22cc33.outreach.invalid\r\n"
    others = {
        "dentist.ics": mine,
        "followup-7.ics": mine,
        "whole-calendar.ics": mixed,
        "quoted.ics": hostile,
        "notes.txt": event(5)[2],
        "empty.ics": b"",
        "binary.ics": bytes(range(256)),
        "large.ics": b"X" * 70_000 + event(6)[2],
    }
    for name, content in others.items():
        (tmp_path / name).write_bytes(content)
    done = sync(tmp_path, [event(1), event(7)], home=HOME)
    assert done.refused == ("followup-7.ics",)
    assert done.removed == 0
    assert {name: (tmp_path / name).read_bytes() for name in others} == others
    assert names(tmp_path) == sorted([*others, "followup-1.ics"])


def test_two_plans_share_a_folder_and_neither_removes_the_events_of_the_other(tmp_path: Path) -> None:
    sync(tmp_path, [event(1), event(2)], home=HOME)
    theirs = [(uid, name.replace("followup", "their"), content) for uid, name, content in (event(1, home=OTHER), event(3, home=OTHER))]
    assert sync(tmp_path, theirs, home=OTHER).removed == 0
    assert sync(tmp_path, [event(2)], home=HOME).removed == 1
    assert names(tmp_path) == ["followup-2.ics", "their-1.ics", "their-3.ics"]
    assert sync(tmp_path, [], home=OTHER).removed == 2
    assert names(tmp_path) == ["followup-2.ics"]


def test_an_event_of_an_earlier_version_is_renewed_in_its_place_and_one_of_nobody_known_stays(tmp_path: Path) -> None:
    for number in (1, 2, 3):
        _, name, content = event(number, home=UNNAMED)
        (tmp_path / name).write_bytes(content)
    formerly = {f"followup-{number}{UNNAMED}": f"followup-{number}{HOME}" for number in (1, 2)}
    done = sync(tmp_path, [event(1)], home=HOME, formerly=formerly)
    assert (done.written, done.removed, done.unclaimed) == (1, 1, 1)
    assert names(tmp_path) == ["followup-1.ics", "followup-3.ics"]
    assert (tmp_path / "followup-1.ics").read_bytes() == event(1)[2]
    again = sync(tmp_path, [event(1)], home=HOME, formerly=formerly)
    assert (again.written, again.same, again.removed) == (0, 1, 0)


def test_an_event_that_is_there_in_both_versions_is_kept_once(tmp_path: Path) -> None:
    sync(tmp_path, [event(1)], home=HOME)
    (tmp_path / "old.ics").write_bytes(event(1, home=UNNAMED)[2])
    done = sync(tmp_path, [event(1)], home=HOME, formerly={f"followup-1{UNNAMED}": f"followup-1{HOME}"})
    assert (done.same, done.removed) == (1, 1)
    assert names(tmp_path) == ["followup-1.ics"]


def test_a_plan_without_an_id_removes_nothing_it_has_no_step_for(tmp_path: Path) -> None:
    _, name, content = event(1, home=UNNAMED)
    (tmp_path / name).write_bytes(content)
    assert sync(tmp_path, []).removed == 0
    assert sync(tmp_path, [], formerly={f"followup-1{UNNAMED}": f"followup-1{UNNAMED}"}).removed == 1


def test_an_event_that_another_program_renamed_is_updated_where_it_is(tmp_path: Path) -> None:
    sync(tmp_path, [event(1)], home=HOME)
    (tmp_path / "followup-1.ics").rename(tmp_path / "a1b2c3.ics")
    done = sync(tmp_path, [event(1, title="Write to Ana")], home=HOME)
    assert done.written == 1
    assert names(tmp_path) == ["a1b2c3.ics"]
    assert b"Write to Ana" in (tmp_path / "a1b2c3.ics").read_bytes()


def test_a_folded_uid_is_read_whole(tmp_path: Path) -> None:
    uid, _, content = event(1)
    (tmp_path / "folded.ics").write_bytes(content.replace(b"followup-1@aa1", b"followup-1@a\r\n a1"))
    assert sync(tmp_path, [], home=HOME, keep={uid}).removed == 0
    assert sync(tmp_path, [], home=HOME).removed == 1


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="needs symbolic links")
def test_a_symbolic_link_is_neither_followed_nor_replaced_nor_removed(tmp_path: Path) -> None:
    folder, outside = tmp_path / "calendar", tmp_path / "outside.ics"
    folder.mkdir()
    outside.write_bytes(event(1)[2])
    (folder / "followup-1.ics").symlink_to(outside)
    (folder / "followup-2.ics").symlink_to(tmp_path / "nowhere")
    done = sync(folder, [event(1, title="new"), event(2)], home=HOME)
    assert done.refused == ("followup-1.ics", "followup-2.ics")
    assert sync(folder, [], home=HOME).removed == 0
    assert outside.read_bytes() == event(1)[2]
    assert (folder / "followup-2.ics").is_symlink()


def test_a_folder_that_cannot_be_made_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(CannotCreate, match="whose parent is there"):
        sync(tmp_path / "no" / "where", [], home=HOME)
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(CannotCreate):
        sync(tmp_path / "file", [], home=HOME)
