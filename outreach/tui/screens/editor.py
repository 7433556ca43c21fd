"""The draft editor: the words on one side, the checker looking on at the other."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Input, TextArea

from outreach.domain.kinds import Channel
from outreach.domain.model import Draft
from outreach.errors import NotFound
from outreach.planner.kept_words import KeptWords
from outreach.planner.rows import CheckRow, DraftRow
from outreach.tui.actions import key_shown
from outreach.tui.binding import bindings_for
from outreach.tui.catalogue import offered
from outreach.tui.clipboard import copy
from outreach.tui.keyed import key_of
from outreach.tui.panes.draft import GAP, findings, length_words
from outreach.tui.recovery import Recovery, SubjectRecovery
from outreach.tui.screens.dialog import Menu
from outreach.tui.screens.form import GONE
from outreach.tui.screens.once import LeftOnce
from outreach.tui.selection import Selection
from outreach.tui.widgets.chrome import Hint, Hints
from outreach.tui.widgets.draft_area import DraftArea
from outreach.tui.widgets.lines import BREAK, Lines, Paragraph
from outreach.tui.widgets.rows import Cell, Heading, cell

if TYPE_CHECKING:
    from outreach.planner import Planner
    from outreach.tui.app import OutreachApp

KEEP_EVERY = 2.0
"""Seconds between keeping half-typed words aside."""


class Editor(LeftOnce[None]):
    """Subject (where the channel has one), body, live findings."""

    BINDINGS: ClassVar = bindings_for("editor")
    CSS_PATH: ClassVar = ["fields.tcss", "editor.tcss"]

    def __init__(self, row: DraftRow) -> None:
        super().__init__()
        self.row = row
        self._kept = ("", "")
        self._told_of = ""
        self._saving = False
        self._hints: list[Hint] = []

    def compose(self) -> ComposeResult:
        """Words at the left, checks at the right; one above the other when it is narrow."""
        with Horizontal(id="desk-of-words"):
            with Vertical(id="sheet"):
                yield Input(self.row.subject, placeholder="Subject", compact=True, id="subject")
                yield DraftArea(self.row.body)
            yield Lines(id="checks", hang=2)
        yield Hints()

    @property
    def outreach(self) -> OutreachApp:
        """The app."""
        return cast("OutreachApp", self.app)

    @property
    def planner(self) -> Planner:
        """The open plan."""
        return self.outreach.planner

    @cached_property
    def _recovery(self) -> Recovery:
        """Where half-typed words are kept aside. Made when first asked for: a fast key may leave before the screen is mounted."""
        return Recovery(self.planner.paths.data, self.row.id)

    @cached_property
    def _subject_recovery(self) -> SubjectRecovery:
        """Where a half-typed subject is kept aside."""
        return SubjectRecovery(self.planner.paths.data, self.row.id)

    @cached_property
    def _whose(self) -> KeptWords:
        """Whom the words are about."""
        return KeptWords(self.planner, "people", self.row.person)

    @property
    def area(self) -> DraftArea:
        """The words."""
        return self.query_one(DraftArea)

    @property
    def subject(self) -> str:
        """The subject as it stands."""
        return self.query_one("#subject", Input).value

    @property
    def changed(self) -> bool:
        """Whether leaving would lose something."""
        return self.area.text != self.row.body or self.subject != self.row.subject

    def on_mount(self) -> None:
        """Bring back what a crash left, check, and start with what is missing, else at the end of the text."""
        if not self.query(DraftArea):  # none is left when esc came in one read with the key that opened it
            return
        has_subject = self.row.channel in (Channel.EMAIL, Channel.INMAIL)
        self.query_one("#subject").display = has_subject or bool(self.row.subject)
        kept = self._recovery.read()
        if kept and kept != self.row.body:
            self.area.text = kept
        if (subject := self._subject_recovery.read()) and subject != self.row.subject:
            self.query_one("#subject", Input).value = subject
        if self.changed:
            self.outreach.say("Brought back the words you were typing when the program stopped.", "warn")
        keys = self.outreach.keys
        actions = [action for action in offered("editor") if action.hint and keys[action.id]]
        self._hints = [Hint(action.id, key_shown(keys[action.id][0]), action.label) for action in actions]
        _ = self._whose  # who it is about is known now, and may not be later
        self.area.focus()
        if self.changed or not self.to_gap():
            self.area.move_cursor(self.area.document.end)
        self._check()
        self.set_interval(KEEP_EVERY, self.keep)

    def to_gap(self) -> bool:
        """Select the next gap, so that what is typed fills it; False when none is left."""
        from outreach.domain.drafting.render import OPEN_GAP

        return self.area.take_up([gap.span() for gap in OPEN_GAP.finditer(self.area.text)])

    def selection(self) -> Selection:
        """The draft itself."""
        return Selection(scope="editor", draft=self.row, read_only=self.planner.store.read_only)

    @on(TextArea.Changed)
    @on(Input.Changed)
    def _edited(self) -> None:
        self._check()

    def _check(self) -> None:
        row = self.row
        check = self.planner.views.check(row.id, row.person, self.area.text, self.subject, row.channel, row.purpose)
        gaps = any(finding.rule == GAP for finding in check.findings)
        self.query_one(Hints).offer([hint for hint in self._hints if gaps or hint.action != "editor.gap"])
        self.area.underline([finding for finding in check.findings if finding.end > finding.start])
        self.query_one("#checks", Lines).show(self._told(check), keep_place=True)
        sheet = self.query_one("#sheet")
        name = self.outreach.lens.name(row.person_name)
        title = Content.assemble(
            Content.styled(f"message to {name}", "bold $accent"), Content.styled(f"  {row.purpose.value} · {row.channel.value}", "$quiet")
        )
        sheet.border_title = cast(str, title)
        over = check.limit is not None and check.units > check.limit
        sheet.border_subtitle = cast(str, Content.styled(length_words(check), "bold $bad" if over else "$quiet"))

    def _told(self, check: CheckRow) -> list[Paragraph]:
        sign, role = ("✗", "bad") if not check.ready else ("✓", "good") if check.standing == "ready" else ("·", "ink")
        out: list[Paragraph] = [(Cell(f"{sign} {check.standing}", role, bold=True),)]
        out += [BREAK, Heading("Six points", "ink")] if check.six else []  # a thank-you asks for none
        out += [
            (Cell("✓ " if held else "✗ ", "good" if held else "warn", bold=not held), cell(label, "quiet" if held else "ink"))
            for label, held in check.six
        ]
        told = findings(check, self.outreach.lens)
        if told:
            out += [BREAK, Heading("Findings", "ink", len(told)), *told]
        return out

    def keep(self) -> None:
        """Keep half-typed words aside; called every two seconds, and when the program must stop."""
        if not self.query(DraftArea):
            return
        now = (self.area.text, self.subject)
        if self.changed and now != self._kept:
            self._kept = now
            self._recovery.keep(self.area.text)
            if self.subject != self.row.subject:
                self._subject_recovery.keep(self.subject)
            if self._whose.forgotten(" ".join(now)):
                self._forget_words()

    def save(self) -> bool:
        """Save and go back; False when the message was changed in another window meanwhile, and the user is asked."""
        if self.changed and (theirs := self._theirs()) is not None:
            self._ask(theirs)
            return False
        if self.changed:
            self._store(self.row)
        self.abandon()
        return True

    def _store(self, row: DraftRow) -> None:
        """Save the words; the change that the plan tells of meanwhile is this one, and nobody else's."""
        self._saving = True
        try:
            self.planner.drafts.save(row.id, self.area.text, self.subject)
        finally:
            self._saving = False

    def _theirs(self) -> DraftRow | None:
        """The message as it is stored now, when that is not what this screen began with. Raises NotFound when it was deleted."""
        stored = self.planner.store.get(Draft, self.row.id)
        if (stored.body, stored.subject) == (self.row.body, self.row.subject):
            return None
        return self.planner.views.draft(self.row.person)

    def _ask(self, theirs: DraftRow) -> None:
        lens = self.outreach.lens
        first = next((line for line in theirs.body.split("\n") if line.strip()), "")
        choices = (
            ("k", "keep", "keep yours · theirs stays as a version"),
            ("t", "take", "take theirs · yours is put on the clipboard"),
            ("b", "back", "back to writing · nothing is saved yet"),
        )

        def answered(what: str | None) -> None:
            if what == "keep":
                self.row = theirs
                self._store(theirs)
                self.abandon()
            elif what == "take":
                copy(self.app, self.area.text)
                self._begin_with(theirs)

        about = f"In another window it begins now: “{lens.text(first[:120])}”. What shall stay?"
        self.app.push_screen(Menu("Changed in another window", choices, about), answered)

    def _begin_with(self, row: DraftRow) -> None:
        self.row = row
        self._forget_words()
        self.query_one("#subject", Input).value = row.subject
        self.take(row.body)

    def look_again(self) -> None:
        """The plan changed: an untouched message follows, words being typed stay and the user is told."""
        if self._saving or not self.query(DraftArea):
            return
        if self._whose.about_forgotten:
            self.abandon()
            self.outreach.say(GONE, "warn")
            return
        try:
            theirs = self._theirs()
        except NotFound:
            self.outreach.say(
                f"This message was deleted in another window. What you typed is here still; {key_of('editor.copy')} copies it.", "warn"
            )
            return
        if theirs is None or theirs.id != self.row.id:
            return
        if not self.changed:
            self._begin_with(theirs)
        elif theirs.body != self._told_of:
            self._told_of = theirs.body
            self.outreach.say("This message was changed in another window. You are asked which one stays when you save.", "warn")

    def abandon(self) -> None:
        """Go back without saving."""
        self._forget_words()
        self.dismiss(None)

    def _forget_words(self) -> None:
        self._recovery.forget()
        self._subject_recovery.forget()

    def take(self, text: str) -> None:
        """Put another text in place of this one."""
        self.area.text = text
        self.area.move_cursor(self.area.document.end)
