"""Read models about the search as a whole: its start, openings, outcomes and figures, and people by what is known of them."""

from __future__ import annotations

import datetime as dt

from outreach.domain.kinds import StepKind
from outreach.domain.model import CompanyId, ContactId, LeadId, PersonId, StepId
from outreach.planner.rate_rows import ExpectedRow, FunnelRow, RateRow
from outreach.planner.rows import Row


class OfferRow(Row, frozen=True, kw_only=True):
    """Somebody who once offered to help."""

    person: PersonId
    name: str
    company_name: str
    words: str
    on: dt.date | None


class AdvocateRow(Row, frozen=True, kw_only=True):
    """Somebody who would vouch for the user."""

    person: PersonId
    name: str
    company_name: str
    vouches_for: tuple[str, ...]
    said_so: bool
    """They said they would."""


class DormantRow(Row, frozen=True, kw_only=True):
    """Somebody not heard of for years."""

    person: PersonId | None
    """Their number in the plan; None for somebody of the address book only."""
    contact: ContactId | None
    name: str
    position: str
    employer: str
    target: str
    """The target they are or were at; blank when at none."""
    last_on: dt.date
    receipt: str


class StartRow(Row, frozen=True, kw_only=True):
    """Day one of a search."""

    offers: tuple[OfferRow, ...]
    advocates: tuple[AdvocateRow, ...]
    advocates_at: tuple[tuple[str, int], ...]
    """Target -> advocates there, the most first."""
    dormant: tuple[DormantRow, ...]
    preflight: tuple[str, ...]
    """Items of the preflight list to see to."""
    no_insider: tuple[str, ...]
    """Targets where nobody is known yet."""
    no_employer: bool
    """No company is marked as the present employer; right for somebody between jobs."""
    present: str = ""
    """Where the archive says the user works now, while no company is marked; blank when it says nothing."""


class TeacherRow(Row, frozen=True, kw_only=True):
    """Somebody to learn from."""

    person: PersonId
    name: str
    kind: str
    position: str
    company_name: str
    learn: str
    """What one hopes to learn from them."""
    question: str
    """The one question; blank until written down."""
    country: str


class ReputationRow(Row, frozen=True, kw_only=True):
    """One person of a bulk review. Private."""

    person: PersonId
    name: str
    kind: str
    company_name: str
    reputation: str
    note: str
    tags: tuple[str, ...] = ()


class UnselectedRow(Row, frozen=True, kw_only=True):
    """An insider in the queue without a reason."""

    person: PersonId
    name: str
    position: str
    company: CompanyId | None
    company_name: str
    receipt: str


class RecruiterRow(Row, frozen=True, kw_only=True):
    """A recruiter and their word."""

    person: PersonId
    name: str
    agency: str
    motive: str
    """The named role and client; blank until they named them."""
    share_names: bool
    """Names may be shared: they named a role and a client."""
    last_on: dt.date | None
    next: str
    """What they promised."""
    next_on: dt.date | None
    next_step: StepId | None


class NewsRow(Row, frozen=True, kw_only=True):
    """Something new about somebody: a reason to write."""

    person: PersonId
    name: str
    on: dt.date
    text: str
    link: str
    is_hook: bool
    """The next message starts from it."""


class WorkforceRow(Row, frozen=True, kw_only=True):
    """Who gets hired at a company, as far as the people known there show."""

    company: CompanyId
    name: str
    people: int
    notes: str
    traits: tuple[tuple[str, int], ...]
    came_from: tuple[tuple[str, int], ...]
    schools: tuple[tuple[str, int], ...]
    positions: tuple[tuple[str, int], ...]


class ShieldedRow(Row, frozen=True, kw_only=True):
    """Somebody at the user's own employer."""

    person: PersonId
    name: str
    position: str
    reveals: tuple[str, ...]
    """What is open with them that would tell of the search."""


class ShieldRow(Row, frozen=True, kw_only=True):
    """The current-employer shield."""

    employers: tuple[str, ...]
    people: tuple[ShieldedRow, ...]
    in_network: int
    """People of the address book who work there."""


class LeadLogRow(Row, frozen=True, kw_only=True):
    """One opening of the log."""

    id: LeadId
    company: CompanyId | None
    company_name: str
    kind: str
    title: str
    job_id: str
    url: str
    on: dt.date | None
    source: str
    given_by: str
    thanked: bool | None
    """Whether the giver was thanked; None when nobody gave it."""
    closed_on: dt.date | None
    outcome: str
    insiders: int
    """People known there; 0 asks to find one."""


class ChainLink(Row, frozen=True, kw_only=True):
    """One event of a chain."""

    on: dt.date
    kind: StepKind
    words: str


class ChainRow(Row, frozen=True, kw_only=True):
    """How something came of a company."""

    company: CompanyId
    company_name: str
    links: tuple[ChainLink, ...]
    thanks_to: tuple[str, ...]
    """Who introduced or referred the user."""
    reached: int
    """0 referred, 1 applied, 2 interview, 3 offer."""
    last_on: dt.date | None


class OutcomesRow(Row, frozen=True, kw_only=True):
    """What really moved."""

    chains: tuple[ChainRow, ...]
    referrals: int
    interviews: int
    """Companies that came to an interview."""
    interviews_by_people: int
    """Of those, how many by way of an introduction or referral."""
    offers: int


class PurposeRow(Row, frozen=True, kw_only=True):
    """People written to for one purpose, and how many answered."""

    purpose: str
    written: int
    answered: int


class WeekRow(Row, frozen=True, kw_only=True):
    """Effort of one week: messages, talks, comments, research."""

    monday: dt.date
    effort: int


class InsightsRow(Row, frozen=True, kw_only=True):
    """The figures worth looking at; connections are not among them."""

    can_speak_for: int
    """People one would vouch for and knows well enough to."""
    advocates: int
    conversations: int
    referrals: int
    answers: str
    """``3 of 12, likely 9-53 %``: people who answered, of those written to."""
    declined: int
    """A neutral no."""
    purposes: tuple[PurposeRow, ...]
    weeks: tuple[WeekRow, ...]
    """The newest first."""
    streak: int
    """Weeks in a row with effort, whatever came back."""
    published: tuple[str, ...]
    """Figures of others, with their sources."""
    rates: tuple[RateRow, ...] = ()
    """Replies, acceptance and referrals: the whole first, then by channel, message, tie, evidence, template and weekday."""
    funnel: tuple[FunnelRow, ...] = ()
    """How many people and companies came how far."""
    expected: tuple[ExpectedRow, ...] = ()
    """What published rates would make of as many people; to expect silence and a no, not to be measured by (source: PRACTICES S44)."""
    chains: tuple[ChainRow, ...] = ()
    """What really moved, company by company, the furthest first (source: PRACTICES S60)."""
