"""Marked rows are acted on together: one key does it, one u takes all of it back, and both say how many."""

from __future__ import annotations

import pytest
from support.screens import person, toasts, typed

from outreach.domain.kinds import CompanyStatus, PersonState, StepState
from outreach.domain.model import Company, Person, Step
from outreach.planner import Planner
from outreach.tui.screens.dialog import Confirm


def three_todos(planner: Planner) -> list[int]:
    ana = person(planner, "Ana Ruiz").id
    return [planner.steps.add("to do", person_id=ana, on="today", text=f"thing {at}").id for at in range(3)]


def states(planner: Planner, steps: list[int]) -> set[StepState]:
    return {planner.store.get(Step, step).state for step in steps}


async def mark(app, pilot, steps: list[int]) -> None:
    """Mark those rows of Today."""
    await pilot.press("t")
    for step in steps:
        app.main.page.pane.body.look_at(step)
        await pilot.press("x")


@pytest.mark.parametrize(
    ("keys", "after", "said"),
    [
        (("space",), StepState.DONE, "Done: 3 steps. u takes all 3 back."),
        (("c",), StepState.SKIPPED, "Skipped 3 steps. u takes all 3 back."),
        (("R", "enter"), StepState.RETIRED, "Retired 3 steps. u takes all 3 back."),
    ],
)
async def test_marked_steps_end_together_and_one_undo_brings_all_back(run, planner: Planner, keys, after, said):
    steps = three_todos(planner)
    async with run() as (app, pilot):
        await mark(app, pilot, steps)
        await pilot.press(*keys)
        assert states(planner, steps) == {after}
        assert said in toasts(app)
        await pilot.press("u")
        assert states(planner, steps) == {StepState.OPEN}
        assert any("3 steps" in toast and toast.startswith("Undone") for toast in toasts(app))


async def test_marked_steps_sleep_together(run, planner: Planner):
    steps = three_todos(planner)
    async with run() as (app, pilot):
        await mark(app, pilot, steps)
        await pilot.press("s", "enter")
        assert all(planner.store.get(Step, step).snoozed_until for step in steps)
        assert any(toast.startswith("3 steps hidden until Tue 24 Nov 2026") for toast in toasts(app))
        await pilot.press("u")
        assert not any(planner.store.get(Step, step).snoozed_until for step in steps)


async def test_marked_companies_come_back_together(run, planner: Planner):
    async with run() as (app, pilot):
        await pilot.press("x", "x", "P")
        assert "2 companies: 2 paused. u takes all 2 back." in toasts(app)
        await pilot.press("u")
        assert {company.status for company in planner.store.all(Company)} == {CompanyStatus.ACTIVE}


async def test_marked_people_are_dropped_and_come_back_together(run, planner: Planner):
    async with run() as (app, pilot):
        await pilot.press("2", "X", "D", "enter")
        assert {one.state for one in planner.store.all(Person) if one.company == 1} == {PersonState.DROPPED}
        await pilot.press("u")
        assert PersonState.DROPPED not in {one.state for one in planner.store.all(Person)}
        assert any("Undone: Drop 4 people" in toast for toast in toasts(app))


async def test_marked_people_are_deleted_and_come_back_together(run, planner: Planner):
    async with run() as (_, pilot):
        await pilot.press("2", "X", "d", "y")
        assert len(planner.store.all(Person)) == 1
        await pilot.press("u")
        assert len(planner.store.all(Person)) == 5


async def test_messages_with_gaps_are_asked_about_once_before_all_are_logged(run, planner: Planner):
    draft = planner.drafts.compose(person(planner, "Tom Okafor").id)
    planner.drafts.save(draft.id, "Hi Tom, «say how you know each other»?")
    ana, tom = person(planner, "Ana Ruiz").id, person(planner, "Tom Okafor").id
    before = len(planner.store.where(Step, "state", StepState.DONE))
    async with run() as (app, pilot):
        await pilot.press("2")
        for one in (ana, tom):
            app.main.page.insiders.body.look_at(one)
            await pilot.press("x")
        await pilot.press("space")
        assert isinstance(app.screen, Confirm)
        await pilot.press("y")
        assert len(planner.store.where(Step, "state", StepState.DONE)) == before + 2
        await pilot.press("u")
        assert len(planner.store.where(Step, "state", StepState.DONE)) == before


async def test_people_of_the_network_are_taken_in_together(run, planner: Planner):
    async with run() as (_, pilot):
        await pilot.press("n")
        await pilot.press("X", "a", "ctrl+u")
        await typed(pilot, "Fernwick Labs")
        await pilot.press("enter")
        assert len(planner.store.all(Person)) == 8
        await pilot.press("u")
        assert len(planner.store.all(Person)) == 5
