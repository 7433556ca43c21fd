"""The one list of the program: only the rows on screen ever become text, so 30,000 rows move as fast as thirty."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence

import msgspec
from rich.segment import Segment
from textual import events
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from outreach.text import clean
from outreach.tui.cells import fit, width
from outreach.tui.keyed import in_force, told_blank
from outreach.tui.widgets.listing import Listing
from outreach.tui.widgets.painting import Brushes, blank_strip, page_of_blank
from outreach.tui.widgets.rows import Blank, Cell, Column, Heading, solve

Painter = Callable[[Hashable], Sequence[Cell]]
"""Gives a row's cells, one per column."""

FITTED = 200
"""Rows a fitting column looks at."""

WHEEL = 3
"""Rows the wheel moves."""

MARK = "▌"
"""Stands before a marked row: a bar down the list, so that it is not taken for the sign of something due."""


class VirtualList(Widget, can_focus=True):
    """Rows are opaque keys; the painter turns a key into cells when its row comes into sight.

    ``highlighted`` is the key under the cursor: watch it, the watcher runs in the same tick as the key press.
    """

    highlighted: reactive[Hashable | None] = reactive(None, layout=False, repaint=False)
    """The key of the row under the cursor; None while there is none."""
    narrowing: reactive[bool] = reactive(False, layout=False, repaint=False)
    """Whether what is typed goes into the filter."""
    query_text: reactive[str] = reactive("", layout=False, repaint=False)
    """The filter in force."""

    class Chosen(Message):
        """A row was clicked twice."""

        def __init__(self, sender: VirtualList) -> None:
            super().__init__()
            self.list = sender

        @property
        def control(self) -> VirtualList:
            """The list it happened in."""
            return self.list

    def __init__(
        self,
        columns: Sequence[Column],
        painter: Painter,
        *,
        empty: Blank,
        search: Callable[[str], Sequence[Hashable]] | None = None,
        id: str | None = None,
    ) -> None:
        super().__init__(id=id)
        self.columns = tuple(columns)
        self.painter = painter
        self.empty = empty
        self.rows = Listing(lambda key: " ".join(cell.text for cell in painter(key)), search)
        self.top = 0
        self.lit = False
        """Draw the cursor as if the focus were here: another widget takes the keys for this list."""
        self._widths: list[int] = []
        self._shared = -1
        """The width that was shared among the columns; another one is shared when the next row is drawn."""
        self._brushes: Brushes | None = None

    def refill(self, keys: Sequence[Hashable]) -> None:
        """Show these rows. The cursor stays on its key, else on its place."""
        self.rows.fill(keys)
        self._shared = -1
        self._settle()

    def look_at(self, key: Hashable) -> bool:
        """Put the cursor on a key; False when it is not among the rows shown."""
        if not self.rows.seek(key):
            return False
        self._settle()
        return True

    def step(self, by: int) -> None:
        """Move the cursor by that many rows."""
        self.rows.move(by)
        self._settle()

    def to_end(self, *, last: bool) -> None:
        """Move the cursor to the first or the last row."""
        self.rows.move(len(self.rows.shown) if last else -len(self.rows.shown))
        self._settle()

    def page(self, direction: int) -> None:
        """Move by a screenful, less one row."""
        self.step(direction * max(1, self.size.height - 1))

    def narrow(self) -> None:
        """Let what is typed narrow the list."""
        self.narrowing = True

    def clear_filter(self) -> bool:
        """Drop the filter; False when there was none."""
        had = self.narrowing or bool(self.query_text)
        self.narrowing = False
        self._search("")
        return had

    def mark(self) -> None:
        """Mark or unmark the row under the cursor, and step on."""
        if self.highlighted is not None:
            self.rows.mark(self.highlighted)
            self.step(1)
            self.refresh()

    def mark_all(self) -> None:
        """Mark every row shown; when all are, none."""
        self.rows.mark_all()
        self.refresh()

    def clear_marks(self) -> bool:
        """Unmark all; False when nothing was marked."""
        had = bool(self.rows.marks)
        self.rows.marks.clear()
        self.refresh()
        return had

    def _settle(self) -> None:
        """Bring the cursor into sight and tell who watches it."""
        height = max(1, self.size.height)
        cursor, count = self.rows.cursor, len(self.rows.shown)
        if cursor >= 0:
            above = 1 if cursor > 0 and isinstance(self.rows.shown[cursor - 1], Heading) else 0
            if cursor - above < self.top:
                self.top = cursor - above
            elif cursor >= self.top + height:
                self.top = cursor - height + 1
        self.top = max(0, min(self.top, count - height))
        self.highlighted = self.rows.current
        self.refresh()

    def _search(self, text: str) -> None:
        self.rows.narrow(text)
        self._settle()
        self.query_text = text

    def _on_resize(self, event: events.Resize) -> None:
        self._settle()

    def whole(self, key: Hashable) -> bool:
        """Whether a row has room for all of its words."""
        return all(width(cell.text) <= cells for cells, cell in zip(self._widths, self.painter(key), strict=False))

    def _share(self, across: int) -> None:
        """Share the width among the columns; a fitting column looks at the first rows only."""
        columns = list(self.columns)
        if any(column.fit for column in columns):
            some = [self.painter(key) for key in self.rows.all[:FITTED] if not isinstance(key, Heading)]
            for at, column in enumerate(columns):
                if column.fit:
                    widest = max((width(cells[at].text) for cells in some), default=0)
                    columns[at] = msgspec.structs.replace(column, width=max(1, min(column.width, widest)))
        self._widths = solve(columns, across - 3)
        self._shared = across

    def notify_style_update(self) -> None:
        """The theme or the focus changed: mix the colours again."""
        self._brushes = None
        super().notify_style_update()

    def render_line(self, y: int) -> Strip:
        """The line ``y`` of what is in sight."""
        if self._brushes is None:
            self._brushes = Brushes(self)
        brushes, across = self._brushes, self.size.width
        at = self.top + y
        if not self.rows.shown:
            return self._blank(y, across, brushes)
        if at >= len(self.rows.shown):
            return blank_strip(across, brushes.base)
        key = self.rows.shown[at]
        bar = self._bar(y)
        if isinstance(key, Heading):
            segments = brushes.heading(key, across - 1, indent=1)
        else:
            segments = self._row(key, at == self.rows.cursor, across - 1, brushes)
        segments.append(Segment(bar, brushes.tone("quiet", "") if bar != " " else brushes.base))
        return Strip(segments, across)

    def _row(self, key: Hashable, under: bool, across: int, brushes: Brushes) -> list[Segment]:
        # A theme that cannot dim what lies under a box shows by the cursor alone that it is not in front.
        front = self.has_focus or self.lit
        state = ("focus" if front and (self.screen.is_active or not brushes.flat) else "idle") if under else ""
        pointer = ("▸" if under else " ") + (MARK if key in self.rows.marks else " ")
        segments = [Segment(pointer, brushes.tone("accent", state))]
        if self._shared != across + 1:
            self._share(across + 1)
        room = across - 2
        for column, cells, cell in zip(self.columns, self._widths, self.painter(key), strict=True):
            if not cells or room <= 0:
                continue
            cells = min(cells, room)
            gap = " " if room > cells else ""
            segments.append(Segment(fit(cell.text, cells, right=column.right) + gap, brushes.tone(cell.tone, state, bold=cell.bold)))
            room -= cells + len(gap)
        if room > 0:
            segments.append(Segment(" " * room, brushes.tone("ink", state)))
        return segments

    def _blank(self, y: int, across: int, brushes: Brushes) -> Strip:
        said = self.empty
        if self.query_text:
            said = Blank(f"Nothing matches “{clean(self.query_text)}”.", ("esc clears the filter.",))
        lines = page_of_blank(told_blank(said, in_force(self.app)), across - 4, self.size.height)
        if not 0 <= y < len(lines) or not lines[y].text:
            return blank_strip(across, brushes.base)
        line = lines[y]
        left = max(0, (across - width(line.text)) // 2)
        text = fit(" " * left + line.text, across)
        return Strip([Segment(text, brushes.tone(line.tone, "", bold=line.bold))], across)

    def _bar(self, y: int) -> str:
        height, count = self.size.height, len(self.rows.shown)
        if count <= height:
            return " "
        thumb = max(1, height * height // count)
        start = round(self.top * (height - thumb) / max(1, count - height))
        return "▐" if start <= y < start + thumb else " "

    async def _on_key(self, event: events.Key) -> None:
        if not self.narrowing:
            await super()._on_key(event)
            return
        moves = {"down": 1, "up": -1}
        if event.key in moves:
            self.step(moves[event.key])
        elif event.key == "escape":
            self.clear_filter()
        elif event.key in {"enter", "tab"}:
            self.narrowing = False
            if event.key == "tab":
                return
        elif event.key == "backspace":
            self._search(self.query_text[:-1])
        elif event.key in {"ctrl+u", "ctrl+w"}:
            self._search("")
        elif event.character is not None and event.is_printable:
            self._search(self.query_text + event.character)
        else:
            return
        event.stop()
        event.prevent_default()

    def _on_paste(self, event: events.Paste) -> None:
        if self.narrowing:
            event.stop()
            self._search(self.query_text + clean(event.text, limit=100))

    def _on_blur(self, event: events.Blur) -> None:
        self.narrowing = False
        super()._on_blur(event)

    def _on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        self._wheel(WHEEL)

    def _on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        self._wheel(-WHEEL)

    def _wheel(self, rows: int) -> None:
        self.top = max(0, min(self.top + rows, len(self.rows.shown) - self.size.height))
        self.refresh()

    async def _on_click(self, event: events.Click) -> None:
        await super()._on_click(event)
        content = event.get_content_offset(self)
        if content is None:
            return
        event.stop()
        if content.x == self.size.width - 1 and len(self.rows.shown) > self.size.height:
            self.rows.move_to(content.y * len(self.rows.shown) // max(1, self.size.height))
        elif not self.rows.move_to(self.top + content.y):
            return
        self._settle()
        if event.chain == 2:
            self.post_message(self.Chosen(self))
