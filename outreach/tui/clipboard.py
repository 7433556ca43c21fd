"""Copying: the system's own tool where there is one, else the terminal's clipboard, and saying which."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.app import App

PATIENCE = 2.0
"""Seconds a tool may take."""


def tools() -> list[list[str]]:
    """The commands that take a text on their standard input and put it on the clipboard, those that fit this session."""
    found = []
    if sys.platform == "darwin":
        found.append(["pbcopy"])
    if os.environ.get("WAYLAND_DISPLAY"):
        found.append(["wl-copy"])
    if os.environ.get("DISPLAY"):
        found += [["xclip", "-selection", "clipboard"], ["xsel", "--clipboard", "--input"]]
    return [command for command in found if shutil.which(command[0])]


def copy(app: App[int], text: str) -> str:
    """Copy, and say in one sentence where it went."""
    for command in tools():
        try:
            subprocess.run(  # noqa: S603 - a fixed command; the text goes in on stdin
                command, input=text.encode(), check=True, timeout=PATIENCE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
            )
        except (OSError, subprocess.SubprocessError):
            continue
        return f"Copied with {command[0]}."
    app.copy_to_clipboard(text)
    return "Sent to the terminal's clipboard (it does not say whether it took it)."
