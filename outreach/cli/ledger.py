"""``outreach ledger``, ``needs``, ``link`` and ``recommendations``: giving, asking, and having something to give."""

from __future__ import annotations

import click

from outreach.cli import complete
from outreach.cli.command import Spec, json_option, verb
from outreach.cli.listing import listing_group
from outreach.cli.output import echo, echo_json, page_width, say, table_width
from outreach.cli.session import Session
from outreach.cli.table import Column, table, wrapped
from outreach.cli.words import channel_word, long_text
from outreach.domain.kinds import Channel
from outreach.domain.model import RowId
from outreach.domain.saying import say_day

_LEDGER = (Column("Name", flexible=True), Column("Company", flexible=True), Column("Given", "right"), Column("Asked", "right"), Column(""))
_on = click.option("--on", metavar="DAY", help="When, if not today.")
_text = click.option("--text", metavar="TEXT", default="", help="What was said; - reads stdin, @FILE a file.")


@verb("ledger", "ledger", "ledger 'Ana Ruiz'", "ledger --json")
@click.argument("person", required=False, shell_complete=complete.people)
@json_option
def ledger(session: Session, person: str | None, as_json: bool) -> None:
    """What you gave and what you asked, per person. A second ask before anything was given is one too many."""
    planner = session.reader()
    if person is None:
        rows = planner.views.ledger()
        if as_json:
            return echo_json(rows)
        lines = [(row.name, row.company_name, row.gives, row.asks, "give first" if row.give_first else None) for row in rows]
        return echo(table(_LEDGER, lines, width=table_width())) if rows else say("Nothing given or asked yet.")
    row = planner.views.ledger_of(planner.find_person(person))
    if as_json:
        return echo_json(row)
    echo(f"{row.name}: {row.gives} given, {row.asks} asked")
    for entry in row.entries:
        echo(wrapped(f"{say_day(entry.on)}  {entry.side}: {entry.what}", width=page_width(), indent="  ", hang="    "))
    for words in (row.advice, f"You could offer: {row.offer}" if row.offer else ""):
        if words:
            say(words)
    if row.ideas:
        say("Small things that count: " + "; ".join(row.ideas))
    return None


@verb("needs", "needs", "needs postgres", "needs --json")
@click.argument("words", nargs=-1, metavar="[TEXT]...")
@json_option
def needs(session: Session, words: tuple[str, ...], as_json: bool) -> None:
    """Who needs what you, a kept link, or somebody you know could give; with TEXT, also who can help you with it.

    The field i_can_help_with says what somebody needs, can_help_me_with what they can do.
    """
    views = session.reader().views
    text = " ".join(words)
    rows, helpers = views.needs(text), views.helpers(text) if text else []
    if as_json:
        return echo_json(rows if not text else {"needs": rows, "can_help_you": helpers})
    for helper in helpers:
        echo(wrapped(f"{helper.name} can help you with {helper.helps}", width=page_width(), hang="    "))
    if not rows and helpers:
        return None
    if not rows:
        return say("No need is written down; 'outreach person edit NAME --set i_can_help_with=…' notes one.")
    for row in rows:
        echo(wrapped(f"{row.name} needs {row.needs}", width=page_width(), hang="    "))
        for label, told in (("you", row.offer), ("could help", ", ".join(row.helpers)), ("to share", ", ".join(row.links))):
            if told:
                echo(wrapped(f"{label}: {told}", width=page_width(), indent="    ", hang="      "))
    return None


def _recommendations(session: Session, as_json: bool) -> None:
    rows = session.reader().views.recommendations()
    if as_json:
        return echo_json(rows)
    if not rows:
        return say("None asked for, received or given yet.")
    columns = (Column("Name", flexible=True), Column("State"), Column("What", flexible=True))
    return echo(table(columns, [(row.name, row.state, row.says) for row in rows], width=table_width()))


_TRACKER = "Recommendations"
recommendations = listing_group(
    "recommendations",
    says="Recommendations on your profiles: asked for, received, given, and whom you could ask.",
    show=_recommendations,
    verbs={
        "asked": Spec(_TRACKER, "ledger:asked", "You asked somebody for one."),
        "received": Spec(_TRACKER, "ledger:received", "Somebody wrote you one: thanks are owed."),
        "given": Spec(_TRACKER, "ledger:given", "You wrote somebody one: a give."),
        "endorsed": Spec(_TRACKER, "ledger:endorsed", "You endorsed a skill of theirs: a small give."),
    },
)


@verb("asked", "recommendations asked 'Ana Ruiz'")
@click.argument("person", shell_complete=complete.people)
@_on
@_text
def asked(session: Session, person: str, on: str | None, text: str) -> None:
    """You asked for one: an ask in the ledger, with one reminder after ten business days."""
    planner = session.planner()
    planner.recommendations.asked(planner.find_person(person), on=on, text=long_text(text) or "")
    say("Noted; one reminder in ten business days")


@verb("received", "recommendations received 'Ana Ruiz' --on yesterday")
@click.argument("person", shell_complete=complete.people)
@_on
@_text
def received(session: Session, person: str, on: str | None, text: str) -> None:
    """Somebody wrote you one: it becomes evidence, and a thank-you is owed within a day."""
    planner = session.planner()
    planner.recommendations.received(planner.find_person(person), on=on, text=long_text(text) or "")
    say("Noted; thank them within a day")


@verb("given", "recommendations given 'Ana Ruiz'")
@click.argument("person", shell_complete=complete.people)
@_on
@_text
def given(session: Session, person: str, on: str | None, text: str) -> None:
    """You wrote somebody one: evidence, and a give in the ledger."""
    planner = session.planner()
    planner.recommendations.given(planner.find_person(person), on=on, text=long_text(text) or "")
    say("Noted as a give")


@verb("endorsed", "recommendations endorsed 'Ana Ruiz' 'calm on call'")
@click.argument("person", shell_complete=complete.people)
@click.argument("skill")
@_on
def endorsed(session: Session, person: str, skill: str, on: str | None) -> None:
    """You endorsed a skill of theirs that you have seen: evidence, and a small give in the ledger."""
    planner = session.planner()
    planner.recommendations.endorsed(planner.find_person(person), skill, on=on)
    say("Noted as a small give")


def _links(session: Session, as_json: bool) -> None:
    rows = session.reader().views.links()
    if as_json:
        return echo_json(rows)
    if not rows:
        return say("No link waits to be shared; 'outreach link add URL --insight …' keeps one.")
    columns = (Column("No", "right"), Column("Link", flexible=True), Column("Your line", flexible=True), Column("For", flexible=True))
    return echo(table(columns, [(row.id, row.url, row.insight, ", ".join(row.for_whom)) for row in rows], width=table_width()))


_INBOX = "Links"
link = listing_group(
    "link",
    says="Links worth sharing, each with a line of your own, until somebody gets them.",
    show=_links,
    verbs={
        "add": Spec(_INBOX, "ledger:add", "Keep a link."),
        "share": Spec(_INBOX, "ledger:share", "You shared it with somebody: a give."),
        "delete": Spec(_INBOX, "ledger:delete", "Throw it away."),
    },
)


@verb("add", "link add https://example.org/on-call --insight 'the part on handing over made me change ours' --for 'Ana Ruiz'")
@click.argument("url")
@click.option("--insight", metavar="TEXT", default="", help="One line of your own: why it is worth reading.")
@click.option("--for", "meant_for", metavar="PERSON", shell_complete=complete.people, help="Whom you thought of.")
def add(session: Session, url: str, insight: str, meant_for: str | None) -> None:
    """Keep a link to share one day, when there is nothing to ask."""
    planner = session.planner()
    made = planner.links.add(url, insight=insight, meant_for=planner.find_person(meant_for) if meant_for else None)
    echo(f"{made.id}  {made.url}")


@verb("share", "link share 3 'Ana Ruiz'")
@click.argument("number", type=int)
@click.argument("person", shell_complete=complete.people)
@_on
@click.option("--channel", type=channel_word(), help="How, if not by LinkedIn message.")
def share(session: Session, number: int, person: str, on: str | None, channel: Channel | None) -> None:
    """You shared a kept link: a give in the ledger, which starts no clock and asks nothing."""
    planner = session.planner()
    planner.links.share(RowId(number), planner.find_person(person), on=on, channel=channel)
    say("Noted as a give")


@verb("delete", "link delete 3")
@click.argument("number", type=int)
def delete(session: Session, number: int) -> None:
    """Throw a kept link away; 'outreach undo' brings it back."""
    session.planner().links.delete(RowId(number))
    say(f"Deleted link {number}; 'outreach undo' brings it back")
