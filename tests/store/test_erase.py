"""Forgetting in the store: the plan, the past, the copies and the kept pages lose one person; who they were is known only as hashes."""

from __future__ import annotations

import errno
import json
from pathlib import Path

import pytest
from msgspec.structs import replace
from support import faulty

from outreach.domain.model import Company, Draft, Person
from outreach.domain.network import Contact
from outreach.errors import BadInput, NotSaved
from outreach.store.blot import FORGOTTEN, Marks
from outreach.store.check import check
from outreach.store.erase import DONE, LABEL, marks_of, read_forgotten
from outreach.store.places import plan_places
from outreach.text import clean

NAME = "Quillimena Vantabrook"
MAIL = "quillimena@vantabrook.example"


def fill(store) -> Marks:
    """Two people at a company, one of them in the address book too, who is known by the marks given back."""
    with store.transaction("Add Fernwick Labs") as tx:
        fern = tx.add(Company(name=clean("Fernwick Labs"), notes=clean(f"{NAME} works there")))
    with store.transaction(f"Add {NAME}") as tx:
        ana = tx.add(Person(company=fern.id, name=clean(NAME), email=clean(MAIL)))
        contact = tx.add(Contact(key="in/quillimena", name=clean(NAME), email=clean(MAIL)))
    with store.transaction("Add Bo") as tx:
        tx.add(Person(company=fern.id, name=clean("Bo Larkin"), bridge=ana.id))
        tx.add(Draft(person=ana.id, body=clean("Hello")))
    stored = {"uid": ana.uid, "name": NAME, "email": MAIL}
    return marks_of("people", ana.id, stored) | marks_of("contacts", contact.id, {"key": "in/quillimena", "name": NAME})


def named(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file() and NAME.encode() in path.read_bytes())


def test_marks_are_what_a_stored_record_is_known_by() -> None:
    document = {"uid": "u", "key": "in/x", "name": "N", "email": "e@x", "url": "https://x", "phone": "+44", "notes": "no"}
    assert marks_of("people", 7, document) == Marks(
        people=frozenset({7}),
        uids=frozenset({"u"}),
        keys=frozenset({"in/x"}),
        names=frozenset({"N"}),
        addresses=frozenset({"e@x", "https://x", "+44"}),
    )
    assert marks_of("contacts", 7, {}) == Marks(contacts=frozenset({7}))


def test_the_plan_its_past_and_its_backups_lose_them_and_others_lose_the_mention(open_plan, folder: Path) -> None:
    store = open_plan()
    marks = fill(store)
    store.backup("by hand")
    store.checkpoint()
    done = store.forget(marks)
    assert named(folder) == []
    assert (done.records, done.mentions, done.files, done.left) == (3, 2, 2, ())
    assert done.done is not None and done.done.label == LABEL
    assert [person.name for person in store.all(Person)] == ["Bo Larkin"]
    assert store.all(Person)[0].bridge is None
    assert store.all(Company)[0].notes == f"{FORGOTTEN} works there"
    assert (store.all(Contact), store.all(Draft)) == ((), ())
    labels = [change.label for change in store.history()]
    assert labels == [DONE, "Add Bo", f"Add {FORGOTTEN}", "Add Fernwick Labs"]
    assert store.unfinished_forgetting() is None


def test_what_is_left_can_still_be_undone_step_by_step(open_plan) -> None:
    store = open_plan()
    marks = fill(store)
    with store.transaction("Note") as tx:
        ana = tx.all(Person)[0]
        tx.put(replace(ana, notes=clean("met at the fair")))
    store.forget(marks)
    assert store.undo().label == "Undo: Add Bo", "of the note nothing is left to take back"
    assert store.undo().label == "Undo: Add Fernwick Labs"
    assert store.undo() is None
    assert store.redo().label == "Redo: Add Fernwick Labs"
    assert store.redo().label == "Redo: Add Bo"
    assert [person.name for person in store.all(Person)] == ["Bo Larkin"]


def test_an_undo_and_its_redo_of_theirs_leave_nothing_to_take_back(open_plan) -> None:
    store = open_plan()
    marks = fill(store)
    with store.transaction("Note") as tx:
        tx.put(replace(tx.all(Person)[0], notes=clean("met")))
    store.undo()
    store.forget(marks)
    assert store.redo() is None
    assert store.undo().label == "Undo: Add Bo"


def test_a_name_they_had_before_is_forgotten_with_them(open_plan, folder: Path) -> None:
    store = open_plan()
    marks = fill(store)
    with store.transaction("Rename") as tx:
        tx.put(replace(tx.all(Person)[0], name=clean("Quill Orr")))
    with store.transaction("Note") as tx:
        tx.put(replace(tx.all(Company)[0], notes=clean(f"{NAME}, now Quill Orr")))
    renamed = marks_of("people", next(iter(marks.people)), {"name": "Quill Orr"})
    store.forget(renamed)
    assert store.all(Company)[0].notes == f"{FORGOTTEN}, now {FORGOTTEN}"
    assert [change.label for change in store.history()][-2] == f"Add {FORGOTTEN}"
    assert [contact.name for contact in store.all(Contact)] == [NAME], "a name alone makes nobody theirs"


def test_who_was_forgotten_is_known_by_hashes_of_their_addresses_only(open_plan, folder: Path) -> None:
    store = open_plan()
    marks = fill(store) | Marks(addresses=frozenset({"+44 20 7946 0000"}))
    assert not store.forgotten().knows(MAIL)
    store.forget(marks)
    known = read_forgotten(folder)
    assert known.knows(MAIL) and known.knows(MAIL.upper()) and known.knows("in/quillimena")
    assert not known.knows(NAME) and not known.knows("+44 20 7946 0000")
    assert len(known.keys) == 4 and known.keys == sorted(known.keys), "two numbers for life, a profile and an address"
    assert MAIL.encode() not in next(folder.glob("*forgotten*")).read_bytes()
    store.forget(Marks(keys=frozenset({"in/other"})))
    both = store.forgotten()
    assert both.salt == known.salt and both.knows(MAIL) and both.knows("in/other") and len(both.keys) == len(known.keys) + 1
    before = next(folder.glob("*forgotten*")).stat().st_ino
    store.forget(Marks(keys=frozenset({"in/other"})))
    assert next(folder.glob("*forgotten*")).stat().st_ino == before, "known already: nothing to write"


def test_two_plans_have_salts_of_their_own_and_an_empty_list_knows_nobody(tmp_path: Path) -> None:
    one, other = read_forgotten(tmp_path / "a"), read_forgotten(tmp_path / "b")
    assert len(bytes.fromhex(one.salt)) == 32 and one.salt != other.salt
    assert not one.knows(MAIL)


@pytest.mark.parametrize("content", [b"{", b'{"salt": 1}', b'{"salt":"\xff"}'])
def test_a_damaged_list_is_said_and_not_taken_for_an_empty_one(open_plan, folder: Path, content: bytes) -> None:
    store = open_plan()
    marks = fill(store)
    plan_places(folder).forgotten.write_bytes(content)
    with pytest.raises(BadInput, match="is damaged"):
        store.forget(marks)
    assert [person.name for person in store.all(Person)] == [NAME, "Bo Larkin"]


def test_forgetting_somebody_who_is_nowhere_changes_nothing(open_plan) -> None:
    store = open_plan()
    fill(store)
    before = store.history()
    done = store.forget(Marks(people=frozenset({99}), names=frozenset({"No Body"})))
    assert (done.records, done.mentions, done.files, done.left, done.done) == (0, 0, 0, (), None)
    assert store.history() == before


def test_copies_that_cannot_be_read_go_only_when_they_name_them(open_plan, folder: Path) -> None:
    store = open_plan()
    marks = fill(store)
    backups = folder / "backups"
    backups.mkdir()
    (backups / "damaged-1-outreach.json").write_text(f'{{"people": {{"1": "{NAME}', encoding="utf-8")
    (backups / "damaged-2-outreach.json").write_text('{"people": {"1": "nobody', encoding="utf-8")
    (backups / "damaged-3-outreach.json").write_text('{"people": [1]}', encoding="utf-8")
    done = store.forget(marks)
    assert done.files == 1
    assert sorted(path.name for path in backups.iterdir()) == ["damaged-2-outreach.json", "damaged-3-outreach.json"]


def test_a_copy_by_another_program_is_rewritten_only_where_it_names_them(open_plan, folder: Path) -> None:
    store = open_plan()
    marks = fill(store)
    backups = folder / "backups"
    backups.mkdir()
    theirs = {"people": {"9": {"email": "x"}, "4": {"name": NAME, "key": "in/quillimena"}}, "steps": {"2": {"person": 4}}}
    (backups / "a.json").write_text(json.dumps({**theirs, "loose": f"of {NAME}", "other": "words"}), encoding="utf-8")
    untouched = json.dumps({"people": {"9": {"name": "Bo"}}, "loose": [1]})
    (backups / "b.json").write_text(untouched, encoding="utf-8")
    inode = (backups / "b.json").stat().st_ino
    assert store.forget(marks).files == 1
    assert json.loads((backups / "a.json").read_bytes()) == {
        "people": {"9": {"email": "x"}},
        "steps": {},
        "loose": f"of {FORGOTTEN}",
        "other": "words",
    }
    assert (backups / "b.json").read_text(encoding="utf-8") == untouched and (backups / "b.json").stat().st_ino == inode


def test_a_copy_that_numbers_people_otherwise_takes_nobody_elses_past_with_it(open_plan, folder: Path) -> None:
    store = open_plan()
    marks = fill(store)
    bo = store.all(Person)[1].id
    (folder / "backups").mkdir()
    (folder / "backups" / "merged-1.json").write_text(json.dumps({"people": {str(bo): {"key": "in/quillimena"}}}), encoding="utf-8")
    assert store.forget(marks).files == 1
    assert json.loads((folder / "backups" / "merged-1.json").read_bytes()) == {"people": {}}
    assert store.undo().label == "Undo: Add Bo"
    assert store.redo().label == "Redo: Add Bo"
    assert [person.name for person in store.all(Person)] == ["Bo Larkin"]


def test_a_copy_in_which_only_a_loose_value_names_them_is_rewritten_too(open_plan, folder: Path) -> None:
    store = open_plan()
    marks = fill(store)
    (folder / "backups").mkdir()
    (folder / "backups" / "a.json").write_text(json.dumps({"people": {}, "loose": NAME}), encoding="utf-8")
    assert store.forget(marks).files == 1
    assert json.loads((folder / "backups" / "a.json").read_bytes()) == {"people": {}, "loose": FORGOTTEN}


def test_a_journal_set_aside_loses_them_and_its_damage_and_another_stays_as_it_is(open_plan, folder: Path) -> None:
    store = open_plan()
    marks = fill(store)
    backups = folder / "backups"
    backups.mkdir()
    journal = plan_places(folder).journal.read_bytes().rstrip(b"\0")
    (backups / "merged-1.journal").write_bytes(journal)
    lines = journal.splitlines(keepends=True)
    (backups / "plain.journal").write_bytes(lines[0])
    (backups / "torn.journal").write_bytes(lines[0] + b"0000 half a line of nobody")
    (backups / "bent.journal").write_bytes(lines[0] + b"00000000 [1]\n" + lines[3])
    (backups / "headless.journal").write_bytes(b"")
    assert store.forget(marks).files == 3
    assert named(folder) == []
    assert (backups / "plain.journal").read_bytes() == (backups / "torn.journal").read_bytes() == lines[0]
    assert (backups / "headless.journal").read_bytes() == b""
    assert b"Add Bo" in (backups / "bent.journal").read_bytes() and b"00000000 [1]" not in (backups / "bent.journal").read_bytes()
    assert (backups / "merged-1.journal").read_bytes().startswith(lines[0])


def test_pages_and_half_typed_texts_about_them_go_and_those_about_others_stay(open_plan, folder: Path) -> None:
    store = open_plan()
    marks = fill(store)
    draft = store.all(Draft)[0].id
    unsaved = folder / "unsaved"
    unsaved.mkdir()
    gone = [f"draft-{draft}.txt", f"draft-{draft}-subject.txt", "form-edit-people-1.json", "draft-77.txt", f"draft-{draft}.new"]
    for name in [*gone, "draft-78.txt", "form-edit-people-2.json", "form-edit-companies-1.json", "notes.md"]:
        (unsaved / name).write_text(f"about {NAME}" if name == "draft-77.txt" else "words", encoding="utf-8")
    (folder / "today.memo").write_text("a page", encoding="utf-8")
    (folder / "crash.log").write_text("nobody", encoding="utf-8")
    store.forget(marks)
    assert sorted(path.name for path in unsaved.iterdir()) == [
        "draft-78.txt", "form-edit-companies-1.json", "form-edit-people-2.json", "notes.md",
    ]  # fmt: skip
    assert not (folder / "today.memo").exists() and (folder / "crash.log").exists()
    (folder / "crash.log").write_text(f"KeyError {NAME}", encoding="utf-8")
    store.forget(marks)
    assert not (folder / "crash.log").exists()


def test_files_of_other_programs_that_name_them_are_pointed_out_and_left(open_plan, folder: Path) -> None:
    store = open_plan()
    marks = fill(store)
    (folder / "unsaved").mkdir()
    strays = [folder / "plan (conflict).json", folder / "unsaved" / "mine.txt"]
    for stray in strays:
        stray.write_text(NAME, encoding="utf-8")
    (folder / "harmless.txt").write_text("nobody", encoding="utf-8")
    assert store.forget(marks).left == tuple(strays)
    assert all(stray.exists() for stray in strays)


def test_nothing_is_removed_when_the_list_of_the_forgotten_cannot_be_written(open_plan, folder: Path) -> None:
    store = open_plan()
    marks = fill(store)
    store.close(checkpoint=False)
    files = faulty.FaultyFiles(errno.ENOSPC)
    store = open_plan(files=files)
    files.calls.clear()
    files.at, files.lasts = 1 + _calls_until(files, "open_excl", store), True
    with pytest.raises(NotSaved, match="NOT SAVED - No space left on device") as refused:
        store.forget(marks)
    assert refused.value.next_step == "nobody was forgotten; try again"
    assert len(store.all(Person)) == 2
    files.disarm()
    assert store.forget(marks).records == 3


def _calls_until(files, name: str, store) -> int:
    """How many hurting calls taking the lock costs before the first file is made anew."""
    before = len(files.calls)
    store._engine.begin()
    store._engine.end()
    return len(files.calls) - before


def test_one_that_was_cut_short_is_known_and_can_be_finished(open_plan, folder: Path, clock) -> None:
    store = open_plan()
    marks = fill(store)
    store.backup("by hand")
    store.checkpoint()
    files = faulty.FaultyFiles(errno.EIO)
    store.close(checkpoint=False)
    store = open_plan(files=files)
    real = files.replace

    def refuses(source: Path, target: Path) -> None:
        if target.parent.name == "backups":
            raise OSError(errno.EIO, "Input/output error")
        real(source, target)

    object.__setattr__(files, "replace", refuses)
    files.armed = False
    with pytest.raises(NotSaved, match="not yet out of every copy: Input/output error") as refused:
        store.forget(marks)
    assert refused.value.next_step == "'outreach forget --finish' goes on"
    assert [person.name for person in store.all(Person)] == ["Bo Larkin"]
    assert named(folder) != []
    store.close(checkpoint=False)
    assert [finding.id for finding in check(folder, clock) if finding.next_step == "outreach forget --finish"] == ["forgetting-cut-short"]
    again = open_plan()
    found = again.unfinished_forgetting()
    assert found is not None
    assert (found.people, found.contacts, found.keys, found.names) == (marks.people, marks.contacts, marks.keys, marks.names)
    assert found.addresses == frozenset({MAIL})
    done = again.forget(found)
    assert (done.records, done.done) == (0, None)
    assert named(folder) == [] and again.unfinished_forgetting() is None


def test_another_window_hears_what_went(open_plan) -> None:
    store, window = open_plan(), open_plan()
    marks = fill(store)
    window.refresh()
    store.forget(marks)
    window.refresh()
    assert [person.name for person in window.all(Person)] == ["Bo Larkin"]
    assert window.all(Company)[0].notes == f"{FORGOTTEN} works there"
    with window.transaction("Add") as tx:
        tx.add(Company(name=clean("Nimbus")))
    store.refresh()
    assert len(store.all(Company)) == 2
