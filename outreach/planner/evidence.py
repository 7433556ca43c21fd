"""Commands on the evidence ledger: typed, dated records of a relationship."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach.domain.kinds import EvidenceKind, Source
from outreach.domain.model import Evidence, EvidenceId, Person, PersonId
from outreach.errors import Problem, Refused
from outreach.planner import fields as typed

if TYPE_CHECKING:
    import datetime as dt

    from outreach.planner.planner import Planner


class Ledger:
    """Every command whose noun is a piece of evidence."""

    def __init__(self, planner: Planner) -> None:
        self._planner = planner

    def add(
        self,
        person_id: PersonId,
        kind: EvidenceKind | str,
        on: dt.date | str | None = None,
        until: dt.date | str | None = None,
        detail: str = "",
        **fields: object,
    ) -> Evidence:
        """Record how one knows somebody: met, spoke, emailed, worked together …, with its day."""
        planner = self._planner
        person = planner.store.get(Person, person_id)
        given = {"person": person_id, "kind": kind, "on": on, "until": until, "detail": detail, "source": Source.HAND, **fields}
        wanted = typed.made(Evidence, given, planner.past_day)
        self._refuse_backwards(wanted)
        with planner.store.transaction(f"Evidence on {person.name}: {wanted.kind.value}") as tx:
            return tx.add(wanted)

    def edit(self, evidence_id: EvidenceId, **fields: object) -> Evidence:
        """Change a record of evidence."""
        planner = self._planner
        before = planner.store.get(Evidence, evidence_id)
        after = typed.changed(before, fields, planner.past_day)
        self._refuse_backwards(after)
        person = planner.store.get(Person, before.person)
        with planner.store.transaction(f"Edit evidence on {person.name}") as tx:
            return tx.put(after)

    def delete(self, evidence_id: EvidenceId) -> None:
        """Take back a record of evidence."""
        planner = self._planner
        person = planner.store.get(Person, planner.store.get(Evidence, evidence_id).person)
        with planner.store.transaction(f"Delete evidence on {person.name}") as tx:
            tx.delete(Evidence, evidence_id)

    def _refuse_backwards(self, record: Evidence) -> None:
        if record.on and record.until and record.until < record.on:
            raise Refused((Problem("until", "is before the day it began"),))
        if record.on and record.on > self._planner.today():
            raise Refused((Problem("on", "evidence cannot lie in the future"),))
