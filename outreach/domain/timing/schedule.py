"""The one place where a date, an urgency or a reason is computed; every face, export and forecast asks here."""

from __future__ import annotations

import datetime as dt

from outreach.domain.dates import say_short
from outreach.domain.kinds import Channel, StepKind, StepState
from outreach.domain.model import Person, Step
from outreach.domain.timing.conductor import EMPTY, conduct, needs_conducting
from outreach.domain.timing.due import Due as Due
from outreach.domain.timing.due import Term as Term
from outreach.domain.timing.due import Urgency as Urgency
from outreach.domain.timing.due import late_words, urgency_of
from outreach.domain.timing.facts import Facts as Facts
from outreach.domain.timing.facts import Rules as Rules
from outreach.domain.timing.facts import gather as gather
from outreach.domain.timing.findings import Context, Finding, find_first_touch, find_later_step, find_next_insider
from outreach.domain.timing.history import FIRST, TOUCHES, read_history
from outreach.domain.timing.holds import Hold, company_hold, is_private_work, person_hold, resumed_on, uneasy


def schedule(facts: Facts, rules: Rules, today: dt.date) -> tuple[Due, ...]:
    """One Due per open step of one company, by step id; nothing for the steps that are history.

    Never raises on odd data (a clock set back, a missing anchor, a person nobody knows); NoWorkday when the calendar is all holiday.
    """
    for step in facts.steps:
        if step.state is StepState.OPEN:
            break
    else:
        return ()
    history = read_history(facts)
    stand = conduct(facts, rules, history, today) if needs_conducting(history) else EMPTY
    context = Context(facts, rules, history, stand, today)
    return tuple(_due(step, context) for step in history.open)


def _due(step: Step, context: Context) -> Due:
    today, rules = context.today, context.rules
    person = context.history.people.get(step.person) if step.person is not None else None
    thread = context.history.of(step.person)
    found = Finding(terms=[], person=step.person)
    if step.promise:
        find_later_step(step, person, thread, context, found)
    elif step.kind is StepKind.NEXT_INSIDER:
        find_next_insider(step, thread, context, found)
    elif step.kind in FIRST:
        find_first_touch(step, person, thread, context, found)
    else:
        find_later_step(step, person, thread, context, found)
    if not step.promise and not found.moot:
        _hold_back(step, person, context, found)
    asleep = not found.moot and _sleep(step, found, today)
    urgency, late = _urgency(step, found, asleep, rules, today)
    if found.moot or asleep or found.hold is not None:
        found.armed = False
    why = found.hold.by if found.hold is not None and not asleep else found.why
    if late and not found.moot and urgency in (Urgency.OVERDUE, Urgency.PROMISE):
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
        held_by=found.hold.by if found.hold is not None else "",
        held_until=step.snoozed_until if asleep else (found.hold.until if found.hold is not None else None),
        promise=step.promise,
        armed=found.armed,
        pinned=step.pinned,
        by_hand=found.by_hand,
    )


def _urgency(step: Step, found: Finding, asleep: bool, rules: Rules, today: dt.date) -> tuple[Urgency, int]:
    if found.moot:
        found.on = None
        return Urgency.NONE, 0
    if asleep:
        return Urgency.WAITING, 0
    if step.promise:
        return Urgency.PROMISE, urgency_of(found.on, today, rules.calendar)[1]
    if found.hold is not None:
        return Urgency.HELD, 0
    return urgency_of(found.on, today, rules.calendar)


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


def _hold_back(step: Step, person: Person | None, context: Context, found: Finding) -> None:
    """The holds that come before any cadence: company, person, comfort, budget. The first that applies is the one said."""
    if is_private_work(step):
        hold = company_hold(context.facts.company)
    else:
        hold = company_hold(context.facts.company) or person_hold(person, context.rules, context.today) or uneasy(step, person)
    today = context.today
    if hold is not None:
        found.hold = hold
        until = f"until {say_short(hold.until, today)}" if hold.until else "until you say otherwise"
        found.terms.append(Term(hold.by, f"held {until}"))
    elif found.hold is None:
        _resume(person, context, found)
        _spare_the_budget(step, context, found)
    if found.hold is not None and not found.by_hand:
        # A held step has a day only as far as the hold's end is known.
        found.on = max(found.on, found.hold.until) if found.on and found.hold.until else found.hold.until


def _resume(person: Person | None, context: Context, found: Finding) -> None:
    back = resumed_on(person, context.rules, context.today)
    if back is not None and found.on is not None and found.on < back and not found.by_hand:
        found.on = back
        found.terms.append(Term("held until then", f"counts from {say_short(back, context.today)}"))


def _spare_the_budget(step: Step, context: Context, found: Finding) -> None:
    channel = Channel.INVITE if step.kind is StepKind.INVITE else step.channel
    slot = context.rules.next_slot.get(channel)
    if slot is None or slot <= context.today or step.kind not in TOUCHES or found.by_hand or (found.on is not None and found.on >= slot):
        return
    words = say_short(slot, context.today)
    found.hold = Hold(f"the budget for {channel.value}s is used up: next free slot {words}", slot)
    found.terms.append(Term(f"{channel.value} budget used up", f"next free slot {words}"))
