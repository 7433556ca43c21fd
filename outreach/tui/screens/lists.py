"""The lists over everybody: an index of them with counts, and each with its rows, what a row means, and what can be done from it."""

from __future__ import annotations

from collections.abc import Hashable
from typing import ClassVar

from outreach.domain.model import PersonId
from outreach.tui.actions import key_shown, keys_shown
from outreach.tui.binding import bindings_for
from outreach.tui.keyed import told
from outreach.tui.lists.entry import Entry
from outreach.tui.lists.shelf import BY_ID, LISTS, ListOf
from outreach.tui.screens.list_desk import MARKING, MOTIONS, ListDesk
from outreach.tui.widgets.chrome import Hint, Hints
from outreach.tui.widgets.lines import Paragraph
from outreach.tui.widgets.rows import Cell, Column, Heading, cell

FIRST = 4
"""Rows of a list that the index names."""


class ListsScreen(ListDesk):
    """The index: which list holds what and who. Gathered once the index is drawn, because thousands of people take a moment."""

    SCOPE = "shelf"
    NAME = "Lists"
    COLUMNS = (Column(2, fit=True), Column(28, fit=True), Column(5, right=True), Column(least=20, drop=1))
    BINDINGS: ClassVar = [*bindings_for("shelf"), *MOTIONS]

    def __init__(self) -> None:
        super().__init__()
        self._found: dict[str, list[Entry]] = {}

    def draw(self) -> None:
        """Show the index, and the one key it takes."""
        super().draw()
        self.query_one(Hints).offer(*_hints(self, (("lists.open", "open"),)))

    def gather(self) -> None:
        """Look what stands in each, behind the first look."""
        self.call_after_refresh(self._count)

    def _count(self) -> None:
        self._found = {one.id: one.gather(self.planner) for one in LISTS}
        self.body.refresh()
        self._moved(self.body.highlighted)

    def keys(self) -> list[Hashable]:
        """Every list."""
        return [one.id for one in LISTS]

    def paint(self, key: Hashable) -> tuple[Cell, ...]:
        """Its key, its name, how much stands in it, what it is for."""
        one = BY_ID[str(key)]
        found = self._found.get(one.id)
        count = None if found is None else len(found)
        return (
            Cell(keys_shown(self.outreach.keys[f"lists.{one.id}"][:1]), "accent", bold=True),
            Cell(one.title, "ink" if count is None or count else "quiet", bold=bool(count)),
            Cell("" if count is None else f"{count:,}" if count else "·", "ink" if count else "quiet"),
            Cell(one.about, "quiet"),
        )

    def detail(self, key: Hashable) -> list[Paragraph]:
        """What its row has no room for and who or what stands first in it, or how something comes to stand in it."""
        one, lens = BY_ID[str(key)], self.outreach.lens
        found = self._found.get(one.id)
        if found is None:
            return [Heading(one.title, "ink")]
        if not found:
            return [Heading(one.empty.title, "ink"), *((Cell(line, "quiet"),) for line in one.empty.lines)]
        out: list[Paragraph] = [Heading(one.title, "ink")]
        if not self.body.whole(key):
            out.append((Cell(f"{one.about[:1].upper()}{one.about[1:]}.", "quiet"),))
        for row in found[:FIRST]:
            name = lens.text(row.name) if row.link is not None else lens.name(row.name)
            place = f"  {lens.name(row.place)}" if row.place else ""
            out.append((cell(name), cell(place, "quiet")))
        if len(found) > FIRST:
            out.append((Cell(f"and {len(found) - FIRST:,} more", "quiet"),))
        return out

    def on_resize(self) -> None:
        """What the row had no room for stands beneath it, or no longer does."""
        self.call_after_refresh(lambda: self._moved(self.body.highlighted))

    def progress(self) -> str:
        """What they have in common."""
        return "over everybody you know"

    def choose(self) -> str:
        """A double click opens."""
        return "lists.open"


class PeopleList(ListDesk):
    """One list, its keys the same as in the others where they do the same."""

    SCOPE = "lists"
    NAME = "Lists"
    COLUMNS = (
        Column(28, least=14, fit=True, gives=True),
        Column(20, least=10, fit=True, gives=True, drop=2),
        Column(least=18, weight=4),
        Column(14, right=True, fit=True),
    )
    BINDINGS: ClassVar = [*bindings_for("lists"), *MOTIONS, *MARKING]

    def __init__(self, shown: str) -> None:
        super().__init__()
        self.of = BY_ID[shown]
        self.opened_by = f"lists.{shown}"
        self._entries: dict[str, Entry] = {}
        self._keys: list[Hashable] = []

    def show(self, of: ListOf) -> None:
        """Another list takes the place of this one."""
        self.of = of
        self.opened_by = f"lists.{of.id}"
        self.body.clear_filter()
        self.body.clear_marks()
        self.again()

    def draw(self) -> None:
        """Show the rows, and the keys that act on one of them."""
        super().draw()
        words = self.of.keys if self._entries else tuple(pair for pair in self.of.keys if pair[0] == "lists.add")
        self.query_one(Hints).offer(*_hints(self, words))

    def beside(self, by: int) -> None:
        """The next list, or the one before."""
        self.show(LISTS[(LISTS.index(self.of) + by) % len(LISTS)])
        self.body.to_end(last=False)

    def gather(self) -> None:
        """Ask for its rows, under their headings."""
        self.body.empty = self.of.empty
        found = self.of.gather(self.planner)
        self._entries = {entry.key: entry for entry in found}
        counts: dict[str, int] = {}
        for entry in found:
            counts[entry.group] = counts.get(entry.group, 0) + 1
        self._keys, group = [], ""
        for entry in found:
            if entry.group != group:
                group = entry.group
                self._keys.append(Heading(group, "ink", counts[group]))
            self._keys.append(entry.key)

    @property
    def row(self) -> Entry | None:
        """What the cursor is on."""
        return self._entries.get(str(self.body.highlighted))

    @property
    def chosen(self) -> list[PersonId]:
        """The people of the marked rows in list order, else of the one under the cursor."""
        marked = [entry for key in self._keys if key in self.body.rows.marks and (entry := self._entries.get(str(key)))]
        rows = marked or ([self.row] if self.row is not None else [])
        return [entry.person for entry in rows if entry.person is not None]

    def keys(self) -> list[Hashable]:
        """Headings and rows."""
        return self._keys

    def paint(self, key: Hashable) -> tuple[Cell, ...]:
        """Who or what, where, what there is to say, and a word."""
        row, lens = self._entries[str(key)], self.outreach.lens
        name = lens.text(row.name) if row.link is not None else lens.name(row.name)
        return (
            cell(name, bold=True),
            cell(lens.name(row.place), "quiet"),
            cell(lens.text(row.says), "quiet"),
            cell(row.word, row.tone),
        )

    def detail(self, key: Hashable) -> list[Paragraph]:
        """What the row means."""
        row = self._entries.get(str(key))
        if row is None:
            return []
        lens = self.outreach.lens
        title = (
            row.name if row.link is not None else f"{lens.name(row.name)} and {lens.name(row.place)}" if row.other else lens.name(row.name)
        )
        out: list[Paragraph] = [Heading(lens.text(title), "ink")]
        for line in row.lines:
            label = [Cell(f"{line.label}  ", "quiet")] if line.label else []
            out.append((*label, cell(lens.text(told(line.says, self.outreach.keys)), line.tone)))
        return out

    def progress(self) -> str:
        """Which list, and how many rows."""
        at = f"list {LISTS.index(self.of) + 1} of {len(LISTS)}"
        return f"{self.of.title} · {len(self._entries):,} · {at}" if self._entries else f"{self.of.title} · {at}"

    def choose(self) -> str:
        """A double click opens the card."""
        return "lists.open"


def _hints(desk: ListDesk, words: tuple[tuple[str, str], ...]) -> tuple[list[Hint], Hint]:
    """The footer's keys as they are set, each with the word it has here, and the way out."""
    keys = desk.outreach.keys
    beside = [("lists.next", "next list"), ("lists.show", "all lists")] if isinstance(desk, PeopleList) else []
    hints = [Hint(name, key_shown(keys[name][0]), word) for name, word in (*words, *beside) if keys[name]]
    return hints, Hint("lists.leave", key_shown(keys["lists.leave"][0]), "back")
