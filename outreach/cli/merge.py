"""``outreach merge``: take in a second version of the plan that a sync program kept."""

from __future__ import annotations

from pathlib import Path

import click

from outreach.cli.command import json_option, verb
from outreach.cli.company import confirmed
from outreach.cli.output import echo, echo_json, path_text, say, table_width
from outreach.cli.session import Session
from outreach.cli.table import Column, table
from outreach.domain.saying import plural
from outreach.planner import copies, merging
from outreach.planner.merge_rows import MergeRow

_MOST = 20
"""Clashes listed on the terminal; --json has all of them."""


@verb("merge", "merge", "merge 'outreach (conflicted copy).json' --dry-run", "merge outreach.sync-conflict-20261122-090000.json --yes")
@click.argument("source", metavar="[FILE]", required=False, type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Show what it would change, and stop.")
@click.option("--yes", is_flag=True, help="Do it without asking.")
@json_option
def merge(session: Session, source: Path | None, dry_run: bool, yes: bool, as_json: bool) -> None:
    """Take in a second version of the plan, record by record. Without FILE it lists those that lie beside the plan.

    What only the copy has comes in; of what both changed, the newer wins. Nothing is removed: what was deleted on the other machine stays
    until you delete it here. It is one change that 'outreach undo' takes back, and both versions are kept among the backups.
    """
    if source is None:
        return _list(session, as_json)
    beside = session.paths.data / source
    path = source if source.exists() or not beside.is_file() else beside
    path = path.expanduser()
    row = merging.preview(session.reader() if dry_run else session.planner(), path)
    if not as_json:
        _show(row)
    if row.changes and not dry_run:
        confirmed(session, "Merge it?", yes)
        row = merging.merge(session.planner(), path)
        if not as_json:
            say(f"Merged {plural(row.changes, 'record')}. 'outreach undo' takes it back; {_what_now(row, path)}")
    return echo_json(row) if as_json else None


def _what_now(row: MergeRow, path: Path) -> str:
    if row.forgotten:
        return f"{path_text(path)} still names somebody you forgot: remove it."
    return f"the file is kept as {Path(row.kept_in).name}, so {path_text(path.name)} may go."


def _list(session: Session, as_json: bool) -> None:
    found = copies.beside(session.paths.data)
    if as_json:
        return echo_json([path_text(path) for path in found])
    for path in found:
        echo(path_text(path))
    return say("Look at one with: outreach merge FILE --dry-run" if found else "No second version of the plan lies beside it.")


def _show(row: MergeRow) -> None:
    if row.tables:
        titles = ("Table", "Come in", "Taken", "Kept", "Only here")
        counts = [(one.table, one.added or None, one.taken or None, one.kept or None, one.only_here or None) for one in row.tables]
        echo(table([Column(title, "left" if title == "Table" else "right") for title in titles], counts, width=table_width()))
    if row.clashes:
        echo("\nChanged on both sides")
        columns = (Column("What"), Column("Name", flexible=True), Column("Fields", wraps=True), Column("Newer"))
        lines = [(f"{one.table} {one.id}", one.label, ", ".join(one.fields), one.winner) for one in row.clashes[:_MOST]]
        echo(table(columns, lines, width=table_width(), indent="  "))
        if len(row.clashes) > _MOST:
            echo(f"  and {len(row.clashes) - _MOST:,} more (--json lists all)")
    for count, words in (
        (row.removed_here, "removed here since: not taken back"),
        (row.forgotten, "of somebody you forgot: left out"),
        (row.left_out, "of nobody: left out"),
    ):
        if count:
            say(f"{plural(count, 'record')} {words}")
    if row.merged_before:
        say("This very copy was merged already.")
    elif not row.changes:
        say("Nothing to merge: the plan has all of it.")
