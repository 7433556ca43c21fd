"""Two programs changed one plan: records are joined field by field, numbers that clash move with all that points to them."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest

from outreach.store import migrate
from outreach.store.changes import Change, ChangeSet, redo_label, same_document, undo_label
from outreach.store.history import EMPTIED, SILENT, stacks, takes_back
from outreach.store.merge import merge_documents, merge_into, move_changes, move_row, rebase
from outreach.store.tables import Shelf

NOON = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)


def row(**fields: Any) -> bytes:
    return json.dumps(fields, separators=(",", ":")).encode()


def shelf(name: str, **rows: dict[str, Any]) -> Shelf:
    made = Shelf(name)
    for number, fields in rows.items():
        made.set(int(number[1:]), row(**fields))
    return made


def read(table: Shelf) -> dict[int, Any]:
    return {id: json.loads(bytes(stored)) for id, stored in table.sorted_rows()}


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "merged", "clashes"),
    [
        ({"a": 1}, {"a": 2}, {"a": 2}, {"a": 2}, []),
        ({"a": 1}, {"a": 2}, {"a": 1}, {"a": 2}, []),
        ({"a": 1}, {"a": 1}, {"a": 3}, {"a": 3}, []),
        ({"a": 1}, {"a": 1}, None, None, []),
        ({"a": 1}, {"a": 2}, None, {"a": 2}, ["deleted on one side"]),
        ({"a": 1}, None, {"a": 2}, {"a": 2}, ["deleted on one side"]),
        ({"a": 1}, None, {"a": 1}, None, []),
        (None, {"a": 1}, {"b": 2}, {"a": 1, "b": 2}, []),
        ({"a": 1, "b": 1}, {"a": 2, "b": 1}, {"a": 1, "b": 2}, {"a": 2, "b": 2}, []),
        ({"a": 1, "b": 1}, {"a": 2, "b": 2}, {"a": 3, "b": 4}, {"a": 2, "b": 2}, ["a", "b"]),
        ({"a": 1, "b": 1}, {"b": 1}, {"a": 1, "b": 2}, {"b": 2}, []),
        ({"a": 1, "b": 1}, {"b": 2}, {"a": 3, "b": 2, "c": 1}, {"b": 2, "c": 1}, ["a"]),
        ({"a": 1, "b": 1}, {"a": 2, "b": 2}, {"a": 2, "b": 1, "c": 1}, {"a": 2, "b": 2, "c": 1}, []),
    ],
)
def test_what_both_sides_meant_is_kept_and_clashes_are_named(base: Any, ours: Any, theirs: Any, merged: Any, clashes: list[str]) -> None:
    assert merge_documents(base, ours, theirs) == (merged, clashes)


def test_edits_are_laid_over_a_file_of_another_program() -> None:
    tables = {"people": shelf("people", n1={"uid": "a", "x": 1, "y": 1}, n2={"uid": "b", "x": 1})}
    notes = merge_into(
        tables,
        [
            Change("people", 1, row(uid="a", x=1, y=0), row(uid="a", x=2, y=0)),
            Change("people", 2, row(uid="b", x=0), row(uid="b", x=2)),
            Change("people", 3, row(uid="c"), None),
            Change("leads", 1, None, row(uid="l")),
            Change("loose", None, None, b"1"),
            Change("people", 4, None, row(uid="d")),
        ],
        lambda table: 99,
    )
    assert read(tables["people"]) == {1: {"uid": "a", "x": 2, "y": 1}, 2: {"uid": "b", "x": 2}, 4: {"uid": "d"}}
    assert read(tables["leads"]) == {1: {"uid": "l"}} and "loose" not in tables
    assert notes == ["people 2: changed on both sides (x)"]


def test_two_new_records_with_one_number_are_both_kept_and_pointed_to() -> None:
    tables = {
        "people": shelf("people", n1={"uid": "theirs", "bridge": 1, "introducer": 2}, n2={"uid": "b", "bridge": 1}),
        "steps": shelf("steps", n1={"person": 1, "company": 1}, n2={"person": 2}),
        "companies": shelf("companies", n1={"name": "x"}),
    }
    notes = merge_into(tables, [Change("people", 1, None, row(uid="ours"))], {"people": 7}.__getitem__)
    assert notes == ["people 1: two records had this number; the other program's is now 7"]
    assert read(tables["people"]) == {1: {"uid": "ours"}, 2: {"uid": "b", "bridge": 7}, 7: {"uid": "theirs", "bridge": 7, "introducer": 2}}
    assert read(tables["steps"]) == {1: {"person": 7, "company": 1}, 2: {"person": 2}}
    again = {"people": shelf("people", n1={"uid": "same", "x": 1})}
    assert merge_into(again, [Change("people", 1, None, row(uid="same", y=1))], {}.__getitem__) == []
    assert read(again["people"]) == {1: {"uid": "same", "x": 1, "y": 1}}


def test_a_record_moves_with_every_field_that_points_to_it_and_no_other() -> None:
    steps = shelf("steps", n1={"draft": 3, "anchor": 3, "person": 3})
    tables = {"drafts": shelf("drafts", n3={"x": 1}), "steps": steps, "leads": Shelf("leads")}
    move_row(tables, "drafts", 3, 5)
    assert read(tables["drafts"]) == {5: {"x": 1}} and read(tables["steps"]) == {1: {"draft": 5, "anchor": 3, "person": 3}}


def test_changes_not_stored_yet_move_the_same_way() -> None:
    moved = move_changes(
        [
            Change("people", 3, None, row(uid="a", bridge=3)),
            Change("people", 4, None, row(uid="b", bridge=3, introducer=9)),
            Change("steps", 3, None, row(person=3, company=3)),
            Change("steps", 4, row(person=3), None),
            Change("companies", 3, None, row(name="x")),
        ],
        "people",
        3,
        8,
    )
    assert [(change.table, change.id, change.after) for change in moved] == [
        ("people", 8, {"uid": "a", "bridge": 8}),
        ("people", 4, {"uid": "b", "bridge": 8, "introducer": 9}),
        ("steps", 3, {"person": 8, "company": 3}),
        ("steps", 4, None),
        ("companies", 3, {"name": "x"}),
    ]


def test_unsaved_changes_are_laid_over_what_others_saved() -> None:
    stored = {("people", 1): row(x=1, y=2), ("people", 3): row(uid="theirs"), ("people", 5): row(x=2)}
    whole = Change("loose", None, b"1", b"2")
    rebased = rebase(
        [
            Change("people", 1, row(x=1, y=1), row(x=2, y=1)),
            Change("people", 1, row(x=2, y=1), row(x=3, y=1)),
            Change("people", 3, None, row(uid="ours")),
            Change("steps", 1, None, row(person=3)),
            Change("people", 5, row(x=1), row(x=2)),
            whole,
        ],
        lambda table, id: stored.get((table, id)),
        lambda table: 9,
    )
    assert [(change.table, change.id, change.before, change.after) for change in rebased[:-1]] == [
        ("people", 1, {"x": 1, "y": 2}, {"x": 2, "y": 2}),
        ("people", 1, {"x": 2, "y": 2}, {"x": 3, "y": 2}),
        ("people", 9, None, {"uid": "ours"}),
        ("steps", 1, None, {"person": 9}),
    ]
    assert rebased[-1] is whole


def test_a_change_set_knows_its_tables_its_title_and_how_to_be_taken_back() -> None:
    one, two = Change("people", 1, None, row(x=1)), Change("steps", 2, row(x=1), None)
    done = ChangeSet(4, NOON, "Add", (one, two))
    assert (done.tables, done.title, done.undoes) == (frozenset({"people", "steps"}), "Add", 0)
    assert takes_back(done) == (Change("steps", 2, None, row(x=1)), Change("people", 1, row(x=1), None))
    assert (undo_label(done), redo_label(done)) == ("Undo: Add", "Redo: Add")
    undone = ChangeSet(5, NOON, undo_label(done), (), 4)
    assert undone.title == "Add" and undo_label(undone) == "Undo: Add"
    assert ChangeSet(6, NOON, "Undo: by hand").title == "Undo: by hand"
    assert (one.before, one.after, two.before, two.after) == (None, {"x": 1}, {"x": 1}, None)


def test_documents_are_the_same_however_they_are_spaced() -> None:
    assert same_document(b'{"a":1}', b'{ "a" : 1 }') and same_document(None, None) and same_document(b"x", b"x")
    assert not same_document(b'{"a":1}', b'{"a":2}') and not same_document(None, b"{}") and not same_document(b"{}", None)


def entries(*undoes: int) -> list[ChangeSet]:
    return [ChangeSet(seq, NOON, "x", (), undone) for seq, undone in enumerate(undoes, 1)]


@pytest.mark.parametrize(
    ("undoes", "own", "opened_at", "undo", "redo"),
    [
        ((0, 0), set(), 2, [1, 2], []),
        ((0, 0), set(), 1, [1], []),
        ((0, 0), {2}, 0, [2], []),
        ((0, 0, 2), set(), 2, [1], [3]),
        ((0, 0, 2, 1), set(), 2, [], [3, 4]),
        ((0, 0, 2, 1, 4), set(), 2, [5], [3]),
        ((0, 0, 2, 0), {4}, 2, [1, 4], []),
        ((0, 0, 2, 0), set(), 3, [1], [3]),
        ((0, 0, 2, EMPTIED), {4}, 3, [1], []),
        ((0, 0, 2, SILENT), {4}, 3, [1], [3]),
        ((0, 9), set(), 2, [1], []),
    ],
)
def test_undo_and_redo_stack_up_in_order(undoes: tuple[int, ...], own: set[int], opened_at: int, undo: list[int], redo: list[int]) -> None:
    assert stacks(entries(*undoes), own, opened_at) == (undo, redo)


def test_migrations_run_in_order_and_may_drop_make_and_change_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    def first(tables: dict[str, dict[int, dict[str, Any]]]) -> None:
        tables["new"] = {3: {"from": tables["old"][1]["x"]}}
        del tables["old"]

    def second(tables: dict[str, dict[int, dict[str, Any]]]) -> None:
        tables["new"][4] = {"more": True}

    monkeypatch.setattr(migrate, "MIGRATIONS", {1: first, 3: second})
    monkeypatch.setattr(migrate, "CURRENT", 4)
    tables = {"old": shelf("old", n1={"x": 5})}
    migrate.migrate(tables, 1)
    assert {name: read(table) for name, table in tables.items()} == {"new": {3: {"from": 5}, 4: {"more": True}}}
    tables = {"old": shelf("old", n1={"x": 5})}
    migrate.migrate(tables, 1, 2)
    assert {name: read(table) for name, table in tables.items()} == {"new": {3: {"from": 5}}}
    same = shelf("old", n1={"x": 5})
    tables = {"old": same}
    migrate.migrate(tables, 4)
    migrate.migrate(tables, 2, 3)
    assert tables == {"old": same}
