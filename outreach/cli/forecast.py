"""``outreach forecast``: what the weeks to come ask, a bar a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from outreach.cli.command import json_option, verb
from outreach.cli.output import echo, echo_json, page_width
from outreach.cli.session import Session
from outreach.cli.table import pad, spread
from outreach.domain.saying import plural
from outreach.planner.words import day_long

if TYPE_CHECKING:
    from outreach.planner.timing_rows import ForecastDay, ForecastRow

_TO_DO, _PROMISED, _FORESEEN = "█", "▓", "░"
_LABEL = 22
"""Cells before a bar: the day, what falls on it, what to do on it."""


@verb("forecast", "forecast", "forecast --weeks 6", "forecast --json")
@click.option("--weeks", type=int, default=3, show_default=True, help="How far to look, 1 to 26; this week counts as the first.")
@json_option
def forecast(session: Session, weeks: int, as_json: bool) -> None:
    """What the weeks to come ask, working day by working day, with no day asked for more than your daily target."""
    row = session.reader().views.forecast(weeks)
    if as_json:
        return echo_json(row)
    return echo("\n".join(picture(row, width=page_width())))


def picture(row: ForecastRow, *, width: int) -> list[str]:
    """A bar per working day, a blank line between weeks; days off show only when a promise falls on one."""
    shown = [day for day in row.days if not day.free or day.levelled or day.falls]
    most = max((day.levelled + day.foreseen for day in shown), default=0)
    per_cell = max(1, -(-most // max(1, width - _LABEL)))
    cells = min(4, max(1, (width - _LABEL) // max(1, most)))
    lines = [
        spread(
            f"{day_long(row.today)}, {plural(row.weeks, 'week')} ahead",
            f"busiest day {row.peak}, levelled {row.levelled_peak}",
            width=width,
        ),
        "",
        f"{'':<11}{'falls':>5}{'do':>4}",
    ]
    week = None
    for day in shown:
        if week is not None and day.day.isocalendar()[:2] != week:
            lines.append("")
        week = day.day.isocalendar()[:2]
        lines.append(f"{pad(day.words, 11)}{day.falls:>5}{day.levelled:>4}  {_bar(day, cells, per_cell)}".rstrip())
    lines += ["", f"{_TO_DO} to do  {_PROMISED} promised  {_FORESEEN} comes up if nobody answers before"]
    if per_cell > 1:
        lines[-1] += f"; a mark is {per_cell} steps"
    if not most:
        lines.append("Nothing has a day in these weeks.")
    if row.beyond:
        lines.append(f"{plural(row.beyond, 'step')} later than that")
    return lines


def _bar(day: ForecastDay, cells: int, per_cell: int) -> str:
    def marks(count: int, mark: str) -> str:
        return mark * (-(-count // per_cell) * cells)

    return marks(day.promises, _PROMISED) + marks(day.levelled - day.promises, _TO_DO) + marks(day.foreseen, _FORESEEN)
