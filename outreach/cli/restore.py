"""``outreach restore``: look at what a backup would change, and go back to it. A damaged plan need not be opened for that."""

from __future__ import annotations

import click

from outreach.cli.backup import show_backups
from outreach.cli.command import json_option, verb
from outreach.cli.company import confirmed
from outreach.cli.output import echo, echo_json, say, table_width
from outreach.cli.session import Session
from outreach.cli.table import Column, table
from outreach.domain.saying import plural
from outreach.errors import UsageError
from outreach.planner import keeping
from outreach.planner.keeping import RestorePreview


@verb("restore", "restore", "restore 1 --dry-run", "restore 2026-11-22 --yes", "restore 3 --losing 14")
@click.argument("name", metavar="[NAME]", required=False)
@click.option("--dry-run", is_flag=True, help="Show what it would change, and stop.")
@click.option("--yes", is_flag=True, help="Do it without asking.")
@click.option("--losing", type=click.IntRange(min=1), metavar="COUNT", help="Accept that so many records disappear: the very number.")
@json_option
def restore(session: Session, name: str | None, dry_run: bool, yes: bool, losing: int | None, as_json: bool) -> None:
    """Go back to a backup: NAME is its number in the list, the beginning of its name, or a file. Without NAME it lists them.

    First comes what would change, and the plan as it is now is backed up. 'outreach undo' takes it back. A damaged plan is set aside, byte
    for byte, before a backup takes its place. A fuller plan gives way to an emptier one only when the number of lost records is typed.
    """
    if name is None:
        return show_backups(session, as_json)
    seen = keeping.preview(session.paths.data, keeping.find_backup(session.paths.data, name))
    if not as_json:
        _show(seen)
    if not seen.tables and not seen.damage:
        if as_json:
            echo_json({"restored": None, "preview": seen})
        else:
            say("Nothing to restore: the plan holds what that backup holds.")
        return None
    if dry_run:
        return echo_json({"restored": None, "preview": seen}) if as_json else None
    if seen.emptier:
        _lose(session, seen.removed, seen.records, losing)
    else:
        confirmed(session, "Restore it?", yes)
    done = keeping.restore(session.paths, session.clock, keeping.find_backup(session.paths.data, seen.path), losing=seen.removed)
    if as_json:
        return echo_json({"restored": done, "preview": seen})
    if done.undoable:
        return say(f"Restored {done.name}. 'outreach undo' takes it back.")
    for copy in done.aside:
        echo(copy)
    return say(f"Restored {done.name}. What was there is kept in {plural(len(done.aside), 'file')}.")


def _lose(session: Session, removed: int, records: int, losing: int | None) -> None:
    """Go on only when the number of records that would disappear was typed."""
    if losing == removed:
        return
    words = f"{removed} of {records} records would disappear"
    if losing is not None:
        raise UsageError(f"{words}, not {losing}", next_step=f"say --losing {removed} to accept that")
    if not session.interactive():
        raise UsageError(f"the backup is emptier than the plan: {words}", next_step=f"say --losing {removed} to accept that")
    said = click.prompt(f"{words}. Type {removed} to go on", default="", show_default=False, err=True)
    if str(said).strip() != str(removed):
        raise click.Abort


def _show(seen: RestorePreview) -> None:
    if seen.damage:
        say(f"The {'address book' if seen.address_book_only else 'plan'} cannot be read as it is: {seen.damage}")
    echo(seen.name)
    if seen.tables:
        columns = (Column("Table"), Column("Come back", "right"), Column("Change", "right"), Column("Disappear", "right"))
        lines = [(row.table, row.added or None, row.changed or None, row.removed or None) for row in seen.tables]
        echo(table(columns, lines, width=table_width(), indent="  "))
