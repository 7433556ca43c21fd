"""``outreach budget``: what is left to send, and when the next is free."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from outreach.cli.command import json_option, verb
from outreach.cli.output import echo, echo_json, say, table_width
from outreach.cli.session import Session
from outreach.cli.table import Column, table
from outreach.domain.saying import plural, say_day

if TYPE_CHECKING:
    from outreach.planner.practice_rows import BudgetRow

_BUDGETS = (
    Column("Budget", flexible=True),
    Column("Used", "right"),
    Column("Of", "right"),
    Column("Next free"),
    Column("Source", wraps=True),
    Column("Sure"),
)
_COMPANIES = (Column("First touches at", flexible=True), Column("Open", "right"), Column("Of", "right"), Column("Next free", wraps=True))


@verb("budget", "budget", "budget --json")
@json_option
def budget(session: Session, as_json: bool) -> None:
    """Invitations, notes and InMails used and left, first touches open at each company, and the day the next one is free.

    Today holds back what these have no room for. LinkedIn publishes few of these numbers: limits.toml beside config.toml changes them.
    """
    planner = session.reader()
    rows, companies = planner.views.budgets(), planner.views.first_touches()
    if as_json:
        return echo_json({"budgets": rows, "companies": companies})
    today = planner.today()

    def free(day: dt.date | None) -> str:
        return "on an answer" if day is None else "now" if day <= today else say_day(day)

    def source(row: BudgetRow) -> str:
        return f"{row.source} ({say_day(row.as_of)})" if row.as_of else row.source

    lines = [(row.name, row.used, row.limit, free(row.next_slot), source(row), row.confidence) for row in rows]
    echo(table(_BUDGETS, lines, width=table_width()))
    oldest = next((row.oldest for row in rows if row.oldest is not None), None)
    if oldest is not None:
        say(f"The oldest invitation still pending went out on {say_day(oldest)}, {plural((today - oldest).days, 'day')} ago.")
    busy = [row for row in companies if row.open]
    if busy:
        echo()
        shown = [(row.name, row.open, row.limit, f"when {row.ends}" if row.ends else free(row.next_slot)) for row in busy]
        echo(table(_COMPANIES, shown, width=table_width()))
    return None
