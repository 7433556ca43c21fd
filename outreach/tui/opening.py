"""Opens the terminal face: on a plan, or on one that cannot be read."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from outreach.errors import BadInput, Exit

if TYPE_CHECKING:
    from outreach.clock import Clock
    from outreach.config import Config
    from outreach.paths import Paths
    from outreach.planner import Planner
    from outreach.tui.rescue import Rescue


def run(planner: Planner, *, private: bool = False) -> int:
    """Run the program on an open plan until the user leaves. Returns the exit status; raises BadInput for a plan found damaged."""
    from outreach.tui.app import OutreachApp
    from outreach.tui.terminal import driver, refusal

    if reason := refusal():
        print(reason, file=sys.stderr)
        return int(Exit.USAGE)
    try:
        app = OutreachApp(planner, private=private, driver_class=driver())
    except BadInput as error:
        print(error, file=sys.stderr)
        return int(error.code)
    app.run()
    if app.damage is not None:
        raise app.damage
    if not app.return_code:
        from outreach.planner.ahead import prepare

        prepare(planner)
    return int(app.return_code or 0)


def rescue(paths: Paths, clock: Clock, config: Config, damage: BadInput) -> Rescue:
    """Run the rescue screen on a plan that cannot be read, until a backup is restored or the user leaves."""
    from outreach.tui import environment

    environment.prepare()  # before anything loads Textual
    from outreach.tui.rescue import rescue

    return rescue(paths, clock, config, damage)
