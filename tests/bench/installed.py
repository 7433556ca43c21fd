"""The surroundings in which processes are measured: those of an installed program, whose modules were compiled once and for all."""

from __future__ import annotations

import os
import tempfile
from functools import cache


@cache
def environment() -> dict[str, str]:
    """Our own environment with a folder for compiled modules, which a warm-up fills; a source tree may be forbidden to keep any."""
    return {**os.environ, "PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": _folder().name}


@cache
def _folder() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="bench-compiled-")
