"""``outreach insights``: effort, answers and how far they led, as pictures of counts, each rate with its interval."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from outreach.cli.command import json_option, verb
from outreach.cli.output import echo, echo_json, page_width, say
from outreach.cli.session import Session
from outreach.cli.table import cut, pad, wrapped
from outreach.planner.words import day_short

if TYPE_CHECKING:
    from outreach.planner.rate_rows import FunnelRow, RateRow
    from outreach.planner.search_rows import InsightsRow, WeekRow

_BYS = ("channel", "touch", "tie", "evidence", "template", "weekday")
_NAMES = {"reply": "Messages answered", "acceptance": "Invitations accepted", "referral": "People who referred you"}
_LABEL = 26
_SCALE = 20
"""Cells that stand for 0 to 100 %."""


@verb("insights", "insights", "insights --by channel", "insights --by weekday --by template", "insights --json")
@click.option("--by", "bys", multiple=True, type=click.Choice([*_BYS, "all"]), help="Split the rates; may be repeated.")
@json_option
def insights(session: Session, bys: tuple[str, ...], as_json: bool) -> None:
    """Effort, conversations and answers, honestly counted: no rate below ten cases, and no count of connections."""
    row = session.reader().views.insights()
    if as_json:
        return echo_json(row)
    wanted = ("all", *(_BYS if "all" in bys else tuple(by for by in _BYS if by in bys)))
    width = page_width()
    rates = rate_lines(row.rates, wanted, width)
    echo("\n".join([*_figures(row), "", *_funnel(row.funnel, width), "", *_rhythm(row.weeks, width), "", *rates, *_usual(row, width)]))
    beside = {one.says for rate in row.rates if rate.by in wanted for one in rate.published}
    for line in row.published:
        if not any(says in line for says in beside):
            say(line)
    return None


def _figures(row: InsightsRow) -> list[str]:
    lines = [
        f"  {label:<28}{value}"
        for label, value in (
            ("people you can speak for", row.can_speak_for),
            ("advocates", row.advocates),
            ("conversations", row.conversations),
            ("referrals", row.referrals),
            ("answered", row.answers),
            ("said no, which is fine", row.declined),
            ("weeks in a row with effort", row.streak),
        )
    ]
    return lines + [f"  to {purpose.purpose:<25}{purpose.answered} of {purpose.written} answered" for purpose in row.purposes]


def _funnel(stages: tuple[FunnelRow, ...], width: int) -> list[str]:
    most = max((stage.count for stage in stages), default=0)
    lines = ["How far those you wrote to came"]
    for stage in stages:
        label = stage.stage if stage.unit == "people" else f"{stage.stage}, {stage.unit}"
        through = f"  {stage.through} through somebody" if stage.through else ""
        lines.append(f"  {label:<22}{stage.count:>5}  {_bar(stage.count, most, width - 50)}{through}".rstrip())
    return lines


def _rhythm(weeks: tuple[WeekRow, ...], width: int) -> list[str]:
    most = max((week.effort for week in weeks), default=0)
    lines = ["Effort by week, this one first"]
    return lines + [
        f"  {pad(day_short(week.monday), 22)}{week.effort:>5}  {_bar(week.effort, most, width - 50)}".rstrip() for week in weeks
    ]


def _usual(row: InsightsRow, width: int) -> list[str]:
    """The band of answers to expect, so that silence and a no surprise nobody (source: PRACTICES S44)."""
    if not row.expected:
        return []
    lines = ["", "What would be usual, by published rates, luck included"]
    return lines + [wrapped(one.words, width=width, indent="  ", hang="    ") for one in row.expected]


def _bar(count: int, most: int, room: int) -> str:
    """Whole cells, at least one for anything counted; a cell for each while they fit."""
    room = max(room, 8)
    return "█" * (count if most <= room else -(-count * room // most))


def rate_lines(rates: tuple[RateRow, ...], wanted: tuple[str, ...], width: int) -> list[str]:
    """The rates asked for: counts, a picture of the interval once there are ten, and what others published beside it."""
    lines: list[str] = []
    metric = by = ""
    for rate in rates:
        if rate.by not in wanted:
            continue
        if rate.metric != metric:
            lines += ["", _NAMES[rate.metric]] if lines else [_NAMES[rate.metric]]
            metric, by = rate.metric, "all"
        if rate.by != by:
            lines.append(f"  by {rate.by}")
            by = rate.by
        label = f"    {rate.value}" if rate.value else "  in all"
        lines.append(f"{pad(cut(label, _LABEL - 1), _LABEL)}{_scale(rate)}  {rate.words}".rstrip())
        for one in rate.published:
            lines.append(wrapped(f"published: {one.says} ({one.source})", width=width, indent="      "))
    return lines or ["Nothing has been sent long enough ago to count yet."]


def _scale(rate: RateRow) -> str:
    """0 to 100 % in cells: the interval, with a mark at the rate; dots alone while there are too few cases."""
    if rate.rate is None or rate.low is None or rate.high is None:
        return "·" * _SCALE
    first, last = (min(_SCALE - 1, int(bound * _SCALE / 100)) for bound in (rate.low, rate.high))
    at = min(_SCALE - 1, int(rate.rate * _SCALE / 100))
    return "".join("●" if cell == at else "━" if first <= cell <= last else "·" for cell in range(_SCALE))
