"""Commands on introductions: asked of somebody, received through somebody, and made for others (source: PRACTICES S26, S55-S57)."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import msgspec

from outreach.domain.kinds import EvidenceKind, PersonState, Purpose, StepKind, StepState
from outreach.domain.model import Evidence, Person, PersonId, Step
from outreach.errors import Problem, Refused
from outreach.planner.when import happened_at
from outreach.text import clean, clean_note

if TYPE_CHECKING:
    from outreach.planner.planner import Planner


class Introductions:
    """Every command whose noun is an introduction."""

    def __init__(self, planner: Planner) -> None:
        self._planner = planner

    def ask(self, target_id: PersonId, via_id: PersonId, *, on: dt.date | str | None = None) -> Step:
        """Plan to ask ``via`` for an introduction to ``target``: the way is remembered, and writing to the target waits for it."""
        planner = self._planner
        target, via = self._two(target_id, via_id)
        if via.state in (PersonState.AVOID, PersonState.DROPPED):
            raise Refused((Problem("via", f"{via.name} is {via.state.value}"),))
        with planner.store.transaction(f"Ask {via.name} for an introduction to {target.name}") as tx:
            tx.put(msgspec.structs.replace(target, bridge=via_id))
            for step in tx.where(Step, "person", target_id):
                if step.state is StepState.OPEN and step.kind in (StepKind.FIRST_TOUCH, StepKind.INVITE):
                    words = clean(f"by way of {via.name}")
                    tx.put(msgspec.structs.replace(step, state=StepState.SUPERSEDED, done_at=planner.clock.now(), reason=words))
            twin = next((s for s in tx.where(Step, "person", via_id) if _asks_for(s, target)), None)
            if twin is not None:
                return twin
            return tx.add(
                Step(
                    kind=StepKind.INTRO_REQUEST,
                    person=via_id,
                    company=via.company,
                    purpose=Purpose.INTRODUCTION,
                    on=planner.day(on) if isinstance(on, str) and on.strip() else on if isinstance(on, dt.date) else planner.today(),
                    made_at=planner.clock.now(),
                    text=clean(f"for an introduction to {target.name}"),
                )
            )

    def received(self, target_id: PersonId, by_id: PersonId, *, on: dt.date | str | None = None, text: str = "") -> Step:
        """``by`` introduced the user to ``target``: an answer, a thank-you within a day and reports back are owed from here on."""
        planner = self._planner
        target, giver = self._two(target_id, by_id)
        with planner.store.transaction(f"{giver.name} introduced {target.name}") as tx:
            tx.put(msgspec.structs.replace(target, introducer=by_id, state=PersonState.INSIDER))
            step = planner.steps.log(target_id, StepKind.INTRODUCED, on=on, text=text)
            day = step.done_at.date() if step.done_at else planner.today()
            tx.add(Evidence(person=target_id, kind=EvidenceKind.INTRODUCED, on=day, detail=giver.name))
            for request in tx.where(Step, "person", by_id):
                if request.state is StepState.OPEN and _asks_for(request, target):
                    tx.put(
                        msgspec.structs.replace(
                            request, state=StepState.SUPERSEDED, done_at=planner.clock.now(), reason=clean(f"introduced {target.name}")
                        )
                    )
            return step

    def made(self, one_id: PersonId, other_id: PersonId, *, on: dt.date | str | None = None, text: str = "") -> tuple[Step, Step]:
        """The user introduced two people to each other: a give in the ledger of both (source: PRACTICES S26)."""
        planner = self._planner
        one, other = self._two(one_id, other_id)
        now, moment = planner.clock.now(), happened_at(planner, on)
        with planner.store.transaction(f"Introduced {one.name} and {other.name}") as tx:
            steps = [
                tx.add(
                    Step(
                        kind=StepKind.INTRO_MADE,
                        person=person.id,
                        company=person.company,
                        state=StepState.DONE,
                        purpose=Purpose.GIVE,
                        done_at=moment,
                        made_at=now,
                        text=clean_note(text) or clean(f"introduced to {whom.name}"),
                    )
                )
                for person, whom in ((one, other), (other, one))
            ]
        return steps[0], steps[1]

    def _two(self, one_id: PersonId, other_id: PersonId) -> tuple[Person, Person]:
        if one_id == other_id:
            raise Refused((Problem("person", "nobody is introduced to themselves"),))
        return self._planner.store.get(Person, one_id), self._planner.store.get(Person, other_id)


def _asks_for(step: Step, target: Person) -> bool:
    return step.state is StepState.OPEN and step.kind is StepKind.INTRO_REQUEST and step.text.endswith(f"introduction to {target.name}")
