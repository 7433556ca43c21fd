"""Undo and redo: of every command, across restarts and checkpoints, never over somebody else's work."""

import pytest
from msgspec.structs import replace
from support.few_companies import add, names

from outreach.domain.model import Company, Setting
from outreach.errors import Refused
from outreach.text import clean


def rename(store, id: int, name: str) -> None:
    with store.transaction(f"Rename to {name}") as tx:
        tx.put(replace(tx.get(Company, id), name=clean(name)))


def test_undo_goes_back_a_step_at_a_time_and_redo_comes_forward_again(open_plan) -> None:
    store = open_plan()
    for name in ("One", "Two", "Three"):
        add(store, name)
    assert store.undo().label == "Undo: Add Three"
    assert store.undo().label == "Undo: Add Two"
    assert names(store) == ["One"]
    assert store.redo().label == "Redo: Add Two"
    assert store.undo().label == "Undo: Add Two"
    assert store.redo().label == "Redo: Add Two"
    assert store.redo().label == "Redo: Add Three"
    assert store.redo() is None
    assert names(store) == ["One", "Two", "Three"]
    for _ in range(3):
        assert store.undo() is not None
    assert store.undo() is None
    assert names(store) == []


def test_a_new_command_ends_redo(open_plan) -> None:
    store = open_plan()
    add(store, "One")
    store.undo()
    add(store, "Two")
    assert store.redo() is None
    assert store.undo().label == "Undo: Add Two"
    assert store.undo() is None


@pytest.mark.parametrize("checkpoint", [True, False])
def test_undo_and_redo_survive_restarts(open_plan, checkpoint: bool) -> None:
    store = open_plan()
    for name in ("One", "Two", "Three"):
        add(store, name)
        store.close(checkpoint=checkpoint)
        store = open_plan()
    assert store.undo().label == "Undo: Add Three"
    store.close(checkpoint=checkpoint)
    store = open_plan()
    assert store.undo().label == "Undo: Add Two"
    store.close(checkpoint=checkpoint)
    store = open_plan()
    assert store.redo().label == "Redo: Add Two"
    assert names(store) == ["One", "Two"]
    assert store.redo().label == "Redo: Add Three"


def test_at_least_two_hundred_change_sets_stay_undoable_across_checkpoints(open_plan) -> None:
    store = open_plan()
    for number in range(230):
        add(store, str(number))
        if number % 25 == 0:
            store.checkpoint()
    store.close()
    store = open_plan()
    assert len(store.history()) == 200
    assert store.history()[0].label == "Add 229"
    for number in range(229, 29, -1):
        assert store.undo().label == f"Undo: Add {number}"
    assert len(store.all(Company)) == 30


def test_a_long_history_is_pruned_to_what_must_stay(open_plan, folder, monkeypatch) -> None:
    monkeypatch.setattr("outreach.store.history._PRUNE_AT", 20_000)
    store = open_plan()
    for number in range(450):
        add(store, str(number))
        if number % 90 == 89:
            store.checkpoint()
    assert 200 <= len((folder / "outreach.history").read_bytes().splitlines()) < 450
    assert len(store.history(1000)) >= 200
    for _ in range(200):
        assert store.undo() is not None


def test_undo_is_refused_when_another_window_changed_the_record_since(open_plan) -> None:
    mine, theirs = open_plan(), open_plan()
    add(mine, "One")
    rename(mine, 1, "Uno")
    theirs.refresh()
    rename(theirs, 1, "Eins")
    with pytest.raises(Refused, match="companies 1 was changed since"):
        mine.undo()
    assert names(mine) == names(open_plan()) == ["Eins"]


def test_a_window_takes_back_its_own_commands_and_leaves_the_others_alone(open_plan) -> None:
    mine = open_plan()
    add(mine, "Before")
    theirs = open_plan()
    add(mine, "Mine")
    add(theirs, "Theirs")
    assert mine.undo().label == "Undo: Add Mine"
    assert mine.undo().label == "Undo: Add Before"
    assert mine.undo() is None
    assert names(mine) == ["Theirs"]
    assert [done.label for done in theirs.refresh()] == ["Undo: Add Mine", "Undo: Add Before"]
    assert theirs.undo().label == "Undo: Add Theirs"


def test_history_tells_what_was_done_newest_first_with_before_and_after(open_plan) -> None:
    store = open_plan()
    add(store, "One")
    rename(store, 1, "Uno")
    latest, first = store.history()
    assert (latest.label, first.label) == ("Rename to Uno", "Add One")
    (change,) = latest.changes
    assert (change.before["name"], change.after["name"]) == ("One", "Uno")
    assert first.changes[0].before is None
    assert latest.tables == {"companies"}
    assert store.history(1) == [latest]
    assert latest.at.isoformat() == "2026-11-22T12:00:00+01:00"


def test_undo_passes_by_a_choice_of_how_the_screens_look(open_plan) -> None:
    store = open_plan()
    add(store, "Fernwick Labs")
    store.undo()
    with store.transaction("Remember theme", undoable=False) as tx:
        tx.add(Setting(name="theme", value="paper"))
    redone = store.redo()
    assert redone is not None and [company.name for company in store.all(Company)] == ["Fernwick Labs"]
    undone = store.undo()
    assert undone is not None and "Fernwick" in undone.label
    assert [setting.value for setting in store.all(Setting)] == ["paper"]
    assert store.undo() is None
