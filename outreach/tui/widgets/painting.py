"""The colours a list draws with, mixed from its component classes once per theme and focus."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from outreach.tui.cells import cut, width, wrap
from outreach.tui.widgets.rows import Blank, Cell, Heading

if TYPE_CHECKING:
    from textual.widget import Widget


class Brushes:
    """The styles of one list as it stands."""

    def __init__(self, widget: Widget) -> None:
        self._widget = widget
        self._mixed: dict[tuple[str, str, bool], Style] = {}
        theme = widget.app.current_theme
        self.flat = theme.ansi or widget.app.no_color
        """Whether the cursor's row has one colour only: the terminal's own sixteen, or none, promise no contrast for more."""
        self.base = widget.rich_style

    def tone(self, tone: str, state: str, *, bold: bool = False) -> Style:
        """The style for a tone on a row: ``state`` is ``focus`` or ``idle`` on the cursor's row, else empty."""
        key = (tone, state, bold)
        if key not in self._mixed:
            self._mixed[key] = self._mix(tone, state, bold)
        return self._mixed[key]

    def _mix(self, tone: str, state: str, bold: bool) -> Style:
        style = self._widget.get_component_rich_style(f"list--{tone}")
        if state:
            ground = self._widget.get_component_rich_style("list--cursor" if state == "focus" else "list--idle")
            plain = self.flat or (state == "focus" and tone in {"ink", "quiet"})
            style = ground if plain else Style(color=style.color, bgcolor=ground.bgcolor)
            if self._widget.app.no_color and state == "focus":
                style = Style(reverse=True)
        return style + Style(bold=True) if bold or state == "focus" else style

    def heading(self, heading: Heading, across: int) -> list[Segment]:
        """A title with a rule behind it."""
        count = f" {heading.count}" if heading.count else ""
        text = cut(f" {heading.text}{count} ", across)
        rule = "─" * max(0, across - width(text))
        return [Segment(text, self.tone(heading.tone, "", bold=True)), Segment(rule, self.rule)]

    @property
    def rule(self) -> Style:
        """The style of lines within the list: that of borders at rest."""
        colour = self._widget.app.theme_variables.get("line", "")
        return self.base if not colour or self.flat else self.base + Style(color=colour)


@lru_cache(maxsize=64)
def page_of_blank(blank: Blank, across: int, height: int) -> tuple[Cell, ...]:
    """The lines of an empty list, wrapped and set into the middle of ``height`` lines."""
    lines = [Cell(line, "ink", bold=True) for line in wrap(blank.title, max(8, across))]
    for said in blank.lines:
        lines.append(Cell(""))
        lines += [Cell(line, "quiet") for line in wrap(said, max(8, across))]
    if len(lines) > height:
        lines = [line for line in lines if line.text][:height]
    above = max(0, (height - len(lines)) // 2)
    return tuple([Cell("")] * above + lines)


def blank_strip(across: int, style: Style) -> Strip:
    """An empty line."""
    return Strip([Segment(" " * across, style)], across)
