"""From which day one first touch may go, as far as the other conversations at its company let it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

import msgspec

from outreach.domain.dates import say_short
from outreach.domain.kinds import PersonKind
from outreach.domain.model import Person
from outreach.domain.timing.due import Term
from outreach.domain.timing.facts import Rules
from outreach.domain.timing.history import History
from outreach.domain.timing.restraints import Hold, Restraint, weighed
from outreach.domain.timing.slots import Gate, Slot, covers, ending, free_day, gate_of

ONE_OF_A_KIND = frozenset({PersonKind.RECRUITER, PersonKind.HIRING_MANAGER})
"""Kinds of whom a company has few, who hear of each other's post (source: PRACTICES S06)."""


class Way(msgspec.Struct, frozen=True, kw_only=True):
    """What the company's conversations mean for one more first touch."""

    on: dt.date | None
    """The first day it may go; None when that cannot be foreseen."""
    holds: tuple[Hold, ...] = ()
    terms: tuple[Term, ...] = ()
    behind: Slot | None = None
    """The conversation whose silence lets it come."""


def way_for(
    person: Person | None,
    ready: dt.date,
    taken: list[Slot],
    history: History,
    rules: Rules,
    today: dt.date,
    lifted: Collection[str] = frozenset(),
) -> Way:
    """The day for a first touch to ``person`` that is ready on ``ready``: turn, distance and slot, one after the other."""
    lifted = rules.lifted.union(lifted)
    others = [slot for slot in taken if person is None or slot.person != person.id]
    sent = [slot for slot in others if slot.kind is not Gate.ARMED]
    holds: list[Hold] = []
    terms: list[Term] = []
    gate, behind = gate_of(sent, ready)
    if behind is not None:
        terms.append(Term(behind.why(today), f"next insider from {say_short(gate, today)}"))
        if gate > ready:
            words = behind.wait(today) or f"one first touch at a time: {say_short(gate, today)}"
            holds.append(Hold(words, gate, Restraint.TURN))
    if others and rules.company_gap:
        apart = rules.calendar.add(max(slot.begun for slot in others), rules.company_gap)
        if apart > ready:
            holds.append(Hold(f"one first touch at a time: {say_short(apart, today)}", apart, Restraint.COMPANY_GAP))
    holds += place_holds(person, ready, others, history, rules, today)
    weighing = [weighed(hold, lifted) for hold in holds]
    held = [hold for hold in weighing if not hold.lifted]
    ends = [hold.until for hold in held if hold.until is not None]
    on = max((ready, *ends)) if len(ends) == len(held) else None
    terms += [
        Term(hold.by.partition(": ")[0], hold.by.partition(": ")[2])
        for hold in held
        if hold.rule is Restraint.SLOT and (hold.until is None or gate < hold.until == on)
    ]
    return Way(
        on=on,
        holds=tuple(hold for hold in weighing if hold.stands(today)),
        terms=tuple(terms),
        behind=behind if Restraint.TURN not in lifted else None,
    )


def place_holds(person: Person | None, earliest: dt.date, taken: list[Slot], history: History, rules: Rules, today: dt.date) -> list[Hold]:
    """What holds a first touch back while every place at the company is taken, or the one for people of that kind.

    A place once free stays free, so each hold ends on a day of its own, whatever else is waited for.
    """
    holds = []
    free = free_day(taken, earliest, rules.open_first_touches)
    if free != earliest:
        holds.append(Hold(f"{full(rules)}: {_effect(free, taken, earliest, today)}", free, Restraint.SLOT))
    if person is not None and person.kind in ONE_OF_A_KIND and rules.one_of_a_kind:
        peers = [slot for slot in taken if (other := history.people.get(slot.person)) is not None and other.kind is person.kind]
        alone = free_day(peers, earliest, rules.one_of_a_kind)
        if alone != earliest:
            names = " and ".join(slot.name for slot in peers if slot.name and covers(slot, earliest)) or "another"
            words = f"one {person.kind.value} of a company at a time, after {names}"
            holds.append(Hold(f"{words}: {_effect(alone, peers, earliest, today)}", alone, Restraint.SLOT))
    return holds


def full(rules: Rules) -> str:
    """That every place is taken, in words."""
    k = rules.open_first_touches
    return f"{k} first touch{'es' if k != 1 else ''} open at this company already"


def _effect(free: dt.date | None, taken: list[Slot], earliest: dt.date, today: dt.date) -> str:
    return f"a slot frees on {say_short(free, today)}" if free is not None else f"until {ending(taken, earliest)}"
