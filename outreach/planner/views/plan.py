"""The second list of the plan screen: who is known at the selected company."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING

from outreach.domain.kinds import EvidenceKind, PersonState, StepKind, StepState, Tie
from outreach.domain.model import CompanyId, Evidence, Person, PersonId, Step
from outreach.domain.timing.due import PRESSING, Due, Urgency
from outreach.domain.timing.moments import lifted
from outreach.domain.timing.restraints import Restraint
from outreach.planner.queues import QUEUED
from outreach.planner.rows import InsiderRow

if TYPE_CHECKING:
    from outreach.planner.planner import Planner

ASIDE = {PersonState.LATER: 1, PersonState.AVOID: 2, PersonState.DROPPED: 3}
"""People set aside, listed after the others in this order."""

STRONGEST = (
    (EvidenceKind.WORKED_TOGETHER, "worked with"),
    (EvidenceKind.RECOMMENDED_ME, "recommended you"),
    (EvidenceKind.RECOMMENDED_THEM, "you recommended them"),
)
"""Ties that say more than any count of messages."""


def insiders(planner: Planner, company_id: CompanyId) -> list[InsiderRow]:
    """People of one company in the order to write to them; those set aside come last, the dropped not at all."""
    today = planner.today()
    store = planner.store
    dues: dict[PersonId, list[Due]] = defaultdict(list)
    for due in planner.timetable.dues(company_id, today):
        if due.person is not None:
            dues[due.person].append(due)
    people = [person for person in store.where(Person, "company", company_id) if person.state is not PersonState.DROPPED]
    ranked = planner.timetable.order(people, today)
    # As in the queue itself: a pin, then a good moment, then the user's own order and the evidence.
    queued = {person: [due for due in has if due.kind in QUEUED] for person, has in dues.items()}
    first = {person: (any(due.pinned for due in has), any(map(lifted, has))) for person, has in queued.items()}
    ranked.sort(
        key=lambda pair: (
            ASIDE.get(pair[0].state, 0),
            *(not one for one in first.get(pair[0].id, (False, False))),
            pair[0].order or 10_000,
            pair[0].state is PersonState.NEW,
            -pair[1],
        )
    )
    return [_insider_row(planner, person, score, dues.get(person.id, []), today) for person, score in ranked]


def _insider_row(planner: Planner, person: Person, score: int, dues: list[Due], today: dt.date) -> InsiderRow:
    steps = planner.store.where(Step, "person", person.id)
    pressing = [due for due in dues if due.urgency in PRESSING]
    return InsiderRow(
        id=person.id,
        name=person.name,
        position=person.position,
        employer=person.employer,
        tie=person.tie,
        tie_word=tie_word(planner, person, today),
        state=person.state,
        word=_insider_word(planner, person, dues, bool(steps), today),
        score=score,
        due=bool(pressing),
        pending=_pending(steps),
    )


def tie_word(planner: Planner, person: Person, today: dt.date) -> str:
    """The strongest thing the records say about the two, in a few words."""
    if person.bridge is not None and (bridge := planner.store.find(Person, person.bridge)) is not None:
        return f"via {bridge.name}"
    if person.tie is Tie.BEFORE:
        return f"left {person.left_on.year}" if person.left_on else "was there before"
    evidence = planner.store.where(Evidence, "person", person.id)
    proven = {record.kind for record in evidence}
    for kind, words in STRONGEST:
        if kind in proven:
            return words
    steps = tuple(planner.store.where(Step, "person", person.id))
    from outreach.domain.relationship import receipt

    found = receipt(tuple(evidence), steps, today)
    return found.lines[0].split(", last")[0] if found.lines else "never met"


def _pending(steps: Iterable[Step]) -> bool:
    invited = accepted = False
    for step in steps:
        if step.kind is StepKind.INVITE and step.state is StepState.DONE:
            invited, accepted = True, False
        elif step.kind in (StepKind.ACCEPTED, StepKind.DECLINED, StepKind.REPLIED, StepKind.TALK):
            accepted = True
    return invited and not accepted


def _insider_word(planner: Planner, person: Person, dues: list[Due], touched: bool, today: dt.date) -> str:
    if person.state is PersonState.NEW:
        return "triage"
    if person.state is not PersonState.INSIDER:
        return person.state.value
    if any(due.urgency in PRESSING for due in dues):
        from outreach.planner.views.why import verdict_of

        return verdict_of(planner, person.id).word
    coming = min((due.on for due in dues if due.on is not None and due.urgency is not Urgency.HELD), default=None)
    if coming is None:
        # A rest, a pause or a budget ends on a day; whose turn it is hangs on what others answer.
        held = (due.clear_on for due in dues if due.clear_on is not None and due.holds and due.holds[0].rule is not Restraint.TURN)
        coming = min(held, default=None)
    if coming is not None:
        return f"wait {(coming - today).days}d"
    if dues:
        return "queued"
    return "rest" if touched else "no step"
