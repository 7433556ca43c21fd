"""When a step's clock started and how far it has to run: the last real touch, the stage, absences and days off."""

from __future__ import annotations

import datetime as dt

import msgspec

from outreach.domain.dates import say_short
from outreach.domain.kinds import StepKind, StepState
from outreach.domain.model import Step
from outreach.domain.timing.calendar import WorkCalendar, business_start
from outreach.domain.timing.due import Term
from outreach.domain.timing.facts import Rules
from outreach.domain.timing.history import TOUCHES, History, Thread, day_of, moment
from outreach.domain.timing.stages import ORDINARY, Cadence, Stage, Trigger, Unit

ANOTHER_TIME = Stage(kind=StepKind.FOLLOW_UP, after=1, when=Trigger.DONE, label="offer another time", reason="a missed talk is not a no")
"""The follow-up after a talk somebody missed."""

_MOVED_BY_TOUCHES = frozenset({Trigger.START, Trigger.SILENCE, Trigger.APPLIED, Trigger.DONE, Trigger.ACCEPTED})
_OF_ITS_ANCHOR = frozenset({StepKind.NEXT_INSIDER, StepKind.WITHDRAW})


class Reading(msgspec.Struct, frozen=True):
    """A step's day as its clock gives it, with every term that led there."""

    on: dt.date
    terms: tuple[Term, ...]
    stage: Stage | None
    start: dt.date
    """The day the clock counts from."""
    since: dt.datetime | None
    """The moment of the touch it counts from; an answer after it ends the silence."""
    event: str
    """What started it: ``sent Thu 12 Nov``."""
    counted: bool = True
    """False when there was nothing to count from but the day the step was made."""


def stage_of(step: Step, cadence: Cadence, anchor: Step | None) -> Stage | None:
    """The stage that dates a step: after a missed talk its own, else the cadence's, else the ordinary one of its kind."""
    if anchor is not None and anchor.kind is StepKind.NO_SHOW and step.kind is StepKind.FOLLOW_UP:
        return ANOTHER_TIME
    return cadence.stage(step.stage, step.kind) or ORDINARY.get(step.kind)


def read_clock(step: Step, stage: Stage | None, thread: Thread, history: History, rules: Rules, today: dt.date) -> Reading:
    """The day a step falls due by its cadence, from the last real touch; the caller lays holds and snoozes on top."""
    calendar = rules.calendar
    anchor = history.steps.get(step.anchor) if step.anchor is not None else None
    if anchor is None and step.anchor_on is None and stage is not None and stage.when is Trigger.SILENCE:
        # Typed by hand: it runs on the silence there is.
        anchor = next(reversed(thread.unanswered()), None)
    if stage is None or (anchor is None and step.anchor_on is None):
        return _from_its_making(step, stage, calendar, today)
    if anchor is not None and anchor.state is StepState.OPEN and stage.when is Trigger.TALK_PLANNED:
        return _before_the_talk(step, anchor, stage, calendar, today)
    since = moment(anchor) if anchor is not None else None
    source, restarted = anchor, False
    if stage.when in _MOVED_BY_TOUCHES and stage.kind not in _OF_ITS_ANCHOR:
        for event in (*thread.touches, *(thread.answers if stage.when is Trigger.DONE else ())):
            if since is None or moment(event) > since:
                source, since, restarted = event, moment(event), event is not anchor and anchor is not None
    start, terms, said = _start(source, step.anchor_on, calendar, today)
    if restarted:
        terms.insert(0, Term("last real touch", f"the clock runs from {said.split(' ', 1)[1]}"))
    if stage.when is Trigger.SILENCE and stage.kind not in _OF_ITS_ANCHOR and (back := _absence(thread, since, rules, today)):
        start = max(start, back[0])
        terms.append(back[1])
    if stage.unit is Unit.HOURS:
        day = (day_of(source) if source is not None else step.anchor_on) or start
        on, terms = _within_hours(day, stage, calendar, said, today)
    else:
        on = _run(start, stage, calendar, terms, today)
    return Reading(on, tuple(terms), stage, start, since, said)


def start_of(step: Step, calendar: WorkCalendar, today: dt.date) -> dt.date:
    """The business day something counts from: the noon rule binds what the user sent, not what came to them."""
    if step.done_at is not None and step.kind in TOUCHES:
        return business_start(step.done_at, calendar)
    return calendar.next_workday(day_of(step) or today)


def _start(source: Step | None, anchor_on: dt.date | None, calendar: WorkCalendar, today: dt.date) -> tuple[dt.date, list[Term], str]:
    if source is None:
        day = anchor_on or today
        start = calendar.next_workday(day)
    else:
        day = day_of(source) or today
        start = start_of(source, calendar, today)
    said = f"{_verb(source)} {say_short(day, today)}"
    how = said
    if start != day:
        how = f"{said} after noon" if calendar.is_workday(day) else f"{said}, a day off"
    return start, [Term(how, f"counts from {say_short(start, today)}")], said


def _verb(source: Step | None) -> str:
    if source is None or source.kind in TOUCHES:
        return "sent"
    return source.kind.value


def _run(start: dt.date, stage: Stage, calendar: WorkCalendar, terms: list[Term], today: dt.date) -> dt.date:
    after = stage.after
    if stage.unit is Unit.BUSINESS_DAYS:
        on = calendar.add(start, after)
        terms.append(Term(f"+{after} business day{'s' if after != 1 else ''}", say_short(on, today)))
        terms.extend(
            Term(f"{say_short(day, today)} is a day off", "not counted")
            for day in sorted(calendar.days_off)
            if start < day < on and day.weekday() not in calendar.weekend
        )
        return on
    raw = start + dt.timedelta(days=after * 7 if stage.unit is Unit.WEEKS else -(-after // 24) if stage.unit is Unit.HOURS else after)
    on = calendar.next_workday(raw)
    terms.append(Term(f"+{after} {stage.unit.value}", say_short(raw, today)))
    if on != raw:
        terms.append(Term(f"{say_short(raw, today)} is a day off", say_short(on, today)))
    return on


def _within_hours(day: dt.date, stage: Stage, calendar: WorkCalendar, said: str, today: dt.date) -> tuple[dt.date, list[Term]]:
    """A deadline in hours does not slip past a weekend: it falls on the business day before, though never before the event."""
    raw = day + dt.timedelta(days=-(-stage.after // 24))
    terms = [Term(f"{said}, within {stage.after} h", say_short(raw, today))]
    if calendar.is_workday(raw):
        return raw, terms
    on = max(calendar.next_workday(day), calendar.previous_workday(raw))
    terms.append(Term(f"{say_short(raw, today)} is a day off", say_short(on, today)))
    return on, terms


def _absence(thread: Thread, since: dt.datetime | None, rules: Rules, today: dt.date) -> tuple[dt.date, Term] | None:
    """Where the clock starts instead when they were away: the day of return, or some business days on."""
    events = [event for event in thread.away if since is None or moment(event) >= since]
    if not events:
        return None
    event = events[-1]
    back = back_from(event, rules, today)
    if event.on is not None:
        return back, Term(f"out of office until {say_short(event.on, today)}", f"counts from {say_short(back, today)}")
    return back, Term(f"out of office, +{rules.away_days} business days", f"counts from {say_short(back, today)}")


def back_from(absence: Step, rules: Rules, today: dt.date) -> dt.date:
    """The business day on which somebody out of office is back: the day they named, else some business days on."""
    if absence.on is not None:
        return rules.calendar.next_workday(absence.on)
    return rules.calendar.add(start_of(absence, rules.calendar, today), rules.away_days)


def _before_the_talk(step: Step, talk: Step, stage: Stage, calendar: WorkCalendar, today: dt.date) -> Reading:
    day = talk.on or today
    made = calendar.next_workday(step.made_at.date()) if step.made_at else today
    # A talk agreed for today or tomorrow leaves no day before: confirm at once, never after it.
    on = min(max(calendar.subtract(day - dt.timedelta(days=1), stage.after - 1), made), calendar.previous_workday(day))
    terms = (Term(f"talk on {say_short(day, today)}", f"confirm on {say_short(on, today)}"),)
    return Reading(on, terms, stage, on, None, f"talk {say_short(day, today)}")


def _from_its_making(step: Step, stage: Stage | None, calendar: WorkCalendar, today: dt.date) -> Reading:
    day = step.made_at.date() if step.made_at else today
    start = calendar.next_workday(day)
    terms = [Term(f"made {say_short(day, today)}", f"counts from {say_short(start, today)}")]
    # Without anything to count from, only what is owed keeps its term; the rest may be done at once.
    on = _run(start, stage, calendar, terms, today) if stage is not None and (step.promise or step.anchor is not None) else start
    return Reading(on, tuple(terms), stage, start, None, f"made {say_short(day, today)}", counted=False)
