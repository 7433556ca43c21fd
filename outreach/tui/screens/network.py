"""The network: everybody in the imported archive, narrowed as one types."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.widget import Widget

from outreach.planner.rows import NetworkRow
from outreach.tui.binding import bindings_for
from outreach.tui.keyed import key_of
from outreach.tui.panes.insiders import verdict_tone
from outreach.tui.panes.pane import Pane
from outreach.tui.screens.page import Page
from outreach.tui.selection import Selection
from outreach.tui.widgets.lines import BREAK, Lines, Paragraph
from outreach.tui.widgets.rows import Blank, Cell, Column, Heading, cell
from outreach.tui.widgets.virtual_list import VirtualList

if TYPE_CHECKING:
    from outreach.planner.views.network import NetworkIndex

COLUMNS = (
    Column(28, least=18, fit=True, gives=True),
    Column(44, least=20, fit=True, gives=True, drop=2),
    Column(30, least=14, fit=True, gives=True),
    Column(60, least=36, fit=True, gives=True),
    Column(4, right=True, fit=True),
)
"""Who, what, where, what the archive shows, in the plan or not. On 80 columns what they do stands beneath only: whom one
would write to shows by the messages, and a line of those, ``12 sent, 9 received, last 21 May 2026``, is whole in 36 cells."""
EMPTY = Blank(
    "Nobody here yet: no archive was read.", (f"{key_of('plan.import')} reads the archive LinkedIn mailed you. It stays on this machine.",)
)


class NetworkPane(Pane):
    """Name, position, company, what the archive shows, and whether they are in the plan."""

    SCOPE = "network"
    TABLES = frozenset({"contacts", "people"})
    BINDINGS: ClassVar = bindings_for("network", "list")

    def __init__(self) -> None:
        super().__init__()
        self.index: NetworkIndex | None = None

    def compose(self) -> ComposeResult:
        """The list, and beneath it, on a broad screen beside it, who is under its cursor."""
        yield VirtualList(COLUMNS, self._paint, empty=EMPTY, search=self._search, id="network-list")
        yield Lines(id="who", hang=2)

    @property
    def body(self) -> VirtualList:
        """The list."""
        return self.query_one("#network-list", VirtualList)

    def on_mount(self) -> None:
        """Look at the network."""
        self.watch_list(self.body)
        self.watch(self.body, "highlighted", self._moved, init=False)
        self.reload()

    def reload(self) -> None:
        """Ask for the index again; it is kept until an import changes it."""
        self.index = self.planner.views.network_all()
        count = len(self.index)
        self.name_it("Network", count=f"{count:,} people" if count else "")
        self.body.refill(range(count))
        self.set_class(not count, "-blank")
        self._moved(self.body.highlighted)

    def _search(self, text: str) -> Sequence[Hashable]:
        return self.index.search(text) if self.index is not None else []

    def row(self, key: Hashable) -> NetworkRow | None:
        """The contact at a place of the index."""
        return self.index.row(key) if self.index is not None and isinstance(key, int) and key < len(self.index) else None

    def _moved(self, key: Hashable | None) -> None:
        row = self.row(key)
        self.query_one("#who", Lines).show(self._who(row) if row is not None else ())

    def on_resize(self) -> None:
        """It may stand beside the list now, with air between."""
        self._moved(self.body.highlighted)

    def _who(self, row: NetworkRow) -> list[Paragraph]:
        lens = self.lens
        work = " · ".join(filter(None, (lens.text(row.position), lens.name(row.company))))
        out: list[Paragraph] = [Heading(lens.name(row.name), "ink"), (cell(work),), (cell(lens.text(row.receipt), "quiet"),)]
        out += [BREAK] if self.screen.has_class("-broad") else []
        if row.person is None:
            return [*out, (Cell(f"{key_of('contact.take')} takes them into the plan of a company.", "quiet"),)]
        card = self.planner.views.why(row.person)
        verdict = cell(card.verdict, verdict_tone(card.verdict), bold=True)
        out.append((Cell("In the plan: ", "quiet"), verdict, Cell(f"   {key_of('contact.card')} reads their card.", "quiet")))
        return out + [(Cell("· ", "quiet"), cell(lens.text(term.label)), cell(f"  {term.effect}", "quiet")) for term in card.terms]

    def _paint(self, key: Hashable) -> tuple[Cell, ...]:
        row = self.row(key)
        if row is None:
            return tuple(Cell("") for _ in COLUMNS)
        lens = self.lens
        return (
            cell(lens.name(row.name)),
            cell(lens.text(row.position), "quiet"),
            cell(lens.name(row.company)),
            cell(lens.text(row.receipt), "quiet"),
            Cell("plan" if row.person is not None else "", "good"),
        )


class NetworkPage(Page):
    """One pane, the whole page."""

    NAME = "network"

    def compose(self) -> ComposeResult:
        """The pane."""
        yield NetworkPane()

    @property
    def pane(self) -> NetworkPane:
        """The pane."""
        return self.query_one(NetworkPane)

    def focus_target(self) -> Widget:
        """The list."""
        return self.pane.body

    def reload(self, tables: frozenset[str] | None = None) -> None:
        """Look again when people or contacts changed."""
        if tables is None or tables & NetworkPane.TABLES:
            self.pane.reload()

    def selection(self) -> Selection:
        """The contact under the cursor; marks are contact ids."""
        body = self.pane.body
        rows = [self.pane.row(key) for key in body.rows.marked()]
        return Selection(
            scope="network",
            contact=self.pane.row(body.highlighted) if body.highlighted is not None else None,
            marked=tuple(row.id for row in rows if row is not None),
            read_only=self.planner.store.read_only,
        )
