"""Another program changed outreach.json while the journal held edits: both are kept, field by field, and the user is told."""

import json
from pathlib import Path
from typing import Any

import pytest
import tinydb
from msgspec.structs import replace

from outreach.domain.model import Company, CompanyId, Person
from outreach.domain.network import Contact
from outreach.store.merge import merge_documents
from outreach.text import clean


def plan(open_plan):
    """Two companies and a person in the file, and the store that wrote them."""
    store = open_plan()
    with store.transaction("Start") as tx:
        for name in ("Fernwick Labs", "Larkspur Health"):
            company = tx.add(Company(name=clean(name)))
        tx.add(Person(name=clean("Ana Ruiz"), company=CompanyId(company.id)))
    store.checkpoint()
    return store


def elsewhere(folder: Path, work) -> None:
    """Stock TinyDB as the other program."""
    with tinydb.TinyDB(folder / "outreach.json") as stock:
        work(stock)


@pytest.mark.parametrize("running", [True, False], ids=["while a window is open", "between two runs"])
def test_both_sides_are_kept_field_by_field_with_copies_and_a_word_about_it(open_plan, folder: Path, running: bool) -> None:
    store = plan(open_plan)
    with store.transaction("Edit") as tx:
        tx.put(replace(tx.get(Company, 1), motivation=4, why=clean("the compiler team")))
    with store.transaction("Add") as tx:
        tx.add(Company(name=clean("Ours")))
    journal = (folder / "outreach.journal").read_bytes()

    def change(stock: tinydb.TinyDB) -> None:
        stock.table("companies").update({"posting": 3, "motivation": 1}, doc_ids=[1])
        stock.table("people").update({"position": "Staff Engineer"}, doc_ids=[1])
        stock.table("companies").remove(doc_ids=[2])

    elsewhere(folder, change)
    theirs = (folder / "outreach.json").read_bytes()
    if running:
        assert [done.label for done in store.refresh()] == ["Changed by another program"]
    else:
        store.close(checkpoint=False)
        store = open_plan()
    company = store.get(Company, 1)
    assert (company.motivation, company.posting, company.why) == (4, 3, "the compiler team"), "ours where both changed a field"
    assert store.get(Person, 1).position == "Staff Engineer"
    assert [c.name for c in store.all(Company)] == ["Fernwick Labs", "Ours"]
    assert any("both were kept" in notice for notice in store.notices)
    assert any("companies 1: changed on both sides (motivation)" in notice for notice in store.notices)
    assert (folder / "outreach.json").read_bytes() == theirs, "nothing is written before the next change"
    with store.transaction("Add") as tx:
        tx.add(Company(name=clean("Next")))
    copies = {path.name.split("-")[-1]: path.read_bytes() for path in (folder / "backups").glob("merged-*")}
    assert copies["outreach.json"] == theirs
    assert copies["outreach.journal"].rstrip(b"\0") == journal.rstrip(b"\0")
    cold = open_plan()
    assert cold.all(Company) == store.all(Company)
    assert cold.all(Person) == store.all(Person)


def test_two_records_with_one_number_are_both_kept_with_what_points_to_them(open_plan, folder: Path) -> None:
    store = plan(open_plan)
    with store.transaction("Ours") as tx:
        ours = tx.add(Company(name=clean("Ours")))
        tx.add(Person(name=clean("Tom Okafor"), company=CompanyId(ours.id)))
    store.close(checkpoint=False)

    def change(stock: tinydb.TinyDB) -> None:
        number = stock.table("companies").insert({"name": "Theirs"})
        stock.table("people").insert({"name": "Mei Tanaka", "company": number})

    elsewhere(folder, change)
    store = open_plan()
    employer = {person.name: store.get(Company, person.company).name for person in store.all(Person)}
    assert employer == {"Ana Ruiz": "Larkspur Health", "Tom Okafor": "Ours", "Mei Tanaka": "Theirs"}
    assert store.get(Company, ours.id).name == "Ours", "the number our journal knows stays ours"
    with store.transaction("Add") as tx:
        tx.add(Company(name=clean("Next")))
    assert open_plan().all(Company) == store.all(Company)


def test_a_change_of_an_idle_plan_is_simply_taken(open_plan, folder: Path) -> None:
    plan(open_plan).close()
    elsewhere(folder, lambda stock: stock.table("companies").insert({"name": "Theirs"}))
    store = open_plan()
    assert [c.name for c in store.all(Company)] == ["Fernwick Labs", "Larkspur Health", "Theirs"]
    assert any("changed by another program" in notice for notice in store.notices)
    with store.transaction("Add") as tx:
        assert tx.add(Company(name=clean("Next"))).id == 4
    again = open_plan()
    assert again.notices == ()
    assert len(again.all(Company)) == 4
    assert not (folder / "backups").exists(), "nothing was in doubt, so nothing is copied"


def test_a_restored_older_file_keeps_the_edits_made_after_it(open_plan, folder: Path) -> None:
    store = plan(open_plan)
    older = (folder / "outreach.json").read_bytes()
    with store.transaction("Edit") as tx:
        tx.put(replace(tx.get(Company, 1), motivation=4))
    store.checkpoint()
    with store.transaction("Edit") as tx:
        tx.put(replace(tx.get(Company, 2), motivation=3))
    store.close(checkpoint=False)
    (folder / "outreach.json").write_bytes(older)
    assert [c.motivation for c in open_plan().all(Company)] == [2, 3]


def test_the_address_book_is_merged_the_same_way(open_plan, folder: Path) -> None:
    store = open_plan()
    with store.transaction("Meet") as tx:
        tx.add(Contact(key="ana", name=clean("Ana Ruiz")))
    store.checkpoint()
    with store.transaction("Edit") as tx:
        tx.put(replace(tx.get(Contact, 1), position=clean("Engineer")))
    store.close(checkpoint=False)
    network = folder / "network.json"
    content = json.loads(network.read_text(encoding="utf-8"))
    content["contacts"]["1"]["company"] = "Kettlebrook"
    network.write_text(json.dumps(content), encoding="utf-8")
    store = open_plan()
    assert (store.get(Contact, 1).position, store.get(Contact, 1).company) == ("Engineer", "Kettlebrook")
    assert any("network.json" in notice for notice in store.notices)
    with store.transaction("Add") as tx:
        tx.add(Company(name=clean("One")))
    cold = open_plan()
    assert (cold.get(Contact, 1).position, cold.get(Contact, 1).company) == ("Engineer", "Kettlebrook")
    assert cold.notices == ()


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "merged", "clashes"),
    [
        ({"a": 1}, {"a": 2}, {"a": 1}, {"a": 2}, []),
        ({"a": 1}, {"a": 1}, {"a": 3}, {"a": 3}, []),
        ({"a": 1, "b": 1}, {"a": 2, "b": 1}, {"a": 1, "b": 2}, {"a": 2, "b": 2}, []),
        ({"a": 1}, {"a": 2}, {"a": 3}, {"a": 2}, ["a"]),
        ({"a": 1, "b": 1}, {"b": 1}, {"a": 1, "b": 2}, {"b": 2}, []),
        ({"a": 1}, None, {"a": 1}, None, []),
        ({"a": 1}, None, {"a": 2}, {"a": 2}, ["deleted on one side"]),
        ({"a": 1}, {"a": 2}, None, {"a": 2}, ["deleted on one side"]),
        ({"a": 1}, {"a": 1}, None, None, []),
        (None, {"a": 1}, None, {"a": 1}, []),
    ],
)
def test_three_versions_of_a_document_become_one(base: Any, ours: Any, theirs: Any, merged: Any, clashes: list[str]) -> None:
    assert merge_documents(base, ours, theirs) == (merged, clashes)


def test_a_file_damaged_under_an_open_window_is_copied_and_written_again_from_memory(open_plan, folder: Path) -> None:
    store = plan(open_plan)
    with store.transaction("Edit") as tx:
        tx.put(replace(tx.get(Company, 1), motivation=4))
    (folder / "outreach.json").write_bytes(b"{ damaged")
    assert store.refresh() == []
    assert store.refresh() == []
    assert len([notice for notice in store.notices if "written again from memory" in notice]) == 1
    with store.transaction("Add") as tx:
        tx.add(Company(name=clean("Next")))
    (copy,) = (folder / "backups").glob("damaged-*-outreach.json")
    assert copy.read_bytes() == b"{ damaged"
    cold = open_plan()
    assert cold.all(Company) == store.all(Company)
    assert cold.get(Company, 1).motivation == 4


def test_a_file_that_lost_much_under_an_open_window_is_taken_but_what_was_there_is_kept(open_plan, folder: Path) -> None:
    store = plan(open_plan)
    with store.transaction("Add") as tx:
        for number in range(30):
            tx.add(Company(name=clean(f"Nimbus {number}")))
    store.checkpoint()
    elsewhere(folder, lambda stock: stock.table("companies").remove(tinydb.where("name").matches("Nimbus")))
    store.refresh()
    assert len(store.all(Company)) == 2
    assert any("30 of 33 records are missing" in notice for notice in store.notices)
    with store.transaction("Add") as tx:
        tx.add(Company(name=clean("Next")))
    (copy,) = (folder / "backups").glob("before-shrinking-*-outreach.json")
    assert len(json.loads(copy.read_text(encoding="utf-8"))["companies"]) == 32
