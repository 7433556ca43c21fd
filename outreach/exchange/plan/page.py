"""What a company plan holds when it leaves the program: one ``PlanPage`` per company, filled by the planner, printed by the writers.

Everything is a value. Text may still be hostile here: the writers clean and escape it, so a page is safe to print whoever filled it.
Only what these fields name can leave; the private fields of a record (notes, reputation, comfort) have no place on a page.
"""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Callable
from typing import TypeVar, cast

import msgspec

from outreach.domain.kinds import Channel, CompanyStatus, EvidenceKind, LeadKind, Norm, StepKind, Tie

Records = dict[str, list[dict[str, object]]]
"""Raw records by table name (``companies people evidence steps drafts leads``), as ``msgspec.to_builtins`` gives them.

Each holds its ``id`` and ``uid``, so that the others' references (``person``, ``company``, ``anchor``) can be joined again.
"""


class Redaction(enum.StrEnum):
    """For whom a plan is printed. What each level takes away is told in ``redact.py``."""

    SELF = "self"
    COACH = "coach"
    PUBLIC = "public"


class Block(msgspec.Struct, frozen=True, kw_only=True):
    """What every part of a page is: a frozen value."""


class CompanyBlock(Block, frozen=True, kw_only=True):
    """The head of the page: the company and why it is a target."""

    name: str
    motivation: int = 2
    """0-4."""
    posting: int = 0
    """0-3."""
    advocacy: int = 0
    """0-3, from the insiders known."""
    status: CompanyStatus = CompanyStatus.ACTIVE
    status_reason: str = ""
    reasons: tuple[str, ...] = ()
    why: str = ""
    norm: Norm = Norm.NEUTRAL
    followed: bool = False
    website: str = ""
    workforce: str = ""
    current_employer: bool = False
    """The user works here: nobody's name leaves without the shield being lowered (source: PRACTICES S72)."""


class ResearchLine(Block, frozen=True, kw_only=True):
    """One item of the research checklist (source: PRACTICES S46)."""

    item: str
    done_on: dt.date | None = None


class LeadLine(Block, frozen=True, kw_only=True):
    """A posting, or an opening somebody spoke of."""

    title: str
    kind: LeadKind = LeadKind.POSTING
    url: str = ""
    job_id: str = ""
    on: dt.date | None = None
    given_by: str = ""
    closed_on: dt.date | None = None
    outcome: str = ""


class HistoryLine(Block, frozen=True, kw_only=True):
    """Something that happened with an insider; ``said`` is what was said, which only the user's own copy keeps."""

    on: dt.date | None = None
    what: str
    said: str = ""


class InsiderBlock(Block, frozen=True, kw_only=True):
    """Somebody known at the company, in the place the queue gives them."""

    uid: str
    name: str
    position: str = ""
    employer: str = ""
    tie: Tie = Tie.HERE
    tie_words: str = ""
    """``worked with``, ``via Ana Ruiz``; may hold a name."""
    kinds: tuple[EvidenceKind, ...] = ()
    """The kinds of evidence there are; names nobody, so a public page may use it."""
    know_level: int = 0
    """0-3, how well the user could answer for knowing them (source: PRACTICES S09)."""
    how_i_know: str = ""
    receipt: str = ""
    """``9 sent, 7 received, last 1 May 2026; worked together at Kettlebrook 2019-2021``."""
    why: tuple[tuple[str, str], ...] = ()
    """Why they stand where they stand: (label, effect) terms."""
    verdict: str = ""
    """``ready``, ``wait until Thu 26 Nov``, ``ask Ana``, ``rest``."""
    evidence: tuple[str, ...] = ()
    history: tuple[HistoryLine, ...] = ()
    """Newest first."""
    purpose: str = ""
    hook: str = ""
    question: str = ""
    offer: str = ""
    why_them: str = ""
    url: str = ""
    email: str = ""
    phone: str = ""
    current_employer: bool = False
    """Works where the user works now."""

    @property
    def grounds(self) -> tuple[str, ...]:
        """The evidence a reader has not read in the ``receipt`` already: none where the two say the same."""
        return () if "; ".join(self.evidence) == self.receipt else self.evidence

    @property
    def speaks(self) -> str:
        """``can speak to`` when the user could say how they know them, else ``thin`` (levels 0 and 1)."""
        return "can speak to" if self.know_level >= 2 else "thin"


class DraftBlock(Block, frozen=True, kw_only=True):
    """A message that is ready to be sent."""

    person: str = ""
    """Uid of the insider it is for."""
    to: str
    channel: Channel = Channel.MESSAGE
    purpose: str = ""
    address: str = ""
    """E-mail address or phone number, when the channel needs one."""
    subject: str = ""
    body: str


class StepLine(Block, frozen=True, kw_only=True):
    """A dated next step or an open promise."""

    uid: str
    kind: StepKind
    what: str
    why: str = ""
    on: dt.date | None = None
    """The day it is due; a step without one is listed last and stays out of a calendar."""
    foreseen: dt.date | None = None
    """For somebody in the queue: the day their turn comes if nobody answers before. Told instead of ``on``, as what it is."""
    person: str = ""
    """Uid of the insider it concerns."""
    promise: bool = False
    changed_at: dt.datetime | None = None
    """When the step's record last changed, if known; becomes LAST-MODIFIED."""


class QuestionBlock(Block, frozen=True, kw_only=True):
    """One group of the question bank, already worded for this company."""

    title: str
    questions: tuple[str, ...]


class AnswerLine(Block, frozen=True, kw_only=True):
    """What was asked here and answered (source: PRACTICES S50)."""

    question: str
    answer: str = ""
    by: str = ""
    on: dt.date | None = None


class PlanPage(Block, frozen=True, kw_only=True):
    """The plan of one company on one day."""

    generated_on: dt.date
    company: CompanyBlock
    redaction: Redaction = Redaction.SELF
    revision: int = 0
    """Sequence number of the plan's last change; lifts SEQUENCE in a calendar."""
    research: tuple[ResearchLine, ...] = ()
    leads: tuple[LeadLine, ...] = ()
    insiders: tuple[InsiderBlock, ...] = ()
    drafts: tuple[DraftBlock, ...] = ()
    steps: tuple[StepLine, ...] = ()
    """Next steps, soonest first; promises are not repeated here."""
    promises: tuple[StepLine, ...] = ()
    questions: tuple[QuestionBlock, ...] = ()
    answers: tuple[AnswerLine, ...] = ()
    budget: tuple[str, ...] = ()
    """What is left of notes, invitations and first touches, one line each."""
    withheld: int = 0
    """People left out because they work where the user works now."""
    records: Records = {}
    """The records behind the page, for the JSON format alone; only the user's own copy carries them."""


class Options(Block, frozen=True, kw_only=True):
    """How an export is wished. A writer reads the options that mean something to it."""

    plan: str = ""
    """The plan's own id, which the UIDs of its events carry."""

    redaction: Redaction = Redaction.SELF
    names: bool = False
    """Calendar titles say what and whom; otherwise ``Follow-up``, for a work calendar is read by others."""
    raw: bool = False
    """CSV for machines: no byte order mark, no guard before cells that a spreadsheet would take for a formula."""
    shield: bool = True
    """Keep everybody at the current employer out; lowered only after the user typed a confirmation."""


_T = TypeVar("_T")


def map_text(value: _T, change: Callable[[str], str]) -> _T:
    """The same value with every string in it changed, keys of dicts and enum members excepted."""
    return cast("_T", _mapped(value, change))


def _mapped(value: object, change: Callable[[str], str]) -> object:
    if isinstance(value, enum.Enum):
        return value
    if isinstance(value, str):
        return change(value)
    if isinstance(value, msgspec.Struct):
        fields = {name: _mapped(getattr(value, name), change) for name in value.__struct_fields__}
        return msgspec.structs.replace(value, **fields)
    if isinstance(value, tuple | list):
        return type(value)(_mapped(item, change) for item in value)
    if isinstance(value, dict):
        return {key: _mapped(item, change) for key, item in value.items()}
    return value
