"""The close look: each thing that can be wrong with a plan is found, named and explained, and nothing is written."""

import json
import os
from pathlib import Path

import pytest

from outreach.domain.model import Company, CompanyId, Person
from outreach.domain.network import Contact
from outreach.store.check import check
from outreach.text import clean


def findings(folder: Path, clock) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for finding in check(folder, clock):
        found.setdefault(finding.id, []).append(f"{finding.where}: {finding.message}")
    return found


def sound(open_plan) -> None:
    with open_plan() as store, store.transaction("Add") as tx:
        company = tx.add(Company(name=clean("Fernwick Labs")))
        tx.add(Person(name=clean("Zoë Łukaszewicz"), company=CompanyId(company.id)))
        tx.add(Contact(key="ana", name=clean("Ana Ruiz")))


def test_a_sound_plan_and_no_plan_at_all_give_no_findings(open_plan, folder: Path, clock) -> None:
    assert check(folder, clock) == []
    sound(open_plan)
    assert check(folder, clock) == []


@pytest.mark.parametrize(
    ("content", "expected", "where"),
    [
        ({"people": {"1": {"name": "A", "company": 7}}}, "dangling-id", '$.people["1"].company: points to companies 7'),
        ({"people": {"1": {"name": "A", "bridge": 2}, "2": {"name": "B", "bridge": 1}}}, "circle", "1 -> 2 -> 1"),
        ({"people": {"1": {"name": "A", "introducer": 1}}}, "circle", "1 -> 1"),
        ({"companies": {"1": {"name": "A", "added": "0026-11-22"}}}, "odd-date", '$.companies["1"].added: 0026-11-22'),
        ({"steps": {"1": {"kind": "to do", "done_at": "2027-01-01T00:00:00Z"}}}, "odd-date", "has not come yet"),
        (
            {"people": {"1": {"name": "A"}}, "evidence": {"1": {"person": 1, "kind": "met", "on": "2020-02-01", "until": "2019-01-01"}}},
            "odd-date",
            "2019-01-01 is before 2020-02-01",
        ),
        ({"companies": {"1": {"name": 5}, "2": {"name": 6}}}, "wrong-shape", '$.companies["1"]'),
        ({"companies": [1]}, "wrong-shape", "$.companies"),
        ({"companies": {"1": {"name": "A", "uid": "x"}}, "people": {"1": {"name": "B", "uid": "x"}}}, "double-uid", '$.people["1"]'),
        ({"companies": {"1": {"name": "Fernwi\u0441k"}}}, "mixed-script", "Cyrillic and Latin"),
        ({"hobbies": {"1": {"name": "A"}}}, "unknown-table", "$.hobbies"),
        ({"meta": {"1": {"schema": 99}}}, "unreadable", "newer version"),
    ],
)
def test_what_is_wrong_inside_the_plan_is_named_with_its_json_path(folder: Path, clock, content, expected: str, where: str) -> None:
    folder.mkdir(mode=0o700)
    main = folder / "outreach.json"
    main.write_text(json.dumps(content), encoding="utf-8")
    main.chmod(0o600)
    found = findings(folder, clock)
    assert expected in found, found
    assert any(where in line for line in found[expected]), found


def test_every_wrong_record_is_listed_not_only_the_first(folder: Path, clock) -> None:
    folder.mkdir(mode=0o700)
    (folder / "outreach.json").write_text('{"companies": {"1": {"name": 5}, "2": {"name": "ok"}, "3": {}}}', encoding="utf-8")
    assert len(findings(folder, clock)["wrong-shape"]) == 2


def test_careless_surroundings_are_found(open_plan, tmp_path: Path, clock) -> None:
    from outreach.store import Store

    folder = tmp_path / "Dropbox" / "plan"
    with Store.open(folder, clock) as store, store.transaction("Add") as tx:
        tx.add(Company(name=clean("Fernwick Labs")))
    (tmp_path / ".git").mkdir()
    folder.chmod(0o755)
    (folder / "outreach.json").chmod(0o644)
    os.link(folder / "outreach.json", tmp_path / "second name")
    (folder / "outreach.sync-conflict-20261122-AAAA.json").touch()
    (folder / ".outreach.json.tmp-0123abcd").touch()
    found = findings(folder, clock)
    assert set(found) == {"too-open", "hard-link", "sync-conflict", "stale-temp", "synced-folder", "in-repository"}
    assert len(found["too-open"]) == 2


def test_the_state_of_the_journal_is_told(open_plan, folder: Path, clock) -> None:
    store = open_plan()
    for name in ("One", "Two", "Three"):
        with store.transaction("Add") as tx:
            tx.add(Company(name=clean(name)))
    store.close(checkpoint=False)
    assert findings(folder, clock)["journal-waiting"] == [f"{folder / 'outreach.journal'}: 3 change(s) wait to be written to the plan file"]
    journal = folder / "outreach.journal"
    good = journal.read_bytes().rstrip(b"\0")
    journal.write_bytes(good.replace(b"Two", b"Tw0") + b"half a li")
    found = findings(folder, clock)
    assert {"journal-damaged", "journal-torn", "journal-waiting"} <= set(found)
    journal.write_bytes(b"x" + good)
    assert "journal-header" in findings(folder, clock)
    journal.unlink()
    journal.mkdir()
    assert "journal-unreadable" in findings(folder, clock)


def test_the_check_writes_nothing(open_plan, folder: Path, clock) -> None:
    sound(open_plan)
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.iterdir()}
    check(folder, clock)
    assert {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.iterdir()} == before
