"""What the user decided stays decided: snoozed, pinned, skipped, retired, dated by hand or paused, through refreshes and imports."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from support.archives import archive, connection, message

from outreach.clock import FixedClock
from outreach.config import Config
from outreach.domain.kinds import CompanyStatus, StepKind, StepState
from outreach.domain.model import Company, CompanyId, Person, Step, StepId
from outreach.paths import Paths
from outreach.planner import Planner, open_planner
from outreach.planner.rows import DueRow

NAMES = ("Ana Ruiz", "Tom Okafor", "Mei Tanaka", "Idris Cole", "Una Harrow")


def take(planner: Planner, path: Path) -> None:
    planner.imports.apply(planner.imports.preview([path]).token)


def people_of(stamp: str, folder: Path) -> Path:
    there = [connection(name, "Fernwick Labs", f"Engineer {place}") for place, name in enumerate(NAMES)]
    talk = [message("a", "Ana Ruiz", "2026-05-01", "Lovely, thank you!", mine=False)]
    return archive(folder, stamp, connections=there, messages=[*talk, message("a", "Ana Ruiz", "2026-04-30", "Here it is", mine=True)])


@pytest.fixture
def company(planner: Planner, tmp_path: Path) -> CompanyId:
    take(planner, people_of("10-06-2026", tmp_path))
    made = planner.companies.add("Fernwick Labs")
    for name in NAMES:
        planner.people.triage([planner.find_person(name)], "insider")
    return made.id


def step_of(planner: Planner, name: str) -> Step:
    person = planner.find_person(name)
    return next(step for step in planner.store.where(Step, "person", person) if step.kind is StepKind.FIRST_TOUCH)


def row_of(planner: Planner, company: CompanyId, step: StepId) -> DueRow | None:
    return next((row for row in planner.views.followups(company) if row.step == step), None)


def test_what_was_decided_of_a_step_survives_a_second_archive_and_another_window(
    planner: Planner, paths: Paths, clock: FixedClock, company: CompanyId, tmp_path: Path
) -> None:
    snoozed, pinned, skipped, retired, dated = (step_of(planner, name).id for name in NAMES)
    planner.steps.snooze(snoozed, dt.date(2026, 12, 8))
    planner.steps.pin(pinned)
    planner.steps.skip(skipped, "not now")
    planner.steps.retire(retired, "wrong team")
    planner.steps.edit(dated, on=dt.date(2026, 12, 3))

    def decided() -> tuple[object, ...]:
        steps = [planner.store.get(Step, number) for number in (snoozed, pinned, skipped, retired, dated)]
        return tuple((one.state, one.snoozed_until, one.pinned, one.on, one.reason) for one in steps)

    before = decided()
    assert [state for state, *_ in before] == [  # type: ignore[misc]
        StepState.OPEN,
        StepState.OPEN,
        StepState.SKIPPED,
        StepState.RETIRED,
        StepState.OPEN,
    ]
    other = open_planner(paths, clock, Config())
    take(other, people_of("11-20-2026", tmp_path))
    other.companies.add("Holt & Vane")
    other.close()
    planner.refresh()
    take(planner, people_of("11-22-2026", tmp_path))
    assert decided() == before
    hidden = row_of(planner, company, snoozed)
    assert hidden is not None
    assert (hidden.urgency, hidden.on) == ("waiting", dt.date(2026, 12, 8))
    assert row_of(planner, company, skipped) is None
    assert row_of(planner, company, retired) is None
    firsts = [row.step for row in planner.views.followups(company)]
    assert firsts[0] == pinned
    # Nobody skipped or retired is given a first touch anew.
    for name in ("Mei Tanaka", "Idris Cole"):
        assert not [s for s in planner.store.where(Step, "person", planner.find_person(name)) if s.state is StepState.OPEN]


def test_a_snoozed_step_comes_back_on_its_day_and_no_sooner(
    planner: Planner, clock: FixedClock, company: CompanyId, tmp_path: Path
) -> None:
    step = step_of(planner, "Ana Ruiz").id
    planner.steps.snooze(step, dt.date(2026, 12, 8))
    clock.set(dt.datetime(2026, 12, 7, 23, 59, tzinfo=dt.UTC))
    take(planner, people_of("12-07-2026", tmp_path))
    asked = [row.step for row in (*planner.views.today().due, *planner.views.today().overdue)]
    assert step not in asked
    clock.set(dt.datetime(2026, 12, 8, 0, 1, tzinfo=dt.UTC))
    today = planner.views.today()
    assert step in [row.step for row in (*today.due, *today.overdue)]


def test_a_paused_person_and_a_paused_company_stay_paused(planner: Planner, company: CompanyId, tmp_path: Path) -> None:
    ana = planner.find_person("Ana Ruiz")
    planner.people.edit(ana, paused_until=dt.date(2026, 12, 14))
    planner.companies.edit(company, status="paused")
    take(planner, people_of("11-22-2026", tmp_path))
    assert planner.store.get(Person, ana).paused_until == dt.date(2026, 12, 14)
    assert planner.store.get(Company, company).status is CompanyStatus.PAUSED
    assert planner.views.today().count == 0
    planner.companies.edit(company, status="active")
    held = row_of(planner, company, step_of(planner, "Ana Ruiz").id)
    assert held is not None
    assert (held.urgency, held.held_until) == ("held", dt.date(2026, 12, 14))
