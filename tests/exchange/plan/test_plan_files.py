"""Putting an export on the disk: its name, its mode, what it refuses, and that a failure leaves nothing behind."""

from __future__ import annotations

import datetime as dt
import errno
import os
import re
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.errors import CannotCreate, NotSaved, OutreachError
from outreach.exchange.files import slug, suggest_name, write_export

SUNDAY = dt.date(2026, 11, 22)


@given(st.text(max_size=200))
def test_a_slug_is_a_plain_name_whatever_the_text(text: str) -> None:
    name = slug(text)
    assert re.fullmatch(r"[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?", name)
    assert not re.fullmatch(r"con|prn|aux|nul|(?:com|lpt)\d", name)
    assert slug(name) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Fernwick Labs", "fernwick-labs"),
        ("../../.bashrc", "bashrc"),
        ("CON", "plan-con"),
        ("lpt1", "plan-lpt1"),
        ("-rf /", "rf"),
        ("Zoë & Søn, S.à r.l.", "zoe-son-s-a-r-l"),
        ("a\nb\x00c", "a-b-c"),
        ("x" * 300, "x" * 60),
        ("", "plan"),
    ],
)
def test_names_are_slugged(text: str, name: str) -> None:
    assert slug(text) == name


def test_two_names_without_a_latin_letter_stay_two() -> None:
    assert slug("日本電産") != slug("東京計器")
    assert slug("日本電産").startswith("plan-")


def test_a_suggested_name_says_company_and_day() -> None:
    assert suggest_name(["Fernwick Labs"], SUNDAY, "md") == "fernwick-labs-2026-11-22.md"
    assert suggest_name(["Fernwick Labs", "Holt & Vane"], SUNDAY, "html") == "plans-2026-11-22.html"


@pytest.mark.parametrize("umask", [0o000, 0o077, 0o777])
def test_an_export_is_written_whole_and_for_its_owner_only(tmp_path: Path, umask: int) -> None:
    before = os.umask(umask)
    try:
        assert write_export(tmp_path / "plan.md", b"one") == tmp_path / "plan.md"
        write_export(tmp_path / "plan.md", b"two", replace=True)
    finally:
        os.umask(before)
    assert (tmp_path / "plan.md").read_bytes() == b"two"
    assert stat.S_IMODE((tmp_path / "plan.md").stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["plan.md"]


def test_an_existing_file_stays_unless_it_is_to_be_replaced(tmp_path: Path) -> None:
    there = tmp_path / "plan.md"
    there.write_bytes(b"mine")
    there.chmod(0o644)
    with pytest.raises(CannotCreate, match="already there"):
        write_export(there, b"theirs")
    assert there.read_bytes() == b"mine"
    write_export(there, b"theirs", replace=True)
    assert there.read_bytes() == b"theirs" and stat.S_IMODE(there.stat().st_mode) == 0o600


@pytest.mark.parametrize("replace", [False, True])
def test_a_symbolic_link_is_never_followed(tmp_path: Path, replace: bool) -> None:
    (tmp_path / "precious").write_bytes(b"mine")
    for name, target in (("link", "precious"), ("dangling", "nowhere")):
        (tmp_path / name).symlink_to(tmp_path / target)
        with pytest.raises(CannotCreate, match="symbolic link"):
            write_export(tmp_path / name, b"x", replace=replace)
    assert (tmp_path / "precious").read_bytes() == b"mine"
    assert not (tmp_path / "nowhere").exists()


def test_a_link_that_appears_at_the_last_moment_is_replaced_and_not_followed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "precious").write_bytes(b"mine")
    real = os.fsync

    def swap(handle: int) -> None:
        if not (tmp_path / "plan.md").is_symlink():
            (tmp_path / "plan.md").symlink_to(tmp_path / "precious")
        real(handle)

    monkeypatch.setattr(os, "fsync", swap)
    with pytest.raises(CannotCreate, match="already there"):
        write_export(tmp_path / "plan.md", b"x")
    assert (tmp_path / "precious").read_bytes() == b"mine"
    (tmp_path / "plan.md").unlink()
    write_export(tmp_path / "plan.md", b"x", replace=True)
    assert (tmp_path / "precious").read_bytes() == b"mine"


def test_a_folder_a_pipe_a_missing_folder_and_a_file_as_folder_are_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "file").write_bytes(b"")
    for path in (
        tmp_path,
        tmp_path / "pipe",
        tmp_path / "no" / "plan.md",
        tmp_path / "file" / "plan.md",
        tmp_path / ("x" * 300),
        Path("a\0b"),
    ):
        with pytest.raises(CannotCreate) as caught:
            write_export(path, b"x", replace=True)
        assert "\n" not in str(caught.value) and caught.value.next_step


def test_a_tilde_is_the_home_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert write_export(Path("~/plan.md"), b"x") == tmp_path / "plan.md"


def test_a_path_with_escape_sequences_is_refused_in_clean_words(tmp_path: Path) -> None:
    with pytest.raises(CannotCreate) as caught:
        write_export(tmp_path / "no\x1b[31m" / "x", b"x")
    assert "\x1b" not in str(caught.value)


@pytest.mark.parametrize("call", ["write", "fsync", "fchmod", "put in place"])
@pytest.mark.parametrize("replace", [False, True])
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO])
def test_a_failing_disk_leaves_what_was_there_and_no_trace(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, replace: bool, code: int
) -> None:
    if replace:
        (tmp_path / "plan.md").write_bytes(b"mine")

    def fail(*args: object, **kwargs: object) -> None:
        raise OSError(code, os.strerror(code))

    if call == "put in place":
        monkeypatch.setattr(os, "link", fail)
        monkeypatch.setattr(Path, "replace", fail)
    else:
        monkeypatch.setattr(os, call, fail)
    with pytest.raises(OutreachError) as caught:
        write_export(tmp_path / "plan.md", b"new", replace=replace)
    assert isinstance(caught.value, NotSaved)
    monkeypatch.undo()
    left = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert left == ({"plan.md": b"mine"} if replace else {})


def test_a_disk_that_takes_few_bytes_at_a_time_still_gets_them_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.write
    monkeypatch.setattr(os, "write", lambda handle, data: real(handle, data[:3]))
    write_export(tmp_path / "plan.md", b"0123456789")
    monkeypatch.undo()
    assert (tmp_path / "plan.md").read_bytes() == b"0123456789"


def test_a_file_system_without_hard_links_still_refuses_an_existing_name_and_writes_a_new_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: object, **kwargs: object) -> None:
        raise PermissionError(errno.EPERM, "no links here")

    monkeypatch.setattr(os, "link", fail)
    write_export(tmp_path / "plan.md", b"one")
    assert (tmp_path / "plan.md").read_bytes() == b"one"
    with pytest.raises(CannotCreate, match="already there"):
        write_export(tmp_path / "plan.md", b"two")
    assert [path.name for path in tmp_path.iterdir()] == ["plan.md"]
