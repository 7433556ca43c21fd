"""``outreach company research``, ``answer``, ``ask`` and ``workforce``: what one knows of a company beside its people."""

from __future__ import annotations

import click

from outreach.cli import complete
from outreach.cli.command import json_option, verb
from outreach.cli.output import echo, echo_json, page_width, say
from outreach.cli.session import Session
from outreach.cli.table import wrapped
from outreach.cli.words import long_text
from outreach.domain.saying import say_day

_company = click.argument("company", shell_complete=complete.companies)


@verb("research", "company research 'Fernwick Labs' read people", "company research 3 all", "company research 3 postings --undone")
@_company
@click.argument("items", nargs=-1, metavar="[ITEM]...")
@click.option("--on", metavar="DAY", help="When, if not today.")
@click.option("--undone", is_flag=True, help="Take the ticks away.")
@json_option
def research(session: Session, company: str, items: tuple[str, ...], on: str | None, undone: bool, as_json: bool) -> None:
    """Tick what you looked up: read, people, postings, alumni, or all. Without items it shows the list."""
    planner = session.planner() if items else session.reader()
    which = planner.find_company(company)
    if items:
        planner.homework.research(which, items, on=on, undone=undone)
    card = planner.views.company(which)
    if as_json:
        return echo_json(dict(card.research))
    for item, when in card.research:
        echo(f"  {'✓' if when else '·'} {item}{f'  {say_day(when)}' if when else ''}")
    return None


@verb("answer", "company answer fernwick 'How do positions arise?' 'mostly when a team splits' --by 'Ana Ruiz'")
@_company
@click.argument("question")
@click.argument("answer_", metavar="ANSWER")
@click.option("--by", metavar="PERSON", shell_complete=complete.people, help="Who said it.")
@click.option("--on", metavar="DAY", help="When, if not today.")
def answer(session: Session, company: str, question: str, answer_: str, by: str | None, on: str | None) -> None:
    """Keep what somebody answered; - reads stdin, @FILE a file. 'outreach company ask' has questions worth asking."""
    planner = session.planner()
    which = planner.find_company(company)
    planner.homework.answer(which, question, long_text(answer_) or "", by=planner.find_person(by) if by else None, on=on)
    say(f"Kept with {planner.views.company(which).name}")


@verb("ask", "company ask 'Fernwick Labs'", "company ask 3 --json")
@_company
@json_option
def ask(session: Session, company: str, as_json: bool) -> None:
    """Questions for a talk with somebody there, and the answers you have so far."""
    planner = session.reader()
    card = planner.views.company(planner.find_company(company))
    groups = [{"title": group.title, "when": group.when, "questions": group.at(card.name)} for group in planner.library.questions]
    answers = [{"question": q, "answer": a, "by": by, "on": on} for q, a, by, on in card.answers]
    if as_json:
        return echo_json({"questions": groups, "answers": answers})
    for group in planner.library.questions:
        echo(group.title)
        for question in group.at(card.name):
            echo(wrapped(question, width=page_width(), indent="  ", hang="    "))
    for asked, said, by, on in card.answers:
        echo(
            wrapped(
                f"{asked} {said} ({', '.join(part for part in (by, say_day(on) if on else '') if part)})", width=page_width(), hang="    "
            )
        )
    return None


@verb("workforce", "company workforce 'Fernwick Labs'", "company workforce 3 --note 'many came from laboratories'")
@_company
@click.option("--note", metavar="TEXT", help="Your own notes on who gets hired there; - reads stdin, @FILE a file.")
@json_option
def workforce(session: Session, company: str, note: str | None, as_json: bool) -> None:
    """Who gets hired there, as far as the people you know show: skills, earlier employers, schools, positions."""
    planner = session.reader() if note is None else session.planner()
    which = planner.find_company(company)
    if note is not None:
        planner.companies.edit(which, workforce=long_text(note) or "")
    row = planner.views.workforce(which)
    if as_json:
        return echo_json(row)
    if row.notes:
        echo(wrapped(row.notes, width=page_width()))
    for label, counted in (
        ("skills and tags", row.traits),
        ("came from", row.came_from),
        ("schools", row.schools),
        ("positions", row.positions),
    ):
        if counted:
            echo(wrapped(f"{label}: {', '.join(f'{name} ({count})' for name, count in counted)}", width=page_width(), hang="  "))
    if not (row.notes or row.traits or row.came_from or row.positions):
        say("Nothing seen yet; skills and tags of the people known there add up here.")
    return None
