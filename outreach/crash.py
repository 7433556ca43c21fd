"""When the program itself is at fault: one line for the user and a report that holds no data of theirs."""

from __future__ import annotations

import os
import sys
import traceback
from pathlib import Path

from outreach import __version__
from outreach.clock import Clock, SystemClock

LOG = "crash.log"
LARGEST = 256 * 1024
"""Bytes after which the report starts afresh."""


def place_of(error: BaseException) -> str:
    """Where in this program the error came up, such as ``planner/views/today.py:41``."""
    inside = [frame for frame in traceback.extract_tb(error.__traceback__) if _is_ours(frame.filename)]
    return _frame(inside[-1]) if inside else "outside the program"


def report(error: BaseException, clock: Clock | None = None) -> str:
    """The error as types, files and lines: no messages, no local values, no arguments, so nothing a field said can be in it."""
    now = (clock or SystemClock()).now().isoformat(timespec="seconds")
    lines = [f"{now} outreach {__version__} python {sys.version.split()[0]} {sys.platform}"]
    chain: BaseException | None = error
    while chain is not None:
        lines.append(f"  {type(chain).__module__}.{type(chain).__qualname__}")
        lines.extend(f"    {_frame(frame)} in {frame.name}" for frame in traceback.extract_tb(chain.__traceback__))
        chain = chain.__cause__ or chain.__context__
    return "\n".join(lines) + "\n"


def write_report(error: BaseException, folder: Path, clock: Clock | None = None) -> Path | None:
    """Append the report to ``crash.log`` (mode 0600) in the data folder; None when it cannot be written."""
    path = folder / LOG
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)
        handle = os.open(path, flags, 0o600)
        try:
            if os.fstat(handle).st_size > LARGEST:
                os.ftruncate(handle, 0)
            os.write(handle, report(error, clock).encode("utf-8", "backslashreplace"))
        finally:
            os.close(handle)
    except OSError:
        return None
    return path


def _is_ours(filename: str) -> bool:
    return Path(filename).is_relative_to(_root())


def _root() -> Path:
    return Path(__file__).parent


def _frame(frame: traceback.FrameSummary) -> str:
    path = Path(frame.filename)
    name = str(path.relative_to(_root())) if path.is_relative_to(_root()) else path.name
    return f"{name}:{frame.lineno}"
