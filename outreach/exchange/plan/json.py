"""A plan as JSON, and the strict reader that takes its records back.

The printed page stands under ``pages``; ``records`` holds the records behind it, merged over the pages, and is empty in a copy made
for somebody else. The reader trusts nothing: every record must decode as its struct and every text is cleaned.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

import msgspec

from outreach.domain.model import Company, Draft, Evidence, Lead, Person, Record, Step
from outreach.errors import BadInput
from outreach.exchange.plan.page import Options, PlanPage, Records, Redaction
from outreach.exchange.plan.redact import PRIVATE, scrubbed
from outreach.text import clean, clean_note

FORMAT = "outreach-plan"
VERSION = 1
MAX_BYTES = 64 * 1024 * 1024
"""Largest file read, in bytes; a plan of thousands of people stays far below."""

TABLES: dict[str, type[Record]] = {
    "companies": Company,
    "people": Person,
    "evidence": Evidence,
    "steps": Step,
    "drafts": Draft,
    "leads": Lead,
}
_BELONGS = {"evidence": "person", "drafts": "person"}
_SEVERAL_LINES = frozenset({"body", "text", "why", "workforce", "answer", "detail", "outcome"})


class _File(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    format: str
    version: int
    generated_on: dt.date | None = None
    redaction: Redaction = Redaction.SELF
    pages: list[PlanPage] = []
    records: dict[str, list[dict[str, Any]]] = {}


def write(pages: Sequence[PlanPage], options: Options) -> bytes:
    """One JSON document, indented, ending in a line feed."""
    clean_pages = [scrubbed(page) for page in pages]
    document = _File(
        format=FORMAT,
        version=VERSION,
        generated_on=max((page.generated_on for page in clean_pages), default=None),
        redaction=max((page.redaction for page in clean_pages), key=list(Redaction).index, default=Redaction.SELF),
        pages=[msgspec.structs.replace(page, records={}) for page in clean_pages],
        records=_merged(clean_pages),
    )
    return msgspec.json.format(msgspec.json.encode(document, order="deterministic"), indent=2) + b"\n"


def _merged(pages: Sequence[PlanPage]) -> Records:
    """The records of all pages, each once, in order of their id."""
    merged: dict[str, dict[str, dict[str, object]]] = {}
    for page in pages:
        for table, rows in page.records.items():
            held = merged.setdefault(table, {})
            for row in rows:
                held.setdefault(str(row.get("uid") or row.get("id")), row)
    return {table: sorted(rows.values(), key=_id) for table, rows in sorted(merged.items())}


def _id(row: dict[str, object]) -> int:
    number = row.get("id")
    return number if isinstance(number, int) else 0


def read_plan_json(data: bytes) -> Records:
    """The records of an exported plan, checked and cleaned, by table name. Raises BadInput with the JSON path of what is wrong.

    Ids are those of the plan that exported them: the planner hands out new ones and joins by ``uid``. Private fields are not taken in.
    """
    if len(data) > MAX_BYTES:
        raise BadInput("the file is larger than any plan", next_step="export the plan again")
    try:
        document = msgspec.json.decode(data.removeprefix(b"\xef\xbb\xbf"), type=_File)
    except RecursionError:
        raise BadInput("this is no exported plan: it is nested too deeply") from None
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise BadInput(f"this is no exported plan: {clean(str(error))}", next_step="export it again as JSON") from None
    if document.format != FORMAT or document.version != VERSION:
        raise BadInput(
            f"$.version: {clean(document.format, limit=40)} {document.version} is not {FORMAT} {VERSION}",
            next_step="a newer outreach may read it",
        )
    if not document.records:
        raise BadInput("$.records: this copy holds no records", next_step="export it with --redact self")
    if unknown := sorted(set(document.records) - set(TABLES)):
        raise BadInput(f"$.records: there is no table called {clean(unknown[0], limit=40)!r}")
    records = {table: _table(table, document.records.get(table, [])) for table in TABLES}
    _check_owners(records)
    return records


def _table(table: str, rows: list[dict[str, Any]]) -> list[dict[str, object]]:
    kept: list[dict[str, object]] = []
    ids: set[int] = set()
    uids: set[str] = set()
    for place, row in enumerate(rows):
        path = f"$.records.{table}[{place}]"
        fields = {key: _cleaned(key, cell) for key, cell in row.items() if key not in PRIVATE}
        try:
            record = msgspec.convert(fields, TABLES[table])
        except (msgspec.ValidationError, RecursionError) as error:
            raise BadInput(_at(path, clean(str(error))), next_step="mend the file, or export it again") from None
        if not record.uid or record.uid in uids:
            raise BadInput(f"{path}.uid: {'stands twice' if record.uid else 'is missing'}", next_step="export the plan again")
        if record.id < 1 or record.id in ids:
            raise BadInput(f"{path}.id: {'stands twice' if record.id in ids else 'is missing'}", next_step="export the plan again")
        ids.add(record.id)
        uids.add(record.uid)
        kept.append(fields)
    return kept


def _at(path: str, message: str) -> str:
    """msgspec ends a message with `` - at `$.field` ``; the path inside the whole file reads better in front."""
    words, _, inner = message.partition(" - at `$")
    return f"{path}{inner.removesuffix('`')}: {words}"


def _cleaned(key: str, value: object) -> object:
    if isinstance(value, str):
        return clean_note(value) if key in _SEVERAL_LINES else clean(value)
    if isinstance(value, list):
        return [_cleaned(key, item) for item in value]
    if isinstance(value, dict):
        return {clean(inner): _cleaned(inner, item) for inner, item in value.items()}
    return value


def _check_owners(records: Records) -> None:
    people = {row["id"] for row in records["people"]}
    for table, field in _BELONGS.items():
        for place, row in enumerate(records[table]):
            if row.get(field) not in people:
                raise BadInput(f"$.records.{table}[{place}].{field}: that person is not in the file", next_step="export the plan again")
