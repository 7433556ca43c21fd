"""Screens as text, held against what they looked like when somebody last looked at them.

After a change that was looked at: ``OUTREACH_GOLDENS=write`` before the test command, then read the diff.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.app import App

FOLDER = Path(__file__).parents[1] / "tui" / "goldens"


def lines_of(app: App[int]) -> str:
    """What is on the screen, as text."""
    height = app.size.height
    strips = app.screen._compositor.render_strips()
    rows = ["".join(segment.text for segment in strip).rstrip() for strip in strips[:height]]
    return "\n".join(rows) + "\n"


def compare(name: str, seen: str) -> None:
    """The screen is the golden of that name."""
    path = FOLDER / f"{name}.txt"
    if os.environ.get("OUTREACH_GOLDENS") == "write":
        path.write_text(seen, encoding="utf-8")
    assert path.is_file(), f"{path.name} is missing; see the head of this file"
    assert seen == path.read_text(encoding="utf-8")
