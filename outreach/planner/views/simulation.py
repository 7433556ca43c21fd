"""What a cadence costs, shown on a made-up search before one's own is trusted to it."""

from __future__ import annotations

import random
from difflib import get_close_matches
from typing import TYPE_CHECKING

import msgspec

from outreach.domain.timing.budgets import with_limits
from outreach.domain.timing.simulate import MOST_WEEKS, Guess, Week
from outreach.domain.timing.simulate import simulate as play
from outreach.errors import UsageError
from outreach.planner.timing_rows import SimulatedWeek, SimulationRow
from outreach.text import clean

if TYPE_CHECKING:
    from outreach.domain.timing.cadence import Cadence
    from outreach.planner.planner import Planner

MOST_COMPANIES, MOST_INSIDERS = 50, 20


def simulate(planner: Planner, *, weeks: int, seed: int, cadence: str, companies: int, insiders: int, reply_rate: float) -> SimulationRow:
    """Play a search with the user's own calendar, caps and limits; only the people and their answers are made up."""
    for name, value, most in (
        ("weeks", weeks, MOST_WEEKS),
        ("companies", companies, MOST_COMPANIES),
        ("insiders", insiders, MOST_INSIDERS),
    ):
        if not 1 <= value <= most:
            raise UsageError(f"{name} must be 1 to {most}, not {value}")
    if not 0 <= reply_rate <= 1:
        raise UsageError("the chance of a reply must lie between 0 and 100 %")
    chosen = _chosen(planner, cadence or planner.config.cadence)
    today = planner.today()
    config = planner.config
    plain = msgspec.structs.replace(planner.timetable.plain_rules, calendar=planner.timetable.calendar(today), default_cadence=chosen.id)
    # The made-up search starts with untouched budgets, so only the gaps and the lock of the limits apply.
    rules = with_limits(plain, planner.library.limits, (), today)
    guess = Guess(
        companies=companies, insiders=insiders, reply_rate=reply_rate, daily_target=config.daily_target, rest_days=tuple(config.rest_days)
    )
    run = play(rules, random.Random(seed), today, weeks, guess)  # noqa: S311 - a replay, not a secret
    return SimulationRow(
        cadence=chosen.id,
        cadence_name=chosen.name,
        stop=chosen.stop,
        seed=seed,
        companies=companies,
        insiders=insiders,
        reply_rate=reply_rate,
        weeks=tuple(_week(week) for week in run.weeks),
        actions=sum(week.actions for week in run.weeks),
        replies=sum(week.replies for week in run.weeks),
        talks=sum(week.talks for week in run.weeks),
        written_to=run.written_to,
        resting=run.resting,
        open_promises=run.open_promises,
        most_open_first_touches=run.most_open_first_touches,
    )


def _chosen(planner: Planner, name: str) -> Cadence:
    cadences = planner.library.cadences
    if name in cadences:
        return cadences[name]
    near = get_close_matches(name, cadences, n=1)
    raise UsageError(
        f"no cadence is called {clean(name, limit=40)!r}",
        next_step=f"did you mean {near[0]!r}?" if near else f"there are {', '.join(cadences)}",
    )


def _week(week: Week) -> SimulatedWeek:
    return SimulatedWeek(
        starts=week.starts,
        first_touches=week.first_touches,
        follow_ups=week.follow_ups,
        promises=week.promises,
        other=week.other,
        actions=week.actions,
        replies=week.replies,
        talks=week.talks,
        declined=week.declined,
        busiest=week.busiest,
        moved=week.moved,
    )
