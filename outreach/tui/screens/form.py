"""A form that forgives: every complaint stands at its field, nothing typed is lost by a wrong key."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Input, Static, TextArea

from outreach.errors import NotSaved, OutreachError, Refused
from outreach.planner.kept_words import KeptWords
from outreach.tui.cells import shown
from outreach.tui.days import typed_day
from outreach.tui.perform import in_words
from outreach.tui.recovery import FormRecovery
from outreach.tui.screens.dialog import Confirm, Dialog
from outreach.tui.widgets.fields import Field, FieldRow

Submit = Callable[[dict[str, str]], str]
"""Does it with what was typed, and says what was done. Raises OutreachError when it cannot."""

GONE = "Forgotten in another window: what was typed here about them is gone too."
"""Said where words about somebody were on the screen; it names nobody any more."""

KEEP_AFTER = 0.4
"""Seconds of rest after which what was typed is kept aside."""


class Form(Dialog[bool]):
    """Fields one under the other. enter or ctrl+s saves, tab moves on, esc asks only when something would be lost.

    ``kept`` names the form for what is kept aside (see ``FormRecovery``).
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", show=False, priority=True),
        Binding("ctrl+s", "save", show=False, priority=True),
        Binding("down", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
    ]

    def __init__(self, title: str, fields: Sequence[Field], submit: Submit, *, kept: str, about: str = "", first: str = "") -> None:
        super().__init__(title, "enter saves · tab next · esc back")
        self._kept = kept
        self._late: Timer | None = None
        self._settled = False
        self._fields = tuple(fields)
        self._submit = submit
        self._about = about
        self._first = first or (fields[0].name if fields else "")

    def body(self) -> ComposeResult:
        """The fields."""
        if self._about:
            yield Static(Content(shown(self._about)), id="about")
        with VerticalScroll(id="fields", can_focus=False):
            for field in self._fields:
                yield FieldRow(field, self._day)
        yield Static("", id="whole", markup=False)

    def _day(self, text: str, past: bool) -> str:
        return self.planner.words_for(typed_day(self.planner, text, past=past))

    def on_mount(self) -> None:
        """Bring back what a crash left, and start in the first field, at the end of what stands there."""
        super().on_mount()
        if self.query(FieldRow):  # none are left when esc came in one read with the key that opened it
            self._bring_back()
            _ = self._whose  # who it is about is known now, and may not be later
            self.row(self._first).entry.focus()

    @cached_property
    def _recovery(self) -> FormRecovery:
        """Where half-typed words are kept aside."""
        return FormRecovery(self.planner.paths.data, self._kept)

    @cached_property
    def _whose(self) -> KeptWords:
        """Whom the words are about, as long as the plan knows."""
        _, table, number = self._kept.rsplit("-", 2)
        return KeptWords(self.planner, table, int(number))

    def look_again(self) -> None:
        """Somebody forgotten in another window takes what was typed about them along; any other change leaves the words alone."""
        if self.stands and not self._settled and self._whose.about_forgotten:
            self.give_up()
            self.on_screen_resume()

    def on_screen_resume(self) -> None:
        """In front: a form whose person was forgotten has nothing left to say."""
        if self._settled and self._whose.about_forgotten and self.app.screen is self:
            self.dismiss(False)
            self.outreach.say(GONE, "warn")

    def _bring_back(self) -> None:
        rows = {row.field.name: row for row in self.query(FieldRow)}
        found = {name: value for name, value in self._recovery.values().items() if name in rows and rows[name].value != value}
        for name, value in found.items():
            rows[name].put(value)
        if found:
            self.outreach.say("Brought back what you were typing when the program stopped. esc throws it away.", "warn")

    @on(FieldRow.Edited)
    def _edited(self) -> None:
        """Keep what stands here a moment after the last key."""
        if self._late is not None:
            self._late.stop()
        self._late = self.set_timer(KEEP_AFTER, self.keep)

    def keep(self) -> None:
        """Keep half-typed words aside: a moment after the last key, and when the program must stop."""
        if self._settled:
            return
        changed = {row.field.name: row.value for row in self.query(FieldRow) if row.changed}
        if changed:
            self._recovery.keep_values(changed)
        if not changed or self._whose.forgotten(" ".join(changed.values())):
            self._recovery.forget()

    def give_up(self) -> None:
        """What was typed is saved or no longer wanted: nothing of it is kept aside any more."""
        self._settled = True
        if self._late is not None:
            self._late.stop()
        self._recovery.forget()

    def leave_for_good(self, result: bool) -> None:
        """Close; what was typed is saved or given up."""
        self.give_up()
        self.dismiss(result)

    def row(self, name: str) -> FieldRow:
        """The row of a field."""
        return next(row for row in self.query(FieldRow) if row.field.name == name)

    @property
    def values(self) -> dict[str, str]:
        """What stands in the fields, blanks around it dropped."""
        return {row.field.name: row.value.strip() for row in self.query(FieldRow)}

    @property
    def changed(self) -> bool:
        """Whether leaving would lose something."""
        return any(row.changed for row in self.query(FieldRow))

    def on_input_submitted(self, message: Input.Submitted) -> None:
        """Enter saves."""
        message.stop()
        self.action_save()

    def on_key(self, event: events.Key) -> None:
        """Enter saves from a choice too; in a note it makes a new line."""
        if event.key == "enter" and not isinstance(self.focused, TextArea):
            event.stop()
            event.prevent_default()
            self.action_save()

    def action_save(self) -> None:
        """Do it, or say at each field what is in the way."""
        for row in self.query(FieldRow):
            row.tell("")
        try:
            said = self._submit(self.values)
        except NotSaved as error:
            # The change is kept in memory and tried again: typing it once more would do it twice. The words stay aside meanwhile.
            self.keep()
            self.dismiss(True)
            self.outreach.complain(error)
            return
        except OutreachError as error:
            self.complain(error)
            return
        self.leave_for_good(True)
        if said:
            self.outreach.say(said)

    def complain(self, error: OutreachError) -> None:
        """Put every problem at its field, what belongs to none beneath, and the cursor into the first."""
        rows = {row.field.name: row for row in self.query(FieldRow)}
        rest: list[str] = []
        first: FieldRow | None = None
        for problem in error.problems if isinstance(error, Refused) else ():
            row = rows.get(problem.field)
            if row is None:
                rest.append(f"{problem.field}: {problem.message}")
            else:
                row.tell(problem.message)
                first = first or row
        if not isinstance(error, Refused):
            rest.append(in_words(error))
        whole = self.query_one("#whole", Static)
        whole.update(Content.styled("! " + shown("; ".join(rest)), "$bad") if rest else "")
        whole.display = bool(rest)
        if first is not None:
            first.entry.focus()

    def action_leave(self) -> None:
        """Go back; ask first when something would be lost."""
        if not self.changed:
            self.leave_for_good(False)
            return

        def answered(lose: bool | None) -> None:
            if lose:
                self.leave_for_good(False)

        self.app.push_screen(Confirm("Throw away what you typed?", yes="Throw away", no="Keep typing"), answered)

    def action_close(self) -> None:
        """A form closes through ``leave``."""
        self.action_leave()
