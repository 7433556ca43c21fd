"""What can be jumped to on a screen: rows, fields, panes, tabs and hints, each with its place and how to get there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

import msgspec
from textual.screen import Screen
from textual.widget import Widget

from outreach.tui.panes.pane import Pane
from outreach.tui.widgets.chrome import Header, Hints
from outreach.tui.widgets.fields import FieldRow
from outreach.tui.widgets.record_lines import RecordLines
from outreach.tui.widgets.rows import Heading
from outreach.tui.widgets.virtual_list import VirtualList

if TYPE_CHECKING:
    from outreach.tui.app import OutreachApp


class Target(msgspec.Struct, frozen=True):
    """One place to go to."""

    x: int
    """Cell of the screen its letters are drawn at."""
    y: int
    go: Callable[[], object]
    """Goes there; may give something to await."""


def targets(app: OutreachApp, screen: Screen[object]) -> list[Target]:
    """Everything in sight that can be gone to: what has the focus first, for it gets the shortest letters."""
    found: list[Target] = []
    focused = screen.focused
    widgets = [widget for widget in screen.walk_children(Widget) if _in_sight(widget)]
    for widget in sorted(widgets, key=lambda widget: (widget is not focused, isinstance(widget, Header), isinstance(widget, Hints))):
        found += _of(app, screen, widget)
    return found


def _in_sight(widget: Widget) -> bool:
    return bool(widget.region) and all(one.display for one in [widget, *widget.ancestors_with_self])


def _of(app: OutreachApp, screen: Screen[object], widget: Widget) -> Iterator[Target]:
    region = widget.content_region
    if isinstance(widget, RecordLines):
        for record, line in widget.in_sight():
            yield Target(region.x, region.y + line, partial(widget.look_at, record))
    elif isinstance(widget, VirtualList):
        yield from _rows(screen, widget)
    elif isinstance(widget, Pane) and not isinstance(widget.body, VirtualList):
        yield Target(widget.region.x + 2, widget.region.y, lambda: screen.set_focus(widget.body))
    elif isinstance(widget, FieldRow):
        yield Target(region.x, region.y, lambda: widget.entry.focus())
    elif isinstance(widget, Header | Hints):
        for start, _, what in widget.places:
            action = f"go.{what}" if isinstance(widget, Header) else what
            if action:
                # In the blank before it: the key that does the same stays to be read.
                yield Target(max(0, region.x + start - 1), region.y, lambda action=action: app.perform(action))  # type: ignore[misc]
    elif widget.can_focus and widget.id in {"subject", "words"}:
        yield Target(region.x, region.y, widget.focus)


def _rows(screen: Screen[object], listing: VirtualList) -> Iterator[Target]:
    region = listing.content_region
    for y in range(region.height):
        at = listing.top + y
        if at < len(listing.rows.shown) and not isinstance(key := listing.rows.shown[at], Heading):

            def go(key: object = key) -> None:
                if listing.can_focus:
                    screen.set_focus(listing)
                listing.look_at(key)

            yield Target(region.x, region.y + y, go)
