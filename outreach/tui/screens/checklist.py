"""Checklists: one's own profile before others look at it, and what to read up on about a company."""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable
from typing import ClassVar

import msgspec

from outreach.domain.model import CompanyId
from outreach.domain.saying import plural
from outreach.planner.practice_rows import PreflightRow
from outreach.planner.words import day_long
from outreach.tui.binding import bindings_for
from outreach.tui.keyed import key_of
from outreach.tui.screens.company_card import RESEARCH
from outreach.tui.screens.list_desk import MOTIONS, ListDesk
from outreach.tui.widgets.lines import Paragraph
from outreach.tui.widgets.rows import Blank, Cell, Column, Heading, cell


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """One thing to see to."""

    item: str
    label: str
    says: str
    """What to look for."""
    done_on: dt.date | None
    stale: bool
    """It was never seen to, or too long ago."""


class Checklist(ListDesk):
    """Items with the day each was seen to; one key ticks."""

    SCOPE = "checklist"
    COLUMNS = (Column(2), Column(18, least=12, fit=True, gives=True), Column(least=16), Column(17, right=True, fit=True))
    EMPTY = Blank("There is nothing to tick.")
    BINDINGS: ClassVar = [*bindings_for("checklist"), *MOTIONS]

    def __init__(self) -> None:
        super().__init__()
        self.items: dict[str, Item] = {}

    def keys(self) -> list[Hashable]:
        """The items in their own order."""
        return list(self.items)

    def paint(self, key: Hashable) -> tuple[Cell, ...]:
        """Tick, item, what to look for, day."""
        item = self.items[str(key)]
        fresh = item.done_on is not None and not item.stale
        mark = "✓" if fresh else "!" if item.done_on else "·"
        tone = "good" if fresh else "warn" if item.done_on else "quiet"
        return (
            Cell(mark, tone, bold=True),
            cell(item.label, "quiet" if fresh else "ink", bold=not fresh),
            cell(item.says, "quiet"),
            Cell(day_long(item.done_on) if item.done_on else "not yet", tone),
        )

    def detail(self, key: Hashable) -> list[Paragraph]:
        """What to look for, in full, and what is on record."""
        item = self.items[str(key)]
        if item.done_on is None:
            said = f"Never ticked. {key_of('checklist.tick')} ticks it with today's date."
        elif item.stale:
            said = f"Ticked on {day_long(item.done_on)}: long enough ago to look again. {key_of('checklist.tick')} ticks it anew."
        else:
            said = f"Ticked on {day_long(item.done_on)}."
        return [Heading(item.label, "ink"), (cell(item.says),), (Cell(said, "warn" if item.stale else "quiet"),), *self.reason()]

    def reason(self) -> list[Paragraph]:
        """Why the list is worth the minutes."""
        raise NotImplementedError

    def progress(self) -> str:
        """How many items are in order."""
        open_items = sum(item.stale for item in self.items.values())
        return f"{open_items} of {plural(len(self.items), 'item')} to see to" if open_items else "all in order"

    def choose(self) -> str:
        """A double click ticks."""
        return "checklist.tick"

    def tick(self) -> str:
        """Tick the item under the cursor, or take a tick of today back; says what was done."""
        raise NotImplementedError

    @property
    def item(self) -> Item | None:
        """The item under the cursor."""
        return self.items.get(str(self.body.highlighted))


class PreflightScreen(Checklist):
    """The user's own profile, before others look at it."""

    NAME = "Preflight"
    _row: PreflightRow | None = None

    def gather(self) -> None:
        """Every item with its day."""
        self._row = self.planner.views.preflight()
        self.items = {
            item.item: Item(item=item.item, label=item.item, says=item.says, done_on=item.done_on, stale=item.stale)
            for item in self._row.items
        }

    def reason(self) -> list[Paragraph]:
        """Who is about to look, or how long a tick holds."""
        row = self._row
        if row is None:
            return []
        if row.because and row.stale:
            return [(Cell("Somebody is about to look you up: ", "warn"), cell(self.outreach.lens.text(row.because) + "."))]
        return [(Cell(f"Whoever you write to looks you up first. A tick holds for {row.days} days.", "quiet"),)]

    def tick(self) -> str:
        """Tick with today's date; an item of today stays, and undo takes it back."""
        item = self.item
        if item is None:
            return ""
        if item.done_on == self.planner.today():
            return f"{item.label.capitalize()}: ticked today already. {key_of('checklist.undo')} takes it back."
        self.planner.preflight.done([item.item])
        return f"Seen to: {item.label}. {key_of('checklist.undo')} takes it back."


class ResearchScreen(Checklist):
    """What to read up on about one company before the first message."""

    NAME = "Research"

    def __init__(self, company: CompanyId, name: str) -> None:
        super().__init__()
        self.company = company
        self._company_name = name

    def gather(self) -> None:
        """Every item with its day."""
        self.items = {
            item: Item(item=item, label=item, says=RESEARCH.get(item, item), done_on=done, stale=done is None)
            for item, done in self.planner.views.company(self.company).research
        }

    def progress(self) -> str:
        """The company, and how far one is."""
        return f"{self.outreach.lens.name(self._company_name)} · {super().progress()}"

    def reason(self) -> list[Paragraph]:
        """What it is good for."""
        return [(Cell("Ten minutes here give the first message its hook and its question.", "quiet"),)]

    def tick(self) -> str:
        """Tick with today's date; a tick of today is taken away again."""
        item = self.item
        if item is None:
            return ""
        undone = item.done_on == self.planner.today()
        self.planner.homework.research(self.company, [item.item], undone=undone)
        return f"Not looked up yet: {item.label}." if undone else f"Looked up: {item.label}. {key_of('checklist.undo')} takes it back."
