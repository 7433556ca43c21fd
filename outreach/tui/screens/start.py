"""Day one of a search: who offered to help, who would vouch, whom one has not heard of for years, what to put in order first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable
from typing import ClassVar

import msgspec

from outreach.domain.kinds import Purpose
from outreach.domain.model import ContactId, PersonId
from outreach.domain.saying import listed, plural
from outreach.planner.search_rows import AdvocateRow, DormantRow, OfferRow, StartRow
from outreach.planner.words import day_long
from outreach.tui.binding import bindings_for
from outreach.tui.keyed import key_of
from outreach.tui.screens.list_desk import MOTIONS, ListDesk
from outreach.tui.widgets.lines import BREAK, Paragraph
from outreach.tui.widgets.rows import Blank, Cell, Column, Heading, cell


class Somebody(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody to think of on day one, or something to put in order."""

    name: str
    place: str = ""
    """The target they belong to."""
    says: str = ""
    """What they offered, what they vouch for, what is on record."""
    on: dt.date | None = None
    meaning: str = ""
    """What to do about it, in a sentence."""
    person: PersonId | None = None
    contact: ContactId | None = None
    """Somebody of the address book: writing takes them into the plan."""
    purpose: Purpose | None = None
    leads_to: str = ""
    """Id of an action, for something to put in order."""


class StartScreen(ListDesk):
    """People first, chores last; enter writes."""

    SCOPE = "start"
    NAME = "Day one"
    COLUMNS = (
        Column(28, least=14, fit=True, gives=True),
        Column(24, least=10, fit=True, gives=True, drop=2),
        Column(least=24),
        Column(11, right=True, fit=True),
    )
    EMPTY = Blank(
        "Nobody comes to mind yet.",
        (
            "Here stand people who offered to help, who would vouch for you, or who are at a target and not heard of for years.",
            (
                f"{key_of('plan.import')} reads your archive; {key_of('about.person')} on a person notes an offer; "
                f"{key_of('company.add')} in pane 1 adds targets to cross old ties with."
            ),
        ),
    )
    BINDINGS: ClassVar = [*bindings_for("start"), *MOTIONS]

    def __init__(self) -> None:
        super().__init__()
        self._rows: dict[str, Somebody] = {}
        self._keys: list[Hashable] = []
        self._told = ""

    def gather(self) -> None:
        """Ask for all of it."""
        found = self.planner.views.start()
        offered = {row.person for row in found.offers}
        vouching = [row for row in found.advocates if row.said_so or row.person not in offered]
        groups = (
            ("They offered to help", [_offer(row) for row in found.offers]),
            ("They would vouch for you", [_advocate(row) for row in vouching]),
            ("Not heard of for years, at a target", [_dormant(row) for row in found.dormant]),
            ("To put in order first", _chores(found)),
        )
        self._rows, self._keys = {}, []
        for title, rows in groups:
            if rows:
                self._keys.append(Heading(title, "ink", len(rows)))
                for row in rows:
                    key = f"{title}/{row.person or row.contact or row.name}"
                    self._rows[key] = row
                    self._keys.append(key)
        counts = ((len(found.offers), "offer"), (len(vouching), "advocate"), (len(found.dormant), "old tie"))
        self._told = " · ".join(plural(count, noun) for count, noun in counts if count)

    @property
    def row(self) -> Somebody | None:
        """Who is under the cursor."""
        return self._rows.get(str(self.body.highlighted))

    def keys(self) -> list[Hashable]:
        """Groups with their people."""
        return self._keys

    def paint(self, key: Hashable) -> tuple[Cell, ...]:
        """Name, target, words, day."""
        row = self._rows[str(key)]
        lens = self.outreach.lens
        return (
            cell(row.name if row.leads_to else lens.name(row.name), bold=not row.leads_to),
            cell(lens.name(row.place), "quiet"),
            cell(lens.text(row.says), "quiet"),
            Cell(f"{row.on.year}" if row.on else "", "quiet"),
        )

    def detail(self, key: Hashable) -> list[Paragraph]:
        """The words in full, and what to do about it."""
        row = self._rows.get(str(key))
        if row is None:
            return []
        lens = self.outreach.lens
        day = f"   {day_long(row.on)}" if row.on else ""
        title = row.name if row.leads_to else lens.name(row.name)
        return [
            Heading(title, "ink"),
            (cell(lens.text(row.says)), Cell(day, "quiet")),
            (Cell(row.meaning, "quiet"),),
            *([] if self._told else [BREAK, (Cell(f"{self.EMPTY.title} {self.EMPTY.lines[1]}", "quiet"),)]),
        ]

    def progress(self) -> str:
        """How many of each."""
        return self._told

    def choose(self) -> str:
        """A double click writes."""
        return "start.write"


def _offer(row: OfferRow) -> Somebody:
    return Somebody(
        name=row.name,
        place=row.company_name,
        says=row.words,
        on=row.on,
        person=row.person,
        meaning=f"An offer is open until you take it up or it is out of date. {key_of('start.write')} writes to them.",
    )


def _advocate(row: AdvocateRow) -> Somebody:
    what = f"for {listed(row.vouches_for)}" if row.vouches_for else ""
    word = "said they would" if row.said_so else "made you an offer, so they may"
    return Somebody(
        name=row.name,
        place=row.company_name,
        says=f"{word}{', ' if what else ''}{what}",
        person=row.person,
        meaning=f"Tell them that you are looking, before anybody else does. {key_of('start.write')} writes to them.",
    )


def _dormant(row: DormantRow) -> Somebody:
    into = "" if row.person is not None else f" They join the plan of {row.target} with it."
    return Somebody(
        name=row.name,
        place=row.target,
        says=row.receipt,
        on=row.last_on,
        person=row.person,
        contact=row.contact,
        purpose=Purpose.RECONNECT,
        meaning=f"The first message asks nothing: say hello. {key_of('start.write')} writes it.{into}",
    )


def _chores(found: StartRow) -> list[Somebody]:
    chores = []
    if found.preflight:
        chores.append(
            Somebody(
                name="Your own profile",
                says=f"to see to: {listed(found.preflight)}",
                meaning=f"Whoever you write to looks you up first. {key_of('start.write')} opens the list.",
                leads_to="checklist.preflight",
            )
        )
    if found.no_insider:
        chores.append(
            Somebody(
                name="Nobody known at",
                says=listed(found.no_insider),
                meaning=f"{key_of('start.write')} searches the people of your archive; somebody else may know one.",
                leads_to="go.network",
            )
        )
    if found.no_employer:
        chores.append(
            Somebody(
                name="Your employer",
                says=f"{found.present}, as your archive has it, is not shielded yet"
                if found.present
                else "no company is marked as the one you work for",
                meaning=(
                    f"Are you employed? Add it as a company and say so with {key_of('company.edit')}: "
                    "its people are then shielded. Between jobs, all is well."
                ),
                leads_to="company.add",
            )
        )
    return chores
