"""Companies the archive hints at as targets: take one up, or turn it down for good."""

from __future__ import annotations

from collections.abc import Hashable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from outreach.errors import OutreachError
from outreach.planner.rows import SuggestionRow
from outreach.tui.binding import anywhere, bindings_for
from outreach.tui.keyed import key_of
from outreach.tui.perform import in_words
from outreach.tui.screens.cover import Cover
from outreach.tui.screens.dialog import Dialog
from outreach.tui.screens.list_desk import MOTIONS
from outreach.tui.selection import Selection
from outreach.tui.widgets.lines import Lines
from outreach.tui.widgets.rows import Blank, Cell, Column, cell
from outreach.tui.widgets.virtual_list import VirtualList

COLUMNS = (Column(least=14, weight=2), Column(least=16, weight=3), Column(9, right=True))
EMPTY = Blank("The archive hints at no company you have not settled.", ("Saved jobs, applications and follows are where hints come from.",))


class SuggestionsScreen(Dialog[None], Cover[None]):
    """A list: enter makes it a target, d turns it down."""

    SCOPE: ClassVar = "suggestions"
    CSS_PATH: ClassVar = ["fields.tcss", "dialog.tcss", "suggestions.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_for("suggestions"), *MOTIONS, *anywhere("plan.undo", "go.help")]

    def __init__(self) -> None:
        keys = f"{key_of('suggestion.accept')} takes it up · {key_of('suggestion.dismiss')} turns it down · esc back"
        super().__init__("Suggested targets", keys)
        self._rows: dict[str, SuggestionRow] = {}

    def body(self) -> ComposeResult:
        """The list, and beneath it every reason for the company under the cursor."""
        yield VirtualList(COLUMNS, self._paint, empty=EMPTY, id="suggestions")
        yield Lines(id="why")

    def on_mount(self) -> None:
        """Fill the list."""
        super().on_mount()
        self.box.add_class("-tall")
        self._fill()
        self.watch(self.query_one(VirtualList), "highlighted", self._explain)

    def _fill(self) -> None:
        self._rows = {row.name: row for row in self.planner.views.suggestions()}
        self.query_one(VirtualList).refill(list(self._rows))
        self.query_one(VirtualList).focus()

    def _explain(self, key: Hashable | None) -> None:
        row = self._rows.get(str(key))
        lens = self.outreach.lens
        self.query_one(Lines).show([(cell(f"· {lens.text(reason)}", "quiet"),) for reason in row.provenance] if row else [])

    def _paint(self, key: Hashable) -> tuple[Cell, ...]:
        row = self._rows[str(key)]
        people = f"{row.people} known" if row.people else ""
        lens = self.outreach.lens
        return (cell(lens.name(row.name)), cell(lens.text("; ".join(row.provenance)), "quiet"), Cell(people, "good"))

    def selection(self) -> Selection:
        """The list itself."""
        return Selection(scope=self.SCOPE, read_only=self.planner.store.read_only)

    def look_again(self) -> None:
        """Something changed: ask for the suggestions again."""
        if self.stands:
            self._fill()

    def accept(self) -> None:
        """Make it a target."""
        self._act(lambda name: f"{self.planner.companies.accept(name).name} is a target.")

    def turn_down(self) -> None:
        """Turn it down for good."""

        def down(name: str) -> str:
            self.planner.companies.dismiss(name)
            return f"{name} is not suggested again."

        self._act(down)

    def _act(self, do: object) -> None:
        key = self.query_one(VirtualList).highlighted
        if key is None or not callable(do):
            return
        try:
            self.outreach.say(do(str(key)))
        except OutreachError as error:
            self.outreach.say(in_words(error), "bad")
        self._fill()
