"""The environment Textual reads: how fast it draws is ours to say; what would write or replay a private screen is taken away."""

from __future__ import annotations

import os
import sys

KEPT = frozenset({"TEXTUAL_DRIVER", "TEXTUAL_COLOR_SYSTEM", "TEXTUAL_FPS", "TEXTUAL_ANIMATIONS"})
"""Settings of Textual's that are left to whoever set them; a browser front end needs the first two."""

FRAMES = "120"
"""Frames a second: followers of a cursor wait for the next frame, so that fewer cost more time between key and paint."""

TURN = 0.0005
"""Seconds until a thread that has bytes to draw gets its turn. Python's own five milliseconds are a third of a key's way to its paint."""


def prepare() -> None:
    """Set and clear the variables, and share out the turns of threads. To be called before Textual is imported, which reads them once."""
    sys.setswitchinterval(TURN)
    _spare_the_network()
    for name in [name for name in os.environ if name.startswith("TEXTUAL") and name not in KEPT]:
        del os.environ[name]
    os.environ.setdefault("TEXTUAL_FPS", FRAMES)


def in_a_browser() -> bool:
    """Whether another program draws the screen: there is no terminal to look for then."""
    return bool(os.environ.get("TEXTUAL_DRIVER"))


def _spare_the_network() -> None:
    """Read asyncio in without the library of TLS, as it allows: four milliseconds of every start, for a program that calls nobody.

    Whoever asks for that library afterwards gets it.
    """
    if "asyncio" in sys.modules or "ssl" in sys.modules:
        return
    sys.modules["ssl"] = None  # type: ignore[assignment] # what Python puts there for a module that is not to be found
    try:
        import asyncio  # noqa: F401 - kept among the modules read in
    finally:
        del sys.modules["ssl"]
