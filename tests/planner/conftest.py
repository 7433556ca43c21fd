"""A planner on an empty plan, on a Monday morning that stands still."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from outreach.clock import FixedClock
from outreach.config import Config
from outreach.paths import Paths
from outreach.planner import Planner, open_planner

MONDAY = dt.datetime(2026, 11, 23, 9, 30, tzinfo=dt.UTC)
"""A Monday, before noon, with no holiday near."""


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(MONDAY)


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return Paths(data=tmp_path / "data", config=tmp_path / "config")


@pytest.fixture
def planner(paths: Paths, clock: FixedClock) -> Iterator[Planner]:
    opened = open_planner(paths, clock, Config())
    yield opened
    opened.close()
