"""What the records of a relationship add up to: the receipt, how well one knows somebody, and the stage it has reached."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Iterable, Sequence

import msgspec

from outreach.domain.kinds import Channel, EvidenceKind, StepKind, StepState
from outreach.domain.model import Evidence, Step
from outreach.domain.saying import plural, say_day, say_years

ASKING_TOUCHES = frozenset(
    {
        StepKind.FIRST_TOUCH,
        StepKind.INVITE,
        StepKind.FOLLOW_UP,
        StepKind.NEXT_INSIDER,
        StepKind.INTRO_REQUEST,
        StepKind.REFERRAL_ASK,
        StepKind.RECOMMENDATION_ASK,
    }
)
"""Touches that wait for an answer; a share, a comment or a thank-you does not (source: PRACTICES S69)."""

WRITTEN_TOUCHES = ASKING_TOUCHES | {
    StepKind.THANK_YOU,
    StepKind.REPORT_BACK,
    StepKind.REPLY_OWED,
    StepKind.CONFIRM,
    StepKind.SHARE,
    StepKind.GIVE,
}
"""Everything the user writes to somebody."""

ANSWERS = frozenset(
    {StepKind.REPLIED, StepKind.ACCEPTED, StepKind.DECLINED, StepKind.INTRODUCED, StepKind.REFERRED, StepKind.TALK, StepKind.NO_SHOW}
)
"""What ends a silence. A no-show is no silence: they had agreed to talk."""

TWO_WAY = frozenset({StepKind.REPLIED, StepKind.TALK, StepKind.REFERRED, StepKind.NO_SHOW})
"""Steps that prove that the other side said something; accepting an invitation says nothing."""

STALE = dt.timedelta(days=5 * 365)
"""An exchange older than this no longer answers "how do you know them?" by itself."""

_WRITING = frozenset({Channel.MESSAGE, Channel.INVITE, Channel.INMAIL, Channel.EMAIL, Channel.OTHER})
_ARCHIVED = frozenset({Channel.MESSAGE, Channel.INVITE, Channel.INMAIL})


class Stage(enum.StrEnum):
    """How far a relationship has come (source: PRACTICES S05)."""

    STRANGER = "stranger"
    DIALOGUE = "dialogue"
    RAPPORT = "rapport"
    CONNECTED = "connected"


class Receipt(msgspec.Struct, frozen=True):
    """A relationship in the words of its records, never more than they say."""

    lines: tuple[str, ...]
    """One fact each, strongest first."""
    summary: str
    """The facts on one line: ``9 sent, 7 received, last 1 May 2026; worked together at Kettlebrook 2019-2021; never met``."""
    private: tuple[str, ...] = ()
    """Notes and conflicts: for the user's own screen, never for an export."""


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
    done.sort(key=lambda pair: (pair[0], pair[1].done_at.timestamp() if pair[1].done_at else 0.0, pair[1].id))
    return done


def unanswered(steps: Iterable[Step], upto: dt.date | None = None) -> int:
    """How many asking touches have gone without an answer since they last said something."""
    count = 0
    for _, step in history(steps, upto):
        if step.kind in ANSWERS:
            count = 0
        elif step.kind in ASKING_TOUCHES:
            count += 1
    return count


def dealings(evidence: Sequence[Evidence], steps: Sequence[Step], today: dt.date) -> Dealings:
    """Add up the records, counting nothing twice: a logged message on or before the archive's last day is the archive's own."""
    archive_end = max((e.until or e.on or dt.date.min for e in evidence if e.kind is EvidenceKind.MESSAGES), default=dt.date.min)
    messages = [e for e in evidence if e.kind is EvidenceKind.MESSAGES]
    sent = sum(e.sent for e in messages)
    received = sum(e.received for e in messages)
    traded = [e for e in messages if e.sent and e.received]
    spoken = [e for e in evidence if e.kind in {EvidenceKind.MET, EvidenceKind.SPOKE, EvidenceKind.EMAILED, EvidenceKind.WORKED_TOGETHER}]
    heard = [day for e in (*traded, *spoken) if (day := e.until or e.on)]
    contact = [day for e in (*messages, *spoken) if (day := e.until or e.on)]
    interactions = sent + received + len([e for e in spoken if e.kind is not EvidenceKind.WORKED_TOGETHER])
    two_way = bool(traded) or any(e.kind is not EvidenceKind.WORKED_TOGETHER for e in spoken)
    for day, step in history(steps, today):
        counted = step.kind is StepKind.TALK or step.channel not in _ARCHIVED or day > archive_end
        if step.kind in WRITTEN_TOUCHES:
            sent += counted and step.channel in _WRITING
            interactions += counted
            contact += [day] if step.kind is not StepKind.INVITE else []
        elif step.kind in TWO_WAY:
            received += counted and step.kind is StepKind.REPLIED and step.channel in _WRITING
            interactions += counted and step.kind is not StepKind.NO_SHOW
            two_way = True
            heard.append(day)
            contact.append(day)
    said = sorted(((e.until or e.on or dt.date.min, e.id, e.cordial) for e in evidence if e.cordial != "unknown"), key=lambda row: row[:2])
    accepted = any(step.kind is StepKind.ACCEPTED for _, step in history(steps, today))
    return Dealings(
        sent=sent,
        received=received,
        two_way=two_way,
        two_way_on=max((day for day in heard if day <= today), default=None),
        last_on=max((day for day in contact if day <= today), default=None),
        kinds=frozenset(e.kind for e in evidence),
        connected=accepted or any(e.kind is EvidenceKind.CONNECTED for e in evidence),
        cordial=None if not said else said[-1][2] == "yes",
        conflict_on=max((e.on for e in evidence if e.kind is EvidenceKind.CONFLICT and e.on), default=None),
        interactions=interactions,
    )


def receipt(evidence: Sequence[Evidence], steps: Sequence[Step], today: dt.date) -> Receipt:
    """The relationship as its records have it. ``never met`` means that no meeting is on record."""
    sums = dealings(evidence, steps, today)
    lines: list[str] = []
    if sums.sent or sums.received:
        last = f", last {say_day(sums.last_on)}" if sums.last_on else ""
        lines.append(f"{sums.sent} sent, {sums.received} received{last}")
    for kind, words in _SAID:
        for record in sorted((e for e in evidence if e.kind is kind), key=lambda e: e.on or dt.date.min, reverse=True):
            line = f"{words} {record.detail}" if record.detail else words.removesuffix(",").removesuffix(" at").removesuffix(" by")
            if when := _when(record):
                line += f" {when}"
            if line not in lines:
                lines.append(line)
    talks = [day for day, step in history(steps, today) if step.kind is StepKind.TALK]
    if talks:
        lines.append(f"{plural(len(talks), 'talk')} logged, last {say_day(talks[-1])}")
    waiting = unanswered(steps, today)
    if waiting:
        lines.append(f"{plural(waiting, 'touch', 'touches')} without an answer")
    face_to_face = EvidenceKind.MET in sums.kinds or any(
        step.kind is StepKind.TALK and step.channel is Channel.PERSON for _, step in history(steps, today)
    )
    if not lines:
        lines.append("nothing on record")
    elif not face_to_face:
        lines.append("never met")
    private = [f"conflict {say_day(sums.conflict_on)}"] if sums.conflict_on else []
    private += [e.detail for e in evidence if e.kind is EvidenceKind.NOTE and e.detail]
    return Receipt(lines=tuple(lines), summary="; ".join(lines), private=tuple(private))


def know_level(evidence: Sequence[Evidence], steps: Sequence[Step], today: dt.date, how_i_know: str = "") -> tuple[int, tuple[str, ...]]:
    """How well one could answer "how do you know them?", 0-3, and why (source: PRACTICES S09).

    0 a name on a list · 1 something in common · 2 a real exchange · 3 shared work, a recommendation, or meetings and letters both.
    """
    sums = dealings(evidence, steps, today)
    why: list[str] = []
    strong = sums.kinds & {EvidenceKind.WORKED_TOGETHER, EvidenceKind.RECOMMENDED_ME, EvidenceKind.RECOMMENDED_THEM}
    met = bool(sums.kinds & {EvidenceKind.MET, EvidenceKind.SPOKE}) or any(s.kind is StepKind.TALK for _, s in history(steps, today))
    if strong:
        return 3, tuple(kind.value for kind in EvidenceKind if kind in strong)
    wrote = bool(sums.sent and sums.received) or EvidenceKind.EMAILED in sums.kinds
    if met and wrote:
        return 3, ("spoke or met", "wrote to each other")
    if met or sums.two_way or EvidenceKind.INTRODUCED in sums.kinds:
        why += ["spoke or met"] if met else ["wrote to each other"] if sums.two_way else ["introduced"]
        if sums.two_way_on and today - sums.two_way_on > STALE:
            return 1, (*why, f"but last in {sums.two_way_on.year}")
        return 2, tuple(why)
    common = [
        kind.value
        for kind in (
            EvidenceKind.SHARED_EMPLOYER,
            EvidenceKind.SAME_SCHOOL,
            EvidenceKind.INVITED_ME,
            EvidenceKind.ENDORSED_ME,
            EvidenceKind.ENDORSED_THEM,
        )
        if kind in sums.kinds
    ]
    if how_i_know:
        common.append("in your own words")
    if common:
        return 1, tuple(common)
    return 0, ("only a connection, nothing else on record",) if sums.connected else ("nothing on record",)


def stage(evidence: Sequence[Evidence], steps: Sequence[Step], today: dt.date) -> Stage:
    """The furthest stage reached: a logged exchange makes a dialogue, a second one or shared work makes rapport."""
    sums = dealings(evidence, steps, today)
    if sums.connected:
        return Stage.CONNECTED
    if sums.kinds & (REAL - {EvidenceKind.EMAILED, EvidenceKind.INTRODUCED}) or (sums.two_way and sums.received >= 2):
        return Stage.RAPPORT
    if any(step.kind is StepKind.TALK for _, step in history(steps, today)):
        return Stage.RAPPORT
    return Stage.DIALOGUE if sums.known else Stage.STRANGER


def _when(record: Evidence) -> str:
    if record.kind is EvidenceKind.WORKED_TOGETHER:
        return say_years(record.on, record.until)
    return say_day(record.on) if record.on else ""


_SAID: tuple[tuple[EvidenceKind, str], ...] = (
    (EvidenceKind.WORKED_TOGETHER, "worked together at"),
    (EvidenceKind.RECOMMENDED_ME, "recommended you"),
    (EvidenceKind.RECOMMENDED_THEM, "you recommended them"),
    (EvidenceKind.MET, "met"),
    (EvidenceKind.SPOKE, "spoke"),
    (EvidenceKind.EMAILED, "e-mailed"),
    (EvidenceKind.INTRODUCED, "introduced by"),
    (EvidenceKind.SHARED_EMPLOYER, "shares a past employer of yours,"),
    (EvidenceKind.SAME_SCHOOL, "same school,"),
    (EvidenceKind.ENDORSED_ME, "endorsed you"),
    (EvidenceKind.ENDORSED_THEM, "you endorsed them"),
    (EvidenceKind.INVITED_ME, "invited you"),
    (EvidenceKind.INVITED_THEM, "you invited them"),
    (EvidenceKind.CONNECTED, "connected"),
)
