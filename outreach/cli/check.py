"""``outreach check``: anything amiss in the plan's files and records."""

from __future__ import annotations

from outreach.cli.command import json_option, verb
from outreach.cli.output import echo, echo_json, say, table_width
from outreach.cli.session import Session
from outreach.cli.table import Column, table
from outreach.errors import Exit
from outreach.planner import keeping


@verb("check", "check", "check --json")
@json_option
def check(session: Session, as_json: bool) -> int:
    """Look the plan over: damage, dangling numbers, permissions, leftovers. Exits 65 for an error, 1 for a warning, else 0.

    It only reads, and it works on a plan that cannot be opened: then the damage is told with its place, and the backups there are.
    """
    findings = keeping.findings(session.paths, session.clock)
    if as_json:
        echo_json(findings)
    elif findings:
        columns = (Column("Weight"), Column("Where", wraps=True), Column("What", wraps=True))
        lines = [(row.severity, row.where, f"{row.message}: {row.next_step}" if row.next_step else row.message) for row in findings]
        echo(table(columns, lines, width=table_width()))
    else:
        say("Nothing amiss.")
    weights = {row.severity for row in findings}
    return Exit.BAD_INPUT if "error" in weights else 1 if "warning" in weights else Exit.OK
