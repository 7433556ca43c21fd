"""Insights: effort, conversations and answers of one's own search; a rate only where there is enough to count."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.widget import Widget

from outreach.domain.saying import plural
from outreach.planner.search_rows import InsightsRow
from outreach.planner.words import day_short
from outreach.tui.binding import bindings_for
from outreach.tui.cells import fit
from outreach.tui.panes.pane import Pane
from outreach.tui.screens.page import Page
from outreach.tui.selection import Selection
from outreach.tui.widgets.lines import BREAK, Lines, Paragraph
from outreach.tui.widgets.rows import Cell, Heading, cell

LABEL = 22
"""Cells of the label column."""

BAR = 30
"""Longest bar, in cells."""


def told(row: InsightsRow) -> list[Paragraph]:
    """The figures in words and bars; what others published stands apart from one's own."""

    def figure(label: str, number: object, meaning: str) -> Paragraph:
        return (Cell(fit(label, LABEL), "quiet"), Cell(f"{number}", "ink", bold=True), Cell(f"   {meaning}", "quiet"))

    out: list[Paragraph] = [
        Heading("People", "ink"),
        figure("can speak for you", row.advocates, "said they would, or made a standing offer"),
        figure("you can speak for", row.can_speak_for, "know well enough to vouch for"),
        figure("conversations", row.conversations, "talks that happened"),
        figure("referrals", row.referrals, "made for you"),
        BREAK,
        Heading("Answers", "ink"),
        (Cell(fit("answered", LABEL), "quiet"), cell(row.answers, bold=True)),
        figure("a neutral no", row.declined, "an answer too"),
    ]
    out += [
        (Cell(fit(f"  {purpose.purpose}", LABEL), "quiet"), Cell(f"{purpose.answered} of {purpose.written}")) for purpose in row.purposes
    ]
    most = max((week.effort for week in row.weeks), default=0)
    out += [BREAK, Heading("Effort by week", "ink")]
    for week in row.weeks:
        length = round(BAR * week.effort / most) if most else 0
        out.append(
            (
                Cell(fit(day_short(week.monday), LABEL), "quiet"),
                Cell("━" * length, "accent"),
                Cell(f" {week.effort}" if week.effort else "rest"),
            )
        )
    if row.streak:
        out.append((Cell(f"{plural(row.streak, 'week')} in a row with effort, whatever came back.", "good"),))
    out += _how_far(row) + _rates(row)
    out += [BREAK, Heading("Published by others, not about you", "quiet")]
    out += [(cell(line.removeprefix("published: "), "quiet"),) for line in row.published]
    return out


def _how_far(row: InsightsRow) -> list[Paragraph]:
    """How many came how far."""
    if not any(stage.count for stage in row.funnel):
        return []
    most = max(stage.count for stage in row.funnel)
    out: list[Paragraph] = [BREAK, Heading("How far it went", "ink")]
    for stage in row.funnel:
        through = f", {stage.through} through somebody" if stage.through else ""
        length = round(BAR * stage.count / most)
        words = Cell(f" {stage.count} {stage.unit}{through}" if length else f"{stage.count} {stage.unit}", "quiet")
        out.append((cell(fit(stage.stage, LABEL), "quiet"), Cell("━" * length, "accent"), words))
    return out


def _rates(row: InsightsRow) -> list[Paragraph]:
    """What worked, by group; a percentage only from ten cases on, with the span it may really have."""
    out: list[Paragraph] = []
    title = ("", "")
    for rate in row.rates:
        if not rate.of or rate.by == "all":
            continue
        if (rate.metric, rate.by) != title:
            title = (rate.metric, rate.by)
            out += [BREAK, Heading(f"{rate.metric.capitalize()} by {rate.by}", "ink")]
        out.append((cell(fit(rate.value, LABEL), "quiet"), cell(rate.words)))
    return out


class InsightsPane(Pane):
    """The figures, to read."""

    SCOPE = "insights"
    TABLES = frozenset({"companies", "people", "steps", "evidence"})
    BINDINGS: ClassVar = bindings_for("list")

    def compose(self) -> ComposeResult:
        """The text."""
        yield Lines(id="insights-text", focus=True)

    @property
    def body(self) -> Lines:
        """The text."""
        return self.query_one("#insights-text", Lines)

    def on_mount(self) -> None:
        """Count."""
        self.name_it("Insights")
        self.reload()

    def reload(self) -> None:
        """Count again."""
        self.body.show(told(self.planner.views.insights()), keep_place=True)


class InsightsPage(Page):
    """One pane, the whole page."""

    NAME = "insights"

    def compose(self) -> ComposeResult:
        """The pane."""
        yield InsightsPane()

    def focus_target(self) -> Widget:
        """The text."""
        return self.query_one(InsightsPane).body

    def reload(self, tables: frozenset[str] | None = None) -> None:
        """Count again when something counted changed."""
        if tables is None or tables & InsightsPane.TABLES:
            self.query_one(InsightsPane).reload()

    def selection(self) -> Selection:
        """Nothing is selected here."""
        return Selection(scope="insights", read_only=self.planner.store.read_only)
