"""What the schedule must know of a plan beyond a company's own people and steps: evidence that bears on time, and unsent drafts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

import msgspec

from outreach.domain.dealings import is_stranger
from outreach.domain.kinds import Answer, DraftStatus, EvidenceKind, StepState
from outreach.domain.model import Draft, Evidence, Person, PersonId, Step, StepId

if TYPE_CHECKING:
    from outreach.store import Store


class Marks(msgspec.Struct, frozen=True):
    """The evidence that bears on time, read once for the whole plan."""

    exchanged: frozenset[PersonId]
    """People with whom messages went both ways before the plan began."""
    conflicts: Mapping[PersonId, dt.date]
    uncordial: frozenset[PersonId]
    introduced: frozenset[PersonId]


def read_marks(evidence: Iterable[Evidence]) -> Marks:
    """One look at every record; the newest evidence that says so settles whether things were cordial."""
    exchanged: set[PersonId] = set()
    introduced: set[PersonId] = set()
    conflicts: dict[PersonId, dt.date] = {}
    said: dict[PersonId, tuple[dt.date, int, Answer]] = {}
    for record in evidence:
        kind, person = record.kind, record.person
        if kind is EvidenceKind.MESSAGES:
            if record.sent and record.received:
                exchanged.add(person)
        elif kind is EvidenceKind.INTRODUCED:
            introduced.add(person)
        elif kind is EvidenceKind.CONFLICT and record.on is not None:
            conflicts[person] = max(record.on, conflicts.get(person, record.on))
        if record.cordial is not Answer.UNKNOWN:
            newest = (record.until or record.on or dt.date.min, record.id, record.cordial)
            if person not in said or newest[:2] > said[person][:2]:
                said[person] = newest
    uncordial = frozenset(person for person, (_, _, answer) in said.items() if answer is Answer.NO)
    return Marks(frozenset(exchanged), conflicts, uncordial, frozenset(introduced))


def strangers_among(people: Iterable[Person], store: Store) -> frozenset[PersonId]:
    """Those of whom nothing but an invitation is on record."""
    return frozenset(person.id for person in people if is_stranger(store.where(Evidence, "person", person.id)))


def read_drafts(store: Store) -> dict[StepId, Draft]:
    """The unsent draft of each step that has one, the newest where there are several."""
    return {draft.step: draft for draft in store.all(Draft) if draft.step is not None and draft.status is not DraftStatus.SENT}


def as_drafted(steps: Iterable[Step], drafts: Mapping[StepId, Draft]) -> tuple[Step, ...]:
    """The steps as they would go out now: an open one by the channel of its unsent draft, with the rules overruled for that."""
    if not drafts:
        return tuple(steps)
    return tuple(
        msgspec.structs.replace(step, channel=draft.channel, overrides=(*step.overrides, *draft.overrides))
        if step.state is StepState.OPEN and (draft := drafts.get(step.id)) is not None and draft.person == step.person
        else step
        for step in steps
    )
