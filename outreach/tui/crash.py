"""What is said and kept when the program has a fault: where it happened, never what the plan holds."""

from __future__ import annotations

import os
import traceback
from pathlib import Path

from rich.text import Text


def places(error: BaseException | None) -> list[str]:
    """File, line and function of every frame, and the kind of error; no values, no messages."""
    if error is None:
        return ["unknown"]
    lines = [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(error.__traceback__)]
    return [*lines, type(error).__name__]


def report(folder: Path, error: BaseException | None) -> Text:
    """Keep the places in ``crash.log`` (0600) and give the words for the terminal."""
    trail = places(error)
    path = folder / "crash.log"
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as out:
            out.write("\n".join(trail) + "\n")
        kept = f"Where it happened is in {path}."
    except OSError:
        kept = "Where it happened: " + " < ".join(reversed(trail[-4:]))
    return Text(f"outreach stopped because of a fault of its own ({trail[-1]}). Everything you saved is on disk.\n{kept}")
