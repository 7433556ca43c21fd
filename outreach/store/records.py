"""Which record lives in which table, and how it becomes the bytes of a stored document and back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar, cast

import msgspec

from outreach.domain.model import (
    Company,
    Decision,
    Draft,
    Evidence,
    Invitation,
    Lead,
    Link,
    Person,
    Profile,
    Record,
    Setting,
    Step,
)
from outreach.domain.network import Archive, Contact, Suggestion
from outreach.errors import BadInput
from outreach.text import clean

R = TypeVar("R", bound=Record)

KINDS: dict[type[Record], str] = {
    Company: "companies",
    Person: "people",
    Evidence: "evidence",
    Step: "steps",
    Draft: "drafts",
    Lead: "leads",
    Decision: "decisions",
    Setting: "settings",
    Profile: "profile",
    Invitation: "invitations",
    Link: "links",
    Contact: "contacts",
    Suggestion: "suggestions",
    Archive: "archives",
}
"""The one list of what a plan holds. A new kind of record is one line here."""

TABLES: dict[str, type[Record]] = {table: kind for kind, table in KINDS.items()}

SIDE_TABLES = frozenset({"contacts", "suggestions", "archives"})
"""Tables kept in network.json."""

REFERENCES: dict[str, dict[str, str]] = {
    "people": {"company": "companies", "bridge": "people", "introducer": "people"},
    "evidence": {"person": "people"},
    "steps": {"company": "companies", "person": "people", "anchor": "steps", "draft": "drafts"},
    "drafts": {"person": "people", "company": "companies", "step": "steps"},
    "leads": {"company": "companies", "given_by": "people"},
    "decisions": {"company": "companies"},
    "links": {"meant_for": "people"},
}
"""Table -> field -> the table whose id the field holds."""

_set = msgspec.structs.force_setattr
_encode = msgspec.json.Encoder().encode
_SOME = 256
_one: dict[type[Record], msgspec.json.Decoder[Any]] = {}
_many: dict[type[Record], msgspec.json.Decoder[Any]] = {}
_fields: dict[type[Record], frozenset[str]] = {}


def table_of(kind: type[Record]) -> str:
    """The table a kind of record lives in."""
    return KINDS[kind]


def decode(kind: type[R], id: int, row: bytes | msgspec.Raw) -> R:
    """One record from its stored document. Raises BadInput with the JSON path of what is wrong."""
    decoder = _one.get(kind)
    if decoder is None:
        decoder = _one[kind] = msgspec.json.Decoder(kind)
    try:
        record = decoder.decode(row)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise BadInput(wrong_shape(KINDS[kind], id, error), next_step="'outreach check' lists what is wrong") from None
    _set(record, "id", id)
    return cast(R, record)


def decode_table(kind: type[R], raw: msgspec.Raw) -> dict[int, R]:
    """Every record of a table, by id in ascending order, straight from the file's bytes."""
    decoder = _many.get(kind)
    if decoder is None:
        decoder = _many[kind] = msgspec.json.Decoder(dict[int, kind])  # type: ignore[valid-type]
    try:
        records: dict[int, R] = decoder.decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return {id: decode(kind, id, row) for id, row in sorted(split(KINDS[kind], raw).items())}
    last = 0
    ordered = True
    for id, record in records.items():
        _set(record, "id", id)
        ordered = ordered and id > last
        last = id
    return records if ordered else dict(sorted(records.items()))


def split(table: str, raw: msgspec.Raw) -> dict[int, msgspec.Raw]:
    """A table's documents by id, still as bytes. Raises BadInput when it is no table of documents."""
    try:
        rows = _rows.decode(raw)
    except msgspec.DecodeError as error:
        raise BadInput(f"$.{clean(table)} is not a table of numbered records: {clean(str(error))}") from None
    return cast(dict[int, msgspec.Raw], rows)


_rows: msgspec.json.Decoder[Any] = msgspec.json.Decoder(dict[int, msgspec.Raw])


def wrong_shape(table: str, id: int, error: Exception) -> str:
    """One line with the JSON path of a record that does not have its kind's shape."""
    said = clean(str(error))
    what, _, path = said.partition(" - at `$")
    return f'$.{table}["{id}"]{path.rstrip("`")}: {what}'


def encode_new(records: Sequence[R], uids: Sequence[str]) -> tuple[list[bytes], list[R]]:
    """``encode`` for the thousands of an import, records of one kind that were never stored: the documents, and the records read back.

    Those without a uid get the one of ``uids`` (hex digits); all come back without their numbers. Raises as ``encode`` does.
    """
    kind = type(records[0])
    decoder = _one.get(kind)
    if decoder is None:
        decoder = _one[kind] = msgspec.json.Decoder(kind)
    rows: list[bytes] = []
    stored: list[R] = []
    # Some at a time: what lies between a record and the one read back is still near the processor then.
    for start in range(0, len(records), _SOME):
        some, names = records[start : start + _SOME], uids[start : start + _SOME]
        documents = [_encode(msgspec.structs.replace(one, id=0, uid=one.uid or uid)) for one, uid in zip(some, names, strict=True)]
        try:
            stored += decoder.decode_lines(b"\n".join(documents))
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            stored += [encode(record)[1] for record in some]
        rows += documents
    return rows, stored


def encode(record: R, stored: bytes | msgspec.Raw | None = None) -> tuple[bytes, R]:
    """The document to store for a record, and the record as it will be read back; keys of ``stored`` this version does not know are kept.

    Raises ValueError or TypeError when a field holds what its type does not allow: the command fails, the file does not.
    """
    kind = type(record)
    row = _encode(msgspec.structs.replace(record, id=0))
    try:
        read_back = decode(kind, record.id, row)
    except BadInput as error:
        raise ValueError(str(error)) from None
    if stored is None:
        return row, read_back
    known = _fields.get(kind)
    if known is None:
        known = _fields[kind] = frozenset(kind.__struct_encode_fields__)
    old = msgspec.json.decode(stored)
    if known.issuperset(old):
        return row, read_back
    tail = _encode({key: value for key, value in old.items() if key not in known})
    return tail if row == b"{}" else row[:-1] + b"," + tail[1:], read_back
