"""What each conversation at a company means for the others: whom it keeps waiting, and until when."""

from __future__ import annotations

import datetime as dt

import msgspec

from outreach.domain.dates import say_short
from outreach.domain.kinds import PersonState, Reputation, StepKind, Tie
from outreach.domain.model import Person, PersonId, Step
from outreach.domain.timing.clock import start_of
from outreach.domain.timing.facts import Facts, Rules
from outreach.domain.timing.history import ASKING, FIRST, History, Thread, called, day_of, moment
from outreach.domain.timing.stages import CEILING

_GONE = frozenset({PersonState.AVOID, PersonState.DROPPED})


class Slot(msgspec.Struct, frozen=True):
    """One person's hold on the company's attention."""

    person: PersonId
    begun: dt.date
    freed: dt.date | None
    """First day on which the slot is free again; None while that depends on the user or on an answer."""
    gate: dt.date
    """First day on which somebody else's turn may come as far as this conversation goes."""
    gate_why: str
    """Why that day, once it has come."""
    gate_wait: str = ""
    """What the next in the queue waits for, until it has."""


def free_day(slots: list[Slot], earliest: dt.date, k: int) -> dt.date | None:
    """The first day from ``earliest`` on which fewer than ``k`` slots are taken; None when that cannot be foreseen."""
    ends = sorted(slot.freed for slot in slots if slot.freed is not None and slot.freed > earliest)
    for day in (earliest, *ends):
        if sum(covers(slot, day) for slot in slots) < k:
            return day
    return None


def gate_of(slots: list[Slot], earliest: dt.date) -> tuple[dt.date, Slot | None]:
    """The day from which every conversation at the company lets somebody else go next, and the one that decides it."""
    best, decides = earliest, None
    for slot in slots:
        if slot.gate > best or (slot.gate == best and decides is None):
            best, decides = slot.gate, slot
    return best, decides


def covers(slot: Slot, day: dt.date) -> bool:
    """Whether a slot is taken on that day."""
    # A slot begun after ``day`` still counts: it is taken now, and looking back must not free it.
    return slot.freed is None or day < slot.freed


def slot_of(person: Person, facts: Facts, rules: Rules, history: History, today: dt.date) -> Slot | None:
    """What the conversation with one person means for the company's queue; None while there is none."""
    thread = history.of(person.id)
    if not thread.written_to() or facts.company is None or person.company != facts.company.id:
        return None
    calendar, name, answer, run = rules.calendar, called(person), thread.last_answer, thread.unanswered()
    first = thread.touches[0] if thread.touches else thread.answers[0]
    begun = start_of(first, calendar, today)
    if answer is not None:
        return _over(person, begun, rules, today) or _answered_slot(person, begun, answer, thread, rules, today)
    if not any(step.kind in FIRST for step in run):
        return None
    start = start_of(run[0], calendar, today)
    cadence = rules.cadence_for(run[0], person, facts.company)
    gate = calendar.add(start, cadence.silence)
    if gone := _over(person, begun, rules, today, gate):
        return gone
    freed = None
    resting = len(run) >= min(cadence.max_touches, CEILING)
    if resting or not any(step.kind in ASKING and step.kind not in FIRST for step in thread.open):
        ends = [day for step in thread.given_up if (day := day_of(step)) is not None]
        freed = max(calendar.add(start_of(run[-1], calendar, today), cadence.silence), *ends, gate)
    why = f"no answer from {name} for {cadence.silence} business days (sent {say_short(day_of(run[0]) or start, today)})"
    return Slot(person.id, begun, freed, gate, why, f"after {name}: {say_short(gate, today)}, unless {name} answers")


def _over(person: Person, begun: dt.date, rules: Rules, today: dt.date, gate: dt.date | None = None) -> Slot | None:
    """The slot of somebody who left or was set aside: free, and nobody counts as late for having waited until then."""
    name, now = called(person), rules.calendar.next_workday(today)
    if person.state in _GONE or person.do_not_contact or person.reputation is Reputation.AVOID:
        day = min(gate or now, now)
        return Slot(person.id, begun, begun, day, f"{name} is set aside")
    if person.tie is Tie.HERE and person.left_on is not None and person.left_on <= today:
        day = rules.calendar.next_workday(person.left_on)
        return Slot(person.id, begun, begun, day, f"{name} has left")
    return None


def _answered_slot(person: Person, begun: dt.date, answer: Step, thread: Thread, rules: Rules, today: dt.date) -> Slot:
    # An answer frees the slot at once; the gate alone, never earlier than the answer, keeps the next person waiting.
    name, day = called(person), start_of(answer, rules.calendar, today)
    if answer.kind is StepKind.DECLINED:
        return Slot(person.id, begun, begun, day, f"{name} declined")
    last = max((*thread.touches, answer), key=moment)
    quiet = rules.calendar.add(start_of(last, rules.calendar, today), rules.quiet)
    wait = f"the conversation with {name} comes first: {say_short(quiet, today)} if it stays quiet"
    return Slot(person.id, begun, begun, quiet, f"quiet with {name} for {rules.quiet} business days", wait)
