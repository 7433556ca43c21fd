"""The target companies, the ones to work on first at the top."""

from __future__ import annotations

from collections.abc import Hashable
from typing import ClassVar

from textual.app import ComposeResult

from outreach.domain.kinds import CompanyStatus
from outreach.domain.model import CompanyId
from outreach.planner.rows import CompanyRow
from outreach.tui.binding import bindings_for
from outreach.tui.keyed import key_of
from outreach.tui.panes.pane import Pane
from outreach.tui.widgets.rows import Blank, Cell, Column, cell
from outreach.tui.widgets.virtual_list import VirtualList

COLUMNS = (Column(least=17), Column(2, drop=2), Column(2, drop=3), Column(3, right=True, drop=4), Column(10, right=True, fit=True))
NOT_YET = Cell(" " * 6)
"""Stands for a state that is still being worked out, as wide as most of them."""

EMPTY = Blank(
    "No target company yet.", (f"Add the first with {key_of('company.add')}, or read your LinkedIn archive with {key_of('plan.import')}.",)
)


def word_tone(row: CompanyRow) -> str:
    """The tone of a company's state: what is due stands out, what rests steps back."""
    if row.status is not CompanyStatus.ACTIVE:
        return "quiet"
    if row.due:
        return "due"
    return "accent" if row.untriaged and row.word.endswith("new") else "quiet"


def asleep_words(status: CompanyStatus) -> str:
    """What a status means for the days to come."""
    return {CompanyStatus.ACTIVE: "active", CompanyStatus.PAUSED: "paused: asks nothing of a day"}.get(status, "closed")


class CompaniesPane(Pane):
    """Pane 1: name, motivation and posting (LAMP), how many people are known, and the state in a word."""

    SCOPE = "companies"
    LEGEND = "M motivation · P posting · known"
    TABLES = frozenset({"companies", "people", "steps", "evidence", "leads"})
    BINDINGS: ClassVar = bindings_for("companies", "list")

    def __init__(self) -> None:
        super().__init__()
        self.rows: dict[CompanyId, CompanyRow] = {}
        self._quick = True

    def compose(self) -> ComposeResult:
        """The list."""
        yield VirtualList(COLUMNS, self._paint, empty=EMPTY, id="companies-list")

    @property
    def body(self) -> VirtualList:
        """The list."""
        return self.query_one("#companies-list", VirtualList)

    def on_mount(self) -> None:
        """Show the filter in the border."""
        self.watch_list(self.body)

    def reload(self, *, quick: bool = False) -> None:
        """Ask for the companies again; ``quick`` leaves out what is due, for the first paint."""
        self._quick = quick
        found = self.planner.views.companies(quick=quick)
        self.rows = {row.id: row for row in found}
        active = sum(row.status is CompanyStatus.ACTIVE for row in found)
        self.name_it("1 Companies", count=f"{active} active" if found else "")
        self.body.refill(list(self.rows))

    def _paint(self, key: Hashable) -> tuple[Cell, ...]:
        row = self.rows[key]  # type: ignore[index]
        asleep = row.status is not CompanyStatus.ACTIVE
        tone = word_tone(row)
        return (
            cell(self.lens.name(row.name), "quiet" if asleep else "ink"),
            Cell(f"M{row.motivation}", "quiet"),
            Cell(f"P{row.posting}", "quiet"),
            Cell(str(row.insiders) if row.insiders else "", "quiet"),
            NOT_YET if self._quick else cell(row.word, tone, bold=tone == "due"),
        )
