"""The palette: every action, company and person, found by any part of its name."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import TYPE_CHECKING, ClassVar

import msgspec
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input

from outreach.domain.model import CompanyId, PersonId
from outreach.tui.actions import STANDALONE, TITLES, keys_shown, outward
from outreach.tui.catalogue import ACTIONS
from outreach.tui.screens.dialog import Dialog
from outreach.tui.screens.plan import PlanPage
from outreach.tui.selection import Selection
from outreach.tui.widgets.rows import Blank, Cell, Column, cell
from outreach.tui.widgets.search import SearchLine
from outreach.tui.widgets.virtual_list import VirtualList

if TYPE_CHECKING:
    from outreach.tui.app import OutreachApp

COLUMNS = (
    Column(36, least=16, fit=True, gives=True),
    Column(least=20, drop=2),
    Column(12, right=True, fit=True),
)
NOTHING = Blank("Nothing has that name.", ("Any part of an action, a company or a person will do.",))


FEW = 4
"""Good hits from which on mere letters in order are not shown."""


class Entry(msgspec.Struct, frozen=True):
    """One thing the palette can do."""

    kind: str
    key: int | str
    name: str
    about: str = ""
    shown: str = ""
    """The key that does the same."""


def rank(typed: str, name: str) -> int:
    """How well a name fits what was typed: 0 not at all, then letters in order, a part, the start of a word, the start."""
    wanted, held = typed.casefold(), name.casefold()
    if held.startswith(wanted):
        return 5
    if f" {wanted}" in held:
        return 4
    if all(any(word.startswith(part) for word in held.split()) for part in wanted.split()):
        return 3
    if wanted in held:
        return 2
    letters = iter(held)
    return int(all(letter in letters for letter in wanted if letter != " "))


class Palette(Dialog[Entry]):
    """Type, choose, enter."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "close", show=False, priority=True)]

    def __init__(self, at: Selection) -> None:
        super().__init__("Do anything, find anyone", "↑↓ choose · enter does it · esc closes")
        self._selected = at
        """What is selected where it was opened."""
        self._entries: list[Entry] = []

    def body(self) -> ComposeResult:
        """The line and the list."""
        yield SearchLine(lambda: self.query_one(VirtualList), "an action, a company, a person")
        yield VirtualList(COLUMNS, self._paint, empty=NOTHING, id="found")

    def on_mount(self) -> None:
        """Gather what there is; actions that can be done here come first."""
        super().on_mount()
        self.box.add_class("-tall")
        self.query_one(VirtualList).can_focus = False
        self.query_one(VirtualList).lit = True
        self._entries = [*self._actions(), *self._records()]
        self._fill("")
        self.query_one(SearchLine).focus()

    def _actions(self) -> list[Entry]:
        at = self._selected
        chain = tuple(dict.fromkeys((*outward(at.scope), "everywhere")))
        found = []
        for action in ACTIONS:
            if not action.palette or set(action.found_in) <= set(STANDALONE) - {at.scope}:
                continue
            here = bool(set(action.found_in) & set(chain))
            if not here or action.off(at):
                continue
            keys = self.outreach.keys
            shown = keys_shown(keys[action.id][:1])
            if "shelf" in action.scopes and shown:
                shown = f"{keys_shown(keys['lists.show'][:1])} {shown}".strip()
            found.append(
                (
                    chain.index(next(s for s in chain if s in action.found_in)),
                    Entry("do", action.id, action.label.capitalize(), action.help, shown),
                )
            )
        inner = [entry for _, entry in sorted(found, key=lambda pair: pair[0])]
        away = [
            Entry("do", action.id, action.label.capitalize(), action.help, TITLES[action.scopes[0]])
            for action in ACTIONS
            if action.palette and not set(action.found_in) & (set(chain) | set(STANDALONE)) and not action.off(at)
        ]
        return inner + away

    def _records(self) -> list[Entry]:
        lens = self.outreach.lens
        companies = [Entry("company", row.id, lens.name(row.name), row.word) for row in self.planner.views.companies(include_closed=True)]
        people = [Entry("person", key, lens.name(name)) for key, name in self.planner.completions_person("")]
        return companies + people

    def _fill(self, typed: str) -> None:
        listing = self.query_one(VirtualList)
        if not typed.strip():
            found: Sequence[Entry] = [entry for entry in self._entries if entry.kind != "person"]
        else:
            ranked = [(rank(typed.strip(), entry.name), entry) for entry in self._entries]
            least = 2 if sum(score > 1 for score, _ in ranked) >= FEW else 1
            found = [entry for score, entry in sorted(ranked, key=lambda pair: -pair[0]) if score >= least]
        listing.refill(found)
        listing.to_end(last=False)

    @on(Input.Changed)
    def _typed(self, message: Input.Changed) -> None:
        message.stop()
        self._fill(message.value)

    @on(Input.Submitted)
    def _submitted(self, message: Input.Submitted) -> None:
        message.stop()
        self._choose()

    @on(VirtualList.Chosen)
    def _clicked(self, message: VirtualList.Chosen) -> None:
        message.stop()
        self._choose()

    def _choose(self) -> None:
        entry = self.query_one(VirtualList).highlighted
        if isinstance(entry, Entry):
            self.dismiss(entry)

    def _paint(self, key: Hashable) -> tuple[Cell, ...]:
        if not isinstance(key, Entry):
            return tuple(Cell("") for _ in COLUMNS)
        about = key.about if key.kind == "do" else " · ".join(filter(None, (key.kind, key.about)))
        return cell(key.name, bold=True), cell(about, "quiet"), cell(key.shown, "accent")


async def carry_out(app: OutreachApp, entry: Entry) -> None:
    """Do the action, or go to the company or person."""
    if entry.kind == "do":
        await app.perform(str(entry.key))
        return
    page = await app.main.show_page(PlanPage)
    if isinstance(page, PlanPage):
        if entry.kind == "company":
            page.show_company(CompanyId(int(entry.key)))
        else:
            page.show_person(PersonId(int(entry.key)))
