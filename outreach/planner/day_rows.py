"""Read models of a day: what it asks, row by row. Apart from the others, for a morning's reminder needs no more than these."""

from __future__ import annotations

import datetime as dt

import msgspec

from outreach.domain.kinds import StepKind
from outreach.domain.model import CompanyId, DraftId, PersonId, StepId

QUIET = 5
"""Rows a short page has of a group that asks for nothing yet; the rest is counted."""


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """What every read model is: a frozen struct that msgspec can write as JSON."""


class TermRow(Row, frozen=True, kw_only=True):
    """One term of an explanation: a label and what it did (points, a date, a rule's say)."""

    label: str
    effect: str


class DueRow(Row, frozen=True, kw_only=True):
    """A line of the follow-ups pane or of Today."""

    step: StepId
    kind: StepKind
    what: str
    """``write to Ana Ruiz``, ``thank Mei's introducer``."""
    person: PersonId | None
    person_name: str
    company: CompanyId | None
    company_name: str
    on: dt.date | None
    day: str
    """``Mon 23 Nov``."""
    when: str
    """``today``, ``2 late``, ``in 3 bd``."""
    urgency: str
    why: str
    """One sentence."""
    terms: tuple[TermRow, ...]
    promise: bool
    draft: DraftId | None = None
    held_by: str = ""
    held_until: dt.date | None = None
    pinned: bool = False
    snoozed_until: dt.date | None = None
    moved_to: dt.date | None = None
    """The day the daily cap moved it to; its own date stays what it is."""
    foreseen: dt.date | None = None
    """For somebody in a company's queue: the day their turn comes if nobody answers before. Then ``day`` is that day and ``when`` says
    ``if silent``; ``on`` stays what the schedule knows."""


class TriageRow(Row, frozen=True, kw_only=True):
    """People at a target who wait for a first look."""

    company: CompanyId
    company_name: str
    people: int


class TodayRow(Row, frozen=True, kw_only=True):
    """What a day asks, grouped; ``moved`` holds what the daily cap pushed on, with the day it went to."""

    day: dt.date
    promises: tuple[DueRow, ...]
    overdue: tuple[DueRow, ...]
    due: tuple[DueRow, ...]
    soon: tuple[DueRow, ...]
    waiting: tuple[DueRow, ...]
    moved: tuple[DueRow, ...]
    triage: tuple[TriageRow, ...]
    count: int
    """Promises whose day has come + overdue + due: what decides the exit status."""
    resting: bool = False
    """A rest day: nothing is asked."""
    slots: tuple[str, ...] = ()
    """What a used-up budget holds back, and its next free slot, in words."""

    @property
    def asked(self) -> tuple[DueRow, ...]:
        """What is due: the late, the due, and the promises whose day has come; the others are listed by Today and remind of nothing yet."""
        promised = (due for due in self.promises if due.on is None or due.on <= self.day)
        return (*promised, *self.overdue, *self.due) if self.count else ()


class Rest(Row, frozen=True, kw_only=True):
    """How many rows of the groups that ask for nothing yet were left out of a day."""

    soon: int = 0
    waiting: int = 0
    moved: int = 0
