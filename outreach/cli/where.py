"""``outreach where``: the places the program keeps anything in."""

from __future__ import annotations

from pathlib import Path

from outreach.cli.command import json_option, verb
from outreach.cli.output import echo, echo_json, path_text, table_width
from outreach.cli.session import Session
from outreach.cli.table import Column, table
from outreach.errors import OutreachError


@verb("where", "where", "where --json")
@json_option
def where(session: Session, as_json: bool) -> None:
    """Where the plan, its backups and your settings are, and whether they exist yet."""
    try:
        places = session.reader().where()
    except OutreachError:  # a plan that cannot be read is just when one asks where it is
        places = [("plan and backups", str(session.paths.data)), ("settings", str(session.paths.config))]
    rows = [(label, path, "" if Path(path).exists() else "not yet") for label, path in places]
    if as_json:
        echo_json([{"label": label, "path": path_text(path), "exists": not missing} for label, path, missing in rows])
    else:
        echo(table((Column("What"), Column("Where"), Column("There")), rows, width=table_width()))
