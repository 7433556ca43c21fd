"""Commands: what a transaction stores, hides, gives out and leaves on the disk."""

import datetime as dt
import json
from pathlib import Path

import pytest
import tinydb
from msgspec import Struct
from msgspec.structs import replace

from outreach.domain.kinds import StepKind
from outreach.domain.model import Company, CompanyId, Person, PersonId, Setting, Step
from outreach.domain.network import Contact
from outreach.errors import NotFound
from outreach.store import ChangeSet
from outreach.store.records import KINDS
from outreach.text import clean


def company(name: str) -> Company:
    return Company(name=clean(name))


def test_opening_a_plan_that_does_not_exist_writes_nothing(open_plan, folder: Path) -> None:
    store = open_plan()
    assert store.all(Company) == ()
    store.close()
    assert not folder.exists()


def test_a_record_gets_an_id_and_a_uid_and_is_found_again(open_plan) -> None:
    store = open_plan()
    with store.transaction("Add") as tx:
        added = tx.add(company("Fernwick Labs"))
    assert added.id == 1
    assert len(added.uid) == 12 and int(added.uid, 16) >= 0
    assert store.get(Company, 1) == added
    assert open_plan().get(Company, 1) == added, "a second reader sees what was acknowledged"


def test_a_uid_that_was_given_is_kept(open_plan) -> None:
    store = open_plan()
    with store.transaction("Add") as tx:
        assert tx.add(Company(name=clean("Fernwick Labs"), uid="aaaabbbbcccc")).uid == "aaaabbbbcccc"


def test_ids_are_never_used_again_after_a_delete_and_a_restart(open_plan) -> None:
    store = open_plan()
    with store.transaction("Add") as tx:
        tx.add(company("Fernwick Labs"))
        last = tx.add(company("Larkspur Health"))
    with store.transaction("Delete") as tx:
        tx.delete(Company, last.id)
    store.close()
    again = open_plan()
    with again.transaction("Add") as tx:
        assert tx.add(company("Nimbus Robotics")).id == 3


class Named(Struct):
    """A first look at a company."""

    name: str


def test_a_first_look_at_a_table_sees_what_a_transaction_under_way_has_added(open_plan) -> None:
    store = open_plan()
    with store.transaction("Add") as tx:
        tx.add(company("Fernwick Labs"))
    assert {one.name for one in store.glimpse(Company, Named)} == {"Fernwick Labs"}
    with store.transaction("Add") as tx:
        tx.add(company("Larkspur Health"))
        assert {one.name for one in store.glimpse(Company, Named)} == {"Fernwick Labs", "Larkspur Health"}


def test_a_transaction_sees_its_own_changes_and_nobody_else_does(open_plan) -> None:
    store = open_plan()
    with store.transaction("Add") as tx:
        first = tx.add(company("Fernwick Labs"))
        person = tx.add(Person(name=clean("Ana Ruiz"), company=CompanyId(first.id)))
        assert tx.get(Company, first.id) == first
        assert list(tx.where(Person, "company", first.id)) == [person]
        assert list(tx.all(Person)) == [person]
        assert list(store.all(Person)) == [person], "a command made of commands reads what the first of them did"
        assert open_plan().all(Person) == ()
        tx.delete(Person, person.id)
        assert tx.find(Person, person.id) is None
        assert list(tx.where(Person, "company", first.id)) == []
    assert store.all(Person) == ()
    assert [change.table for change in tx.changes.changes] == ["companies"]


def test_an_exception_drops_every_change(open_plan, folder: Path) -> None:
    store = open_plan()
    with pytest.raises(ZeroDivisionError), store.transaction("Add") as tx:
        tx.add(company("Fernwick Labs"))
        raise ZeroDivisionError
    assert store.all(Company) == ()
    assert not (folder / "outreach.journal").exists()
    with store.transaction("Add") as tx:
        tx.add(company("Larkspur Health"))
    assert [c.name for c in open_plan().all(Company)] == ["Larkspur Health"]


def test_a_transaction_inside_another_joins_it(open_plan) -> None:
    store = open_plan()
    seen: list[ChangeSet] = []
    store.subscribe(seen.append)
    with store.transaction("Both") as outer:
        outer.add(company("Fernwick Labs"))
        with store.transaction("Inner") as inner:
            inner.add(company("Larkspur Health"))
        with pytest.raises(ZeroDivisionError), store.transaction("Fails") as inner:
            inner.add(company("Nimbus Robotics"))
            raise ZeroDivisionError
    assert [done.label for done in seen] == ["Both"]
    assert [c.name for c in store.all(Company)] == ["Fernwick Labs", "Larkspur Health"], "only the failed inner part is dropped"


def test_a_command_that_changes_nothing_writes_nothing(open_plan, folder: Path) -> None:
    store = open_plan()
    with store.transaction("Add") as tx:
        added = tx.add(company("Fernwick Labs"))
    before = (folder / "outreach.journal").read_bytes()
    seen: list[ChangeSet] = []
    store.subscribe(seen.append)
    with store.transaction("Same") as tx:
        tx.put(replace(added))
        tx.delete(Company, tx.add(company("Gone at once")).id)
    assert tx.changes.changes == ()
    assert seen == []
    assert (folder / "outreach.journal").read_bytes() == before


def test_changing_or_deleting_what_is_not_there_is_refused(open_plan) -> None:
    store = open_plan()
    with pytest.raises(NotFound), store.transaction("Put") as tx:
        tx.put(Company(id=CompanyId(7), name=clean("Fernwick Labs")))
    with pytest.raises(NotFound), store.transaction("Delete") as tx:
        tx.delete(Company, 7)
    with pytest.raises(NotFound):
        store.get(Company, 7)


@pytest.mark.parametrize("bad", ["\ud800", 7, None])
def test_a_value_that_cannot_be_stored_fails_the_command_and_not_the_file(open_plan, bad: object) -> None:
    store = open_plan()
    with pytest.raises((ValueError, TypeError)), store.transaction("Add") as tx:
        tx.add(Company(name=bad))  # type: ignore[arg-type]
    with store.transaction("Add") as tx:
        tx.add(company("Fernwick Labs"))
    assert len(open_plan().all(Company)) == 1


def test_keys_this_version_does_not_know_survive_a_change(open_plan, folder: Path) -> None:
    store = open_plan()
    with store.transaction("Add") as tx:
        tx.add(company("Fernwick Labs"))
    store.close()
    with tinydb.TinyDB(folder / "outreach.json") as stock:
        stock.table("companies").update({"from_the_future": {"a": [1, 2]}}, doc_ids=[1])
    again = open_plan()
    with again.transaction("Edit") as tx:
        tx.put(replace(again.get(Company, 1), motivation=4))
    assert tx.changes.changes[0].after["from_the_future"] == {"a": [1, 2]}
    again.close()
    with tinydb.TinyDB(folder / "outreach.json") as stock:
        stored = stock.table("companies").get(doc_id=1)
    assert stored["from_the_future"] == {"a": [1, 2]} and stored["motivation"] == 4


def test_where_follows_every_change_through_its_index(open_plan) -> None:
    store = open_plan()
    with store.transaction("Add") as tx:
        one, other = tx.add(company("Fernwick Labs")), tx.add(company("Larkspur Health"))
        ana = tx.add(Person(name=clean("Ana Ruiz"), company=CompanyId(one.id)))
    assert [p.id for p in store.where(Person, "company", one.id)] == [ana.id]
    with store.transaction("Move") as tx:
        tx.put(replace(ana, company=CompanyId(other.id)))
        tom = tx.add(Person(name=clean("Tom Okafor"), company=CompanyId(one.id)))
    assert [p.id for p in store.where(Person, "company", one.id)] == [tom.id]
    assert [p.id for p in store.where(Person, "company", other.id)] == [ana.id]
    store.undo()
    assert [p.id for p in store.where(Person, "company", one.id)] == [ana.id]
    with store.transaction("Delete") as tx:
        tx.delete(Person, ana.id)
    assert list(store.where(Person, "company", one.id)) == []
    store.undo()
    assert [p.id for p in store.where(Person, "company", one.id)] == [ana.id]


def test_records_stay_in_id_order_when_a_deleted_one_comes_back(open_plan) -> None:
    store = open_plan()
    with store.transaction("Add") as tx:
        for name in ("Fernwick Labs", "Larkspur Health", "Nimbus Robotics"):
            tx.add(company(name))
    store.all(Company)
    with store.transaction("Delete") as tx:
        tx.delete(Company, 1)
    store.undo()
    assert [c.id for c in store.all(Company)] == [1, 2, 3]
    store.close()
    assert [c.id for c in open_plan().all(Company)] == [1, 2, 3]


def test_subscribers_hear_of_commit_undo_and_redo_until_they_leave(open_plan) -> None:
    store = open_plan()
    heard: list[str] = []
    leave = store.subscribe(lambda done: heard.append(done.label))
    with store.transaction("Add a company") as tx:
        tx.add(company("Fernwick Labs"))
    store.undo()
    store.redo()
    leave()
    store.undo()
    assert heard == ["Add a company", "Undo: Add a company", "Redo: Add a company"]


def test_stock_tinydb_reads_a_closed_plan_one_document_a_line(open_plan, folder: Path) -> None:
    with open_plan() as store, store.transaction("Add") as tx:
        tx.add(company("Fernwick Labs"))
        tx.add(Setting(name="theme", value='"harbor"'))
        tx.add(Contact(key="ana", name=clean("Ana Ruiz")))
        tx.add(Step(kind=StepKind.TODO, made_at=dt.datetime(2026, 11, 22, 9, 30, tzinfo=dt.UTC), person=PersonId(3)))
    with tinydb.TinyDB(folder / "outreach.json") as stock:
        assert stock.table("companies").all()[0]["name"] == "Fernwick Labs"
        assert stock.table("steps").get(doc_id=1)["made_at"] == "2026-11-22T09:30:00Z"
        assert stock.table("meta").get(doc_id=1)["counters"]["companies"] == 1
    with tinydb.TinyDB(folder / "network.json") as stock:
        assert stock.table("contacts").all()[0]["key"] == "ana"
    lines = (folder / "outreach.json").read_text(encoding="utf-8").splitlines()
    (line,) = [line for line in lines if "Fernwick" in line]
    assert json.loads("{" + line.rstrip(",") + "}")["1"]["name"] == "Fernwick Labs"


def test_every_kind_of_record_has_one_table(open_plan) -> None:
    store = open_plan()
    assert len(set(KINDS.values())) == len(KINDS)
    for kind in KINDS:
        assert store.all(kind) == ()


def test_tinydbs_own_words_work_on_an_open_plan_and_are_durable(open_plan) -> None:
    store = open_plan()
    with store.transaction("Add") as tx:
        tx.add(company("Fernwick Labs"))
    heard: list[ChangeSet] = []
    store.subscribe(heard.append)
    store.db.table("companies").update({"motivation": 4}, tinydb.where("name") == "Fernwick Labs")
    assert [done.tables for done in heard] == [{"companies"}]
    assert store.get(Company, 1).motivation == 4
    assert open_plan().get(Company, 1).motivation == 4
    assert store.undo().title == "Edit through TinyDB"
    assert store.get(Company, 1).motivation == 2


def test_a_large_batch_is_one_change_set_that_undo_takes_back(open_plan, folder: Path) -> None:
    store = open_plan()
    with store.transaction("Import") as tx:
        for number in range(3000):
            tx.add(Contact(key=f"k{number}", name=clean(f"Ana Ruiz {number}"), position=clean("Engineer " * 40)))
    assert len(tx.changes.changes) == 3000
    assert (folder / "network.json").stat().st_size > 1_000_000, "past a size the files are written at once"
    again = open_plan()
    assert len(again.all(Contact)) == 3000
    assert again.undo().label == "Undo: Import"
    assert again.all(Contact) == ()
    assert again.redo().label == "Redo: Import"
    assert len(again.all(Contact)) == 3000
