"""The load of the weeks to come, from the same schedule and the same levelling as Today."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from outreach.domain.timing.due import Urgency
from outreach.domain.timing.forecast import forecast as look_ahead
from outreach.errors import UsageError
from outreach.planner.timing_rows import ForecastDay, ForecastRow
from outreach.planner.views.due import row
from outreach.planner.words import day_short

if TYPE_CHECKING:
    from outreach.planner.planner import Planner

LONGEST = 26
"""Weeks a forecast may span: past half a year it is guesswork."""


def forecast(planner: Planner, weeks: int) -> ForecastRow:
    """The days from today to the Sunday that ends the last of ``weeks`` weeks, this one included."""
    if not 1 <= weeks <= LONGEST:
        raise UsageError(f"a forecast spans 1 to {LONGEST} weeks, not {weeks}")
    today = planner.today()
    config = planner.config
    end = today - dt.timedelta(days=today.weekday()) + dt.timedelta(weeks=weeks)
    # On a weekend the week that is left holds nothing to plan, so the span begins with the next.
    days = (end - today).days if today.weekday() < 5 else (end - today).days + 7
    dues = planner.timetable.all_dues(today)
    queued = {due.company for due in dues if due.urgency is Urgency.HELD and due.company is not None}
    # One reckoning for all: what is foreseen at one company takes its place in the budgets of the others.
    reckoning = planner.timetable.reckoning(today)
    turns = {step: on for company in sorted(queued) for step, on in planner.timetable.foresee(company, today, reckoning).items()}
    told = look_ahead(
        dues,
        today,
        planner.timetable.calendar(today),
        daily_target=config.daily_target,
        rest_days=frozenset(config.rest_days),
        days=days,
        if_silent=turns,
    )
    return ForecastRow(
        today=today,
        weeks=weeks,
        daily_target=config.daily_target,
        peak=told.peak,
        levelled_peak=told.levelled_peak,
        beyond=told.beyond,
        days=tuple(
            ForecastDay(
                day=load.day,
                words=day_short(load.day),
                falls=load.falls,
                levelled=load.levelled,
                promises=load.promises,
                foreseen=load.foreseen,
                free=load.free,
                steps=tuple(row(planner, due, today) for due in load.steps),
                turns=tuple(row(planner, due, today) for due in load.turns),
            )
            for load in told.days
        ),
    )
