"""What one open step comes to before any hold: its date, its terms and its sentence, by kind of step."""

from __future__ import annotations

import datetime as dt

import msgspec

from outreach.domain.dates import say_short
from outreach.domain.kinds import StepKind
from outreach.domain.model import Person, PersonId, Step
from outreach.domain.timing.calendar import WorkCalendar
from outreach.domain.timing.clock import Reading, read_clock, stage_of, start_of
from outreach.domain.timing.context import Context
from outreach.domain.timing.due import LATE_WORDS_END, Term
from outreach.domain.timing.facts import Rules
from outreach.domain.timing.history import FIRST, History, Thread, called, day_of, invites, moment
from outreach.domain.timing.holds import (
    introduced_hold,
    is_private_work,
    limit_hold,
    lock_hold,
    overtaken_by,
    referral_hold,
    settled_hold,
)
from outreach.domain.timing.restraints import Hold, overruled
from outreach.domain.timing.stages import Stage, Trigger
from outreach.domain.timing.turns import way_for

_CLOSED_BY_ANSWER = frozenset({Trigger.START, Trigger.SILENCE, Trigger.ACCEPTED, Trigger.APPLIED})
_OPENED_BY_ANSWER = frozenset({Trigger.ACCEPTED, Trigger.APPLIED})
_ANSWER_WORDS = {
    StepKind.REPLIED: "replied",
    StepKind.ACCEPTED: "accepted",
    StepKind.DECLINED: "declined",
    StepKind.TALK: "talked with you",
    StepKind.NO_SHOW: "had agreed to talk",
    StepKind.INTRODUCED: "introduction made",
    StepKind.REFERRED: "referred you",
}


class Finding(msgspec.Struct):
    """What is known of one step while its terms are gathered."""

    on: dt.date | None = None
    why: str = ""
    terms: list[Term] = []
    holds: list[Hold] = []
    """Everything that may stand before it, lifted and past ones included."""
    moot: bool = False
    armed: bool = True
    by_hand: bool = False
    fresh_from: dt.date | None = None
    """Lateness counts from this day at the earliest, although the step's own day is before it."""
    person: PersonId | None = None


def find_first_touch(step: Step, person: Person | None, thread: Thread, context: Context, found: Finding) -> None:
    """A first touch follows its turn in the company's queue; one that is no longer first is overtaken."""
    today, name = context.today, called(person)
    over = overtaken_by(step, thread)
    if over is not None:
        when = say_short(day_of(over) or today, today)
        if over.kind is step.kind:
            return _overtaken(found, f"{name} was written to already on {when}")
        return _overtaken(found, f"{name}: {_ANSWER_WORDS[over.kind]} {when}, so no first touch is needed")
    if invites(step) and (lock := lock_hold(thread, context.rules, today)):
        found.holds.append(lock)
        if lock.until is not None and lock.stands(today):
            found.terms.append(Term(lock.by, f"from {say_short(lock.until, today)}"))
    twin = next((other for other in thread.open if other.kind in FIRST and other.id < step.id), None)
    if twin is not None and twin.on is None and twin.snoozed_until is None and not thread.touches:
        found.holds.append(Hold(f"another first touch to {name} comes first"))
        found.terms.append(Term("one first touch per person", f"step {twin.id} comes first"))
        return None
    turn = context.stand.turns.get(step.id)
    if turn is None:
        reading = read_clock(step, None, thread, context.history, context.rules, today)
        found.on, found.why = step.on or reading.on, f"write to {name}"
        found.terms.extend(reading.terms)
    else:
        found.on, found.armed, found.why = turn.on, turn.armed, turn.why or f"write to {name}"
        found.terms.extend(turn.terms)
        found.holds.extend(turn.holds)
    if step.on is not None:
        _by_hand(step, context, found)
    if thread.touches:
        cadence = context.rules.cadence_for(step, person, context.facts.company)
        if hold := limit_hold(step, thread, cadence, context.rules, today):
            found.holds.append(hold)
    return None


def find_next_insider(step: Step, thread: Thread, context: Context, found: Finding) -> None:
    """The next insider's turn after a silence, unless an answer came or their own first touch stands for it."""
    facts, rules, history, stand, today = context.facts, context.rules, context.history, context.stand, context.today
    anchor = history.steps.get(step.anchor) if step.anchor is not None else None
    before = history.of(anchor.person) if anchor is not None else thread
    waited_for = history.people.get(anchor.person) if anchor is not None and anchor.person is not None else None
    cadence = rules.cadence_for(step, waited_for, facts.company)
    reading = read_clock(step, stage_of(step, cadence, anchor), before, history, rules, today)
    name = called(waited_for)
    found.terms.extend(reading.terms)
    answer = before.answer_after(reading.since) if reading.since is not None else None
    declined = answer is not None and answer.kind is StepKind.DECLINED
    if answer is not None and not declined:
        return _overtaken(found, f"{name}: {_ANSWER_WORDS[answer.kind]} {say_short(day_of(answer) or today, today)}")
    if stand.next_candidate is not None:
        target = history.people.get(stand.next_candidate.person) if stand.next_candidate.person is not None else None
        return _overtaken(found, f"the first touch to {called(target)} stands for it")
    if any(other.kind is step.kind and other.id < step.id and _same_wait(other, history) for other in history.open):
        return _overtaken(found, "an earlier step waits for the next insider already")
    if stand.next_person is None:
        found.holds.append(Hold(f"nobody else is in the queue at {facts.company.name if facts.company else 'this company'}"))
        return None
    earliest = start_of(answer, rules.calendar, today) if answer is not None else reading.on
    way = way_for(stand.next_person, earliest, list(stand.slots), history, rules, today, overruled(step))
    free = way.on
    found.person, found.on = stand.next_person.id, step.on or free
    silent = f"no answer from {name} for {cadence.silence} business days ({reading.event})"
    found.why = f"{f'{name} declined' if declined else silent}: {called(stand.next_person)} is next"
    if free is None:
        found.holds.extend(hold for hold in way.holds if hold.until is None)
    elif free > earliest:
        found.terms.append(Term("other conversations here", f"next insider from {say_short(free, today)}"))
    if step.on is not None:
        _by_hand(step, context, found)
    return None


def _same_wait(other: Step, history: History) -> bool:
    anchor = history.steps.get(other.anchor) if other.anchor is not None else None
    return anchor is None or history.of(anchor.person).answer_after(moment(anchor)) is None


def find_later_step(step: Step, person: Person | None, thread: Thread, context: Context, found: Finding) -> None:
    """Everything that follows something: its clock, then whether an answer or the stop rule came first."""
    facts, rules, history, today = context.facts, context.rules, context.history, context.today
    anchor = history.steps.get(step.anchor) if step.anchor is not None else None
    cadence = rules.cadence_for(step, person, facts.company)
    stage = None if is_private_work(step) else stage_of(step, cadence, anchor)
    reading = read_clock(step, stage, thread, history, rules, today)
    found.on, found.why = reading.on, _because(step, reading, person, today, rules)
    found.terms.extend(reading.terms)
    anchored = anchor is not None or step.anchor_on is not None
    if not step.promise and not is_private_work(step):
        if answer := _answered(stage, anchored, reading, thread):
            words = f"{called(person)}: {_ANSWER_WORDS[answer.kind]} {say_short(day_of(answer) or today, today)}"
            return _overtaken(found, f"{words}, nothing to chase")
        opened_by_answer = stage is not None and stage.when in _OPENED_BY_ANSWER
        limits = None if opened_by_answer else limit_hold(step, thread, cadence, rules, today)
        settled, vouched = settled_hold(step, thread, rules, today), introduced_hold(step, thread, facts, rules)
        found.holds += [one for one in (limits, settled, vouched, referral_hold(step, thread, facts)) if one]
        _count_from_the_exchange(step, thread, rules.calendar, today, found)
    if step.on is not None:
        _by_hand(step, context, found)
    return None


def _count_from_the_exchange(step: Step, thread: Thread, calendar: WorkCalendar, today: dt.date, found: Finding) -> None:
    """A referral ask is not late for the time before anybody had answered."""
    opened = day_of(thread.answers[0]) if thread.answers else None
    if step.kind is StepKind.REFERRAL_ASK and opened is not None and found.on is not None and opened > found.on:
        found.on = calendar.next_workday(opened)
        found.terms.append(Term(f"{_ANSWER_WORDS[thread.answers[0].kind]} {say_short(opened, today)}", "the ask may go out"))


def _answered(stage: Stage | None, anchored: bool, reading: Reading, thread: Thread) -> Step | None:
    if stage is None or not anchored or stage.when not in _CLOSED_BY_ANSWER:
        return None
    return thread.answer_after(reading.since) if reading.since is not None else thread.last_answer


def _because(step: Step, reading: Reading, person: Person | None, today: dt.date, rules: Rules) -> str:
    stage, name = reading.stage, called(person)
    if stage is None:
        if step.promise:
            return f"promised to {name}" if person is not None else "promised by you"
        return str(step.text) or step.kind.value
    if step.promise:
        return f"owed to {name}: {stage.reason or stage.label} ({reading.event})"
    if not reading.counted:
        return str(step.text) or stage.label or step.kind.value
    if stage.when is Trigger.SILENCE:
        waited = max(rules.calendar.between(reading.start, today), 0)
        if today < reading.on:
            return f"if no answer by {say_short(reading.on, today)}: {stage.label or step.kind.value} ({reading.event})"
        count = f"more than {LATE_WORDS_END}" if waited > LATE_WORDS_END else str(waited)
        return f"no answer for {count} business day{'s' if waited != 1 else ''} ({reading.event})"
    return f"{stage.reason or stage.label or step.kind.value} ({reading.event})"


def _by_hand(step: Step, context: Context, found: Finding) -> None:
    if step.on is None:
        return
    today = context.today
    found.on, found.by_hand = step.on, True
    kept = "" if context.rules.calendar.is_workday(step.on) else " (a day off, kept because you chose it)"
    found.terms.append(Term("day set by hand", f"{say_short(step.on, today)}{kept}"))
    if step.kind is StepKind.TALK:
        found.why = f"talk on {say_short(step.on, today)}"
    elif not step.promise:
        found.why = f"you set {say_short(step.on, today)}"


def _overtaken(found: Finding, words: str) -> None:
    found.moot, found.why, found.holds = True, words, []
    found.terms.append(Term(words, "nothing is due"))
