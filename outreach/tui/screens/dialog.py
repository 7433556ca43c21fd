"""Small screens over the main one: a question, a choice, a text to read, a list to pick from."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar, TypeVar, cast

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen

from outreach.tui.binding import anywhere, bindings_for
from outreach.tui.cells import shown
from outreach.tui.keyed import in_force, key_of, told
from outreach.tui.screens.cover import Cover
from outreach.tui.screens.once import LeftOnce
from outreach.tui.widgets.lines import Lines, Paragraph
from outreach.tui.widgets.rows import Cell
from outreach.tui.widgets.virtual_list import VirtualList

if TYPE_CHECKING:
    from outreach.planner import Planner
    from outreach.tui.app import OutreachApp
    from outreach.tui.records import Ref

R = TypeVar("R")


class Dialog(LeftOnce[R], ModalScreen[R]):
    """A titled box over a dimmed screen. esc and q close it without an answer."""

    CSS_PATH: ClassVar = ["fields.tcss", "dialog.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q", "close", show=False), *anywhere("go.jump")]

    def __init__(self, title: str, hint: str = "esc closes") -> None:
        super().__init__()
        self.heading = title
        self.hint = hint

    @property
    def outreach(self) -> OutreachApp:
        """The app."""
        return cast("OutreachApp", self.app)

    @property
    def changed(self) -> bool:
        """Whether leaving would lose something that was typed."""
        return False

    @property
    def planner(self) -> Planner:
        """The open plan."""
        return self.outreach.planner

    def body(self) -> ComposeResult:
        """What is in the box."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        """The box, with title and hint in its border."""
        with Vertical(id="box") as box:
            yield from self.body()
        self.box = box

    def on_mount(self) -> None:
        """Write title and hint into the border, as text; lists beneath lose their cursor's colour where nothing can be dimmed."""
        self.entitle(self.heading, self.hint)
        self._redraw_beneath()

    def on_unmount(self) -> None:
        """What lies beneath is in front again."""
        self._redraw_beneath()

    def _redraw_beneath(self) -> None:
        for screen in self.app.screen_stack:
            for listing in screen.query(VirtualList):
                listing.refresh()

    def entitle(self, title: str, hint: str | None = None) -> None:
        """Set the title, and the hint beneath."""
        self.box.border_title = cast(str, Content.styled(shown(title), "bold $accent"))
        if hint is not None:
            self.hint = told(hint, in_force(self.app))
            self.box.border_subtitle = cast(str, Content.styled(self.hint, "$quiet"))

    def action_close(self) -> None:
        """Go back without an answer."""
        self.dismiss(None)


class Reading(Dialog[None], Cover[None]):
    """A text to read: a card, an explanation, the keys."""

    SCOPE: ClassVar[str] = "text"
    """Whose keys the help puts first."""
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_for("text"), *anywhere("go.help")]

    def __init__(
        self,
        title: str,
        paragraphs: Sequence[Paragraph],
        *,
        hang: int = 0,
        about: Ref | None = None,
        records: Mapping[int, Ref] | None = None,
    ) -> None:
        super().__init__(title, f"{key_of('text.down')} {key_of('text.up')} scroll · {key_of('text.close')} closes")
        self._paragraphs = paragraphs
        self._hang = hang
        self.about = about
        """Whom or what it is about, when something can be done about it."""
        self.records: Mapping[int, Ref] = records or {}
        """Which paragraphs, by number, stand for a record."""

    def body(self) -> ComposeResult:
        """The text."""
        yield Lines(id="reading", focus=True, hang=self._hang)

    def on_mount(self) -> None:
        """Show the text in a box as high as it needs."""
        super().on_mount()
        self.query_one(Lines).show(self._paragraphs)
        self.call_after_refresh(self._shrink)

    def _shrink(self) -> None:
        lines = self.query_one(Lines)
        lines.styles.height = max(3, min(lines.height_needed, self.size.height - 6))

    def on_resize(self, event: events.Resize) -> None:
        """Another size, another height."""
        self.call_after_refresh(self._shrink)

    def scroll_text(self, by: int) -> None:
        """Move the text by lines."""
        self.query_one(Lines).scroll(by)

    def move(self, by: int) -> None:
        """A line on or back."""
        self.scroll_text(by)


class Confirm(Dialog[bool]):
    """A question that something would be lost by. The focus is on No; yes is another key than the one that asked."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "answer(True)", show=False),
        Binding("n,escape,q", "answer(False)", show=False),
        Binding("left,right,tab,h,l", "turn", show=False),
        Binding("enter", "answer_focused", show=False),
    ]

    def __init__(self, question: str, lost: Sequence[str] = (), *, yes: str = "Yes", no: str = "No") -> None:
        super().__init__("Sure?", "y yes · n no")
        self._question, self._lost = question, lost
        self._words = {True: yes, False: no}
        self._on = False

    def body(self) -> ComposeResult:
        """The question, what would be lost, and the two answers."""
        yield Lines(id="question", focus=True)

    def on_mount(self) -> None:
        """Show the question."""
        super().on_mount()
        self._draw()
        self.call_after_refresh(self._shrink)

    def _shrink(self) -> None:
        lines = self.query_one(Lines)
        lines.styles.height = min(lines.height_needed, self.size.height - 6)

    def _draw(self) -> None:
        keys = in_force(self.app)
        out: list[Paragraph] = [(Cell(shown(told(self._question, keys)), "ink", bold=True),)]
        out += [(Cell("· ", "quiet"), Cell(shown(told(line, keys)))) for line in self._lost]
        answers: list[Cell] = []
        for value, key in ((False, "n"), (True, "y")):
            on = value is self._on
            tone = ("bad" if value else "accent") if on else "quiet"
            answers += [Cell("▸ " if on else "  ", tone), Cell(f"{key} {self._words[value]}", tone, bold=on), Cell("    ")]
        self.query_one(Lines).show([*out, (), tuple(answers)], keep_place=True)

    def action_turn(self) -> None:
        """Move between the two answers."""
        self._on = not self._on
        self._draw()

    def action_answer(self, value: bool) -> None:
        """Answer."""
        self.dismiss(value)

    def action_answer_focused(self) -> None:
        """Answer with the one in focus."""
        self.dismiss(self._on)


class Menu(Dialog[str]):
    """A few choices, each with its own key; enter takes the one under the cursor."""

    def __init__(self, title: str, choices: Sequence[tuple[str, str, str]], about: str = "", on: int = 0) -> None:
        super().__init__(title, "enter chooses · esc closes")
        self._choices = choices
        self._about = about
        self._at = on

    def body(self) -> ComposeResult:
        """The choices."""
        yield Lines(id="menu", focus=True, hang=5)

    def on_mount(self) -> None:
        """Show the choices."""
        super().on_mount()
        self._draw()
        self.call_after_refresh(self._shrink)

    def _shrink(self) -> None:
        lines = self.query_one(Lines)
        lines.styles.height = max(2, min(lines.height_needed, self.size.height - 6))

    def _draw(self) -> None:
        keys = in_force(self.app)
        out: list[Paragraph] = [(Cell(shown(told(self._about, keys)), "quiet"),), ()] if self._about else []
        for at, (key, _, words) in enumerate(self._choices):
            on = at == self._at
            name, _, rest = told(words, keys).partition(" · ")
            runs = [Cell("▸ " if on else "  ", "accent"), Cell(f"{key}  ", "accent", bold=True), Cell(shown(name), "ink", bold=on)]
            out.append((*runs, Cell(f"  {shown(rest)}", "quiet")) if rest else tuple(runs))
        self.query_one(Lines).show(out, keep_place=True)

    def on_key(self, event: events.Key) -> None:
        """Move, choose, or take a choice by its key."""
        step = {"down": 1, "j": 1, "tab": 1, "up": -1, "k": -1, "shift+tab": -1}.get(event.key)
        letters = {key: value for key, value, _ in self._choices}
        if event.character is not None and event.character in letters:
            self.dismiss(letters[event.character])
        elif step is not None:
            self._at = (self._at + step) % len(self._choices)
            self._draw()
            self.moved(self._choices[self._at][1])
        elif event.key == "enter":
            self.dismiss(self._choices[self._at][1])
        else:
            return
        event.stop()
        event.prevent_default()

    def moved(self, value: str) -> None:
        """The cursor came to another choice; a menu that shows what it would do overrides this."""


class Preview(Menu):
    """A menu that tries each choice as the cursor comes to it, and takes it back on esc."""

    def __init__(self, title: str, choices: Sequence[tuple[str, str, str]], attempt: Callable[[str], None], now: str) -> None:
        values = [value for _, value, _ in choices]
        super().__init__(title, choices, on=values.index(now) if now in values else 0)
        self._try, self._before = attempt, now

    def moved(self, value: str) -> None:
        """Try it."""
        self._try(value)

    def action_close(self) -> None:
        """Back to how it was."""
        self._try(self._before)
        self.dismiss(None)
