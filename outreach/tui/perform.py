"""One way to do an action: look at what is selected, say why not, or do it and say what went wrong."""

from __future__ import annotations

import inspect
import keyword
from importlib import import_module
from typing import TYPE_CHECKING

from outreach.errors import OutreachError, Refused
from outreach.tui.actions import Action
from outreach.tui.catalogue import BY_ID
from outreach.tui.screens.once import LeftOnce

if TYPE_CHECKING:
    from outreach.tui.app import OutreachApp


async def perform(app: OutreachApp, name: str) -> bool:
    """Do the action of that id on what is selected. False when it is off or failed, after saying why."""
    action = BY_ID[name]
    selection = app.selection()
    if reason := action.off(selection):
        app.say(reason, "warn")
        return False
    noun, _, verb = name.partition(".")
    command = getattr(import_module(f"outreach.tui.commands.{noun}"), f"{verb}_" if keyword.iskeyword(verb) else verb)
    if (there := _lies_beneath(app, action)) is not None:
        while app.screen is not there:
            app.pop_screen()
        return True
    before = tuple(app.screen_stack)
    try:
        done = command(app, selection)
        if inspect.isawaitable(done):
            await done
    except OutreachError as error:
        app.complain(error)
        return False
    if isinstance(app.screen, LeftOnce) and app.screen not in before and not app.screen.opened_by:
        app.screen.opened_by = name
    return True


def _lies_beneath(app: OutreachApp, action: Action) -> LeftOnce[object] | None:
    """The screen that an action of everywhere opened before, and that others lie over now: one goes back to it, and opens no second."""
    if "everywhere" not in action.found_in:
        return None
    return next((screen for screen in app.screen_stack[:-1] if isinstance(screen, LeftOnce) and screen.opened_by == action.id), None)


def in_words(error: OutreachError) -> str:
    """An error as a sentence for a toast: the messages of a refusal, without the names of fields."""
    said = "; ".join(problem.message for problem in error.problems) if isinstance(error, Refused) else str(error)
    named = set("./_").intersection(said.split(" ", 1)[0])  # a file keeps its own name
    return (said if named else said[:1].upper() + said[1:]) + ("" if said.endswith((".", "?", "!")) else ".")
