"""The keys of the referral kit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach.tui.screens.kit import Kit

if TYPE_CHECKING:
    from outreach.tui.app import OutreachApp
    from outreach.tui.selection import Selection


def fill(app: OutreachApp, _: Selection) -> None:
    """The opening with its number and address, and the words to forward."""
    if isinstance(app.screen, Kit):
        app.screen.fill()


def copy(app: OutreachApp, _: Selection) -> None:
    """Copy the words to forward."""
    if isinstance(app.screen, Kit):
        app.screen.copy()


def write(app: OutreachApp, _: Selection) -> None:
    """Write the ask, once it is open."""
    if isinstance(app.screen, Kit):
        app.screen.write()
