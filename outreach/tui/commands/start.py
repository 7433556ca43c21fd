"""The keys of day one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach.domain.model import PersonId
from outreach.tui.screens.start import Somebody, StartScreen

if TYPE_CHECKING:
    from outreach.tui.app import OutreachApp
    from outreach.tui.selection import Selection


def show(app: OutreachApp, _: Selection) -> None:
    """All that one should remember before the first message goes out."""
    app.push_screen(StartScreen())


def write(app: OutreachApp, _: Selection) -> None:
    """Write to whom the cursor is on, or go and put the thing in order."""
    from outreach.tui.writing import write_to

    desk = app.screen
    if not isinstance(desk, StartScreen) or desk.row is None:
        return
    row = desk.row
    if row.leads_to == "checklist.preflight":
        from outreach.tui.screens.checklist import PreflightScreen

        app.push_screen(PreflightScreen(), lambda _: desk.again())
    elif row.leads_to:
        desk.dismiss(None)
        app.call_after_refresh(app.perform, row.leads_to)
    else:
        write_to(app, _in_plan(app, row), row.name, purpose=row.purpose, done=desk.again)


def _in_plan(app: OutreachApp, row: Somebody) -> PersonId:
    """Their number; somebody of the address book joins the plan of their target with the message to them, as one change."""
    if row.person is not None or row.contact is None:
        return row.person or PersonId(0)
    return app.planner.drafts.greet(row.contact, app.planner.find_company(row.place), purpose=row.purpose).person


def card(app: OutreachApp, _: Selection) -> None:
    """All that is known of whom the cursor is on."""
    from outreach.tui.commands.lists import show_card

    desk = app.screen
    if isinstance(desk, StartScreen) and desk.row is not None:
        if desk.row.person is None:
            app.say("Only people of the plan have a card.", "warn")
        else:
            show_card(app, desk, desk.row.person, desk.row.name)


def undo(app: OutreachApp, _: Selection) -> None:
    """Take back the last change."""
    app.say(f"Undone: {app.planner.undo().removeprefix('Undo: ')}.")
    if isinstance(app.screen, StartScreen):
        app.screen.again()


def leave(app: OutreachApp, _: Selection) -> None:
    """Back to where one came from."""
    if isinstance(app.screen, StartScreen):
        app.screen.dismiss(None)
