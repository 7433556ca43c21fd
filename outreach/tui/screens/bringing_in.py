"""Reading an archive: choose the file, look at what it would change, say yes, and undo it as one if it was wrong."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input, ProgressBar, Static

from outreach.domain.saying import plural
from outreach.errors import OutreachError
from outreach.planner.rows import ImportPreview
from outreach.tui.cells import shown
from outreach.tui.keyed import key_of
from outreach.tui.paths import complete_path
from outreach.tui.perform import in_words
from outreach.tui.screens.dialog import Dialog
from outreach.tui.widgets.fields import Completer
from outreach.tui.widgets.lines import BREAK, Lines, Paragraph
from outreach.tui.widgets.rows import Cell, Heading, cell

OFFERED = ("go.suggestions", "go.questions", "go.inbound", "plan.undo")
"""Where the result of an import leads on to."""

KINDS = (".zip", ".csv", ".vcf")
WHERE = "LinkedIn: Settings, Data privacy, Get a copy of your data. Choose the larger archive; it comes by mail as a ZIP."


class BringIn(Dialog[None]):
    """Path, preview, progress, result."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", show=False, priority=True),
        Binding("enter", "go_on", show=False),
        Binding("down,j", "scroll_text(1)", show=False),
        Binding("up,k", "scroll_text(-1)", show=False),
        Binding("pagedown,space", "scroll_text(10)", show=False),
        Binding("pageup", "scroll_text(-10)", show=False),
    ]

    def __init__(self) -> None:
        super().__init__("Import", "enter reads it · → takes the completion · esc back")
        self._preview: ImportPreview | None = None
        self._busy = False
        self._done = False
        self._next = "go.triage"

    def body(self) -> ComposeResult:
        """The path, the bar and what is said."""
        yield Input(placeholder="~/Downloads/…zip", suggester=Completer(partial(complete_path, suffixes=KINDS)), compact=True, id="path")
        yield Static("", id="fits", markup=False)
        yield ProgressBar(total=100, show_eta=False, id="bar")
        yield Lines(id="told", focus=True, hang=2)

    def on_mount(self) -> None:
        """Ask for the file."""
        super().on_mount()
        self.query_one("#bar").display = False
        self._tell(
            [(Cell(WHERE, "quiet"),), (Cell("A vCard file, or a CSV of contacts, does as well. Nothing leaves this machine.", "quiet"),)]
        )
        self.query_one("#path").focus()

    def _tell(self, paragraphs: list[Paragraph]) -> None:
        lines = self.query_one(Lines)
        lines.show(paragraphs)
        self.call_after_refresh(lambda: setattr(lines.styles, "height", max(2, min(lines.height_needed, self.size.height - 10))))

    @on(Input.Changed)
    def _typed(self, message: Input.Changed) -> None:
        message.stop()
        found = complete_path(message.value, KINDS)
        words = " · ".join(shown(name.rstrip("/").rpartition("/")[2] + ("/" if name.endswith("/") else "")) for name in found[:6])
        self.query_one("#fits", Static).update(Content.styled(words, "$quiet"))

    @on(Input.Submitted)
    def _chosen(self, message: Input.Submitted) -> None:
        message.stop()
        path = Path(message.value.strip()).expanduser()
        if not message.value.strip() or self._busy:
            return
        if path.is_dir():
            path_text = message.value.rstrip("/") + "/"
            message.input.value = path_text
            message.input.cursor_position = len(path_text)
            return
        self._work("Reading", lambda: self._read(path))

    def _work(self, words: str, job: object) -> None:
        self._busy = True
        self.outreach.hold_refresh = True
        self.query_one("#bar").display = True
        self.entitle(words, "one moment …")
        if callable(job):
            self.run_worker(job, thread=True, exclusive=True, exit_on_error=True)

    def _progress(self, what: str, at: int, of: int) -> None:
        self.app.call_from_thread(self._show_progress, what, at, of)

    def _show_progress(self, what: str, at: int, of: int) -> None:
        self.query_one("#bar", ProgressBar).update(total=max(of, 1), progress=at)
        self.query_one("#fits", Static).update(Content.styled(shown(what), "$quiet"))

    def _read(self, path: Path) -> None:
        try:
            preview = self.planner.imports.preview([path], self._progress)
        except OutreachError as error:
            self.app.call_from_thread(self._failed, in_words(error))
        else:
            self.app.call_from_thread(self._show_preview, preview)

    def _failed(self, words: str) -> None:
        self._rest("Import", "enter reads it · esc back")
        self._tell([(Cell("! ", "bad", bold=True), cell(words))])
        self.query_one("#path").focus()

    def _rest(self, title: str, hint: str) -> None:
        self._busy = False
        self.outreach.hold_refresh = False
        self.query_one("#bar").display = False
        self.query_one("#fits", Static).update("")
        self.entitle(title, hint)

    def _show_preview(self, preview: ImportPreview) -> None:
        self._preview = preview
        self._rest("What this would change", "enter imports it · esc leaves the plan as it is")
        self.query_one("#path").display = False
        self.query_one("#fits").display = False
        self._tell(preview_told(preview))
        self.query_one(Lines).focus()

    def action_go_on(self) -> None:
        """Import what was previewed; then go on to what it brought."""
        if self._done:
            self.then(self._next)
        elif self._preview is not None and not self._busy:
            preview = self._preview
            if not preview.changes:
                self.dismiss(None)
                return
            self._work("Importing", lambda: self._apply(preview.token))

    def then(self, name: str) -> None:
        """Close, and go on with one of the things the result offers."""
        if self._done:
            self.dismiss(None)
            self.app.call_later(self.outreach.perform, name)

    def on_key(self, event: events.Key) -> None:
        """Once it is done, the keys of what the result offers, wherever keys.toml has put them."""
        if self._done and (name := next((name for name in OFFERED if event.key in self.outreach.keys[name]), None)) is not None:
            event.stop()
            event.prevent_default()
            self.then(name)

    def _apply(self, token: str) -> None:
        try:
            label = self.planner.imports.apply(token, self._progress)
        except OutreachError as error:
            self.app.call_from_thread(self._failed, in_words(error))
        else:
            self.app.call_from_thread(self._applied, label)

    def _applied(self, label: str) -> None:
        self._done = True
        self.outreach.main.refresh_tables(None)
        views = self.planner.views
        new = sum(row.untriaged for row in views.companies())
        hints, doubtful = len(views.suggestions()), len(views.questions())
        self._next = "go.triage" if new or not hints else "go.suggestions"
        self._rest("Imported", f"enter {'looks at the new people' if new or not hints else 'sees the companies it hints at'} · esc closes")
        out: list[Paragraph] = [
            (cell(f"{label}: done. "), Cell(key_of("plan.undo"), "accent", bold=True), Cell(" takes all of it back.", "quiet")),
            BREAK,
        ]
        if new or not hints:
            waiting = f"{plural(new, 'person', 'people')} at your targets wait for a first look: "
            out.append((Cell(waiting, "ink"), Cell("enter", "accent", bold=True)))
        if doubtful:
            out.append(
                (Cell(f"{plural(doubtful, 'company name')} may mean a target: ", "ink"), Cell(key_of("go.questions"), "accent", bold=True))
            )
        if invited := len(views.inbound().open):
            waiting = f"{plural(invited, 'invitation')} you received {'wait' if invited > 1 else 'waits'} for a yes or no: "
            out.append((Cell(waiting, "ink"), Cell(key_of("go.inbound"), "accent", bold=True)))
        if hints:
            key = "enter" if self._next == "go.suggestions" else key_of("go.suggestions")
            out.append((Cell(f"{plural(hints, 'company', 'companies')} the archive hints at: ", "ink"), Cell(key, "accent", bold=True)))
        self._tell(out)

    def action_scroll_text(self, by: int) -> None:
        """Move the preview."""
        self.query_one(Lines).scroll(by)

    def action_close(self) -> None:
        """Go back; not in the middle of the work."""
        if self._busy:
            self.outreach.say("One moment: it is all or nothing.", "warn")
        else:
            self.dismiss(None)


def preview_told(preview: ImportPreview) -> list[Paragraph]:
    """The preview in words: counts, news, what is missing, what was skipped and why."""
    out: list[Paragraph] = [(cell(preview.name, bold=True),)]
    if not preview.changes:
        return [*out, BREAK, (Cell("This archive is in the plan already. Nothing would change.", "good"),)]
    out.append(
        (
            Cell(f"{preview.people_new:,} new {'person' if preview.people_new == 1 else 'people'}", "good", bold=True),
            Cell(f"  {preview.people_changed:,} changed  {preview.people_same:,} as before", "ink"),
            Cell(f"  {preview.hidden:,} hidden by LinkedIn" if preview.hidden else "", "quiet"),
        )
    )
    out += [(cell(f"· {note}", "warn"),) for note in preview.notes]
    if preview.news:
        out += [BREAK, Heading("News", "accent", len(preview.news))]
        out += [(cell(f"· {item}"),) for item in preview.news[:12]]
    if preview.suggestions:
        out += [BREAK, Heading("Companies it hints at", "ink", len(preview.suggestions))]
        out += [(cell(f"· {row.name}"), cell(f"  {'; '.join(row.provenance)}", "quiet")) for row in preview.suggestions[:8]]
    if preview.missing:
        out += [BREAK, Heading("Not in this archive", "ink", len(preview.missing))]
        out += [(cell(f"· {name}: "), cell(f"would give {gives}", "quiet")) for name, gives in preview.missing]
    if preview.skipped:
        out += [BREAK, Heading("Rows left out", "warn", len(preview.skipped))]
        out += [(cell(f"· {file}, line {line}: "), cell(reason, "quiet")) for file, line, reason in preview.skipped[:20]]
    return out
