"""``outreach check``: anything amiss in the plan's files and records."""

from __future__ import annotations

from outreach.cli.command import json_option, verb
from outreach.cli.output import echo, echo_json, say, table_width
from outreach.cli.session import Session
from outreach.cli.table import Column, table
from outreach.errors import Exit


@verb("check", "check", "check --json")
@json_option
def check(session: Session, as_json: bool) -> int:
    """Look the plan over: damage, dangling numbers, permissions, leftovers. Exits 65 for an error, 1 for anything less, 0 for nothing."""
    findings = session.reader().check()
    if as_json:
        echo_json(findings)
    elif findings:
        columns = (Column("Finding"), Column("Weight"), Column("What", wraps=True))
        echo(table(columns, [(row.id, row.severity, row.message) for row in findings], width=table_width()))
    else:
        say("Nothing amiss.")
    if any(str(row.severity) == "error" for row in findings):
        return Exit.BAD_INPUT
    return 1 if findings else Exit.OK
