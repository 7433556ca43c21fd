"""A damaged address book is put back from a backup, whole or not at all."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest
from support import faulty

from outreach.domain.model import Company
from outreach.domain.network import Contact
from outreach.errors import BadInput, NotFound, NotSaved
from outreach.store.address_book import rescue_address_book
from outreach.store.backup import network_copy
from outreach.text import clean


def _plan(open_plan) -> Path:
    with open_plan() as store:
        with store.transaction("Fill") as tx:
            tx.add(Company(name=clean("Fernwick Labs")))
            tx.add(Contact(key="ana", name=clean("Ana Ruiz")))
        return store.backup("by hand")


def test_changes_still_in_the_journal_are_laid_over_the_copy(open_plan, folder: Path, clock) -> None:
    path = _plan(open_plan)
    store = open_plan()
    with store.transaction("Meet") as tx:
        tx.add(Contact(key="tom", name=clean("Tom Okafor")))
    store.close(checkpoint=False)
    (folder / "network.json").write_bytes(b"{")
    aside = rescue_address_book(folder, path, clock)
    assert b"{" in [copy.read_bytes() for copy in aside]
    assert [contact.key for contact in open_plan().all(Contact)] == ["ana", "tom"]


def test_a_backup_without_a_sound_address_book_changes_nothing(open_plan, folder: Path, clock) -> None:
    path = _plan(open_plan)
    network_copy(path).write_bytes(b"{ damaged")
    before = (folder / "network.json").read_bytes()
    with pytest.raises(BadInput, match="choose another backup"):
        rescue_address_book(folder, path, clock)
    network_copy(path).unlink()
    with pytest.raises(NotFound, match="no address book"):
        rescue_address_book(folder, path, clock)
    assert (folder / "network.json").read_bytes() == before


@pytest.mark.parametrize("at", range(1, 22))
def test_a_rescue_broken_off_anywhere_can_be_done_again(open_plan, folder: Path, clock, at: int) -> None:
    path = _plan(open_plan)
    (folder / "network.json").write_bytes(b"{ damaged")
    files = faulty.FaultyFiles(errno.EIO, at=at, lasts=True)
    try:
        rescue_address_book(folder, path, clock, files)
    except (NotSaved, BadInput):
        assert files.failed
        rescue_address_book(folder, path, clock)
    store = open_plan()
    assert [contact.key for contact in store.all(Contact)] == ["ana"]
    assert len(store.all(Company)) == 1
