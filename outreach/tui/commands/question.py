"""One key per company name at the questions desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach.domain.kinds import MatchVerdict
from outreach.tui.screens.questions import QuestionsScreen

if TYPE_CHECKING:
    from outreach.tui.app import OutreachApp
    from outreach.tui.selection import Selection


def _answer(app: OutreachApp, verdict: MatchVerdict) -> None:
    if isinstance(app.screen, QuestionsScreen):
        app.screen.answer(verdict)


def yes(app: OutreachApp, _: Selection) -> None:
    """The same company."""
    _answer(app, MatchVerdict.HERE)


def no(app: OutreachApp, _: Selection) -> None:
    """Another company."""
    _answer(app, MatchVerdict.NO)


def related(app: OutreachApp, _: Selection) -> None:
    """A relative of it."""
    _answer(app, MatchVerdict.RELATED)


def skip(app: OutreachApp, _: Selection) -> None:
    """Another time."""
    if isinstance(app.screen, QuestionsScreen):
        app.screen.skip()


def undo(app: OutreachApp, _: Selection) -> None:
    """Take back the last answer given here."""
    if isinstance(app.screen, QuestionsScreen):
        if app.screen.step_back():
            app.say(f"Undone: {app.planner.undo().removeprefix('Undo: ')}.")
        else:
            app.say("No answer was given here yet.", "warn")


def leave(app: OutreachApp, _: Selection) -> None:
    """Back to where one came from."""
    if isinstance(app.screen, QuestionsScreen):
        app.screen.dismiss(None)
