"""Cards: texts about somebody or something that lead on, can be corrected line by line, and look again when something changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

import msgspec
from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType

from outreach.domain.model import Person, PersonId
from outreach.errors import NotFound, OutreachError
from outreach.tui.actions import key_shown
from outreach.tui.binding import anywhere, bindings_for
from outreach.tui.catalogue import BY_ID
from outreach.tui.cells import width
from outreach.tui.records import Ref
from outreach.tui.screens.dialog import Reading
from outreach.tui.selection import Selection
from outreach.tui.widgets.record_lines import RecordLines

PERSON = (
    *("draft.write", "person.log", "person.replied", "draft.copy", "step.snooze", "person.evidence", "practice.kit"),
    *("person.judge", "about.person", "person.introduction", "person.profile", "person.drop"),
)
"""Where a person's card leads."""

COMPANY = (
    *("checklist.research", "practice.paths", "company.website", "practice.ask"),
    *("about.company", "company.opening", "company.pause"),
)
"""Where a company's card leads."""

CORRECTED = ("record.add", "record.edit", "record.delete")
"""What can be done to the lines of a card."""

CLOSES = "esc closes"
BORDER = 70
"""Cells that the border of a box has for its keys on a narrow screen."""

TOLD = 2
"""How many of the ways on the border names; the help has the others."""


class Leaflet(Reading):
    """A text made anew whenever it comes in front or the plan changes, with the keys of a few actions."""

    BINDINGS: ClassVar[list[BindingType]] = anywhere("plan.undo", "go.help", "screen.neutral")

    def __init__(self, make: Callable[[], Reading], at: Selection, leads: Sequence[str] = (), told: Sequence[str] = ()) -> None:
        made = make()
        super().__init__(made.heading, made._paragraphs, hang=made._hang, about=made.about, records=made.records)
        self._make = make
        self._at = at
        self.leads = leads
        """Ids of the actions it leads on to."""
        self._told = told
        self._came_back = False

    def body(self) -> ComposeResult:
        """The text, with its records."""
        yield RecordLines(id="reading", focus=True, hang=self._hang)

    @property
    def lines(self) -> RecordLines:
        """The text."""
        return self.query_one(RecordLines)

    def on_mount(self) -> None:
        """Name the keys as they are set, and show the text."""
        keys = self.outreach.keys
        told = [f"{key_shown(keys[name][0])} {BY_ID[name].label.lower()}" for name in (*self._told, *self.leads[:TOLD]) if keys[name]]
        more = [f"{key_shown(keys['go.help'][0])} more"] if len(self.leads) > TOLD and keys["go.help"] else []
        if width(" · ".join([*told, *more, CLOSES])) > BORDER:
            told.pop()
        self.hint = " · ".join([*told, *more, CLOSES]) if told else self.hint
        self.lines.show_records(self._paragraphs, self.records)

    def selection(self) -> Selection:
        """What the card is about, whatever moves beneath it and is marked there; they and the message to them as they are now."""
        at = msgspec.structs.replace(self._at, marked=(), read_only=self.planner.store.read_only)
        if self.about is None or self.about.kind != "person":
            return at
        person = self.planner.store.find(Person, PersonId(self.about.owner))
        insider = at.insider
        if person is not None and insider is not None and insider.id == person.id:
            insider = msgspec.structs.replace(insider, name=person.name, state=person.state)
        return msgspec.structs.replace(at, insider=insider, draft=self.planner.views.draft(person.id) if person is not None else None)

    def on_screen_resume(self) -> None:
        """Look again, but for the first time; what is gone meanwhile closes the card."""
        if self._came_back:
            self.look_again()
        self._came_back = True

    def look_again(self) -> None:
        """Something may have changed: make the text anew, in the same place."""
        if not self.stands:
            return
        try:
            made = self._make()
        except NotFound:
            self.dismiss(None)
            return
        except OutreachError as error:
            self.outreach.complain(error)
            return
        self._paragraphs, self.records, self.heading = made._paragraphs, made.records, made.heading
        self.entitle(made.heading)
        self.lines.show_records(made._paragraphs, made.records, keep_place=True)
        self.call_after_refresh(self._shrink)

    async def on_key(self, event: events.Key) -> None:
        """Lead on."""
        if (name := next((name for name in self.leads if event.key in self.outreach.keys[name]), None)) is not None:
            event.stop()
            event.prevent_default()
            await self.outreach.perform(name)


class Card(Leaflet):
    """A person or a company; the lines that stand for records can be changed and deleted where they are read."""

    SCOPE = "card"
    BINDINGS: ClassVar[list[BindingType]] = bindings_for("card")

    def __init__(self, make: Callable[[], Reading], at: Selection, leads: Sequence[str] = ()) -> None:
        super().__init__(make, at, leads, CORRECTED)

    @property
    def record(self) -> Ref | None:
        """What the line under the cursor stands for."""
        found = self.lines.record
        return found if isinstance(found, Ref) else None

    def move(self, by: int) -> None:
        """To the next record where one is near, else a line on."""
        self.lines.step(by)
