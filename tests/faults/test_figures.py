"""The short form of every measurement reaches its goal. The long form is ``python tests/faults/run.py --long``."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest
from faults.figures import workplace
from faults.run import PARTS


@pytest.mark.slow
@pytest.mark.parametrize("part", PARTS)
def test_the_short_form_keeps_every_promise(part: str) -> None:
    with workplace() as folder:
        rows = importlib.import_module(f"faults.{part}").rows(Path(folder), long=False)
    assert rows
    assert [row.line() for row in rows if not row.kept] == []


@pytest.mark.parametrize("call", ["fsync", "fsync_dir"])
def test_the_power_cuts_would_notice_a_sync_that_is_missing(call: str, tmp_path: Path) -> None:
    from faults.power import ours

    assert any(ours(tmp_path, 120, 0, without=call))
