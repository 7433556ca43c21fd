"""Writing a company's plan to a file: format, for whose eyes, where to."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from textual.widgets import Input

from outreach.domain.model import CompanyId
from outreach.domain.saying import plural
from outreach.errors import CannotCreate, Problem, Refused
from outreach.tui.fields import choice, line
from outreach.tui.paths import complete_path
from outreach.tui.screens.dialog import Confirm
from outreach.tui.screens.form import Form

if TYPE_CHECKING:
    from outreach.tui.app import OutreachApp
    from outreach.tui.selection import Selection

EYES = (("self", "my own: everything"), ("coach", "a coach: no private notes"), ("public", "anyone: no names"))


class ExportForm(Form):
    """Saves through ``planner.exports``; an existing file is replaced only after a question."""

    def __init__(self, app: OutreachApp, companies: list[CompanyId], title: str) -> None:
        self._companies = companies
        formats = tuple((writer.id, f"{writer.id}  {writer.label}") for writer in app.planner.exports.formats())
        first = formats[0][0]
        fields = [
            choice("format", "Format", formats, first),
            choice("redact", "For", EYES, "self"),
            line("path", "File", str(Path.home() / app.planner.exports.suggest_name(companies, first)), complete=complete_path),
        ]
        super().__init__(title, fields, self._write, kept=f"export-companies-{companies[0]}")
        self._suggested = fields[-1].value

    def on_choice_changed(self) -> None:
        """Another format, another suffix, as long as the path is the proposed one."""
        path = self.row("path")
        if path.value == self._suggested:
            name = self.planner.exports.suggest_name(self._companies, self.row("format").value)
            self._suggested = str(Path(self._suggested).parent / name)
            if isinstance(path.entry, Input):
                path.entry.value = self._suggested

    def _write(self, values: dict[str, str]) -> str:
        if not values["path"]:
            raise Refused((Problem("path", "say where to write it"),))
        path = Path(values["path"]).expanduser()
        content = self.planner.exports.plan(self._companies, format=values["format"], redact=values["redact"])
        try:
            return f"Written: {self.planner.exports.write(path, content)}"
        except CannotCreate as error:
            if not path.is_file() or path.is_symlink():
                raise Refused((Problem("path", str(error)),)) from None
        self._ask_to_replace(path, content)
        raise Refused((Problem("path", "there is a file of that name"),))

    def _ask_to_replace(self, path: Path, content: bytes) -> None:
        def answered(yes: bool | None) -> None:
            if yes:
                self.outreach.attempt(lambda: self.outreach.say(f"Replaced: {self.planner.exports.write(path, content, replace=True)}"))
                self.dismiss(True)

        self.app.push_screen(Confirm(f"Replace {path.name}?", ("The file there now is lost.",), yes="Replace", no="Keep it"), answered)


def export_form(app: OutreachApp, at: Selection) -> Form:
    """The form for the marked companies, else for the selected one."""
    ids = [CompanyId(key) for key in at.marked] if at.marked and at.scope == "companies" else [at.company_id or CompanyId(0)]
    name = app.lens.name(at.company_name) if len(ids) == 1 else plural(len(ids), "company", "companies")
    return ExportForm(app, ids, f"Export the plan of {name}")
