"""A plan folder, a clock that stands still, and a way to open the plan as often as a test needs."""

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from outreach.clock import FixedClock
from outreach.store import Files, Store

NOON = dt.datetime(2026, 11, 22, 12, 0, tzinfo=dt.timezone(dt.timedelta(hours=1)))

Opener = Callable[..., Store]


class Unsynced(Files):
    """Real files without the wait for the platter, which only a power cut could tell; the tests of power cuts and kills have their own."""

    def fsync(self, fd: int) -> None:
        pass

    def fsync_dir(self, folder: Path) -> None:
        pass


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(NOON)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "plan"


@pytest.fixture
def open_plan(folder: Path, clock: FixedClock) -> Iterator[Opener]:
    """Opens the same plan again and again; what is still open at the end is let go without a checkpoint."""
    opened: list[Store] = []

    def opener(**options: Any) -> Store:
        options.setdefault("files", Unsynced())
        opened.append(Store.open(folder, clock, **options))
        return opened[-1]

    yield opener
    for store in opened:
        store.close(checkpoint=False)


@pytest.fixture(autouse=True)
def no_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    """A journal damaged by a test is not being written by anybody: no need to wait for the rest."""
    monkeypatch.setattr("outreach.store.state._PAUSE", 0.0)
