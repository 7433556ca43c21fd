"""``outreach practices``: what the program is made from, and where each piece of advice lives in it."""

from __future__ import annotations

import click

from outreach.cli.command import json_option, verb
from outreach.cli.output import echo, echo_json, page_width, say, table_width
from outreach.cli.session import Session
from outreach.cli.table import Column, pad, table, wrapped
from outreach.errors import NotFound
from outreach.planner.practice_rows import PracticeRow

_COLUMNS = (Column("No"), Column("Practice", flexible=True), Column("Where", flexible=True), Column("State"))


@verb("practices", "practices", "practices S06", "practices --json")
@click.argument("number", required=False, metavar="[NUMBER]")
@json_option
def practices(session: Session, number: str | None, as_json: bool) -> None:
    """The 72 practices behind the program: each with its state, the verbs, rules and checks that carry it out, and its source."""
    from outreach.planner.views.practices import practices as listed

    rows = listed()
    if number is not None:
        rows = [row for row in rows if row.id == f"S{number.upper().lstrip('S'):0>2}"]
        if not rows:
            raise NotFound(f"no practice has the number {number!r}", next_step="they run from S01 to S72")
    if as_json:
        return echo_json(rows)
    if number is not None:
        return _page(rows[0], page_width())
    echo(table(_COLUMNS, [(row.id, row.practice, ", ".join(row.where), row.state) for row in rows], width=table_width()))
    working = sum(row.state == "works" for row in rows)
    return say(f"{working} of {len(rows)} work; 'outreach practices S06' tells one whole")


def _page(row: PracticeRow, width: int) -> None:
    echo(f"{row.id}  {row.practice}")
    for label, text in (
        ("how", row.works),
        ("lacks", row.lacks),
        ("where", ", ".join(row.where)),
        ("modules", ", ".join(row.modules)),
        ("test", row.test),
        ("source", row.source),
        ("state", row.state),
    ):
        if text:
            echo(pad(f"  {label}", 12) + wrapped(text, width=width, indent=" " * 12)[12:])
