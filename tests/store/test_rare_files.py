"""Files one in a thousand plans meets: damaged, of another program, of another user, gone and back again."""

from __future__ import annotations

import errno
import json
import os
from pathlib import Path

import pytest
from msgspec.structs import replace
from support import faulty
from support.few_companies import add, grown, names

from outreach.domain.model import Company
from outreach.domain.network import Contact
from outreach.errors import BadInput, NotSaved
from outreach.store import Files
from outreach.store.blot import Marks
from outreach.store.check import check
from outreach.store.datafile import parse
from outreach.store.journal import seal
from outreach.store.places import plan_places
from outreach.store.storage import JournalStorage, PlanDB
from outreach.text import clean


def test_a_damaged_journal_of_a_single_file_is_set_aside_too(tmp_path: Path) -> None:
    path = tmp_path / "db.json"
    db = PlanDB(path, storage=JournalStorage)
    db.insert({"a": 1})
    db.storage.engine.close_journal()
    db.storage.engine.lock.close()
    (journal,) = tmp_path.glob("*.journal")
    journal.write_bytes(b"X" + journal.read_bytes()[1:])
    db = PlanDB(path, storage=JournalStorage)
    db.insert({"a": 2})
    assert [row["a"] for row in db.all()] == [1, 2]
    db.close()
    assert [copy.name.split("-")[0] for copy in sorted(tmp_path.rglob("damaged-*"))] == ["damaged", "damaged"]


def test_a_table_made_anew_on_both_sides_is_told_and_theirs_stands(tmp_path: Path) -> None:
    path = tmp_path / "db.json"
    db = PlanDB(path, storage=JournalStorage)
    db.insert({"a": 1})
    db.storage.engine.close_journal()
    db.storage.engine.lock.close()
    path.write_text('{"_default": {"1": {"a": 9}}}', encoding="utf-8")
    db = PlanDB(path, storage=JournalStorage)
    assert db.all() == [{"a": 9}]
    assert "_default was replaced as a whole: what db.json holds stands, ours is in the copy" in db.storage.engine.notices


def test_a_plan_kept_as_a_bare_file_with_a_meta_table_loses_only_that(tmp_path: Path) -> None:
    path = tmp_path / "db.json"
    path.write_text('{"meta": {"1": {"schema": 1, "seq": 3}}, "contacts": {"1": {"a": 1}}, "t": {"1": {"a": 2}}}', encoding="utf-8")
    db = PlanDB(path, storage=JournalStorage)
    assert db.tables() == {"contacts", "t"} and db.table("contacts").all() == [{"a": 1}]
    db.close()


def test_tables_of_the_address_book_that_stand_in_the_plan_file_are_not_read_from_it(open_plan, folder: Path) -> None:
    folder.mkdir(mode=0o700)
    main = plan_places(folder).main
    main.write_text('{"contacts": {"1": {"key": "a", "name": "A"}}, "companies": {"1": {"name": "One"}}}', encoding="utf-8")
    store = open_plan()
    assert store.all(Contact) == () and names(store) == ["One"]


def test_a_history_that_cannot_be_read_is_told_and_the_plan_opens(open_plan, folder: Path) -> None:
    store = open_plan()
    add(store, "One")
    store.close()
    plan_places(folder).journal.unlink()
    history = plan_places(folder).history
    history.unlink()
    history.symlink_to(folder / "elsewhere")
    store = open_plan()
    assert names(store) == ["One"]
    assert any("outreach.history cannot be read" in notice and "cannot be undone" in notice for notice in store.notices)


def test_a_journal_replaced_while_the_plan_is_opened_is_read_again(open_plan, folder: Path) -> None:
    store = open_plan()
    add(store, "One")
    store.close(checkpoint=False)
    looks: list[int] = []

    class Shifting(Files):
        def lstat(self, path: Path) -> os.stat_result:
            found = super().lstat(path)
            if path.suffix == ".journal":
                looks.append(1)
                if len(looks) == 2:
                    return os.stat_result([found.st_mode, 1, *list(found)[2:]])
            return found

    assert names(open_plan(files=Shifting())) == ["One"] and len(looks) > 3


def test_a_file_of_a_newer_version_under_an_open_window_ends_saving_and_says_so(open_plan, folder: Path) -> None:
    store = open_plan()
    add(store, "One")
    store.checkpoint()
    main = plan_places(folder).main
    main.write_text('{"meta": {"1": {"schema": 99}}}', encoding="utf-8")
    store.refresh()
    assert store.read_only and names(store) == ["One"]
    assert any("newer version" in notice and "nothing more is saved here" in notice for notice in store.notices)
    with pytest.raises(NotSaved):
        add(store, "Two")
    assert json.loads(main.read_bytes())["meta"]["1"]["schema"] == 99


def test_unsaved_changes_lie_over_what_another_program_wrote_and_over_nothing_that_is_the_same(open_plan, folder: Path) -> None:
    files = faulty.FaultyFiles(errno.ENOSPC, lasts=True)
    store = open_plan(files=files)
    add(store, "One")
    store.checkpoint()
    files.at = 1
    with pytest.raises(NotSaved), store.transaction("Edit") as tx:
        tx.put(replace(tx.get(Company, 1), why=clean("ours")))
    files.disarm()
    main = plan_places(folder).main
    theirs = json.loads(main.read_bytes())
    theirs["companies"]["1"]["posting"] = 3
    main.write_text(json.dumps(theirs), encoding="utf-8")
    store.refresh()
    assert (store.get(Company, 1).why, store.get(Company, 1).posting) == ("ours", 3)
    assert store.retry()
    again = open_plan().get(Company, 1)
    assert (again.why, again.posting) == ("ours", 3)


def test_an_edit_that_another_program_made_too_is_waited_for_no_longer(open_plan, folder: Path) -> None:
    files = faulty.FaultyFiles(errno.ENOSPC, lasts=True)
    store = open_plan(files=files)
    add(store, "One")
    store.checkpoint()
    files.at = 1
    with pytest.raises(NotSaved), store.transaction("Edit") as tx:
        tx.put(replace(tx.get(Company, 1), posting=3))
    files.disarm()
    main = plan_places(folder).main
    theirs = json.loads(main.read_bytes())
    theirs["companies"]["1"]["posting"] = 3
    main.write_text(json.dumps(theirs), encoding="utf-8")
    store.refresh()
    assert store.saved and store.get(Company, 1).posting == 3


def test_a_plan_file_that_vanishes_and_comes_back_damaged_is_told_once(open_plan, folder: Path) -> None:
    store = open_plan()
    add(store, "One")
    store.checkpoint()
    main = plan_places(folder).main
    main.unlink()
    for _ in range(2):
        store.refresh()
    for _ in range(2):
        main.write_bytes(b"damaged")
        store.refresh()
    assert names(store) == ["One"] and len(store.notices) == 2
    main.unlink()
    store.refresh()
    add(store, "Two")
    assert names(open_plan()) == ["One", "Two"]


def test_forgetting_in_a_plan_that_has_no_past_is_harmless(open_plan) -> None:
    done = open_plan().forget(Marks(people=frozenset({1})))
    assert (done.records, done.files, done.done) == (0, 0, None)


def test_forgetting_looks_past_whole_tables_that_were_replaced(open_plan) -> None:
    store = open_plan()
    store.db.table("hobbies").insert({"name": "Ana Ruiz"})
    store.forget(Marks(people=frozenset({1}), names=frozenset({"Ana Ruiz"})))
    store.db.drop_table("hobbies")
    assert store.history()[0].label == "Edit through TinyDB"


def test_a_number_longer_than_any_is_no_reason_to_fail_without_a_word() -> None:
    with pytest.raises(BadInput, match=r"x\.json cannot be read: "):
        parse(b'{"a": NaN, "b": ' + b"1" * 5_000 + b"}", Path("x.json"), "")


def test_a_folder_of_another_user_and_a_journal_that_cannot_be_read_are_found(open_plan, folder: Path, clock) -> None:
    class Theirs(Files):
        def stat(self, path: Path) -> os.stat_result:
            found = list(super().stat(path))
            found[4] = os.geteuid() + 4_000
            return os.stat_result(found)

    store = open_plan()
    add(store, "One")
    store.close()
    assert "another-owner" in {finding.id for finding in check(folder, clock, Theirs())}
    journal = plan_places(folder).journal
    journal.unlink()
    journal.mkdir()
    assert {"journal-unreadable", "unreadable"} <= {finding.id for finding in check(folder, clock)}


def test_a_line_with_a_sound_checksum_and_no_meaning_is_damage(open_plan, folder: Path) -> None:
    store = open_plan()
    add(store, "One")
    store.close(checkpoint=False)
    grown(folder, seal(b'{"is":"nothing known"}'))
    assert any("damaged line" in notice for notice in open_plan().notices)


def test_reads_inside_a_transaction_see_what_it_did(open_plan) -> None:
    store = open_plan()
    with store.transaction("Add") as tx:
        first = tx.add(Company(name=clean("One")))
        assert store.where(Company, "name", "One") == [first] and store.all(Company) == (first,)
        assert store.get(Company, first.id) == first
    with store.transaction("Look") as tx:
        assert list(tx.where(Company, "name", "One")) == [first] and list(tx.all(Company)) == [first]
