"""The private judgement of people, settled one kind at a time (source: PRACTICES S10, S12)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import msgspec

from outreach.domain.kinds import PersonState, Reputation
from outreach.domain.model import Person, PersonId
from outreach.domain.saying import plural
from outreach.planner.people import follow_state
from outreach.text import clean

if TYPE_CHECKING:
    from outreach.planner.planner import Planner


class Reputations:
    """The one command on reputation: say it of many at once."""

    def __init__(self, planner: Planner) -> None:
        self._planner = planner

    def mark(self, person_ids: Iterable[PersonId], reputation: Reputation | str, *, note: str = "") -> str:
        """Say ok, unsure or avoid of one or many, with a private note; returns what was done, in words. Never exported.

        Somebody to avoid leaves the queue with all that is open; somebody no longer to avoid waits for triage again.
        """
        planner = self._planner
        wanted = Reputation(reputation)
        people = [planner.store.get(Person, person_id) for person_id in dict.fromkeys(person_ids)]
        who = people[0].name if len(people) == 1 else plural(len(people), "person", "people")
        with planner.store.transaction(f"Reputation of {who}: {wanted.value}") as tx:
            for person in people:
                after = msgspec.structs.replace(person, reputation=wanted, reputation_note=clean(note) or person.reputation_note)
                if wanted is Reputation.AVOID and person.state is not PersonState.DROPPED:
                    after = msgspec.structs.replace(after, state=PersonState.AVOID)
                elif person.state is PersonState.AVOID:
                    after = msgspec.structs.replace(after, state=PersonState.NEW)
                tx.put(after)
                follow_state(tx, person, after, planner.clock.now())
        return f"{who}: {wanted.value}"
