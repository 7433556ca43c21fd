"""Completing a path as one types it."""

from __future__ import annotations

import os
from pathlib import Path

MOST = 50
"""Names looked at in one folder."""


def complete_path(typed: str, suffixes: tuple[str, ...] = ()) -> list[str]:
    """Paths that go on as typed, folders first; with ``suffixes``, only folders and files that end so."""
    if not typed:
        return []
    head, _, start = typed.rpartition("/")
    shown_head = f"{head}/" if "/" in typed else ""
    folder = Path(shown_head or ".").expanduser()
    try:
        with os.scandir(folder) as entries:
            found = [(not entry.is_dir(), entry.name) for entry in entries if entry.name.startswith(start)]
    except OSError:
        return []
    hidden = start.startswith(".")
    kept = [
        (is_file, name)
        for is_file, name in found
        if (hidden or not name.startswith(".")) and (not is_file or not suffixes or name.lower().endswith(suffixes))
    ]
    return [f"{shown_head}{name}{'' if is_file else '/'}" for is_file, name in sorted(kept)[:MOST]]
