"""Text to read: paragraphs of toned runs, wrapped by cell width, scrolled a line at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile

from rich.cells import set_cell_size
from rich.segment import Segment
from textual import events
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from outreach.tui.cells import GLUE, width
from outreach.tui.keyed import in_force, told_blank, told_runs
from outreach.tui.widgets.painting import Brushes, blank_strip, page_of_blank
from outreach.tui.widgets.rows import Blank, Cell, Heading

Paragraph = tuple[Cell, ...] | Heading
"""Runs of text set one behind the other, or a title with a rule."""

Line = tuple[Cell, ...] | Heading
"""What a paragraph becomes at a width."""

BREAK: Paragraph = ()
"""An empty line."""

MEASURE = 96
"""Cells of the longest line."""

FOOT = 3
"""A foot takes at most this part of the height: one line in three."""


def flow(runs: Sequence[Cell], across: int, hang: int = 0) -> list[tuple[Cell, ...]]:
    """The runs as lines of at most ``across`` cells, broken at blanks only; lines after the first start with ``hang`` blanks."""
    lines: list[tuple[Cell, ...]] = []
    line: list[Cell] = []
    used = 0
    for blanks, word in _words(runs):
        taken = sum(width(part.text) for part in word)
        if line and used + blanks + taken > across and taken:
            lines.append(tuple(line))
            line, used, blanks = [Cell(" " * hang)] if hang else [], hang, 0
        if blanks and used + blanks <= across:
            line.append(Cell(" " * blanks))
            used += blanks
        for part in word:
            text = part.text
            while used + width(text) > across:
                head = set_cell_size(text, across - used).rstrip() if used < across else ""
                head = head or ("" if used > hang else text[:1])
                line.append(Cell(head, part.tone, part.bold))
                lines.append(tuple(line))
                line, used, text = [Cell(" " * hang)] if hang else [], hang, text[len(head) :]
            line.append(Cell(text, part.tone, part.bold))
            used += width(text)
    lines.append(tuple(line))
    return lines


def _hanging(runs: Sequence[Cell], across: int, otherwise: int) -> int:
    """Where the lines after the first start: under what follows the signs, labels or blanks that it begins with."""
    lead = sum(width(run.text) for run in takewhile(lambda run: run.text.endswith(" "), runs))
    lead = lead or len(runs[0].text) - len(runs[0].text.lstrip(" "))
    if 0 < lead <= across // 3:
        return lead
    return otherwise if len(runs) > 1 else 0


def _words(runs: Sequence[Cell]) -> Iterator[tuple[int, list[Cell]]]:
    """Words with the blanks before them; a word goes on from one run into the next when no blank stands between."""
    word: list[Cell] = []
    blanks = 0
    for run in runs:
        for at, piece in enumerate(run.text.split(" ")):
            if at:
                if word:
                    yield blanks, word
                    word, blanks = [], 0
                blanks += 1
            if piece:
                word.append(Cell(piece.replace(GLUE, " "), run.tone, run.bold))
    yield blanks, word


class Lines(Widget):
    """Paragraphs on a fixed area; longer text is scrolled. Setting new ones never changes the layout."""

    top: reactive[int] = reactive(0, layout=False)
    """First line in sight."""

    def __init__(self, *, id: str | None = None, classes: str | None = None, focus: bool = False, hang: int = 0) -> None:
        super().__init__(id=id, classes=classes)
        self.can_focus = focus
        self.hang = hang
        """Blanks before every line but the first of a paragraph of several runs that begins with no label; one of one run stands flush."""
        self.measure = MEASURE
        """Cells of the longest line of text, so that the eye finds the next one on a wide screen; titles go right across."""
        self._paragraphs: tuple[Paragraph, ...] = ()
        self._foot: tuple[Paragraph, ...] = ()
        self._blank: Blank | None = None
        self._lines: list[Line] = []
        self._feet: list[Line] = []
        self._across = 0
        self._brushes: Brushes | None = None

    def show(self, paragraphs: Sequence[Paragraph], *, foot: Sequence[Paragraph] = (), keep_place: bool = False) -> None:
        """Show these paragraphs, from the top unless the reader's place is to be kept; ``foot`` stays at the bottom."""
        self._paragraphs, self._foot, self._blank = self._told(paragraphs), self._told(foot), None
        self._across = 0
        if not keep_place:
            self.top = 0
        self.refresh()

    def _told(self, paragraphs: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
        return tuple(line if isinstance(line, Heading) else told_runs(line, in_force(self.app)) for line in paragraphs)

    def say(self, blank: Blank) -> None:
        """Say in the middle that there is nothing to read, as an empty list does."""
        self.show([(Cell(blank.title, "ink", bold=True),), *((Cell(line, "quiet"),) for line in blank.lines)])
        self._blank = blank

    @property
    def height_needed(self) -> int:
        """How many lines the text takes at the present width."""
        self._wrap()
        return len(self._lines)

    @property
    def _room(self) -> int:
        """Lines left to the text by the foot."""
        return self.size.height - len(self._feet)

    def scroll(self, by: int) -> None:
        """Move the text by lines, stopping at its ends."""
        self._wrap()
        self.top = max(0, min(self.top + by, len(self._lines) - self._room))

    def notify_style_update(self) -> None:
        """The theme changed: mix the colours again."""
        self._brushes = None
        super().notify_style_update()

    def _wrap(self) -> None:
        across = self.size.width
        if across == self._across or across < 4:
            return
        self._across = across
        if self._blank is not None:
            said = page_of_blank(told_blank(self._blank, in_force(self.app)), across - 4, self.size.height)
            self._lines = [(Cell(" " * max(0, (across - width(line.text)) // 2)), line) for line in said]
        else:
            self._lines = self._flowed(self._paragraphs, across, self.hang)
        self._feet = []
        for paragraph in self._foot:
            lines = self._flowed((paragraph,), across, 0)
            if len(self._feet) + len(lines) <= self.size.height // FOOT:
                self._feet += lines

    def lines_taken(self, paragraph: Paragraph) -> int:
        """How many lines a paragraph takes at the present width; one while there is none."""
        return len(self._flowed((paragraph,), self._across, self.hang)) if self._across else 1

    def _flowed(self, paragraphs: Sequence[Paragraph], across: int, hang: int) -> list[Line]:
        lines: list[Line] = []
        for paragraph in paragraphs:
            if isinstance(paragraph, Heading):
                lines.append(paragraph)
            else:
                lines += flow(paragraph, min(across - 1, self.measure), _hanging(paragraph, across, hang)) if paragraph else [()]
        return lines

    def render_line(self, y: int) -> Strip:
        """The line ``y`` of what is in sight."""
        self._wrap()
        if self._brushes is None:
            self._brushes = Brushes(self)
        brushes, across, room = self._brushes, self.size.width, self._room
        foot = y >= room
        lines, at = (self._feet, y - room) if foot else (self._lines, self.top + y)
        if at >= len(lines):
            if self._feet and y == room - 1:  # a line to spare parts the last word of the text from the foot
                return Strip([Segment("─" * (across - 1), brushes.rule), Segment(" ", brushes.base)])
            return blank_strip(across, brushes.base)
        line = lines[at]
        if isinstance(line, Heading):
            segments = brushes.heading(line, across - 1)
        else:
            segments = [Segment(run.text, brushes.tone(run.tone, "", bold=run.bold)) for run in line if run.text]
        strip = Strip(segments).adjust_cell_length(across - 1, brushes.base)
        mark = " " if foot else "↓" if y == room - 1 and at + 1 < len(lines) else "↑" if y == 0 and self.top else " "
        return Strip([*strip, Segment(mark, brushes.tone("quiet", ""))], across)

    def _on_resize(self, event: events.Resize) -> None:
        self._across = 0
        self.top = max(0, min(self.top, self.height_needed - self._room))

    def _on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        self.scroll(3)

    def _on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        self.scroll(-3)
