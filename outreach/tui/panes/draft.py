"""The message to the selected person, with what the checker says of it."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.reactive import reactive

from outreach.domain.kinds import DraftStatus
from outreach.domain.model import PersonId
from outreach.planner.rows import CheckRow, DraftRow
from outreach.tui.binding import bindings_for
from outreach.tui.lens import Lens
from outreach.tui.panes.pane import LOWER, Pane
from outreach.tui.severity import place, sign
from outreach.tui.widgets.lines import BREAK, Lines, Paragraph
from outreach.tui.widgets.rows import Cell, cell


def six_points(check: CheckRow) -> Paragraph:
    """The six-point rule, every point with its sign."""
    runs: list[Cell] = []
    for label, held in check.six:
        runs += [Cell("  ")] if runs else []
        runs += [
            Cell("✓\u00a0" if held else "✗\u00a0", "good" if held else "warn"),
            Cell(label.replace(" ", "\u00a0"), "quiet" if held else "ink"),
        ]
    return tuple(runs)


def findings(check: CheckRow, lens: Lens) -> list[Paragraph]:
    """Each finding on a line of its own, the severe ones first."""
    return [
        (
            sign(found.severity),
            cell(lens.text(found.message)),
            *([cell(f"  {lens.text(found.fix)}", "quiet")] if found.fix else []),
        )
        for found in sorted(check.findings, key=lambda found: place(found.severity))
    ]


def length_words(check: CheckRow) -> str:
    """``61 words`` and, where the channel has a limit, how much of it is used."""
    words = f"{check.words} word{'' if check.words == 1 else 's'}"
    return f"{words} · {check.units:,}/{check.limit:,}" if check.limit else words


class DraftPane(Pane):
    """Pane 3: the newest unsent draft to the selected person, else what was sent last."""

    SCOPE = "draft"
    SHARES = LOWER
    TABLES = frozenset({"people", "drafts", "steps", "evidence"})
    BINDINGS: ClassVar = bindings_for("draft")

    person: reactive[PersonId | None] = reactive(None, repaint=False)
    """To whom; handed down by the page."""

    def __init__(self) -> None:
        super().__init__()
        self.row: DraftRow | None = None
        self.ready = False
        """The first paint is out; before it, drafts are not looked up."""

    def compose(self) -> ComposeResult:
        """The text, with the checks at its foot."""
        yield Lines(id="draft-text", focus=True)

    @property
    def body(self) -> Lines:
        """The text."""
        return self.query_one("#draft-text", Lines)

    def watch_person(self) -> None:
        """Another person was selected."""
        if self.is_mounted and self.ready:
            self.reload()

    def reload(self) -> None:
        """Ask for the draft again."""
        self.ready = True
        self.row = self.planner.views.draft(self.person) if self.person is not None else None
        row = self.row
        if row is None:
            self.name_it("3 Draft")
            self.body.show(self._nothing())
            return
        about = f"message to {self.lens.name(row.person_name)}"
        self.name_it("3 Draft", about, self._standing(row))
        checks = () if row.status is DraftStatus.SENT else (*findings(row.check, self.lens)[:2], six_points(row.check))
        self.body.show(draft_text(row, self.lens), foot=checks)

    def _standing(self, row: DraftRow) -> str:
        if row.status is DraftStatus.SENT:
            return "sent " + row.sent_at.strftime("%-d %b") if row.sent_at is not None else "sent"
        verdict = self.planner.views.why(row.person).verdict
        return " · ".join([verdict, *(["ready"] if row.status is DraftStatus.READY else []), length_words(row.check)])

    def _nothing(self) -> list[Paragraph]:
        if self.person is None:
            return [BREAK, (Cell("The message to the selected person stands here.", "quiet"),)]
        return [
            BREAK,
            (
                Cell("No message yet. ", "ink", bold=True),
                Cell("w", "accent", bold=True),
                Cell(" writes one from what you know of each other.", "quiet"),
            ),
        ]


def draft_text(row: DraftRow, lens: Lens) -> list[Paragraph]:
    """Subject and body, ready to read."""
    out: list[Paragraph] = []
    if row.subject:
        out += [(Cell("Subject ", "quiet"), cell(lens.text(row.subject), bold=True)), BREAK]
    for line in lens.lines(row.body):
        out.append((Cell(line),) if line.strip() else BREAK)
    if row.gaps:
        out += [BREAK, (Cell("still missing: ", "warn"), cell(lens.text(", ".join(row.gaps))))]
    return out
