"""Opening a checklist, and the keys on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach.tui.screens.checklist import Checklist, PreflightScreen, ResearchScreen

if TYPE_CHECKING:
    from outreach.tui.app import OutreachApp
    from outreach.tui.selection import Selection


def preflight(app: OutreachApp, _: Selection) -> None:
    """One's own profile, before others look at it."""
    app.push_screen(PreflightScreen())


def research(app: OutreachApp, at: Selection) -> None:
    """What to read up on about the selected company."""
    if at.company_id is not None:
        app.push_screen(ResearchScreen(at.company_id, at.company_name))


def tick(app: OutreachApp, _: Selection) -> None:
    """Seen to, today."""
    desk = app.screen
    if isinstance(desk, Checklist) and (said := desk.tick()):
        app.say(said)
        desk.again()


def undo(app: OutreachApp, _: Selection) -> None:
    """Take back the last change."""
    app.say(f"Undone: {app.planner.undo().removeprefix('Undo: ')}.")
    if isinstance(app.screen, Checklist):
        app.screen.again()


def leave(app: OutreachApp, _: Selection) -> None:
    """Back to where one came from."""
    if isinstance(app.screen, Checklist):
        app.screen.dismiss(None)
