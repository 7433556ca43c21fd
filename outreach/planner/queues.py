"""The order in which the people of a company are written to: the user's own, then evidence; scores are kept until a change."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING

from outreach.domain.kinds import PersonState, StepKind, StepState
from outreach.domain.model import Evidence, Person, PersonId, Profile, Step
from outreach.domain.ranking import rank
from outreach.domain.timing.history import ANSWERS, ASKING

if TYPE_CHECKING:
    from outreach.planner.library import Library
    from outreach.store import Store

QUEUED = frozenset({StepKind.FIRST_TOUCH, StepKind.INVITE, StepKind.INTRO_REQUEST})
"""Open steps of these kinds wait for their turn in a company's queue."""

BEGUN = ASKING | ANSWERS
"""What shows that a conversation has begun: nobody it happened with can be the next to be written to."""


class Queues:
    """Who comes before whom."""

    def __init__(self, store: Store, library: Library) -> None:
        self._store = store
        self._library = library
        self._scores: dict[tuple[PersonId, dt.date], int] = {}

    def order(self, people: Iterable[Person], today: dt.date) -> list[tuple[Person, int]]:
        """People with their score, in the order to write to them: the user's own order first, then evidence."""
        scored = [(person, self._score(person, today)) for person in people]
        return sorted(scored, key=lambda pair: (pair[0].order or 10_000, -pair[1], pair[0].id))

    def queue(self, people: list[Person], steps: Iterable[Step], today: dt.date) -> tuple[Person, ...]:
        """People in queue order. Ranking reads evidence, so only those whose turn is still to come are ranked.

        Everybody who could be next is, once a step waits for whoever that turns out to be.
        """
        waiting: set[PersonId | None] = set()
        written: set[PersonId | None] = set()
        anybody = False
        for step in steps:
            if step.state is StepState.DONE and step.kind in BEGUN:
                written.add(step.person)
            elif step.state is not StepState.OPEN:
                continue
            elif step.kind in QUEUED:
                waiting.add(step.person)
            elif step.kind is StepKind.NEXT_INSIDER:
                anybody = True
        queued = [person for person in people if person.id in waiting]
        rest = [person for person in people if person.id not in waiting]
        if anybody:
            able = [person for person in rest if person.state is PersonState.INSIDER and person.id not in written]
            chosen = {person.id for person in able}
            rest = [*self._ordered(able, today), *(person for person in rest if person.id not in chosen)]
        return (*self._ordered(queued, today), *rest)

    def _ordered(self, people: list[Person], today: dt.date) -> list[Person]:
        return [person for person, _ in self.order(people, today)] if len(people) > 1 else people

    def _score(self, person: Person, today: dt.date) -> int:
        score = self._scores.get((person.id, today))
        if score is None:
            evidence = tuple(self._store.where(Evidence, "person", person.id))
            days = self._library.limits.good_moment.value
            steps = tuple(self._store.where(Step, "person", person.id))
            score = rank(person, evidence, steps, self._profile(), today, moment_days=days).score
            if self._store.current is None:
                self._scores[person.id, today] = score
        return score

    def forget(self, people: Iterable[int] | None) -> None:
        """Drop the scores of some people; of everybody when None."""
        if people is None:
            self._scores.clear()
            return
        gone = frozenset(people)
        for score in [score for score in self._scores if score[0] in gone]:
            del self._scores[score]

    def _profile(self) -> Profile | None:
        found = self._store.all(Profile)
        return found[0] if found else None
