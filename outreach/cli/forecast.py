"""``outreach forecast`` and ``simulate``: what the weeks to come ask, and what a cadence would."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from outreach.cli.command import json_option, verb
from outreach.cli.output import echo, echo_json, page_width, table_width
from outreach.cli.session import Session
from outreach.cli.table import Column, pad, spread, table, wrapped
from outreach.domain.saying import plural, say_day
from outreach.planner.words import day_long

if TYPE_CHECKING:
    from outreach.planner.timing_rows import ForecastDay, ForecastRow, SimulationRow

_TO_DO, _PROMISED, _FORESEEN = "█", "▓", "░"
_LABEL = 22
"""Cells before a bar: the day, what falls on it, what to do on it."""

_WEEKS = (
    Column("Week of"),
    Column("First", "right"),
    Column("Follow-up", "right"),
    Column("Promised", "right"),
    Column("Other", "right"),
    Column("Busiest", "right"),
    Column("Moved", "right"),
    Column("Replies", "right"),
    Column("Talks", "right"),
    Column("No", "right"),
)


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


@verb("simulate", "simulate", "simulate --weeks 12 --cadence recruiter", "simulate --companies 4 --replies 10 --seed 3", "simulate --json")
@click.option("--weeks", type=int, default=8, show_default=True, help="How long the made-up search runs, 1 to 104.")
@click.option("--seed", type=int, default=7, show_default=True, help="Another seed deals other answers; the same one the same.")
@click.option("--cadence", metavar="ID", default="", help="Which cadence to try, if not your own default.")
@click.option("--companies", type=int, default=8, show_default=True, help="Targets worked at once.")
@click.option("--insiders", type=int, default=5, show_default=True, help="People known at each.")
@click.option("--replies", type=float, default=20, show_default=True, help="Messages answered, in percent: a guess of yours.")
@json_option
def simulate(session: Session, weeks: int, seed: int, cadence: str, companies: int, insiders: int, replies: float, as_json: bool) -> None:
    """What a cadence costs: a made-up search played day by day with the real schedule and your own calendar and caps.

    The people and their answers are invented; the work they make for you is not.
    """
    row = session.reader().views.simulate(
        weeks=weeks, seed=seed, cadence=cadence, companies=companies, insiders=insiders, reply_rate=replies / 100
    )
    if as_json:
        return echo_json(row)
    return echo("\n".join(told(row, width=page_width())))


def told(row: SimulationRow, *, width: int) -> list[str]:
    """The weeks as a table, then what it came to."""
    guesses = f"{plural(row.companies, 'company', 'companies')} with {plural(row.insiders, 'insider')} each"
    lines = [
        wrapped(
            f"{row.cadence_name} ({row.cadence}), seed {row.seed}: {guesses}, {row.reply_rate:.0%} of messages answered (a guess)",
            width=width,
        ),
        "",
        table(
            _WEEKS,
            [
                (
                    say_day(week.starts),
                    week.first_touches,
                    week.follow_ups,
                    week.promises,
                    week.other,
                    week.busiest,
                    week.moved,
                    week.replies,
                    week.talks,
                    week.declined,
                )
                for week in row.weeks
            ],
            width=table_width(),
        ),
        "",
        wrapped(
            f"{plural(row.actions, 'action')} in {plural(len(row.weeks), 'week')}, {row.actions / len(row.weeks):.1f} a week: "
            f"{plural(row.written_to, 'person', 'people')} written to, {plural(row.replies, 'reply', 'replies')}, "
            f"{plural(row.talks, 'talk')}, {row.resting} at rest, {plural(row.open_promises, 'promise')} still open at the end.",
            width=width,
        ),
        wrapped(
            f"Never more than {plural(row.most_open_first_touches, 'unanswered first touch', 'unanswered first touches')} at one company.",
            width=width,
        ),
    ]
    return [*lines, wrapped(f"Stop rule: {row.stop}.", width=width)] if row.stop else lines
