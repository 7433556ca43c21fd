"""The records of a plan: companies, people, evidence, steps, drafts, leads and what is known of the user.

Every record is a frozen struct. ``id`` is the TinyDB document id (never reused); ``uid`` is stable across exports.
Fields that hold somebody's words are ``CleanText``, so unclean text does not type-check.
"""

from __future__ import annotations

import datetime as dt
from typing import NewType

import msgspec

from outreach.domain.kinds import (
    Answer,
    Channel,
    CompanyStatus,
    DraftStatus,
    EvidenceKind,
    InvitationState,
    LeadKind,
    MatchVerdict,
    Norm,
    PersonKind,
    PersonState,
    Purpose,
    Reputation,
    Source,
    StepKind,
    StepState,
    Tie,
)
from outreach.text import BLANK, CleanText

CompanyId = NewType("CompanyId", int)
PersonId = NewType("PersonId", int)
EvidenceId = NewType("EvidenceId", int)
StepId = NewType("StepId", int)
DraftId = NewType("DraftId", int)
LeadId = NewType("LeadId", int)
ContactId = NewType("ContactId", int)
RowId = NewType("RowId", int)


class Record(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """What every stored record has. Subclasses give ``id`` its own NewType.

    Nothing in a record can point back to it, so Python need not look through tens of thousands of them for circles.
    """

    id: int = 0
    """TinyDB document id; 0 until the store hands one out. Not written inside the document."""

    uid: str = ""
    """Random, stable, shared with exports; handed out by the store when the record is added."""


class QandA(msgspec.Struct, frozen=True, omit_defaults=True):
    """A question asked at a company and what was answered (source: PRACTICES S50)."""

    question: CleanText
    answer: CleanText = BLANK
    by: PersonId | None = None
    on: dt.date | None = None


class Company(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A target company."""

    id: CompanyId = CompanyId(0)
    name: CleanText
    motivation: int = 2
    """0-4, how much the user wants to work there (LAMP)."""
    posting: int = 0
    """0-3, how good its current postings look (LAMP)."""
    status: CompanyStatus = CompanyStatus.ACTIVE
    status_reason: CleanText = BLANK
    paused_on: dt.date | None = None
    """The day it was last paused or closed."""
    resumed_on: dt.date | None = None
    """The day it was last taken up again: nothing is late for the days it rested."""
    reasons: tuple[CleanText, ...] = ()
    """Why this company: compensation, title, experience, or the user's own tag (source: PRACTICES S53)."""
    why: CleanText = BLANK
    domain: CleanText = BLANK
    """E-mail domain; settles a *possible* match."""
    website: CleanText = BLANK
    norm: Norm = Norm.NEUTRAL
    followed: bool = False
    current_employer: bool = False
    """The user works here now: people stay out of exports, nobody here may learn of the search."""
    research: dict[str, dt.date] = {}
    """Checklist item -> day done; items: read, people, postings, alumni (source: PRACTICES S46)."""
    workforce: CleanText = BLANK
    """What the profiles there say about who gets hired (source: PRACTICES S49)."""
    answers: tuple[QandA, ...] = ()
    cadence: str = ""
    """Overrides the default cadence for this company."""
    provenance: CleanText = BLANK
    """Why it was suggested: saved job, application, dream company, follow; blank when typed by hand."""
    tags: tuple[CleanText, ...] = ()
    notes: CleanText = BLANK
    """Private; never exported."""
    added: dt.date | None = None


class Role(msgspec.Struct, frozen=True, omit_defaults=True):
    """A job somebody holds or held; months are ``YYYY-MM`` or ``YYYY``, ``until`` empty when it goes on."""

    company: CleanText
    title: CleanText = BLANK
    since: str = ""
    until: str = ""
    source: Source = Source.ARCHIVE


class News(msgspec.Struct, frozen=True, omit_defaults=True):
    """A dated fact about a person that a message may start from."""

    on: dt.date
    text: CleanText
    link: CleanText = BLANK


class Person(Record, frozen=True, kw_only=True, omit_defaults=True):
    """An insider or introducer who has been promoted into the plan."""

    id: PersonId = PersonId(0)
    name: CleanText
    company: CompanyId | None = None
    """The target this person is known for."""
    tie: Tie = Tie.HERE
    state: PersonState = PersonState.NEW
    order: int = 0
    """The user's own place in the company's queue; 0 = let evidence decide."""
    key: str = ""
    """Profile key (FORMATS 1.3); joins the plan to the network file and to later imports."""
    employer: CleanText = BLANK
    """The employer's name exactly as the archive has it."""
    position: CleanText = BLANK
    url: CleanText = BLANK
    email: CleanText = BLANK
    phone: CleanText = BLANK
    country: str = ""
    zone: str = ""
    """IANA time zone, for the preferred window."""
    kind: PersonKind = PersonKind.OTHER
    degree: int = 1
    bridge: PersonId | None = None
    """Who knows them, for a person reached THROUGH somebody."""
    introducer: PersonId | None = None
    purpose: Purpose | None = None
    hook: CleanText = BLANK
    hook_on: dt.date | None = None
    hook_source: CleanText = BLANK
    question: CleanText = BLANK
    offer: CleanText = BLANK
    how_i_know: CleanText = BLANK
    why_them: CleanText = BLANK
    """What one hopes to learn from this person in particular."""
    worked_closely: bool = False
    shared_interests: tuple[CleanText, ...] = ()
    can_help_me_with: CleanText = BLANK
    i_can_help_with: CleanText = BLANK
    i_would_vouch: Answer = Answer.UNKNOWN
    they_would_vouch: Answer = Answer.UNKNOWN
    vouches_for: tuple[CleanText, ...] = ()
    standing_offer: CleanText = BLANK
    standing_offer_on: dt.date | None = None
    reputation: Reputation = Reputation.OK
    reputation_note: CleanText = BLANK
    cordial: Answer = Answer.UNKNOWN
    conflict_on: dt.date | None = None
    comfort: int = 3
    """1-5; 1-2 is never queued by itself (source: PRACTICES S20)."""
    do_not_contact: bool = False
    drop_reason: CleanText = BLANK
    left_on: dt.date | None = None
    paused_until: dt.date | None = None
    roles: tuple[Role, ...] = ()
    skills: tuple[CleanText, ...] = ()
    news: tuple[News, ...] = ()
    recruiter_motive: CleanText = BLANK
    """For a recruiter: the named role and client (source: PRACTICES S65)."""
    cadence: str = ""
    tags: tuple[CleanText, ...] = ()
    notes: CleanText = BLANK
    """Private; never merged into a draft, never exported."""
    edited: tuple[str, ...] = ()
    """Names of fields the user has set by hand; an import leaves these alone."""
    source: Source = Source.HAND
    added: dt.date | None = None


class Evidence(Record, frozen=True, kw_only=True, omit_defaults=True):
    """One dated record of a relationship. Nothing on screen claims more than these say."""

    id: EvidenceId = EvidenceId(0)
    person: PersonId
    kind: EvidenceKind
    on: dt.date | None = None
    until: dt.date | None = None
    sent: int = 0
    """For MESSAGES: how many the user wrote in one-to-one threads where both wrote."""
    received: int = 0
    detail: CleanText = BLANK
    cordial: Answer = Answer.UNKNOWN
    source: Source = Source.HAND


class Override(msgspec.Struct, frozen=True, omit_defaults=True):
    """A rule the user overruled, and why."""

    rule: str
    reason: CleanText
    on: dt.date


class Step(Record, frozen=True, kw_only=True, omit_defaults=True):
    """One outreach step: something done, something that happened, or something still to do.

    An open step's day is not stored: ``timing.schedule`` computes it from ``anchor``, ``cadence`` and ``stage``,
    unless ``on`` fixes it by hand. Urgency and reason come from the same function.
    """

    id: StepId = StepId(0)
    kind: StepKind
    company: CompanyId | None = None
    person: PersonId | None = None
    state: StepState = StepState.OPEN
    channel: Channel = Channel.MESSAGE
    purpose: Purpose | None = None
    cadence: str = ""
    """Cadence id whose stage this is; empty for a step typed by hand."""
    stage: int = 0
    """Index into the cadence's stages."""
    anchor: StepId | None = None
    """The touch whose clock this step runs on."""
    anchor_on: dt.date | None = None
    """The day that clock started, when no step records it (a message found in an archive)."""
    on: dt.date | None = None
    """A day fixed by hand, or the day an open promise falls due."""
    promise: bool = False
    """Owed to somebody: listed first, never expires by itself."""
    made_at: dt.datetime | None = None
    done_at: dt.datetime | None = None
    """When it was done or happened, with the UTC offset of that place; its own date is the day that counts."""
    snoozed_until: dt.date | None = None
    pinned: bool = False
    draft: DraftId | None = None
    text: CleanText = BLANK
    """What to do, or what was said; private."""
    outcome: CleanText = BLANK
    reason: CleanText = BLANK
    """Why it was skipped or retired."""
    comfort: int = 3
    overrides: tuple[Override, ...] = ()
    source: Source = Source.HAND


class Version(msgspec.Struct, frozen=True, omit_defaults=True):
    """An earlier wording of a draft."""

    at: dt.datetime
    body: CleanText
    subject: CleanText = BLANK


class Draft(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A message in the making, or the frozen text of one that was sent."""

    id: DraftId = DraftId(0)
    person: PersonId
    company: CompanyId | None = None
    step: StepId | None = None
    channel: Channel = Channel.MESSAGE
    purpose: Purpose = Purpose.LEARN
    template: str = ""
    subject: CleanText = BLANK
    body: CleanText = BLANK
    status: DraftStatus = DraftStatus.DRAFT
    versions: tuple[Version, ...] = ()
    made_at: dt.datetime | None = None
    changed_at: dt.datetime | None = None
    sent_at: dt.datetime | None = None
    overrides: tuple[Override, ...] = ()


class Lead(Record, frozen=True, kw_only=True, omit_defaults=True):
    """An opening at a company: a posting seen, a job saved or applied for, or a word from somebody."""

    id: LeadId = LeadId(0)
    company: CompanyId | None = None
    kind: LeadKind = LeadKind.POSTING
    title: CleanText = BLANK
    url: CleanText = BLANK
    job_id: CleanText = BLANK
    on: dt.date | None = None
    given_by: PersonId | None = None
    closed_on: dt.date | None = None
    outcome: CleanText = BLANK
    source: Source = Source.HAND


class Decision(Record, frozen=True, kw_only=True, omit_defaults=True):
    """What the user said once of a company string; reused on every later import."""

    id: RowId = RowId(0)
    string: CleanText
    company: CompanyId
    verdict: MatchVerdict


class Invitation(Record, frozen=True, kw_only=True, omit_defaults=True):
    """The user's answer to an invitation received (source: PRACTICES S62). The invitation itself is the contact with that key."""

    id: RowId = RowId(0)
    key: str
    """The contact's key; joins the answer to the address book and to later imports."""
    name: CleanText
    state: InvitationState
    on: dt.date
    """The day of the answer."""
    reason: CleanText = BLANK
    """Why; for one accepted against the desk's advice it is the reason for overruling it."""


class Link(Record, frozen=True, kw_only=True, omit_defaults=True):
    """Something worth sharing, kept with one's own thought on it until somebody gets it (source: PRACTICES S27)."""

    id: RowId = RowId(0)
    url: CleanText
    insight: CleanText = BLANK
    """One line of one's own: why it is worth reading."""
    on: dt.date | None = None
    meant_for: PersonId | None = None
    used_on: dt.date | None = None
    """The day it was shared; None while it waits."""


class Setting(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A remembered choice that belongs to this plan (theme, owner, dismissed suggestions, proof bank), as JSON text."""

    id: RowId = RowId(0)
    name: str
    value: str = ""


class Profile(Record, frozen=True, kw_only=True, omit_defaults=True):
    """The owner of the plan, as their archive describes them; at most one record."""

    id: RowId = RowId(0)
    name: CleanText = BLANK
    key: str = ""
    headline: CleanText = BLANK
    positions: tuple[Role, ...] = ()
    schools: tuple[Role, ...] = ()
    reviewed_on: dt.date | None = None
    checklist: dict[str, dt.date] = {}
    """Preflight item -> day it was last seen to (source: PRACTICES S67)."""
