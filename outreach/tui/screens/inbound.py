"""The inbound desk: invitations received, one at a time, with what the etiquette proposes and why."""

from __future__ import annotations

from typing import ClassVar

from outreach.domain.kinds import PersonKind
from outreach.planner.practice_rows import InboundRow
from outreach.planner.words import day_long
from outreach.tui.binding import bindings_for
from outreach.tui.screens.desk import Desk
from outreach.tui.widgets.lines import BREAK, Paragraph
from outreach.tui.widgets.rows import Blank, Cell, Heading, cell

ADVICE = {"accept": "good", "decline": "bad", "ask why": "warn"}
"""The tone of a proposal."""


class InboundScreen(Desk):
    """One invitation at a time."""

    SCOPE = "inbound"
    NAME = "Inbound"
    BINDINGS: ClassVar = bindings_for("inbound")

    def __init__(self) -> None:
        super().__init__()
        self._queue: tuple[InboundRow, ...] = ()
        self._at = 0
        self._ended = ""

    def gather(self) -> None:
        """What waits to be judged; the place is kept where it can be."""
        desk = self.planner.views.inbound()
        self._queue = desk.open
        self._at = min(self._at, len(self._queue))
        self._ended = f"{desk.accepted} accepted, {desk.declined} declined, {len(desk.closed)} closed by themselves."

    @property
    def row(self) -> InboundRow | None:
        """The invitation on the desk."""
        return self._queue[self._at] if self._at < len(self._queue) else None

    def again(self) -> None:
        """Something was decided: look at what is left."""
        self.gather()
        self.draw()

    def look_again(self) -> None:
        """The plan changed, here or elsewhere."""
        if self.stands:
            self.again()

    def skip(self) -> None:
        """Go on without an answer."""
        self._at = min(self._at + 1, len(self._queue))
        self.draw()

    def nothing(self) -> Blank | None:
        """The last one is behind."""
        if self.row is not None:
            return None
        return Blank("That was all of them." if self._queue else "No invitation waits for an answer.", (self._ended,))

    def matter(self) -> tuple[str, list[Paragraph]]:
        """The invitation, and what is proposed."""
        lens = self.outreach.lens
        row = self._queue[self._at]
        what = " · ".join(part for part in (row.position, row.company, row.kind.value if row.kind is not PersonKind.OTHER else "") if part)
        out: list[Paragraph] = [
            (cell(lens.name(row.name), bold=True), cell(f"   invited you {day_long(row.on)}", "quiet")),
            (cell(lens.text(what), "quiet"),),
        ]
        if row.note:
            out += [BREAK, (cell(f"“{lens.text(row.note)}”"),)]
        if row.asked_on:
            closes = f", closes by itself {day_long(row.closes_on)}" if row.closes_on else ""
            out.append((cell(f"asked why {day_long(row.asked_on)}{closes}", "quiet"),))
        if row.answer:
            out.append((Cell("they answered: ", "quiet"), cell(lens.text(row.answer))))
        out += [
            BREAK,
            Heading("Proposed", "ink"),
            (cell(row.advice, ADVICE.get(row.advice, "ink"), bold=True), cell(f"   {lens.text(row.says)}")),
            (cell(lens.text(row.reason), "quiet"),),
            (cell(f"source: {row.source}", "quiet"),),
        ]
        return f"{self._at + 1} of {len(self._queue)}", out
