"""Before a record is removed: whatever points to it points to it no longer, so that nothing in the plan refers to what is not there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
from msgspec.structs import replace

from outreach.domain.model import Company, Person, Record, Step
from outreach.store.records import REFERENCES, TABLES, table_of

if TYPE_CHECKING:
    from outreach.store import Transaction


def remove(tx: Transaction, kind: type[Record], id: int) -> None:
    """Delete a record and every pointer to it. What cannot be without it (evidence of a person, a draft to one) must be gone before.

    A step that ran on the clock of a removed one keeps that clock: its day stays what it was.
    """
    gone = tx.get(kind, id)
    for name, fields in REFERENCES.items():
        pointing = TABLES[name]
        required = {field.name for field in msgspec.structs.fields(pointing) if field.required}
        for field, target in fields.items():
            if target == table_of(kind) and field not in required:
                for record in tuple(tx.where(pointing, field, id)):
                    tx.put(replace(record, **_without(field, gone, record)))
    if kind is Person:
        for company in tx.all(Company):
            if any(answer.by == id for answer in company.answers):
                answers = tuple(replace(answer, by=None) if answer.by == id else answer for answer in company.answers)
                tx.put(replace(company, answers=answers))
    tx.delete(kind, id)


def _without(field: str, gone: Record, record: Record) -> dict[str, Any]:
    if field == "anchor" and isinstance(gone, Step) and isinstance(record, Step) and gone.done_at is not None:
        return {field: None, "anchor_on": record.anchor_on or gone.done_at.date()}
    return {field: None}
