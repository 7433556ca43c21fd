"""A calendar of the month and nothing else: what a passer-by may see."""

from __future__ import annotations

import calendar
import datetime as dt
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from outreach.tui.binding import anywhere
from outreach.tui.screens.once import LeftOnce


class Neutral(LeftOnce[None]):
    """The month of a day. The key that opened it, or esc, goes back."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", show=False), *anywhere("screen.neutral")]
    DEFAULT_CSS = """
    Neutral { align: center middle; }
    Neutral Static { width: auto; height: auto; color: $ink; }
    """

    def __init__(self, day: dt.date) -> None:
        super().__init__(id="neutral")
        self._day = day

    def compose(self) -> ComposeResult:
        """The month."""
        day = self._day
        lines = calendar.TextCalendar().formatmonth(day.year, day.month).rstrip().split("\n")
        yield Static(Content("\n".join(line.ljust(20) for line in lines)))

    def action_leave(self) -> None:
        """Back to the plan."""
        self.dismiss(None)
