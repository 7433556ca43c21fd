"""Keys in the order they were typed, also when a whole line comes in one read: pasted by a terminal, typed ahead, sent over a slow line."""

from __future__ import annotations

import asyncio
from collections import deque

from textual import events
from textual.app import App

PATIENCE = 1.0
"""Seconds a key waits for those typed before it; what is at work longer than that may be interrupted by it."""


class InTurn(App[int], inherit_bindings=False):
    """An app in which ctrl+s saves, and ctrl+q leaves, with every letter typed before it.

    Textual hands a letter to the widget it is for, which takes it from a queue of its own, while a key with priority acts at once:
    typed fast enough, it overtakes the letters, and what it saves or leaves behind is without them.
    """

    def __init__(self, *arguments: object, **options: object) -> None:
        super().__init__(*arguments, **options)  # type: ignore[arg-type]
        self._typed: deque[tuple[float, events.Event]] = deque()

    async def on_event(self, event: events.Event) -> None:
        """Hold back a key that would overtake another, and whatever is typed after it."""
        typed = isinstance(event, events.Key | events.Paste) and not event.is_forwarded
        if typed and (self._typed or (self._overtakes(event) and self._at_work())):
            self._typed.append((asyncio.get_running_loop().time(), event))
            if len(self._typed) == 1:
                self.call_later(self._take_turns)
        else:
            await super().on_event(event)

    async def _take_turns(self) -> None:
        """Act on the keys held back as soon as those before them are done with."""
        while self._typed:
            since, event = self._typed[0]
            if self._overtakes(event) and self._at_work() and asyncio.get_running_loop().time() - since < PATIENCE:
                await asyncio.sleep(0)
                self.call_later(self._take_turns)
                return
            self._typed.popleft()
            await super().on_event(event)

    def _overtakes(self, event: events.Event) -> bool:
        """Whether something in front acts on this key before the widget it is typed into sees it."""
        if not isinstance(event, events.Key):
            return False
        in_front = [bindings.key_to_bindings.get(event.key, ()) for _, bindings in self.screen._binding_chain]
        return any(binding.priority for bindings in in_front for binding in bindings)

    def _at_work(self) -> bool:
        """Whether something typed before has yet to pass through the widget with the cursor, or one it lies in."""
        return any(node.message_queue_size for node in (self.focused or self.screen).ancestors_with_self if node is not self)
