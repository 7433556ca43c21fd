"""``outreach network``: a search over everybody imported."""

from __future__ import annotations

import click

from outreach.cli.command import json_option, verb
from outreach.cli.output import echo, echo_json, say, table_width
from outreach.cli.session import Session
from outreach.cli.table import Column, table
from outreach.errors import UsageError

_COLUMNS = (
    Column("No", "right"),
    Column("Name", flexible=True, least=20),
    Column("Position", flexible=True),
    Column("Company", flexible=True),
    Column("What you have", wraps=True),
    Column("Plan", "right"),
)


@verb("network", "network kettlebrook", "network 'ana ruiz' --json", "network recruiter --limit 20", "network --pending")
@click.argument("words", nargs=-1, metavar="TEXT")
@click.option("--pending", is_flag=True, help="Only invitations of yours that were not accepted (yet).")
@click.option("--limit", type=click.IntRange(1, 30_000), default=50, show_default=True, help="How many to print at most.")
@json_option
def network(session: Session, words: tuple[str, ...], pending: bool, limit: int, as_json: bool) -> int:
    """Search everybody you imported by name, position or company. Exits 1 when nobody is found.

    'outreach person promote NO COMPANY' takes one into the plan.
    """
    if not words and not pending:
        raise UsageError("say what to look for", next_step="a name, a position or a company; or --pending")
    views = session.reader().views
    rows = views.pending()[:limit] if pending else views.network(" ".join(words), limit=limit)
    if as_json:
        echo_json(rows)
    elif rows:
        lines = [(row.id, row.name, row.position, row.company, row.receipt, row.person) for row in rows]
        echo(table(_COLUMNS, lines, width=table_width()))
        if len(rows) == limit:
            say(f"The first {limit}; --limit shows more")
    else:
        anybody = pending or bool(views.network("", limit=1))
        say("Nobody found." if anybody else "Nobody is imported yet; 'outreach import FILE' reads the archive LinkedIn mailed you.")
    return 0 if rows else 1
