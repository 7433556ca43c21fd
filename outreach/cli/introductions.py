"""``outreach introductions`` and ``paths``: the ways in through somebody, and the introductions one can make in turn."""

from __future__ import annotations

import click

from outreach.cli import complete
from outreach.cli.command import Spec, json_option, verb
from outreach.cli.listing import listing_group
from outreach.cli.output import echo, echo_json, page_width, say
from outreach.cli.session import Session
from outreach.cli.table import wrapped
from outreach.cli.words import day, long_text

_HERE = "Introductions"
_on = click.option("--on", metavar="DAY", help="When, if not today.")


def _list(session: Session, as_json: bool) -> None:
    rows = session.reader().views.introductions()
    if as_json:
        return echo_json(rows)
    if not rows:
        return say("None to make: set i_would_vouch=yes, i_can_help_with and can_help_me_with with 'outreach person edit NAME --set …'.")
    for row in rows:
        echo(wrapped(f"{row.one_name} and {row.other_name}: {row.because}", width=page_width(), hang="    "))
    return None


introductions = listing_group(
    "introductions",
    says="Introductions you could make, and those you ask for. 'outreach paths COMPANY' shows the ways into a company.",
    show=_list,
    verbs={
        "ask": Spec(_HERE, "introductions:ask", "Plan to ask somebody to introduce you."),
        "received": Spec(_HERE, "introductions:received", "Somebody introduced you: thanks are owed within a day."),
        "made": Spec(_HERE, "introductions:made", "You introduced two people."),
    },
)


@verb("ask", "introductions ask 'Mei Tanaka' --via 'Ana Ruiz'")
@click.argument("target", shell_complete=complete.people)
@click.option("--via", metavar="PERSON", required=True, shell_complete=complete.people, help="Who knows them.")
@_on
def ask(session: Session, target: str, via: str, on: str | None) -> None:
    """Plan to ask somebody for an introduction. 'outreach draft VIA --purpose introduction' writes it, with words to forward."""
    planner = session.planner()
    step = planner.introductions.ask(planner.find_person(target), planner.find_person(via), on=day(session, on))
    echo(f"{step.id}  {planner.views.explain(step.id).what}")


@verb("received", "introductions received 'Mei Tanaka' --by 'Ana Ruiz'")
@click.argument("target", shell_complete=complete.people)
@click.option("--by", metavar="PERSON", required=True, shell_complete=complete.people, help="Who introduced you.")
@_on
@click.option("--text", metavar="TEXT", default="", help="What they wrote; - reads stdin, @FILE a file.")
def received(session: Session, target: str, by: str, on: str | None, text: str) -> None:
    """Somebody introduced you: answer within a day, thank them, and tell them what comes of it."""
    planner = session.planner()
    who, giver = planner.find_person(target), planner.find_person(by)
    planner.introductions.received(who, giver, on=on, text=long_text(text) or "")
    for row in (*planner.views.person(who).due, *planner.views.person(giver).due):
        if row.promise:
            echo(f"{row.step:>5}  {row.what}  {row.when or row.day}")


@verb("made", "introductions made 'Ana Ruiz' 'Viggo Thwaite' --text 'both care about release tooling'")
@click.argument("one", shell_complete=complete.people)
@click.argument("other", shell_complete=complete.people)
@_on
@click.option("--text", metavar="TEXT", default="", help="Why; - reads stdin, @FILE a file.")
def made(session: Session, one: str, other: str, on: str | None, text: str) -> None:
    """You introduced two people to each other: a give in the ledger of both."""
    planner = session.planner()
    planner.introductions.made(planner.find_person(one), planner.find_person(other), on=on, text=long_text(text) or "")
    say("Noted with both")


@verb("paths", "paths 'Fernwick Labs'", "paths 3 --json")
@click.argument("company", shell_complete=complete.companies)
@json_option
def paths(session: Session, company: str, as_json: bool) -> None:
    """The ways into a company: you, somebody you know, somebody they know; the link you could best speak for comes first."""
    planner = session.reader()
    rows = planner.views.paths(planner.find_company(company))
    if as_json:
        return echo_json(rows)
    if not rows:
        return say("No way in yet; 'outreach network TEXT' searches everybody imported.")
    for row in rows:
        echo(" → ".join(row.names))
        for text in (row.links[0].how, f"{row.state}; {row.next}", *(f"owed: {owed}" for owed in row.owed)):
            echo(wrapped(text, width=page_width(), indent="    "))
    return None
