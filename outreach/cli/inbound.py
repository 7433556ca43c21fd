"""``outreach inbound``: the desk for invitations received."""

from __future__ import annotations

import click

from outreach.cli.command import Spec, verb
from outreach.cli.listing import listing_group
from outreach.cli.output import echo, echo_json, page_width, say, table_width
from outreach.cli.session import Session
from outreach.cli.table import Column, table, wrapped
from outreach.cli.words import long_text
from outreach.domain.etiquette.inbound import Advice
from outreach.domain.model import Draft
from outreach.domain.saying import say_day
from outreach.planner.practice_rows import InboundRow

_HERE = "Invitations received"
_COLUMNS = (
    Column("No", "right"),
    Column("Name", flexible=True),
    Column("Since"),
    Column("They say", flexible=True),
    Column("Do"),
    Column("Because", flexible=True),
)
_who = click.argument("who", metavar="NO|NAME")
_on = click.option("--on", metavar="DAY", help="When, if not today.")


def _list(session: Session, as_json: bool) -> None:
    desk = session.reader().views.inbound()
    if as_json:
        return echo_json(desk)
    if desk.open:
        echo(table(_COLUMNS, [_cells(row) for row in desk.open], width=table_width()))
        say("Answer with: outreach inbound accept|ask|answered|decline NO")
    else:
        say("No invitation waits.")
    for row in desk.closed:
        say(f"{row.name}: {row.says}; closed by itself")
    if desk.accepted or desk.declined or desk.closed:
        say(f"{desk.accepted} accepted, {desk.declined} declined, {len(desk.closed)} closed without an answer")
    return None


def _cells(row: InboundRow) -> tuple[object, ...]:
    until = f"wait to {say_day(row.closes_on)}" if row.closes_on else row.advice
    return (row.id, row.name, say_day(row.on), row.answer or row.note, until, row.says)


inbound = listing_group(
    "inbound",
    says="Invitations others sent you: accept, ask why, or decline. Whoever never answers why closes by itself after 14 days.",
    show=_list,
    verbs={
        "add": Spec(_HERE, "inbound:add", "Put an invitation on the desk by hand."),
        "accept": Spec(_HERE, "inbound:accept", "You accepted it."),
        "ask": Spec(_HERE, "inbound:ask", "Write the message that asks why."),
        "asked": Spec(_HERE, "inbound:asked", "You sent that message: the 14 days begin."),
        "answered": Spec(_HERE, "inbound:answered", "They answered why; judge it."),
        "decline": Spec(_HERE, "inbound:decline", "You declined it."),
    },
)


@verb("add", "inbound add 'Jonas Veld' --note 'Let us connect' --on yesterday")
@click.argument("name")
@_on
@click.option("--note", metavar="TEXT", default="", help="What they wrote with it.")
@click.option("--url", metavar="URL", default="", help="Their profile.")
@click.option("--position", metavar="TEXT", default="", help="What they do.")
@click.option("--company", metavar="TEXT", default="", help="Where.")
def add(session: Session, name: str, on: str | None, note: str, url: str, position: str, company: str) -> None:
    """Put an invitation on the desk that no archive has yet."""
    made = session.planner().inbound.add(name, on=on, note=long_text(note) or "", url=url, position=position, company=company)
    echo(f"{made.id}  {made.name}")


@verb("accept", "inbound accept 412", "inbound accept 'Jonas Veld' --reason 'we will share a panel in May'")
@_who
@_on
@click.option("--reason", metavar="TEXT", default="", help="Why, when nothing on record says that you know each other.")
def accept(session: Session, who: str, on: str | None, reason: str) -> None:
    """You accepted: they count as connected. With nobody you know, it asks for a reason and keeps it."""
    planner = session.planner()
    which = planner.inbound.find(who)
    said = planner.inbound.accept(which, reason=reason, on=on)
    say("Accepted" if said.advice is Advice.ACCEPT else f"Accepted, although {said.says}")


@verb("ask", "inbound ask 412")
@_who
def ask(session: Session, who: str) -> None:
    """Write the message that asks why they want to connect. Copy it, send it yourself, then say 'outreach inbound asked'."""
    planner = session.planner()
    which = planner.inbound.find(who)
    _print(planner.inbound.ask_why(which))
    say(f"Copy it and send it; then 'outreach inbound asked {which}' starts the 14 days")


@verb("asked", "inbound asked 412", "inbound asked 412 --on yesterday")
@_who
@_on
def asked(session: Session, who: str, on: str | None) -> None:
    """You sent the question. Without an answer the invitation closes by itself after 14 days."""
    planner = session.planner()
    which = planner.inbound.find(who)
    planner.inbound.asked(which, on=on)
    row = next(row for row in planner.views.inbound().open + planner.views.inbound().closed if row.id == which)
    say(f"Asked {row.name}" + (f"; closes by itself on {say_day(row.closes_on)}" if row.closes_on else ""))


@verb(
    "answered",
    "inbound answered 412 --text 'I liked your talk'",
    "inbound answered 412 --text - --role 'Staff Engineer' --client 'Fernwick Labs'",
)
@_who
@_on
@click.option("--text", metavar="TEXT", required=True, help="What they answered; - reads stdin, @FILE a file.")
@click.option("--role", metavar="TEXT", default="", help="The role a recruiter named.")
@click.option("--client", metavar="TEXT", default="", help="The client a recruiter named.")
def answered(session: Session, who: str, on: str | None, text: str, role: str, client: str) -> None:
    """They answered: prints what the desk thinks of it. The decision is yours: accept or decline."""
    planner = session.planner()
    which = planner.inbound.find(who)
    said = planner.inbound.answered(which, long_text(text) or "", on=on, role=role, client=client)
    echo(f"{said.advice}: {said.says}")
    say(said.reason)


@verb("decline", "inbound decline 412", "inbound decline 412 --write")
@_who
@_on
@click.option("--reason", metavar="TEXT", default="", help="Why, for yourself.")
@click.option("--write", is_flag=True, help="Compose a kind word; silence does as well.")
def decline(session: Session, who: str, on: str | None, reason: str, write: bool) -> None:
    """You declined, which is fine with people you do not know."""
    planner = session.planner()
    draft = planner.inbound.decline(planner.inbound.find(who), reason=reason, on=on, write=write)
    if draft is not None:
        _print(draft)
    say("Declined")


def _print(draft: Draft) -> None:
    for line in str(draft.body).split("\n"):
        echo(wrapped(line, width=page_width()) if line.strip() else "")
