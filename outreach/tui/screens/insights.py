"""Insights: effort, conversations and answers of one's own search; a rate only where there is enough to count."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widget import Widget

from outreach.planner.search_rows import InsightsRow
from outreach.tui import figures
from outreach.tui.binding import bindings_for
from outreach.tui.panes.pane import Pane
from outreach.tui.screens.page import Page
from outreach.tui.selection import Selection
from outreach.tui.widgets.lines import BREAK, Lines, Paragraph

TWO_COLUMNS = 116
"""Cells from which effort and answers stand side by side with a rate to a line."""


class InsightsPane(Pane):
    """The figures, to read: what one did and how far it led beside what worked, which one key splits another way."""

    SCOPE = "insights"
    TABLES = frozenset({"companies", "people", "steps", "evidence"})
    BINDINGS: ClassVar = bindings_for("insights", "list")
    DEFAULT_CSS = """
    InsightsPane {
        #insights-side { display: none; padding: 0 0 0 1; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self.by = 0
        """Which of ``figures.BYS`` the rates are split by."""
        self._row: InsightsRow | None = None

    def compose(self) -> ComposeResult:
        """Effort at the left, answers at the right; on a narrow terminal one text."""
        side, text = Lines(id="insights-side", focus=True, hang=2), Lines(id="insights-text", focus=True, hang=2)
        # Rows of rates are the longer ones: at 120 columns they keep to a line each.
        side.styles.width, text.styles.width = "9fr", "13fr"
        with Horizontal():
            yield side
            yield text

    @property
    def body(self) -> Lines:
        """The text that has the rates."""
        return self.query_one("#insights-text", Lines)

    def on_mount(self) -> None:
        """Count."""
        self.reload()

    def reload(self) -> None:
        """Count again."""
        self._row = self.planner.views.insights()
        self._show(keep_place=True)

    def turn(self) -> None:
        """Split the rates by the next thing, and show them."""
        self.by = (self.by + 1) % len(figures.BYS)
        self._show(keep_place=False)

    def cross(self) -> None:
        """Give the motions to the other column, where there are two."""
        side = self.query_one("#insights-side", Lines)
        self.screen.set_focus(side if side.display and not side.has_focus else self.body)

    def _on_resize(self, event: events.Resize) -> None:
        if self._wide != self.query_one("#insights-side").display:
            self._show(keep_place=False)

    @property
    def _wide(self) -> bool:
        return self.app.size.width >= TWO_COLUMNS

    def _show(self, *, keep_place: bool) -> None:
        row = self._row
        if row is None:
            return
        by = figures.BYS[self.by]
        self.name_it("Insights", f"by {by}")
        side, text = self.query_one("#insights-side", Lines), self.body
        side.display = self._wide
        effort = [figures.effort(row), figures.how_far(row), figures.what_moved(row, self.lens)]
        worked = [figures.answers(row), figures.rates(row, by), figures.usual(row), figures.published(row)]
        if self._wide:
            side.show(_apart(effort), keep_place=keep_place)
            text.show(_apart(worked), keep_place=keep_place)
            return
        text.show(_apart([figures.in_short(row), worked[1], worked[0], *effort, *worked[2:]]), keep_place=keep_place)


def _apart(parts: list[list[Paragraph]]) -> list[Paragraph]:
    """The parts that say anything, with an empty line between them."""
    out: list[Paragraph] = []
    for part in parts:
        if part:
            out += [BREAK, *part] if out else part
    return out


class InsightsPage(Page):
    """One pane, the whole page."""

    NAME = "insights"

    def compose(self) -> ComposeResult:
        """The pane."""
        yield InsightsPane()

    @property
    def pane(self) -> InsightsPane:
        """The pane."""
        return self.query_one(InsightsPane)

    def focus_target(self) -> Widget:
        """The text."""
        return self.pane.body

    def reload(self, tables: frozenset[str] | None = None) -> None:
        """Count again when something counted changed."""
        if tables is None or tables & InsightsPane.TABLES:
            self.pane.reload()

    def selection(self) -> Selection:
        """Nothing is selected here."""
        return Selection(scope="insights", read_only=self.planner.store.read_only)
