"""What each conversation at a company means for the others: whom it keeps waiting, and until when."""

from __future__ import annotations

import datetime as dt
import enum

import msgspec

from outreach.domain.dates import say_short
from outreach.domain.kinds import PersonState, Reputation, StepKind, Tie
from outreach.domain.model import Person, PersonId, Step
from outreach.domain.saying import listed
from outreach.domain.timing.calendar import NoWorkday
from outreach.domain.timing.clock import start_of
from outreach.domain.timing.facts import Facts, Rules
from outreach.domain.timing.history import ASKING, FIRST, History, Thread, called, day_of, moment

_GONE = frozenset({PersonState.AVOID, PersonState.DROPPED})


_NEVER = dt.date.min
"""The beginning of a conversation that the other side began: nothing was sent, so no distance is kept from it."""


class Gate(enum.Enum):
    """What lets the next person's turn come."""

    SILENCE = enum.auto()
    QUIET = enum.auto()
    DECLINED = enum.auto()
    LEFT = enum.auto()
    ASIDE = enum.auto()
    ARMED = enum.auto()
    """A first touch that is armed but not sent keeps a slot and gates nobody."""


class Slot(msgspec.Struct, frozen=True, kw_only=True):
    """One person's hold on the company's attention."""

    person: PersonId
    name: str
    begun: dt.date
    freed: dt.date | None
    """First day on which the slot is free again; None while that depends on the user or on an answer."""
    gate: dt.date
    """First day on which somebody else's turn may come as far as this conversation goes."""
    kind: Gate
    days: int = 0
    """Business days of silence or quiet that ``gate`` counts."""
    sent: dt.date | None = None

    def why(self, today: dt.date) -> str:
        """Why the gate opens on its day."""
        match self.kind:
            case Gate.SILENCE:
                sent = f" (sent {say_short(self.sent, today)})" if self.sent is not None else ""
                return f"no answer from {self.name} for {self.days} business days{sent}"
            case Gate.QUIET:
                return f"quiet with {self.name} for {self.days} business days"
            case Gate.DECLINED:
                return f"{self.name} declined"
            case Gate.LEFT:
                return f"{self.name} has left"
        return f"{self.name} is set aside"

    def wait(self, today: dt.date) -> str:
        """What the next in the queue waits for until the gate opens; empty when nothing is to be waited for."""
        if self.kind is Gate.SILENCE:
            return f"after {self.name}: {say_short(self.gate, today)}, unless {self.name} answers"
        if self.kind is Gate.QUIET:
            return f"the conversation with {self.name} comes first: {say_short(self.gate, today)} if it stays quiet"
        return ""


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


def ending(slots: list[Slot] | tuple[Slot, ...], day: dt.date) -> str:
    """What frees a place where no day can be told: ``Ana or Tom answers, or their follow-up is sent or retired``."""
    names = tuple(dict.fromkeys(slot.name for slot in slots if slot.name and covers(slot, day)))
    return f"{listed(names, 'or')} answers, or their follow-up is sent or retired" if names else "one of them is sent or retired"


def slot_of(person: Person, facts: Facts, rules: Rules, history: History, today: dt.date, past: dt.date | None = None) -> Slot | None:
    """What the conversation with one person means for the company's queue; None while there is none.

    None as well for one that was answered and then rested since before ``past`` (see ``long_past``).
    """
    thread = history.threads.get(person.id)
    if thread is None or not thread.written_to() or facts.company is None or person.company != facts.company.id:
        return None
    if past is not None and thread.answers and thread.rests_since(past):
        return None
    thread.settle()
    if thread.answers:
        slot = _answered_slot(person, thread, rules, today)
    else:
        run = thread.unanswered()
        if not any(step.kind in FIRST for step in run):
            return None
        slot = _silent_slot(person, thread, run, facts, rules, today)
    return _if_over(slot, person, rules, today)


def long_past(waiting: list[Step], rules: Rules, today: dt.date) -> dt.date | None:
    """A day such that what was answered, and rested since before it, keeps nobody of ``waiting`` waiting and holds no slot today.

    Every day that such a conversation gives (its start, its gate, the gap behind its start) is at most ``add(past, days)``, and
    business days are counted alike in both directions. None when somebody waits for the next insider, whose day may lie anywhere
    in the past, or when the calendar does not reach back that far.
    """
    if any(step.kind is StepKind.NEXT_INSIDER for step in waiting):
        return None
    made = [step.on or (step.made_at.date() if step.made_at is not None else today) for step in waiting]
    try:
        return rules.calendar.subtract(min((*made, today)), max(rules.quiet, rules.company_gap) + 2)
    except (NoWorkday, ValueError):
        return None


def _silent_slot(person: Person, thread: Thread, run: list[Step], facts: Facts, rules: Rules, today: dt.date) -> Slot:
    calendar = rules.calendar
    start = start_of(run[0], calendar, today)
    cadence = rules.cadence_for(run[0], person, facts.company)
    gate, freed = calendar.add(start, cadence.silence), None
    most = rules.most_touches(cadence)
    resting = len(run) >= most
    if resting or not any(step.kind in ASKING and step.kind not in FIRST for step in thread.open):
        given_up = [day for step in thread.given_up if (day := day_of(step)) is not None]
        # A touch by hand beyond the cadence's last takes no place again.
        freed = max(calendar.add(start_of(run[:most][-1], calendar, today), cadence.silence), *given_up, gate)
    return Slot(
        person=person.id,
        name=called(person),
        begun=start,
        freed=freed,
        gate=gate,
        kind=Gate.SILENCE,
        days=cadence.silence,
        sent=day_of(run[0]),
    )


def _answered_slot(person: Person, thread: Thread, rules: Rules, today: dt.date) -> Slot:
    # An answer frees the slot at once; the gate alone, never earlier than the answer, keeps the next person waiting.
    calendar, answer, name = rules.calendar, thread.answers[-1], called(person)
    begun = start_of(thread.touches[0], calendar, today) if thread.touches else _NEVER
    if answer.kind is StepKind.DECLINED:
        gate = start_of(answer, calendar, today)
        return Slot(person=person.id, name=name, begun=begun, freed=begun, gate=gate, kind=Gate.DECLINED)
    last = max((*thread.touches, answer), key=moment)
    quiet = calendar.add(start_of(last, calendar, today), rules.quiet)
    return Slot(person=person.id, name=name, begun=begun, freed=begun, gate=quiet, kind=Gate.QUIET, days=rules.quiet)


def _if_over(slot: Slot, person: Person, rules: Rules, today: dt.date) -> Slot:
    """Free the slot of somebody who left or was set aside; nobody counts as late for having waited until then."""
    if person.state in _GONE or person.do_not_contact or person.reputation is Reputation.AVOID:
        day, kind = rules.calendar.next_workday(today), Gate.ASIDE
    elif person.tie is Tie.HERE and person.left_on is not None and person.left_on <= today:
        day, kind = rules.calendar.next_workday(person.left_on), Gate.LEFT
    else:
        return slot
    return msgspec.structs.replace(slot, freed=slot.begun, gate=min(slot.gate, day), kind=kind)
