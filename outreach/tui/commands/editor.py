"""Commands of the draft editor."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from outreach.tui.keyed import key_of
from outreach.tui.screens.editor import Editor

if TYPE_CHECKING:
    from outreach.tui.app import OutreachApp
    from outreach.tui.selection import Selection


def save(app: OutreachApp, _: Selection) -> None:
    """Save and go back."""
    if isinstance(app.screen, Editor):
        changed = app.screen.changed
        if app.screen.save() and changed:
            app.say(f"The draft is saved. {key_of('draft.copy')} copies it, {key_of('person.sent')} logs it as sent.")


def external(app: OutreachApp, _: Selection) -> None:
    """Hand the text to $EDITOR and take it back."""
    from textual.app import SuspendNotSupported

    from outreach.editor import command, edited
    from outreach.errors import UsageError
    from outreach.text import clean_note

    screen = app.screen
    if not isinstance(screen, Editor):
        return
    words = command(app.planner.config.editor, os.environ)
    try:
        with app.suspend():
            text = clean_note(edited(screen.area.text, words))
    except SuspendNotSupported:
        raise UsageError("another editor cannot be opened from here", next_step="edit the text in place") from None
    finally:
        app.refresh(repaint=True, layout=True)
    screen.take(text)


def gap(app: OutreachApp, _: Selection) -> None:
    """On to the next gap."""
    if isinstance(app.screen, Editor) and not app.screen.to_gap():
        app.say("No gap is left.")


def copy(app: OutreachApp, _: Selection) -> None:
    """Copy the text as it stands."""
    from outreach.tui.clipboard import copy

    if isinstance(app.screen, Editor):
        app.say(copy(app, app.screen.area.text))


def undo(app: OutreachApp, _: Selection) -> None:
    """Take back the last words typed; the plan's own undo leaves an open text alone."""
    if isinstance(app.screen, Editor):
        app.screen.area.undo()


def redo(app: OutreachApp, _: Selection) -> None:
    """Put back what undo took."""
    if isinstance(app.screen, Editor):
        app.screen.area.redo()


def leave(app: OutreachApp, _: Selection) -> None:
    """Back; asks only when something would be lost."""
    from outreach.tui.screens.dialog import Confirm

    screen = app.screen
    if not isinstance(screen, Editor):
        return
    if not screen.changed:
        screen.abandon()
        return

    def answered(lose: bool | None) -> None:
        if lose:
            screen.abandon()

    app.push_screen(
        Confirm("Throw away what you changed?", (f"{key_of('editor.save')} saves it instead.",), yes="Throw away", no="Keep editing"),
        answered,
    )
