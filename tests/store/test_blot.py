"""The rule of forgetting, record by record: what is theirs goes, what mentions them loses the words, and everybody else stays."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest

from outreach.store.blot import FORGOTTEN, Blot, Marks
from outreach.store.changes import Change, ChangeSet

NAME = "Quillimena Vantabrook"
MAIL = "quillimena@vantabrook.example"
KEY = "in/quillimena-vantabrook"
MARKS = Marks(
    people=frozenset({7}),
    contacts=frozenset({3}),
    uids=frozenset({"u-7"}),
    keys=frozenset({KEY}),
    names=frozenset({NAME, "Quilli"}),
    addresses=frozenset({MAIL, "+44 20 7946 0000"}),
)
AT = dt.datetime(2026, 11, 22, 12, 0, tzinfo=dt.UTC)


def row(**fields: Any) -> bytes:
    return json.dumps(fields, ensure_ascii=False, separators=(",", ":")).encode()


def blotted(table: str, id: int, **fields: Any) -> Any:
    kept = Blot(MARKS).row(table, id, row(**fields))
    return None if kept is None else json.loads(kept)


@pytest.mark.parametrize(
    ("table", "id", "fields"),
    [
        ("people", 7, {"name": "any"}),
        ("contacts", 3, {"name": "any"}),
        ("people", 8, {"uid": "u-7"}),
        ("people", 8, {"key": KEY}),
        ("contacts", 9, {"key": KEY}),
        ("invitations", 1, {"key": KEY}),
        ("evidence", 1, {"person": 7}),
        ("steps", 1, {"person": 7}),
        ("drafts", 1, {"person": 7}),
    ],
)
def test_what_is_theirs_goes(table: str, id: int, fields: dict[str, Any]) -> None:
    assert blotted(table, id, **fields) is None


@pytest.mark.parametrize(
    ("table", "id", "fields"),
    [
        ("people", 3, {"name": "Somebody else", "uid": "u-8", "key": "in/else"}),
        ("contacts", 7, {"name": "Somebody else"}),
        ("companies", 7, {"name": "Fernwick Labs", "uid": "u-7"}),
        ("companies", 1, {"name": NAME, "domain": MAIL}),
        ("evidence", 7, {"person": 8}),
        ("settings", 1, {"name": "theme", "value": 7}),
        ("companies", 1, {"size": 7, "open": True, "none": None, "share": 0.5}),
        ("people", 8, {"url": f"https://example.com/{KEY}", "email": MAIL, "phone": "+44 20 7946 0000"}),
    ],
)
def test_what_is_not_theirs_stays_byte_for_byte(table: str, id: int, fields: dict[str, Any]) -> None:
    stored = row(**fields).replace(b'":', b'" : ')
    assert Blot(MARKS).row(table, id, stored) is stored


def test_nothing_stays_nothing_and_what_is_no_record_is_left_alone() -> None:
    blot = Blot(MARKS)
    assert blot.row("people", 7, None) is None
    assert blot.row("people", 7, b"[1]") == b"[1]"
    blot.learn("people", 9, None)
    blot.learn("people", 9, b"[1]")
    assert not blot.removed("people", 9)


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        (f"ask {NAME} about it", f"ask {FORGOTTEN} about it"),
        (f"ask {NAME.upper()}!", f"ask {FORGOTTEN}!"),
        ("Quillimena\n  Vantabrook", FORGOTTEN),
        (f"({MAIL})", f"({FORGOTTEN})"),
        (f"see https://example.com/{KEY}.", f"see https://example.com/{FORGOTTEN}."),
        ("ring +44 20 7946 0000", f"ring {FORGOTTEN}"),
        (f"{NAME}-Orr", f"{NAME}-Orr"),
        (f"{NAME}@home", f"{NAME}@home"),
        (f"{MAIL}.uk", f"{MAIL}.uk"),
        (f"x{MAIL}", f"x{MAIL}"),
        (f"{KEY}-2", f"{KEY}-2"),
        ("Quilli is an ordinary word here", "Quilli is an ordinary word here"),
    ],
)
def test_others_keep_their_text_without_the_words_for_them(said: str, kept: str) -> None:
    assert blotted("companies", 1, notes=said, deep=[{"text": said}, said], name=said) == {
        "notes": kept,
        "deep": [{"text": kept}, kept],
        "name": said,
    }


def test_what_pointed_to_them_points_to_nobody() -> None:
    assert blotted("people", 8, bridge=7, introducer=8, company=7) == {"introducer": 8, "company": 7}
    assert blotted("leads", 1, given_by=7, company=7) == {"company": 7}
    assert blotted("links", 1, meant_for=7) == {}
    assert blotted("companies", 1, answers=[{"by": 7, "text": "yes"}, {"by": 8}, "by"]) == {"answers": [{"text": "yes"}, {"by": 8}, "by"]}
    assert blotted("leads", 1, answers=[{"by": 7}]) == {"answers": [{"by": 7}]}


def test_what_points_to_a_record_of_theirs_goes_once_that_is_learned() -> None:
    blot = Blot(MARKS)
    blot.learn("people", 12, row(key=KEY))
    blot.learn("drafts", 4, row(person=12))
    assert blot.removed("people", 12) and blot.removed("drafts", 4)
    assert not blot.removed("drafts", 12) and not blot.removed("leads", 4)
    assert blot.row("evidence", 1, row(person=12)) is None
    assert json.loads(blot.row("steps", 1, row(person=8, draft=4, anchor=4)) or b"") == {"person": 8, "anchor": 4}


def test_marks_add_up_and_their_words_are_those_that_are_no_ordinary_ones() -> None:
    both = Marks(people=frozenset({1}), names=frozenset({"Ana Ruiz"})) | Marks(
        people=frozenset({2}), keys=frozenset({"in/ana", "ana ruiz|x"})
    )
    assert both == Marks(people=frozenset({1, 2}), names=frozenset({"Ana Ruiz"}), keys=frozenset({"in/ana", "ana ruiz|x"}))
    assert both.words == ["Ana Ruiz", "in/ana"]
    assert Marks(names=frozenset({"A B", "Al Bo", "Bo Al"}), addresses=frozenset({"a@bc", "a@b.c"})).words == ["Al Bo", "Bo Al", "a@b.c"]


def test_somebody_known_by_nothing_but_a_number_is_looked_for_by_nothing_else() -> None:
    blot = Blot(Marks(people=frozenset({7})))
    assert not blot.named_in(b"anything at all")
    assert blot.text("anything at all") == "anything at all"
    assert blot.change_set(ChangeSet(1, AT, "Add", (Change("people", 7, None, b"{}"),))).label == "Add"


@pytest.mark.parametrize(
    ("data", "named"),
    [
        (f'{{"x":"{NAME}"}}', True),
        (NAME.upper(), True),
        (f"{MAIL}.", True),
        (f"{MAIL}.uk", False),
        (f"{NAME}-Orr", False),
        (f"é{NAME}", False),
        (f"{NAME}é", False),
        ("Quilli", False),
    ],
)
def test_a_file_names_them_when_it_holds_a_word_of_theirs_by_itself(data: str, named: bool) -> None:
    assert Blot(MARKS).named_in(data.encode()) is named


def test_a_file_that_spells_them_in_escapes_names_them_too() -> None:
    blot = Blot(Marks(names=frozenset({'Ana "Nan" Ruiz'})))
    assert blot.named_in(b'{"name":"Ana \\"Nan\\" Ruiz"}')
    assert blot.named_in(b'Ana "Nan" Ruiz')


def test_a_command_of_the_past_keeps_its_place_and_loses_what_was_theirs() -> None:
    theirs = Change("people", 7, row(name="old"), row(name=NAME))
    other = Change("people", 8, row(notes=f"knows {NAME}"), row(notes="knows nobody"))
    same = Change("people", 9, row(notes=NAME), row(notes=NAME.upper()))
    whole = Change("loose", None, None, row(note=f"of {NAME}"))
    done = ChangeSet(4, AT, "Edit Quilli", (theirs, other, same, whole), 2)
    kept = Blot(MARKS).change_set(done)
    assert (kept.seq, kept.at, kept.undoes) == (4, AT, 2)
    assert [(change.table, change.id, change.before, change.after) for change in kept.changes] == [
        ("people", 8, {"notes": f"knows {FORGOTTEN}"}, {"notes": "knows nobody"}),
        ("loose", None, None, {"note": f"of {FORGOTTEN}"}),
    ]
    assert kept.label == f"Edit {FORGOTTEN}", "the name of a command about them may hold any word for them"


@pytest.mark.parametrize("change", [Change("people", 7, None, row(name=NAME)), Change("people", 7, row(name=NAME), None)])
def test_the_label_of_an_addition_or_a_removal_of_theirs_loses_any_word_for_them(change: Change) -> None:
    assert Blot(MARKS).change_set(ChangeSet(4, AT, "Add Quilli", (change,))) == ChangeSet(4, AT, f"Add {FORGOTTEN}", ())


def test_the_label_of_somebody_elses_command_keeps_its_ordinary_words() -> None:
    elsewhere = Change("people", 8, row(notes="a"), row(notes="b"))
    done = ChangeSet(4, AT, f"Quilli: ask {NAME}", (elsewhere,))
    assert Blot(MARKS).change_set(done) == ChangeSet(4, AT, f"Quilli: ask {FORGOTTEN}", (elsewhere,))
