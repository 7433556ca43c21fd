"""Who at a company has been written to first and still holds one of its places."""

from __future__ import annotations

import datetime as dt

from outreach.domain.etiquette.situation import Scene
from outreach.domain.kinds import StepKind, StepState
from outreach.domain.model import Person, PersonId
from outreach.domain.relationship import ANSWERS, history


def in_flight(scene: Scene, business_days: int) -> list[tuple[dt.date, Person]]:
    """Who at the company holds a place: (day it is free again, person), the oldest message first.

    The conductor's own list is taken when it is given. Otherwise a place is held from the first touch until an answer, a follow-up or
    a goodbye, for ``business_days`` at most.
    """
    others = {person.id: person for person in scene.at.people}
    add = scene.at.calendar.add
    if scene.at.in_flight is not None:
        held = [f for f in scene.at.in_flight if f.person in others and f.person != scene.person.id]
        held = [f for f in held if f.freed is None or f.freed > scene.day]
        return [(f.freed or add(f.since, business_days), others[f.person]) for f in sorted(held, key=lambda f: (f.since, f.person))]
    since: dict[PersonId, dt.date] = {}
    settled: set[PersonId] = set()
    for day, step in history(scene.at.company_steps, scene.day):
        if step.person is None or step.person == scene.person.id or step.person not in others:
            continue
        if step.kind in _FIRST:
            since.setdefault(step.person, day)
        elif step.kind in ANSWERS or step.kind is StepKind.FOLLOW_UP:
            settled.add(step.person)
    settled |= {step.person for step in scene.at.company_steps if step.person is not None and step.state is StepState.RETIRED}
    flying = sorted((day, id) for id, day in since.items() if id not in settled)
    places = [(add(day, business_days), others[id]) for day, id in flying]
    return [(freed, person) for freed, person in places if freed > scene.day]


_FIRST = frozenset({StepKind.FIRST_TOUCH, StepKind.INVITE, StepKind.NEXT_INSIDER})
