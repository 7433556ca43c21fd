"""A command over many records is one change of the plan: one undo takes all of it back, and a refusal leaves nothing of it."""

from __future__ import annotations

import datetime as dt
from contextlib import closing

import pytest

from outreach.clock import FixedClock
from outreach.config import Config
from outreach.domain.kinds import StepState
from outreach.domain.model import Person, Step, StepId
from outreach.errors import Refused
from outreach.paths import Paths
from outreach.planner import Planner, open_planner
from outreach.planner.at_once import at_once, steps_at_once


def todos(planner: Planner, *words: str) -> list[StepId]:
    ana = planner.people.add("Ana Ruiz", planner.companies.add("Fernwick Labs").id)
    return [planner.steps.add("to do", person_id=ana.id, on=dt.date(2026, 11, 23), text=word).id for word in words]


def states(planner: Planner, steps: list[StepId]) -> list[StepState]:
    return [planner.store.get(Step, step).state for step in steps]


def test_many_steps_are_done_and_taken_back_as_one(planner: Planner):
    steps = todos(planner, "one", "two", "three")
    assert steps_at_once(planner, "Done: 3 steps", steps, planner.steps.done) == 3
    assert states(planner, steps) == [StepState.DONE] * 3
    assert planner.undo() == "Undo: Done: 3 steps"
    assert states(planner, steps) == [StepState.OPEN] * 3


def test_one_alone_keeps_the_words_of_its_own_command(planner: Planner):
    steps = todos(planner, "one")
    steps_at_once(planner, "Done: 1 step", steps, planner.steps.done)
    assert planner.undo() == "Undo: Done: to do Ana Ruiz"


def test_a_refusal_leaves_nothing_done(planner: Planner):
    steps = todos(planner, "one", "two")

    def second_fails(step: StepId) -> None:
        if step == steps[1]:
            planner.steps.snooze(step, planner.today())
        planner.steps.done(step)

    with pytest.raises(Refused):
        steps_at_once(planner, "Done: 2 steps", steps, second_fails)
    assert states(planner, steps) == [StepState.OPEN] * 2
    assert planner.undo() == "Undo: Plan: two"


def test_what_the_first_of_them_ended_is_passed_by(planner: Planner):
    steps = todos(planner, "one", "two")
    assert steps_at_once(planner, "Retire: 2 steps", steps, planner.steps.retire) == 1
    assert states(planner, steps) == [StepState.RETIRED] * 2
    planner.undo()
    assert states(planner, steps) == [StepState.OPEN] * 2


def test_a_rule_judges_each_of_them_by_those_before_it(paths: Paths, clock: FixedClock):
    """Whoever is next at a company may be written to; marked together, the second one no longer is."""
    with closing(open_planner(paths, clock, Config(policy="strict"))) as planner:
        planner.preflight.done(["all"])
        fern = planner.companies.add("Fernwick Labs")
        planner.homework.research(fern.id, ["read", "people", "postings", "alumni"])
        people = [planner.people.add(name, fern.id, worked_closely=True).id for name in ("Ana Ruiz", "Tom Okafor")]
        for person in people:
            planner.evidence.add(person, "worked together", "2019-03-01", "2021-06-30", "Kettlebrook")
        first = [step.id for step in planner.store.all(Step)]
        assert len(first) == 2
        planner.steps.done(first[0])
        planner.undo()
        planner.views.why(people[1])
        with pytest.raises(Refused):
            steps_at_once(planner, "Done: 2 steps", first, planner.steps.done)
        assert states(planner, first) == [StepState.OPEN] * 2


def test_people_are_dropped_together(planner: Planner):
    fern = planner.companies.add("Fernwick Labs")
    people = [planner.people.add(name, fern.id).id for name in ("Ana Ruiz", "Tom Okafor", "Mei Tanaka")]
    assert at_once(planner, "Drop 3 people", people, planner.people.drop) == 3
    planner.undo()
    assert [planner.store.get(Person, person).do_not_contact for person in people] == [False] * 3
