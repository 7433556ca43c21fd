"""The budgets to read in a box: how much of each is used, as a meter, and the day the next slot frees (source: PRACTICES S06, S07, S42)."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from outreach.domain.saying import plural, say_day
from outreach.planner.practice_rows import BudgetRow
from outreach.tui.cells import fit
from outreach.tui.screens.dialog import Reading
from outreach.tui.widgets.lines import BREAK, Paragraph
from outreach.tui.widgets.rows import Cell, Heading, cell

if TYPE_CHECKING:
    from outreach.tui.app import OutreachApp

NAME = 38
"""Cells of a budget's name."""

METER = 10
"""Cells of a full meter."""


def budgets(app: OutreachApp) -> Reading:
    """Invitations, notes and messages used and left, then the first touches open at each company."""
    views, today = app.planner.views, app.planner.today()
    out: list[Paragraph] = []
    for row in views.budgets():
        out.append(_meter(row.name, row.used, row.limit, _free(row.next_slot, today), row.next_slot is not None and row.next_slot > today))
        out.append((cell(f"  {_source(row)}", "quiet"),))
        if row.oldest is not None:
            ago = plural((today - row.oldest).days, "day")
            out.append((Cell(f"  the oldest of them went out {say_day(row.oldest)}, {ago} ago", "quiet"),))
    busy = [row for row in views.first_touches() if row.open]
    if busy:
        out += [BREAK, Heading("First messages not answered yet", "ink")]
        for at in busy:
            taken = at.next_slot is None or at.next_slot > today
            out.append(_meter(app.lens.name(at.name), at.open, at.limit, _free(at.next_slot, today), taken))
            if at.ends:
                out.append((cell(f"  the next may be written to when {app.lens.text(at.ends)}", "quiet"),))
    out += [BREAK, (Cell("Today holds back what these have no room for. limits.toml beside config.toml changes the figures.", "quiet"),)]
    return Reading("Budget", out, hang=4)


def _meter(name: str, used: int, limit: int, free: str, spent: bool) -> Paragraph:
    full = METER if spent else min(METER, -(-used * METER // limit)) if limit else 0
    tone = "warn" if spent else "accent"
    count = f" {used} of {limit}" if limit else f" {used}, no limit"
    return (
        cell(fit(name, NAME)),
        Cell(" " + "━" * full, tone),
        Cell("┄" * (METER - full), "quiet"),
        Cell(fit(count, 12), "warn" if spent else "ink"),
        *([Cell(f"  next free {free}", tone)] if spent else []),
    )


def _free(day: dt.date | None, today: dt.date) -> str:
    return "on an answer" if day is None else "now" if day <= today else say_day(day)


def _source(row: BudgetRow) -> str:
    dated = f", as of {say_day(row.as_of)}" if row.as_of else ""
    return f"source: {row.source}{dated}"
