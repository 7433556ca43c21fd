"""What Insights offers beside reading."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach.tui.screens.insights import InsightsPage

if TYPE_CHECKING:
    from outreach.tui.app import OutreachApp
    from outreach.tui.selection import Selection


def split(app: OutreachApp, _: Selection) -> None:
    """Split the rates by the next thing: channel, message, tie, evidence, template, weekday."""
    page = app.main.page
    if isinstance(page, InsightsPage):
        page.pane.turn()


def other(app: OutreachApp, _: Selection) -> None:
    """To the other column, so that the motions scroll it."""
    page = app.main.page
    if isinstance(page, InsightsPage):
        page.pane.cross()
