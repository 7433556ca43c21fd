"""Which cadence a step runs on: one of a person's or a company's own; one that nobody defined is refused where it is typed."""

from __future__ import annotations

import datetime as dt

import pytest

from outreach.clock import FixedClock
from outreach.config import Config
from outreach.domain.model import CompanyId, Step
from outreach.errors import BadInput, Refused
from outreach.paths import Paths
from outreach.planner import Planner, open_planner

WRITTEN = dt.date(2026, 11, 23)


def follow_up(planner: Planner, company: CompanyId) -> list[int]:
    """How many days behind the first message the follow-ups fall due."""
    return [(due.on - WRITTEN).days for due in planner.views.followups(company) if due.kind == "follow-up" and due.on]


def written_to(planner: Planner, **company: object) -> CompanyId:
    fern = planner.companies.add("Fernwick Labs", **company).id
    ana = planner.people.add("Ana Ruiz", fern).id
    planner.steps.log(ana, "first touch", on=WRITTEN)
    return fern


def test_a_follow_up_falls_due_by_the_usual_cadence(planner: Planner) -> None:
    assert follow_up(planner, written_to(planner)) == [9], "seven business days"


def test_a_companys_own_cadence_goes_before_the_usual_one(planner: Planner) -> None:
    assert follow_up(planner, written_to(planner, cadence="referral-ask")) == [7], "five business days by that one"


def test_a_persons_own_cadence_goes_before_that_of_the_company(planner: Planner) -> None:
    fern = planner.companies.add("Fernwick Labs", cadence="insider-3b7").id
    ana = planner.people.add("Ana Ruiz", fern, cadence="referral-ask").id
    planner.steps.log(ana, "first touch", on=WRITTEN)
    assert follow_up(planner, fern) == [7]


def test_a_cadence_nobody_defined_is_refused_with_the_nearest(planner: Planner) -> None:
    fern = planner.companies.add("Fernwick Labs")
    ana = planner.people.add("Ana Ruiz", fern.id)
    tries = (
        lambda: planner.companies.add("Holt & Vane", cadence="recruiters"),
        lambda: planner.companies.edit(fern.id, cadence="recruiters"),
        lambda: planner.people.add("Tom Okafor", fern.id, cadence="recruiters"),
        lambda: planner.people.edit(ana.id, cadence="recruiters"),
    )
    for attempt in tries:
        with pytest.raises(Refused, match="did you mean 'recruiter'") as refused:
            attempt()
        assert [problem.field for problem in refused.value.problems] == ["cadence"]
    assert planner.people.edit(ana.id, cadence="recruiter").cadence == "recruiter"
    assert planner.people.edit(ana.id, cadence="").cadence == ""


def test_a_cadence_that_was_taken_out_of_the_users_file_does_not_stand_in_the_way_of_other_fields(planner: Planner) -> None:
    fern = planner.companies.add("Fernwick Labs")
    with planner.store.transaction("Of an older file") as tx:
        tx.put(type(fern)(id=fern.id, uid=fern.uid, name=fern.name, cadence="slow"))
    assert planner.companies.edit(fern.id, motivation=4, cadence="slow").motivation == 4


def test_a_setting_that_names_no_cadence_is_said_before_anything_is_worked_out(paths: Paths, clock: FixedClock) -> None:
    planner = open_planner(paths, clock, Config(cadence="insider-3b"))
    try:
        with pytest.raises(BadInput, match=r"config\.toml: no cadence is called 'insider-3b': did you mean 'insider-3b7'"):
            planner.views.today()
    finally:
        planner.close()


def test_an_empty_setting_lets_nothing_follow_by_itself(paths: Paths, clock: FixedClock) -> None:
    planner = open_planner(paths, clock, Config(cadence=""))
    try:
        assert follow_up(planner, written_to(planner)) == []
        assert [step.kind for step in planner.store.all(Step)]
    finally:
        planner.close()
