"""What the timetable keeps is what it would work out anew, whatever was done in between."""

from __future__ import annotations

import datetime as dt
import random
from contextlib import closing

import pytest

from outreach.clock import FixedClock
from outreach.domain.kinds import Channel, PersonState, StepKind, StepState
from outreach.domain.model import Company, Person, Step
from outreach.errors import Refused
from outreach.planner import Planner, open_planner
from outreach.planner.timetable import Timetable
from outreach.text import clean

COMMANDS = (
    *("sent", "invite", "log", "snooze", "skip", "pin", "move", "evidence", "news"),
    *("pause", "plan", "company", "add", "night", "undo", "redo", "leave", "lead"),
    *("stray", "gone", "messages", "referral", "bare"),
)


def anew(planner: Planner) -> Timetable:
    """A timetable that remembers nothing."""
    return Timetable(planner.store, planner.library, planner.config, planner.paths)


def do_something(planner: Planner, clock: FixedClock, chance: random.Random) -> str:
    """One command of a user's, at random; those the planner refuses are part of the game."""
    people = [person.id for person in planner.store.all(Person)]
    companies = [company.id for company in planner.store.all(Company)]
    steps = [step.id for step in planner.store.where(Step, "state", StepState.OPEN)]
    who, where = chance.choice(people), chance.choice(companies)
    what = chance.choice(COMMANDS)
    try:
        match what:
            case "sent":
                planner.steps.sent(who)
            case "invite":
                planner.steps.sent(who, channel=Channel.INVITE)
            case "log":
                happened = (StepKind.REPLIED, StepKind.DECLINED, StepKind.TALK, StepKind.ACCEPTED, StepKind.WITHDRAW, StepKind.REFERRED)
                planner.steps.log(who, chance.choice(happened))
            case "snooze" if steps:
                planner.steps.snooze(chance.choice(steps), planner.today() + dt.timedelta(days=chance.randint(1, 9)))
            case "skip" if steps:
                planner.steps.skip(chance.choice(steps))
            case "pin" if steps:
                planner.steps.pin(chance.choice(steps), pinned=chance.random() < 0.7)
            case "move":
                planner.people.move(who, chance.randint(1, 3))
            case "evidence":
                planner.evidence.add(who, chance.choice(("met", "spoke", "worked together")), on="2026-05-01")
            case "news":
                planner.news.add(who, "a new role")
            case "pause":
                planner.people.edit(who, paused_until=planner.today() + dt.timedelta(days=4))
            case "plan":
                planner.steps.add(chance.choice(("invite", "share", "follow-up", "to do")), person_id=who, text="something")
            case "company":
                planner.companies.edit(where, status=chance.choice(("active", "paused")))
            case "add":
                planner.people.add(f"Newcomer Number{len(people)}", where, worked_closely=chance.random() < 0.5)
            case "night":
                clock.set(clock.now() + dt.timedelta(days=chance.randint(1, 3)))
            case "undo":
                planner.undo()
            case "redo":
                planner.redo()
            case "leave":
                planner.people.edit(who, company=chance.choice([*companies, None]))
            case "stray":
                with planner.store.transaction("A step that names no company") as tx:
                    tx.add(Step(kind=StepKind.FOLLOW_UP, person=who, made_at=clock.now()))
            case "gone" if len(companies) > 2:
                planner.companies.delete(where)
            case "messages":
                planner.evidence.add(who, "messages", on="2026-05-01", sent=2, received=3)
            case "referral":
                planner.steps.add("referral ask", person_id=who)
            case "bare":
                with planner.store.transaction("Somebody without a step") as tx:
                    tx.add(Person(name=clean(f"Bare Number{len(people)}"), company=where, state=PersonState.INSIDER))
            case "lead":
                planner.leads.add(where, title="Engineer", given_by=who)
    except Refused:
        return f"{what} refused"
    return what


@pytest.mark.parametrize("seed", range(10))
def test_what_is_kept_is_what_would_be_worked_out_anew(planner: Planner, clock: FixedClock, seed: int) -> None:
    chance = random.Random(seed)
    for name in ("Fernwick Labs", "Holt & Vane", "Nimbus Robotics"):
        company = planner.companies.add(name).id
        for first in ("Ana", "Tom", "Mei"):
            planner.people.add(f"{first} {name.split()[0]}", company)
    done = []
    for _ in range(70):
        done.append(do_something(planner, clock, chance))
        today = planner.today()
        fresh = anew(planner)
        assert planner.timetable.all_dues(today) == fresh.all_dues(today), done
        assert planner.timetable.budgets(today) == fresh.budgets(today), done
        for step in planner.store.where(Step, "state", StepState.OPEN):
            assert planner.timetable.place_of(step) == fresh.place_of(step), done
    opened = {step.id for step in planner.store.where(Step, "state", StepState.OPEN)}
    assert {due.step for due in planner.timetable.all_dues(planner.today())} == opened


def test_what_was_forgotten_in_another_window_is_on_no_list_here(planner: Planner, clock: FixedClock):
    """A forgetting tells other windows which records went and not a word of what they held: nothing worked out before may stay."""
    fern = planner.companies.add("Fernwick Labs")
    ana, tom = (planner.people.add(name, fern.id) for name in ("Ana Ruiz", "Tom Okafor"))
    with closing(open_planner(planner.paths, clock, planner.config)) as other:
        other.refresh()
        assert {due.person for due in planner.timetable.all_dues(planner.today())} == {ana.id, tom.id}
        other.forget(ana.id)
        planner.refresh()
        assert {due.person for due in planner.timetable.all_dues(planner.today())} == {tom.id}
        assert [row.name for row in planner.views.insiders(fern.id)] == ["Tom Okafor"]
