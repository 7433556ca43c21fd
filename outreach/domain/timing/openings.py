"""The steps that followups open, and how they become records."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

import msgspec

from outreach.domain.kinds import Channel, Purpose, StepKind
from outreach.domain.model import CompanyId, Person, PersonId, Step, StepId
from outreach.domain.timing.history import History
from outreach.domain.timing.stages import ORDINARY, Cadence, Stage, Toward, Trigger
from outreach.text import clean


class Opening(msgspec.Struct, frozen=True, kw_only=True):
    """A step to open. Its day is not in here: the schedule computes it from anchor, cadence and stage."""

    kind: StepKind
    person: PersonId | None = None
    company: CompanyId | None = None
    cadence: str = ""
    stage: int = 0
    anchor: StepId | None = None
    purpose: Purpose | None = None
    channel: Channel = Channel.MESSAGE
    promise: bool = False
    text: str = ""


Effect = tuple[tuple[Opening, ...], tuple[StepId, ...]]
"""What to open, and the ids of the open steps that became pointless (to be SUPERSEDED)."""


def as_step(opening: Opening, made_at: dt.datetime) -> Step:
    """The open step an opening asks for, without an id."""
    return Step(
        kind=opening.kind,
        person=opening.person,
        company=opening.company,
        cadence=opening.cadence,
        stage=opening.stage,
        anchor=opening.anchor,
        purpose=opening.purpose,
        channel=opening.channel,
        promise=opening.promise,
        text=clean(opening.text),
        made_at=made_at,
    )


def triggered(trigger: Trigger, cadence: Cadence, event: Step, person: Person | None) -> Iterator[Opening]:
    """The stages of ``cadence`` that an event starts, toward the person it concerns or whoever introduced them."""
    for index, stage in enumerate(cadence.stages):
        if stage.when is not trigger:
            continue
        if stage.toward is not Toward.INTRODUCER:
            yield opening_of(stage, index, cadence.id, event, event.person)
        elif person is not None and person.introducer is not None:
            yield opening_of(stage, index, cadence.id, event, person.introducer)


def ordinary(kind: StepKind, event: Step, person: Person | None) -> Opening:
    """The common step of that kind, where no cadence has its own."""
    return opening_of(ORDINARY[kind], 0, "", event, person.id if person is not None else event.person)


def opening_of(stage: Stage, index: int, cadence: str, anchor: Step, person: PersonId | None) -> Opening:
    """The step that a stage asks for, running on ``anchor``; the channel stays the same with the same person."""
    same_way = person == anchor.person and anchor.channel is not Channel.INVITE
    return Opening(
        kind=stage.kind,
        person=person,
        company=anchor.company,
        cadence=cadence,
        stage=index,
        anchor=anchor.id,
        purpose=stage.purpose,
        channel=anchor.channel if same_way else Channel.MESSAGE,
        promise=stage.promise,
        text=stage.label,
    )


def fresh(opened: Iterable[Opening], history: History, closes: set[StepId]) -> tuple[Opening, ...]:
    """Without what is open already: logging the same thing twice, or two answers at once, must not owe two answers."""
    standing = {(s.kind, s.person, s.anchor) for s in history.open if s.id not in closes}
    owed = {s.person for s in history.open if s.kind is StepKind.REPLY_OWED}
    kept: list[Opening] = []
    for opening in opened:
        if (opening.kind, opening.person, opening.anchor) in standing:
            continue
        if opening.kind is StepKind.REPLY_OWED and opening.person in owed:
            continue
        standing.add((opening.kind, opening.person, opening.anchor))
        kept.append(opening)
    return tuple(kept)
