"""An export on a disk that objects: what is said, what is left, and what a file system without links gets."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest

from outreach.errors import CannotCreate, NotSaved
from outreach.exchange import files
from outreach.exchange.files import MAX_SLUG, slug, suggest_name, write_export


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Straße Æther æther Œuvre œuvre", "strasse-aether-aether-oeuvre-oeuvre"),
        ("Øst øst Łódź łódź Đak đak", "ost-ost-lodz-lodz-dak-dak"),
        ("Fernwick X", "fernwick-x"),
        ("x" * 58 + " yz", "x" * 58 + "-y"),
        ("x" * 59 + " yz", "x" * 59),
        ("CON", "plan-con"),
        ("prn", "plan-prn"),
        ("aux", "plan-aux"),
        ("NUL", "plan-nul"),
        ("com0", "plan-com0"),
        ("com9", "plan-com9"),
        ("lpt9", "plan-lpt9"),
        ("com10", "com10"),
        ("console", "console"),
        ("", "plan"),
        (" \t", "plan"),
        ("日本", "plan-cf2abf0c"),
    ],
)
def test_a_name_becomes_a_file_name_every_system_takes(text: str, name: str) -> None:
    assert slug(text) == name
    assert len(slug(text)) <= MAX_SLUG == 60


def test_a_lone_surrogate_is_a_name_like_any_other() -> None:
    assert slug("\ud800").startswith("plan-") and slug("\ud800") != slug("\ud801")


def test_several_companies_share_a_file_name() -> None:
    import datetime as dt

    assert suggest_name(["A", "B"], dt.date(2026, 11, 22), "md") == "plans-2026-11-22.md"
    assert suggest_name([], dt.date(2026, 11, 22), "md") == "plans-2026-11-22.md"


def test_a_home_folder_nobody_has_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(CannotCreate, match="there is no such home folder"):
        write_export(Path("~nobody-of-that-name-here/plan.md"), b"x")


@pytest.mark.parametrize("replace", [False, True])
def test_what_stands_there_is_named_and_left(tmp_path: Path, replace: bool) -> None:
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    for name, said in (("folder", "is a folder"), ("pipe", "is not an ordinary file")):
        with pytest.raises(CannotCreate, match=f"{tmp_path / name} {said}"):
            write_export(tmp_path / name, b"x", replace=replace)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["folder", "pipe"]


def test_an_existing_file_is_told_before_anything_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "plan.md").write_bytes(b"mine")
    monkeypatch.setattr(files, "_temporary_beside", lambda path: pytest.fail("nothing is to be written"))
    with pytest.raises(CannotCreate, match=r"plan\.md is already there") as caught:
        write_export(tmp_path / "plan.md", b"x")
    assert "replaced" in (caught.value.next_step or "")


def test_the_reason_is_said_in_small_letters(tmp_path: Path) -> None:
    with pytest.raises(CannotCreate, match=r"plan\.md: no such file or directory: choose"):
        write_export(tmp_path / "none" / "plan.md", b"x")
    with pytest.raises(CannotCreate, match="the name holds a NUL"):
        write_export(tmp_path / "a\0b", b"x")


def test_a_reason_without_words_is_said_all_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> int:
        raise OSError

    monkeypatch.setattr(os, "fsync", fails)
    with pytest.raises(NotSaved, match=r"plan\.md: cannot be written: nothing"):
        write_export(tmp_path / "plan.md", b"x")
    assert list(tmp_path.iterdir()) == []


def test_the_bytes_and_then_the_folder_are_synced_and_no_descriptor_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[str] = []
    beside: list[str] = []
    real = os.fsync

    def watched(fd: int) -> None:
        folder = stat.S_ISDIR(os.fstat(fd).st_mode)
        synced.append("folder" if folder else "file")
        if not folder:
            beside.extend(path.name for path in tmp_path.iterdir())
        real(fd)

    monkeypatch.setattr(os, "fsync", watched)
    free = os.dup(0)
    os.close(free)
    write_export(tmp_path / "plan.md", b"x")
    write_export(tmp_path / "other.md", b"y")
    assert synced == ["file", "folder"] * 2
    assert [name.startswith(".outreach-") and name.endswith(".part") for name in beside if not name.endswith(".md")] == [True, True]
    again = os.dup(0)
    os.close(again)
    assert again == free


def no_links(*_: object, **__: object) -> None:
    raise OSError(errno.EPERM, "Operation not permitted")


def test_without_links_the_name_is_reserved_and_let_go_when_it_cannot_be_filled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "link", no_links)
    write_export(tmp_path / "plan.md", b"x")
    assert (tmp_path / "plan.md").read_bytes() == b"x" and (tmp_path / "plan.md").stat().st_mode & 0o777 == 0o600
    with pytest.raises(CannotCreate, match="already there"):
        files._put_in_place(tmp_path / "other", tmp_path / "plan.md", replace=False)
    monkeypatch.setattr(Path, "replace", no_links)
    with pytest.raises(NotSaved, match="operation not permitted"):
        write_export(tmp_path / "new.md", b"x")
    assert [path.name for path in tmp_path.iterdir()] == ["plan.md"]


def test_a_folder_that_cannot_be_synced_still_has_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.open

    def opens(path: object, flags: int, *more: int) -> int:
        if path == tmp_path:
            raise OSError(errno.EACCES, "Permission denied")
        return real(path, flags, *more)  # type: ignore[arg-type]

    monkeypatch.setattr(os, "open", opens)
    assert write_export(tmp_path / "plan.md", b"x").read_bytes() == b"x"
