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
from outreach.domain.timing.holds import limit_hold, overtaken_by, person_hold, uneasy
from outreach.domain.timing.moments import good_moment
from outreach.domain.timing.restraints import Hold, Restraint, binding, overruled, weighed
from outreach.domain.timing.slots import Gate, Slot, covers, ending, free_day, long_past, slot_of
from outreach.domain.timing.turns import ONE_OF_A_KIND, place_holds, way_for


class Turn(msgspec.Struct, frozen=True, kw_only=True):
    """Whether a first touch may go out, from which day, and behind whom it waits otherwise."""

    armed: bool
    on: dt.date | None = None
    holds: tuple[Hold, ...] = ()
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

    def flights(self, today: dt.date) -> tuple[Slot, ...]:
        """The unanswered first touches that are out and not yet resting."""
        return tuple(slot for slot in self.slots if slot.begun <= today and covers(slot, today))

    def in_flight(self, today: dt.date) -> int:
        """How many those are."""
        return len(self.flights(today))

    def free_from(self, rules: Rules, today: dt.date) -> dt.date | None:
        """The day another first touch has a place; None when that cannot be foreseen."""
        if self.in_flight(today) < rules.open_first_touches:
            return today
        return free_day(list(self.slots), rules.calendar.next_workday(today), rules.open_first_touches)

    def ends(self, today: dt.date) -> str:
        """What frees a place where no day can be told."""
        return ending(self.slots, today)


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
    slots = slots_at(facts, rules, history, today, long_past(history.open, rules, today))
    taken = list(slots)
    turns = {}
    queue: list[Step] = []
    for step in _in_order(firsts, facts, rules, history, today):
        if _is_extra(step, queue, slots, history, today):
            turns[step.id] = _no_turn_needed(step, rules, today)
            continue
        if step.on is not None:
            turn = _by_hand(step, taken, history, rules, today)
        elif _goes_alone(step, slots, history, rules, today):
            turn = _own_turn(step, taken, history, rules, today)
        else:
            queue.append(step)
            continue
        turns[step.id] = turn
        if turn.armed:
            taken.append(_armed_slot(step, turn))
    _arm_in_turn(queue, taken, turns, facts, rules, history, today)
    queued = {step.id for step in queue}
    for step in firsts:
        if step.id not in turns and overtaken_by(step, history.of(step.person)) is None:
            # It stands in no queue while it sleeps or is held; what was sent already may keep it waiting longer than that.
            turns[step.id] = _own_turn(step, slots, history, rules, today)
    asleep = (step for step in firsts if step.id not in queued and not history.of(step.person).written_to())
    able = (step for step in (*queue, *asleep) if person_hold(history.people.get(step.person or PersonId(0)), rules, today, facts) is None)
    return Stand(tuple(slots), turns, next(able, None), _next_person(facts, rules, history, today))


def slots_at(facts: Facts, rules: Rules, history: History, today: dt.date, past: dt.date | None = None) -> list[Slot]:
    """Who holds a slot at the company, or keeps somebody waiting; without those long over when ``past`` is given."""
    return [slot for person in facts.people if (slot := slot_of(person, facts, rules, history, today, past))]


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
    if _is_asleep(step, today) or overtaken_by(step, thread) is not None:
        return True
    if thread.touches:
        limit = limit_hold(step, thread, rules.cadence_for(step, person, facts.company), rules, today)
        if thread.withdrawn or (limit is not None and not limit.lifted and limit.stands(today)):
            return True
    return uneasy(step, person, rules) is not None or person_hold(person, rules, today, facts) is not None


def _is_asleep(step: Step, today: dt.date) -> bool:
    return step.snoozed_until is not None and step.snoozed_until > today


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


def _by_hand(step: Step, taken: list[Slot], history: History, rules: Rules, today: dt.date) -> Turn:
    """A day set by hand needs no turn, only a free slot once the day has come."""
    day = ready_day(step, rules, today)
    if day > today:
        return Turn(armed=False, on=day)
    holds = place_holds(_whom(step, history), day, taken, history, rules, today)
    standing = tuple(weighed(hold, rules.lifted | overruled(step)) for hold in holds if hold.stands(today))
    held = binding(standing, today)
    if held is None:
        return Turn(armed=True, on=day, holds=standing)
    return Turn(armed=False, on=held.until, holds=standing, terms=(Term(held.by, "a slot must be free"),), why=held.by)


def _goes_alone(step: Step, slots: list[Slot], history: History, rules: Rules, today: dt.date) -> bool:
    """Whether a step stands in no queue: the user overruled its turn, or another of its kind must answer first."""
    if Restraint.TURN in rules.lifted or Restraint.TURN in overruled(step):
        return True
    person = _whom(step, history)
    if person is None or person.kind not in ONE_OF_A_KIND or not rules.one_of_a_kind or Restraint.SLOT in rules.lifted:
        return False
    peers = [slot for slot in slots if (other := history.people.get(slot.person)) is not None and other.kind is person.kind]
    return free_day(peers, today, rules.one_of_a_kind) != today


def _own_turn(step: Step, taken: list[Slot], history: History, rules: Rules, today: dt.date) -> Turn:
    """The turn of a step by itself: what was sent already counts, who else waits does not."""
    ready = ready_day(step, rules, today)
    way = way_for(_whom(step, history), ready, taken, history, rules, today, overruled(step))
    terms = (Term("made", f"ready from {say_short(ready, today)}"), *way.terms)
    name = called(_whom(step, history))
    why = f"{way.behind.why(today)}: {name} is next" if way.behind is not None else f"{name} is first in the queue"
    if moment := good_moment(step.person, rules, history, today):
        terms = (*terms, moment.term(today))
        why += f"; a good moment until {say_short(moment.until, today)}" if moment.is_open else ""
    held = binding(way.holds, today)
    return Turn(armed=held is None, on=way.on, holds=way.holds, terms=terms, why=why if held is None else held.by)


def _arm_in_turn(
    queue: list[Step], taken: list[Slot], turns: dict[StepId, Turn], facts: Facts, rules: Rules, history: History, today: dt.date
) -> None:
    if not queue:
        return
    turns[queue[0].id] = _own_turn(queue[0], taken, history, rules, today)
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
        turns[step.id] = Turn(armed=False, on=until, holds=(Hold(words, until, Restraint.TURN),), terms=tuple(terms), why=words)
        before = step


def _armed_slot(step: Step, turn: Turn) -> Slot:
    day = turn.on or dt.date.min
    return Slot(person=step.person or PersonId(0), name="", begun=day, freed=None, gate=day, kind=Gate.ARMED)


def _whom(step: Step, history: History) -> Person | None:
    return history.people.get(step.person) if step.person is not None else None


def _next_person(facts: Facts, rules: Rules, history: History, today: dt.date) -> Person | None:
    busy = {step.person for step in history.open if step.kind in FIRST}
    for person in facts.people:
        if (
            facts.company is None
            or person.company != facts.company.id
            or person.tie is Tie.THROUGH
            or person.id in busy
            or person.state is not PersonState.INSIDER
            or person.comfort < rules.comfort
        ):
            continue
        if not history.met(person.id) and person_hold(person, rules, today, facts) is None:
            return person
    return None
