"""Recommendations on profiles: asked for, received, given (source: PRACTICES S29)."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import msgspec

from outreach.domain.kinds import EvidenceKind, StepKind, StepState
from outreach.domain.model import Evidence, Person, PersonId, Step
from outreach.domain.timing.owed import owed_on
from outreach.errors import Problem, Refused
from outreach.planner.when import happened_at
from outreach.text import clean

if TYPE_CHECKING:
    from outreach.planner.planner import Planner

CADENCE = "recommendation"
"""The cadence an ask starts: one reminder, then rest."""


class Recommendations:
    """Every command whose noun is a recommendation."""

    def __init__(self, planner: Planner) -> None:
        self._planner = planner

    def asked(self, person_id: PersonId, *, on: dt.date | str | None = None, text: str = "") -> Step:
        """Log that the user asked somebody for one: an ask in the ledger, with one reminder after ten business days."""
        planner = self._planner
        person = planner.store.get(Person, person_id)
        waiting = [s for s in planner.store.where(Step, "person", person_id) if s.kind is StepKind.RECOMMENDATION_ASK]
        received = planner.store.where(Evidence, "person", person_id)
        if any(s.state is StepState.DONE for s in waiting) and not any(e.kind is EvidenceKind.RECOMMENDED_ME for e in received):
            raise Refused((Problem("person", f"{person.name} was asked already"),))
        with planner.store.transaction(f"Asked {person.name} for a recommendation"):
            return planner.steps.sent(person_id, at=happened_at(planner, on), text=text, kind=StepKind.RECOMMENDATION_ASK)

    def received(self, person_id: PersonId, *, on: dt.date | str | None = None, text: str = "") -> Evidence:
        """They wrote one: evidence of its own, the reminder closes, and thanks are owed within a day."""
        planner = self._planner
        person = planner.store.get(Person, person_id)
        moment = happened_at(planner, on)
        with planner.store.transaction(f"{person.name} recommended you") as tx:
            for step in tx.where(Step, "person", person_id):
                if step.state is StepState.OPEN and step.cadence == CADENCE and not step.promise:
                    words = clean("recommendation received")
                    tx.put(msgspec.structs.replace(step, state=StepState.SUPERSEDED, done_at=moment, reason=words))
            tx.add(
                Step(
                    kind=StepKind.THANK_YOU,
                    person=person_id,
                    company=person.company,
                    promise=True,
                    on=owed_on(moment.date(), planner.timetable.calendar(planner.today())),
                    made_at=planner.clock.now(),
                    text=clean(f"thank {person.name} for the recommendation"),
                )
            )
            return tx.add(Evidence(person=person_id, kind=EvidenceKind.RECOMMENDED_ME, on=moment.date(), detail=clean(text)))

    def given(self, person_id: PersonId, *, on: dt.date | str | None = None, text: str = "") -> Evidence:
        """The user wrote one for them: evidence, and a give in the ledger."""
        planner = self._planner
        person = planner.store.get(Person, person_id)
        moment = happened_at(planner, on)
        with planner.store.transaction(f"Recommended {person.name}") as tx:
            tx.add(
                Step(
                    kind=StepKind.GIVE,
                    person=person_id,
                    company=person.company,
                    state=StepState.DONE,
                    done_at=moment,
                    made_at=planner.clock.now(),
                    text=clean("wrote them a recommendation"),
                )
            )
            return tx.add(Evidence(person=person_id, kind=EvidenceKind.RECOMMENDED_THEM, on=moment.date(), detail=clean(text)))

    def endorsed(self, person_id: PersonId, skill: str, *, on: dt.date | str | None = None) -> Evidence:
        """The user endorsed a skill of theirs: evidence, and a small give in the ledger."""
        planner = self._planner
        person = planner.store.get(Person, person_id)
        moment, what = happened_at(planner, on), clean(skill)
        if not what:
            raise Refused((Problem("skill", "say which; one that you have seen"),))
        with planner.store.transaction(f"Endorsed {person.name}") as tx:
            tx.add(
                Step(
                    kind=StepKind.GIVE,
                    person=person_id,
                    company=person.company,
                    state=StepState.DONE,
                    done_at=moment,
                    made_at=planner.clock.now(),
                    text=clean(f"endorsed them for {what}"),
                )
            )
            return tx.add(Evidence(person=person_id, kind=EvidenceKind.ENDORSED_THEM, on=moment.date(), detail=what))
