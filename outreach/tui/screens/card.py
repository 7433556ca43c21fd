"""A card that leads on: some keys do what can be done about what is read, and the card looks again when one comes back."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual import events

from outreach.errors import OutreachError
from outreach.tui.actions import key_shown
from outreach.tui.catalogue import BY_ID
from outreach.tui.screens.dialog import Reading
from outreach.tui.selection import Selection
from outreach.tui.widgets.lines import Lines

PERSON = ("draft.write", "practice.kit", "person.evidence", "person.log")
"""Where a person's card leads."""

COMPANY = ("checklist.research", "practice.paths", "company.website")
"""Where a company's card leads."""

TOLD = 2
"""How many of them the border names."""


class Card(Reading):
    """A text made anew whenever it comes in front, with the keys of a few actions."""

    def __init__(self, make: Callable[[], Reading], at: Selection, leads: Sequence[str] = ()) -> None:
        made = make()
        super().__init__(made.heading, made._paragraphs, hang=made._hang)
        self._make = make
        self._at = at
        self._leads = leads
        self._came_back = False

    def on_mount(self) -> None:
        """Name the keys as they are set."""
        keys = self.outreach.keys
        told = [f"{key_shown(keys[name][0])} {BY_ID[name].label.lower()}" for name in self._leads[:TOLD] if keys[name]]
        self.hint = " · ".join([*told, self.hint])

    def selection(self) -> Selection:
        """What the card is about, whatever moves beneath it."""
        return self._at

    def on_screen_resume(self) -> None:
        """Look again, but for the first time; what is gone meanwhile closes the card."""
        if not self._came_back:
            self._came_back = True
            return
        try:
            made = self._make()
        except OutreachError:
            self.dismiss(None)
            return
        self.query_one(Lines).show(made._paragraphs, keep_place=True)

    async def on_key(self, event: events.Key) -> None:
        """Lead on."""
        if (name := next((name for name in self._leads if event.key in self.outreach.keys[name]), None)) is not None:
            event.stop()
            event.prevent_default()
            await self.outreach.perform(name)
