"""Writing down what a touch or an event leads to: the steps it opens and those it makes pointless."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec

from outreach.domain.kinds import StepState
from outreach.domain.model import Company, Evidence, Person, PersonId, Step
from outreach.domain.relationship import was_introduced
from outreach.domain.timing.facts import Facts, Rules
from outreach.domain.timing.followups import after_event, after_sent, as_step
from outreach.text import clean

if TYPE_CHECKING:
    from outreach.store import Transaction


def write_down(tx: Transaction, step: Step, rules: Rules, now: dt.datetime, *, sent: bool, people: Sequence[Person] | None = None) -> None:
    """Open and close steps after ``step``, inside the caller's transaction. ``people`` is the company's queue, when it is known."""
    facts = Facts(
        company=tx.find(Company, step.company) if step.company is not None else None,
        people=tuple(people if people is not None else tx.where(Person, "company", step.company)),
        steps=tuple(tx.where(Step, "company", step.company)),
        introduced=_introduced(tx, step),
    )
    openings, closes = (after_sent if sent else after_event)(step, facts, rules)
    for number in closes:
        other = tx.get(Step, number)
        if other.state is StepState.OPEN:
            tx.put(msgspec.structs.replace(other, state=StepState.SUPERSEDED, done_at=step.done_at, reason=clean(step.kind.value)))
    for opening in openings:
        tx.add(msgspec.structs.replace(as_step(opening, now), source=step.source))


def _introduced(tx: Transaction, step: Step) -> frozenset[PersonId]:
    """The step's person, when the evidence says that somebody introduced them."""
    if step.person is not None and was_introduced(tx.where(Evidence, "person", step.person), ()):
        return frozenset({step.person})
    return frozenset()
