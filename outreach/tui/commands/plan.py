"""Commands on the plan as a whole: undo, redo, reading archives, writing exports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach.tui.keyed import key_of

if TYPE_CHECKING:
    from outreach.tui.app import OutreachApp
    from outreach.tui.selection import Selection


def undo(app: OutreachApp, _: Selection) -> None:
    """Take back the last change, and say which it was."""
    app.say(f"Undone: {app.planner.undo().removeprefix('Undo: ')}. {key_of('plan.redo')} does it again.")


def redo(app: OutreachApp, _: Selection) -> None:
    """Do again what was undone."""
    app.say(f"Done again: {app.planner.redo().removeprefix('Redo: ')}.")


def import_(app: OutreachApp, _: Selection) -> None:
    """Read an archive."""
    from outreach.tui.screens.bringing_in import BringIn

    app.push_screen(BringIn())


def export(app: OutreachApp, at: Selection) -> None:
    """Write plans to a file; of the marked companies, else of the selected one."""
    from outreach.tui.screens.exporting import export_form

    app.push_screen(export_form(app, at))
