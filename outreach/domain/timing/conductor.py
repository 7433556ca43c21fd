"""Whose turn it is at a company: at most k open first touches, the next one armed when the current one is silent.

Each person written to holds a slot from the first touch until an answer, a rest or a goodbye. The next person's day is the
first one on which every conversation is silent enough (3 business days) and a slot is free. It depends on the history only,
so it does not move from one look to the next.
"""

from __future__ import annotations

import datetime as dt

import msgspec

from outreach.domain.dates import say_short
from outreach.domain.kinds import PersonState, StepKind, Tie
from outreach.domain.model import Person, PersonId, Step, StepId
from outreach.domain.timing.due import Term
from outreach.domain.timing.facts import Facts, Rules
from outreach.domain.timing.history import FIRST, History, called
from outreach.domain.timing.holds import UNEASY, limit_hold, overtaken_by, person_hold, uneasy
from outreach.domain.timing.moments import good_moment
from outreach.domain.timing.slots import Gate, Slot, covers, free_day, gate_of, long_past, slot_of


class Turn(msgspec.Struct, frozen=True, kw_only=True):
    """Whether a first touch may go out, from which day, and behind whom it waits otherwise."""

    armed: bool
    on: dt.date | None = None
    held_by: str = ""
    held_until: dt.date | None = None
    terms: tuple[Term, ...] = ()
    why: str = ""


class Stand(msgspec.Struct, frozen=True):
    """How the company's queue stands today."""

    slots: tuple[Slot, ...]
    """Conversations that may keep somebody waiting; those long over are left out."""
    turns: dict[StepId, Turn]
    next_candidate: Step | None
    """The first touch that is armed or next to be."""
    next_person: Person | None
    """The next insider who has no first touch prepared."""

    def in_flight(self, today: dt.date) -> int:
        """How many unanswered first touches are out and not yet resting."""
        return sum(covers(slot, today) for slot in self.slots if slot.begun <= today)


EMPTY = Stand((), {}, None, None)
"""The queue of a company where nobody waits for a turn."""


def needs_conducting(history: History) -> bool:
    """Whether any open step waits for a turn; looking at everybody's conversation is wasted otherwise."""
    return any(step.kind in FIRST or step.kind is StepKind.NEXT_INSIDER for step in history.open)


def conduct(facts: Facts, rules: Rules, history: History, today: dt.date) -> Stand:
    """Arm and hold the open first touches of one company. People of no company do not wait for each other."""
    firsts = [step for step in history.open if step.kind in FIRST]
    if facts.company is None:
        turns = {step.id: _no_turn_needed(step, rules, today) for step in firsts}
        return Stand((), turns, None, None)
    past = long_past(history.open, rules, today)
    slots = [slot for person in facts.people if (slot := slot_of(person, facts, rules, history, today, past))]
    taken = list(slots)
    turns = {}
    queue: list[Step] = []
    for step in _in_order(firsts, facts, rules, history, today):
        if _is_extra(step, queue, slots, history, today):
            turns[step.id] = _no_turn_needed(step, rules, today)
        elif step.on is not None:
            turns[step.id] = turn = _by_hand(step, taken, rules, today)
            if turn.armed:
                taken.append(_armed_slot(step, turn, rules))
        else:
            queue.append(step)
    _arm_in_turn(queue, taken, turns, facts, rules, history, today)
    asleep = (step for step in firsts if step not in queue and not history.of(step.person).written_to())
    able = (step for step in (*queue, *asleep) if person_hold(history.people.get(step.person or PersonId(0)), rules, today) is None)
    return Stand(tuple(slots), turns, next(able, None), _next_person(facts, rules, history, today))


def ready_day(step: Step, rules: Rules, today: dt.date) -> dt.date:
    """The day a step nobody dated may be done from: the day it was made, or the next business day."""
    if step.on is not None:
        return step.on
    return rules.calendar.next_workday(step.made_at.date() if step.made_at else today)


def _in_order(firsts: list[Step], facts: Facts, rules: Rules, history: History, today: dt.date) -> list[Step]:
    place = {person.id: index for index, person in enumerate(facts.people)}
    last = len(place)

    def key(step: Step) -> tuple[bool, bool, int, int]:
        moment = good_moment(step.person, rules, history, today)
        lifted = moment is not None and moment.is_open
        return (not step.pinned, not lifted, last if step.person is None else place.get(step.person, last), step.id)

    return sorted((step for step in firsts if not _out_of_queue(step, facts, rules, history, today)), key=key)


def _out_of_queue(step: Step, facts: Facts, rules: Rules, history: History, today: dt.date) -> bool:
    """Whether a first touch takes no turn: asleep, uneasy, overtaken, or to somebody who cannot be written to now."""
    person, thread = history.people.get(step.person) if step.person is not None else None, history.of(step.person)
    if (step.snoozed_until is not None and step.snoozed_until > today) or overtaken_by(step, thread) is not None:
        return True
    limit = rules.cadence_for(step, person, facts.company).max_touches
    if thread.touches and (limit_hold(step, thread, limit, False) is not None or thread.withdrawn):
        return True
    return uneasy(step, person) is not None or person_hold(person, rules, today) is not None


def _is_extra(step: Step, queue: list[Step], slots: list[Slot], history: History, today: dt.date) -> bool:
    """Whether a step takes no turn of its own: its person has answered, holds a slot already, or waits in the queue."""
    if step.person is None:
        return False
    if history.of(step.person).last_answer is not None or any(other.person == step.person for other in queue):
        return True
    return any(slot.person == step.person and covers(slot, today) for slot in slots)


def _no_turn_needed(step: Step, rules: Rules, today: dt.date) -> Turn:
    day = ready_day(step, rules, today)
    return Turn(armed=True, on=day, terms=(Term("made", f"ready from {say_short(day, today)}"),))


def _by_hand(step: Step, taken: list[Slot], rules: Rules, today: dt.date) -> Turn:
    """A day set by hand needs no turn, only a free slot once the day has come."""
    day = ready_day(step, rules, today)
    free = day if day > today else free_day(taken, day, rules.open_first_touches)
    if free is not None and free <= max(today, day):
        return Turn(armed=day <= today, on=day)
    return _no_slot(free, rules, today)


def _arm_in_turn(
    queue: list[Step], taken: list[Slot], turns: dict[StepId, Turn], facts: Facts, rules: Rules, history: History, today: dt.date
) -> None:
    if not queue:
        return
    first, calendar = queue[0], rules.calendar
    ready = ready_day(first, rules, today)
    gate, decides = gate_of([slot for slot in taken if slot.kind is not Gate.ARMED], ready)
    if taken and rules.company_gap:
        gate = max(gate, calendar.add(max(slot.begun for slot in taken), rules.company_gap))
    free = free_day(taken, gate, rules.open_first_touches)
    name = called(history.people.get(first.person)) if first.person is not None else "them"
    terms = [Term("made", f"ready from {say_short(ready, today)}")]
    if decides is not None:
        terms.append(Term(decides.why(today), f"next insider from {say_short(gate, today)}"))
    if moment := good_moment(first.person, rules, history, today):
        terms.append(moment.term(today))
    if free is None:
        turns[first.id] = _no_slot(None, rules, today)
    else:
        wait = ""
        if free > gate:
            effect = f"a slot frees on {say_short(free, today)}"
            terms.append(Term(_full(rules), effect))
            wait = f"{_full(rules)}: {effect}"
        elif gate > ready:
            wait = (decides.wait(today) if decides is not None else "") or f"one first touch at a time: {say_short(gate, today)}"
        why = f"{decides.why(today)}: {name} is next" if decides is not None else f"{name} is first in the queue"
        if moment is not None and moment.is_open:
            why += f"; a good moment until {say_short(moment.until, today)}"
        if free <= today or not wait:
            turns[first.id] = Turn(armed=True, on=free, terms=tuple(terms), why=why)
        else:
            turns[first.id] = Turn(armed=False, on=free, held_by=wait, held_until=free, terms=tuple(terms), why=wait)
    _hold_the_rest(queue, taken, turns, facts, rules, history, today)


def _hold_the_rest(
    queue: list[Step], taken: list[Slot], turns: dict[StepId, Turn], facts: Facts, rules: Rules, history: History, today: dt.date
) -> None:
    before, ahead = queue[0], turns[queue[0].id].on
    for place, step in enumerate(queue[1:], 1):
        person = history.people.get(before.person) if before.person is not None else None
        name = called(person)
        until = None
        words = f"after {name}"
        if place == 1 and ahead is not None:
            silence = rules.cadence_for(before, person, facts.company).silence
            begun = max(ahead, today)
            gate = rules.calendar.add(begun, max(silence, rules.company_gap))
            first = Slot(person=before.person or PersonId(0), name=name, begun=begun, freed=None, gate=gate, kind=Gate.SILENCE)
            # Silence alone opens no place where every place is taken: then the day cannot be told.
            until = free_day([*taken, first], gate, rules.open_first_touches)
        if until is not None:
            words = f"after {name}: {say_short(until, today)}, unless {name} answers"
        terms = [Term("one at a time", words)]
        if moment := good_moment(step.person, rules, history, today):
            terms.append(moment.term(today))
        turns[step.id] = Turn(armed=False, held_by=words, held_until=until, terms=tuple(terms), why=words)
        before = step


def _no_slot(free: dt.date | None, rules: Rules, today: dt.date) -> Turn:
    words = _full(rules)
    effect = f"a slot frees on {say_short(free, today)}" if free else "a slot frees on an answer, a follow-up or a rest"
    return Turn(armed=False, on=free, held_by=words, held_until=free, terms=(Term(words, effect),), why=f"{words}: {effect}")


def _full(rules: Rules) -> str:
    k = rules.open_first_touches
    return f"{k} first touch{'es' if k != 1 else ''} open at this company already"


def _armed_slot(step: Step, turn: Turn, rules: Rules) -> Slot:
    day = turn.on or dt.date.min
    return Slot(person=step.person or PersonId(0), name="", begun=day, freed=None, gate=day, kind=Gate.ARMED)


def _next_person(facts: Facts, rules: Rules, history: History, today: dt.date) -> Person | None:
    busy = {step.person for step in history.open if step.kind in FIRST}
    for person in facts.people:
        if (
            facts.company is None
            or person.company != facts.company.id
            or person.tie is Tie.THROUGH
            or person.id in busy
            or person.state is not PersonState.INSIDER
            or person.comfort <= UNEASY
        ):
            continue
        if not history.met(person.id) and person_hold(person, rules, today) is None:
            return person
    return None
