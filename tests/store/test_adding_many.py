"""Adding thousands of records at once: the same as adding them one by one."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from outreach.clock import FixedClock
from outreach.domain.model import Company, Setting
from outreach.store import Store
from outreach.text import clean

CLOCK = FixedClock(dt.datetime(2026, 11, 23, 9, tzinfo=dt.UTC))


def test_records_added_together_have_numbers_of_their_own_and_are_one_change(tmp_path: Path) -> None:
    with Store.open(tmp_path, CLOCK) as store:
        with store.transaction("One") as tx:
            tx.add(Company(name=clean("Holt & Vane")))
        with store.transaction("Many") as tx:
            tx.add_all([Company(name=clean("Fernwick Labs")), Setting(name="theme", value="day"), Company(name=clean("Nimbus"), uid="abc")])
            assert [company.id for company in tx.all(Company)] == [1, 2, 3]
        assert len({company.uid for company in store.all(Company)} - {""}) == 3
        store.undo()
        assert [company.name for company in store.all(Company)] == ["Holt & Vane"]
        assert not store.all(Setting)
    with Store.open(tmp_path, CLOCK) as again, again.transaction("More") as tx:
        assert tx.add(Company(name=clean("Larkspur Health"))).id == 4


@pytest.mark.parametrize("bad", ["\ud800", 7, None])
def test_one_that_cannot_be_stored_fails_them_all_and_says_where(tmp_path: Path, bad: object) -> None:
    with Store.open(tmp_path, CLOCK) as store:
        good = Company(name=clean("Fernwick Labs"))
        with pytest.raises((ValueError, TypeError), match=r"name|surrogates"), store.transaction("Many") as tx:
            tx.add_all([good, Company(name=bad), good])  # type: ignore[arg-type]
        assert store.all(Company) == ()
        with store.transaction("Many") as tx:
            tx.add_all([good, good])
        assert [company.id for company in store.all(Company)][-1] - 1 == store.all(Company)[0].id
        assert good.id == 0, "what was handed in is left as it was"
    with Store.open(tmp_path, CLOCK) as again:
        assert [company.name for company in again.all(Company)] == ["Fernwick Labs", "Fernwick Labs"]
