"""Backups: made before risky work, rotated without losing the fullest, and the way back from a damaged plan."""

import datetime as dt
import errno
import json
from pathlib import Path

import pytest
from msgspec.structs import replace
from support import faulty

from outreach.domain.model import Company
from outreach.domain.network import Contact
from outreach.errors import BadInput, NotFound, NotSaved, Refused
from outreach.store import Files, Store, migrate
from outreach.store.backup import KEEP, list_backups, network_copy, rescue
from outreach.text import clean


def fill(store: Store, count: int) -> None:
    with store.transaction("Fill") as tx:
        for number in range(count):
            tx.add(Company(name=clean(f"Fernwick {number}")))


def test_a_backup_holds_the_plan_as_it_is_in_memory_and_its_address_book(open_plan, folder: Path) -> None:
    store = open_plan()
    fill(store, 3)
    with store.transaction("Meet") as tx:
        tx.add(Contact(key="ana", name=clean("Ana Ruiz")))
    path = store.backup("before import")
    assert path.parent == folder / "backups"
    assert len(json.loads(path.read_text(encoding="utf-8"))["companies"]) == 3
    assert "ana" in network_copy(path).read_text(encoding="utf-8")
    (backup,) = list_backups(folder)
    assert (backup.path, backup.reason, backup.records, backup.made) == (path, "before-import", 3, "2026-11-22T120000")
    assert path.stat().st_mode & 0o077 == 0


def test_old_backups_go_but_the_fullest_stays(open_plan, folder: Path, clock) -> None:
    store = open_plan()
    fill(store, 12)
    fullest = store.backup("full")
    with store.transaction("Delete") as tx:
        for company in tx.all(Company)[1:]:
            tx.delete(Company, company.id)
    for hour in range(KEEP + 5):
        clock.set(dt.datetime(2026, 11, 23, hour, tzinfo=dt.UTC))
        store.backup("small")
    backups = list_backups(folder)
    assert len(backups) == KEEP + 1
    assert backups[-1].path == fullest
    assert [backup.made for backup in backups[:2]] == ["2026-11-23T140000", "2026-11-23T130000"]


def test_backups_made_within_one_second_do_not_overwrite_each_other(open_plan, folder: Path) -> None:
    store = open_plan()
    fill(store, 1)
    assert len({store.backup("twice"), store.backup("twice"), store.backup("twice")}) == 3
    assert len(list_backups(folder)) == 3


def test_restoring_is_one_change_that_undo_takes_back(open_plan, folder: Path) -> None:
    store = open_plan()
    fill(store, 3)
    path = store.backup("by hand")
    with store.transaction("Change") as tx:
        tx.put(replace(tx.get(Company, 1), motivation=4))
        tx.add(Company(name=clean("Added later")))
    other = open_plan()
    done = store.restore(path, confirmed=True)
    assert done is not None and len(done.changes) == 2
    assert [(c.id, c.motivation) for c in store.all(Company)] == [(1, 2), (2, 2), (3, 2)]
    assert any(backup.reason == "before-restore" for backup in list_backups(folder))
    assert [change.label for change in other.refresh()] == [done.label]
    assert store.restore(path) is None
    assert store.undo().title == done.label
    assert [c.motivation for c in store.all(Company)] == [4, 2, 2, 2]


def test_a_restore_that_would_remove_much_asks_first(open_plan) -> None:
    store = open_plan()
    path = store.backup("empty")
    fill(store, 30)
    with pytest.raises(Refused, match="30 of 30 records would disappear"):
        store.restore(path)
    assert len(store.all(Company)) == 30
    assert store.restore(path, confirmed=True) is not None
    assert store.all(Company) == ()


def test_a_damaged_plan_is_replaced_by_a_backup_with_the_damage_set_aside(open_plan, folder: Path, clock) -> None:
    store = open_plan()
    fill(store, 3)
    with store.transaction("Meet") as tx:
        tx.add(Contact(key="ana", name=clean("Ana Ruiz")))
    path = store.backup("by hand")
    store.close()
    (folder / "outreach.json").write_bytes(b"\0" * 99)
    with pytest.raises(BadInput):
        open_plan()
    aside = rescue(folder, path, clock)
    assert b"\0" * 99 in [copy.read_bytes() for copy in aside]
    again = open_plan()
    assert len(again.all(Company)) == 3
    assert [contact.key for contact in again.all(Contact)] == ["ana"]
    assert again.notices == ()
    fill(again, 1)
    assert again.all(Company)[-1].id == 4


def test_a_backup_that_is_damaged_itself_changes_nothing(open_plan, folder: Path, clock) -> None:
    store = open_plan()
    fill(store, 3)
    path = store.backup("by hand")
    path.write_bytes(b"{")
    with pytest.raises(BadInput, match="choose another backup"):
        store.restore(path)
    with pytest.raises(BadInput, match="choose another backup"):
        rescue(folder, path, clock)
    path.write_bytes(b"")
    with pytest.raises(BadInput, match="is empty"):
        rescue(folder, path, clock)
    with pytest.raises(NotFound):
        store.restore(folder / "backups" / "none.json")
    assert len(open_plan().all(Company)) == 3


def test_a_backup_that_cannot_be_written_says_so_and_saving_still_works(open_plan, folder: Path) -> None:
    files = faulty.FaultyFiles(errno.ENOSPC)
    store = open_plan(files=files)
    fill(store, 1)
    files.at, files.lasts = len(files.calls) + 1, True
    with pytest.raises(NotSaved, match="no backup could be written"):
        store.backup("before import")
    files.disarm()
    fill(store, 1)
    assert len(open_plan().all(Company)) == 2
    assert list_backups(folder) == []


@pytest.mark.parametrize("at", range(1, 25))
def test_a_rescue_broken_off_anywhere_leaves_a_plan_that_opens_or_can_be_rescued_again(open_plan, folder: Path, clock, at: int) -> None:
    store = open_plan()
    fill(store, 2)
    path = store.backup("by hand")
    store.close()
    (folder / "outreach.json").write_bytes(b"{ damaged")
    files = faulty.FaultyFiles(errno.EIO, at=at, lasts=True)
    try:
        rescue(folder, path, clock, files)
    except NotSaved:
        assert files.failed
        rescue(folder, path, clock)
    assert len(open_plan().all(Company)) == 2


def test_an_older_plan_is_migrated_in_memory_and_copied_before_it_is_written(open_plan, folder: Path, monkeypatch) -> None:
    with open_plan() as store:
        fill(store, 2)

    def shout(tables) -> None:
        for document in tables["companies"].values():
            document["name"] = document["name"].upper()

    monkeypatch.setattr(migrate, "CURRENT", 2)
    monkeypatch.setitem(migrate.MIGRATIONS, 1, shout)
    before = (folder / "outreach.json").read_bytes()
    store = open_plan()
    assert [company.name for company in store.all(Company)] == ["FERNWICK 0", "FERNWICK 1"]
    assert (folder / "outreach.json").read_bytes() == before
    fill(store, 1)
    (copy,) = (folder / "backups").glob("pre-migration-v1-*-outreach.json")
    assert copy.read_bytes() == before
    assert json.loads((folder / "outreach.json").read_text(encoding="utf-8"))["meta"]["1"]["schema"] == 2
    assert [company.name for company in open_plan().all(Company)] == ["FERNWICK 0", "FERNWICK 1", "Fernwick 0"]


def test_a_plan_of_a_newer_version_is_left_alone(open_plan, folder: Path, monkeypatch) -> None:
    monkeypatch.setattr(migrate, "CURRENT", 2)
    with open_plan() as store:
        fill(store, 1)
    monkeypatch.setattr(migrate, "CURRENT", 1)
    before = (folder / "outreach.json").read_bytes()
    with pytest.raises(BadInput, match="newer version"):
        open_plan()
    assert (folder / "outreach.json").read_bytes() == before


def test_changes_still_in_the_journal_are_laid_over_the_backup_that_replaces_a_damaged_plan(open_plan, folder: Path, clock) -> None:
    store = open_plan()
    fill(store, 3)
    path = store.backup("by hand")
    store.checkpoint()
    with store.transaction("Edit") as tx:
        tx.put(replace(tx.get(Company, 1), motivation=4))
    store.close(checkpoint=False)
    (folder / "outreach.json").write_bytes(b"{")
    rescue(folder, path, clock)
    assert [company.motivation for company in open_plan().all(Company)] == [4, 2, 2]


def test_what_a_killed_backup_left_is_swept_and_old_copies_set_aside_are_not_kept_for_ever(open_plan, folder: Path, clock) -> None:
    from outreach.store.backup import KEEP_ASIDE, set_aside
    from outreach.store.places import plan_places

    store = open_plan()
    fill(store, 1)
    store.backup("by hand")
    (folder / "backups" / ".x.json.tmp-0123abcd").write_bytes(b"all the user wrote")
    store.checkpoint()
    assert not list((folder / "backups").glob(".*"))
    for _ in range(KEEP_ASIDE):
        set_aside(Files(), plan_places(folder), "damaged", clock.now())
    assert KEEP_ASIDE <= len(list((folder / "backups").glob("damaged-*"))) <= KEEP_ASIDE + 3
    assert len(list_backups(folder)) == 1, "backups are not counted among them"


def test_commands_after_a_rescue_can_be_undone_although_the_backup_is_older_than_the_history(open_plan, folder: Path, clock) -> None:
    store = open_plan()
    fill(store, 2)
    path = store.backup("by hand")
    for _ in range(3):
        fill(store, 1)
    store.close()
    (folder / "outreach.json").write_bytes(b"{")
    rescue(folder, path, clock)
    with open_plan() as again:
        assert again.notices == ()
        with again.transaction("After") as tx:
            tx.add(Company(name=clean("After")))
    last = open_plan()
    assert [company.name for company in last.all(Company)] == ["Fernwick 0", "Fernwick 1", "After"]
    assert last.undo().title == "After"
    assert [company.name for company in last.all(Company)] == ["Fernwick 0", "Fernwick 1"]
    with pytest.raises(Refused, match="changed since"):
        last.undo()


def test_what_cannot_be_saved_can_be_copied_elsewhere_unsaved_changes_included(open_plan, folder: Path, tmp_path: Path, clock) -> None:
    files = faulty.FaultyFiles(errno.EROFS)
    store = open_plan(files=files)
    fill(store, 2)
    files.at, files.lasts = 1, True
    with pytest.raises(NotSaved), store.transaction("Meet") as tx:
        tx.add(Contact(key="ana", name=clean("Ana Ruiz")))
    files.disarm()
    copy = store.save_copy(tmp_path / "elsewhere")
    with Store.open(copy.parent, clock) as other:
        assert len(other.all(Company)) == 2
        assert [contact.key for contact in other.all(Contact)] == ["ana"]
        assert other.notices == ()
    with pytest.raises(NotSaved, match="holds a plan already"):
        store.save_copy(tmp_path / "elsewhere")
