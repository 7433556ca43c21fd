"""What the records of a relationship add up to: the receipt, how well one knows somebody, and the stage it has reached."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Sequence

import msgspec

from outreach.domain.dealings import (
    ANSWERS,
    ASKING_TOUCHES,
    REAL,
    TWO_WAY,
    WRITTEN_TOUCHES,
    Dealings,
    day_of,
    dealings,
    dealings_in,
    history,
    unanswered,
    was_introduced,
)
from outreach.domain.kinds import Channel, EvidenceKind, StepKind
from outreach.domain.model import Evidence, Step
from outreach.domain.saying import placed, plural, say_day, say_years

__all__ = [
    "ANSWERS",
    "ASKING_TOUCHES",
    "REAL",
    "TWO_WAY",
    "WRITTEN_TOUCHES",
    "Dealings",
    "Receipt",
    "Stage",
    "day_of",
    "dealings",
    "history",
    "know_level",
    "receipt",
    "stage",
    "unanswered",
    "was_introduced",
]

STALE = dt.timedelta(days=5 * 365)
"""An exchange older than this no longer answers "how do you know them?" by itself."""


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


def receipt(evidence: Sequence[Evidence], steps: Sequence[Step], today: dt.date) -> Receipt:
    """The relationship as its records have it. ``never met`` means that no meeting is on record."""
    sums = dealings(evidence, steps, today)
    lines: list[str] = []
    if sums.sent or sums.received:
        last = f", last {say_day(sums.written_on)}" if sums.written_on else ""
        lines.append(f"{sums.sent} sent, {sums.received} received{last}")
    for kind, words in _SAID:
        for record in sorted((e for e in evidence if e.kind is kind), key=lambda e: e.on or dt.date.min, reverse=True):
            what = placed(record.detail) if kind in _AT_A_PLACE else record.detail
            line = f"{words} {what}" if what else words.removesuffix(",").removesuffix(" at").removesuffix(" by")
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
    kinds = {record.kind for record in evidence}
    if strong := kinds & _STRONG:
        return 3, tuple(kind.value for kind in EvidenceKind if kind in strong)
    happened = history(steps, today)
    sums = dealings_in(evidence, happened, today)
    why: list[str] = []
    met = bool(kinds & {EvidenceKind.MET, EvidenceKind.SPOKE}) or any(s.kind is StepKind.TALK for _, s in happened)
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


_STRONG = frozenset({EvidenceKind.WORKED_TOGETHER, EvidenceKind.RECOMMENDED_ME, EvidenceKind.RECOMMENDED_THEM})
"""Evidence that answers the question by itself."""


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


_AT_A_PLACE = frozenset({EvidenceKind.MET, EvidenceKind.SPOKE})

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
