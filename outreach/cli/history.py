"""``outreach undo``, ``redo`` and ``history``."""

from __future__ import annotations

import click

from outreach.cli.command import json_option, verb
from outreach.cli.output import echo, echo_json, say, table_width
from outreach.cli.session import Session
from outreach.cli.table import Column, table

_TIMES = click.IntRange(1, 200)


@verb("undo", "undo", "undo 3")
@click.argument("times", type=_TIMES, default=1)
def undo(session: Session, times: int) -> None:
    """Take back the last change, or the last TIMES changes. Works after a restart too, and on a whole import."""
    planner = session.planner()
    for _ in range(times):
        say(_said("Undone", planner.undo()))


@verb("redo", "redo")
@click.argument("times", type=_TIMES, default=1)
def redo(session: Session, times: int) -> None:
    """Do again what was just undone."""
    planner = session.planner()
    for _ in range(times):
        say(_said("Done again", planner.redo()))


def _said(verb_: str, label: str) -> str:
    """The store names an undo ``Undo: Snooze``; the first word is said here already."""
    _, colon, rest = label.partition(": ")
    return f"{verb_}: {rest if colon and label.lower().startswith(('undo', 'redo')) else label}"


@verb("history", "history", "history --limit 50 --json")
@click.option("--limit", type=click.IntRange(1, 10_000), default=20, show_default=True, help="How many to print.")
@json_option
def history(session: Session, limit: int, as_json: bool) -> None:
    """The changes made to the plan, newest first."""
    rows = session.reader().views.history(limit)
    if as_json:
        return echo_json(rows)
    if not rows:
        return say("No changes yet.")
    columns = (Column("No", "right"), Column("When"), Column("Change", flexible=True), Column("Records", "right"), Column(""))
    lines = [(row.seq, row.at.strftime("%Y-%m-%d %H:%M"), row.label, row.changes, "undone" if row.undone else None) for row in rows]
    return echo(table(columns, lines, width=table_width()))
