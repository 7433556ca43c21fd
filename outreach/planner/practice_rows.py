"""Read models about people and what may be asked of them: the inbound desk, the ladder, paths, the ledger, the drill, preflight."""

from __future__ import annotations

import datetime as dt

from outreach.domain.kinds import PersonKind
from outreach.domain.model import CompanyId, ContactId, LeadId, PersonId, RowId
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


class PreflightItem(Row, frozen=True, kw_only=True):
    """One item of the preflight list."""

    item: str
    says: str
    """What to look for."""
    done_on: dt.date | None
    stale: bool


class PreflightRow(Row, frozen=True, kw_only=True):
    """The user's own profile, before others look at it."""

    items: tuple[PreflightItem, ...]
    days: int
    """Days after which an item is stale."""
    reviewed_on: dt.date | None
    stale: tuple[str, ...]
    because: str
    """Who is about to look: ``referral at Fernwick Labs``; blank when nobody is."""


class RungRow(Row, frozen=True, kw_only=True):
    """One rung of the ask ladder."""

    rung: str
    """``reconnect``, ``learn``, ``advice``, ``introduction`` or ``referral``."""
    says: str
    open: bool
    used_on: dt.date | None
    opens: str
    """What opens it; blank when it is open."""


class LadderRow(Row, frozen=True, kw_only=True):
    """The ask ladder of one person, lowest rung first."""

    person: PersonId
    rungs: tuple[RungRow, ...]
    top: str
    """The highest rung that is open."""
    offered: bool
    """They offered without being asked."""


class NeedRow(Row, frozen=True, kw_only=True):
    """One thing a referrer needs."""

    need: str
    have: bool
    say: str
    """The thing itself, or how to get it."""


class OpeningRow(Row, frozen=True, kw_only=True):
    """An opening that may be named."""

    id: LeadId
    title: str
    job_id: str
    url: str


class ReferralRow(Row, frozen=True, kw_only=True):
    """The referral kit for one person."""

    person: PersonId
    name: str
    company_name: str
    open: bool
    """The rung is open: there was an exchange, or they offered."""
    opens: str
    needs: tuple[NeedRow, ...]
    ready: bool
    blurb: str
    openings: tuple[OpeningRow, ...]
    asked_on: dt.date | None


class PathLink(Row, frozen=True, kw_only=True):
    """One person on the way into a company."""

    person: PersonId
    name: str
    how: str
    """The evidence of the link, in words."""
    know_level: int
    """0-3, of the user and this person; 0 for somebody known only to the one before."""


class PathRow(Row, frozen=True, kw_only=True):
    """One way into a company: me, A, B, company."""

    company: CompanyId
    names: tuple[str, ...]
    links: tuple[PathLink, ...]
    state: str
    """``there now``, ``not asked yet``, ``asked 3 Nov 2026``, ``introduced 9 Nov 2026`` …"""
    next: str
    owed: tuple[str, ...]
    """Promises open with the one in between."""


class LedgerEntry(Row, frozen=True, kw_only=True):
    """One give or ask."""

    on: dt.date
    side: str
    """``give`` or ``ask``."""
    what: str


class LedgerRow(Row, frozen=True, kw_only=True):
    """Giving and asking with one person."""

    person: PersonId
    name: str
    company_name: str
    gives: int
    asks: int
    balance: int
    """Gives less asks; below zero they gave you more chances than you them."""
    give_first: bool
    """Something was asked and nothing given yet: a second ask would be one too many."""
    advice: str
    offer: str
    """What the user could do for them."""
    ideas: tuple[str, ...]
    """Small gives, while more was asked than given (source: PRACTICES S23)."""
    entries: tuple[LedgerEntry, ...]


class NeedOf(Row, frozen=True, kw_only=True):
    """What somebody needs, and who or what could help."""

    person: PersonId
    name: str
    needs: str
    offer: str
    helpers: tuple[str, ...]
    """People the user knows who can help with it."""
    links: tuple[str, ...]
    """Kept links on the matter, or meant for them."""


class IntroductionRow(Row, frozen=True, kw_only=True):
    """An introduction the user could make."""

    one: PersonId
    one_name: str
    other: PersonId
    other_name: str
    because: str


class RecommendationRow(Row, frozen=True, kw_only=True):
    """A recommendation, asked for, received or given."""

    person: PersonId
    name: str
    state: str
    """``asked``, ``received``, ``given`` or ``could be asked``."""
    says: str
    asked_on: dt.date | None
    received_on: dt.date | None
    given_on: dt.date | None


class LinkRow(Row, frozen=True, kw_only=True):
    """A link not yet shared."""

    id: RowId
    url: str
    insight: str
    on: dt.date | None
    for_whom: tuple[str, ...]
    first: PersonId | None = None
    """The first of them."""


class DrillRow(Row, frozen=True, kw_only=True):
    """One question of the drill, with the records behind the answer."""

    person: PersonId
    name: str
    position: str
    company_name: str
    how_i_know: str
    know_level: int
    """0-3."""
    because: tuple[str, ...]
    receipt: str
    can_speak_to: bool


class HelperRow(Row, frozen=True, kw_only=True):
    """Somebody who can help the user."""

    person: PersonId
    name: str
    helps: str
    """With what."""


class VersionRow(Row, frozen=True, kw_only=True):
    """One wording of a draft, and how the next one differs from it."""

    number: int
    """1 is the oldest; what ``restore`` takes. 0 is the present wording."""
    at: dt.datetime | None
    words: int
    body: str
    diff: tuple[str, ...]
    """Lines taken out (``- ``) and put in (``+ ``) against the wording before."""


class BudgetRow(Row, frozen=True, kw_only=True):
    """How one budget stands."""

    name: str
    used: int
    limit: int
    """0 = unlimited."""
    left: int | None
    next_slot: dt.date | None
    """The day it frees when it is used up; today while there is room."""
    unit: str = ""
    """What is counted, over which time."""
    oldest: dt.date | None = None
    """Of pending invitations: when the oldest was sent."""
    source: str
    as_of: dt.date | None = None
    """The day the limit was written down."""
    confidence: str = ""
    """``high``, ``medium``, ``low`` or ``own``."""
