"""Keys in the order they were typed, also when a whole line comes in one read: pasted by a terminal, typed ahead, sent over a slow line."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

from textual import events
from textual.app import App
from textual.message_pump import MessagePump

PATIENCE = 1.0
"""Seconds a key waits for the one before it; what is at work longer than that may be interrupted by it."""


class InTurn(App[int], inherit_bindings=False):
    """An app in which each key acts on what the key before it made: letters go into the form that was opened by the first of them.

    Textual hands a key to the widget it is for and reads the next at once: typed fast enough, letters land on the screen beneath the
    one just opened, and a key with priority, which acts at once, overtakes them all.
    """

    def __init__(self, *arguments: object, **options: object) -> None:
        super().__init__(*arguments, **options)  # type: ignore[arg-type]
        self._waiting: deque[events.Event] = deque()
        self._turn = 0
        """Number of the key at work, so that a late word about an earlier one is told apart."""
        self._at_work = False

    async def on_event(self, event: events.Event) -> None:
        """Hold back what is typed while a key before it is at work."""
        if not isinstance(event, events.Key | events.Paste) or event.is_forwarded:
            await super().on_event(event)
        elif self._at_work:
            self._waiting.append(event)
            if len(self._waiting) == 1:
                self._wait_no_longer_than(PATIENCE)
        else:
            await self._take(event)

    async def _take(self, event: events.Event) -> None:
        """Hand a key on, and follow it on its way: through the widget it is for, all it lies in, the app, and the screen it may open."""
        self._at_work = True
        self._turn += 1
        turn = self._turn
        stations: list[MessagePump] = [*(self.focused or self.screen).ancestors_with_self]
        await super().on_event(event)
        self._follow(stations, lambda: self._settle(turn))

    def _follow(self, stations: list[MessagePump], then: Callable[[], object]) -> None:
        """Call ``then`` when each of these in turn has done all it had to when the one before it was through; those gone are passed by."""
        for at, station in enumerate(stations, 1):
            if station.call_later(self._follow, stations[at:], then):
                return
        then()

    def _settle(self, turn: int) -> None:
        """The key is through: once the screen in front is made, and has its cursor, the next one may come."""
        self._follow([self.screen, self, self.screen], lambda: self.call_later(self._next, turn))

    async def _next(self, turn: int) -> None:
        if turn != self._turn:
            return
        self._at_work = False
        if self._waiting:
            await self._take(self._waiting.popleft())

    def _wait_no_longer_than(self, seconds: float) -> None:
        turn = self._turn

        async def late() -> None:
            if self._waiting and self._at_work:
                await self._next(self._turn) if turn == self._turn else self._wait_no_longer_than(seconds)

        self.set_timer(seconds, late)
