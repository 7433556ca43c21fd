"""Every field that holds the number of another record is looked after: a number of nobody is told, with its place."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from outreach.store.check import check

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
