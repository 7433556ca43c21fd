"""Every field that holds the number of another record is looked after: a number of nobody is told, with its place."""

from __future__ import annotations

import json
import typing
from pathlib import Path

import pytest

from outreach.store.check import check
from outreach.store.records import REFERENCES, TABLES
from outreach.text import CleanText

WHOLE = {
    "people": {"name": "Ana Ruiz"},
    "evidence": {"kind": "met"},
    "steps": {"kind": "to do"},
    "drafts": {"person": 1},
    "leads": {"company": 1, "title": "Tester"},
    "decisions": {"string": "Fernwick", "company": 1, "verdict": "here"},
    "links": {"url": "https://x.example"},
}
"""A record of each table that points to something, with what it cannot do without."""


@pytest.mark.parametrize(
    ("table", "field", "target"),
    [
        *(("people", field, target) for field, target in (("company", "companies"), ("bridge", "people"), ("introducer", "people"))),
        ("evidence", "person", "people"),
        *(("steps", field, target) for field, target in (("company", "companies"), ("person", "people"), ("anchor", "steps"))),
        ("steps", "draft", "drafts"),
        *(("drafts", field, target) for field, target in (("person", "people"), ("company", "companies"), ("step", "steps"))),
        *(("leads", field, target) for field, target in (("company", "companies"), ("given_by", "people"))),
        ("decisions", "company", "companies"),
        ("links", "meant_for", "people"),
    ],
)
def test_a_number_of_nobody_is_told_with_its_place(folder: Path, clock, table: str, field: str, target: str) -> None:
    folder.mkdir(mode=0o700)
    main = folder / "outreach.json"
    main.write_text(json.dumps({table: {"5": {**WHOLE[table], field: 77}}}), encoding="utf-8")
    main.chmod(0o600)
    told = [(finding.where, finding.message) for finding in check(folder, clock) if finding.id == "dangling-id"]
    assert (f'$.{table}["5"].{field}', f"points to {target} 77, which does not exist") in told


def ids(hint: object) -> set[object]:
    """The kinds of record number that a type holds."""
    found = {hint} if isinstance(hint, typing.NewType) else set()
    return found.union(*(ids(arm) for arm in typing.get_args(hint)))


@pytest.mark.parametrize("table", TABLES)
def test_no_field_that_holds_a_number_is_left_out_of_the_references(table: str) -> None:
    kind = TABLES[table]
    pointing = {name for name, hint in typing.get_type_hints(kind).items() if name != "id" and ids(hint) - {CleanText}}
    assert pointing == set(REFERENCES.get(table, {})), f"REFERENCES of store/records.py and the fields of {kind.__name__} differ"
