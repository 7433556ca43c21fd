"""The wordings a message went through: which one to look at, and what it changed; enter goes back to it (source: PRACTICES S36)."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from outreach.domain.kinds import DraftStatus
from outreach.domain.saying import plural
from outreach.planner.rows import DraftRow
from outreach.tui.screens.dialog import Menu
from outreach.tui.widgets.lines import BREAK, Lines, Paragraph
from outreach.tui.widgets.rows import Heading, cell

if TYPE_CHECKING:
    from outreach.tui.app import OutreachApp

LETTERS = "0123456789abcdefghi"
"""Keys of the wordings, the present one first."""

TONES = {"+ ": "good", "- ": "quiet"}
"""What was put in, and what was taken out."""


class Versions(Menu):
    """The present wording first; beneath them what the one under the cursor changed."""

    def __init__(self, app: OutreachApp, draft: DraftRow) -> None:
        self._draft = draft
        self._rows = app.planner.views.versions(draft.id)[: len(LETTERS)]
        choices = [
            (
                letter,
                str(row.number),
                f"{'as it is now' if not row.number else f'wording {row.number}'} · {plural(row.words, 'word')}{_at(row.at)}",
            )
            for letter, row in zip(LETTERS, self._rows, strict=False)
        ]
        super().__init__(f"Wordings for {app.lens.name(draft.person_name)}", choices)
        self.hint = "esc closes" if draft.status is DraftStatus.SENT else "enter goes back to it · esc closes"
        self._lens = app.lens

    def _draw(self) -> None:
        """The wordings, and beneath them what the one under the cursor changed against the one before it."""
        super()._draw()
        box = self.query_one("#menu", Lines)
        row = self._rows[self._at]
        out: list[Paragraph] = [*box._paragraphs, BREAK, Heading("What it changed", "ink")]
        for line in row.diff or tuple(f"+ {line}" for line in row.body.splitlines()):
            if line[2:].strip():
                tone = TONES[line[:2]]
                out.append((cell(line[:2], tone, bold=True), cell(self._lens.text(line[2:]), tone)))
        box.show(out, keep_place=True)
        self.call_after_refresh(self._shrink)


def _at(moment: dt.datetime | None) -> str:
    return f", {moment:%-d %b %H:%M}" if moment is not None else ""
