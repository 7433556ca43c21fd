"""A line to type into above a list that follows it; the arrows move in the list while the cursor stays in the line."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import Input

from outreach.tui.widgets.virtual_list import VirtualList


class SearchLine(Input):
    """An input whose up, down and page keys move another list."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,ctrl+n", "move(1)", show=False),
        Binding("up", "move(-1)", show=False),
        Binding("pagedown", "move(10)", show=False),
        Binding("pageup", "move(-10)", show=False),
    ]

    def __init__(self, listing: Callable[[], VirtualList], hint: str) -> None:
        super().__init__(placeholder=hint, compact=True, id="search")
        self._listing = listing

    def action_move(self, by: int) -> None:
        """Move the cursor of the list."""
        self._listing().step(by)
