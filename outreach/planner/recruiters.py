"""Recruiters as the channel they are: the role and client they named, and what they promised next (source: PRACTICES S65, S66)."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import msgspec

from outreach.domain.kinds import PersonKind, StepKind, StepState
from outreach.domain.model import Person, PersonId, Step
from outreach.domain.timing.owed import looked_after_on
from outreach.errors import Problem, Refused
from outreach.text import clean

if TYPE_CHECKING:
    from outreach.planner.planner import Planner

NEXT = "recruiter's next step"
"""Marks the step that waits for what a recruiter promised, in its ``outcome``."""


class Recruiters:
    """Every command whose noun is a recruiter's word."""

    def __init__(self, planner: Planner) -> None:
        self._planner = planner

    def log(self, person_id: PersonId, *, role: str = "", client: str = "", next_step: str = "", by: dt.date | str | None = None) -> Person:
        """Note the named role and client, and what they promised to do by when; a new promise takes the place of the last one."""
        planner = self._planner
        person = planner.store.get(Person, person_id)
        motive = clean(", for ".join(part for part in (clean(role), clean(client)) if part))
        promised = clean(next_step)
        if not (motive or promised):
            raise Refused((Problem("recruiter", "say a role, a client, or what they promised"),))
        if by is not None and not promised:
            raise Refused((Problem("next", "say what they promised to do by then"),))
        day = planner.day(by) if isinstance(by, str) and by.strip() else by if isinstance(by, dt.date) else None
        with planner.store.transaction(f"Recruiter {person.name}") as tx:
            after = tx.put(msgspec.structs.replace(person, kind=PersonKind.RECRUITER, recruiter_motive=motive or person.recruiter_motive))
            if promised:
                for step in tx.where(Step, "person", person_id):
                    if step.state is StepState.OPEN and step.outcome == NEXT:
                        tx.put(
                            msgspec.structs.replace(
                                step, state=StepState.SUPERSEDED, done_at=planner.clock.now(), reason=clean("a newer word")
                            )
                        )
                tx.add(
                    Step(
                        kind=StepKind.TODO,
                        person=person_id,
                        company=person.company,
                        on=day or looked_after_on(planner.today(), planner.timetable.calendar(planner.today())),
                        made_at=planner.clock.now(),
                        text=clean(f"{person.name} said: {promised}"),
                        outcome=clean(NEXT),
                    )
                )
        return after
