"""A desk with a list on it: rows above, what the row under the cursor means beneath."""

from __future__ import annotations

from collections.abc import Hashable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical

from outreach.tui.binding import bindings_for
from outreach.tui.screens.desk import Desk
from outreach.tui.widgets.chrome import Hints
from outreach.tui.widgets.lines import Lines, Paragraph
from outreach.tui.widgets.rows import Blank, Cell, Column
from outreach.tui.widgets.virtual_list import VirtualList

_MOTIONS = frozenset({"list.down", "list.up", "list.first", "list.last", "list.page_down", "list.page_up"})

MOTIONS: list[BindingType] = [binding for binding in bindings_for("list") if isinstance(binding, Binding) and binding.id in _MOTIONS]
"""The keys that move the cursor; marks and filters are of no use on most desks."""

_MARKING = frozenset({"list.mark", "list.mark_all", "list.filter"})

MARKING: list[BindingType] = [binding for binding in bindings_for("list") if isinstance(binding, Binding) and binding.id in _MARKING]
"""The keys that mark and narrow, for desks whose rows are many."""


class ListDesk(Desk):
    """Rows to go through in any order; on a broad screen what one means stands beside them.

    A subclass says which rows there are, how one looks, and what it means.
    """

    COLUMNS: ClassVar[tuple[Column, ...]] = ()
    EMPTY: ClassVar[Blank] = Blank("Nothing lies here.")
    CSS_PATH: ClassVar = ["desk.tcss", "list_desk.tcss"]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (160, "-broad")]

    def compose(self) -> ComposeResult:
        """The list, what a row means, the footer."""
        with Vertical(id="desk"):
            yield VirtualList(self.COLUMNS, self.paint, empty=self.EMPTY, id="desk-list")
            yield Lines(id="matter", hang=2)
        yield Hints()

    def on_mount(self) -> None:
        """Follow the cursor."""
        self.watch(self.body, "highlighted", self._moved, init=False)
        self.body.focus()

    @property
    def body(self) -> VirtualList:
        """The list."""
        return self.query_one("#desk-list", VirtualList)

    def keys(self) -> list[Hashable]:
        """The rows in order, headings among them."""
        raise NotImplementedError

    def paint(self, key: Hashable) -> tuple[Cell, ...]:
        """One row."""
        raise NotImplementedError

    def detail(self, key: Hashable) -> list[Paragraph]:
        """What the row under the cursor means."""
        raise NotImplementedError

    def progress(self) -> str:
        """Where one stands, for the title."""
        raise NotImplementedError

    def choose(self) -> str:
        """Id of the action that a double click on a row stands for."""
        raise NotImplementedError

    def matter(self) -> tuple[str, list[Paragraph]]:
        """The title's words, and what the row under the cursor means."""
        key = self.body.highlighted
        return self.progress(), self.detail(key) if key is not None else []

    def draw(self) -> None:
        """Show the rows again, the cursor on the same one."""
        self.body.refill(self.keys())
        self.set_class(self.body.highlighted is None, "-blank")
        super().draw()

    def again(self) -> None:
        """Something changed: look at what is there now."""
        self.gather()
        self.draw()

    def look_again(self) -> None:
        """The plan changed: ask again; the cursor stays on its row."""
        if self.stands:
            self.again()

    def _moved(self, key: Hashable | None) -> None:
        self.query_one("#matter", Lines).show(self.detail(key) if key is not None else [])

    @on(VirtualList.Chosen)
    async def _clicked_twice(self, message: VirtualList.Chosen) -> None:
        message.stop()
        await self.outreach.perform(self.choose())
