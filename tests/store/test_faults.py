"""Every call that can hurt is made to fail, one after the other: nothing acknowledged is lost, nothing typed is lost either."""

import errno
from collections.abc import Callable
from pathlib import Path

import pytest
from support import faulty
from support.few_companies import names

from outreach.domain.model import Company
from outreach.domain.network import Contact
from outreach.errors import NotSaved
from outreach.store import Store
from outreach.text import clean

MANY = 150
"""More hurting calls than the scenario makes; the sweep stops when no call was left to fail."""


def add(store: Store, name: str, *, contact: bool = False) -> None:
    with store.transaction(f"Add {name}") as tx:
        tx.add(Company(name=clean(name)))
        if contact:
            tx.add(Contact(key=name, name=clean(name)))


def keys(store: Store) -> list[str]:
    return [contact.key for contact in store.all(Contact)]


def scenario(store: Store, done: list[str], refused: list[str]) -> None:
    """Commits and checkpoints, each of which may be refused."""
    steps: list[tuple[str, Callable[[], None]]] = [
        ("One", lambda: add(store, "One")),
        ("Two", lambda: add(store, "Two", contact=True)),
        ("", store.checkpoint),
        ("Three", lambda: add(store, "Three")),
        ("Four", lambda: add(store, "Four", contact=True)),
        ("", store.checkpoint),
        ("Five", lambda: add(store, "Five")),
    ]
    for name, step in steps:
        try:
            step()
        except NotSaved as error:
            assert error.code == 74
            if name:
                refused.append(name)
                assert not store.saved
        else:
            if name:
                done.append(name)
        assert (name in names(store)) or not name, "what was typed stays in memory"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("code", "short", "lasts"),
    [(errno.ENOSPC, True, True), (errno.EIO, False, False), (errno.EDQUOT, True, False)],
    ids=["no space from then on, half written", "one input/output error", "over quota once, half written"],
)
def test_a_failure_at_any_call_loses_nothing_and_a_retry_mends_it(open_plan, folder: Path, code: int, short: bool, lasts: bool) -> None:
    for at in range(1, MANY):
        for path in sorted(folder.rglob("*"), reverse=True):
            path.rmdir() if path.is_dir() else path.unlink()
        files = faulty.FaultyFiles(code, at=at, lasts=lasts, short=short)
        store: Store = open_plan(files=files)
        done: list[str] = []
        refused: list[str] = []
        scenario(store, done, refused)
        if not files.failed:
            break
        place = f"call {at}, {files.failed[0]}, after {files.calls[:at]}"
        cold: Store = open_plan()
        assert set(done) <= set(names(cold)), place
        assert names(store) == ["One", "Two", "Three", "Four", "Five"], place
        files.disarm()
        store.retry()
        assert store.saved, place
        expected = names(store)
        cold = open_plan()
        assert (names(cold), keys(cold)) == (expected, ["Two", "Four"]), place
        assert sorted(company.id for company in cold.all(Company)) == [1, 2, 3, 4, 5], place
        add(store, "Six")
        store.close()
        cold = open_plan()
        assert names(cold) == [*expected, "Six"], place
        assert keys(cold) == ["Two", "Four"], place
        assert faulty.temporary(folder) == [], place
        assert [cold.undo().title for _ in range(6)] == [f"Add {name}" for name in ["Six", *reversed(expected)]], place
        cold.close(checkpoint=False)
        store.close()
    else:
        pytest.fail("the sweep did not reach the end of the scenario")
    assert at > 20


def test_several_refused_changes_wait_in_order_and_are_written_together(open_plan, folder: Path) -> None:
    files = faulty.FaultyFiles(errno.ENOSPC, at=1, lasts=True)
    store = open_plan(files=files)
    for name in ("One", "Two", "Three"):
        with pytest.raises(NotSaved, match=r"NOT SAVED - No space left on device"):
            add(store, name)
    assert not store.saved
    files.disarm()
    add(store, "Four")
    assert store.saved
    assert names(open_plan()) == ["One", "Two", "Three", "Four"]
    assert [done.seq for done in store.history()] == [4, 3, 2, 1]


def test_an_unsaved_change_is_laid_over_what_another_window_saved_meanwhile(open_plan) -> None:
    first = open_plan()
    add(first, "One")
    files = faulty.FaultyFiles(errno.ENOSPC)
    store = open_plan(files=files)
    files.at, files.lasts = 1, True
    with pytest.raises(NotSaved):
        add(store, "Mine")
    add(first, "Theirs")
    assert [done.label for done in store.refresh()] == ["Add Theirs"]
    assert sorted(names(store)) == ["Mine", "One", "Theirs"]
    files.disarm()
    store.retry()
    assert sorted((c.id, c.name) for c in open_plan().all(Company)) == [(1, "One"), (2, "Theirs"), (3, "Mine")]
    first.refresh()
    assert first.all(Company) == store.all(Company)


def test_undo_that_could_not_be_saved_is_kept_like_any_change(open_plan) -> None:
    files = faulty.FaultyFiles(errno.EIO)
    store = open_plan(files=files)
    add(store, "One")
    files.at, files.lasts = 1, True
    with pytest.raises(NotSaved):
        store.undo()
    assert names(store) == []
    files.disarm()
    assert store.retry()
    assert names(open_plan()) == []


def test_a_file_system_without_locks_is_mentioned_once_and_works(open_plan) -> None:
    class NoLocks(faulty.Files):
        def lock(self, fd: int) -> bool:
            raise OSError(errno.ENOLCK, "No locks available")

    store = open_plan(files=NoLocks())
    add(store, "One")
    add(store, "Two")
    assert len([notice for notice in store.notices if "cannot be locked" in notice]) == 1
    assert names(open_plan()) == ["One", "Two"]


def test_a_failed_checkpoint_is_told_and_costs_nothing(open_plan) -> None:
    files = faulty.FaultyFiles(errno.ENOSPC)
    store = open_plan(files=files)
    add(store, "One")
    files.at, files.lasts = len(files.calls) + 3, True
    with pytest.raises(NotSaved, match="every edit is safe in the journal"):
        store.checkpoint()
    assert store.saved
    assert names(open_plan()) == ["One"]
    store.close()
    assert any("could not be rewritten" in notice for notice in store.notices)
    assert names(open_plan()) == ["One"]


@pytest.mark.parametrize("lasts", [False, True], ids=["cut at once", "left in the file"])
def test_a_line_whose_sync_failed_is_written_and_synced_again_on_another_descriptor(open_plan, folder: Path, lasts: bool) -> None:
    files = faulty.FaultyFiles(errno.EIO)
    store = open_plan(files=files)
    add(store, "One")
    files.at, files.lasts = len(files.calls) + 3, lasts
    with pytest.raises(NotSaved):
        add(store, "Two")
    assert files.failed[0] == "fsync"
    assert (b"Add Two" in (folder / "outreach.journal").read_bytes()) == lasts
    files.lasts, files.at = False, 0
    before = len(files.calls)
    assert store.retry()
    assert [call for call in files.calls[before:] if call in {"open_append", "write", "fsync"}][-3:] == ["open_append", "write", "fsync"]
    assert b"Add Two" in files.written[-1]
    assert names(open_plan()) == ["One", "Two"]


def test_a_disk_that_goes_away_under_an_open_window_is_a_notice_and_not_an_end(open_plan, folder: Path) -> None:
    class Gone(faulty.Files):
        away = False

        def stat(self, path: Path):
            if self.away:
                raise OSError(errno.ESTALE, "Stale file handle")
            return super().stat(path)

    files = Gone()
    store = open_plan(files=files)
    add(store, "One")
    files.away = True
    assert store.refresh() == []
    assert any("cannot be read at the moment" in notice for notice in store.notices)
    with pytest.raises(NotSaved, match="Stale file handle"):
        add(store, "Two")
    assert names(store) == ["One", "Two"]
    files.away = False
    assert store.retry()
    assert names(open_plan()) == ["One", "Two"]


def test_the_last_free_bytes_of_a_disk_take_the_change_when_they_cannot_take_the_room_after_it(open_plan) -> None:
    class AlmostFull(faulty.Files):
        def write(self, fd: int, data: bytes, offset: int) -> None:
            if len(data) > 8_000:
                super().write(fd, data[:8_000], offset)
                raise OSError(errno.ENOSPC, "No space left on device")
            super().write(fd, data, offset)

    store = open_plan(files=AlmostFull())
    add(store, "One")
    add(store, "Two")
    assert store.saved
    assert names(open_plan()) == ["One", "Two"]
    assert open_plan().notices == ()
