"""Motions in whichever list has the focus."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach.tui.commands.go import up as go_up
from outreach.tui.widgets.lines import Lines
from outreach.tui.widgets.virtual_list import VirtualList

if TYPE_CHECKING:
    from outreach.tui.app import OutreachApp
    from outreach.tui.selection import Selection


def _move(app: OutreachApp, by: int) -> None:
    focused = app.focused
    if isinstance(focused, VirtualList):
        focused.step(by)
    elif isinstance(focused, Lines):
        focused.scroll(by)


def down(app: OutreachApp, _: Selection) -> None:
    """One row down."""
    _move(app, 1)


def up(app: OutreachApp, _: Selection) -> None:
    """One row up."""
    _move(app, -1)


def first(app: OutreachApp, _: Selection) -> None:
    """To the first row."""
    if isinstance(app.focused, VirtualList):
        app.focused.to_end(last=False)
    else:
        _move(app, -100_000)


def last(app: OutreachApp, _: Selection) -> None:
    """To the last row."""
    if isinstance(app.focused, VirtualList):
        app.focused.to_end(last=True)
    else:
        _move(app, 100_000)


def page_down(app: OutreachApp, _: Selection) -> None:
    """A screenful down."""
    if app.focused is not None:
        _move(app, max(1, app.focused.size.height - 1))


def page_up(app: OutreachApp, _: Selection) -> None:
    """A screenful up."""
    if app.focused is not None:
        _move(app, -max(1, app.focused.size.height - 1))


def mark(app: OutreachApp, _: Selection) -> None:
    """Mark the row and step on."""
    if isinstance(app.focused, VirtualList):
        app.focused.mark()


def mark_all(app: OutreachApp, _: Selection) -> None:
    """Mark every row shown, or none."""
    if isinstance(app.focused, VirtualList):
        app.focused.mark_all()


def filter(app: OutreachApp, _: Selection) -> None:
    """Narrow the list that has the focus; from a pane without one, the companies."""
    if not isinstance(app.focused, VirtualList):
        lists = app.screen.query(VirtualList)
        if not lists:
            return
        app.screen.set_focus(lists.first())
    if isinstance(app.focused, VirtualList):
        app.focused.narrow()


async def clear(app: OutreachApp, _: Selection) -> None:
    """Step back: the filter, then the marks, then a zoom, then the page."""
    focused = app.focused
    if isinstance(focused, VirtualList) and (focused.clear_filter() or focused.clear_marks()):
        return
    await go_up(app)
