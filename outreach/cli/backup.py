"""``outreach backup``: a copy of the plan, now, and the list of those there are."""

from __future__ import annotations

from pathlib import Path

import click

from outreach.cli.command import json_option, verb
from outreach.cli.output import echo, echo_json, path_text, say, table_width
from outreach.cli.session import Session
from outreach.cli.table import Column, table
from outreach.domain.saying import plural
from outreach.planner import keeping


@verb("backup", "backup", "backup --list", "backup --json", "backup --encrypt ~/outreach.age")
@click.option("--list", "listed", is_flag=True, help="List the backups there are, newest first, and make none.")
@click.option("--encrypt", "sealed", type=click.Path(path_type=Path), metavar="FILE", help="Write a copy under a passphrase.")
@json_option
def backup(session: Session, listed: bool, sealed: Path | None, as_json: bool) -> None:
    """Copy the plan and its address book into the backups folder. The ten newest are kept, and the fullest besides.

    One is made by itself before every import, restore and merge. 'outreach restore' goes back to one. The list needs no
    sound plan.
    """
    if listed:
        return show_backups(session, as_json)
    if sealed is not None:
        return _sealed(session, sealed)
    made = keeping.back_up(session.planner())
    if as_json:
        return echo_json(made)
    echo(made.path)
    return say(f"Backed up {plural(made.records, 'record')}" + (" and the address book" if made.address_book else ""))


def _sealed(session: Session, target: Path) -> None:
    from outreach.planner.sealing import seal

    path, opening = seal(session.planner(), target)
    echo(path_text(path))
    say(f"In an empty folder, this brings it back: {opening}")


def show_backups(session: Session, as_json: bool) -> None:
    """Print the backups, newest first, without opening the plan."""
    rows = keeping.backups(session.paths.data)
    if as_json:
        return echo_json(rows)
    if not rows:
        return say("No backup has been made yet.")
    columns = (Column("No", "right"), Column("Made"), Column("Why", flexible=True), Column("Records", "right"), Column("Address book"))
    lines = [(row.number, row.made, row.reason, f"{row.records:,}", "yes" if row.address_book else None) for row in rows]
    echo(table(columns, lines, width=table_width()))
    return say("Go back to one with: outreach restore NO")
