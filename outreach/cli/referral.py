"""``outreach referral``: everything somebody needs to refer you, and whether it may be asked yet."""

from __future__ import annotations

import click

from outreach.cli import complete
from outreach.cli.command import json_option, verb
from outreach.cli.output import echo, echo_json, page_width, say
from outreach.cli.session import Session
from outreach.cli.table import wrapped
from outreach.cli.words import long_text
from outreach.domain.saying import say_day
from outreach.planner.kit import set_blurb


@verb("referral", "referral 'Ana Ruiz'", "referral 12 --blurb @about-me.txt", "referral 12 --json")
@click.argument("person", shell_complete=complete.people)
@click.option("--blurb", metavar="TEXT", help="Your own two sentences for this company to forward; empty goes back to ours.")
@json_option
def referral(session: Session, person: str, blurb: str | None, as_json: bool) -> int:
    """The referral kit: an exchange first, then the opening, its number, and words to forward. Exits 1 while something is missing.

    'outreach draft PERSON --purpose referral' writes the message with it.
    """
    planner = session.reader() if blurb is None else session.planner()
    who = planner.find_person(person)
    if blurb is not None:
        set_blurb(planner, planner.views.person(who).company, long_text(blurb) or "")
    row = planner.views.referral(who)
    if as_json:
        echo_json(row)
        return 0 if row.ready else 1
    echo(f"{row.name}, {row.company_name}" if row.company_name else row.name)
    for need in row.needs:
        echo(wrapped(f"{'✓' if need.have else '·'} {need.need}: {need.say}", width=page_width(), indent="  ", hang="    "))
    if row.asked_on:
        say(f"Asked {say_day(row.asked_on)}")
    elif not row.open:
        say(f"Not to be asked yet: it opens with {row.opens}")
    return 0 if row.ready else 1
