"""Details that would be missed late: days that have not come, fields that name others, what a rescue puts back, what is synced when."""

from __future__ import annotations

import datetime as dt
import errno
import json
import os
from pathlib import Path

import pytest
from msgspec.structs import replace
from support.few_companies import add, names

from outreach.domain.model import Company
from outreach.domain.network import Contact
from outreach.errors import BadInput, NotSaved
from outreach.store import Files
from outreach.store.backup import network_copy, rescue, set_aside
from outreach.store.blot import FORGOTTEN, Blot, Marks
from outreach.store.changes import Change, ChangeSet
from outreach.store.check import check
from outreach.store.places import plan_places
from outreach.store.storage import Draft, JournalStorage, PlanDB
from outreach.store.tables import Shelf
from outreach.text import clean

AT = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("table", "row", "field"),
    [
        ("companies", {"name": "A"}, "added"),
        ("steps", {"kind": "to do"}, "done_at"),
        ("drafts", {"body": "x", "person": 1}, "made_at"),
        ("drafts", {"body": "x", "person": 1}, "sent_at"),
        ("archives", {"name": "x", "digest": "y"}, "imported_at"),
    ],
)
def test_what_is_said_to_have_happened_after_tomorrow_is_told(folder: Path, clock, table: str, row: dict, field: str) -> None:
    from outreach.store.records import TABLES

    if field not in TABLES[table].__struct_fields__:
        pytest.skip(f"{table} keep no {field}")
    folder.mkdir(mode=0o700)
    path = folder / ("network.json" if table == "archives" else "outreach.json")
    for day, told in (("2026-11-22", False), ("2026-11-23", False), ("2026-11-24", True)):
        moment = day if field == "added" else f"{day}T12:00:00Z"
        path.write_text(json.dumps({table: {"1": {**row, field: moment}}}), encoding="utf-8")
        found = [(one.where, one.message) for one in check(folder, clock) if one.id == "odd-date"]
        assert found == ([(f'$.{table}["1"].{field}', f"{day} has not come yet")] if told else [])


def test_an_evidence_may_begin_and_end_on_one_day(folder: Path, clock) -> None:
    folder.mkdir(mode=0o700)
    content = {"people": {"1": {"name": "A"}}, "evidence": {"1": {"person": 1, "kind": "met", "on": "2020-02-01", "until": "2020-02-01"}}}
    plan_places(folder).main.write_text(json.dumps(content), encoding="utf-8")
    assert [one.id for one in check(folder, clock) if one.id == "odd-date"] == []


def test_a_notice_of_the_plan_is_a_finding(folder: Path, clock) -> None:
    folder.mkdir(mode=0o700)
    plan_places(folder).main.write_text('{"companies": {"1": {"name": "a\\u001bb"}}}', encoding="utf-8")
    assert [(one.id, one.severity) for one in check(folder, clock) if "invisible" in one.message] == [("notice", "warning")]


@pytest.mark.parametrize("field", ["name", "company", "employer", "string", "uid", "domain"])
def test_a_field_that_names_somebody_else_is_left_as_it_is(field: str) -> None:
    blot = Blot(Marks(people=frozenset({7}), names=frozenset({"Ana Ruiz"})))
    stored = json.dumps({field: "Ana Ruiz"}).encode()
    assert blot.row("companies", 1, stored) is stored


@pytest.mark.parametrize("field", ["key", "url", "email", "phone"])
def test_how_to_reach_somebody_else_is_left_as_it_is_and_blotted_elsewhere(field: str) -> None:
    blot = Blot(Marks(people=frozenset({7}), names=frozenset({"Ana Ruiz"})))
    stored = json.dumps({field: "Ana Ruiz"}).encode()
    assert blot.row("contacts", 1, stored) is stored
    assert json.loads(blot.row("leads", 1, stored) or b"") == {field: FORGOTTEN}


def test_a_longer_name_is_blotted_before_the_shorter_one_in_it() -> None:
    blot = Blot(Marks(people=frozenset({7}), names=frozenset({"Ana", "Ana Ruiz", "Ana Ruiz Soto"})))
    kept = blot.change_set(ChangeSet(1, AT, "Add Ana Ruiz Soto", (Change("people", 7, None, b"{}"),)))
    assert kept.label == f"Add {FORGOTTEN}"


def test_whole_values_and_records_of_one_command_are_both_blotted() -> None:
    blot = Blot(Marks(people=frozenset({7}), names=frozenset({"Ana Ruiz"})))
    whole, other = Change("loose", None, None, b'{"a":"Ana Ruiz"}'), Change("people", 8, None, b'{"notes":"Ana Ruiz"}')
    kept = blot.change_set(ChangeSet(1, AT, "x", (whole, other)))
    assert [change.after for change in kept.changes] == [{"a": FORGOTTEN}, {"notes": FORGOTTEN}]


def test_a_rescue_puts_plan_and_address_book_back_and_keeps_other_writers_out(open_plan, folder: Path, clock) -> None:
    store = open_plan()
    with store.transaction("Add") as tx:
        tx.add(Company(name=clean("One")))
        tx.add(Contact(key="ana", name=clean("Ana")))
    path = store.backup("x")
    store.close()
    places = plan_places(folder)
    assert places.side is not None
    locked: list[bool] = []

    class Watching(Files):
        def fsync(self, fd: int) -> None:
            pass

        def fsync_dir(self, folder: Path) -> None:
            pass

        def lock(self, fd: int) -> bool:
            locked.append(True)
            return super().lock(fd)

    for damaged in (places.main, places.side):
        damaged.write_bytes(b"damaged")
    rescue(folder, path, clock, Watching())
    assert locked == [True]
    assert (places.main.read_bytes(), places.side.read_bytes()) == (path.read_bytes(), network_copy(path).read_bytes())


def test_what_is_there_is_set_aside_even_when_something_before_it_is_not(open_plan, folder: Path, clock) -> None:
    store = open_plan()
    with store.transaction("Add") as tx:
        tx.add(Contact(key="ana", name=clean("Ana")))
    store.close()
    places = plan_places(folder)
    places.main.unlink()
    places.journal.unlink()
    assert [copy.name.rsplit("-", 1)[-1] for copy in set_aside(Files(), places, "damaged", clock.now())] == ["network.json"]


def test_the_journals_mark_is_synced_before_any_file_is_replaced(open_plan) -> None:
    done: list[str] = []

    class Watching(Files):
        def fsync(self, fd: int) -> None:
            done.append("sync")

        def fsync_dir(self, folder: Path) -> None:
            pass

        def write(self, fd: int, data: bytes, offset: int) -> None:
            done.append("mark" if b'"checkpoint"' in data else "write")
            super().write(fd, data, offset)

        def replace(self, source: Path, target: Path) -> None:
            done.append(target.name)
            super().replace(source, target)

    store = open_plan(files=Watching())
    add(store, "One")
    done.clear()
    store.checkpoint()
    place = done.index("mark")
    assert done[place : place + 5] == ["mark", "sync", "write", "sync", "outreach.json"]


def test_a_uid_is_twelve_hexadecimal_characters_and_never_given_twice(open_plan) -> None:
    store = open_plan()
    with store.transaction("Add") as tx:
        tx.add_all(Company(name=clean(str(number))) for number in range(600))
    uids = {company.uid for company in store.all(Company)}
    assert len(uids) == 600 and {len(uid) for uid in uids} == {12} and all(int(uid, 16) >= 0 for uid in uids)


def test_putting_what_is_stored_already_gives_it_back_and_changes_nothing(open_plan) -> None:
    store = open_plan()
    add(store, "One")
    with store.transaction("Same") as tx:
        same = tx.put(replace(tx.get(Company, 1)))
    assert same == store.get(Company, 1) and tx.changes.seq == 0 and len(store.history()) == 1


def test_tables_another_program_added_or_took_away_are_told_as_changes(open_plan, folder: Path) -> None:
    store = open_plan()
    add(store, "One")
    store.checkpoint()
    main = plan_places(folder).main
    theirs = json.loads(main.read_bytes())
    del theirs["companies"], theirs["meta"]
    main.write_text(json.dumps({**theirs, "leads": {"1": {"title": "x"}}}), encoding="utf-8")
    (done,) = store.refresh()
    assert [(change.table, change.id, change.new is None) for change in done.changes] == [("companies", 1, True), ("leads", 1, False)]


def test_an_address_book_another_program_changed_is_read_anew_where_it_was_open(open_plan, folder: Path) -> None:
    store = open_plan()
    with store.transaction("Add") as tx:
        tx.add(Company(name=clean("One")))
        tx.add(Contact(key="ana", name=clean("Ana")))
    store.close()
    store = open_plan()
    assert len(store.all(Contact)) == 1
    places = plan_places(folder)
    assert places.side is not None
    for path, old, new in ((places.side, "Ana", "Ann"), (places.main, "One", "Uno")):
        path.write_text(path.read_text().replace(old, new))
    store.refresh()
    assert names(store) == ["Uno"] and [contact.name for contact in store.all(Contact)] == ["Ann"]


@pytest.mark.parametrize(("gone", "told"), [(10, False), (11, True)])
def test_ten_of_many_records_may_go_missing_without_a_word(open_plan, folder: Path, gone: int, told: bool) -> None:
    store = open_plan()
    with store.transaction("Fill") as tx:
        for number in range(300):
            tx.add(Company(name=clean(str(number))))
    store.checkpoint()
    main = plan_places(folder).main
    theirs = json.loads(main.read_bytes())
    for number in range(1, gone + 1):
        del theirs["companies"][str(number)]
    main.write_text(json.dumps(theirs), encoding="utf-8")
    store.refresh()
    assert any("are missing from the file" in notice for notice in store.notices) is told
    add(store, "More")
    add(store, "And more")
    kept = list((folder / "backups").glob("before-shrinking-*")) if (folder / "backups").exists() else []
    assert len(kept) == told
    assert all(len(json.loads(path.read_bytes())["companies"]) == 300 for path in kept)


def test_a_commit_that_fails_again_and_again_leaves_no_descriptor_open(open_plan) -> None:
    class Failing(Files):
        broken = False

        def fsync(self, fd: int) -> None:
            if self.broken:
                raise OSError(errno.EIO, "Input/output error")

        def fsync_dir(self, folder: Path) -> None:
            pass

    files = Failing()
    store = open_plan(files=files)
    add(store, "One")
    files.broken = True
    store._engine.close_journal()
    before = os.dup(0)
    os.close(before)
    for name in ("Two", "Three"):
        with pytest.raises(NotSaved):
            add(store, name)
    after = os.dup(0)
    os.close(after)
    assert after == before
    files.broken = False
    assert store.retry() and names(open_plan()) == ["One", "Two", "Three"]


def test_a_checkpoint_that_cannot_take_the_lock_says_why(open_plan, folder: Path) -> None:
    class Locked(Files):
        broken = False

        def lock(self, fd: int) -> bool:
            if self.broken:
                raise OSError(errno.EIO, "Input/output error")
            return super().lock(fd)

    files = Locked()
    store = open_plan(files=files)
    add(store, "One")
    files.broken = True
    with pytest.raises(NotSaved, match="the plan file could not be rewritten: Input/output error"):
        store.checkpoint()
    assert not plan_places(folder).main.exists()


def test_a_table_is_told_from_a_loose_value_by_its_numbers_and_its_documents(tmp_path: Path) -> None:
    db = PlanDB(tmp_path / "db.json", storage=JournalStorage)
    db.storage.write({"t": {"1": {"a": 1}}, "k": {"x": {"a": 1}}, "v": {"1": 2}, "u": {"2": {"b": 1}}})
    assert db.tables() >= {"t", "u"}
    db.storage.write({"t": {"1": {"a": 1}, "2": {"a": 2}}, "k": {"x": {"a": 2}}, "v": {"1": 3}, "u": {"3": {"b": 1}}})
    db.close()
    assert json.loads((tmp_path / "db.json").read_bytes()) == {
        "t": {"1": {"a": 1}, "2": {"a": 2}},
        "u": {"3": {"b": 1}},
        "k": {"x": {"a": 2}},
        "v": {"1": 3},
    }


def test_a_document_that_is_gone_from_an_edited_table_is_a_change() -> None:
    shelf = Shelf("companies")
    shelf.set(1, b'{"name":"One"}')
    draft = Draft(shelf)
    draft.clear()
    draft.update({2: {"name": "Two"}})
    assert [(change.id, change.new) for change in draft.changes()] == [(1, None), (2, b'{"name":"Two"}')]


def test_a_version_of_the_plan_that_is_no_plan_is_refused(open_plan, folder: Path) -> None:
    folder.mkdir(mode=0o700)
    plan_places(folder).main.write_bytes(b"[]")
    with pytest.raises(BadInput):
        open_plan()
