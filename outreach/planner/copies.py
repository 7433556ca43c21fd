"""Second versions of the plan that a sync program left beside it: seen at a glance at the folder, told until they are merged or gone."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from outreach.store import Files

if TYPE_CHECKING:
    from outreach.planner.planner import Planner

MERGED = "merged copies"
"""Name of the setting that keeps the digests of copies already merged, as a JSON list."""

LARGEST = 100_000_000
"""Bytes of a copy at most: a plan with 30,000 imported people has 16 million."""

_CONFLICT = re.compile(r"sync-conflict|conflicted copy|\(conflict|^(?:outreach|network) \d+\.json$", re.IGNORECASE)


def beside(data: Path) -> list[Path]:
    """Second versions of the plan's data files in its folder."""
    return [data / name for name in Files().listdir(data) if name[-5:].lower() == ".json" and _CONFLICT.search(name)]


def merged(planner: Planner) -> list[str]:
    """Digests of the copies merged so far, oldest first."""
    import json

    held = json.loads(planner.recall(MERGED, "[]"))
    return [digest for digest in held if isinstance(digest, str)] if isinstance(held, list) else []


def digest(content: bytes) -> str:
    """SHA-256 of a copy: the same copy is not merged twice."""
    import hashlib

    return hashlib.sha256(content).hexdigest()


def notices(planner: Planner) -> tuple[str, ...]:
    """A line for each copy beside the plan that has not been merged."""
    found = beside(planner.paths.data)
    if not found:
        return ()
    known = set(merged(planner))
    return tuple(
        f"a sync program kept a second version of the plan, {path.name}: 'outreach merge' takes it in"
        for path in found
        if _digest_of(path) not in known
    )


def _digest_of(path: Path) -> str:
    try:
        return "" if path.stat().st_size > LARGEST else digest(Files().read(path))
    except OSError:
        return ""
