"""Commands on the evidence ledger: typed, dated records of a relationship."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

import msgspec

from outreach.domain.kinds import Answer, EvidenceKind, Source
from outreach.domain.model import Evidence, EvidenceId, Person, PersonId
from outreach.errors import Problem, Refused
from outreach.planner import fields as typed

_YEAR = re.compile("19[7-9][0-9]|20[0-9]{2}", re.ASCII)

if TYPE_CHECKING:
    from outreach.planner.planner import Planner
    from outreach.store import Transaction


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
        wanted = typed.made(Evidence, self._with_years(kind, given), planner.day, planner.finders)
        self._refuse_backwards(wanted)
        with planner.store.transaction(f"Evidence on {person.name}: {wanted.kind.value}") as tx:
            added = tx.add(wanted)
            self._bring_home(tx, person_id, added)
        return added

    def edit(self, evidence_id: EvidenceId, **fields: object) -> Evidence:
        """Change a record of evidence."""
        planner = self._planner
        before = planner.store.get(Evidence, evidence_id)
        told = self._with_years(fields.get("kind", before.kind), fields)
        after = typed.changed(before, told, planner.day, planner.finders)
        self._refuse_backwards(after)
        person = planner.store.get(Person, before.person)
        with planner.store.transaction(f"Edit evidence on {person.name}: {after.kind.value}") as tx:
            tx.put(after)
            self._bring_home(tx, before.person, before, after)
        return after

    def delete(self, evidence_id: EvidenceId) -> None:
        """Take back a record of evidence."""
        planner = self._planner
        record = planner.store.get(Evidence, evidence_id)
        person = planner.store.get(Person, record.person)
        with planner.store.transaction(f"Delete evidence on {person.name}: {record.kind.value}") as tx:
            tx.delete(Evidence, evidence_id)
            self._bring_home(tx, record.person, record)

    def _bring_home(self, tx: Transaction, person_id: PersonId, *touched: Evidence) -> None:
        """What a record says of a quarrel, or of how things were, holds the person back too: the schedule looks at people only."""
        person = tx.get(Person, person_id)
        records = tx.where(Evidence, "person", person_id)
        after = person
        if any(record.kind is EvidenceKind.CONFLICT for record in touched):
            told = {record.on for record in touched if record.kind is EvidenceKind.CONFLICT}
            own = [person.conflict_on] if person.conflict_on and person.conflict_on not in told else []
            days = [*own, *(record.on for record in records if record.kind is EvidenceKind.CONFLICT and record.on)]
            after = msgspec.structs.replace(after, conflict_on=max(days, default=None))
        if any(record.cordial is not Answer.UNKNOWN for record in touched):
            said = [record for record in records if record.cordial is not Answer.UNKNOWN]
            newest = max(said, key=lambda record: (record.until or record.on or dt.date.min, record.id), default=None)
            after = msgspec.structs.replace(after, cordial=newest.cordial if newest else Answer.UNKNOWN)
        if after != person:
            tx.put(after)

    def _with_years(self, kind: object, fields: Mapping[str, object]) -> dict[str, object]:
        """The fields with a bare year made a day, where shared work is told: it is remembered, and shown, by its years alone."""
        told = dict(fields)
        if kind == EvidenceKind.WORKED_TOGETHER:
            for name, (month, day) in {"on": (1, 1), "until": (12, 31)}.items():
                year = told.get(name)
                if isinstance(year, str) and _YEAR.fullmatch(year.strip()):
                    told[name] = min(dt.date(int(year), month, day), max(self._planner.today(), dt.date(int(year), 1, 1)))
        return told

    def _refuse_backwards(self, record: Evidence) -> None:
        if record.on and record.until and record.until < record.on:
            raise Refused((Problem("until", "is before the day it began"),))
        if record.on and record.on > self._planner.today():
            raise Refused((Problem("on", "evidence cannot lie in the future"),))
