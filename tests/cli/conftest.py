"""One command line run in this process, with its own folders, a clock that stands still, and what it said kept."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from outreach.cli.run import main

SUNDAY = "2026-11-22T09:00"


class Said(NamedTuple):
    """What a run gave back."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Run = Callable[..., Said]


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The plan's folder; not there until something is saved."""
    monkeypatch.setenv("OUTREACH_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("OUTREACH_CONFIG", str(tmp_path / "config"))
    monkeypatch.setenv("OUTREACH_NOW", SUNDAY)
    monkeypatch.delenv("OUTREACH_DEBUG", raising=False)
    monkeypatch.setenv("COLUMNS", "80")
    return tmp_path / "data"


@pytest.fixture
def run(data: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run ``outreach`` with these words; ``now`` moves its clock, ``status`` is what it must exit with (None = anything)."""

    def once(*words: str, status: int | None = 0, now: str = "") -> Said:
        if now:
            monkeypatch.setenv("OUTREACH_NOW", now)
        code = main(list(words))
        out, err = capsys.readouterr()
        assert "Traceback" not in err
        if status is not None:
            assert code == status, f"outreach {' '.join(words)} gave {code}\n{out}\n{err}"
        return Said(code, out, err)

    return once
