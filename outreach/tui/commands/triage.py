"""One key per person at the triage desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach.domain.kinds import PersonState
from outreach.tui.screens.triage import TriageScreen

if TYPE_CHECKING:
    from outreach.tui.app import OutreachApp
    from outreach.tui.selection import Selection


def _judge(app: OutreachApp, state: PersonState) -> None:
    if isinstance(app.screen, TriageScreen):
        app.screen.judge(state)


def insider(app: OutreachApp, _: Selection) -> None:
    """Write to them in turn."""
    _judge(app, PersonState.INSIDER)


def later(app: OutreachApp, _: Selection) -> None:
    """Not now."""
    _judge(app, PersonState.LATER)


def avoid(app: OutreachApp, _: Selection) -> None:
    """Never."""
    _judge(app, PersonState.AVOID)


def evidence(app: OutreachApp, _: Selection) -> None:
    """Note how you know each other, and stay with the person."""
    from outreach.tui.commands.person import ask_evidence

    desk = app.screen
    if isinstance(desk, TriageScreen) and desk.person is not None:
        ask_evidence(app, desk.person, desk.person_name)


def repeat(app: OutreachApp, _: Selection) -> None:
    """The same answer again."""
    if isinstance(app.screen, TriageScreen):
        if app.screen.last is None:
            app.say("There is no answer to repeat yet.", "warn")
        else:
            app.screen.judge(app.screen.last)


def skip(app: OutreachApp, _: Selection) -> None:
    """Another time."""
    if isinstance(app.screen, TriageScreen):
        app.screen.skip()


def undo(app: OutreachApp, _: Selection) -> None:
    """Take back the last answer given here."""
    if isinstance(app.screen, TriageScreen):
        if app.screen.step_back():
            app.say(f"Undone: {app.planner.undo().removeprefix('Undo: ')}.")
        else:
            app.say("No answer was given here yet.", "warn")


def leave(app: OutreachApp, _: Selection) -> None:
    """Back to where one came from."""
    if isinstance(app.screen, TriageScreen):
        app.screen.dismiss(None)
