"""``outreach start``, ``dormant`` and ``teachers``: whom to remember before the first message goes out."""

from __future__ import annotations

from collections.abc import Iterable

import click

from outreach.cli.command import json_option, verb
from outreach.cli.output import echo, echo_json, page_width, say, table_width
from outreach.cli.session import Session
from outreach.cli.table import Column, table, wrapped
from outreach.domain.saying import plural, say_day
from outreach.planner.search_rows import DormantRow

_DORMANT = (
    Column("No", "right"),
    Column("Name", flexible=True),
    Column("Where", flexible=True),
    Column("Target", flexible=True),
    Column("Last"),
)
_TEACHERS = (
    Column("No", "right"),
    Column("Name", flexible=True),
    Column("Kind"),
    Column("Position", flexible=True),
    Column("Question", flexible=True),
)


@verb("start", "start", "start --json")
@json_option
def start(session: Session, as_json: bool) -> None:
    """Day one of a search: who once offered to help, who vouches for you, old ties at your targets, and what to put in order first."""
    row = session.reader().views.start()
    if as_json:
        return echo_json(row)
    _section(
        "They offered",
        (f"{one.name}{f' ({say_day(one.on)})' if one.on else ''}: {one.words}" for one in row.offers),
        "nobody yet; 'outreach person edit NAME --set standing_offer=…' keeps one",
    )
    _section(
        "They would vouch for you",
        (
            f"{one.name}{f', {one.company_name}' if one.company_name else ''}: {', '.join(one.vouches_for) or 'said so'}"
            for one in row.advocates
        ),
        "nobody on record",
    )
    _section("Advocates per target", (f"{name}: {count}" for name, count in row.advocates_at))
    _section("Say hello again, asking nothing", (_quiet(one) for one in row.dormant))
    _section("Find somebody at", row.no_insider)
    _section("Your own profile first", row.preflight)
    if row.present:
        say(f"Your archive says that you work at {row.present}; nothing keeps the search from them yet")
    if row.no_employer:
        say("If you are employed: 'outreach company edit NAME --current-employer yes' keeps the search from your employer")
    return None


def _quiet(one: DormantRow) -> str:
    return f"{one.name}{f', {one.target}' if one.target else ''}: last {say_day(one.last_on)}"


def _section(title: str, lines: Iterable[str], otherwise: str = "") -> None:
    shown = list(lines)
    if shown or otherwise:
        echo(title)
    for line in shown:
        echo(wrapped(line, width=page_width(), indent="  ", hang="    "))
    if not shown and otherwise:
        echo(wrapped(otherwise, width=page_width(), indent="  ", hang="    "))


@verb("dormant", "dormant", "dormant --all --json")
@click.option("--all", "everybody", is_flag=True, help="Those at no target too.")
@json_option
def dormant(session: Session, everybody: bool, as_json: bool) -> None:
    """People you traded messages with and have not heard of for two years, at your targets. The first message asks nothing.

    A number with + is one of the address book: 'outreach person promote NO COMPANY' takes them into the plan.
    """
    rows = session.reader().views.dormant(everybody=everybody)
    if as_json:
        return echo_json(rows)
    if not rows:
        return say("Nobody; 'outreach dormant --all' looks beyond your targets." if not everybody else "Nobody.")
    lines = [(row.person or f"+{row.contact}", row.name, row.employer, row.target, say_day(row.last_on)) for row in rows]
    return echo(table(_DORMANT, lines, width=table_width()))


@verb("teachers", "teachers", "teachers --json")
@json_option
def teachers(session: Session, as_json: bool) -> None:
    """People to learn from: up-and-comers, owners and peers before the famous. A stranger needs one concrete question, and no request."""
    rows = session.reader().views.teachers()
    if as_json:
        return echo_json(rows)
    if not rows:
        return say("Nobody yet; the kinds peer, up-and-comer, owner and leader mark them.")
    lines = [(row.person, row.name, row.kind, row.position, row.question or "none yet") for row in rows]
    echo(table(_TEACHERS, lines, width=table_width()))
    missing = sum(not row.question for row in rows)
    return say(f"{plural(missing, 'person', 'people')} without a question yet") if missing else None
