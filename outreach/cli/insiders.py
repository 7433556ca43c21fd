"""``outreach insiders``: who is known at a company, in the order to write to them, with the evidence."""

from __future__ import annotations

import click

from outreach.cli import complete
from outreach.cli.command import json_option, verb
from outreach.cli.output import echo, echo_json, say, table_width
from outreach.cli.session import Session
from outreach.cli.table import Column, table
from outreach.planner.rows import InsiderRow

COLUMNS = (
    Column("No", "right"),
    Column("Name", flexible=True, least=20),
    Column("Position", flexible=True),
    Column("Tie", wraps=True),
    Column("Now"),
)


@verb("insiders", "insiders 'Fernwick Labs'", "insiders google --json")
@click.argument("company", shell_complete=complete.companies)
@json_option
def insiders(session: Session, company: str, as_json: bool) -> None:
    """Who you know at a company now, knew there before, or can reach through somebody; first the one to write to first.

    COMPANY is its number or an unambiguous part of its name. 'outreach person show NO' has the evidence and the reasons.
    """
    planner = session.reader()
    company_id = planner.find_company(company)
    rows = planner.views.insiders(company_id)
    if as_json:
        return echo_json(rows)
    if rows:
        echo(insider_table(rows, table_width()))
    else:
        say("Nobody is known there yet; 'outreach network TEXT' searches everybody imported, 'outreach person add' adds by hand.")
    for hint in planner.views.hints(company_id):
        say(f"Perhaps also {hint.name}: {hint.words} ('outreach person promote {hint.contact} {company_id}' takes them in)")
    return None


def insider_table(rows: list[InsiderRow] | tuple[InsiderRow, ...], width: int | None) -> str:
    """Insiders as a table, in the order they come."""
    return table(COLUMNS, [(row.id, row.name, row.position, row.tie_word, row.word) for row in rows], width=width)
