"""Two windows on one plan: each sees the other's changes, neither overwrites them, and nobody waits for ever."""

import fcntl
import os
from pathlib import Path

import pytest
from msgspec.structs import replace
from support.few_companies import add, names

from outreach.domain.model import Company, CompanyId, Person
from outreach.domain.network import Contact
from outreach.errors import Busy
from outreach.text import clean


def test_refresh_takes_over_what_another_window_wrote(open_plan) -> None:
    mine, theirs = open_plan(), open_plan()
    add(theirs, "One")
    assert mine.all(Company) == ()
    assert [done.label for done in mine.refresh()] == ["Add One"]
    assert names(mine) == ["One"]
    assert mine.refresh() == []


def test_refresh_works_across_the_other_windows_checkpoints(open_plan) -> None:
    mine, theirs = open_plan(), open_plan()
    for name in ("One", "Two"):
        add(theirs, name)
        theirs.checkpoint()
    add(theirs, "Three")
    assert [done.label for done in mine.refresh()] == ["Add One", "Add Two", "Add Three"]
    assert names(mine) == ["One", "Two", "Three"]
    add(mine, "Four")
    assert [done.label for done in theirs.refresh()] == ["Add Four"]
    assert names(theirs) == names(mine) == names(open_plan())


def test_a_commit_takes_over_the_others_changes_first_so_ids_never_clash(open_plan) -> None:
    mine, theirs = open_plan(), open_plan()
    assert add(theirs, "One").id == 1
    heard: list[str] = []
    mine.subscribe(lambda done: heard.append(done.label))
    assert add(mine, "Two").id == 2
    assert heard == ["Add One", "Add Two"]
    assert names(mine) == ["One", "Two"]


def test_a_form_filled_from_an_older_reading_changes_only_the_fields_it_changed(open_plan) -> None:
    mine, theirs = open_plan(), open_plan()
    add(mine, "One")
    theirs.refresh()
    shown = mine.get(Company, 1)
    with theirs.transaction("Rank") as tx:
        tx.put(replace(tx.get(Company, 1), motivation=4))
    with mine.transaction("Rename") as tx:
        tx.put(replace(shown, name=clean("Uno")))
    for store in (mine, open_plan()):
        assert (store.get(Company, 1).name, store.get(Company, 1).motivation) == ("Uno", 4)


def test_the_address_book_is_read_late_and_right_even_after_the_other_window_rewrote_it(open_plan, folder: Path) -> None:
    def book(store) -> list[str]:
        return [contact.key for contact in store.all(Contact)]

    def meet(store, key: str) -> None:
        with store.transaction(f"Meet {key}") as tx:
            tx.add(Contact(key=key, name=clean(key)))

    theirs = open_plan()
    meet(theirs, "ana")
    theirs.checkpoint()
    mine = open_plan()
    meet(theirs, "tom")
    theirs.checkpoint()
    meet(theirs, "mei")
    assert book(mine) == ["ana", "tom", "mei"]
    assert mine.notices == ()
    meet(mine, "idris")
    theirs.refresh()
    assert book(theirs) == book(open_plan()) == ["ana", "tom", "mei", "idris"]


def test_the_address_book_is_not_read_until_it_is_asked_for(open_plan, folder: Path) -> None:
    with open_plan() as store, store.transaction("Meet") as tx:
        tx.add(Contact(key="ana", name=clean("Ana Ruiz")))
        tx.add(Company(name=clean("One")))
    network = folder / "network.json"
    good = network.read_bytes()
    network.write_bytes(b"{ damaged")
    with open_plan() as store:
        assert names(store) == ["One"]
        add(store, "Two")
    assert network.read_bytes() == b"{ damaged", "a checkpoint leaves alone what did not change"
    network.write_bytes(good)
    assert [contact.key for contact in open_plan().all(Contact)] == ["ana"]


def test_a_busy_lock_is_waited_for_and_then_given_up_with_nothing_changed(open_plan, folder: Path, monkeypatch) -> None:
    store = open_plan()
    add(store, "One")
    clock = iter(number * 0.7 for number in range(100))
    monkeypatch.setattr("outreach.store.lock.time.monotonic", lambda: next(clock))
    fd = os.open(folder / "outreach.lock", os.O_RDWR)
    fcntl.flock(fd, fcntl.LOCK_EX)
    with pytest.raises(Busy) as caught:
        add(store, "Two")
    assert caught.value.code == 75
    assert store.saved and names(store) == ["One"]
    os.close(fd)
    add(store, "Three")
    assert names(open_plan()) == ["One", "Three"]


def test_a_lock_file_that_was_removed_while_it_was_waited_for_keeps_nobody_out_wrongly(open_plan, folder: Path) -> None:
    from outreach.store import Files

    class Removed(Files):
        """The lock file vanishes between its opening and its locking, once."""

        def __init__(self) -> None:
            self.left = 1

        def lock(self, fd: int) -> bool:
            if self.left:
                self.left = 0
                (folder / "outreach.lock").unlink()
            return super().lock(fd)

    store = open_plan(files=Removed())
    add(store, "One")
    with store.transaction("Add") as tx:
        tx.add(Company(name=clean("Two")))
        fd = os.open(folder / "outreach.lock", os.O_RDWR)
        with pytest.raises(BlockingIOError):
            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        os.close(fd)
    assert names(open_plan()) == ["One", "Two"]


def test_reading_takes_no_lock(open_plan, folder: Path) -> None:
    store = open_plan()
    add(store, "One")
    fd = os.open(folder / "outreach.lock", os.O_RDWR)
    fcntl.flock(fd, fcntl.LOCK_EX)
    other = open_plan()
    assert names(other) == ["One"]
    assert other.refresh() == []
    with other.transaction("Look") as tx:
        assert [c.name for c in tx.all(Company)] == ["One"]
    os.close(fd)


def test_a_half_written_line_of_another_window_is_left_alone_until_it_is_whole(open_plan, folder: Path) -> None:
    mine, theirs = open_plan(), open_plan()
    add(theirs, "One")
    mine.refresh()
    journal = folder / "outreach.journal"
    before = journal.read_bytes().rstrip(b"\0")
    add(theirs, "Two")
    whole = journal.read_bytes()
    line = whole[len(before) :].rstrip(b"\0")
    journal_fd = os.open(journal, os.O_RDWR)
    os.pwrite(journal_fd, line[:20] + bytes(len(line) - 20), len(before))
    assert mine.refresh() == []
    os.pwrite(journal_fd, line, len(before))
    os.close(journal_fd)
    assert [done.label for done in mine.refresh()] == ["Add Two"]


def test_a_person_and_the_step_that_names_them_keep_together_when_numbers_move(open_plan) -> None:
    mine, theirs = open_plan(), open_plan()
    with theirs.transaction("Both") as tx:
        company = tx.add(Company(name=clean("One")))
        tx.add(Person(name=clean("Ana Ruiz"), company=CompanyId(company.id)))
    with mine.transaction("Both") as tx:
        company = tx.add(Company(name=clean("Two")))
        tx.add(Person(name=clean("Tom Okafor"), company=CompanyId(company.id)))
    for store in (mine, open_plan()):
        assert {p.name: store.get(Company, p.company).name for p in store.all(Person)} == {"Ana Ruiz": "One", "Tom Okafor": "Two"}
