"""``outreach person``: the verbs on people of the plan."""

from __future__ import annotations

from typing import Any

import click

from outreach.cli import complete
from outreach.cli.command import Spec, VerbGroup, json_option, verb
from outreach.cli.company import confirmed
from outreach.cli.fields import PERSON, field_options, given, something
from outreach.cli.output import echo, echo_json, page_width, say
from outreach.cli.session import Session
from outreach.cli.words import Word
from outreach.domain.kinds import PersonState, Tie
from outreach.domain.model import ContactId
from outreach.errors import UsageError

_HERE = "People"

person = VerbGroup(
    "person",
    help="People of the plan: insiders at your targets, and who can introduce you.",
    verbs={
        "add": Spec(_HERE, "person:add", "Add somebody by hand."),
        "show": Spec(_HERE, "person:show", "Evidence, reasons, history and what is next."),
        "edit": Spec(_HERE, "person:edit", "Change what is known of them."),
        "triage": Spec(_HERE, "person:triage", "Say who is an insider, who waits, whom to avoid."),
        "promote": Spec(_HERE, "person:promote", "Take somebody imported into the plan."),
        "move": Spec(_HERE, "person:move", "Change somebody's place in the queue."),
        "drop": Spec(_HERE, "person:drop", "Part ways; the history stays."),
        "delete": Spec(_HERE, "person:delete", "Take somebody out, with their history."),
    },
)


@verb("add", "person add 'Ana Ruiz' --company 'Fernwick Labs' --position 'Staff Engineer' --how-i-know 'Kettlebrook 2019-2021'")
@click.argument("name")
@click.option("--company", metavar="COMPANY", shell_complete=complete.companies, help="The target they are known for.")
@field_options(PERSON, also=": can_help_me_with, zone, reputation ...")
def add(session: Session, name: str, company: str | None, **fields: Any) -> None:
    """Add somebody your archive does not know. They start as an insider of the company."""
    planner = session.planner()
    made = planner.people.add(name, planner.find_company(company) if company else None, **given(fields))
    echo(f"{made.id}  {made.name}")


@verb("show", "person show 'Ana Ruiz'", "person show 12 --json")
@click.argument("name", metavar="PERSON", shell_complete=complete.people)
@json_option
def show(session: Session, name: str, as_json: bool) -> None:
    """Who they are, how you know them, whether to write and why, what was said and what is next.

    PERSON is their number or an unambiguous part of their name.
    """
    from outreach.cli.cards import person_card

    planner = session.reader()
    card = planner.views.person(planner.find_person(name))
    if as_json:
        echo_json(card)
    else:
        person_card(card, page_width())


@verb(
    "edit",
    "person edit 'Ana Ruiz' --hook 'her talk on release trains' --question 'How do teams there plan?'",
    "person edit 12 --tie before",
)
@click.argument("name", metavar="PERSON", shell_complete=complete.people)
@click.option("--rename", metavar="NAME", help="A new name.")
@click.option("--company", metavar="COMPANY", shell_complete=complete.companies, help="The target they are known for.")
@field_options(PERSON, also=": can_help_me_with, zone, reputation ...")
def edit(session: Session, name: str, rename: str | None, company: str | None, **fields: Any) -> None:
    """Change what is known of somebody; an empty value clears a field, and no import changes it back."""
    planner = session.planner()
    told = given(fields) | ({"name": rename} if rename is not None else {})
    if company is not None:
        told["company"] = planner.find_company(company)
    which = planner.find_person(name)
    planner.people.edit(which, **something(told, "person edit"))
    say(f"Changed {', '.join(word.replace('_', ' ') for word in told)} of {planner.views.person(which).name}")


@verb("triage", "person triage insider 12 14 15", "person triage later 'Tom Okafor' --reason 'after the summer'")
@click.argument("state", type=Word(PersonState))
@click.argument("names", nargs=-1, required=True, metavar="PERSON...", shell_complete=complete.people)
@click.option("--reason", metavar="TEXT", default="", help="Why, in a few words.")
def triage(session: Session, state: PersonState, names: tuple[str, ...], reason: str) -> None:
    """Say of one or several people what they are: insider, later or avoid. Only insiders are written to."""
    if state is PersonState.DROPPED:
        raise UsageError("dropping somebody is its own verb", next_step="use 'outreach person drop'")
    planner = session.planner()
    say(planner.people.triage([planner.find_person(name) for name in names], state, reason))


@verb("promote", "person promote 412 'Fernwick Labs'", "person promote 412 3 --tie before")
@click.argument("contact", type=int)
@click.argument("company", shell_complete=complete.companies)
@click.option("--tie", type=Word(Tie), default=Tie.HERE, show_default="here", help="How they are tied to the company.")
def promote(session: Session, contact: int, company: str, tie: Tie) -> None:
    """Take somebody you imported into the plan. CONTACT is the number 'outreach network' prints."""
    planner = session.planner()
    made = planner.people.promote(ContactId(contact), planner.find_company(company), tie=tie)
    echo(f"{made.id}  {made.name}")


@verb("move", "person move 'Ana Ruiz' 1")
@click.argument("name", metavar="PERSON", shell_complete=complete.people)
@click.argument("place", type=click.IntRange(1))
def move(session: Session, name: str, place: int) -> None:
    """Give somebody a place of your own choosing in their company's queue; 1 is first."""
    planner = session.planner()
    which = planner.find_person(name)
    planner.people.move(which, place)
    say(f"{planner.views.person(which).name} is at place {place}")


@verb("drop", "person drop 12 --reason 'asked me not to write'")
@click.argument("name", metavar="PERSON", shell_complete=complete.people)
@click.option("--reason", metavar="TEXT", default="", help="Why, in a few words.")
def drop(session: Session, name: str, reason: str) -> None:
    """Part ways with somebody: nothing stays open, nothing will be suggested again, the history is kept."""
    planner = session.planner()
    which = planner.find_person(name)
    planner.people.drop(which, reason)
    say(f"Dropped {planner.views.person(which).name}; 'outreach undo' brings them back")


@verb("delete", "person delete 12 --yes")
@click.argument("name", metavar="PERSON", shell_complete=complete.people)
@click.option("--yes", is_flag=True, help="Do not ask.")
def delete(session: Session, name: str, yes: bool) -> None:
    """Take somebody out of the plan with their evidence, drafts and steps. 'outreach undo' brings them back."""
    planner = session.planner()
    which = planner.find_person(name)
    confirmed(session, f"Delete {planner.views.person(which).name} and their history?", yes)
    say(f"Deleted {planner.people.delete(which)}; 'outreach undo' brings it back")
