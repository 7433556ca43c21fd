"""One measured row: what was done how often, what went wrong, and what the same harness found of stock parts."""

from __future__ import annotations

import dataclasses
import datetime as dt
import os
import shutil
import tempfile
from pathlib import Path

from outreach.clock import FixedClock
from outreach.config import Config
from outreach.paths import Paths
from outreach.planner import Planner
from outreach.store import Files, Store

NOON = dt.datetime(2026, 11, 23, 12, 0, tzinfo=dt.UTC)


@dataclasses.dataclass(frozen=True)
class Row:
    """A line of the table."""

    what: str
    tried: int
    """Rounds, points or states."""
    bad: int
    """How many of them broke the promise."""
    least: int = 0
    """Fewer tries than this prove nothing."""
    others: str = ""
    """The same measured on stock TinyDB and sqlite3, in words."""
    note: str = ""

    @property
    def kept(self) -> bool:
        """Whether the promise held, and was really tried."""
        return self.bad == 0 and self.tried >= self.least

    def line(self) -> str:
        """The row as Markdown."""
        said = f"{self.bad} bad" + (f"; {self.note}" if self.note else "")
        return f"| {self.what} | {self.tried:,} | {said} | {self.others or '-'} |"


def workplace() -> tempfile.TemporaryDirectory[str]:
    """A folder to be removed afterwards; in memory where there is such a place, for thousands of small files are made and removed."""
    memory = Path("/dev/shm")
    roomy = memory.is_dir() and os.access(memory, os.W_OK) and shutil.disk_usage(memory).free > 500_000_000
    return tempfile.TemporaryDirectory(prefix="outreach-faults-", dir=memory if roomy else None)


def within(seconds: float) -> float:
    """That much time on a machine with nothing else to do; more where several programs share a processor just now."""
    return seconds * max(1.0, os.getloadavg()[0] / (os.cpu_count() or 1))


class Quick(Files):
    """Real files without the wait for the platter."""

    def fsync(self, fd: int) -> None:
        pass

    def fsync_dir(self, folder: Path) -> None:
        pass


def opened(home: Path, files: Files | None = None, *, now: dt.datetime = NOON) -> Planner:
    """A planner on ``home/data``."""
    paths = Paths(data=home / "data", config=home / "config")
    clock = FixedClock(now)
    return Planner(Store.open(paths.data, clock, files=files or Quick()), clock, Config(), paths)


def snapshot(store: Store) -> dict[str, dict[int, bytes]]:
    """Every document of a plan, by table and number."""
    state = store._engine.state
    state.load_side()
    tables = [(name, table) for name, table in sorted(state.tables.items()) if name != "meta" and table.rows]
    return {name: {id: bytes(row) for id, row in table.sorted_rows()} for name, table in tables}
