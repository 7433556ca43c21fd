"""``outreach company``: the verbs on target companies, and what a company name was decided to mean."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, Any

import click

from outreach.cli import complete
from outreach.cli.command import Spec, VerbGroup, json_option, verb
from outreach.cli.fields import COMPANY, field_options, given, something
from outreach.cli.output import echo, echo_json, page_width, say, table_width
from outreach.cli.session import Session
from outreach.cli.table import Column, table
from outreach.cli.words import Word
from outreach.domain.kinds import CompanyStatus, MatchVerdict
from outreach.domain.saying import plural
from outreach.errors import UsageError
from outreach.planner.words import day_short

if TYPE_CHECKING:
    from outreach.domain.model import CompanyId
    from outreach.planner import Planner

_HERE = "Companies"

company = VerbGroup(
    "company",
    help="Target companies: the ones you would like to work for.",
    verbs={
        "add": Spec(_HERE, "company:add", "Name a target; finds whom you know there."),
        "list": Spec(_HERE, "company:list_", "All targets, with what each waits for."),
        "show": Spec(_HERE, "company:show", "One target: people, openings, what is next."),
        "edit": Spec(_HERE, "company:edit", "Change a target."),
        "delete": Spec(_HERE, "company:delete", "Take a target out, with all that hangs on it."),
        "research": Spec(_HERE, "homework:research", "Tick what you looked up."),
        "ask": Spec(_HERE, "homework:ask", "Questions for a talk with somebody there."),
        "answer": Spec(_HERE, "homework:answer", "Keep what they answered."),
        "workforce": Spec(_HERE, "homework:workforce", "Who gets hired there."),
        "decide": Spec(_HERE, "company:decide", "Say what a company name means, once."),
    },
)

_COLUMNS = (
    Column("No", "right"),
    Column("Company", flexible=True),
    Column("M", "right"),
    Column("P", "right"),
    Column("Insiders", "right"),
    Column("To look at", "right"),
    Column("Now"),
    Column("Next"),
)


@verb("add", "company add 'Fernwick Labs' --motivation 4", "company add Stripe --domain stripe.com")
@click.argument("name")
@field_options(COMPANY)
def add(session: Session, name: str, **fields: Any) -> None:
    """Name a target company. Whoever you imported and who is or was there becomes an insider to look through."""
    planner = session.planner()
    made = planner.companies.add(name, **given(fields))
    echo(f"{made.id}  {made.name}")
    tell_who_is_there(planner, made.id)


def tell_who_is_there(planner: Planner, company: CompanyId) -> None:
    """Say what a newly named target brought: who is known there, what is still to be asked, and whether it may be misspelt."""
    row = next(row for row in planner.views.companies(include_closed=True) if row.id == company)
    if known := row.insiders:
        say(f"{plural(known, 'person', 'people')} known there; 'outreach insiders {row.id}' lists them")
    else:
        say("Nobody known there yet")
    if asked := len(planner.views.questions(company)):
        say(f"{plural(asked, 'company name')} may mean it too; 'outreach questions' asks")
    elif not known and (meant := planner.views.meant(company)):
        say(f"Did you mean {' or '.join(meant)}? Then: outreach company edit {row.id} --rename {shlex.quote(meant[0])}")


@verb("list", "company list", "company list --all --json")
@click.option("--all", "everything", is_flag=True, help="Closed ones too.")
@json_option
def list_(session: Session, everything: bool, as_json: bool) -> None:
    """All targets in the order to work them. M is motivation (0-4), P how good the postings look (0-3)."""
    rows = session.reader().views.companies(include_closed=everything)
    if as_json:
        return echo_json(rows)
    if not rows:
        return say("No targets yet; 'outreach company add NAME' names one.")
    lines = [
        (
            row.id,
            row.name,
            row.motivation,
            row.posting,
            row.insiders,
            row.untriaged or None,
            row.word if row.status is CompanyStatus.ACTIVE else row.status,
            day_short(row.next_on) if row.next_on else None,
        )
        for row in rows
    ]
    return echo(table(_COLUMNS, lines, width=table_width()))


@verb("show", "company show 'Fernwick Labs'", "company show 3 --json")
@click.argument("name", metavar="COMPANY", shell_complete=complete.companies)
@json_option
def show(session: Session, name: str, as_json: bool) -> None:
    """One target: why, who is known there, openings, what is next. COMPANY is its number or an unambiguous part of its name."""
    from outreach.cli.cards import company_card

    planner = session.reader()
    card = planner.views.company(planner.find_company(name))
    if as_json:
        echo_json(card)
    else:
        company_card(card, page_width())


@verb("edit", "company edit fernwick --motivation 4 --status paused", "company edit 3 --set website=https://fernwick.example")
@click.argument("name", metavar="COMPANY", shell_complete=complete.companies)
@click.option("--rename", metavar="NAME", help="A new name.")
@field_options(COMPANY)
def edit(session: Session, name: str, rename: str | None, **fields: Any) -> None:
    """Change a target's fields; an empty value clears one."""
    planner = session.planner()
    told = given(fields) | ({"name": rename} if rename is not None else {})
    which = planner.find_company(name)
    planner.companies.edit(which, **something(told, "company edit"))
    say(f"Changed {', '.join(word.replace('_', ' ') for word in told)} of {planner.views.company(which).name}")
    if rename is not None:
        tell_who_is_there(planner, which)


@verb("delete", "company delete 3 --yes")
@click.argument("name", metavar="COMPANY", shell_complete=complete.companies)
@click.option("--yes", is_flag=True, help="Do not ask.")
def delete(session: Session, name: str, yes: bool) -> None:
    """Take a target out of the plan. 'outreach undo' brings it back."""
    planner = session.planner()
    which = planner.find_company(name)
    label = planner.views.company(which).name
    confirmed(session, f"Delete {label} and what hangs on it?", yes)
    say(f"Deleted {planner.companies.delete(which)}; 'outreach undo' brings it back")


@verb("decide", "company decide Google 'Google Cloud' related", "company decide 3 'Fernwick Inc' here")
@click.argument("name", metavar="COMPANY", shell_complete=complete.companies)
@click.argument("string")
@click.argument("verdict", type=Word(MatchVerdict))
def decide(session: Session, name: str, string: str, verdict: MatchVerdict) -> None:
    """Say once what a company name in your archive means for a target: here, former, related or no. It is remembered for later imports."""
    planner = session.planner()
    which = planner.find_company(name)
    planner.companies.decide(which, string, verdict)
    say(f"{string}: {verdict} for {planner.views.company(which).name}")


def confirmed(session: Session, question: str, yes: bool) -> None:
    """Go on when ``--yes`` was said or a person at the terminal agrees. Raises UsageError where nobody can be asked, Abort on a no."""
    if yes:
        return
    if not session.interactive():
        raise UsageError("nobody is here to confirm it", next_step="say --yes to go on without asking")
    click.confirm(question, abort=True, err=True)
