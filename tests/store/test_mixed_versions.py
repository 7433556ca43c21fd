"""Windows of two versions of the program on one plan, and moments in which a file changes between two looks at it."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
from msgspec.structs import replace
from support.few_companies import add, names

from outreach.domain.model import Company
from outreach.domain.network import Contact
from outreach.errors import NotSaved
from outreach.store import Files, migrate
from outreach.store.places import plan_places
from outreach.text import clean


class Quick(Files):
    """Does not wait for the disk."""

    def fsync(self, fd: int) -> None:
        pass

    def fsync_dir(self, folder: Path) -> None:
        pass


@pytest.fixture
def version(monkeypatch: pytest.MonkeyPatch):
    """Makes the program that opens a plan next one of this schema; going to 2 adds a mark to every name."""

    def marked(tables: dict[str, dict[int, dict[str, object]]]) -> None:
        for rows in tables.values():
            for row in rows.values():
                if "name" in row:
                    row["name"] = f"{row['name']} (2)"

    monkeypatch.setattr(migrate, "MIGRATIONS", {1: marked})
    return lambda number: monkeypatch.setattr(migrate, "CURRENT", number)


def test_a_window_of_an_older_version_saves_nothing_over_a_newer_ones_files(open_plan, version) -> None:
    version(1)
    old = open_plan()
    add(old, "One")
    version(2)
    new = open_plan()
    add(new, "Two")
    assert names(new) == ["One (2)", "Two"]
    version(1)
    old.refresh()
    assert old.read_only and names(old) == ["One"]
    with pytest.raises(NotSaved):
        add(old, "Three")
    version(2)
    assert names(open_plan()) == ["One (2)", "Two"]


def test_what_an_older_window_adds_before_the_newer_one_writes_is_brought_up_to_date_too(open_plan, version) -> None:
    version(1)
    old = open_plan()
    add(old, "One")
    version(2)
    new = open_plan()
    assert names(new) == ["One (2)"]
    version(1)
    add(old, "Two")
    version(2)
    new.refresh()
    assert names(new) == ["One (2)", "Two (2)"]
    add(new, "Three")
    assert names(open_plan()) == ["One (2)", "Two (2)", "Three"]


def test_a_migration_cut_short_between_two_files_is_carried_on(open_plan, folder: Path, version) -> None:
    version(1)
    store = open_plan()
    add(store, "One")
    with store.transaction("Meet") as tx:
        tx.add(Contact(key="ana", name=clean("Ana")))
    store.close()
    version(2)

    class Halfway(Quick):
        def replace(self, source: Path, target: Path) -> None:
            if target.suffix == ".journal":
                raise OSError(errno.ENOSPC, "No space left on device")
            super().replace(source, target)

    store = open_plan(files=Halfway())
    with pytest.raises(NotSaved):
        add(store, "Two")
    store.close(checkpoint=False)
    again = open_plan()
    assert names(again)[0] == "One (2)" and [contact.name for contact in again.all(Contact)] == ["Ana (2)"]
    add(again, "Three")
    assert names(open_plan())[0] == "One (2)" and [contact.name for contact in open_plan().all(Contact)] == ["Ana (2)"]


def test_a_checkpoint_of_another_window_over_a_file_a_third_program_changed_is_read_anew(open_plan, folder: Path) -> None:
    window, other = open_plan(), open_plan()
    add(other, "One")
    window.refresh()
    other.checkpoint()
    main = plan_places(folder).main
    main.write_bytes(main.read_bytes().replace(b"One", b"Uno"))
    window.refresh()
    assert names(window) == ["Uno"]


def test_a_plan_file_damaged_and_gone_between_two_looks_is_written_again(open_plan, folder: Path) -> None:
    main = plan_places(folder).main

    class Vanishing(Quick):
        looks = 0

        def lstat(self, path: Path) -> os.stat_result:
            self.looks = self.looks + 1 if path == main and main.exists() and main.read_bytes() == b"damaged" else 0
            return super().lstat(path)

        def stat(self, path: Path) -> os.stat_result:
            if path == main and self.looks:
                self.looks += 1
                if self.looks == 3:
                    main.unlink()
            return super().stat(path)

    store = open_plan(files=Vanishing())
    add(store, "One")
    store.checkpoint()
    main.write_bytes(b"damaged")
    store.refresh()
    assert not main.exists() and any("cannot be read" in notice for notice in store.notices)
    add(store, "Two")
    assert names(store) == names(open_plan()) == ["One", "Two"]


def test_a_write_that_failed_cuts_nothing_off_a_journal_that_is_another_one_now(open_plan, folder: Path) -> None:
    path = plan_places(folder).journal

    class Replaced(Quick):
        broken = False

        def write(self, fd: int, data: bytes, offset: int) -> None:
            if self.broken:
                self.broken = False
                copy = path.with_name("copy")
                copy.write_bytes(path.read_bytes())
                copy.replace(path)
                raise OSError(errno.EIO, "Input/output error")
            super().write(fd, data, offset)

    files = Replaced()
    store = open_plan(files=files)
    add(store, "One")
    before = path.read_bytes()
    files.broken = True
    with pytest.raises(NotSaved):
        add(store, "Two")
    assert path.read_bytes() == before
    assert store.retry() and names(open_plan()) == ["One", "Two"]


def test_a_record_another_window_added_meanwhile_is_replaced_by_what_is_put_under_its_number(open_plan) -> None:
    window, other = open_plan(), open_plan()
    add(other, "One")
    with window.transaction("Put") as tx:
        tx.put(Company(id=1, name=clean("Ours")))  # type: ignore[arg-type]
    assert names(window) == names(open_plan()) == ["Ours"]


def test_a_table_another_window_dropped_meanwhile_is_dropped_before_ours_is_added(open_plan) -> None:
    window, other = open_plan(), open_plan()
    add(other, "One")
    window.refresh()
    other.db.table("hobbies").insert({"a": 1})
    other.db.drop_table("hobbies")
    with window.transaction("Edit") as tx:
        tx.put(replace(window.get(Company, 1), name=clean("Uno")))
    assert names(open_plan()) == ["Uno"]
