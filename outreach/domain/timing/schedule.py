"""The one place where a date, an urgency or a reason is computed; every face, export and forecast asks here."""

from __future__ import annotations

import datetime as dt

from outreach.domain.dates import say_short
from outreach.domain.kinds import StepKind, StepState
from outreach.domain.model import Person, Step
from outreach.domain.timing.clearance import ordered, standing_holds
from outreach.domain.timing.context import Context, read_context
from outreach.domain.timing.due import Due as Due
from outreach.domain.timing.due import Term as Term
from outreach.domain.timing.due import Urgency as Urgency
from outreach.domain.timing.due import late_words, urgency_of
from outreach.domain.timing.facts import Facts as Facts
from outreach.domain.timing.facts import Rules as Rules
from outreach.domain.timing.facts import gather as gather
from outreach.domain.timing.findings import Finding, find_first_touch, find_later_step, find_next_insider
from outreach.domain.timing.history import FIRST, Thread
from outreach.domain.timing.restraints import Hold, Restraint, binding, overruled, weighed

_SAID_ANYWAY = frozenset({Restraint.LATER, Restraint.COOL_DOWN})
"""What the user put before everything to do with somebody is said even where the step's own day is later."""


def schedule(facts: Facts, rules: Rules, today: dt.date) -> tuple[Due, ...]:
    """One Due per open step of one company, by step id; nothing for the steps that are history.

    Never raises on odd data (a clock set back, a missing anchor, a person nobody knows); NoWorkday when the calendar is all holiday.
    """
    for step in facts.steps:
        if step.state is StepState.OPEN:
            break
    else:
        return ()
    return schedule_in(read_context(facts, rules, today))


def schedule_in(context: Context) -> tuple[Due, ...]:
    """The same for a company that has been read already."""
    return tuple(_due(step, context) for step in context.history.open)


def _due(step: Step, context: Context) -> Due:
    today, rules = context.today, context.rules
    person, thread = context.person(step.person), context.thread(step.person)
    found = Finding(terms=[], holds=[], person=step.person)
    if step.promise:
        find_later_step(step, person, thread, context, found)
    elif step.kind is StepKind.NEXT_INSIDER:
        find_next_insider(step, thread, context, found)
    elif step.kind in FIRST:
        find_first_touch(step, person, thread, context, found)
    else:
        find_later_step(step, person, thread, context, found)
    held = None if step.promise or found.moot else _hold_back(step, person, thread, context, found)
    asleep = not found.moot and _sleep(step, found, today)
    urgency, late = _urgency(step, found, held, asleep, rules, today)
    if found.moot or asleep or held is not None:
        found.armed = False
    why = held.by if held is not None and not asleep else found.why
    if late and urgency in (Urgency.OVERDUE, Urgency.PROMISE):
        found.terms.append(Term(f"today is {say_short(today, today)}", late_words(late)))
    return Due(
        step=step.id,
        kind=step.kind,
        person=found.person,
        company=step.company if step.company is not None else (context.facts.company.id if context.facts.company else None),
        on=found.on,
        urgency=urgency,
        late=late,
        reasons=tuple(found.terms),
        why=why,
        held_by=held.by if held is not None else "",
        held_until=step.snoozed_until if asleep else (held.until if held is not None else None),
        promise=step.promise,
        armed=found.armed,
        pinned=step.pinned,
        by_hand=found.by_hand,
        holds=ordered([hold for hold in found.holds if hold.stands(today)], held) if found.holds else (),
        clear_on=_clear_on(found, held),
    )


def _clear_on(found: Finding, held: Hold | None) -> dt.date | None:
    if held is None or found.moot:
        return found.on
    return None if held.until is None or found.on is None else max(found.on, held.until)


def _urgency(step: Step, found: Finding, held: Hold | None, asleep: bool, rules: Rules, today: dt.date) -> tuple[Urgency, int]:
    if found.moot:
        found.on = None
        return Urgency.NONE, 0
    if asleep:
        return Urgency.WAITING, 0
    if step.promise:
        return Urgency.PROMISE, urgency_of(found.on, today, rules.calendar)[1]
    if held is not None:
        return Urgency.HELD, 0
    on = max(found.on, found.fresh_from) if found.on is not None and found.fresh_from is not None else found.on
    return urgency_of(on, today, rules.calendar)


def _sleep(step: Step, found: Finding, today: dt.date) -> bool:
    """Lay the snooze on top: until its day a step is hidden, from then on that day is its date."""
    until = step.snoozed_until
    if until is None or (until <= today and (found.on is None or until <= found.on)):
        return False
    if found.on is None or until > found.on:
        found.terms.append(Term(f"snoozed until {say_short(until, today)}", say_short(until, today)))
        if found.on is not None or until > today:
            found.on = until
    if until <= today:
        return False
    found.why = f"snoozed until {say_short(until, today)}"
    return True


def _hold_back(step: Step, person: Person | None, thread: Thread, context: Context, found: Finding) -> Hold | None:
    """Lay everything that may stand before the step on its day; the one that decides, if any does today, is given back.

    A hold that is over moves the day up to its end, for nothing is late for the time it was held. A day set by hand stays; where
    its company rested, its lateness counts from the day that was taken up again.
    """
    standing = standing_holds(step, person, thread, context)
    if not standing and not found.holds:
        return None
    today, lifted = context.today, overruled(step)
    holds = [weighed(hold, lifted) for hold in (*standing, *found.holds)] if lifted else [*standing, *found.holds]
    ended = [hold for hold in holds if hold.until is not None and hold.until <= today and not hold.lifted]
    rested = next((hold for hold in ended if hold.rule is Restraint.COMPANY), None)
    over = max((hold.until for hold in ended if hold.until is not None), default=None)
    if over is not None and found.on is not None and found.on < over and not found.by_hand:
        found.on = over
        said = rested.by if rested is not None and rested.until == over else "held until then"
        found.terms.append(Term(said, f"counts from {say_short(over, today)}"))
    elif rested is not None and rested.until is not None and found.by_hand and found.on is not None and found.on < rested.until:
        found.fresh_from = rested.until
        found.terms.append(Term(rested.by, f"not late before {say_short(rested.until, today)}"))
    # What ends before the step's own day moves nothing: it is the day that is waited for.
    own_day = found.on
    found.holds = [
        hold
        for place, hold in enumerate(holds)
        if place >= len(standing) or hold.until is None or own_day is None or hold.until > own_day or hold.rule in _SAID_ANYWAY
    ]
    held = binding(found.holds, today)
    for hold in found.holds:
        if hold in standing and hold.stands(today) and not hold.lifted:
            until = say_short(hold.until, today) if hold.until else "you say otherwise"
            found.terms.append(Term(hold.by, f"held until {until}"))
    if held is not None and not found.by_hand:
        # A held step has a day only as far as the hold's end is known.
        found.on = max(found.on, held.until) if found.on and held.until else held.until
    return held
