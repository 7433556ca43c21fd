"""``outreach lead``: openings at a company, however they came to be known."""

from __future__ import annotations

from typing import Any

import click

from outreach.cli import complete
from outreach.cli.command import Spec, VerbGroup, verb
from outreach.cli.fields import LEAD, field_options, given, something
from outreach.cli.output import echo, say
from outreach.cli.session import Session
from outreach.domain.model import LeadId

_HERE = "Openings"

lead = VerbGroup(
    "lead",
    help="Openings at a company: postings, saved jobs, applications, words from contacts. 'outreach company show' lists them.",
    verbs={
        "add": Spec(_HERE, "lead:add", "Note an opening."),
        "list": Spec(_HERE, "outcomes:leads", "Every opening, and who gave it."),
        "edit": Spec(_HERE, "lead:edit", "Change it, or close it."),
        "delete": Spec(_HERE, "lead:delete", "Take it out."),
    },
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
