"""``outreach lead``: openings at a company, however they came to be known."""

from __future__ import annotations

from typing import Any

import click

from outreach.cli import complete
from outreach.cli.command import Spec, VerbGroup, json_option, verb
from outreach.cli.fields import LEAD, field_options, given, something
from outreach.cli.output import echo, echo_json, say, table_width
from outreach.cli.session import Session
from outreach.cli.table import Column, table
from outreach.domain.model import LeadId
from outreach.domain.saying import say_day

_HERE = "Openings"

lead = VerbGroup(
    "lead",
    help="Openings at a company: postings, saved jobs, applications, words from contacts. 'outreach company show' lists them.",
    verbs={
        "add": Spec(_HERE, "lead:add", "Note an opening."),
        "list": Spec(_HERE, "lead:list_", "Every opening, and who gave it."),
        "edit": Spec(_HERE, "lead:edit", "Change it, or close it."),
        "delete": Spec(_HERE, "lead:delete", "Take it out."),
    },
)

_LOG = (
    Column("No", "right"),
    Column("Company", flexible=True),
    Column("Opening", flexible=True),
    Column("Kind"),
    Column("Seen"),
    Column("From", flexible=True),
    Column("Known", "right"),
    Column("Outcome", flexible=True),
)

_given_by = click.option("--given-by", metavar="PERSON", shell_complete=complete.people, help="Who gave you the word.")


@verb("add", "lead add 'Fernwick Labs' --title 'Platform Engineer' --url https://fernwick.example/jobs/7")
@click.argument("company", shell_complete=complete.companies)
@_given_by
@field_options(LEAD)
def add(session: Session, company: str, given_by: str | None, **fields: Any) -> None:
    """Note an opening at a target. Whoever gave you the word is owed thanks, which this puts on the list."""
    planner = session.planner()
    told = given(fields) | ({"given_by": planner.find_person(given_by)} if given_by else {})
    made = planner.leads.add(planner.find_company(company), **told)
    echo(f"{made.id}  {made.title}")


@verb("list", "lead list", "lead list 'Fernwick Labs' --json")
@click.argument("company", required=False, shell_complete=complete.companies)
@json_option
def list_(session: Session, company: str | None, as_json: bool) -> None:
    """Every opening: where it came from, whether its giver was thanked, and how many people you know there."""
    planner = session.reader()
    rows = planner.views.openings(planner.find_company(company) if company else None)
    if as_json:
        return echo_json(rows)
    if not rows:
        return say("No openings yet; 'outreach lead add COMPANY --title …' notes one.")
    lines = [
        (
            row.id,
            row.company_name,
            row.title,
            row.kind,
            say_day(row.on) if row.on else None,
            row.given_by + ("" if row.thanked is not False else ", to be thanked") if row.given_by else None,
            row.insiders or "nobody",
            row.outcome or (f"closed {say_day(row.closed_on)}" if row.closed_on else None),
        )
        for row in rows
    ]
    return echo(table(_LOG, lines, width=table_width()))


@verb("edit", "lead edit 5 --closed-on today --outcome 'filled inside'")
@click.argument("number", type=int)
@_given_by
@field_options(LEAD)
def edit(session: Session, number: int, given_by: str | None, **fields: Any) -> None:
    """Change an opening. Its outcome is told to whoever gave you the word: that becomes a promise."""
    planner = session.planner()
    told = something(given(fields) | ({"given_by": planner.find_person(given_by)} if given_by else {}), "lead edit")
    planner.leads.edit(LeadId(number), **told)
    say(f"Changed {', '.join(word.replace('_', ' ') for word in told)} of opening {number}")


@verb("delete", "lead delete 5")
@click.argument("number", type=int)
def delete(session: Session, number: int) -> None:
    """Take an opening out; 'outreach undo' brings it back."""
    session.planner().leads.delete(LeadId(number))
    say(f"Deleted opening {number}; 'outreach undo' brings it back")
