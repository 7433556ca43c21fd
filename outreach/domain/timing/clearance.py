"""The earliest day on which a touch may go, with everything that stands before it: the one answer for schedule and verdict.

A touch that is planned has its row in the schedule, and that row's day is the answer. A touch nobody planned has no clock of its
own; the same holds stand before it.
"""

from __future__ import annotations

import datetime as dt

import msgspec

from outreach.domain.dates import say_short
from outreach.domain.kinds import Channel, StepKind
from outreach.domain.model import Person, Step
from outreach.domain.timing.clock import back_from, start_of
from outreach.domain.timing.conductor import slots_at
from outreach.domain.timing.context import Context
from outreach.domain.timing.facts import Facts, Full, Rules
from outreach.domain.timing.history import ASKING, FIRST, TOUCHES, Thread, invites, moment
from outreach.domain.timing.holds import (
    company_hold,
    is_private_work,
    limit_hold,
    lock_hold,
    person_holds,
    settled_hold,
    uneasy,
)
from outreach.domain.timing.restraints import Hold, Restraint, binding, weighed
from outreach.domain.timing.slots import Slot, covers
from outreach.domain.timing.turns import way_for

CLOSING = frozenset({StepKind.THANK_YOU, StepKind.REPORT_BACK, StepKind.REPLY_OWED, StepKind.CONFIRM})
"""Messages that answer or close rather than open; gaps and rests do not hold them back."""


class Clearance(msgspec.Struct, frozen=True):
    """When a touch may go."""

    on: dt.date | None
    """The first day, today or later, on which nothing known stands before it; None when that is unknown."""
    holds: tuple[Hold, ...]
    """What stands before it today, the one that decides first; those lifted move nothing."""


def standing_holds(step: Step, person: Person | None, thread: Thread, context: Context) -> list[Hold]:
    """What stands before any touch to that person: company, person, absence, gap, week and budgets."""
    rules, today = context.rules, context.today
    holds = [hold] if (hold := company_hold(context.facts.company, rules, today)) else []
    if is_private_work(step):
        return holds
    if person is not None:
        holds += person_holds(person, rules, today, context.facts)
    if hold := uneasy(step, person, rules):
        holds.append(hold)
    if thread.away:
        holds += _absence(thread, rules, today)
    if step.kind in TOUCHES:
        holds += _spacing(step, thread, rules, today)
        holds += budget_holds(step, person, thread, context.facts, rules, today)
    return holds


def clearance(kind: StepKind, channel: Channel, person: Person, context: Context) -> Clearance:
    """When a touch that is not planned may go: a message of that kind to that person, by that channel."""
    rules, today = context.rules, context.today
    step = Step(kind=kind, channel=channel, person=person.id, company=person.company)
    thread = context.thread(person.id)
    holds = [hold] if (hold := company_hold(context.facts.company, rules, today)) else []
    holds += person_holds(person, rules, today, context.facts, steps=False)
    holds += _absence(thread, rules, today)
    if kind in TOUCHES:
        holds += _spacing(step, thread, rules, today)
        holds += budget_holds(step, person, thread, context.facts, rules, today)
    if kind in ASKING:
        cadence = rules.cadence_for(step, person, context.facts.company)
        holds += [one for one in (settled_hold(step, thread, rules, today), limit_hold(step, thread, cadence, rules, today)) if one]
    if invites(step) and (lock := lock_hold(thread, rules, today)):
        holds.append(lock)
    if kind in FIRST and not thread.answers:
        holds += way_for(person, today, flights(context), context.history, rules, today).holds
    standing = [weighed(hold, rules.lifted) for hold in holds if hold.stands(today)]
    held = binding(standing, today)
    return Clearance(today if held is None else held.until, ordered(standing, held))


def flights(context: Context) -> list[Slot]:
    """Every conversation at the company that may keep somebody waiting, whether a step waits or not."""
    if context.facts.company is None:
        return []
    return slots_at(context.facts, context.rules, context.history, context.today)


def in_flight(context: Context) -> tuple[Slot, ...]:
    """Who has been written to first and holds one of the company's places today."""
    return tuple(slot for slot in flights(context) if slot.begun <= context.today and covers(slot, context.today))


def ordered(holds: list[Hold], held: Hold | None) -> tuple[Hold, ...]:
    """The holds with the deciding one first."""
    return tuple(holds) if held is None else (held, *(hold for hold in holds if hold is not held))


def _absence(thread: Thread, rules: Rules, today: dt.date) -> list[Hold]:
    """Somebody out of office is left alone until they are back; an answer meanwhile says that they are."""
    if not thread.away:
        return []
    absence = thread.away[-1]
    if thread.answer_after(moment(absence)) is not None:
        return []
    back = back_from(absence, rules, today)
    return [weighed(Hold(f"out of office, back {say_short(back, today)}", back, Restraint.AWAY), rules.lifted)]


def _spacing(step: Step, thread: Thread, rules: Rules, today: dt.date) -> list[Hold]:
    """A message nobody asked for keeps its distance from the last one, and a full week takes no other; an answer lifts the first."""
    holds: list[Hold] = []
    if step.kind in CLOSING:
        return holds
    planned = step.anchor is not None or step.anchor_on is not None or step.on is not None
    if thread.touches and rules.person_gap and not planned and (waiting := thread.unanswered()):
        apart = rules.calendar.add(start_of(waiting[-1], rules.calendar, today), rules.person_gap)
        words = f"{rules.person_gap} business days since the last message: {say_short(apart, today)}"
        holds.append(weighed(Hold(words, apart, Restraint.PERSON_GAP), rules.lifted))
    if full := week_hold(rules, today):
        holds.append(full)
    return holds


def week_hold(rules: Rules, today: dt.date) -> Hold | None:
    """A week that has room for no other message."""
    if rules.week_free is None:
        return None
    words = f"enough messages for one week: the next on {say_short(rules.week_free, today)}"
    return weighed(Hold(words, rules.week_free, Restraint.WEEK), rules.lifted)


def budget_holds(step: Step, person: Person | None, thread: Thread, facts: Facts, rules: Rules, today: dt.date) -> list[Hold]:
    """The budgets of the step's channel that have nothing left."""
    if not rules.full:
        return []
    channel = Channel.INVITE if invites(step) else step.channel
    stranger = person is not None and person.id in facts.strangers and not thread.answers
    return [
        weighed(_budget_hold(full, today), rules.lifted)
        for full in rules.full
        if full.channel is channel and (stranger or not full.strangers)
    ]


def _budget_hold(full: Full, today: dt.date) -> Hold:
    rule = Restraint.STRANGERS if full.strangers else Restraint.BUDGET
    whose = " to strangers" if full.strangers else ""
    free = f"next free slot {say_short(full.until, today)}" if full.until is not None else "a slot frees on an answer or a withdrawal"
    return Hold(f"the budget for {full.channel.value}s{whose} is used up: {free}", full.until, rule, full.channel)
