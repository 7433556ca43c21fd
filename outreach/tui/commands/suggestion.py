"""The keys of the suggested targets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach.tui.screens.suggestions import SuggestionsScreen

if TYPE_CHECKING:
    from outreach.tui.app import OutreachApp
    from outreach.tui.selection import Selection


def accept(app: OutreachApp, _: Selection) -> None:
    """Make it a target."""
    if isinstance(app.screen, SuggestionsScreen):
        app.screen.accept()


def dismiss(app: OutreachApp, _: Selection) -> None:
    """Turn it down for good."""
    if isinstance(app.screen, SuggestionsScreen):
        app.screen.turn_down()
