"""Moving in a text that is read in a box."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach.tui.screens.dialog import Reading

if TYPE_CHECKING:
    from outreach.tui.app import OutreachApp
    from outreach.tui.selection import Selection

PAGE = 12
"""Lines a page key moves."""

ALL = 99_999


def _scroll(app: OutreachApp, by: int) -> None:
    if isinstance(app.screen, Reading):
        app.screen.scroll_text(by)


def down(app: OutreachApp, _: Selection) -> None:
    """A line down, or to the next record."""
    if isinstance(app.screen, Reading):
        app.screen.move(1)


def up(app: OutreachApp, _: Selection) -> None:
    """A line up, or to the record before."""
    if isinstance(app.screen, Reading):
        app.screen.move(-1)


def page_down(app: OutreachApp, _: Selection) -> None:
    """A page down."""
    _scroll(app, PAGE)


def page_up(app: OutreachApp, _: Selection) -> None:
    """A page up."""
    _scroll(app, -PAGE)


def first(app: OutreachApp, _: Selection) -> None:
    """To the beginning."""
    _scroll(app, -ALL)


def last(app: OutreachApp, _: Selection) -> None:
    """To the end."""
    _scroll(app, ALL)


def close(app: OutreachApp, _: Selection) -> None:
    """Close it."""
    if isinstance(app.screen, Reading):
        app.screen.dismiss(None)
