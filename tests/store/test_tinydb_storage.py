"""TinyDB on top of the journal, used as its own documentation says: what it reads, what it writes, and what a plan makes of that."""

from __future__ import annotations

import errno
import json
import stat
from pathlib import Path

import pytest
from support import faulty
from tinydb import TinyDB, where

from outreach.domain.model import Company
from outreach.domain.network import Contact
from outreach.store.places import plan_places
from outreach.store.storage import Draft, JournalStorage, PlanDB, ShelfView, encode_document
from outreach.store.tables import Shelf
from outreach.text import clean


def opened(path: Path, mode: str = "r+", **options) -> PlanDB:
    return PlanDB(path, storage=JournalStorage, access_mode=mode, **options)


def stock(path: Path) -> dict[str, dict[str, dict]]:
    return json.loads(path.read_text(encoding="utf-8"))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "db.json"


def test_what_is_written_through_tinydb_is_there_for_stock_tinydb_after_closing(path: Path) -> None:
    db = opened(path)
    assert db.storage.read() is None
    assert db.insert({"a": 1}) == 1
    assert db.table("other").insert_multiple([{"b": 1}, {"b": 2}]) == [1, 2]
    db.update({"a": 2}, where("a") == 1)
    db.table("other").remove(where("b") == 1)
    db.close()
    with TinyDB(path) as plain:
        assert plain.all() == [{"a": 2}]
        assert [(row.doc_id, dict(row)) for row in plain.table("other")] == [(2, {"b": 2})]
    assert "meta" not in stock(path)


def test_a_change_is_durable_before_the_file_is_written_anew(path: Path) -> None:
    db = opened(path)
    db.insert({"a": 1})
    assert path.read_bytes() == b""
    again = opened(path, "r")
    assert again.all() == [{"a": 1}]
    again.close()
    assert path.read_bytes() == b"", "a reader writes nothing"
    db.close()
    assert stock(path) == {"_default": {"1": {"a": 1}}}


def test_closing_without_a_change_leaves_the_file_as_it_is(path: Path) -> None:
    path.write_text('{"_default": {"1": {"a":   1}}}', encoding="utf-8")
    before = path.stat()
    db = opened(path)
    assert db.all() == [{"a": 1}]
    db.close()
    assert (path.stat().st_ino, path.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


@pytest.mark.parametrize(("mode", "made"), [("r+", True), ("rb+", True)])
def test_a_file_is_made_private_when_opened_for_writing(path: Path, mode: str, made: bool) -> None:
    opened(path, mode).close()
    assert path.exists() is made
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize("mode", ["r", "rb"])
def test_a_file_that_is_not_there_is_not_made_by_reading(path: Path, mode: str) -> None:
    with pytest.raises(FileNotFoundError):
        opened(path, mode)
    assert not path.exists()


def test_folders_are_made_when_asked_for_only(tmp_path: Path) -> None:
    deep = tmp_path / "a" / "b" / "db.json"
    with pytest.raises(FileNotFoundError):
        opened(deep)
    opened(deep, create_dirs=True).close()
    assert deep.exists()
    with pytest.raises(FileNotFoundError):
        opened(tmp_path / "c" / "db.json", "r", create_dirs=True)
    assert not (tmp_path / "c").exists()


def test_reading_mode_refuses_to_write(path: Path) -> None:
    path.write_text("{}", encoding="utf-8")
    db = opened(path, "r")
    with pytest.raises(OSError, match="read-only"):
        db.insert({"a": 1})
    db.close()
    assert path.read_text(encoding="utf-8") == "{}"


def test_a_mode_that_could_lose_data_is_warned_of(path: Path) -> None:
    with pytest.warns(UserWarning, match="access_mode"):
        opened(path, "w").close()
    with pytest.warns(UserWarning, match="access_mode"):
        opened(path, "a").close()


def test_a_disk_that_fails_is_an_os_error_as_with_any_storage(open_plan, folder: Path) -> None:
    files = faulty.FaultyFiles(errno.ENOSPC, lasts=True)
    store = open_plan(files=files)
    with store.transaction("Add") as tx:
        tx.add(Company(name=clean("Fernwick")))
    files.at = 1
    with pytest.raises(OSError, match="NOT SAVED"):
        store.db.table("companies").insert({"name": "Larkspur"})
    files.disarm()
    assert store.retry()
    assert [company.name for company in store.all(Company)] == ["Fernwick", "Larkspur"]


def test_the_plan_hears_of_what_is_done_through_tinydb(open_plan) -> None:
    store = open_plan()
    heard: list[str] = []
    store.subscribe(lambda done: heard.append(done.label))
    table = store.db.table("companies")
    number = table.insert({"name": "Fernwick"})
    assert heard == ["Edit through TinyDB"]
    assert store.get(Company, number).name == "Fernwick"
    table.update({"name": "Fernwick"})
    assert heard == ["Edit through TinyDB"], "nothing was different"
    assert store.undo().label == "Undo: Edit through TinyDB"
    assert store.all(Company) == ()


def test_the_address_book_is_no_part_of_what_tinydb_reads_but_can_be_asked_for(open_plan) -> None:
    store = open_plan()
    with store.transaction("Meet") as tx:
        tx.add(Company(name=clean("Fernwick")))
        tx.add(Contact(key="ana", name=clean("Ana Ruiz")))
    assert set(store.db.tables()) >= {"companies"} and "contacts" not in store.db.tables()
    assert [row["key"] for row in store.db.table("contacts")] == ["ana"]
    assert store.db.shelf("contacts").top() == 1
    store.db.drop_tables()
    assert store.all(Company) == () and len(store.all(Contact)) == 1
    store.db.table("contacts").insert({"key": "bo", "name": "Bo Larkin"})
    assert [contact.name for contact in store.all(Contact)] == ["Ana Ruiz", "Bo Larkin"]


def test_whole_tables_and_loose_values_are_written_dropped_and_undone(open_plan) -> None:
    store = open_plan()
    storage = store.db.storage
    storage.write({"companies": {"3": {"name": "Fernwick"}}, "loose": {"a": [1]}, "words": {"x": "y"}})
    assert {name: dict(value) if name == "companies" else value for name, value in storage.read().items()} == {
        "companies": {"3": {"name": "Fernwick"}},
        "loose": {"a": [1]},
        "words": {"x": "y"},
    }
    seq = store.history()[0].seq
    storage.write(storage.read())
    assert store.history()[0].seq == seq, "what is read and written back is no change"
    storage.write({"companies": {"3": {"name": "Fernwick"}, "4": {"name": "Larkspur"}}, "loose": {"a": [2]}})
    assert [change.table for change in store.history()[0].changes] == ["words", "companies", "loose"]
    storage.write({})
    assert storage.read() in (None, {}) or not any(storage.read().values())
    store.undo()
    assert [company.id for company in store.all(Company)] == [3, 4]
    assert storage.read()["loose"] == {"a": [2]}
    store.undo()
    assert storage.read()["words"] == {"x": "y"} and [company.id for company in store.all(Company)] == [3]


def test_a_new_table_of_any_name_becomes_a_table(path: Path) -> None:
    db = opened(path)
    assert db.table("anything").insert({"b": "x\ny"}) == 1
    assert db.table("anything").insert({"b": 2}) == 2
    assert db.table("nothing").all() == [] and len(db.table("nothing")) == 0
    assert db.tables() == {"anything"}
    db.drop_table("anything")
    assert db.tables() == set()
    db.close()


def test_a_value_that_is_no_table_is_read_as_it_stands(path: Path) -> None:
    path.write_text(json.dumps({"loose": {"a": {"b": 1}}, "_default": {"1": {"x": 1}}}), encoding="utf-8")
    db = opened(path)
    assert db.storage.read()["loose"] == {"a": {"b": 1}}
    assert db.table("loose")._read_table() == {"a": {"b": 1}}
    db.insert({"x": 2})
    db.close()
    assert stock(path) == {"_default": {"1": {"x": 1}, "2": {"x": 2}}, "loose": {"a": {"b": 1}}}


@pytest.mark.parametrize("document", [{"a": float("nan")}, {"a": float("inf")}, {"a": {1, 2}}, {"a": "\ud800"}])
def test_what_json_cannot_hold_is_refused_and_changes_nothing(path: Path, document: dict) -> None:
    db = opened(path)
    with pytest.raises((TypeError, ValueError)):
        db.insert(document)
    assert db.all() == []
    db.close()
    assert path.read_bytes() == b""


def test_a_document_is_stored_without_blanks_and_with_its_letters() -> None:
    assert encode_document({"a": "é", "b": [1, 2]}) == '{"a":"é","b":[1,2]}'.encode()


def shelf() -> Shelf:
    made = Shelf("companies")
    made.set(10, b'{"name":"Ten"}')
    made.set(9, b'{"name":"Nine"}')
    return made


def test_a_view_of_a_table_gives_numbers_in_words_in_order() -> None:
    view = ShelfView(shelf())
    assert list(view) == ["9", "10"] and len(view) == 2
    assert view["10"] == {"name": "Ten"} and "9" in view and "11" not in view and "x" not in view
    with pytest.raises(KeyError):
        view["ten"]


def test_a_table_being_edited_knows_what_is_different_and_only_that() -> None:
    draft = Draft(shelf())
    assert sorted(draft) == [9, 10] and len(draft) == 2 and 9 in draft and "9" not in draft
    draft[9]["name"] = "Nine"
    draft[10] = {"name": "Tenth"}
    draft[11] = {"name": "Eleven"}
    del draft[11]
    draft[12] = {}
    assert 11 not in draft and sorted(draft) == [9, 10, 12] and len(draft) == 3
    assert [(change.table, change.id, change.old, change.new) for change in draft.changes()] == [
        ("companies", 10, b'{"name":"Ten"}', b'{"name":"Tenth"}'),
        ("companies", 12, None, b"{}"),
    ]
    with pytest.raises(KeyError):
        draft[11]
    with pytest.raises(KeyError):
        draft[77]
    with pytest.raises(KeyError):
        del draft[11]
    del draft[9]
    assert 9 not in draft and list(draft) == [10, 12]
    draft.clear()
    assert len(draft) == 0 and [(change.id, change.new) for change in draft.changes()] == [(10, None), (9, None)]


def test_an_edited_document_that_says_the_same_in_other_bytes_is_no_change() -> None:
    made = Shelf("companies")
    made.set(1, b'{ "name" : "One", "n": 1 }')
    draft = Draft(made)
    draft[1] = {"n": 1, "name": "One"}
    assert draft.changes() == []
    draft[1] = {"n": 2, "name": "One"}
    assert [change.id for change in draft.changes()] == [1]


def test_a_plan_closed_by_tinydb_is_checkpointed_and_unlocked(open_plan, folder: Path) -> None:
    store = open_plan()
    store.db.table("companies").insert({"name": "Fernwick"})
    store.db.storage.close()
    assert stock(plan_places(folder).main)["companies"] == {"1": {"name": "Fernwick"}}
    other = open_plan()
    other.db.table("companies").insert({"name": "Larkspur"})
    assert len(other.all(Company)) == 2
