"""The report of a fault in the program holds places, never anything of the user's."""

from __future__ import annotations

import datetime as dt
import stat
from pathlib import Path

import pytest

from outreach import crash
from outreach.clock import FixedClock

CANARY = "Ana-Ruiz-canary-7731"


def _fail(name: str) -> None:
    secret = name
    raise KeyError(secret)


def _caught() -> BaseException:
    try:
        try:
            _fail(CANARY)
        except KeyError as inner:
            raise RuntimeError(f"while looking at {CANARY}") from inner
    except RuntimeError as error:
        return error
    raise AssertionError


def test_the_report_names_types_files_and_lines_and_no_values() -> None:
    text = crash.report(_caught(), FixedClock(dt.datetime(2026, 11, 22, 9, tzinfo=dt.UTC)))
    assert "builtins.RuntimeError" in text
    assert "builtins.KeyError" in text
    assert "test_crash.py:" in text
    assert "in _fail" in text
    assert CANARY not in text
    assert text.startswith("2026-11-22T09:00:00+00:00 outreach ")


def test_the_report_is_private_whatever_the_umask(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import os

    before = os.umask(0)
    try:
        path = crash.write_report(_caught(), tmp_path / "data")
    finally:
        os.umask(before)
    assert path is not None
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_a_link_in_the_reports_place_is_not_followed(tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_text("mine", encoding="utf-8")
    (tmp_path / crash.LOG).symlink_to(victim)
    assert crash.write_report(_caught(), tmp_path) is None
    assert victim.read_text(encoding="utf-8") == "mine"


def test_the_report_starts_afresh_when_it_has_grown_large(tmp_path: Path) -> None:
    (tmp_path / crash.LOG).write_bytes(b"x" * (crash.LARGEST + 1))
    crash.write_report(_caught(), tmp_path)
    assert (tmp_path / crash.LOG).stat().st_size < 5_000
