"""An import's thousands of records are encoded, journalled and laid out in runs: nothing may be lost or doubled where two runs meet."""

from __future__ import annotations

import datetime as dt
import errno
import gc
import json
from pathlib import Path

import pytest
from tinydb import TinyDB

from outreach.clock import FixedClock
from outreach.domain.model import Company
from outreach.domain.network import Contact
from outreach.errors import NotSaved
from outreach.store import Store
from outreach.store.changes import Change, ChangeSet
from outreach.store.datafile import compose, validate
from outreach.store.engine import ROOM
from outreach.store.files import Files
from outreach.store.journal import encode_set, scan
from outreach.store.tables import Shelf
from outreach.text import clean

AT = dt.datetime(2026, 11, 23, 9, tzinfo=dt.UTC)
CLOCK = FixedClock(AT)
RUNS = [1, 2, 255, 256, 257, 511, 512, 513]


@pytest.mark.parametrize("count", RUNS)
def test_a_line_of_many_changes_reads_back_as_they_were(count: int) -> None:
    whole = ChangeSet(4, AT, "Import", tuple(Change("people", id, None, b'{"x":%d}' % id) for id in range(1, count + 1)))
    found = scan(encode_set(whole), headed=False)
    assert found.bad == 0 and not found.torn
    assert [line.change_set() for line in found.lines] == [whole]


@pytest.mark.parametrize("count", RUNS)
def test_a_table_of_many_records_has_one_on_each_line(count: int) -> None:
    shelf = Shelf("people")
    for id in range(count, 0, -1):
        shelf.set(id, b'{"x":%d}' % id)
    data = compose([shelf], {}, None)
    expected = ",\n".join(f'"{id}":{{"x":{id}}}' for id in range(1, count + 1))
    assert data.decode() == '{\n"people":{\n' + expected + "\n}\n}\n"


@pytest.mark.parametrize("count", RUNS)
def test_many_records_added_together_are_in_the_plan_stock_tinydb_reads(tmp_path: Path, count: int) -> None:
    names = [f"Ånna {number}" for number in range(count)]
    with Store.open(tmp_path, CLOCK) as store:
        with store.transaction("Import") as tx:
            tx.add_all([Contact(key=str(number), name=clean(name)) for number, name in enumerate(names)])
        assert [contact.name for contact in store.all(Contact)] == names
        assert [contact.id for contact in store.all(Contact)] == list(range(1, count + 1))
    with TinyDB(tmp_path / "network.json", access_mode="r", encoding="utf-8") as plain:
        assert [document["name"] for document in plain.table("contacts")] == names
    with Store.open(tmp_path, CLOCK) as again:
        assert [contact.name for contact in again.all(Contact)] == names


def test_one_bad_record_among_hundreds_fails_them_all_wherever_it_stands(tmp_path: Path) -> None:
    with Store.open(tmp_path, CLOCK) as store:
        for place in (0, 255, 256, 599):
            many = [Company(name=clean(str(number))) for number in range(600)]
            many[place] = Company(name=7)  # type: ignore[arg-type]
            with pytest.raises(ValueError, match="name"), store.transaction("Import") as tx:
                tx.add_all(many)
        assert store.all(Company) == ()


def test_bytes_that_are_no_text_are_found_anywhere_in_a_large_file() -> None:
    sound = ('{"a":"' + "é" * 100_000 + '"}').encode()
    validate(sound)
    for place in (6, 65_535, 65_536, 131_072, len(sound) - 4):
        with pytest.raises(ValueError, match="would not be readable"):
            validate(sound[:place] + b"\xff" + sound[place + 1 :])
    with pytest.raises(ValueError, match="would not be readable"):
        validate(b'{"a":"' + b"x" * 65_530 + b'\xc3"}')


def test_a_line_larger_than_the_free_room_is_followed_by_none_and_the_next_one_fits_behind_it(tmp_path: Path) -> None:
    store = Store.open(tmp_path, CLOCK)
    journal = tmp_path / "outreach.journal"
    with store.transaction("Large") as tx:
        tx.add_all([Company(name=clean(f"{number} {'x' * 150}")) for number in range(500)])
    assert len(journal.read_bytes()) > ROOM and journal.read_bytes().endswith(b"\n")
    with store.transaction("Small") as tx:
        tx.add(Company(name=clean("Fernwick Labs")))
    assert journal.read_bytes().endswith(b"\0")
    with Store.open(tmp_path, CLOCK, read_only=True) as other:
        assert len(other.all(Company)) == 501
    store.close()


class _RefusingOnce(Files):
    """Lets no plan file be put in place the first time, so that the checkpoint's mark stays in the journal."""

    refused = False

    def replace(self, source: Path, target: Path) -> None:
        if target.name == "outreach.json" and not self.refused:
            self.refused = True
            raise OSError(errno.EIO, "refused")
        super().replace(source, target)


def test_the_history_takes_over_change_sets_and_neither_header_nor_marks(tmp_path: Path) -> None:
    with Store.open(tmp_path, CLOCK, files=_RefusingOnce()) as store:
        for round in range(2):
            with store.transaction(f"Many {round}") as tx:
                tx.add_all([Company(name=clean(str(number))) for number in range(300)])
            if not round:
                with pytest.raises(NotSaved):
                    store.checkpoint()
            with store.transaction(f"One {round}") as tx:
                tx.add(Company(name=clean("Fernwick Labs")))
        assert b'"checkpoint"' in (tmp_path / "outreach.journal").read_bytes()
        store.checkpoint()
    lines = (tmp_path / "outreach.history").read_bytes().splitlines()
    assert [json.loads(line[9:])[2] for line in lines] == ["Many 0", "One 0", "Many 1", "One 1"]


def test_the_collector_of_circles_passes_records_and_changes_by() -> None:
    assert not gc.is_tracked(Contact(key="ana", name=clean("Ana")))
    assert not gc.is_tracked(Change("people", 1, None, b"{}"))
