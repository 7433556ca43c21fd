"""Read models of the practice views: the inbound desk, the ledger, the ladder, paths, the drill and the lists that start a search."""

from __future__ import annotations

import datetime as dt

from outreach.domain.kinds import PersonKind
from outreach.domain.model import ContactId, PersonId
from outreach.planner.rows import Row


class PracticeRow(Row, frozen=True, kw_only=True):
    """One practice, its state, and where it lives."""

    id: str
    theme: str
    practice: str
    source: str
    works: str
    state: str
    """``works``, ``partly`` or ``missing``."""
    lacks: str
    where: tuple[str, ...]
    """Verbs, rules, checks and keys that carry it out, in words."""
    modules: tuple[str, ...]
    test: str


class InboundRow(Row, frozen=True, kw_only=True):
    """An invitation received, with what the desk proposes."""

    id: ContactId
    name: str
    position: str
    company: str
    kind: PersonKind
    on: dt.date
    note: str
    """What they wrote with it."""
    advice: str
    """``accept``, ``ask why``, ``decline``, ``wait`` or ``closed``."""
    says: str
    reason: str
    source: str
    asked_on: dt.date | None = None
    closes_on: dt.date | None = None
    """The day it closes by itself when they do not answer."""
    answer: str = ""
    motive: str = ""
    """For a recruiter: the named role and client."""
    person: PersonId | None = None


class DeskRow(Row, frozen=True, kw_only=True):
    """The inbound desk: what waits, what closed by itself, and how the rest ended."""

    open: tuple[InboundRow, ...]
    """Answers to judge first, then the newest."""
    closed: tuple[InboundRow, ...]
    """Asked why and never answered: closed by themselves."""
    accepted: int
    declined: int
