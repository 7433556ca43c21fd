"""What was looked at once and found good, kept as files: screens as text, exports byte for byte.

After a change that was looked at: ``OUTREACH_GOLDENS=write`` before the test command, then read the diff and commit only what was meant.
"""

from __future__ import annotations

import difflib
import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.app import App

FOLDER = Path(__file__).parents[1] / "tui" / "goldens"

MOST = 60
"""Lines of a difference that are printed."""


def lines_of(app: App[int]) -> str:
    """What is on the screen, as text."""
    height = app.size.height
    strips = app.screen._compositor.render_strips()
    rows = ["".join(segment.text for segment in strip).rstrip() for strip in strips[:height]]
    return "\n".join(rows) + "\n"


def compare(name: str, seen: str) -> None:
    """The screen is the golden of that name."""
    held(FOLDER / f"{name}.txt", seen.encode("utf-8"))


def held(golden: Path, seen: bytes) -> None:
    """These bytes are the file's; when they are not, says which lines differ and how the file is written anew."""
    if os.environ.get("OUTREACH_GOLDENS") == "write":
        golden.write_bytes(seen)
    mend = "once you have looked at it, OUTREACH_GOLDENS=write before the test command writes the file"
    assert golden.is_file(), f"there is no {golden.name} yet: {mend}"
    kept = golden.read_bytes()
    if seen != kept:
        before, after = (text.decode("utf-8", "replace").splitlines() for text in (kept, seen))
        lines = list(difflib.unified_diff(before, after, "as it was", "as it is", lineterm="", n=1))
        more = [f"and {len(lines) - MOST} lines more"] if len(lines) > MOST else []
        difference = "\n".join((*lines[:MOST], *more)) or "they differ in their line ends"
        raise AssertionError(f"{golden.name} is another; if that is meant: {mend}\n{difference}")
