"""A fault in the program gives one line and exit 70; its report holds nothing of the user's."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from outreach import crash
from outreach.cli.run import main
from outreach.cli.session import Session

if TYPE_CHECKING:
    from tests.cli.conftest import Run

CANARY = "Ana-Ruiz-canary-7731"


def _fail(name: str) -> None:
    raise KeyError(name)


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
