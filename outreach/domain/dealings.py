"""The records of a relationship counted once: what was sent and received, who spoke last, and how long the silence is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

import msgspec

from outreach.domain.kinds import Channel, EvidenceKind, StepKind, StepState
from outreach.domain.model import Evidence, Step
from outreach.domain.touches import ANSWERS as ANSWERS
from outreach.domain.touches import ASKING, moment

ASKING_TOUCHES = (ASKING - {StepKind.SHARE}) | {StepKind.NEXT_INSIDER}
"""Touches that ask something; a share gives (source: PRACTICES S27)."""

WRITTEN_TOUCHES = ASKING_TOUCHES | {
    StepKind.THANK_YOU,
    StepKind.REPORT_BACK,
    StepKind.REPLY_OWED,
    StepKind.CONFIRM,
    StepKind.SHARE,
    StepKind.GIVE,
}
"""Everything the user writes to somebody."""

TWO_WAY = frozenset({StepKind.REPLIED, StepKind.TALK, StepKind.REFERRED, StepKind.NO_SHOW})
"""Steps that prove that the other side said something; accepting an invitation says nothing."""

_SPOKEN = frozenset({EvidenceKind.MET, EvidenceKind.SPOKE, EvidenceKind.EMAILED, EvidenceKind.WORKED_TOGETHER})
_WRITING = frozenset({Channel.MESSAGE, Channel.INVITE, Channel.INMAIL, Channel.EMAIL, Channel.OTHER})
_ARCHIVED = frozenset({Channel.MESSAGE, Channel.INVITE, Channel.INMAIL})


class Dealings(msgspec.Struct, frozen=True, kw_only=True):
    """The records counted once: archive messages up to their last day, logged steps after it."""

    sent: int = 0
    received: int = 0
    two_way: bool = False
    """Both sides have written or spoken."""
    two_way_on: dt.date | None = None
    """The last day on which they said something."""
    last_on: dt.date | None = None
    """The last contact either way; an invitation that was never answered is no contact."""
    written_on: dt.date | None = None
    """The last day on which one of the two wrote to the other: what a count of messages may be dated with."""
    kinds: frozenset[EvidenceKind] = frozenset()
    connected: bool = False
    cordial: bool | None = None
    """What the newest evidence with an answer says; None when never asked."""
    conflict_on: dt.date | None = None
    interactions: int = 0
    """Messages, talks and meetings either way."""

    @property
    def known(self) -> bool:
        """There is evidence of a real exchange or of shared work (source: PRACTICES S01)."""
        return self.two_way or bool(self.kinds & REAL)


REAL = frozenset(
    {
        EvidenceKind.MET,
        EvidenceKind.SPOKE,
        EvidenceKind.EMAILED,
        EvidenceKind.WORKED_TOGETHER,
        EvidenceKind.INTRODUCED,
        EvidenceKind.RECOMMENDED_ME,
        EvidenceKind.RECOMMENDED_THEM,
    }
)
"""Evidence that one really knows somebody; a bare connection, a shared employer or an endorsement is not."""


def day_of(step: Step) -> dt.date | None:
    """The day that counts for a step that is over: the date of ``done_at`` in its own zone, else the day typed by hand."""
    return step.done_at.date() if step.done_at else step.on


def history(steps: Iterable[Step], upto: dt.date | None = None) -> list[tuple[dt.date, Step]]:
    """The steps that happened, oldest first, each with its day; those after ``upto`` are left out."""
    done = [(day, step) for step in steps if step.state is StepState.DONE and (day := day_of(step)) is not None]
    if upto is not None:
        done = [pair for pair in done if pair[0] <= upto]
    done.sort(key=lambda pair: (pair[0], moment(pair[1]), pair[1].id))
    return done


def is_stranger(evidence: Iterable[Evidence]) -> bool:
    """Whether nothing but an invitation is on record of somebody (source: PRACTICES S07)."""
    return all(record.kind is EvidenceKind.INVITED_THEM for record in evidence)


def was_introduced(evidence: Iterable[Evidence], steps: Iterable[Step]) -> bool:
    """Whether somebody introduced the two: by evidence, or by a step that says so (source: PRACTICES S56)."""
    return any(record.kind is EvidenceKind.INTRODUCED for record in evidence) or any(
        step.kind is StepKind.INTRODUCED and step.state is StepState.DONE for step in steps
    )


def unanswered(steps: Iterable[Step], upto: dt.date | None = None) -> int:
    """How many touches that may be answered were not, since they last said something."""
    return unanswered_in(history(steps, upto))


def unanswered_in(happened: Iterable[tuple[dt.date, Step]]) -> int:
    """The same of a ``history`` that is at hand."""
    count = 0
    for _, step in happened:
        if step.kind in ANSWERS:
            count = 0
        elif step.kind in ASKING:
            count += 1
    return count


def dealings(evidence: Sequence[Evidence], steps: Sequence[Step], today: dt.date) -> Dealings:
    """Add up the records, counting nothing twice: a logged message on or before the archive's last day is the archive's own."""
    return dealings_in(evidence, history(steps, today), today)


def dealings_in(evidence: Sequence[Evidence], happened: Sequence[tuple[dt.date, Step]], today: dt.date) -> Dealings:
    """The same of a ``history`` up to ``today`` that is at hand."""
    messages = [e for e in evidence if e.kind is EvidenceKind.MESSAGES]
    archive_end = max([e.until or e.on or dt.date.min for e in messages], default=dt.date.min)
    sent = sum(e.sent for e in messages)
    received = sum(e.received for e in messages)
    traded = [e for e in messages if e.sent and e.received]
    spoken = [e for e in evidence if e.kind in _SPOKEN]
    heard = [day for e in (*traded, *spoken) if (day := e.until or e.on)]
    contact = [day for e in (*messages, *spoken) if (day := e.until or e.on)]
    written = [day for e in messages if (day := e.until or e.on)]
    interactions = sent + received + len([e for e in spoken if e.kind is not EvidenceKind.WORKED_TOGETHER])
    two_way = bool(traded) or any(e.kind is not EvidenceKind.WORKED_TOGETHER for e in spoken)
    for day, step in happened:
        counted = step.kind is StepKind.TALK or step.channel not in _ARCHIVED or day > archive_end
        if step.kind in WRITTEN_TOUCHES:
            sent += counted and step.channel in _WRITING
            interactions += counted
            contact += [day] if step.kind is not StepKind.INVITE else []
            written += [day] if step.kind is not StepKind.INVITE and step.channel in _WRITING else []
        elif step.kind in TWO_WAY:
            received += counted and step.kind is StepKind.REPLIED and step.channel in _WRITING
            interactions += counted and step.kind is not StepKind.NO_SHOW
            two_way = True
            heard.append(day)
            contact.append(day)
            written += [day] if step.kind is StepKind.REPLIED and step.channel in _WRITING else []
    said = sorted(((e.until or e.on or dt.date.min, e.id, e.cordial) for e in evidence if e.cordial != "unknown"), key=lambda row: row[:2])
    accepted = any(step.kind is StepKind.ACCEPTED for _, step in happened)
    return Dealings(
        sent=sent,
        received=received,
        two_way=two_way,
        two_way_on=max((day for day in heard if day <= today), default=None),
        last_on=max((day for day in contact if day <= today), default=None),
        written_on=max((day for day in written if day <= today), default=None),
        kinds=frozenset(e.kind for e in evidence),
        connected=accepted or any(e.kind is EvidenceKind.CONNECTED for e in evidence),
        cordial=None if not said else said[-1][2] == "yes",
        conflict_on=max((e.on for e in evidence if e.kind is EvidenceKind.CONFLICT and e.on), default=None),
        interactions=interactions,
    )
