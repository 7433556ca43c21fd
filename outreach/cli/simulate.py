"""``outreach simulate``: what a cadence costs, on a made-up search; two or more are set side by side."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from outreach.cli.command import json_option, verb
from outreach.cli.output import echo, echo_json, page_width, table_width
from outreach.cli.session import Session
from outreach.cli.table import Column, pad, table, wrapped
from outreach.domain.saying import plural

if TYPE_CHECKING:
    from outreach.planner.timing_rows import CostRow, SimulatedWeek, SimulationRow

_WEEKS = tuple(
    Column(title, "left" if title == "Week" else "right")
    for title in ("Week", "First", "Follow-up", "Owed", "Other", "Moved", "Held", "Replies", "Accepted", "Talks", "No")
)
_COMPARED = (
    Column("Cadence", flexible=True, least=12),
    *(Column(title, "right") for title in ("People", "Messages", "Invites", "Replies", "Accepted", "Talks", "Rest", "A week", "Held")),
)


@verb(
    "simulate",
    "simulate",
    "simulate --weeks 12 --cadence recruiter",
    "simulate --cadence insider-3b7 --cadence linkedin-invite",
    "simulate --companies 4 --replies 10 --seed 3",
    "simulate --json",
)
@click.option("--weeks", type=int, default=8, show_default=True, help="How long the made-up search runs, 1 to 104.")
@click.option("--seed", type=int, default=7, show_default=True, help="Another seed deals other answers; the same one the same.")
@click.option(
    "--cadence", "cadences", metavar="ID", multiple=True, help="Which cadence to try, if not your own default; repeat it to compare."
)
@click.option("--companies", type=int, default=8, show_default=True, help="Targets worked at once.")
@click.option("--insiders", type=int, default=5, show_default=True, help="People known at each.")
@click.option("--replies", type=float, default=20, show_default=True, help="Messages answered, in percent: a guess of yours.")
@click.option("--accepts", type=float, default=30, show_default=True, help="Invitations accepted, in percent: a guess of yours.")
@click.option("--strangers", type=float, default=0, show_default=True, help="People you have no evidence of, in percent.")
@json_option
def simulate(
    session: Session,
    weeks: int,
    seed: int,
    cadences: tuple[str, ...],
    companies: int,
    insiders: int,
    replies: float,
    accepts: float,
    strangers: float,
    as_json: bool,
) -> None:
    """What a cadence costs: a made-up search played day by day with the real schedule, your own calendar, caps and budgets.

    The people and their answers are invented; the work they make for you is not. With --json, several cadences give a list.
    """
    views = session.reader().views
    rows = [
        views.simulate(
            weeks=weeks,
            seed=seed,
            cadence=cadence,
            companies=companies,
            insiders=insiders,
            reply_rate=replies / 100,
            accept_rate=accepts / 100,
            strangers=strangers / 100,
        )
        for cadence in dict.fromkeys(cadences or ("",))
    ]
    if as_json:
        return echo_json(rows[0] if len(rows) == 1 else rows)
    return echo("\n".join(told(rows[0], width=page_width()) if len(rows) == 1 else compared(rows, width=page_width())))


def told(row: SimulationRow, *, width: int) -> list[str]:
    """The weeks as a table, then what it cost and what came of it."""
    weeks = [_week(week, invited=bool(row.invitations), held=bool(row.held_days)) for week in row.weeks]
    lines = [
        wrapped(f"{row.cadence_name} ({row.cadence}), {_assumed(row)}", width=width),
        "",
        table(_WEEKS, weeks, width=table_width()),
        "",
        "What it costs",
        f"  {pad('actions', 30)}{row.actions:>5}  {row.actions / len(row.weeks):.1f} a week",
        f"  {pad('messages', 30)}{row.messages:>5}",
        *([f"  {pad('invitations', 30)}{row.invitations:>5}  {row.accepted} accepted"] if row.invitations else []),
        *(_cost(cost) for cost in row.costs),
        f"  {pad('days a budget held work back', 30)}{row.held_days:>5}",
        f"  {pad('moved, for a full day', 30)}{row.moved:>5}",
        "",
        wrapped(
            f"{plural(row.written_to, 'person', 'people')} written to, {plural(row.replies, 'reply', 'replies')}, "
            f"{plural(row.talks, 'talk')}, {row.resting} at rest, {plural(row.open_promises, 'promise')} still open at the end.",
            width=width,
        ),
        wrapped(
            f"Never more than {plural(row.most_open_first_touches, 'unanswered first touch', 'unanswered first touches')} at one company.",
            width=width,
        ),
    ]
    if row.stop:
        lines.append(wrapped(f"Stop rule: {row.stop}.", width=width))
    return [*lines, *_published(row, width)]


def compared(rows: list[SimulationRow], *, width: int) -> list[str]:
    """One line per cadence, all played with the same guesses and seed."""
    lines = [
        wrapped(f"{plural(len(rows), 'cadence')}, {_assumed(rows[0])}, {plural(len(rows[0].weeks), 'week')}", width=width),
        "",
        table(
            _COMPARED,
            [
                (
                    row.cadence,
                    row.written_to,
                    row.messages,
                    row.invitations,
                    row.replies,
                    row.accepted,
                    row.talks,
                    row.resting,
                    f"{row.actions / len(row.weeks):.1f}",
                    row.held_days,
                )
                for row in rows
            ],
            width=table_width(),
        ),
        "",
        "A week: actions asked of you. Held: days on which a used-up budget held work back.",
    ]
    for row in rows:
        lines += ["", row.cadence, *(_cost(cost) for cost in row.costs), *_published(row, width)]
    return lines


def _assumed(row: SimulationRow) -> str:
    who = f"{plural(row.companies, 'company', 'companies')} with {plural(row.insiders, 'insider')} each"
    accepted = f" and {row.accept_rate:.0%} of invitations accepted" if row.invitations else ""
    return f"seed {row.seed}: {who}, {row.reply_rate:.0%} of messages answered{accepted} (a guess)"


def _week(week: SimulatedWeek, *, invited: bool, held: bool) -> tuple[object, ...]:
    return (
        f"{week.starts.day} {week.starts:%b}",
        week.first_touches,
        week.follow_ups,
        week.promises,
        week.other,
        week.moved,
        week.held_days if held else None,
        week.replies,
        week.accepted if invited else None,
        week.talks,
        week.declined,
    )


def _cost(cost: CostRow) -> str:
    limit = f"of {cost.limit}" if cost.limit else "no limit"
    passed = ", for promises do not wait" if cost.limit and cost.most > cost.limit else ""
    return f"  {pad(f'most {cost.name}', 30)}{cost.most:>5}  {limit}{passed}"


def _published(row: SimulationRow, width: int) -> Iterator[str]:
    if row.expected:
        yield ""
        yield "What published rates would make of it, luck included; not your own rates"
    for one in row.expected:
        yield wrapped(one.words, width=width, indent="  ", hang="    ")
