"""Read models: what a pane, a CLI table or ``--json`` shows. Values only, ready to print; nothing here can be written back."""

from __future__ import annotations

import datetime as dt

from outreach.domain.kinds import Channel, CompanyStatus, DraftStatus, MatchVerdict, PersonState, Purpose, StepKind, Tie
from outreach.domain.model import CompanyId, ContactId, DraftId, EvidenceId, LeadId, PersonId, StepId
from outreach.planner.day_rows import DueRow as DueRow
from outreach.planner.day_rows import Row as Row
from outreach.planner.day_rows import TermRow as TermRow
from outreach.planner.day_rows import TodayRow as TodayRow
from outreach.planner.day_rows import TriageRow as TriageRow


class CompanyRow(Row, frozen=True, kw_only=True):
    """A line of the companies pane."""

    id: CompanyId
    name: str
    status: CompanyStatus
    motivation: int
    posting: int
    advocacy: int
    """0-3 from the insiders known (LAMP)."""
    insiders: int
    untriaged: int
    due: int
    """Steps due or overdue today, promises included."""
    word: str
    """State in one or two words: ``2 due``, ``wait``, ``new``, ``rest``, ``paused``, ``no insider``."""
    next_on: dt.date | None = None


class InsiderRow(Row, frozen=True, kw_only=True):
    """A line of the insiders pane, in the order to write to them."""

    id: PersonId
    name: str
    position: str
    employer: str
    tie: Tie
    tie_word: str
    """``worked with``, ``never met``, ``via Ana Ruiz``, ``left 2024``, ``9 sent, 7 received``."""
    state: PersonState
    word: str
    """The verdict in one or two words: ``ready``, ``wait 3d``, ``ask Ana``, ``rest``, ``later``, ``triage``."""
    score: int
    due: bool = False
    pending: bool = False
    """An invitation waits for an answer."""


class RuleRow(Row, frozen=True, kw_only=True):
    """One rule that spoke in a verdict."""

    rule: str
    title: str
    severity: str
    says: str
    reason: str
    source: str
    change: str
    """What would change it."""
    overruled: str = ""
    """The user's reason for going against it; blank while it stands."""


class WhyRow(Row, frozen=True, kw_only=True):
    """Why this person stands where they stand: ranking terms, receipts and verdict."""

    person: PersonId
    name: str
    terms: tuple[TermRow, ...]
    receipt: str
    know_level: int
    stage: str
    verdict: str
    """``send``, ``wait until Thu 26 Nov``, ``another way`` or ``don't``."""
    rules: tuple[RuleRow, ...]


class FindingRow(Row, frozen=True, kw_only=True):
    """One finding of the draft checker; ``start:end`` is a character span of the body, 0:0 the whole."""

    rule: str
    severity: str
    message: str
    start: int
    end: int
    fix: str = ""


class CheckRow(Row, frozen=True, kw_only=True):
    """The checker's report on one text."""

    words: int
    units: int
    """UTF-16 units, as LinkedIn's limits are counted."""
    limit: int | None
    six: tuple[tuple[str, bool], ...]
    findings: tuple[FindingRow, ...]
    ready: bool
    """Nothing blocks it."""

    @property
    def standing(self) -> str:
        """Where the text stands, in words."""
        if not self.ready:
            return "not ready"
        return "ready" if all(held for _, held in self.six) and not self.findings else "may go, could be better"


class DraftRow(Row, frozen=True, kw_only=True):
    """A draft with its check."""

    id: DraftId
    person: PersonId
    person_name: str
    company_name: str
    channel: Channel
    purpose: Purpose
    template: str
    subject: str
    body: str
    status: DraftStatus
    sent_at: dt.datetime | None
    versions: int
    gaps: tuple[str, ...]
    check: CheckRow


class EvidenceRow(Row, frozen=True, kw_only=True):
    """One record of the evidence ledger, in words."""

    id: EvidenceId
    kind: str
    on: dt.date | None
    until: dt.date | None
    words: str
    source: str


class TouchRow(Row, frozen=True, kw_only=True):
    """One step of somebody's history, newest first."""

    id: StepId
    day: str
    kind: StepKind
    state: str
    words: str


class PersonCard(Row, frozen=True, kw_only=True):
    """All that is known of one person."""

    id: PersonId
    uid: str
    name: str
    company: CompanyId | None
    company_name: str
    position: str
    employer: str
    state: PersonState
    url: str
    email: str
    why: WhyRow
    evidence: tuple[EvidenceRow, ...]
    history: tuple[TouchRow, ...]
    due: tuple[DueRow, ...]
    draft: DraftRow | None
    ladder: tuple[TermRow, ...] = ()
    """The ask ladder, lowest rung first: what it asks, and ``open`` or what opens it (source: PRACTICES S58)."""
    balance: str = ""
    """``2 given, 1 asked``; blank when neither (source: PRACTICES S24)."""
    window: str = ""
    """The next good hour to write, in their zone and the user's; blank when their zone is not known (source: PRACTICES S16)."""
    brief: tuple[TermRow, ...] = ()
    """What a message to them is made of: why one writes, the hook with its day and source, the question, the offer; blank when missing."""
    roles: tuple[str, ...] = ()
    """Where they were and as what, the latest first (source: PRACTICES S70)."""
    skills: tuple[str, ...] = ()
    more: tuple[TermRow, ...] = ()
    """Every other field that was filled in, by its name."""


class NetworkRow(Row, frozen=True, kw_only=True):
    """Somebody in the imported address book."""

    id: ContactId
    name: str
    position: str
    company: str
    connected_on: dt.date | None
    receipt: str
    """``9 sent, 7 received, last 1 May 2026``, ``connected 2021``, ``invited 3 Oct, no answer yet``."""
    person: PersonId | None = None
    """Their record in the plan, when promoted."""


class QuestionRow(Row, frozen=True, kw_only=True):
    """A company string that may be a target: asked once, the answer kept."""

    company: CompanyId
    company_name: str
    string: str
    people: int
    names: tuple[str, ...]
    """Up to three of them, to make the answer easy."""
    verdict: MatchVerdict
    tier: str
    why: str


class HintRow(Row, frozen=True, kw_only=True):
    """Somebody of the address book whose employer is not known to be a target, but whose own trail names it."""

    contact: ContactId
    name: str
    words: str
    """``invited 4 Oct 2026, not accepted (yet); your note names Stripe``."""


class SuggestionRow(Row, frozen=True, kw_only=True):
    """A company the archive hints at as a target, with every provenance found."""

    name: str
    provenance: tuple[str, ...]
    """``saved job: Senior Backend Engineer (1 Oct 2026)``, ``dream company``, ``you follow it (2 Mar 2026)``: the strongest first."""
    people: int
    """How many imported people work there now."""


class ImportPreview(Row, frozen=True, kw_only=True):
    """What an import would do, before it does anything."""

    name: str
    token: str
    """Hand it back to ``apply``."""
    people_new: int
    people_changed: int
    """Those that are gone included."""
    people_same: int
    people_gone: int = 0
    """Connections of an earlier archive that this one no longer lists."""
    hidden: int
    skipped: tuple[tuple[str, int, str], ...]
    """(file, line, reason)."""
    missing: tuple[tuple[str, str], ...]
    """(file, what it would have given)."""
    notes: tuple[str, ...]
    news: tuple[str, ...]
    """Who moved into a target, who accepted, who replied since the last archive."""
    suggestions: tuple[SuggestionRow, ...]
    counts: dict[str, int]
    changes: int
    """0 = this archive is already in the plan."""


class HistoryRow(Row, frozen=True, kw_only=True):
    """One ChangeSet, for ``outreach history``."""

    seq: int
    at: dt.datetime
    label: str
    changes: int
    undone: bool


class MatchRow(Row, frozen=True, kw_only=True):
    """What a company string says about a target."""

    string: str
    target: str
    verdict: MatchVerdict
    tier: str
    why: str


class StatusRow(Row, frozen=True, kw_only=True):
    """The header: how many are due, and whether everything is on disk."""

    today: dt.date
    due: int
    companies: int
    saved: bool
    read_only: bool
    notices: tuple[str, ...]
    undo: str = ""
    """Label of what undo would take back; empty when there is nothing."""
    redo: str = ""


class TemplateRow(Row, frozen=True, kw_only=True):
    """A template on offer for somebody."""

    id: str
    title: str
    purposes: tuple[str, ...]
    channels: tuple[str, ...]


class LeadRow(Row, frozen=True, kw_only=True):
    """A posting or opening at a company."""

    id: LeadId
    kind: str
    title: str
    url: str
    on: dt.date | None
    given_by: str
    closed_on: dt.date | None
    outcome: str


class CompanyCard(Row, frozen=True, kw_only=True):
    """All that is known of one company."""

    id: CompanyId
    uid: str
    name: str
    status: CompanyStatus
    motivation: int
    posting: int
    advocacy: int
    why: str
    reasons: tuple[str, ...]
    domain: str
    norm: str
    followed: bool
    current_employer: bool
    provenance: str
    research: tuple[tuple[str, dt.date | None], ...]
    leads: tuple[LeadRow, ...]
    insiders: tuple[InsiderRow, ...]
    due: tuple[DueRow, ...]
    questions: tuple[QuestionRow, ...]
    workforce: str = ""
    answers: tuple[tuple[str, str, str, dt.date | None], ...] = ()
    """(question, answer, who said it, day), as they were given (source: PRACTICES S50)."""
    more: tuple[TermRow, ...] = ()
    """Every other field that was filled in, by its name."""
