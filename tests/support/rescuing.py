"""Plans that cannot be read, each damaged in its own way, and the rescue screen on one of them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from outreach.errors import BadInput, NewerVersion
from outreach.planner import keeping, open_planner
from outreach.tui.rescue import RescueApp

if TYPE_CHECKING:
    from outreach.clock import Clock
    from outreach.config import Config
    from outreach.paths import Paths


def cut_short(plan: Path) -> None:
    """The second half is gone."""
    whole = plan.read_bytes()
    plan.write_bytes(whole[: len(whole) // 2])


def emptied(plan: Path) -> None:
    """Nothing is left."""
    plan.write_bytes(b"")


def zeroed(plan: Path) -> None:
    """Its bytes are all zero, as after a power cut."""
    plan.write_bytes(bytes(len(plan.read_bytes())))


def of_a_newer_version(plan: Path) -> None:
    """A later version of the program wrote it."""
    held = json.loads(plan.read_bytes())
    for row in held["meta"].values():
        row["schema"] = 99
    plan.write_text(json.dumps(held), encoding="utf-8")


def of_a_wrong_shape(plan: Path) -> None:
    """A field of a record holds what it cannot."""
    held = json.loads(plan.read_bytes())
    held["people"]["1"]["position"] = 7
    plan.write_text(json.dumps(held), encoding="utf-8")


RESCUES: dict[str, Callable[[Path], None]] = {
    "rescue": emptied,
    "rescue-cut-short": cut_short,
    "rescue-newer": of_a_newer_version,
    "rescue-wrong-shape": of_a_wrong_shape,
}
"""Looks of the rescue screen, by name, and the damage behind each."""


def rescued(paths: Paths, clock: Clock, config: Config) -> RescueApp:
    """The rescue screen on the plan in ``paths``, as the program opens it; the folder is named as at home."""
    try:
        open_planner(paths, clock, config).close()
        found = keeping.damage_of(paths.data, clock)
    except BadInput as error:
        found = error
    assert found is not None
    app = RescueApp(paths, clock, config, found.message, newer=isinstance(found, NewerVersion))
    app.wrong = app.wrong.replace(str(paths.data), "~/.local/share/outreach")
    return app
