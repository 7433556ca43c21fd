"""A day as text: the page ``outreach today`` prints, its short form, and one step explained."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import click

from outreach.cli.command import json_option, verb
from outreach.cli.output import echo, echo_json, json_text, page_width
from outreach.cli.session import Session
from outreach.cli.table import Column, cells, spread, table, wrapped
from outreach.cli.words import soon
from outreach.domain.saying import plural
from outreach.planner.day_rows import QUIET, DueRow, Rest, TodayRow
from outreach.planner.words import day_long, day_short

if TYPE_CHECKING:
    from outreach.planner import Planner

_INDENT = " " * 7


def asked(planner: Planner, on: dt.date | None, *, brief: bool, as_json: bool, everything: bool, width: int) -> tuple[int, str]:
    """How much a day asks for, and the day in the form asked for, ending in a line break unless it is empty."""
    if as_json or everything:
        row = planner.views.today(on)
        return row.count, written(row, brief=brief, as_json=as_json, everything=everything, width=width)
    row, rest = planner.views.today_in_short(on, 0 if brief else QUIET)
    return row.count, written(row, brief=brief, as_json=False, everything=False, width=width, rest=rest)


def written(row: TodayRow, *, brief: bool, as_json: bool, everything: bool, width: int, rest: Rest | None = None) -> str:
    """A day in the form asked for; ``rest`` counts the rows that are not in it."""
    if as_json:
        return json_text(row)
    lines = _brief(row) if brief else page(row, width=width, everything=everything, rest=rest)
    return "".join(f"{line}\n" for line in lines)


def _brief(row: TodayRow) -> list[str]:
    return [f"{due.step}  {_what(due)}  {due.when}" for due in row.asked]


def page(row: TodayRow, *, width: int, everything: bool = False, rest: Rest | None = None) -> list[str]:
    """A day as a page: a heading, the groups that hold something, and what else waits."""
    lines = [spread(day_long(row.day), f"{row.count} due" if row.count else "nothing due", width=width)]
    for title, dues in (("Promised", row.promises), ("Late", row.overdue), ("Due", row.due)):
        if dues:
            lines += ["", title]
            for due in dues:
                lines += _full(due, width)
    quiet = (
        ("Soon", row.soon, rest.soon if rest else 0),
        ("Waiting", row.waiting, rest.waiting if rest else 0),
        ("Moved to keep the day small", row.moved, rest.moved if rest else 0),
    )
    for title, dues, more in quiet:
        if dues:
            shown = dues if everything else dues[:QUIET]
            lines += ["", title]
            for due in shown:
                # Whoever has no day has a reason instead.
                lines += [_heading(due, width)] if soon(due) else _full(due, width)
            if left := len(dues) - len(shown) + more:
                lines.append(f"       and {left} more: outreach today --all")
    return lines + _loose_ends(row)


def _full(due: DueRow, width: int) -> list[str]:
    return [_heading(due, width), *([wrapped(due.why, width=width - 4, indent=_INDENT)] if due.why else [])]


def _heading(due: DueRow, width: int) -> str:
    mark = "★" if due.pinned else " "
    return spread(f"{due.step:>5} {mark}{_what(due)}", soon(due), width=width)


def _what(due: DueRow) -> str:
    named = due.company_name and due.company_name not in due.what
    return f"{due.what} · {due.company_name}" if named else due.what


def _loose_ends(row: TodayRow) -> list[str]:
    lines = [
        f"{plural(triage.people, 'person', 'people')} at {triage.company_name} to look through: outreach insiders {triage.company}"
        for triage in row.triage
    ]
    lines += [f"{line}: outreach budget" for line in row.slots]
    if lines:
        lines = ["", "Also", *(f"  {line}" for line in lines)]
    if not (row.count or row.soon or row.waiting or row.moved or lines):
        lines = [
            "",
            "Nothing is planned yet. Three ways to begin:",
            "  outreach import FILE         reads the archive LinkedIn mailed you",
            "  outreach company add NAME    names a company you want",
            "  outreach demo                shows a sample plan",
        ]
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
    when = due.day or "no day"
    echo(spread(f"{due.step}  {_what(due)}", f"{when} ({due.when})" if due.when else when, width=width))
    if due.why:
        echo(wrapped(due.why, width=width, indent=" " * (cells(str(due.step)) + 2)))
    if due.terms:
        echo(
            "\n"
            + table((Column("Because", wraps=True), Column("Effect", wraps=True)), [(t.label, t.effect) for t in due.terms], width=width)
        )
    until = day_short(due.held_until) if due.held_until else ""
    until = f", until {until}" if until and until not in due.held_by else ""
    if due.held_by and (until or due.held_by != due.why):
        echo("\n" + wrapped(f"Held back: {due.held_by}{until}", width=width))
    return None
