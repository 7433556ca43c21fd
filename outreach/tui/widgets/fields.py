"""What one types into: a line with completion, a day that says which day it is, a note, a choice."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

import msgspec
from rich.segment import Segment
from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.suggester import Suggester
from textual.widgets import Input, Static, TextArea

from outreach.errors import OutreachError
from outreach.tui.cells import shown, width
from outreach.tui.widgets.choice import Choice

Complete = Callable[[str], list[str]]
"""What fits to what was typed, best first."""

MOST_SHOWN = 4
"""Completions listed beneath a field."""


class Field(msgspec.Struct, frozen=True, kw_only=True):
    """One row of a form."""

    name: str
    label: str
    kind: Literal["line", "note", "day", "choice"] = "line"
    past: bool = False
    """For a day: one that was."""
    value: str = ""
    options: tuple[tuple[str, str], ...] = ()
    """For a choice: (value, words)."""
    hint: str = ""
    """Grey words in an empty field: what may stand there."""
    complete: Complete | None = None


class Completer(Suggester):
    """The first completion that goes on as typed, in grey behind the cursor; → takes it."""

    def __init__(self, complete: Complete) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._complete = complete

    async def get_suggestion(self, value: str) -> str | None:
        """The rest of the line, or nothing."""
        if not value.strip():
            return None
        return next((name for name in self._complete(value) if name.casefold().startswith(value.casefold()) and name != value), None)


class LineInput(Input):
    """One line; with the cursor in it the cursor is in sight, and without it the beginning, which says by three dots that it goes on."""

    def on_focus(self) -> None:
        """Bring the cursor in sight."""
        before = width(self.value[: self.cursor_position])
        self.scroll_to_region(Region(before, 0, 1, 1), animate=False, force=True)

    def on_blur(self) -> None:
        """Show the beginning again."""
        self.scroll_to(0, 0, animate=False, force=True)

    def render_line(self, y: int) -> Strip:
        """The line, its last cell the dots when there is more to the right."""
        strip = super().render_line(y)
        room, (scrolled, _) = self.scrollable_content_region.width, self.scroll_offset
        if y or self.has_focus or room < 2 or width(self.value) - scrolled <= room:
            return strip
        return Strip.join([strip.crop(0, room - 1), Strip([Segment("…", self.rich_style)], 1)])


class NoteArea(TextArea):
    """Several lines; tab leaves it as it leaves any field."""

    def __init__(self, text: str, *, id: str) -> None:
        super().__init__(text, id=id, soft_wrap=True, tab_behavior="focus", show_line_numbers=False, highlight_cursor_line=False)


class FieldRow(Vertical):
    """Label, what one types into, and beneath it what is wrong or what fits."""

    class Edited(Message):
        """What stands in the field changed."""

    def __init__(self, field: Field, day: Callable[[str, bool], str]) -> None:
        super().__init__(classes=f"field -{field.kind}")
        self.field = field
        self._day = day

    def compose(self) -> ComposeResult:
        """One line, or four for a note."""
        field = self.field
        with Horizontal():
            yield Static(Content(shown(field.label)), classes="label")
            if field.kind == "choice":
                yield Choice(field.options, field.value, id=f"field-{field.name}")
            elif field.kind == "note":
                yield NoteArea(field.value, id=f"field-{field.name}")
            else:
                suggester = Completer(field.complete) if field.complete is not None else None
                yield LineInput(
                    field.value, placeholder=field.hint, suggester=suggester, compact=True, select_on_focus=False, id=f"field-{field.name}"
                )
            if field.kind == "day":
                yield Static("", classes="resolved", markup=False)
        yield Static("", classes="said", markup=False)

    def on_mount(self) -> None:
        """Say which day a default is; in a note, stand at its end."""
        if isinstance(self.entry, TextArea):
            self.entry.move_cursor(self.entry.document.end)
        self._resolve(self.value)

    @property
    def entry(self) -> Input | TextArea | Choice:
        """What one types into."""
        return self.query_one(f"#field-{self.field.name}")  # type: ignore[return-value]

    @property
    def value(self) -> str:
        """What stands there."""
        entry = self.entry
        return entry.text if isinstance(entry, TextArea) else entry.value

    def put(self, value: str) -> None:
        """Put a value in, as if it had been typed; a choice that knows no such option stays."""
        entry = self.entry
        if isinstance(entry, TextArea):
            entry.text = value
            entry.move_cursor(entry.document.end)
        elif isinstance(entry, Input):
            entry.value = value
            entry.cursor_position = len(value)
        else:
            entry.choose(value)

    @property
    def changed(self) -> bool:
        """Whether it is another value than at the start."""
        return self.value.strip() != self.field.value.strip()

    def tell(self, problem: str) -> None:
        """Say what is wrong, or nothing."""
        said = self.query_one(".said", Static)
        said.update(Content.styled(f"! {shown(problem)}", "$bad") if problem else "")
        said.display = bool(problem)

    def on_input_changed(self, message: Input.Changed) -> None:
        """Resolve a day, list what fits, and clear the complaint."""
        message.stop()
        self.tell("")
        self._resolve(message.value)
        self._list(message.value)
        self.post_message(self.Edited())

    def on_text_area_changed(self, message: TextArea.Changed) -> None:
        """Clear the complaint."""
        message.stop()
        self.tell("")
        self.post_message(self.Edited())

    def on_choice_changed(self, message: Choice.Changed) -> None:
        """Clear the complaint."""
        message.stop()
        self.tell("")
        self.post_message(self.Edited())

    def _resolve(self, text: str) -> None:
        if self.field.kind != "day":
            return
        words, style = "", "$good"
        if text.strip():
            try:
                words = self._day(text, self.field.past)
            except OutreachError:
                words, style = "not a day yet", "$warn"
        self.query_one(".resolved", Static).update(Content.styled(words, style))

    def _list(self, text: str) -> None:
        if self.field.complete is None or not text.strip() or not self.is_attached:
            return
        found: Sequence[str] = self.field.complete(text)[: MOST_SHOWN + 1]
        if not found or list(found) == [text]:
            return
        said = self.query_one(".said", Static)
        words = " · ".join(shown(name) for name in found[:MOST_SHOWN]) + (" · …" if len(found) > MOST_SHOWN else "")
        said.update(Content.styled(words, "$quiet"))
        said.display = True

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """Left the field: the list of what fits goes; a complaint stays."""
        said = self.query_one(".said", Static)
        if said.display and not str(said.render()).startswith("!"):
            said.display = False
