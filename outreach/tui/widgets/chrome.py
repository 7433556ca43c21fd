"""The line above and the line below: where one is, whether all is saved, and the six keys that matter here."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from textual import events
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from outreach.planner.rows import StatusRow
from outreach.planner.words import day_long
from outreach.tui.cells import cut, width

TABS = (("plan", "Plan"), ("today", "Today"), ("network", "Network"), ("insights", "Insights"))
"""The pages, in the order of the header line."""


class Header(Widget):
    """`` outreach   Plan   Today 4   Network        Sun 22 Nov 2026   saved ✓``; a tab can be clicked."""

    class Picked(Message):
        """A tab was clicked."""

        def __init__(self, page: str) -> None:
            super().__init__()
            self.page = page

    def __init__(self) -> None:
        super().__init__(id="header")
        self._status: StatusRow | None = None
        self._page = "plan"
        self._trouble = ""
        self.places: list[tuple[int, int, str]] = []
        """First cell, cell behind and page of every tab."""

    def tell(self, *, status: StatusRow | None = None, page: str | None = None, trouble: str | None = None) -> None:
        """Say what changed; ``trouble`` is a short reason why nothing is saved, empty when all is well."""
        self._status = status if status is not None else self._status
        self._page = page if page is not None else self._page
        self._trouble = trouble if trouble is not None else self._trouble
        self.refresh()

    def render(self) -> Content:
        """The line, cut to the width there is."""
        parts: list[tuple[str, str]] = [(" outreach ", "bold $accent")]
        at = 10
        self.places = []
        due = self._status.due if self._status is not None else 0
        for name, label in TABS:
            here = name == self._page
            mark = f" {due}" if name == "today" and due else ""
            taken = width(label) + width(mark) + 2
            self.places.append((at + 1, at + 1 + taken, name))
            parts += [("  ", ""), (label, "bold underline $ink" if here else "$quiet"), (mark, "bold $due"), (" ", "")]
            at += taken + 1
        right = self._right()
        if self.size.width - at - sum(width(text) for text, _ in right) < 2:
            words, style = right[-1]
            right = [(cut(words, max(0, self.size.width - at - 2)), style)]
        room = self.size.width - at - sum(width(text) for text, _ in right)
        parts.append((" " * max(1, room), ""))
        return Content.assemble(*(Content.styled(text, style) for text, style in [*parts, *right]))

    def _right(self) -> list[tuple[str, str]]:
        if self._status is None:
            return [("", "")]
        day = (day_long(self._status.today) + "   ", "$quiet")
        if self._trouble:
            return [day, (f"NOT SAVED: {cut(self._trouble, 30)} ", "bold $bad")]
        if self._status.read_only:
            return [day, ("read-only ", "bold $warn")]
        return [day, ("saved ✓ ", "$good") if self._status.saved else ("not saved ! ", "bold $bad")]

    def on_click(self, event: events.Click) -> None:
        """A click on a tab goes there."""
        for start, end, page in self.places:
            if start <= event.x < end:
                self.post_message(self.Picked(page))


class Hint(msgspec.Struct, frozen=True):
    """One key in the footer: its action's id, the key as shown and one word."""

    action: str
    key: str
    label: str

    @property
    def cells(self) -> int:
        """What it takes, with the blanks around it."""
        return width(self.key) + 1 + width(self.label) + 2


class Hints(Widget):
    """The footer: as many hints as fit whole, six at most on a narrow screen, and the palette at the right."""

    class Picked(Message):
        """A hint was clicked."""

        def __init__(self, action: str) -> None:
            super().__init__()
            self.action = action

    def __init__(self) -> None:
        super().__init__(id="hints")
        self._hints: tuple[Hint, ...] = ()
        self._right: Hint | None = None
        self.places: list[tuple[int, int, str]] = []
        """First cell, cell behind and action of every hint."""

    def offer(self, hints: Sequence[Hint], right: Hint | None = None) -> None:
        """Show these, the most useful first; the last one is kept when others must go."""
        self._hints = tuple(hints)
        self._right = right
        self.refresh()

    def fitting(self, across: int) -> tuple[Hint, ...]:
        """Those that fit into ``across`` cells whole."""
        most = 6 if across < 100 else 9
        hints = list(self._hints)
        room = across - 1 - (self._right.cells if self._right is not None else 0)
        while len(hints) > most or sum(hint.cells for hint in hints) > room:
            if not hints:
                break
            hints.pop(-2 if len(hints) > 1 else -1)
        return tuple(hints)

    def render(self) -> Content:
        """The line."""
        across = self.size.width
        parts: list[tuple[str, str]] = [(" ", "")]
        at = 1
        self.places = []
        for hint in self.fitting(across):
            self.places.append((at, at + hint.cells - 2, hint.action))
            parts += [(hint.key, "bold $accent"), (f" {hint.label}  ", "$quiet")]
            at += hint.cells
        if self._right is not None and at + self._right.cells <= across:
            left = across - at - self._right.cells + 1
            parts += [(" " * left, ""), (self._right.key, "bold $accent"), (f" {self._right.label} ", "$quiet")]
            self.places.append((at + left, across, self._right.action))
        return Content.assemble(*(Content.styled(text, style) for text, style in parts))

    def on_click(self, event: events.Click) -> None:
        """A click on a hint does it."""
        for start, end, action in self.places:
            if start <= event.x < end and action:
                self.post_message(self.Picked(action))
