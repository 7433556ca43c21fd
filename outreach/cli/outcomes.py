"""``outreach outcomes``, ``shield`` and ``proof``: what came of the search, and what guards it."""

from __future__ import annotations

import click

from outreach.cli.command import Spec, json_option, verb
from outreach.cli.listing import listing_group
from outreach.cli.output import echo, echo_json, page_width, say
from outreach.cli.session import Session
from outreach.cli.table import wrapped
from outreach.domain.saying import plural


@verb("outcomes", "outcomes", "outcomes --json")
@json_option
def outcomes(session: Session, as_json: bool) -> None:
    """What really moved: who introduced or referred you, and what came of it, company by company."""
    row = session.reader().views.outcomes()
    if as_json:
        return echo_json(row)
    if not row.chains:
        return say("Nothing has come of it yet: referrals, applications, interviews and offers are logged with 'outreach log'.")
    for chain in row.chains:
        echo(wrapped(f"{chain.company_name}: {' → '.join(link.words for link in chain.links)}", width=page_width(), hang="    "))
        if chain.thanks_to:
            echo(wrapped(f"thanks to {', '.join(chain.thanks_to)}", width=page_width(), indent="    "))
    if row.interviews:
        say(f"{row.interviews_by_people} of {plural(row.interviews, 'interview')} came through somebody")
    return None


@verb("shield", "shield", "shield --json")
@json_option
def shield(session: Session, as_json: bool) -> int:
    """Your present employer: who works there, and what is open with them that would tell of the search. Exits 1 when something would.

    'outreach company edit NAME --current-employer yes' marks it. Its people leave by no export without your typed word.
    """
    row = session.reader().views.shield()
    telling = any(person.reveals for person in row.people)
    if as_json:
        echo_json(row)
        return 1 if telling else 0
    if not row.employers:
        say("No company is marked as your employer.")
        return 0
    echo(f"{', '.join(row.employers)}: {plural(len(row.people), 'person', 'people')} of the plan, {row.in_network} of the address book")
    for person in row.people:
        words = f"{person.name}{f', {person.position}' if person.position else ''}"
        echo(wrapped(f"{words}: {'; '.join(person.reveals)}" if person.reveals else words, width=page_width(), indent="  ", hang="    "))
    return 1 if telling else 0


def _proof(session: Session, as_json: bool) -> None:
    lines = session.reader().proof.lines()
    if as_json:
        return echo_json(lines)
    if not lines:
        return say("Nothing yet; 'outreach proof add LINE' keeps a fact that a message may claim.")
    for number, line in enumerate(lines, 1):
        echo(wrapped(f"{number}  {line}", width=page_width(), hang="   "))
    return None


proof = listing_group(
    "proof",
    says="The proof bank: facts that back a number or a superlative in a message. The checker marks what is not in it.",
    show=_proof,
    verbs={
        "add": Spec("Proof", "outcomes:add", "Keep a fact."),
        "delete": Spec("Proof", "outcomes:delete", "Take one out."),
    },
)


@verb("add", "proof add 'cut build time by 40 % at Kettlebrook, 2020'")
@click.argument("line")
def add(session: Session, line: str) -> None:
    """Keep a fact a message may claim."""
    lines = session.planner().proof.add(line)
    echo(f"{len(lines)}  {lines[-1]}")


@verb("delete", "proof delete 2")
@click.argument("number", type=int)
def delete(session: Session, number: int) -> None:
    """Take a fact out; 'outreach undo' brings it back."""
    say(f"Deleted: {session.planner().proof.delete(number)}")
