"""``outreach insiders``: who is known at a company, in the order to write to them, with the evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from outreach.cli import complete
from outreach.cli.command import json_option, verb
from outreach.cli.output import echo, echo_json, say, table_width
from outreach.cli.session import Session
from outreach.cli.table import Column, table
from outreach.domain.kinds import PersonState
from outreach.errors import UsageError
from outreach.planner.rows import InsiderRow

if TYPE_CHECKING:
    from outreach.domain.model import CompanyId
    from outreach.planner import Planner

_SOME = 4
"""Numbers that show how several people are answered for at once."""

COLUMNS = (
    Column("No", "right"),
    Column("Name", flexible=True, least=20),
    Column("Position", flexible=True),
    Column("Tie", wraps=True),
    Column("Now"),
)


@verb("insiders", "insiders 'Fernwick Labs'", "insiders google --json", "insiders --unselected")
@click.argument("company", required=False, shell_complete=complete.companies)
@click.option("--unselected", is_flag=True, help="Those in any queue without shared work, an interest or a reason.")
@click.option("--limit", type=click.IntRange(min=1), default=50, show_default=True, help="How many to print at most.")
@json_option
def insiders(session: Session, company: str | None, unselected: bool, limit: int, as_json: bool) -> None:
    """Who you know at a company now, knew there before, or can reach through somebody; first the one to write to first.

    COMPANY is its number or an unambiguous part of its name. 'outreach person show NO' has the evidence and the reasons.
    """
    planner = session.reader()
    if unselected:
        return _unselected(planner, planner.find_company(company) if company else None, as_json)
    if not company:
        raise UsageError("say which company", next_step="or --unselected for those in any queue")
    company_id = planner.find_company(company)
    rows = planner.views.insiders(company_id)
    if as_json:
        return echo_json(rows)
    if rows:
        echo(insider_table(rows[:limit], table_width()))
        if len(rows) > limit:
            say(f"The first {limit} of {len(rows):,}; --limit shows more")
        if new := [str(row.id) for row in rows if row.state is PersonState.NEW]:
            some = f"{' '.join(new[:_SOME])}{' ...' if len(new) > _SOME else ''}"
            say(f"{len(new):,} to look through; answer with: outreach person triage insider|later|avoid {some}")
    else:
        say("Nobody is known there yet; 'outreach network TEXT' searches everybody imported, 'outreach person add' adds by hand.")
    for hint in planner.views.hints(company_id):
        say(f"Perhaps also {hint.name}: {hint.words} ('outreach person promote {hint.contact} {company_id}' takes them in)")
    return None


_REASONLESS = (
    Column("No", "right"),
    Column("Name", flexible=True, least=20),
    Column("Position", flexible=True),
    Column("Company", flexible=True),
    Column("On record", flexible=True),
)


def _unselected(planner: Planner, company_id: CompanyId | None, as_json: bool) -> None:
    rows = [row for row in planner.views.unselected() if company_id is None or row.company == company_id]
    if as_json:
        return echo_json(rows)
    if not rows:
        return say("Everybody in the queue has a reason.")
    echo(table(_REASONLESS, [(row.person, row.name, row.position, row.company_name, row.receipt) for row in rows], width=table_width()))
    return say("'outreach person edit NAME --why-them …' gives one; 'outreach person triage later NAME' leaves them for another time.")


def insider_table(rows: list[InsiderRow] | tuple[InsiderRow, ...], width: int | None) -> str:
    """Insiders as a table, in the order they come."""
    return table(COLUMNS, [(row.id, row.name, row.position, row.tie_word, row.word) for row in rows], width=width)
