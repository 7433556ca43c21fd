"""An exported plan taken in again: whole, once, undoable."""

from __future__ import annotations

from pathlib import Path

import pytest

from outreach.clock import FixedClock
from outreach.domain.kinds import StepKind
from outreach.domain.model import Company, Draft, Person, Step
from outreach.errors import BadInput
from outreach.paths import Paths
from outreach.planner import Planner, open_planner
from outreach.planner.reimport import take_in
from outreach.planner.sample import plant


@pytest.fixture
def exported(planner: Planner) -> bytes:
    plant(planner)
    return planner.exports.plan([company.id for company in planner.store.all(Company)], format="json")


@pytest.fixture
def other(tmp_path: Path, clock: FixedClock, planner: Planner) -> Planner:
    elsewhere = Paths(data=tmp_path / "other", config=tmp_path / "config")
    opened = open_planner(elsewhere, clock, planner.config)
    opened.companies.add("Zebra Zoo")
    return opened


def test_an_exported_plan_comes_back_with_its_people_steps_and_dates(planner: Planner, exported: bytes, other: Planner) -> None:
    said = take_in(other, exported)
    assert "5 companies" in said
    mine = {(row.what, row.on) for row in planner.views.followups(planner.find_company("Larkspur"))}
    theirs = {(row.what, row.on) for row in other.views.followups(other.find_company("Larkspur"))}
    assert mine == theirs != set()


def test_links_lead_to_the_new_numbers(exported: bytes, other: Planner) -> None:
    take_in(other, exported)
    for step in other.store.all(Step):
        assert step.person is None or other.store.find(Person, step.person)
        assert step.anchor is None or other.store.find(Step, step.anchor)
        if step.kind is StepKind.FOLLOW_UP and step.person is not None:
            assert other.store.get(Person, step.person).company == step.company
    assert all(draft.step is None or other.store.find(Step, draft.step) for draft in other.store.all(Draft))


def test_the_same_file_twice_adds_nothing(exported: bytes, other: Planner) -> None:
    take_in(other, exported)
    before = len(other.store.all(Step))
    assert take_in(other, exported) == "nothing new"
    assert len(other.store.all(Step)) == before


def test_one_undo_takes_all_of_it_back(exported: bytes, other: Planner) -> None:
    take_in(other, exported)
    other.undo()
    assert [company.name for company in other.store.all(Company)] == ["Zebra Zoo"]


def test_a_file_that_is_no_plan_changes_nothing(other: Planner) -> None:
    with pytest.raises(BadInput):
        take_in(other, b'{"format": "something else"}')
    assert len(other.store.all(Company)) == 1
