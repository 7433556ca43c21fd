"""The drill: "how do you know them?", one person at a time; the records come after one's own answer."""

from __future__ import annotations

from typing import ClassVar

from outreach.domain.model import CompanyId, Person, PersonId
from outreach.planner.practice_rows import DrillRow
from outreach.tui.binding import bindings_for
from outreach.tui.keyed import key_of
from outreach.tui.screens.desk import Desk
from outreach.tui.widgets.lines import BREAK, Paragraph
from outreach.tui.widgets.rows import Blank, Cell, Heading, cell

LEVELS = ("a name on a list", "something in common", "a real exchange", "shared work, or met and written")
"""What a know level of 0-3 means in words."""


class DrillScreen(Desk):
    """Everybody of the plan who may be written to, those without an answer first; of the selected company before others."""

    SCOPE = "drill"
    NAME = "Drill"
    BINDINGS: ClassVar = bindings_for("drill")

    def __init__(self, first: CompanyId | None = None) -> None:
        super().__init__()
        self._first = first
        self._queue: list[PersonId] = []
        self._at = 0
        self._turned = False
        self._row: DrillRow | None = None

    def gather(self) -> None:
        """Queue everybody once: who was answered for keeps the place. Only the records of who is asked about are read."""
        views = self.planner.views
        if not self._queue:
            ahead = views.drill_queue(self._first) if self._first is not None else []
            before = set(ahead)
            self._queue = ahead + [person for person in views.drill_queue() if person not in before]
        else:
            self._queue = [person for person in self._queue if self._known(person) is not None]
        self._at = min(self._at, len(self._queue))
        self._look()

    def _known(self, person: PersonId) -> Person | None:
        return self.planner.store.find(Person, person)

    def _look(self) -> None:
        self._row = self.planner.views.drill_card(self._queue[self._at]) if self._at < len(self._queue) else None

    @property
    def row(self) -> DrillRow | None:
        """Who is asked about."""
        return self._row

    def again(self) -> None:
        """An answer was written down or taken back: look again."""
        self.gather()
        self.draw()

    def look_again(self) -> None:
        """The plan changed, here or elsewhere."""
        if self.stands:
            self.again()

    def move(self, by: int) -> None:
        """To the next person, or back to the one before; the records are covered again."""
        self._at = max(0, min(self._at + by, len(self._queue)))
        self._turned = False
        self._look()
        self.draw()

    def turn(self) -> None:
        """Show the records, then go on: one key does for both."""
        if self._turned or self.row is None:
            self.move(1)
        else:
            self._turned = True
            self.draw()

    def nothing(self) -> Blank | None:
        """Nobody of the plan may be written to yet."""
        if self._queue:
            return None
        return Blank(
            "There is nobody to be asked about yet.",
            (
                "The drill asks how you know each person of your plan, and shows the records after your answer.",
                f"Add people in pane 2, or judge those of an import with {key_of('go.triage')} first.",
            ),
        )

    def matter(self) -> tuple[str, list[Paragraph]]:
        """The question; once turned, what is on record."""
        row = self.row
        if row is None:
            open_ones = sum(not one.how_i_know for person in self._queue if (one := self._known(person)))
            left = f"{open_ones} still lack a sentence of yours." if open_ones else "Everybody has a sentence of yours."
            return f"{len(self._queue)} of {len(self._queue)}", [
                (Cell("That was everybody.", "ink", bold=True),),
                BREAK,
                (Cell(f"{left} {key_of('drill.back')} goes back, {key_of('drill.leave')} leaves.", "quiet"),),
            ]
        lens = self.outreach.lens
        what = " · ".join(part for part in (row.position, row.company_name) if part)
        out: list[Paragraph] = [
            (Cell("How do you know ", "ink", bold=True), cell(lens.name(row.name), "ink", bold=True), Cell("?", "ink", bold=True)),
            (cell(lens.text(what), "quiet"),),
            BREAK,
        ]
        if not self._turned:
            out.append((Cell(f"Say it aloud, in one sentence. {key_of('drill.turn')} shows what is on record.", "quiet"),))
        else:
            out += self._records(row)
        return f"{self._at + 1} of {len(self._queue)}", out

    def _records(self, row: DrillRow) -> list[Paragraph]:
        lens = self.outreach.lens
        out: list[Paragraph] = [Heading("Your sentence", "ink")]
        if row.how_i_know:
            out.append((cell(f"“{lens.text(row.how_i_know)}”"),))
        else:
            out.append((Cell(f"None yet. {key_of('drill.answer')} writes one down; messages to them start from it.", "warn"),))
        out += [BREAK, Heading("On record", "ink"), (cell(lens.text(row.receipt or "nothing yet")),)]
        known = row.know_level >= 2
        out.append((Cell(f"level {row.know_level} of 3: {LEVELS[row.know_level]}", "good" if known else "warn"),))
        out += [(Cell("· ", "quiet"), cell(lens.text(reason), "quiet")) for reason in row.because if reason != row.receipt]
        vouch = "You could speak for them when asked." if row.can_speak_to else "Too little is on record to speak for them."
        return [*out, BREAK, (Cell(vouch, "good" if row.can_speak_to else "quiet"),)]
