"""A fault in the program gives one line, exit 70, and a report that holds nothing of the user's."""

from __future__ import annotations

import datetime as dt
import stat
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from outreach.cli import crash
from outreach.cli.run import main
from outreach.cli.session import Session
from outreach.clock import FixedClock

if TYPE_CHECKING:
    from tests.cli.conftest import Run

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


def test_a_fault_in_a_verb_is_one_line_and_exit_70(run: Run, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Session, "reader", lambda self: _fail(CANARY))
    said = run("where", status=70)
    assert said.err.count("\n") == 1
    assert "KeyError" in said.err
    assert str(data / crash.LOG) in said.err
    assert CANARY not in said.err
    assert CANARY not in (data / crash.LOG).read_text(encoding="utf-8")


def test_the_traceback_is_shown_when_it_is_asked_for(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(Session, "reader", lambda self: _fail(CANARY))
    monkeypatch.setenv("OUTREACH_DEBUG", "1")
    assert main(["where"]) == 70
    assert CANARY in capsys.readouterr().err
