"""A calendar folder that objects, and files in it that are almost ours."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from outreach.errors import CannotCreate, NotSaved
from outreach.exchange.vdir import LARGEST, UNNAMED, Synced, sync

HOME = "@aa11bb22cc33.outreach.invalid"


def content(uid: str, more: str = "", end: str = "\r\n") -> bytes:
    return end.join(("BEGIN:VCALENDAR", f"UID:{uid}", f"SUMMARY:Follow-up{more}", "END:VCALENDAR", "")).encode()


def event(number: int = 1, more: str = "") -> tuple[str, str, bytes]:
    uid = f"followup-{number}{HOME}"
    return uid, f"followup-{number}.ics", content(uid, more)


def test_a_run_with_nothing_to_do_says_so(tmp_path: Path) -> None:
    assert sync(tmp_path, []) == Synced(written=0, same=0, removed=0, refused=(), unclaimed=0) == Synced()
    assert UNNAMED == "@outreach.invalid"


def test_a_folder_whose_parent_is_missing_is_refused_with_the_reason(tmp_path: Path) -> None:
    with pytest.raises(CannotCreate, match=r"a/b: no such file or directory: name a folder whose parent is there"):
        sync(tmp_path / "a" / "b", [event()])
    with pytest.raises(CannotCreate, match=r"cannot be made"):
        sync(Path("~nobody-of-that-name-here/calendar"), [event()])


def test_a_folder_that_may_not_be_looked_into_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuses(self: Path) -> None:
        raise OSError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "iterdir", refuses)
    with pytest.raises(CannotCreate, match=r": permission denied: name a folder you may use"):
        sync(tmp_path, [event()])


def test_reasons_without_words_are_said_all_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuses(*_: object, **__: object) -> None:
        raise OSError

    for name, said in (("mkdir", "cannot be made"), ("iterdir", "cannot be read")):
        with monkeypatch.context() as patch:
            patch.setattr(Path, name, refuses)
            with pytest.raises(CannotCreate, match=said):
                sync(tmp_path, [])
    sync(tmp_path, [event()], home=HOME)
    monkeypatch.setattr(Path, "unlink", refuses)
    with pytest.raises(NotSaved, match="cannot be removed: remove it yourself"):
        sync(tmp_path, [], home=HOME)


def test_an_event_that_is_gone_before_we_remove_it_is_gone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sync(tmp_path, [event()], home=HOME)
    real = Path.unlink

    def first(self: Path, missing_ok: bool = False) -> None:
        real(self)
        real(self, missing_ok=missing_ok)

    monkeypatch.setattr(Path, "unlink", first)
    assert sync(tmp_path, [], home=HOME).removed == 1


def test_a_file_that_vanishes_while_we_read_is_not_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sync(tmp_path, [event()], home=HOME)

    def gone(self: Path) -> bytes:
        raise FileNotFoundError(self)

    monkeypatch.setattr(Path, "read_bytes", gone)
    assert sync(tmp_path, [event()], home=HOME) == Synced(refused=("followup-1.ics",))


@pytest.mark.parametrize(("size", "ours"), [(LARGEST, True), (LARGEST + 1, False)])
def test_a_file_larger_than_any_of_ours_is_never_read(tmp_path: Path, size: int, ours: bool) -> None:
    assert LARGEST == 64_000
    uid, name, written = event()
    (tmp_path / name).write_bytes(written + b" " * (size - len(written)))
    assert sync(tmp_path, [], home=HOME).removed == ours
    assert (tmp_path / name).exists() is not ours
    assert uid


@pytest.mark.parametrize("end", ["\r\n", "\n"])
def test_a_uid_folded_over_two_lines_is_read_as_one(tmp_path: Path, end: str) -> None:
    (tmp_path / "x.ics").write_bytes(content(f"followup-1{HOME}", end=end).replace(b"-1@", f"-1{end} @".encode()))
    assert sync(tmp_path, [], home=HOME).removed == 1


@pytest.mark.parametrize("uid", [b"followup-1\xff" + HOME.encode(), f"followup-1{HOME}".encode()])
def test_a_uid_of_broken_letters_is_read_without_a_fault(tmp_path: Path, uid: bytes) -> None:
    (tmp_path / "X.ICS").write_bytes(b"BEGIN:VCALENDAR\r\nUID:" + uid + b"\r\nEND:VCALENDAR\r\n")
    assert sync(tmp_path, [], home=HOME).removed == 1


def test_a_file_that_is_no_event_file_and_one_without_a_uid_are_left(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_bytes(event()[2])
    (tmp_path / "bare.ics").write_bytes(b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n")
    (tmp_path / "two.ics").write_bytes(event(1)[2] + event(2)[2])
    assert sync(tmp_path, [], home=HOME) == Synced()
    assert len(os.listdir(tmp_path)) == 3  # noqa: PTH208 - counting names is all


def test_an_event_of_an_earlier_version_that_nobody_claims_is_counted_and_left(tmp_path: Path) -> None:
    (tmp_path / "old.ics").write_bytes(content(f"followup-9{UNNAMED}"))
    (tmp_path / "mine.ics").write_bytes(content(f"followup-1{UNNAMED}"))
    formerly = {f"followup-1{UNNAMED}": event()[0]}
    done = sync(tmp_path, [event()], home=HOME, formerly=formerly)
    assert done == Synced(written=1, unclaimed=1)
    assert (tmp_path / "mine.ics").read_bytes() == event()[2]
    (tmp_path / "again.ics").write_bytes(content(f"followup-1{UNNAMED}"))
    assert sync(tmp_path, [event()], home=HOME, formerly=formerly) == Synced(same=1, removed=1, unclaimed=1)
