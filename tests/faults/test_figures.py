"""The short form of every measurement reaches its goal. The long form is ``python tests/faults/run.py --long``."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest
from faults.run import PARTS


@pytest.mark.slow
@pytest.mark.parametrize("part", PARTS)
def test_the_short_form_keeps_every_promise(part: str, tmp_path: Path) -> None:
    rows = importlib.import_module(f"faults.{part}").rows(tmp_path, long=False)
    assert rows
    assert [row.line() for row in rows if not row.kept] == []
