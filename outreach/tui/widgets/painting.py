"""The colours a list draws with, mixed from the theme's roles once per theme: cheaper than a style sheet for every tone of every list."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from rich.color import Color as RichColor
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
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
        ink, ground = self._colour(tone), self.base.bgcolor
        if state == "focus":
            ground = self._colour("select")
            if self.flat or tone in {"ink", "quiet"}:
                ink = self._colour("select-ink")
        elif state:
            ground = self._colour("select-idle")
        if state == "focus" and self._widget.app.no_color:
            return Style(reverse=True, bold=True)
        # Without colours of its own a theme has no quiet ink: faint letters step back instead.
        faint = self.flat and tone == "quiet" and state != "focus"
        return Style(color=ink, bgcolor=ground, bold=bold or state == "focus" or None, dim=faint or None)

    def _colour(self, role: str) -> RichColor | None:
        value = self._widget.app.theme_variables.get(role)
        return Color.parse(value).rich_color if value else None

    def heading(self, heading: Heading, across: int, *, indent: int = 0) -> list[Segment]:
        """A title with a rule behind it."""
        count = f" {heading.count}" if heading.count else ""
        text = cut(f"{' ' * indent}{heading.text}{count} ", across)
        rule = "─" * max(0, across - width(text))
        return [Segment(text, self.tone(heading.tone, "", bold=True)), Segment(rule, self.rule)]

    @property
    def rule(self) -> Style:
        """The style of lines within the list: that of borders at rest, or faint ink where there are few colours or none."""
        return self.base + Style(dim=True) if self.flat else Style(color=self._colour("line"), bgcolor=self.base.bgcolor)


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
