"""A planner and a plain dictionary do the same fifty things in a random order, crashes and full disks between them, and must agree."""

from __future__ import annotations

import datetime as dt
import errno
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from faults.ends import surroundings
from faults.figures import NOON, Quick, Row, opened
from support.archives import archive, connection

from outreach.clock import FixedClock
from outreach.domain.kinds import StepState
from outreach.domain.model import Company, Person, Step
from outreach.domain.network import Contact
from outreach.errors import NotSaved, Refused
from outreach.planner import Planner, merging
from outreach.planner.forgetting import forget

COMPANIES = ("Fernwick Labs", "Larkspur Health", "Nimbus Robotics", "Kettlebrook Press")
LISTED = {
    "Ada Marlowe": "Fernwick Labs",
    "Bram Osterley": "Fernwick Labs",
    "Cleo Vantris": "Larkspur Health",
    "Dov Harrowgate": "Nimbus Robotics",
    "Elke Sandoval": "Quarry Nine",
}
"""People of the archives; hand-made people have names of their own."""

Model = dict[str, dict[str, tuple[Any, ...]]]


class Full(Quick):
    """A disk that is full while ``full`` says so."""

    full = False

    def write(self, fd: int, data: bytes, offset: int) -> None:
        if self.full:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        super().write(fd, data, offset)


class Command:
    """One thing done: the model before and after, and whom or what it was about."""

    def __init__(self, before: Model, after: Model, about: set[str]) -> None:
        self.before, self.after, self.about = before, after, about


def _copy(model: Model) -> Model:
    return {table: dict(rows) for table, rows in model.items()}


class Run:
    """One planner, its dictionary, and the commands that can be taken back."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.chance = random.Random(seed)
        self.outside = seed % 10 == 0
        """Whether a second process is a process: those take a while."""
        self.home = folder / "home"
        self.archives = [
            self._archive(folder, "11-20-2026", list(LISTED)[:3]),
            self._archive(folder, "11-21-2026", list(LISTED)),
        ]
        self.model: Model = {"companies": {}, "people": {}, "contacts": {}, "snoozed": {}}
        self.undoable: list[Command] = []
        self.redoable: list[Command] = []
        self.forgotten: set[str] = set()
        self.imported: set[int] = set()
        self.made = 0
        self.now = NOON
        self.files = Full()
        self.planner = opened(self.home, self.files)
        self.log: list[str] = []

    def _archive(self, folder: Path, day: str, names: list[str]) -> Path:
        return archive(folder, day, connections=[connection(name, LISTED[name]) for name in names])

    def _person(self, label: str) -> Person:
        name, _, company = label.partition(" @ ")
        names = {one.id: one.name for one in self.planner.store.all(Company)}
        return next(p for p in self.planner.store.all(Person) if p.name == name and names.get(p.company or 0, "") == company)

    def found(self, planner: Planner) -> Model:
        """What the planner holds, in the dictionary's words."""
        names = {one.id: one.name for one in planner.store.all(Company)}
        people = {one.id: f"{one.name} @ {names.get(one.company or 0, '')}" for one in planner.store.all(Person)}
        return {
            "companies": {one.name: (one.motivation,) for one in planner.store.all(Company)},
            "people": {people[one.id]: (one.hook,) for one in planner.store.all(Person)},
            "contacts": {one.name: () for one in planner.store.all(Contact)},
            "snoozed": {
                people[one.person or 0]: (one.snoozed_until,)
                for one in planner.store.all(Step)
                if one.snoozed_until and one.state is StepState.OPEN
            },
        }

    def _recruit(self, model: Model) -> None:
        for name in model["contacts"]:
            if LISTED[name] in model["companies"]:
                model["people"].setdefault(f"{name} @ {LISTED[name]}", ("",))

    def _do(self, about: set[str], after: Model, work: Callable[[], object]) -> None:
        """Run a command, perhaps on a full disk, and keep it for undo when it changed something."""
        if self.chance.random() < 0.08:
            self.files.full = True
            try:
                work()
            except NotSaved:
                self.log.append("  full")
                self.files.full = False
                self.planner.store.retry()
            finally:
                self.files.full = False
        else:
            work()
        if after == self.model:  # after a jump of the clock a step may be hidden until the day it was hidden until already
            return
        self.undoable.append(Command(self.model, after, about))
        self.redoable.clear()
        self.model = after

    def add_company(self) -> None:
        free = [name for name in COMPANIES if name not in self.model["companies"]]
        if free:
            name = self.chance.choice(free)
            after = _copy(self.model)
            after["companies"][name] = (2,)
            self._recruit(after)
            self._do({name}, after, lambda: self.planner.companies.add(name))

    def edit_company(self) -> None:
        if self.model["companies"]:
            name = self.chance.choice(sorted(self.model["companies"]))
            (held,) = self.model["companies"][name]
            after = _copy(self.model)
            after["companies"][name] = ((held + 1) % 5,)
            self._do({name}, after, lambda: self.planner.companies.edit(self.planner.find_company(name), motivation=(held + 1) % 5))

    def add_person(self) -> None:
        if self.model["companies"]:
            company = self.chance.choice(sorted(self.model["companies"]))
            self.made += 1
            name = f"Hand Made{self.made:03d}x"
            after = _copy(self.model)
            after["people"][f"{name} @ {company}"] = ("",)
            self._do({name}, after, lambda: self.planner.people.add(name, self.planner.find_company(company)))

    def edit_person(self) -> None:
        if self.model["people"]:
            label = self.chance.choice(sorted(self.model["people"]))
            self.made += 1
            hook = f"hook {self.made}"
            after = _copy(self.model)
            after["people"][label] = (hook,)
            self._do({label.partition(" @ ")[0]}, after, lambda: self.planner.people.edit(self._person(label).id, hook=hook))

    def snooze(self) -> None:
        if self.model["people"]:
            label = self.chance.choice(sorted(self.model["people"]))
            person = self._person(label)
            steps = [step for step in self.planner.store.where(Step, "person", person.id) if step.state is StepState.OPEN]
            if len(steps) == 1:
                self.made += 1
                until = self.now.date() + dt.timedelta(days=1 + self.made)
                after = _copy(self.model)
                after["snoozed"][label] = (until,)
                self._do({person.name}, after, lambda: self.planner.steps.snooze(steps[0].id, until))

    def bring_in(self) -> None:
        which = self.chance.randrange(2)
        names = [name for name in (list(LISTED)[:3], list(LISTED))[which] if name not in self.forgotten]
        preview = self.planner.imports.preview([self.archives[which]])
        if not preview.changes:
            assert set(names) <= set(self.model["contacts"])
            return
        after = _copy(self.model)
        after["contacts"].update(dict.fromkeys(names, ()))
        self._recruit(after)
        self.undoable.append(Command(self.model, after, {"import"}))
        self.redoable.clear()
        self.planner.imports.apply(preview.token)
        self.model = after

    def undo(self) -> None:
        if not self.undoable:
            self._refused(self.planner.undo)
            return
        self.planner.undo()
        command = self.undoable.pop()
        self.redoable.append(command)
        self.model = command.before

    def redo(self) -> None:
        if not self.redoable:
            self._refused(self.planner.redo)
            return
        self.planner.redo()
        command = self.redoable.pop()
        self.undoable.append(command)
        self.model = command.after

    def _refused(self, work: Callable[[], str]) -> None:
        try:
            work()
        except Refused:
            return
        raise AssertionError("took back what was not there")

    def forget(self) -> None:
        if not self.model["people"] or self.chance.random() < 0.4:
            return
        name = self.chance.choice(sorted(self.model["people"])).partition(" @ ")[0]
        forget(self.planner, next(one for one in self.planner.store.all(Person) if one.name == name).id)
        self.forgotten.add(name)
        for command in (*self.undoable, *self.redoable):
            command.before, command.after = self._without(command.before, name), self._without(command.after, name)
            command.about.discard(name)
        self.undoable = [command for command in self.undoable if command.about]
        self.redoable = [command for command in self.redoable if command.about]
        self.model = self._without(self.model, name)

    @staticmethod
    def _without(model: Model, name: str) -> Model:
        return {table: {label: row for label, row in rows.items() if label.partition(" @ ")[0] != name} for table, rows in model.items()}

    def crash(self) -> None:
        self.planner.store.close(checkpoint=False)
        self.planner = opened(self.home, self.files, now=self.now)

    def restart(self) -> None:
        self.planner.close()
        self.planner = opened(self.home, self.files, now=self.now)

    def other_window(self) -> None:
        """Another process does the next thing; this window takes it in, then starts again so that it may take it back."""
        mine, self.planner = self.planner, opened(self.home, self.files, now=self.now)
        self.chance.choice([self.add_company, self.add_person, self.edit_company])()
        self.planner.close()
        mine.refresh()
        assert self.found(mine) == self.model, "the first window did not take it in"
        mine.close()
        self.planner = opened(self.home, self.files, now=self.now)

    def other_process(self) -> None:
        """A command typed in another terminal, in a process of its own; this window takes it in."""
        free = [name for name in COMPANIES if name not in self.model["companies"]]
        if not self.outside or not free:
            return
        name = self.chance.choice(free)
        after = _copy(self.model)
        after["companies"][name] = (2,)
        self._recruit(after)
        env = {**os.environ, **surroundings(self.home), "OUTREACH_NOW": self.now.isoformat()}
        done = subprocess.run([sys.executable, "-m", "outreach", "company", "add", name], env=env, capture_output=True, check=False)
        assert done.returncode == 0, done.stderr
        self.undoable.append(Command(self.model, after, {name}))
        self.redoable.clear()
        self.model = after
        self.planner.refresh()
        self.restart()

    def merge(self) -> None:
        """The plan was carried on on another machine as well; a sync program brings that version, and both are made one."""
        if not self.model["companies"]:
            return
        away = self.home.parent / "away"
        shutil.rmtree(away, ignore_errors=True)
        self.planner.store.checkpoint()
        shutil.copytree(self.home / "data", away / "data")
        company = self.chance.choice(sorted(self.model["companies"]))
        self.made += 1
        name = f"From Away{self.made:03d}x"
        there = opened(away, now=self.now)
        there.people.add(name, there.find_company(company))
        there.close()
        copy = self.home / "data" / "outreach 2.json"
        shutil.copyfile(away / "data" / "outreach.json", copy)
        after = _copy(self.model)
        after["people"][f"{name} @ {company}"] = ("",)
        merging.merge(self.planner, copy)
        copy.unlink()
        self.undoable.append(Command(self.model, after, {name}))
        self.redoable.clear()
        self.model = after

    def clock_jump(self) -> None:
        self.now += dt.timedelta(days=self.chance.choice([-3, -1, 1, 7, 40]))
        clock = self.planner.clock
        assert isinstance(clock, FixedClock)
        clock.set(self.now)

    def checkpoint(self) -> None:
        self.planner.store.checkpoint()

    def go(self, steps: int) -> str:
        """Do that many things; what went wrong, or nothing."""
        often = (
            self.add_company,
            self.add_person,
            self.edit_company,
            self.edit_person,
            self.edit_person,
            self.snooze,
            self.undo,
            self.redo,
        )
        seldom = (
            self.bring_in,
            self.forget,
            self.crash,
            self.restart,
            self.other_window,
            self.other_process,
            self.merge,
            self.clock_jump,
            self.checkpoint,
        )
        try:
            for number in range(steps):
                what = self.chance.choice(often if self.chance.random() < 0.7 else seldom)
                self.log.append(what.__name__)
                what()
                assert (got := self.found(self.planner)) == self.model, _difference(got, self.model)
                if number % 10 == 9:
                    cold = opened(self.home)
                    assert (got := self.found(cold)) == self.model, "cold: " + _difference(got, self.model)
                    cold.store.close(checkpoint=False)
            assert not [finding for finding in self.planner.check() if finding.severity == "error"], "check finds an error"
        except Exception as error:
            return f"{type(error).__name__} {error} after {' '.join(self.log[-8:])}"
        finally:
            self.planner.store.close(checkpoint=False)
        return ""


def _difference(got: Model, wanted: Model) -> str:
    return "; ".join(f"{table}: {got[table]} for {wanted[table]}" for table in wanted if got[table] != wanted[table])


def rows(folder: Path, *, long: bool) -> list[Row]:
    """Runs of the model."""
    runs, steps = (1_000, 50) if long else (25, 40)
    bad = []
    for seed in range(runs):
        place = folder / f"run{seed}"
        place.mkdir()
        if wrong := Run(place, seed).go(steps):
            bad.append(f"seed {seed}: {wrong}")
        shutil.rmtree(place)
    what = "planner against a plain dictionary: edits, undo, imports, merges, forgetting, crashes, other processes, full disks"
    return [Row(what, runs * steps, len(bad), runs * steps, "", "; ".join(bad[:3]))]
