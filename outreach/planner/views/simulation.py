"""What a cadence costs, shown on a made-up search before one's own is trusted to it."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from typing import TYPE_CHECKING

import msgspec

from outreach.domain.kinds import Channel, StepKind
from outreach.domain.relationship import ASKING_TOUCHES
from outreach.domain.timing.budgets import Limits
from outreach.domain.timing.calendar import WorkCalendar
from outreach.domain.timing.simulate import MOST_WEEKS, Guess, Simulation, Week
from outreach.domain.timing.simulate import simulate as play
from outreach.domain.timing.stages import Trigger
from outreach.errors import UsageError
from outreach.planner.timing_rows import CostRow, SimulatedWeek, SimulationRow
from outreach.planner.views.expected import expected

if TYPE_CHECKING:
    from outreach.domain.timing.cadence import Cadence
    from outreach.planner.planner import Planner

MOST_COMPANIES, MOST_INSIDERS = 50, 20


def simulate(
    planner: Planner,
    *,
    weeks: int,
    seed: int,
    cadence: str,
    companies: int,
    insiders: int,
    reply_rate: float,
    accept_rate: float,
    strangers: float,
) -> SimulationRow:
    """Play a search with the user's own calendar, caps and limits; only the people and their answers are made up."""
    for name, value, most in (
        ("weeks", weeks, MOST_WEEKS),
        ("companies", companies, MOST_COMPANIES),
        ("insiders", insiders, MOST_INSIDERS),
    ):
        if not 1 <= value <= most:
            raise UsageError(f"{name} must be 1 to {most}, not {value}")
    for name, share in (
        ("the chance of a reply", reply_rate),
        ("the chance of acceptance", accept_rate),
        ("the share of strangers", strangers),
    ):
        if not 0 <= share <= 1:
            raise UsageError(f"{name} must lie between 0 and 100 %")
    chosen = _chosen(planner, cadence or planner.config.cadence)
    today = planner.today()
    config = planner.config
    rules = msgspec.structs.replace(planner.timetable.plain_rules, calendar=_calendar(planner, today, weeks), default_cadence=chosen.id)
    guess = Guess(
        companies=companies,
        insiders=insiders,
        reply_rate=reply_rate,
        accept_rate=accept_rate,
        strangers=strangers,
        daily_target=config.daily_target,
        rest_days=tuple(config.rest_days),
    )
    # The made-up search starts with untouched budgets and uses them up as it goes.
    limits = planner.library.limits
    run = play(rules, random.Random(seed), today, weeks, guess, limits=limits, tier=config.tier)  # noqa: S311 - a replay, not a secret
    messaged = {one.person for one in run.sent if one.kind in ASKING_TOUCHES and one.kind is not StepKind.INVITE}
    by_message = {one.person for one in run.sent if one.person in messaged and one.channel is Channel.MESSAGE}
    return SimulationRow(
        cadence=chosen.id,
        cadence_name=chosen.name,
        stop=chosen.stop,
        seed=seed,
        companies=companies,
        insiders=insiders,
        reply_rate=reply_rate,
        accept_rate=accept_rate,
        weeks=tuple(_week(week) for week in run.weeks),
        actions=sum(week.actions for week in run.weeks),
        replies=sum(week.replies for week in run.weeks),
        talks=sum(week.talks for week in run.weeks),
        written_to=run.written_to,
        resting=run.resting,
        open_promises=run.open_promises,
        most_open_first_touches=run.most_open_first_touches,
        messages=len(run.sent) - run.invited,
        invitations=run.invited,
        accepted=run.accepted,
        held_days=sum(week.held_days for week in run.weeks),
        moved=sum(week.moved for week in run.weeks),
        costs=tuple(_costs(run, limits, config.tier, config.daily_target)),
        expected=expected(
            planner.library.published,
            {("reply", ""): len(messaged), ("reply", Channel.MESSAGE.value): len(by_message), ("acceptance", ""): run.invited},
        ),
    )


def _calendar(planner: Planner, today: dt.date, weeks: int) -> WorkCalendar:
    """The user's working days, with the holidays of every year the run may reach."""
    calendar = planner.timetable.calendar(today)
    end = planner.timetable.calendar(today + dt.timedelta(weeks=weeks + 1))
    return msgspec.structs.replace(calendar, days_off=calendar.days_off | end.days_off)


def _costs(run: Simulation, limits: Limits, tier: str, daily_target: int) -> Iterator[CostRow]:
    yield CostRow(name="actions in a day", most=max((week.busiest for week in run.weeks), default=0), limit=daily_target)
    if run.invited:
        yield CostRow(name="invitations in seven days", most=run.most_invited, limit=limits.invitations_week.value)
        for month, count in run.notes:
            yield CostRow(name=f"notes in {month:%B %Y}", most=count, limit=limits.notes(tier).value)
        yield CostRow(name="pending invitations", most=run.most_pending, limit=limits.pending.value)


def _chosen(planner: Planner, name: str) -> Cadence:
    chosen = planner.library.cadence(name)
    if chosen.stages[0].when is not Trigger.START:
        able = ", ".join(one.id for one in planner.library.cadences.values() if one.stages[0].when is Trigger.START)
        raise UsageError(f"{name} follows what others do, so nothing can be played from day one", next_step=f"there are {able}")
    return chosen


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
        accepted=week.accepted,
        held_days=week.held_days,
    )
