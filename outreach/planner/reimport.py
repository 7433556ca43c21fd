"""Taking an exported plan in again: records joined by uid, ids handed out anew, one undoable ChangeSet."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import msgspec

from outreach.domain.model import Company, Draft, Evidence, Lead, Person, Record, Step
from outreach.domain.saying import plural
from outreach.planner.forgetting import records_without_forgotten
from outreach.store.records import REFERENCES

if TYPE_CHECKING:
    from outreach.planner.planner import Planner
    from outreach.store import Transaction

KINDS: dict[str, type[Record]] = {
    "companies": Company,
    "people": Person,
    "evidence": Evidence,
    "drafts": Draft,
    "steps": Step,
    "leads": Lead,
}
"""Tables of an exported plan, those that others point to first."""

Ids = dict[tuple[str, int], int]


def take_in(planner: Planner, content: bytes) -> str:
    """Add what an exported plan holds and this one lacks; says what came in. Records that are here already, by uid, are left as they are.

    Raises BadInput with the JSON path when the file is not an exported plan.
    """
    from outreach.exchange.plan.json import read_plan_json

    records = records_without_forgotten(read_plan_json(content), planner.store.forgotten())
    ids: Ids = {}
    fresh: list[tuple[str, int]] = []
    with planner.store.transaction("Import an exported plan") as tx:
        for table, kind in KINDS.items():
            held = {record.uid: record.id for record in tx.all(kind)}
            twins = _by_name(tx) if kind is Company else {}
            for document in records.get(table, []):
                old = int(str(document["id"]))
                here = held.get(str(document["uid"])) or twins.get(str(document.get("name", "")).casefold())
                if here is None:
                    here = tx.add(_record(table, document, ids, loose=True)).id
                    fresh.append((table, here))
                ids[table, old] = here
        _tie_up(tx, records, ids, frozenset(fresh))
    counts = {table: sum(name == table for name, _ in fresh) for table in KINDS}
    said = [plural(counts[t], one, many) for t, one, many in _NOUNS if counts[t]]
    return ", ".join(said) if said else "nothing new"


_NOUNS = (
    ("companies", "company", "companies"),
    ("people", "person", "people"),
    ("evidence", "record of evidence", "records of evidence"),
    ("steps", "step", "steps"),
    ("drafts", "draft", "drafts"),
    ("leads", "lead", "leads"),
)


def _by_name(tx: Transaction) -> dict[str, int]:
    return {company.name.casefold(): company.id for company in tx.all(Company)}


def _record(table: str, document: Mapping[str, Any], ids: Ids, *, loose: bool) -> Record:
    """The record with its links as they are known so far; ``loose`` leaves those out that are still to come."""
    kind = KINDS[table]
    fields = {key: value for key, value in document.items() if key != "id"}
    for field, target in REFERENCES.get(table, {}).items():
        if isinstance(fields.get(field), int):
            there = ids.get((target, fields[field]))
            if there is None and loose and not _needed(kind, field):
                del fields[field]
            else:
                fields[field] = there
    if isinstance(fields.get("answers"), list):
        fields["answers"] = [{**one, "by": ids.get(("people", one["by"]))} if one.get("by") else one for one in fields["answers"]]
    return msgspec.convert(fields, kind)


def _needed(kind: type[Record], field: str) -> bool:
    return any(one.name == field and one.required for one in msgspec.structs.fields(kind))


def _tie_up(tx: Transaction, records: Mapping[str, list[dict[str, Any]]], ids: Ids, fresh: frozenset[tuple[str, int]]) -> None:
    """A second pass sets the links that pointed ahead: a step's anchor, a draft's step, a person's bridge."""
    for table in KINDS:
        for document in records.get(table, []):
            here = ids[table, int(str(document["id"]))]
            if (table, here) in fresh:
                whole = _record(table, document, ids, loose=False)
                tx.put(msgspec.structs.replace(whole, id=here))
