"""``outreach today`` and ``explain``: what is due, and why it stands on the day it does."""

from __future__ import annotations

import click

from outreach.cli.command import json_option, verb
from outreach.cli.output import echo, echo_json, page_width
from outreach.cli.session import Session
from outreach.cli.table import Column, cells, spread, table, wrapped
from outreach.cli.words import day
from outreach.domain.saying import plural
from outreach.errors import Exit
from outreach.planner.rows import DueRow, TodayRow
from outreach.planner.words import day_long, day_short

_INDENT = " " * 7


@verb("today", "today", "today --on 'next mon'", "today --brief", "today --json")
@click.option("--on", "on", metavar="DAY", help="Look at another day: 2026-12-01, tomorrow, 'next mon', 3bd.")
@click.option("--brief", is_flag=True, help="Only what is due, one line each.")
@json_option
def today(session: Session, on: str | None, brief: bool, as_json: bool) -> int:
    """What is due today, and why: promises first, then what is late, then what is due.

    Exits 1 when something is due and 0 when nothing is, for shell prompts and timers.
    """
    planner = session.reader()
    row = planner.views.today(day(session, on))
    if as_json:
        echo_json(row)
    elif brief:
        _brief(row)
    else:
        page(row)
    return Exit.SOMETHING_DUE if row.count else Exit.OK


def _brief(row: TodayRow) -> None:
    for due in (*row.promises, *row.overdue, *row.due):
        echo(f"{due.step}  {_what(due)}  {due.when}")


def page(row: TodayRow) -> None:
    """Print a day as a page: a heading, the groups that hold something, and what else waits."""
    width = page_width()
    echo(spread(day_long(row.day), f"{row.count} due" if row.count else "nothing due", width=width))
    groups = (("Promised", row.promises), ("Late", row.overdue), ("Due", row.due))
    for title, dues in groups:
        if dues:
            echo(f"\n{title}")
            for due in dues:
                _full(due, width)
    quiet = (("Soon", row.soon), ("Waiting", row.waiting), ("Moved to keep the day small", row.moved))
    for title, dues in quiet:
        if dues:
            echo(f"\n{title}")
            for due in dues:
                echo(_heading(due, width))
    for line in _loose_ends(row):
        echo(line)


def _full(due: DueRow, width: int) -> None:
    echo(_heading(due, width))
    if due.why:
        echo(wrapped(due.why, width=width - 4, indent=_INDENT))


def _heading(due: DueRow, width: int) -> str:
    mark = "★" if due.pinned else " "
    return spread(f"{due.step:>5} {mark}{_what(due)}", due.when, width=width)


def _what(due: DueRow) -> str:
    named = due.company_name and due.company_name not in due.what
    return f"{due.what} · {due.company_name}" if named else due.what


def _loose_ends(row: TodayRow) -> list[str]:
    lines = [
        f"{plural(triage.people, 'person', 'people')} at {triage.company_name} to look through: outreach insiders {triage.company}"
        for triage in row.triage
    ]
    if row.questions:
        lines.append(f"{plural(row.questions, 'company name')} to settle: outreach questions")
    if lines:
        lines = ["", "Also", *(f"  {line}" for line in lines)]
    if not (row.count or row.soon or row.waiting or row.moved or lines):
        lines = ["", "Nothing is planned yet: 'outreach company add NAME' names a target, 'outreach demo' shows a sample."]
    return lines


@verb("explain", "explain 14", "explain 'Ana Ruiz'")
@click.argument("step")
@json_option
def explain(session: Session, step: str, as_json: bool) -> None:
    """Why a step stands on the day it does, term by term. STEP is its number, or a person's name for what is open with them."""
    planner = session.reader()
    due = planner.views.explain(planner.find_step(step))
    if as_json:
        return echo_json(due)
    width = page_width()
    when = day_short(due.on) if due.on else "no day"
    echo(spread(f"{due.step}  {_what(due)}", f"{when} ({due.when})" if due.when else when, width=width))
    if due.why:
        echo(wrapped(due.why, width=width, indent=" " * (cells(str(due.step)) + 2)))
    if due.terms:
        echo(
            "\n"
            + table((Column("Because", wraps=True), Column("Effect", wraps=True)), [(t.label, t.effect) for t in due.terms], width=width)
        )
    if due.held_by:
        echo(f"\nHeld by {due.held_by}" + (f" until {day_short(due.held_until)}" if due.held_until else ""))
    return None
