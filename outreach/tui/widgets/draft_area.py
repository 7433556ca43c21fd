"""The text of a draft while it is edited, with what the checker found underlined."""

from __future__ import annotations

from collections.abc import Sequence

from rich.style import Style
from rich.text import Text
from textual.widgets import TextArea
from textual.widgets.text_area import Selection

from outreach.planner.rows import FindingRow


class DraftArea(TextArea):
    """A text area; ``underline`` marks the spans of findings."""

    def __init__(self, text: str, *, read_only: bool = False) -> None:
        super().__init__(
            text,
            id="words",
            soft_wrap=True,
            tab_behavior="focus",
            show_line_numbers=False,
            highlight_cursor_line=False,
            read_only=read_only,
        )
        self._spans: dict[int, list[tuple[int, int]]] = {}

    def underline(self, findings: Sequence[FindingRow]) -> None:
        """Underline these findings' spans, counted in characters of the whole text."""
        spans: dict[int, list[tuple[int, int]]] = {}
        lines = self.text.split("\n")
        for finding in findings:
            start = 0
            for number, line in enumerate(lines):
                left, right = max(finding.start, start), min(finding.end, start + len(line))
                if left < right:
                    spans.setdefault(number, []).append((left - start, right - start))
                start += len(line) + 1
        if spans != self._spans:
            self._spans = spans
            self._line_cache.clear()
            self.refresh()

    def take_up(self, spans: Sequence[tuple[int, int]]) -> bool:
        """Select the first of these spans that begins behind the cursor, else the first of all: what is typed takes its place.

        Spans are counted in characters of the whole text. False when there are none.
        """
        if not spans:
            return False
        place = self.document.get_location_from_index  # type: ignore[attr-defined]
        cursor = max(self.selection.start, self.selection.end)
        start, end = next((span for span in spans if place(span[0]) >= cursor), spans[0])
        self.selection = Selection(place(start), place(end))
        self.scroll_cursor_visible()
        return True

    def get_line(self, line_index: int) -> Text:
        """A line, with its findings underlined."""
        text = super().get_line(line_index)
        warn = Style(
            underline=True, color=None if self.app.no_color or self.app.current_theme.ansi else self.app.theme_variables.get("warn")
        )
        for start, end in self._spans.get(line_index, ()):
            text.stylize(warn, start, end)
        return text
