"""Triage: the people of a fresh import, one at a time, one key each."""

from __future__ import annotations

from typing import ClassVar

from outreach.domain.kinds import PersonState
from outreach.domain.model import CompanyId, Person, PersonId
from outreach.planner.rows import CompanyRow, InsiderRow
from outreach.tui.binding import bindings_for
from outreach.tui.keyed import key_of
from outreach.tui.screens.desk import Desk
from outreach.tui.widgets.lines import BREAK, Paragraph
from outreach.tui.widgets.rows import Blank, Cell, Heading, cell


class TriageScreen(Desk):
    """Everybody nobody has judged yet; those of the selected company first."""

    SCOPE = "triage"
    NAME = "Triage"
    BINDINGS: ClassVar = bindings_for("triage")

    def __init__(self, first: CompanyId | None = None) -> None:
        super().__init__()
        self._first = first
        self._companies: list[CompanyRow] = []
        self._queue: list[tuple[InsiderRow, str]] = []
        self._total = 0
        self._at = 0
        self._judged: list[int] = []
        self._judging = False
        self.last: PersonState | None = None
        """The answer before this one, for ``.``."""

    def gather(self) -> None:
        """Queue the companies with new people; their people are looked up when their turn comes."""
        rows = [row for row in self.planner.views.companies() if row.untriaged]
        rows.sort(key=lambda row: row.id != self._first)
        self._companies = rows
        self._total = sum(row.untriaged for row in rows)
        self._fetch()

    def _fetch(self) -> None:
        while self._at >= len(self._queue) and self._companies:
            row = self._companies.pop(0)
            self._queue += [(one, row.name) for one in self.planner.views.insiders(row.id) if one.state is PersonState.NEW]

    @property
    def person(self) -> PersonId | None:
        """Who lies on the desk."""
        return self._queue[self._at][0].id if self._at < len(self._queue) else None

    @property
    def person_name(self) -> str:
        """Their name."""
        return self._queue[self._at][0].name if self._at < len(self._queue) else ""

    def judge(self, state: PersonState) -> None:
        """Say what they are, and go on to the next."""
        person = self.person
        if person is None:
            return
        self._judging = True
        try:
            self.planner.people.triage([person], state)
        finally:
            self._judging = False
        self.last = state
        self._judged.append(self._at)
        self.skip()

    def look_again(self) -> None:
        """The plan changed elsewhere: whoever was judged or deleted there is not asked about again, and newcomers are."""
        if self._judging or not self.stands:
            return
        done, ahead = self._queue[: self._at], self._queue[self._at :]
        find = self.planner.store.find
        known = {one.id: find(Person, one.id) for one, _ in ahead}
        ahead = [(one, name) for one, name in ahead if (held := known[one.id]) is not None and held.state is PersonState.NEW]
        self._queue = [*done, *ahead]
        met = {one.id for one, _ in self._queue}
        waiting = {row.id for row in self._companies}
        for row in self.planner.views.companies(quick=True):
            if row.untriaged and row.id not in waiting:
                fresh = [one for one in self.planner.views.insiders(row.id) if one.state is PersonState.NEW and one.id not in met]
                self._queue += [(one, row.name) for one in fresh]
        self._total = len(self._queue) + sum(row.untriaged for row in self._companies)
        self._fetch()
        self.draw()

    def skip(self) -> None:
        """Go on without an answer."""
        self._at = min(self._at + 1, len(self._queue))
        self._fetch()
        self.draw()

    def step_back(self) -> bool:
        """To the person judged last; False when nobody was."""
        if not self._judged:
            return False
        self._at = self._judged.pop()
        self.draw()
        return True

    def nothing(self) -> Blank | None:
        """Everybody was judged before."""
        if self._queue:
            return None
        return Blank(
            "Nobody waits for a first look.", (f"{key_of('plan.import')} reads an archive; a target company brings its people here.",)
        )

    def matter(self) -> tuple[str, list[Paragraph]]:
        """The person, and what is on record."""
        lens = self.outreach.lens
        if self._at >= len(self._queue):
            done = len(self._judged)
            return f"{len(self._queue)} of {len(self._queue)}", [
                (Cell("That was everybody.", "ink", bold=True),),
                BREAK,
                (
                    Cell(
                        (
                            f"{done} judged, {len(self._queue) - done} left for another time. {key_of('triage.leave')} goes back, "
                            f"{key_of('triage.undo')} takes back the last answer."
                        ),
                        "quiet",
                    ),
                ),
            ]
        row, company = self._queue[self._at]
        card = self.planner.views.person(row.id)
        out: list[Paragraph] = [
            (cell(lens.name(row.name), "ink", bold=True), cell(f"   {lens.name(company)}", "quiet")),
            (cell(lens.text(" · ".join(part for part in (row.position, row.employer) if part)), "quiet"),),
            BREAK,
            Heading("What is on record", "ink", len(card.evidence)),
        ]
        out += [(cell(f"· {lens.text(record.words)}"), cell(f"  {record.source}", "quiet")) for record in card.evidence]
        if not card.evidence:
            out.append((Cell(f"Nothing. {key_of('triage.evidence')} notes how you know each other.", "quiet"),))
        if any(rule.rule == "selective" for rule in card.why.rules):
            out += [
                BREAK,
                (
                    Cell(
                        (
                            "No shared work and no shared interest yet: is there a reason to "
                            f"write to them? {key_of('triage.evidence')} notes one."
                        ),
                        "quiet",
                    ),
                ),
            ]
        out.append(BREAK)
        for word, tone, meaning in (("insider", "good", "write to them in turn"), ("later", "ink", "not now"), ("avoid", "bad", "never")):
            out.append(
                (Cell(f"{key_of(f'triage.{word}')}  ", "accent", bold=True), Cell(f"{word:<9}", tone, bold=True), Cell(meaning, "quiet"))
            )
        return f"{self._at + 1} of {self._total}", out
