"""The questions: employer names of the archive that may mean a target; each is asked once."""

from __future__ import annotations

from typing import ClassVar

from outreach.domain.kinds import MatchVerdict
from outreach.planner.rows import QuestionRow
from outreach.tui.binding import bindings_for
from outreach.tui.keyed import key_of
from outreach.tui.screens.desk import Desk
from outreach.tui.widgets.lines import BREAK, Paragraph
from outreach.tui.widgets.rows import Blank, Cell, cell

ANSWERS = (
    ("yes", "good", "the same company"),
    ("no", "bad", "another company"),
    ("related", "ink", "a sister, a parent, a former name"),
)
"""Answer -> its tone and what it means; each is an action of its own."""


class QuestionsScreen(Desk):
    """One name at a time."""

    SCOPE = "questions"
    NAME = "Questions"
    BINDINGS: ClassVar = bindings_for("questions")

    def __init__(self) -> None:
        super().__init__()
        self._queue: list[QuestionRow] = []
        self._at = 0
        self._answered: list[int] = []
        self._deciding = False

    def gather(self) -> None:
        """Queue what was never settled."""
        self._queue = list(self.planner.views.questions())

    def answer(self, verdict: MatchVerdict) -> None:
        """Settle it, and go on to the next."""
        if self._at < len(self._queue):
            row = self._queue[self._at]
            self._deciding = True
            try:
                self.planner.companies.decide(row.company, row.string, verdict)
            finally:
                self._deciding = False
            self._answered.append(self._at)
            self.skip()

    def look_again(self) -> None:
        """The plan changed elsewhere: what was settled there is not asked again, and new questions are."""
        if self._deciding or not self.stands:
            return
        done = self._queue[: self._at]
        met = {(row.company, row.string) for row in done}
        self._queue = [*done, *(row for row in self.planner.views.questions() if (row.company, row.string) not in met)]
        self.draw()

    def skip(self) -> None:
        """Go on without an answer."""
        self._at = min(self._at + 1, len(self._queue))
        self.draw()

    def step_back(self) -> bool:
        """To the name settled last; False when none was."""
        if not self._answered:
            return False
        self._at = self._answered.pop()
        self.draw()
        return True

    def nothing(self) -> Blank | None:
        """No name was left open."""
        if self._queue:
            return None
        return Blank("No company name is in doubt.", ("Names of an archive that may mean a target are asked about here, once each.",))

    def matter(self) -> tuple[str, list[Paragraph]]:
        """The name, the target, who is behind it and why it is doubtful."""
        lens = self.outreach.lens
        count = len(self._queue)
        if self._at >= count:
            return f"{count} of {count}", [
                (Cell("That was all of them.", "ink", bold=True),),
                BREAK,
                (Cell(f"{key_of('question.leave')} goes back, {key_of('question.undo')} takes back the last answer.", "quiet"),),
            ]
        row = self._queue[self._at]
        names = ", ".join(lens.name(name) for name in row.names)
        more = f" and {row.people - len(row.names)} more" if row.people > len(row.names) else ""
        out: list[Paragraph] = [
            (
                Cell("Is ", "quiet"),
                cell(lens.name(row.string), "ink", bold=True),
                Cell(" your target ", "quiet"),
                cell(lens.name(row.company_name), "ink", bold=True),
                Cell("?", "quiet"),
            ),
            BREAK,
            (Cell(f"{row.people} {'person' if row.people == 1 else 'people'}: ", "quiet"), cell(names + more)),
            (Cell("Why it is asked: ", "quiet"), cell(lens.text(row.why))),
            BREAK,
            *(
                (Cell(f"{key_of(f'question.{word}')}  ", "accent", bold=True), Cell(f"{word:<10}", tone, bold=True), Cell(meaning, "quiet"))
                for word, tone, meaning in ANSWERS
            ),
        ]
        return f"{self._at + 1} of {count}", out
