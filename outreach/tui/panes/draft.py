"""The message to the selected person, with what the checker says of it."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.reactive import reactive

from outreach.domain.kinds import DraftStatus
from outreach.domain.model import PersonId
from outreach.domain.saying import plural
from outreach.planner.rows import CheckRow, DraftRow
from outreach.tui.binding import bindings_for
from outreach.tui.cells import GLUE
from outreach.tui.keyed import key_of
from outreach.tui.lens import Lens
from outreach.tui.panes.pane import LOWER, Pane
from outreach.tui.severity import place, sign
from outreach.tui.widgets.lines import BREAK, Lines, Paragraph
from outreach.tui.widgets.rows import Blank, Cell, cell

NOBODY = Blank("The message to the selected person stands here.")
NONE = Blank("No message yet.", (f"{key_of('draft.write')} writes one from what you know of each other.",))

GAP = "gap"
"""The rule whose findings the text shows by itself: a gap is seen where it stands."""


def six_points(check: CheckRow) -> Paragraph:
    """The six-point rule, every point with its sign."""
    runs: list[Cell] = []
    for label, held in check.six:
        runs += [Cell("  ")] if runs else []
        runs += [
            Cell(f"✓{GLUE}" if held else f"✗{GLUE}", "good" if held else "warn"),
            Cell(label.replace(" ", GLUE), "quiet" if held else "ink"),
        ]
    return tuple(runs)


def findings(check: CheckRow, lens: Lens, *, but: str = "") -> list[Paragraph]:
    """Each finding on a line of its own, the severe ones first, those of the rule ``but`` left out."""
    return [
        (
            sign(found.severity),
            cell(lens.text(found.message)),
            *([cell(f"  {lens.text(found.fix)}", "quiet")] if found.fix else []),
        )
        for found in sorted(check.findings, key=lambda found: place(found.severity))
        if found.rule != but
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
    BINDINGS: ClassVar = bindings_for("draft", "list")

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

    def on_mount(self) -> None:
        """Have a title from the first frame on."""
        self.name_it("3 Draft")

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
            self.body.say(NOBODY if self.person is None else NONE)
            return
        about = f"message to {self.lens.name(row.person_name)}"
        self.name_it("3 Draft", about, self._standing(row))
        checks = () if row.status is DraftStatus.SENT else (*findings(row.check, self.lens, but=GAP)[:2], six_points(row.check))
        self.body.show(draft_text(row, self.lens), foot=checks)

    def _standing(self, row: DraftRow) -> str:
        if row.status is DraftStatus.SENT:
            return "sent " + row.sent_at.strftime("%-d %b") if row.sent_at is not None else "sent"
        verdict = self.planner.views.why(row.person).verdict
        if row.gaps:  # how long it will be is not known yet
            return f"{verdict} · {plural(len(row.gaps), 'gap')}"
        return " · ".join([verdict, *(["ready"] if row.status is DraftStatus.READY else []), length_words(row.check)])


def draft_text(row: DraftRow, lens: Lens) -> list[Paragraph]:
    """Subject and body, ready to read; a gap is seen where it stands."""
    out: list[Paragraph] = []
    if row.subject:
        out += [(Cell("Subject ", "quiet"), cell(lens.text(row.subject), bold=True)), BREAK]
    for line in lens.lines(row.body):
        out.append(_with_gaps(line) if line.strip() else BREAK)
    return out


def _with_gaps(line: str) -> Paragraph:
    """A line in which what is missing stands out, between its marks."""
    if "«" not in line:
        return (Cell(line),)
    from outreach.domain.drafting.render import OPEN_GAP

    runs: list[Cell] = []
    at = 0
    for gap in OPEN_GAP.finditer(line):
        before = line[at : gap.start()]
        text = before.rstrip(" ")  # a run that ends with a blank would be taken for a label, and what follows set under its end
        runs += [Cell(text), Cell(before[len(text) :] + gap[0], "warn", bold=True)]
        at = gap.end()
    return tuple(run for run in (*runs, Cell(line[at:])) if run.text)
