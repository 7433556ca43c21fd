"""``outreach versions``: the wordings a draft went through, and the way back to one."""

from __future__ import annotations

import click

from outreach.cli import complete
from outreach.cli.command import json_option, verb
from outreach.cli.output import echo, echo_json, say
from outreach.cli.session import Session
from outreach.domain.saying import plural


@verb("versions", "versions 'Ana Ruiz'", "versions 12 --restore 1")
@click.argument("person", shell_complete=complete.people)
@click.option("--restore", type=click.IntRange(1), help="Go back to this wording; the present one is kept as a version.")
@json_option
def versions(session: Session, person: str, restore: int | None, as_json: bool) -> None:
    """The wordings of the draft to somebody, newest first, each with the lines it took out and put in."""
    planner = session.reader() if restore is None else session.planner()
    draft = planner.drafts.latest(planner.find_person(person))
    if draft is None:
        return echo_json([]) if as_json else say("There is no draft to them yet.")
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
