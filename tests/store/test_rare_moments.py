"""Moments that befall one in a thousand: a file gone between two looks, a journal put back, a disk that fails twice."""

from __future__ import annotations

import errno
import json
import os
from pathlib import Path

import pytest
from support import faulty
from support.few_companies import add, grown, names

from outreach.errors import NotSaved
from outreach.store import Files, engine
from outreach.store.places import plan_places


class Once(Files):
    """Does something else the first time a call is made after it was armed."""

    def __init__(self, name: str, act) -> None:
        self.name, self.act, self.armed = name, act, False

    def fsync(self, fd: int) -> None:
        pass

    def fsync_dir(self, folder: Path) -> None:
        pass

    def __getattribute__(self, name: str):
        real = super().__getattribute__(name)
        if name.startswith("_") or name in {"name", "act", "armed"} or name != self.name or not self.armed:
            return real

        def once(*values):
            self.armed = False
            return self.act(real, *values)

        return once


def raises(code: int):
    def act(real, *values):
        raise OSError(code, os.strerror(code))

    return act


def test_a_journal_that_is_gone_between_two_looks_is_looked_for_again(open_plan) -> None:
    files = Once("open_read", raises(errno.ENOENT))
    window, other = open_plan(files=files), open_plan()
    add(other, "One")
    window.refresh()
    add(other, "Two")
    files.armed = True
    window.refresh()
    assert not files.armed and names(window) == ["One", "Two"]


def test_a_journal_replaced_between_two_looks_is_read_anew(open_plan) -> None:
    files = Once("fstat", lambda real, fd: os.stat_result([0o100600, 1, *list(real(fd))[2:]]))
    window, other = open_plan(files=files), open_plan()
    add(other, "One")
    window.refresh()
    add(other, "Two")
    files.armed = True
    window.refresh()
    assert not files.armed and names(window) == ["One", "Two"]


def test_a_journal_written_over_is_noticed_and_what_is_known_stays(open_plan, folder: Path) -> None:
    window = open_plan()
    add(window, "One")
    window._engine.close_journal()
    path = plan_places(folder).journal
    data = path.read_bytes()
    end = len(data.rstrip(b"\0"))
    path.write_bytes(data[: end - 1] + b"x" + data[end:])
    window.refresh()
    assert window.notices
    add(window, "Two")
    assert names(open_plan())[-1] == "Two"


def test_a_damaged_line_of_somebody_else_is_left_until_the_lock_is_ours_and_then_told(open_plan, folder: Path) -> None:
    window, other = open_plan(), open_plan()
    add(other, "One")
    window.refresh()
    grown(folder, b"00000000 nonsense\n")
    assert window.refresh() == [] and names(window) == ["One"]
    add(window, "Two")
    assert names(window) == ["One", "Two"] and any("damaged line" in notice for notice in window.notices)
    assert names(open_plan()) == ["One", "Two"]


def test_free_room_that_is_not_empty_is_cut_before_the_next_line(open_plan, folder: Path) -> None:
    window = open_plan()
    add(window, "One")
    window._engine.close_journal()
    grown(folder, b"\0\0\0garbage")
    add(window, "Two")
    assert b"garbage" not in plan_places(folder).journal.read_bytes()
    assert names(open_plan()) == ["One", "Two"] and open_plan().notices == ()


def test_a_journal_replaced_while_it_was_locked_is_not_written_to(open_plan) -> None:
    files = Once("fstat", lambda real, fd: os.stat_result([0o100600, 1, *list(real(fd))[2:]]))
    window = open_plan(files=files)
    add(window, "One")
    window._engine.close_journal()
    real_open, opens = window._engine.files.open_append, []

    def opened(path: Path) -> int:
        files.armed = not opens
        opens.append(path)
        return real_open(path)

    object.__setattr__(files, "open_append", opened)
    with pytest.raises(NotSaved, match="the journal was replaced while it was locked"):
        add(window, "Two")
    assert window.retry() and names(open_plan()) == ["One", "Two"]


@pytest.mark.parametrize("journal", ["folder", "garbage", "older"])
def test_a_journal_put_in_place_that_does_not_go_on_from_ours_leaves_what_we_have(open_plan, folder: Path, journal: str) -> None:
    window = open_plan()
    add(window, "One")
    window.checkpoint()
    path = plan_places(folder).journal
    older = path.read_bytes()
    for name in ("Two", "Three"):
        add(window, name)
        window.checkpoint()
    path.unlink()
    if journal == "folder":
        path.mkdir()
    else:
        path.write_bytes(older if journal == "older" else b"garbage\n")
    window.refresh()
    assert names(window) == ["One", "Two", "Three"]
    if journal == "folder":
        assert any("is not a regular file" in notice for notice in window.notices)
    else:
        add(window, "Four")
        assert names(open_plan()) == ["One", "Two", "Three", "Four"]


def test_a_window_that_missed_more_than_the_history_holds_reads_everything_anew(open_plan, folder: Path) -> None:
    window, other = open_plan(), open_plan()
    add(other, "One")
    window.refresh()
    for name in ("Two", "Three"):
        add(other, name)
        other.checkpoint()
    plan_places(folder).history.unlink()
    heard = window.refresh()
    assert names(window) == ["One", "Two", "Three"] and [done.label for done in heard] == ["Changed by another program"]


def test_a_line_whose_sync_failed_but_that_another_window_took_is_taken_for_saved(open_plan) -> None:
    files = faulty.FaultyFiles(errno.EIO)
    window, other = open_plan(files=files), open_plan()
    add(window, "One")
    other.refresh()
    real = files.truncate

    def stays(fd: int, size: int) -> None:
        raise OSError(errno.EIO, "Input/output error")

    object.__setattr__(files, "truncate", stays)
    object.__setattr__(files, "fsync", lambda fd: stays(fd, 0))
    with pytest.raises(NotSaved):
        add(window, "Two")
    assert not window.saved
    add(other, "Three")
    object.__delattr__(files, "fsync")
    object.__setattr__(files, "truncate", real)
    window.refresh()
    assert names(window) == ["One", "Two", "Three"] and window.saved
    add(window, "Four")
    assert names(open_plan()) == ["One", "Two", "Three", "Four"]
    assert window.undo().label == "Undo: Add Four"


def test_a_failed_write_to_a_journal_that_is_gone_meanwhile_is_kept_and_tried_again(open_plan, folder: Path) -> None:
    files = Once("write", raises(errno.EIO))
    window = open_plan(files=files)
    add(window, "One")
    files.armed = True
    path = plan_places(folder).journal
    path.unlink()
    with pytest.raises(NotSaved):
        add(window, "Two")
    assert window.retry() and names(open_plan()) == ["One", "Two"]


def test_a_journal_that_outgrew_its_size_becomes_the_plan_file_and_a_failure_of_that_is_told(
    open_plan, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "CHECKPOINT_AT", 400)
    files = faulty.FaultyFiles(errno.ENOSPC)
    window = open_plan(files=files)
    add(window, "One")
    assert not plan_places(folder).main.exists()
    add(window, "Two")
    add(window, "Three")
    assert len(json.loads(plan_places(folder).main.read_bytes())["companies"]) >= 2
    real = files.replace

    def refuses(source: Path, target: Path) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    object.__setattr__(files, "replace", refuses)
    for name in ("Four", "Five", "Six"):
        add(window, name)
    said = "the plan file could not be rewritten (No space left on device); every edit is safe in outreach.journal"
    assert said in window.notices and window.saved
    assert names(open_plan()) == ["One", "Two", "Three", "Four", "Five", "Six"]
    object.__setattr__(files, "replace", real)
    add(window, "Seven")
    assert names(open_plan())[-1] == "Seven"


def test_what_is_doubtful_is_set_aside_even_when_the_first_try_fails(open_plan, folder: Path) -> None:
    store = open_plan()
    add(store, "One")
    store.close(checkpoint=False)
    path = plan_places(folder).journal
    path.write_bytes(b"X" + path.read_bytes()[1:])
    files = Once("replace", raises(errno.ENOSPC))
    store = open_plan(files=files)
    assert names(store) == ["One"] and any("damaged first line" in notice for notice in store.notices)
    files.armed = True
    with pytest.raises(NotSaved):
        add(store, "Two")
    assert store.retry() and names(open_plan()) == ["One", "Two"]
    assert any(name.startswith("damaged-") for name in os.listdir(folder / "backups"))  # noqa: PTH208 - names are all that is asked
    assert open_plan().notices == ()
