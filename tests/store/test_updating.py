"""A plan and the versions of the program: journal, address book and backups are brought up to date with it, a newer one is left alone."""

from __future__ import annotations

import json
import os
import zlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import pytest

from outreach.domain.model import Company
from outreach.domain.network import Contact
from outreach.errors import BadInput, NotSaved
from outreach.store import Store, migrate
from outreach.store.check import check
from outreach.text import clean

Tomorrow = Callable[[], AbstractContextManager[None]]


def louder(tables: dict[str, dict[int, dict[str, Any]]]) -> None:
    for name in ("companies", "contacts"):
        for document in tables.get(name, {}).values():
            document["name"] += "!"


@pytest.fixture
def tomorrow(monkeypatch: pytest.MonkeyPatch) -> Tomorrow:
    """The program as its next version will be."""

    @contextmanager
    def next_version() -> Iterator[None]:
        with monkeypatch.context() as patch:
            patch.setattr(migrate, "CURRENT", 2)
            patch.setitem(migrate.MIGRATIONS, 1, louder)
            yield

    return next_version


def add(store: Store, name: str) -> None:
    with store.transaction("Add") as tx:
        tx.add(Company(name=clean(name)))
        tx.add(Contact(key=name, name=clean(name)))


def named(store: Store) -> tuple[list[str], list[str]]:
    return [one.name for one in store.all(Company)], [one.name for one in store.all(Contact)]


def test_what_is_only_in_the_journal_is_brought_up_to_date_once(open_plan, tomorrow: Tomorrow) -> None:
    with open_plan() as store:
        add(store, "One")
    store = open_plan()
    add(store, "Two")
    store.close(checkpoint=False)
    with tomorrow():
        store = open_plan()
        assert named(store) == (["One!", "Two!"], ["One!", "Two!"])
        add(store, "Three")
        assert named(open_plan()) == (["One!", "Two!", "Three"], ["One!", "Two!", "Three"])
        store.close()
        assert named(open_plan()) == (["One!", "Two!", "Three"], ["One!", "Two!", "Three"])


def test_a_plan_that_is_still_only_a_journal_is_brought_up_to_date(open_plan, tomorrow: Tomorrow) -> None:
    store = open_plan()
    add(store, "One")
    store.close(checkpoint=False)
    with tomorrow():
        assert named(open_plan()) == (["One!"], ["One!"])


def test_an_address_book_left_old_by_a_crash_is_brought_up_to_date_alone(open_plan, folder: Path, tomorrow: Tomorrow) -> None:
    with open_plan() as store:
        add(store, "One")
    before = (folder / "network.json").read_bytes()
    journal = (folder / "outreach.journal").read_bytes()
    with tomorrow():
        store = open_plan()
        add(store, "Two")
        store.close()
        new = (folder / "outreach.json").read_bytes()
        mark = {"is": "checkpoint", "seq": 1, "main": json.loads((folder / "outreach.journal").read_bytes().split(b"\n")[0][9:])["main"]}
        payload = json.dumps({**mark, "side": "unfinished", "schema": 2}, separators=(",", ":")).encode()
        # The old journal with the mark of a checkpoint that replaced the plan and came no further.
        (folder / "network.json").write_bytes(before)
        (folder / "outreach.journal").write_bytes(journal.rstrip(b"\0") + b"%08x %b\n" % (zlib.crc32(payload), payload))
        store = open_plan()
        assert named(store) == (["One!", "Two"], ["One!"])
        assert (folder / "outreach.json").read_bytes() == new
        add(store, "Three")
        assert json.loads((folder / "outreach.journal").read_bytes().split(b"\n")[0][9:])["schema"] == 2
        store.close()
        assert named(open_plan()) == (["One!", "Two", "Three"], ["One!", "Three"])


def test_what_an_older_program_writes_meanwhile_is_brought_up_to_date_too(open_plan, tomorrow: Tomorrow) -> None:
    with open_plan() as store:
        add(store, "One")
    with tomorrow():
        new = open_plan()
        assert named(new) == (["One!"], ["One!"])
    old = open_plan()
    add(old, "Two")
    with tomorrow():
        new.refresh()
        assert named(new)[0] == ["One!", "Two!"]
    old.close()
    with tomorrow():
        new.refresh()
        add(new, "Three")
        assert named(new)[0] == ["One!", "Two!", "Three"]


def test_a_window_of_an_older_program_writes_nothing_more_once_the_plan_is_newer(open_plan, folder: Path, tomorrow: Tomorrow) -> None:
    with open_plan() as store:
        add(store, "One")
    old = open_plan()
    with tomorrow(), open_plan() as store:
        add(store, "Two")
    before = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    old.refresh()
    assert old.read_only and any("newer version" in notice for notice in old.notices)
    with pytest.raises(NotSaved):
        add(old, "Three")
    old.close()
    assert {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()} == before


def test_a_backup_made_before_the_update_comes_back_in_todays_form(open_plan, folder: Path, tomorrow: Tomorrow) -> None:
    store = open_plan()
    add(store, "One")
    path = store.backup("by hand")
    store.close()
    with tomorrow():
        store = open_plan()
        add(store, "Two")
        store.restore(path, confirmed=True)
        assert named(store) == (["One!"], ["One!"])
        add(store, "Three")
        store.close(checkpoint=False)
        (folder / "outreach.json").write_bytes(path.read_bytes())
        assert set(named(open_plan())[0]) >= {"One!", "Three"}


def test_a_journal_of_a_newer_schema_is_refused_and_left_alone(open_plan, folder: Path, tomorrow: Tomorrow) -> None:
    with tomorrow():
        store = open_plan()
        add(store, "One")
        store.close(checkpoint=False)
    before = (folder / "outreach.journal").read_bytes()
    with pytest.raises(BadInput, match="schema 2"):
        open_plan()
    assert (folder / "outreach.journal").read_bytes() == before


def test_the_check_tells_of_a_forgetting_that_was_cut_short(open_plan, folder: Path, clock) -> None:
    from outreach.store.erase import LABEL

    store = open_plan()
    add(store, "One")
    with store.transaction(LABEL) as tx:
        tx.delete(Contact, 1)
    store.close(checkpoint=False)
    found = {finding.id: finding for finding in check(folder, clock)}
    assert found["forgetting-cut-short"].next_step == "outreach forget --finish"
    (folder / "outreach.history").mkdir()
    assert "forgetting-cut-short" not in {finding.id for finding in check(folder, clock)}


def test_the_check_tells_of_a_folder_of_another_user(open_plan, folder: Path, clock, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_plan() as store:
        add(store, "One")
    assert "another-owner" not in {finding.id for finding in check(folder, clock)}
    monkeypatch.setattr(os, "geteuid", lambda: folder.stat().st_uid + 1)
    assert "another-owner" in {finding.id for finding in check(folder, clock)}
