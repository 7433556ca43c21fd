"""``outreach budget`` and ``versions``: what is left to send, and the wordings a draft went through."""

from __future__ import annotations

import click

from outreach.cli import complete
from outreach.cli.command import json_option, verb
from outreach.cli.output import echo, echo_json, say, table_width
from outreach.cli.session import Session
from outreach.cli.table import Column, table
from outreach.domain.saying import plural, say_day

_COLUMNS = (
    Column("Budget", flexible=True),
    Column("Used", "right"),
    Column("Of", "right"),
    Column("Next free"),
    Column("Source", flexible=True),
)


@verb("budget", "budget", "budget --json")
@json_option
def budget(session: Session, as_json: bool) -> None:
    """Invitations, notes and InMails used and left, and the day the next one is free. limits.toml beside config.toml changes them."""
    planner = session.reader()
    rows = planner.views.budgets()
    if as_json:
        return echo_json(rows)
    today = planner.today()
    lines = [
        (
            row.name,
            row.used,
            row.limit,
            "now" if row.next_slot and row.next_slot <= today else say_day(row.next_slot) if row.next_slot else "on an answer",
            row.source,
        )
        for row in rows
    ]
    return echo(table(_COLUMNS, lines, width=table_width()))


@verb("versions", "versions 'Ana Ruiz'", "versions 12 --restore 1")
@click.argument("person", shell_complete=complete.people)
@click.option("--restore", type=click.IntRange(1), help="Go back to this wording; the present one is kept as a version.")
@json_option
def versions(session: Session, person: str, restore: int | None, as_json: bool) -> None:
    """The wordings of the draft to somebody, newest first, each with the lines it took out and put in."""
    planner = session.reader() if restore is None else session.planner()
    draft = planner.drafts.latest(planner.find_person(person))
    if draft is None:
        return say("There is no draft to them yet.")
    if restore is not None:
        planner.drafts.restore(draft.id, restore)
        return say(f"Back at wording {restore}")
    rows = planner.views.versions(draft.id)
    if as_json:
        return echo_json(rows)
    for row in rows:
        name = "now" if not row.number else f"wording {row.number}"
        echo(f"{name}, {plural(row.words, 'word')}" + (f", {row.at:%Y-%m-%d %H:%M}" if row.at else ""))
        for line in row.diff:
            echo(f"  {line}")
    return None
