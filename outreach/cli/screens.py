"""The way from the command line to the screens: on a terminal only, and over a damaged plan to the rescue screen."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from outreach.cli.output import say
from outreach.cli.session import PROGRAM, Session, is_terminal
from outreach.errors import BadInput, UsageError

if TYPE_CHECKING:
    from outreach.planner import Planner


def open_screens(session: Session, planner: Planner | None = None, *, private: bool = False) -> int:
    """Run the terminal screens on a plan until the user quits; on a damaged plan, the rescue screen.

    Raises UsageError when there is no terminal to run them on, BadInput when there the plan cannot be read either.
    """
    if not is_terminal():
        _look_for_damage(session)
        raise UsageError("the plan screen needs a terminal", next_step=f"run it in one, or try '{PROGRAM} today' or '{PROGRAM} --help'")
    if os.environ.get("TERM", "") == "dumb":
        _look_for_damage(session)
        raise UsageError("this terminal (TERM=dumb) cannot show the plan screen", next_step=f"try '{PROGRAM} today'")
    from outreach.tui.opening import run

    while True:
        try:
            return run(planner or session.planner(), private=private or session.masked)
        except BadInput as damage:
            planner = None
            session.close()
            if (code := _rescued(session, damage)) is not None:
                return code


def _look_for_damage(session: Session) -> None:
    """Where no screen can say it, raise BadInput for a plan that cannot be read: opening alone does not look at every record."""
    from outreach.planner import keeping

    session.reader()
    if (damage := keeping.damage_of(session.paths.data, session.clock)) is not None:
        raise damage


def _rescued(session: Session, damage: BadInput) -> int | None:
    """The exit status when the user left a damaged plan as it is; None when a backup is in its place. Raises what is no damage."""
    from outreach.planner import keeping

    if keeping.damage_of(session.paths.data, session.clock) is None:
        raise damage
    from outreach.tui.opening import rescue

    ended = rescue(session.paths, session.clock, session.settings, damage)
    if ended.restored is None:
        say(f"{PROGRAM}: {damage}")
        return ended.code
    kept = f"; what was there is kept in {session.paths.data / 'backups'}" if ended.restored.aside else ""
    say(f"{PROGRAM}: restored {ended.restored.name}{kept}")
    return None
