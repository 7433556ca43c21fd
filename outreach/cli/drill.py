"""``outreach drill``: could you answer, if a hiring manager asked how you know them?"""

from __future__ import annotations

import click

from outreach.cli import complete
from outreach.cli.command import json_option, verb
from outreach.cli.output import echo, echo_json, page_width, say, table_width
from outreach.cli.session import Session
from outreach.cli.table import Column, table, wrapped
from outreach.planner.practice_rows import DrillRow

_COLUMNS = (
    Column("Name", flexible=True),
    Column("Company", flexible=True),
    Column("0-3", "right"),
    Column("How you know them", flexible=True),
)


@verb("drill", "drill", "drill 'Fernwick Labs'", "drill --list --json")
@click.argument("company", required=False, shell_complete=complete.companies)
@click.option("--list", "listing", is_flag=True, help="Only list them; ask nothing.")
@click.option("--all", "everybody", is_flag=True, help="Ask about those you have answered before, too.")
@json_option
def drill(session: Session, company: str | None, listing: bool, everybody: bool, as_json: bool) -> None:
    """One person at a time: how do you know them? Your answer first, then what is on record; a good answer is kept.

    Enter alone skips somebody, q ends. Without a terminal it lists them instead.
    """
    asking = not (listing or as_json) and session.interactive()
    planner = session.planner() if asking else session.reader()
    rows = planner.views.drill(planner.find_company(company) if company else None)
    if as_json:
        return echo_json(rows)
    if not rows:
        return say("Nobody to ask about yet.")
    if not asking:
        lines = [(row.name, row.company_name, row.know_level, row.how_i_know or row.receipt) for row in rows]
        return echo(table(_COLUMNS, lines, width=table_width()))
    return _ask(session, [row for row in rows if everybody or not row.how_i_know] or rows)


def _ask(session: Session, rows: list[DrillRow]) -> None:
    planner = session.planner()
    width = page_width()
    kept = 0
    for row in rows:
        who = ", ".join(part for part in (row.position, row.company_name) if part)
        echo(f"\n{row.name}" + (f" ({who})" if who else ""))
        answer = click.prompt("  How do you know them", default="", show_default=False).strip()
        if answer.casefold() == "q":
            break
        echo(wrapped(f"on record: {row.receipt}", width=width, indent="  ", hang="    "))
        if row.how_i_know:
            echo(wrapped(f"you once said: {row.how_i_know}", width=width, indent="  ", hang="    "))
        if answer and answer != row.how_i_know:
            planner.people.edit(row.person, how_i_know=answer)
            kept += 1
    say(f"{kept} answer{'' if kept == 1 else 's'} kept")
