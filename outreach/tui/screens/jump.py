"""The jump overlay: letters on everything in sight that can be gone to; typing them goes there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.app import ComposeResult
from textual.color import Color
from textual.screen import ModalScreen, Screen
from textual.strip import Strip
from textual.widget import Widget

from outreach.tui.screens.once import LeftOnce
from outreach.tui.targets import Target

LETTERS = "asdfghjklewioruqptycvbnmxz"
"""Home row first: the letters under the fingers go to what has the focus."""

Go = Callable[[], object]


def labels(count: int) -> list[str]:
    """That many letters or pairs of letters, none the start of another; the short ones first."""
    most = len(LETTERS)
    pairs = 0
    while most - pairs + pairs * most < count and pairs < most:
        pairs += 1
    singles = list(LETTERS[: most - pairs])
    return (singles + [first + second for first in LETTERS[most - pairs :] for second in LETTERS])[:count]


class Jump(LeftOnce[Go], ModalScreen[Go]):
    """The screen beneath as it stands, with letters on it. A letter that leads nowhere closes it, as esc does."""

    CSS_PATH: ClassVar = []
    DEFAULT_CSS = "Jump { background: transparent; }"

    def __init__(self, beneath: Screen[object], found: Sequence[Target]) -> None:
        super().__init__(id="jump")
        self._pane = Letters(beneath, dict(zip(labels(len(found)), found, strict=False)))

    def compose(self) -> ComposeResult:
        """One widget draws all of it."""
        yield self._pane

    def on_key(self, event: events.Key) -> None:
        """Narrow, go, or close."""
        event.stop()
        event.prevent_default()
        if event.key == "backspace":
            self._pane.typed("")
            return
        fitting = self._pane.typed(self._pane.so_far + (event.character or "\0").lower())
        if not fitting:
            self.dismiss(None)
        elif len(fitting) == 1:
            self.dismiss(fitting[0].go)

    def on_resize(self, event: events.Resize) -> None:
        """The letters stand where things were: at another size they would lie."""
        if self._pane.drawn_for != event.size:
            self.dismiss(None)

    def on_click(self) -> None:
        """A click closes it."""
        self.dismiss(None)


class Letters(Widget):
    """Draws what was on the screen, and the letters over it."""

    DEFAULT_CSS = "Letters { width: 100%; height: 100%; }"

    def __init__(self, beneath: Screen[object], found: dict[str, Target]) -> None:
        super().__init__()
        self._strips: list[Strip] = [Strip(list(strip)) for strip in beneath._compositor.render_strips()]
        self._found = found
        self.drawn_for = beneath.size
        self.so_far = ""

    @property
    def _roles(self) -> tuple[str, str]:
        """Ink and ground of the letters; the page of a terminal's own colours is no ink, for nobody knows its tone."""
        return ("select-ink", "select") if self.app.current_theme.ansi else ("page", "accent")

    def typed(self, letters: str) -> list[Target]:
        """Keep the places whose letters begin so; gives them."""
        self.so_far = letters
        self.refresh()
        return [target for label, target in self._found.items() if label.startswith(letters)]

    def render_line(self, y: int) -> Strip:
        """A line of the screen beneath, with the letters that stand on it."""
        strip = self._strips[y] if y < len(self._strips) else Strip.blank(self.size.width)
        here = sorted((target.x, label) for label, target in self._found.items() if target.y == y and label.startswith(self.so_far))
        if not here:
            return strip
        colours = self.app.theme_variables
        ink, ground = (Color.parse(colours[role]).rich_color for role in self._roles)
        style = Style(color=ink, bgcolor=ground, bold=True, reverse=self.app.no_color or None)
        parts: list[Strip] = []
        at = 0
        for x, label in here:
            letters = label[len(self.so_far) :]
            if x < at:
                continue
            parts += [strip.crop(at, x), Strip([Segment(letters, style)], len(letters))]
            at = x + len(letters)
        return Strip.join([*parts, strip.crop(at, strip.cell_length)])
