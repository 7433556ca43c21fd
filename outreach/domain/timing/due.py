"""One row of the schedule: what is due, on which day, how urgent, and why, term by term."""

from __future__ import annotations

import datetime as dt
import enum

import msgspec

from outreach.domain.kinds import StepKind
from outreach.domain.model import CompanyId, PersonId, StepId
from outreach.domain.timing.calendar import WorkCalendar
from outreach.domain.timing.restraints import Hold

SOON = 3
"""Business days ahead that still count as soon."""

LATE_WORDS_END = 60
"""Business days after which counting them out loud stops helping anybody."""


class Urgency(enum.StrEnum):
    """How a step stands to today. Follows from its date, its promise and its holds; never computed twice."""

    PROMISE = "promise"
    """Owed to somebody and open, whatever its day."""
    OVERDUE = "overdue"
    """Its day passed at least one business day ago."""
    DUE = "due"
    """Its day has come, and no business day has passed since."""
    SOON = "soon"
    """Within the next three business days."""
    WAITING = "waiting"
    """Further ahead, or snoozed."""
    HELD = "held"
    """Something stands before it: another person's turn, a pause, a budget, a rest."""
    NONE = "none"
    """Overtaken by events: it can be retired."""


PRESSING = frozenset({Urgency.PROMISE, Urgency.OVERDUE, Urgency.DUE})
"""Urgencies that ask for something today."""


class Term(msgspec.Struct, frozen=True):
    """One term of the explanation: what is so, and what it does to the date."""

    what: str
    effect: str


class Due(msgspec.Struct, frozen=True, kw_only=True):
    """What the schedule says of one open step."""

    step: StepId
    kind: StepKind
    person: PersonId | None = None
    """Whom it concerns; for the next insider, whose turn it is."""
    company: CompanyId | None = None
    on: dt.date | None = None
    """The day it is due; for a held step the day it is foreseen for. None when that is unknown or nothing is due."""
    urgency: Urgency = Urgency.NONE
    late: int = 0
    """Business days overdue, never negative."""
    reasons: tuple[Term, ...] = ()
    why: str = ""
    """One sentence."""
    held_by: str = ""
    held_until: dt.date | None = None
    """Until when it is held, as far as that can be foreseen."""
    promise: bool = False
    armed: bool = True
    """False for a first touch whose turn has not come."""
    pinned: bool = False
    by_hand: bool = False
    """Its day was typed by the user, so nothing may move it."""
    holds: tuple[Hold, ...] = ()
    """Everything that stands before it today, the one that decides first; those lifted move nothing."""
    clear_on: dt.date | None = None
    """The first day on which nothing known stands before it, its own day included; None when that is unknown or nothing is due.

    This is the day a verdict on the same touch waits for."""

    @property
    def asks(self) -> bool:
        """Whether it asks for something: its day has come and nothing holds it."""
        return self.urgency in (Urgency.OVERDUE, Urgency.DUE)

    def day_has_come(self, today: dt.date) -> bool:
        """Whether its day is today or before, held or not."""
        return self.on is not None and self.on <= today


def urgency_of(on: dt.date | None, today: dt.date, calendar: WorkCalendar) -> tuple[Urgency, int]:
    """Urgency and business days late of a step that nothing holds, from its date alone."""
    if on is None:
        return Urgency.NONE, 0
    if on <= today:
        late = calendar.between(on, today)
        return (Urgency.OVERDUE, late) if late else (Urgency.DUE, 0)
    return (Urgency.SOON, 0) if calendar.between(today, on) <= SOON else (Urgency.WAITING, 0)


def late_words(late: int) -> str:
    """How late, in words that do not shout: empty, ``1 business day late``, ..., ``long overdue``."""
    if late <= 0:
        return ""
    if late > LATE_WORDS_END:
        return "long overdue"
    return f"{late} business day{'s' if late > 1 else ''} late"
