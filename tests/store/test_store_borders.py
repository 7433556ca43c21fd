"""The store at its borders: how much may vanish unasked, what a copy is called, what is told where, and nothing left open behind it."""

from __future__ import annotations

import datetime as dt
import errno
import json
import os
from pathlib import Path

import pytest
from msgspec.structs import replace
from support.few_companies import names

from outreach.domain.model import Company, Person
from outreach.domain.network import Contact
from outreach.errors import BadInput, Busy, NotFound, NotSaved, Refused
from outreach.store import Files, migrate
from outreach.store.address_book import rescue_address_book
from outreach.store.backup import list_backups, network_copy, rescue, set_aside
from outreach.store.check import check
from outreach.store.places import plan_places
from outreach.text import clean

LATER = dt.datetime(2026, 11, 23, 9, tzinfo=dt.UTC)


def fill(store, count: int, *, contact: str = "") -> None:
    with store.transaction("Fill") as tx:
        for number in range(count):
            tx.add(Company(name=clean(f"Fernwick {number}")))
        if contact:
            tx.add(Contact(key=contact, name=clean(contact)))


def free_descriptor() -> int:
    fd = os.dup(0)
    os.close(fd)
    return fd


@pytest.mark.parametrize(("before", "after", "asks"), [(300, 310, False), (300, 311, True), (19, 20, False), (19, 21, True), (0, 1, True)])
def test_a_restore_asks_when_more_than_ten_records_or_a_twentieth_would_go(open_plan, before: int, after: int, asks: bool) -> None:
    store = open_plan()
    fill(store, before)
    path = store.backup("x")
    fill(store, after - before)
    if asks:
        with pytest.raises(Refused) as caught:
            store.restore(path)
        assert caught.value.problems[0].field == "backup"
        assert f"{after - before} of {after} records would disappear" in str(caught.value)
        assert len(names(store)) == after
        done = store.restore(path, confirmed=True)
    else:
        done = store.restore(path)
    assert len(names(store)) == before
    assert done is not None and done.label == "Restore the backup of 2026-11-22"
    assert [backup.reason for backup in list_backups(store.folder)].count("before-restore") == 1


def test_a_restore_of_what_is_there_already_changes_nothing(open_plan) -> None:
    store = open_plan()
    fill(store, 3, contact="ana")
    path = store.backup("x")
    assert store.restore(path) is None
    assert [backup.reason for backup in list_backups(store.folder)] == ["x"]


@pytest.mark.parametrize("with_book", [True, False])
def test_a_restore_brings_the_address_book_only_where_the_backup_has_one(open_plan, with_book: bool) -> None:
    store = open_plan()
    fill(store, 2, contact="ana")
    path = store.backup("x")
    if not with_book:
        network_copy(path).unlink()
    with store.transaction("Add") as tx:
        tx.add(Contact(key="bo", name=clean("bo")))
        tx.put(replace(tx.get(Company, 1), why=clean("later")))
    store.restore(path, confirmed=True)
    assert [contact.key for contact in store.all(Contact)] == (["ana"] if with_book else ["ana", "bo"])
    assert store.get(Company, 1).why == ""


def test_a_restored_backup_of_an_older_schema_is_brought_up_to_date(open_plan, monkeypatch: pytest.MonkeyPatch) -> None:
    store = open_plan()
    fill(store, 1, contact="ana")
    path = store.backup("x")

    def named(tables: dict[str, dict[int, dict[str, object]]]) -> None:
        for rows in tables.values():
            for row in rows.values():
                if "name" in row:
                    row["name"] = "migrated"

    monkeypatch.setattr(migrate, "MIGRATIONS", {1: named})
    monkeypatch.setattr(migrate, "CURRENT", 2)
    store.restore(path)
    assert names(store) == ["migrated"] and [contact.name for contact in store.all(Contact)] == ["migrated"]


@pytest.mark.parametrize(("reason", "word"), [("Before  Import!", "before-import"), ("!!", "backup"), ("XX x XX", "xx-x-xx")])
def test_a_backup_is_called_by_its_time_reason_and_size(open_plan, reason: str, word: str) -> None:
    store = open_plan()
    fill(store, 2, contact="ana")
    paths = [store.backup(reason) for _ in range(3)]
    assert [path.name for path in paths] == [
        f"2026-11-22T120000-{word}-2-records.json",
        f"2026-11-22T120000-1-{word}-2-records.json",
        f"2026-11-22T120000-2-{word}-2-records.json",
    ]
    assert [backup.path for backup in list_backups(store.folder)] == paths[::-1]
    assert json.loads(paths[0].read_bytes())["meta"]["1"]["seq"] == 1
    assert all("ana" in network_copy(path).read_text() for path in paths)


def test_a_backup_takes_the_address_book_from_the_disk_when_it_is_not_in_memory(open_plan) -> None:
    store = open_plan()
    fill(store, 1)
    assert not network_copy(store.backup("none")).exists()
    fill(store, 1, contact="ana")
    store.close()
    assert "ana" in network_copy(open_plan().backup("later")).read_text()


class NoUnlink(Files):
    def fsync(self, fd: int) -> None:
        pass

    def unlink(self, path: Path) -> None:
        raise OSError(errno.EACCES, "Permission denied")


def test_old_backups_that_cannot_be_removed_are_told_and_the_new_one_stands(open_plan, clock) -> None:
    store = open_plan(files=NoUnlink())
    fill(store, 1)
    for hour in range(12):
        clock.set(LATER + dt.timedelta(hours=hour))
        assert store.backup("x").exists()
    assert "old backups could not be removed: Permission denied" in store.notices


def test_of_many_backups_the_fullest_stays_wherever_it_stands_in_the_row(open_plan, clock) -> None:
    store = open_plan()
    fill(store, 5)
    fullest = store.backup("full")
    with store.transaction("Delete") as tx:
        tx.delete(Company, 1)
    for hour in range(13):
        clock.set(LATER + dt.timedelta(hours=hour))
        store.backup("x")
    kept = list_backups(store.folder)
    assert (
        len(kept) == 11
        and kept[-1].path == fullest
        and [backup.made[11:13] for backup in kept[:-1]] == [f"{h:02}" for h in range(21, 11, -1)]
    )


def test_copies_set_aside_never_overwrite_each_other_and_only_so_many_are_kept(open_plan, folder: Path) -> None:
    store = open_plan()
    fill(store, 1, contact="ana")
    store.close()
    places, files = plan_places(folder), Files()
    first = set_aside(files, places, "damaged", LATER)
    again = [set_aside(files, places, "damaged", LATER) for _ in range(2)]
    assert [path.name for path in first] == [f"damaged-2026-11-23T090000-{name}" for name in
                                             ("outreach.json", "outreach.journal", "network.json")]  # fmt: skip
    assert [paths[0].name for paths in again] == [f"damaged-2026-11-23T090000.{number}-outreach.json" for number in (1, 2)]
    assert first[0].read_bytes() == places.main.read_bytes()
    for hour in range(1, 13):
        set_aside(files, places, "merged", LATER + dt.timedelta(hours=hour))
    assert len(files.listdir(places.backups)) == 33
    assert [name for name in files.listdir(places.backups) if "T090000-" in name] == []


def test_a_copy_of_the_plan_is_written_whole_and_never_over_another(open_plan, tmp_path: Path) -> None:
    store = open_plan()
    fill(store, 2, contact="ana")
    store.close()
    store = open_plan()
    copy = store.save_copy(tmp_path / "copy")
    assert json.loads(copy.read_bytes())["companies"]["2"]["name"] == "Fernwick 1"
    assert "ana" in (tmp_path / "copy" / "network.json").read_text()
    with pytest.raises(NotSaved, match="holds a plan already"):
        store.save_copy(tmp_path / "copy")
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(NotSaved, match="no copy could be written") as caught:
        store.save_copy(tmp_path / "file" / "x")
    assert caught.value.next_step == "name another folder"


def test_a_backup_that_cannot_be_read_is_refused_with_the_reason(open_plan, folder: Path, clock) -> None:
    store = open_plan()
    fill(store, 1)
    path = store.backup("x")
    path.unlink()
    path.mkdir()
    with pytest.raises(BadInput, match="cannot be read: not a regular file"):
        store.restore(path)
    with pytest.raises(NotFound, match="there is no backup"):
        rescue(folder, folder / "none", clock)


def test_a_rescue_needs_no_journal_and_leaves_one_with_changes(open_plan, folder: Path, clock) -> None:
    store = open_plan()
    fill(store, 2, contact="ana")
    path = store.backup("x")
    store.close()
    places = plan_places(folder)
    places.main.write_bytes(b"damaged")
    assert [copy.name[:8] for copy in rescue(folder, path, clock)] == ["damaged-"] * 3
    assert not places.journal.exists(), "it only said which file it went with"
    assert rescue(folder, path, clock) and names(open_plan()) == ["Fernwick 0", "Fernwick 1"]


def test_an_address_book_is_put_back_alone(open_plan, folder: Path, clock) -> None:
    store = open_plan()
    fill(store, 2, contact="ana")
    path = store.backup("x")
    store.close()
    places = plan_places(folder)
    assert places.side is not None
    places.side.write_bytes(b"damaged")
    aside = rescue_address_book(folder, path, clock)
    assert all(copy.name.startswith("damaged-2026-11-22T120000-") for copy in aside)
    assert not places.journal.exists() and places.side.read_bytes() == network_copy(path).read_bytes()
    assert rescue_address_book(folder, path, clock)
    assert [contact.key for contact in open_plan().all(Contact)] == ["ana"]
    network_copy(path).unlink()
    with pytest.raises(NotFound, match="has no address book beside it"):
        rescue_address_book(folder, path, clock)
    network_copy(path).mkdir()
    with pytest.raises(BadInput, match="cannot be read: not a regular file"):
        rescue_address_book(folder, path, clock)


def test_a_close_look_names_each_place_in_full(folder: Path, clock) -> None:
    folder.mkdir(mode=0o700)
    content = {
        "companies": {"1": {"name": "Fernwi\u0441k"}, "2": {"name": "\u039fmega"}},
        "people": {"2": {"name": "A", "bridge": 3}, "3": {"name": "B", "bridge": 2}},
        "evidence": {"1": {"person": 2, "kind": "met", "on": "2020-02-01", "until": "2019-01-01"}},
        "leads": {"1": {"title": "x", "on": "1949-12-31"}, "2": {"title": "x", "on": "1950-01-01"}, "3": {"title": "x", "on": "2036-11-29"},
                  "4": {"title": "x", "on": "2036-11-30"}},
        "links": [1],
        "hob\nbies": {"1": {}},
    }  # fmt: skip
    (folder / "outreach.json").write_text(json.dumps(content), encoding="utf-8")
    (folder / "outreach.json").chmod(0o600)
    found = [(finding.severity, finding.id, finding.where) for finding in check(folder, clock)]
    assert found == sorted(found, key=lambda one: (["error", "warning", "note"].index(one[0]), one[1], one[2]))
    assert [one for one in found if one[1] != "notice"] == [
        ("error", "circle", '$.people["2"].bridge'),
        ("error", "wrong-shape", "$.links"),
        ("warning", "mixed-script", '$.companies["1"].name'),
        ("warning", "mixed-script", '$.companies["2"].name'),
        ("warning", "odd-date", '$.evidence["1"].until'),
        ("warning", "odd-date", '$.leads["1"].on'),
        ("warning", "odd-date", '$.leads["4"].on'),
        ("note", "unknown-table", "$.hob bies"),
    ]


def test_a_store_leaves_no_descriptor_open_whatever_happened(open_plan, folder: Path) -> None:
    before = free_descriptor()
    for _ in range(3):
        one, other = open_plan(), open_plan()
        fill(one, 1)
        other.refresh()
        fill(other, 1)
        one.checkpoint()
        other.refresh()
        one.undo()
        one.backup("x")
        one.restore(list_backups(folder)[0].path, confirmed=True)
        one.close()
        other.close(checkpoint=False)
        one.close()
    assert free_descriptor() == before


def test_a_store_says_what_it_is(open_plan, folder: Path) -> None:
    store = open_plan()
    assert (store.folder, store.read_only, store.saved, store.current, store.notices) == (folder, False, True, None, ())
    with store.transaction("Add") as tx:
        assert store.current is tx
        tx.add(Company(name=clean("x")))
    assert store.current is None and store.find(Company, 9) is None
    with pytest.raises(NotFound, match="there is no company 9"):
        store.get(Company, 9)
    only = open_plan(read_only=True)
    assert only.read_only
    with pytest.raises(NotSaved, match="is read-only here"), only.transaction("Add") as tx:
        tx.add(Company(name=clean("y")))
    assert names(only) == ["x"]


def test_one_that_is_held_keeps_others_out_and_knows_whether_it_is_up_to_date(open_plan, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("outreach.store.lock.PATIENCE", 0.0)
    store, other = open_plan(), open_plan()
    with store.held() as sure:
        assert sure is False, "there is no file yet"
    fill(store, 1)
    store.checkpoint()
    other.refresh()
    with store.held() as sure:
        assert sure is True
        with pytest.raises(Busy):
            other._engine.lock.acquire(0)
    fill(other, 1)
    heard: list[str] = []
    store.subscribe(lambda done: heard.append(done.label))
    with store.held() as sure:
        assert sure is False and names(store) == ["Fernwick 0", "Fernwick 0"]
    assert heard == ["Fill"]
    with store.held() as sure:
        assert sure is True


def test_what_nobody_listens_to_any_more_is_not_told(open_plan) -> None:
    store = open_plan()
    heard: list[str] = []
    leave = store.subscribe(lambda done: heard.append(done.label))
    leave()
    leave()
    fill(store, 1)
    assert heard == []


def test_a_person_and_a_company_may_have_one_number(open_plan) -> None:
    store = open_plan()
    with store.transaction("Add") as tx:
        company = tx.add(Company(name=clean("x")))
        person = tx.add(Person(name=clean("Ana"), company=company.id))
        assert tx.where(Person, "company", company.id) == [person] and tx.get(Person, person.id) == person
        tx.delete(Person, person.id)
        assert tx.find(Person, person.id) is None and tx.all(Person) == () and tx.where(Person, "company", company.id) == []
        with pytest.raises(NotFound, match="there is no person 1"):
            tx.get(Person, person.id)
    assert (company.id, person.id, store.all(Person)) == (1, 1, ())
    assert tx.changes.label == "Add" and [change.table for change in tx.changes.changes] == ["companies"]
