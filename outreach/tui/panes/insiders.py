"""Who is known at the selected company, in the order to write to them, and why the first is first."""

from __future__ import annotations

from collections.abc import Hashable
from typing import ClassVar

from textual.app import ComposeResult
from textual.reactive import reactive

from outreach.domain.kinds import PersonState
from outreach.domain.model import CompanyId, PersonId
from outreach.planner.rows import InsiderRow, WhyRow
from outreach.tui.binding import bindings_for
from outreach.tui.keyed import key_of
from outreach.tui.lens import Lens
from outreach.tui.panes.pane import Pane
from outreach.tui.widgets.lines import Lines, Paragraph
from outreach.tui.widgets.rows import Blank, Cell, Column, Heading, cell
from outreach.tui.widgets.virtual_list import VirtualList

COLUMNS = (
    Column(28, least=12, fit=True, gives=True),
    Column(34, least=12, fit=True, gives=True, drop=3),
    Column(least=22, drop=2),
    Column(11, right=True, fit=True),
)
NONE_KNOWN = Blank(
    "Nobody is known here yet.",
    (
        (
            f"{key_of('person.add')} adds a person, {key_of('go.network')} searches the people of your archive, "
            f"{key_of('plan.import')} reads an archive."
        ),
    ),
)
NO_RECORD = f"Nothing is on record yet. {key_of('person.evidence')} notes how you know each other."
NO_COMPANY = Blank(
    "The people you know at a company stand here.",
    (f"{key_of('pane.companies')} goes to the companies, {key_of('company.add')} adds one there.",),
)

ASIDE = frozenset({PersonState.LATER, PersonState.AVOID, PersonState.DROPPED})


def word_tone(row: InsiderRow) -> str:
    """The tone of a verdict in a word."""
    if row.due or row.word == "ready":
        return "due" if row.due else "good"
    if row.state is PersonState.NEW:
        return "accent"
    return "bad" if row.state is PersonState.AVOID else "quiet"


class InsidersPane(Pane):
    """Pane 2: name, position, the tie, and the verdict in a word; beneath it why the selected person stands there."""

    SCOPE = "insiders"
    TABLES = frozenset({"companies", "people", "steps", "evidence", "drafts"})
    BINDINGS: ClassVar = bindings_for("insiders", "list")

    company: reactive[CompanyId | None] = reactive(None, repaint=False)
    """Whose insiders; handed down by the page."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: dict[PersonId, InsiderRow] = {}

    def compose(self) -> ComposeResult:
        """The list, and the explanation beneath it."""
        yield VirtualList(COLUMNS, self._paint, empty=NO_COMPANY, id="insiders-list")
        yield Lines(id="why")

    @property
    def body(self) -> VirtualList:
        """The list."""
        return self.query_one("#insiders-list", VirtualList)

    def on_mount(self) -> None:
        """Show the filter in the border."""
        self.watch_list(self.body)
        self.set_class(self.company is None, "-blank")

    def watch_company(self) -> None:
        """Another company was selected."""
        if self.is_mounted:
            self.body.clear_filter()
            self.body.clear_marks()
            self.reload()

    def reload(self, company_name: str = "") -> None:
        """Ask for the insiders again."""
        found = self.planner.views.insiders(self.company) if self.company is not None else []
        self.rows = {row.id: row for row in found}
        self.body.empty = NO_COMPANY if self.company is None else NONE_KNOWN
        self.body.refill(list(self.rows))

    def explain(self, why: WhyRow | None) -> None:
        """Say why this person stands where they stand."""
        self.set_class(why is None, "-blank")
        self.query_one("#why", Lines).show(self._why(why) if why is not None else ())

    def _why(self, why: WhyRow) -> list[Paragraph]:
        lens = self.lens
        first = lens.name(why.name.split(" ")[0]) if why.name else "them"
        runs = figures(why, lens) or [cell(lens.text(why.receipt), "quiet") if why.receipt else Cell(NO_RECORD, "quiet")]
        verdict = cell(why.verdict, verdict_tone(why.verdict), bold=True)
        spoke = [rule for rule in why.rules if rule.severity in {"block", "warn"}]
        told = [verdict]
        if spoke:
            told += [Cell(", but " if why.verdict == "send" else ": ", "quiet"), cell(lens.text(spoke[0].says), "ink")]
        if len(spoke) > 1:
            told.append(cell(f" · {len(spoke) - 1} more on the card", "quiet"))
        return [Heading(f"Why {first}", "ink"), (*told, Cell("   "), *runs)]

    def _paint(self, key: Hashable) -> tuple[Cell, ...]:
        row = self.rows[key]  # type: ignore[index]
        aside = row.state in ASIDE
        lens = self.lens
        tone = word_tone(row)
        mark = "⧗ " if row.pending else ""
        return (
            cell(lens.name(row.name), "quiet" if aside else "ink"),
            cell(lens.text(row.position or row.employer), "quiet"),
            cell(lens.text(row.tie_word), "quiet" if aside else "ink"),
            cell(mark + lens.text(row.word), tone, bold=row.due),
        )


def figures(why: WhyRow, lens: Lens) -> list[Cell]:
    """What counts for and against somebody, each with its points."""
    runs: list[Cell] = []
    for term in why.terms:
        runs += [Cell(" · ", "quiet")] if runs else []
        runs.append(cell(lens.text(term.label)))
        if term.effect:
            runs.append(cell(f" ({term.effect})", "quiet"))
    return runs


def verdict_tone(verdict: str) -> str:
    """Go is good, wait is a warning, don't is bad."""
    if verdict.startswith("send"):
        return "good"
    return "bad" if verdict.startswith("don") else "warn"
