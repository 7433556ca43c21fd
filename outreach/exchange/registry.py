"""Every format people can be read from: a new one is one module and one row here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path

from outreach.domain.network import Reading
from outreach.exchange.linkedin import read_archive


def read(paths: Sequence[Path], *, progress: Callable[[str, int, int], None] | None = None, today: dt.date) -> Reading:
    """Everything in the files at ``paths``. Raises BadInput with one line when they cannot be read."""
    return read_archive(paths, progress=progress, today=today)
