"""``outreach reputation``, ``recruiters`` and ``news``: people by what is on record about them."""

from __future__ import annotations

import click

from outreach.cli import complete
from outreach.cli.command import Spec, json_option, verb
from outreach.cli.listing import listing_group
from outreach.cli.output import echo, echo_json, say, table_width
from outreach.cli.session import Session
from outreach.cli.table import Column, table
from outreach.cli.words import Word, day, long_text
from outreach.domain.kinds import PersonKind, Reputation
from outreach.domain.saying import say_day
from outreach.errors import UsageError

_REVIEW = (
    Column("No", "right"),
    Column("Name", flexible=True),
    Column("Kind"),
    Column("Company", flexible=True),
    Column("You say"),
    Column("Note", flexible=True),
)


@verb(
    "reputation", "reputation --kind recruiter", "reputation --tag customer --json", "reputation avoid 12 14 --note 'spoke ill of a client'"
)
@click.argument("mark", required=False, type=Word(Reputation))
@click.argument("people", nargs=-1, metavar="[PERSON]...", shell_complete=complete.people)
@click.option("--kind", type=Word(PersonKind), help="Only people of this kind.")
@click.option("--tag", metavar="TAG", default="", help="Only people with this tag, such as customer.")
@click.option("--note", metavar="TEXT", default="", help="Why; private, never exported.")
@json_option
def reputation(
    session: Session, mark: Reputation | None, people: tuple[str, ...], kind: PersonKind | None, tag: str, note: str, as_json: bool
) -> None:
    """Go through people of one kind and say ok, unsure or avoid: customers and partners too. Private; it never leaves by an export."""
    if mark is not None:
        planner = session.planner()
        chosen = [planner.find_person(name) for name in people] or [
            row.person for row in (planner.views.reputation(kind, tag) if kind or tag else [])
        ]
        if not chosen:
            raise UsageError("say whom", next_step="name people, or a --kind or --tag")
        return say(planner.reputations.mark(chosen, mark, note=note))
    rows = session.reader().views.reputation(kind, tag)
    if as_json:
        return echo_json(rows)
    if not rows:
        return say("Nobody of that kind.")
    lines = [(row.person, row.name, row.kind, row.company_name, row.reputation, row.note) for row in rows]
    return echo(table(_REVIEW, lines, width=table_width()))


def _recruiters(session: Session, as_json: bool) -> None:
    rows = session.reader().views.recruiters()
    if as_json:
        return echo_json(rows)
    if not rows:
        return say("No recruiter in the plan.")
    columns = (
        Column("No", "right"),
        Column("Name", flexible=True),
        Column("Role and client", flexible=True),
        Column("Next", flexible=True),
        Column("By"),
    )
    lines = [
        (row.person, row.name, row.motive or "not named: share no names", row.next, say_day(row.next_on) if row.next_on else None)
        for row in rows
    ]
    return echo(table(columns, lines, width=table_width()))


recruiters = listing_group(
    "recruiters",
    says="Recruiters: the role and client they named, and what they promised next.",
    show=_recruiters,
    verbs={"log": Spec("Recruiters", "people_lists:log", "Note what a recruiter named or promised.")},
)


@verb("log", "recruiters log 'Tom Okafor' --role 'Staff Engineer' --client 'Fernwick Labs' --next 'sends the brief' --by 'next fri'")
@click.argument("person", shell_complete=complete.people)
@click.option("--role", metavar="TEXT", default="", help="The role they named.")
@click.option("--client", metavar="TEXT", default="", help="The client they named.")
@click.option("--next", "next_step", metavar="TEXT", default="", help="What they promised to do.")
@click.option("--by", metavar="DAY", help="By when; five business days when not said.")
def log(session: Session, person: str, role: str, client: str, next_step: str, by: str | None) -> None:
    """Note the role and client a recruiter named, and what they promised by when; Today reminds you to look."""
    planner = session.planner()
    done = planner.recruiters.log(planner.find_person(person), role=role, client=client, next_step=next_step, by=day(session, by))
    say(f"{done.name}: {done.recruiter_motive or 'neither role nor client named yet: share no names'}")


def _news(session: Session, as_json: bool) -> None:
    rows = session.reader().views.news()
    if as_json:
        return echo_json(rows)
    if not rows:
        return say("No news of the last three months; 'outreach news add NAME TEXT' keeps some.")
    columns = (Column("Day"), Column("Name", flexible=True), Column("What", flexible=True), Column(""))
    return echo(
        table(columns, [(say_day(row.on), row.name, row.text, "hook" if row.is_hook else None) for row in rows], width=table_width())
    )


news = listing_group(
    "news",
    says="News of people you know: a talk, a post, a new position. Each is a reason to write.",
    show=_news,
    verbs={"add": Spec("News", "people_lists:add", "Keep something new about somebody.")},
)


@verb("add", "news add 'Ana Ruiz' 'her talk on release trains is online' --link https://example.org/talk --hook")
@click.argument("person", shell_complete=complete.people)
@click.argument("text")
@click.option("--on", metavar="DAY", help="When, if not today.")
@click.option("--link", metavar="URL", default="", help="Where.")
@click.option("--hook", is_flag=True, help="Start the next message from it.")
def add(session: Session, person: str, text: str, on: str | None, link: str, hook: bool) -> None:
    """Keep a dated fact about somebody; with --hook the next message starts from it."""
    planner = session.planner()
    done = planner.news.add(planner.find_person(person), long_text(text) or "", on=on, link=link, hook=hook)
    say(f"{done.name}: {done.news[-1].text}")
