"""``outreach suggestions`` and ``questions``: what the archive hints at, and what only the user can answer."""

from __future__ import annotations

import shlex

import click

from outreach.cli.command import json_option, verb
from outreach.cli.company import tell_who_is_there
from outreach.cli.output import echo, echo_json, say, table_width
from outreach.cli.session import Session
from outreach.cli.table import Column, table
from outreach.errors import UsageError


@verb("suggestions", "suggestions", "suggestions accept 'Larkspur Health'", "suggestions dismiss 'Holt & Vane'")
@click.argument("answer", required=False, type=click.Choice(["accept", "dismiss"]))
@click.argument("names", nargs=-1, metavar="[NAME]...")
@json_option
def suggestions(session: Session, answer: str | None, names: tuple[str, ...], as_json: bool) -> None:
    """Companies your archive hints at as targets: saved jobs, applications, dream companies, follows.

    None is added unless you accept it; a dismissed one is not offered again.
    """
    if answer is None:
        return _list(session, as_json)
    if not names:
        raise UsageError(f"say which to {answer}", next_step="'outreach suggestions' lists them")
    planner = session.planner()
    for name in names:
        if answer == "accept":
            made = planner.companies.accept(name)
            echo(f"{made.id}  {made.name}")
            tell_who_is_there(planner, made.id)
        else:
            say(f"Dismissed {planner.companies.dismiss(name)}")
    return None


def _list(session: Session, as_json: bool) -> None:
    rows = session.reader().views.suggestions()
    if as_json:
        return echo_json(rows)
    if not rows:
        return say("No suggestions; they come from saved jobs, applications and follows in an archive.")
    columns = (Column("Company", flexible=True), Column("People", "right"), Column("From", wraps=True))
    echo(table(columns, [(row.name, row.people or None, "; ".join(row.provenance)) for row in rows], width=table_width()))
    return say(f"Answer with: outreach suggestions accept|dismiss {shlex.quote(rows[0].name)}")


@verb("questions", "questions", "questions --json")
@json_option
def questions(session: Session, as_json: bool) -> None:
    """Company names of people you imported that may mean a target. 'outreach company decide' answers; each is asked once."""
    rows = session.reader().views.questions()
    if as_json:
        return echo_json(rows)
    if not rows:
        return say("No questions.")
    columns = (
        Column("Target"),
        Column("Is this it?", flexible=True),
        Column("People", "right"),
        Column("Such as", flexible=True),
        Column("Why", wraps=True),
    )
    lines = [(row.company_name, row.string, row.people, ", ".join(row.names), row.why) for row in rows]
    echo(table(columns, lines, width=table_width()))
    first = rows[0]
    return say(f"Answer with: outreach company decide {first.company} {shlex.quote(first.string)} here|former|related|no")
