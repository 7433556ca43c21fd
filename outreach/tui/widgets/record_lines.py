"""A text to read in which some lines are records: a cursor goes from one to the next, and is where a change would be made."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence

from rich.segment import Segment
from textual import events
from textual.reactive import reactive
from textual.strip import Strip

from outreach.tui.widgets.lines import Lines, Paragraph
from outreach.tui.widgets.painting import Brushes
from outreach.tui.widgets.rows import Heading

POINTER = "▸ "
"""Stands in place of a record's bullet while the cursor is on it."""


class RecordLines(Lines):
    """Paragraphs, some of which stand for a record."""

    record: reactive[Hashable | None] = reactive(None, layout=False)
    """The record under the cursor; None while there is none."""

    _records: Mapping[int, Hashable] = {}
    _places: dict[Hashable, tuple[int, int]] = {}

    def show_records(self, paragraphs: Sequence[Paragraph], records: Mapping[int, Hashable], *, keep_place: bool = False) -> None:
        """Show these paragraphs; ``records`` says which of them, by number, stands for what. The cursor stays on its record."""
        was = list(self._places)
        self._records = records
        self.show(paragraphs, keep_place=keep_place)
        left = list(records.values())
        if self.record not in left:
            at = was.index(self.record) if self.record in was else 0
            self.record = left[min(at, len(left) - 1)] if left and self.record is not None else None

    def _wrap(self) -> None:
        before = self._across
        super()._wrap()
        if self._across != before or not self._places:
            self._places = {}
            start = 0
            for number, paragraph in enumerate(self._paragraphs):
                taken = self.lines_taken(paragraph)
                if number in self._records:
                    self._places[self._records[number]] = (start, start + taken)
                start += taken

    def show(self, paragraphs: Sequence[Paragraph], *, foot: Sequence[Paragraph] = (), keep_place: bool = False) -> None:
        """Show other paragraphs."""
        self._places = {}
        super().show(paragraphs, foot=foot, keep_place=keep_place)

    def in_sight(self) -> list[tuple[Hashable, int]]:
        """The records in sight, each with the line of this widget it begins on."""
        self._wrap()
        found = ((key, start - self.top) for key, (start, _) in self._places.items())
        return [(key, line) for key, line in found if 0 <= line < self.size.height]

    def look_at(self, record: Hashable) -> None:
        """Put the cursor on a record, and bring it into sight."""
        self._wrap()
        if record in self._places:
            start, end = self._places[record]
            self.record = record
            if start < self.top:
                self.top = max(0, start - 1)
            elif end > self.top + self.size.height:
                self.top = max(0, min(start, end - self.size.height))

    def step(self, by: int) -> None:
        """To the next record where one is in sight, or comes into sight with this line; else the text moves by a line."""
        self._wrap()
        if not self._across:
            # A key that came right behind the one that opened the card: nothing is laid out yet, the first record is meant.
            self.record = next(iter(self._records.values()), None)
            return
        order = list(self._places)
        at = order.index(self.record) if self.record in order else (-1 if by > 0 else len(order))
        if self.record not in order or not self._seen(self.record):
            near = [key for key, _ in self.in_sight()]
            goal = (near[0] if by > 0 else near[-1]) if near else None
        else:
            goal = order[at + by] if 0 <= at + by < len(order) else None
            if goal is not None and not self._within(goal, by):
                goal = None
        if goal is not None:
            self.look_at(goal)
        else:
            self.scroll(by)

    def _seen(self, record: Hashable) -> bool:
        start, end = self._places[record]
        return start < self.top + self.size.height and end > self.top

    def _within(self, record: Hashable, by: int) -> bool:
        """Whether a record is in sight, or would be after one line more."""
        start, end = self._places[record]
        return end <= self.top + self.size.height + 1 if by > 0 else start >= self.top - 1

    def render_line(self, y: int) -> Strip:
        """A line; those of the record under the cursor are lit."""
        strip = super().render_line(y)
        start, end = self._places.get(self.record, (-1, -1))
        at = self.top + y
        if not start <= at < end:
            return strip
        line = self._lines[at]
        if isinstance(line, Heading):
            return strip
        brushes: Brushes = self._brushes or Brushes(self)
        segments = [Segment(run.text, brushes.tone(run.tone, "focus", bold=run.bold)) for run in line if run.text]
        lit = Strip(segments).adjust_cell_length(self.size.width - 1, brushes.tone("ink", "focus"))
        if at == start:
            lit = Strip.join([Strip([Segment(POINTER, brushes.tone("accent", "focus"))], len(POINTER)), lit.crop(len(POINTER))])
        return Strip.join([lit, strip.crop(self.size.width - 1)])

    def on_click(self, event: events.Click) -> None:
        """A click puts the cursor on the record."""
        self._wrap()
        line = self.top + event.y
        for record, (start, end) in self._places.items():
            if start <= line < end:
                self.look_at(record)
