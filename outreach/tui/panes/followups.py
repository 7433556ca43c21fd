"""What comes next at the selected company, and when."""

from __future__ import annotations

from collections.abc import Hashable
from typing import ClassVar

from textual.app import ComposeResult
from textual.reactive import reactive

from outreach.domain.kinds import StepKind
from outreach.domain.model import CompanyId, StepId
from outreach.planner.rows import DueRow
from outreach.tui.binding import bindings_for
from outreach.tui.keyed import key_of
from outreach.tui.lens import Lens
from outreach.tui.panes.pane import LOWER, Pane
from outreach.tui.widgets.rows import Blank, Cell, Column, cell
from outreach.tui.widgets.virtual_list import VirtualList

COLUMNS = (
    Column(1),
    Column(6, fit=True, drop=1),
    Column(44, least=18, fit=True, gives=True),
    Column(least=28, drop=2),
    Column(13, right=True, fit=True),
)
NOTHING = Blank(
    "Nothing is planned here.", (f"{key_of('draft.write')} writes to the selected person, {key_of('step.add')} adds a step of your own.",)
)
NO_COMPANY = Blank("What is due, and when, stands here.", ("Select a company to see its next steps.",))

TONES = {"promise": "due", "overdue": "bad", "due": "due", "soon": "ink", "waiting": "quiet", "held": "quiet", "none": "quiet"}


def due_tone(row: DueRow) -> str:
    """The tone of an urgency; the words beside it say the same."""
    if row.moved_to is not None:
        return "quiet"
    if row.promise:
        return "ink" if row.when.startswith(("in ", "tomorrow")) else "due"
    return TONES.get(row.urgency, "ink")


def due_sign(row: DueRow) -> str:
    """One sign for an urgency, so that colour never stands alone."""
    if row.pinned:
        return "⚑"
    if row.promise:
        return "◆"
    if row.moved_to is not None:
        return "·"
    return {"overdue": "!", "due": "●", "soon": "○"}.get(row.urgency, "·")


def without_place(row: DueRow) -> str:
    """What a row asks for, where its company stands beside it or above it: the next insider is then one of there."""
    return row.what.removesuffix(f" at {row.company_name}") if row.kind is StepKind.NEXT_INSIDER else row.what


def paint_due(row: DueRow, lens: Lens) -> tuple[Cell, ...]:
    """Sign, day, what to do, why, how soon."""
    tone = due_tone(row)
    pressing = tone in {"due", "bad"}
    when = f"z {row.when}" if row.snoozed_until is not None else row.when
    day = row.day.split(" ", 1)[-1] if row.day else "owed" if row.promise else ""
    return (
        Cell(due_sign(row), tone, pressing),
        cell(day, "quiet"),
        cell(lens.text(without_place(row)), "ink" if tone != "quiet" else "quiet"),
        cell(lens.text(row.why), "quiet"),
        cell(when, tone, bold=pressing),
    )


class FollowupsPane(Pane):
    """Pane 4: promises first, then by day."""

    SCOPE = "followups"
    SHARES = LOWER
    TABLES = frozenset({"companies", "people", "steps", "evidence", "drafts"})
    BINDINGS: ClassVar = bindings_for("followups", "list")

    company: reactive[CompanyId | None] = reactive(None, repaint=False)
    """Whose steps; handed down by the page."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: dict[StepId, DueRow] = {}

    def compose(self) -> ComposeResult:
        """The list."""
        yield VirtualList(COLUMNS, self._paint, empty=NO_COMPANY, id="followups-list")

    @property
    def body(self) -> VirtualList:
        """The list."""
        return self.query_one("#followups-list", VirtualList)

    def on_mount(self) -> None:
        """Show the filter in the border."""
        self.watch_list(self.body)

    def watch_company(self) -> None:
        """Another company was selected."""
        if self.is_mounted:
            self.body.clear_filter()
            self.body.clear_marks()
            self.reload()

    def reload(self) -> None:
        """Ask for the steps again."""
        found = self.planner.views.followups(self.company) if self.company is not None else []
        self.rows = {row.step: row for row in found}
        self.body.empty = NO_COMPANY if self.company is None else NOTHING
        self.body.refill(list(self.rows))

    def _paint(self, key: Hashable) -> tuple[Cell, ...]:
        return paint_due(self.rows[key], self.lens)  # type: ignore[index]
