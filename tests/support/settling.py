"""Knowing when the app under test has come to rest, by its event loop and not by how busy the processor looks.

Textual's pilot takes a process that gets no processor time for one that has nothing to do, so that on a busy machine a key
is pressed before the last one is done with.
"""

from __future__ import annotations

import asyncio
from time import monotonic

from textual._context import active_app

SOON = 0.06
"""Seconds: a timer due within them is part of what a key set off (a frame is 1/60 s); later ones are the app's own pulse."""
PATIENCE = 20.0
"""Seconds after which a test goes on and fails by itself, should the app never rest."""


async def rest(*_: float) -> None:
    """Return when nothing is left to run, and no frame, timer or callback is about to be."""
    loop = asyncio.get_running_loop()
    latest = monotonic() + PATIENCE
    quiet = 0
    while quiet < 2 and monotonic() < latest:
        await asyncio.sleep(0)
        if loop._ready:
            quiet = 0
            continue
        soon = min((handle.when() for handle in loop._scheduled if not handle.cancelled()), default=float("inf"))
        if (left := soon - loop.time()) > SOON or _left():
            quiet += 1
            continue
        quiet = 0
        await asyncio.sleep(max(left, 0.0))


def _left() -> bool:
    """Whether the program has been left: its last frame's timer goes on, and nothing comes of it."""
    app = active_app.get(None)
    return app is None or app._exit
