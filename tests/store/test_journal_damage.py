"""A journal that was cut, flipped or half written: acknowledged changes stay, and nothing is dropped in silence."""

from pathlib import Path

import pytest
from support.few_companies import names

from outreach.domain.model import Company
from outreach.errors import BadInput
from outreach.store.journal import Line, encode_set, scan, seal
from outreach.text import clean


def write(open_plan, *names: str) -> None:
    store = open_plan()
    for name in names:
        with store.transaction(f"Add {name}") as tx:
            tx.add(Company(name=clean(name)))
    store.close(checkpoint=False)


def ends(journal: bytes) -> list[int]:
    """Offsets just after each line; the first is the header's."""
    return [place + 1 for place, byte in enumerate(journal.rstrip(b"\0")) if byte == 10]


@pytest.mark.parametrize("tail", [b"", b"\0" * 40])
def test_a_journal_cut_at_any_byte_keeps_every_whole_line_and_goes_on(open_plan, folder: Path, tail: bytes) -> None:
    write(open_plan, "One", "Two", "Three")
    journal = folder / "outreach.journal"
    good = journal.read_bytes().rstrip(b"\0")
    places = ends(good)
    for cut in range(places[0], len(good)):
        journal.write_bytes(good[:cut] + tail)
        store = open_plan()
        whole = sum(place <= cut for place in places[1:])
        assert names(store) == ["One", "Two", "Three"][:whole]
        assert bool(store.notices) == (cut not in places), cut
        assert journal.read_bytes() == good[:cut] + tail, "opening writes nothing"
        with store.transaction("Add") as tx:
            tx.add(Company(name=clean("Next")))
        store.close(checkpoint=False)
        assert names(open_plan()) == [*["One", "Two", "Three"][:whole], "Next"]
        assert open_plan().notices == ()


def test_a_damaged_line_in_the_middle_is_set_aside_and_the_later_ones_are_kept(open_plan, folder: Path) -> None:
    write(open_plan, "One", "Two", "Three")
    journal = folder / "outreach.journal"
    good = journal.read_bytes()
    middle = good.index(b"Two")
    damaged = good[:middle] + b"T?o" + good[middle + 3 :]
    journal.write_bytes(damaged)
    store = open_plan()
    assert names(store) == ["One", "Three"]
    assert "1 damaged line(s)" in store.notices[0]
    assert journal.read_bytes() == damaged
    with store.transaction("Add") as tx:
        assert tx.add(Company(name=clean("Four"))).id == 4
    (copy,) = (folder / "backups").glob("damaged-*-outreach.journal")
    assert copy.read_bytes() == damaged
    store.close(checkpoint=False)
    again = open_plan()
    assert names(again) == ["One", "Three", "Four"]
    assert again.notices == ()


def test_every_flipped_bit_of_a_journal_is_noticed(open_plan, folder: Path) -> None:
    write(open_plan, "One", "Two")
    journal = folder / "outreach.journal"
    good = journal.read_bytes().rstrip(b"\0")
    for place in range(len(good)):
        journal.write_bytes(good[:place] + bytes([good[place] ^ 4]) + good[place + 1 :])
        store = open_plan()
        assert store.notices, f"byte {place}"
        if good[place : place + 1] != b"\n":
            assert len(names(store)) >= 1, f"byte {place}: at most one line is lost"


def test_a_damaged_first_line_is_reported_and_its_edits_are_kept(open_plan, folder: Path) -> None:
    write(open_plan, "One", "Two")
    journal = folder / "outreach.journal"
    good = journal.read_bytes()
    journal.write_bytes(b"x" + good[1:])
    store = open_plan()
    assert names(store) == ["One", "Two"]
    assert "damaged first line" in store.notices[0]
    with store.transaction("Add") as tx:
        tx.add(Company(name=clean("Three")))
    assert list((folder / "backups").glob("damaged-*-outreach.journal"))
    assert names(open_plan()) == ["One", "Two", "Three"]


def test_an_empty_journal_is_reported_rather_than_taken_for_none(open_plan, folder: Path) -> None:
    write(open_plan, "One")
    open_plan().checkpoint()
    (folder / "outreach.journal").write_bytes(b"")
    store = open_plan()
    assert store.notices
    assert names(store) == ["One"]


def test_a_journal_deleted_between_two_runs_costs_nothing_that_was_checkpointed(open_plan, folder: Path) -> None:
    with open_plan() as store, store.transaction("Add") as tx:
        tx.add(Company(name=clean("One")))
    (folder / "outreach.journal").unlink()
    store = open_plan()
    with store.transaction("Add") as tx:
        assert tx.add(Company(name=clean("Two"))).id == 2
    assert names(open_plan()) == ["One", "Two"]
    assert open_plan().undo().label == "Undo: Add"


def test_a_journal_deleted_while_a_window_is_open_is_written_again_from_memory(open_plan, folder: Path) -> None:
    store = open_plan()
    with store.transaction("Add") as tx:
        tx.add(Company(name=clean("One")))
    (folder / "outreach.journal").unlink()
    with store.transaction("Add") as tx:
        tx.add(Company(name=clean("Two")))
    assert any("disappeared" in notice for notice in store.notices)
    assert names(open_plan()) == ["One", "Two"]


def test_a_plan_deleted_while_a_window_is_open_is_written_again_from_memory(open_plan, folder: Path) -> None:
    store = open_plan()
    with store.transaction("Add") as tx:
        tx.add(Company(name=clean("One")))
    store.checkpoint()
    (folder / "outreach.json").unlink()
    store.refresh()
    with store.transaction("Add") as tx:
        tx.add(Company(name=clean("Two")))
    assert any("disappeared" in notice for notice in store.notices)
    assert names(open_plan()) == ["One", "Two"]


def test_a_header_that_names_another_plan_than_the_one_present_is_no_reason_to_lose_either(open_plan, folder: Path) -> None:
    write(open_plan, "One")
    main = folder / "outreach.json"
    main.write_text('{"companies":{"9":{"name":"Nine"}}}', encoding="utf-8")
    assert names(open_plan()) == ["One", "Nine"]


def test_a_line_says_again_what_was_sealed_into_it(open_plan) -> None:
    store = open_plan()
    with store.transaction('Say "hello"') as tx:
        tx.add(Company(name=clean("One")))
    (entry,) = scan(encode_set(tx.changes), headed=False).entries
    assert isinstance(entry, Line)
    assert entry.change_set() == tx.changes


def test_sealed_rubbish_is_not_taken_for_a_change() -> None:
    found = scan(seal(b"[1]") + seal(b'{"is":"nothing"}'), headed=False)
    assert (found.entries, found.bad) == ([], 2)


def test_a_missing_plan_with_a_journal_that_needs_it_is_refused(open_plan, folder: Path) -> None:
    with open_plan() as store, store.transaction("Add") as tx:
        tx.add(Company(name=clean("One")))
    (folder / "outreach.json").unlink()
    with pytest.raises(BadInput, match="is missing"):
        open_plan()


def test_a_journal_of_a_newer_form_is_refused_and_left_alone(open_plan, folder: Path) -> None:
    write(open_plan, "One")
    journal = folder / "outreach.journal"
    header, _, rest = journal.read_bytes().partition(b"\n")
    journal.write_bytes(seal(header[9:].replace(b'"version":1', b'"version":2')) + rest)
    before = journal.read_bytes()
    with pytest.raises(BadInput, match="newer version"):
        open_plan()
    assert journal.read_bytes() == before
