"""Today: promises first, then what is late, due, soon, waiting; every line says why, and one key does it."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.widget import Widget

from outreach.domain.kinds import DraftStatus
from outreach.domain.model import CompanyId, StepId
from outreach.planner.rows import DraftRow, DueRow, TodayRow
from outreach.planner.steps import WRITTEN
from outreach.planner.words import day_short
from outreach.tui.binding import bindings_for
from outreach.tui.keyed import in_force, key_of, told
from outreach.tui.panes.draft import draft_text, six_points
from outreach.tui.panes.followups import due_sign, due_tone, without_place
from outreach.tui.panes.pane import Pane
from outreach.tui.screens.page import Page
from outreach.tui.selection import Selection
from outreach.tui.widgets.lines import BREAK, Lines, Paragraph
from outreach.tui.widgets.rows import Blank, Cell, Column, Heading, cell
from outreach.tui.widgets.virtual_list import VirtualList

COLUMNS = (
    Column(1),
    Column(36, least=24, fit=True, gives=True),
    Column(20, least=12, fit=True, gives=True, drop=3),
    Column(least=26, drop=2),
    Column(13, right=True, fit=True),
)
NEW_PEOPLE = f"{key_of('go.triage')} looks at new people, one key each; {key_of('go.questions')} settles company names."
NOT_WRITTEN = f"No message yet: {key_of('draft.write')} writes one, {key_of('step.done')} logs it as sent."
EMPTY = Blank(
    "Nothing asks for you today.",
    (f"{key_of('go.plan')} goes to the plan, {key_of('go.triage')} looks at new people, {key_of('draft.write')} writes to somebody.",),
)

GROUPS = (
    ("promises", "Promised", "due"),
    ("overdue", "Late", "bad"),
    ("due", "Due", "due"),
    ("soon", "Soon", "ink"),
    ("waiting", "Waiting", "quiet"),
    ("moved", "Moved, so that the day stays small", "quiet"),
)


class TodayPane(Pane):
    """The list of the day, and beneath it why the selected line is there, with its draft."""

    SCOPE = "today"
    TABLES = frozenset({"companies", "people", "steps", "evidence", "drafts", "decisions", "contacts"})
    BINDINGS: ClassVar = bindings_for("today", "list")

    def __init__(self) -> None:
        super().__init__()
        self.rows: dict[Hashable, DueRow] = {}
        self.new_people: dict[Hashable, tuple[CompanyId, str, int]] = {}

    def compose(self) -> ComposeResult:
        """The list, and the explanation."""
        yield VirtualList(COLUMNS, self._paint, empty=EMPTY, id="today-list")
        yield Lines(id="today-why", hang=2)

    @property
    def body(self) -> VirtualList:
        """The list."""
        return self.query_one("#today-list", VirtualList)

    def on_mount(self) -> None:
        """Follow the cursor, and look at the day."""
        self.watch_list(self.body)
        self.watch(self.body, "highlighted", self._moved, init=False)
        self.reload()

    def reload(self) -> None:
        """Ask for the day again."""
        today = self.planner.views.today()
        self.rows = {}
        keys: list[Hashable] = []
        for name, title, tone in GROUPS:
            group: tuple[DueRow, ...] = getattr(today, name)
            fresh = [row for row in group if row.step not in self.rows]
            if fresh:
                keys.append(Heading(title, tone, len(fresh)))
                for row in fresh:
                    self.rows[row.step] = row
                    keys.append(row.step)
        keys += self._looks(today)
        self.name_it("Today", count=f"{today.count} to do" if today.count else "nothing due")
        self.body.refill(keys)
        self.set_class(not keys, "-blank")
        self._moved(self.body.highlighted)

    def _looks(self, today: TodayRow) -> list[Hashable]:
        """Lines for new people, who wait for a first look."""
        self.new_people = {f"triage {row.company}": (row.company, row.company_name, row.people) for row in today.triage}
        keys: list[Hashable] = [Heading("To look at", "accent", len(self.new_people))]
        keys += list(self.new_people)
        return keys if len(keys) > 1 else []

    def _moved(self, key: Hashable | None) -> None:
        row = self.rows.get(key)
        lines = self.query_one("#today-why", Lines)
        if row is None:
            words = NEW_PEOPLE if key is not None else ""
            lines.show([(Cell(words, "quiet"),)])
            return
        draft = self.planner.views.draft(row.person) if row.person is not None and row.kind in WRITTEN else None
        ready = draft is not None and draft.status is not DraftStatus.SENT
        lines.show(self._told(row, draft if ready else None), foot=[six_points(draft.check)] if ready and draft is not None else ())

    def on_resize(self) -> None:
        """There may be room for paragraphs now."""
        self._moved(self.body.highlighted)

    def _told(self, row: DueRow, draft: DraftRow | None) -> list[Paragraph]:
        lens = self.lens
        where = [cell(f"{lens.name(row.company_name)} · ", "quiet")] if row.company_name else []
        out: list[Paragraph] = [Heading("Why now" if row.urgency != "waiting" else "Why then", "ink"), (*where, cell(lens.text(row.why)))]
        if row.held_by:
            until = f", until {day_short(row.held_until)}" if row.held_until else ""
            out.append((Cell("held by ", "warn"), cell(lens.text(row.held_by) + until)))
        if draft is not None:
            text = draft_text(draft, lens)
            # Two lines are left of a low screen: enough to know the message by, when its paragraphs run on.
            out += [_run_on(text)] if self.screen.has_class("-low") else [BREAK, *text]
        elif row.kind in WRITTEN and row.person is not None and row.urgency != "waiting":
            out += [BREAK, (Cell(NOT_WRITTEN, "quiet"),)]
        return out

    def _paint(self, key: Hashable) -> tuple[Cell, ...]:
        lens = self.lens
        if key in self.new_people:
            _, name, count = self.new_people[key]
            said = f"{count} new {'person' if count == 1 else 'people'} at {lens.name(name)}"
            return (
                Cell("◇", "accent"),
                cell(said),
                Cell("", "quiet"),
                Cell("", "quiet"),
                Cell(told(key_of("go.triage"), in_force(self.app)), "accent"),
            )
        row = self.rows[key]
        tone = due_tone(row)
        pressing = tone in {"due", "bad"}
        return (
            Cell(due_sign(row), tone, pressing),
            cell(lens.text(without_place(row)), "ink" if tone != "quiet" else "quiet", bold=pressing),
            cell(lens.name(row.company_name), "quiet"),
            cell(lens.text(row.why), "quiet"),
            cell(row.when, tone, bold=pressing),
        )


def _run_on(text: Sequence[Paragraph]) -> Paragraph:
    """Paragraphs as one."""
    return tuple(run for line in text if isinstance(line, tuple) and line for run in (*line, Cell(" ")))


class TodayPage(Page):
    """One pane, the whole page."""

    NAME = "today"

    def compose(self) -> ComposeResult:
        """The pane."""
        yield TodayPane()

    @property
    def pane(self) -> TodayPane:
        """The pane."""
        return self.query_one(TodayPane)

    def focus_target(self) -> Widget:
        """The list."""
        return self.pane.body

    def reload(self, tables: frozenset[str] | None = None) -> None:
        """Look at the day again."""
        if tables is None or tables & TodayPane.TABLES:
            self.pane.reload()

    def selection(self) -> Selection:
        """The step under the cursor, with its person's draft."""
        key = self.pane.body.highlighted
        row = self.pane.rows.get(key)
        look = self.pane.new_people.get(key)
        company = None
        if look is not None and look[0]:
            company = next((known for known in self.planner.views.companies() if known.id == look[0]), None)
        return Selection(
            scope="today",
            company=company,
            step=row,
            draft=self.planner.views.draft(row.person) if row is not None and row.person is not None else None,
            marked=tuple(StepId(mark) for mark in self.pane.body.rows.marked() if isinstance(mark, int)),
            read_only=self.planner.store.read_only,
        )
