"""One of a few words, on one line: arrows or space turn it, a letter jumps."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from outreach.tui.cells import shown


class Choice(Widget, can_focus=True):
    """``‹ linkedin message ›``."""

    at: reactive[int] = reactive(0)
    """Which of the options is chosen."""

    class Changed(Message):
        """Another option was chosen."""

        def __init__(self, choice: Choice) -> None:
            super().__init__()
            self.choice = choice

        @property
        def control(self) -> Choice:
            """The choice it happened in."""
            return self.choice

    def __init__(self, options: Sequence[tuple[str, str]], value: str, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.options = tuple(options)
        values = [option for option, _ in self.options]
        self.set_reactive(Choice.at, values.index(value) if value in values else 0)

    @property
    def value(self) -> str:
        """The chosen option's value."""
        return self.options[self.at][0]

    def render(self) -> Content:
        """The chosen word between two arrows."""
        arrows = "$accent" if self.has_focus else "$quiet"
        return Content.assemble(
            Content.styled("‹ ", arrows),
            Content.styled(shown(self.options[self.at][1]), "bold $ink" if self.has_focus else "$ink"),
            Content.styled(" ›", arrows),
            Content.styled(f"   {self.at + 1}/{len(self.options)}" if self.has_focus else "", "$quiet"),
        )

    def choose(self, value: str) -> None:
        """Choose the option of this value, if there is one."""
        values = [option for option, _ in self.options]
        if value in values and value != self.value:
            self.at = values.index(value)
            self.post_message(self.Changed(self))

    def turn(self, by: int) -> None:
        """Choose the next or the one before, round and round."""
        self.at = (self.at + by) % len(self.options)
        self.post_message(self.Changed(self))

    def on_key(self, event: events.Key) -> None:
        """Turn, or jump to the next option that starts with a letter."""
        if event.key in {"right", "space"}:
            self.turn(1)
        elif event.key == "left":
            self.turn(-1)
        elif event.character is not None and event.character.isalnum():
            count = len(self.options)
            for ahead in range(1, count + 1):
                if self.options[(self.at + ahead) % count][1].casefold().startswith(event.character.casefold()):
                    self.turn(ahead)
                    break
        else:
            return
        event.stop()
        event.prevent_default()

    def on_click(self) -> None:
        """A click turns it."""
        self.turn(1)
