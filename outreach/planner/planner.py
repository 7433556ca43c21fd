"""The planner: one open plan with its commands by noun, its views, its library and its clock.

The commands themselves are in ``nouns``.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from outreach.clock import Clock
from outreach.config import Config
from outreach.domain.kinds import PersonState
from outreach.domain.model import Company, CompanyId, Person, PersonId, Profile, Setting, StepId
from outreach.errors import Problem, Refused, UsageError
from outreach.paths import Paths
from outreach.planner import lookup
from outreach.planner.library import Library
from outreach.planner.nouns import Nouns
from outreach.planner.words import day_long
from outreach.store import ChangeSet, Store

if TYPE_CHECKING:
    from outreach.domain.matching import Matcher
    from outreach.planner.fields import Finders
    from outreach.planner.timetable import Timetable
    from outreach.store.check import Finding

Watcher = Callable[[frozenset[str], str], None]
"""Told which tables a change touched and what the change was called."""


def open_planner(paths: Paths, clock: Clock, config: Config, *, read_only: bool = False) -> Planner:
    """The planner on the plan in ``paths.data``. Opening never writes; raises BadInput for a plan that cannot be read."""
    return Planner(Store.open(paths.data, clock, read_only=read_only), clock, config, paths)


class Planner(Nouns):
    """One open plan. Every write is one transaction; whoever subscribed is told which tables it touched."""

    def __init__(self, store: Store, clock: Clock, config: Config, paths: Paths) -> None:
        self.store = store
        self.clock = clock
        self.config = config
        self.paths = paths
        self.library = Library(paths.config)
        self._watchers: list[Watcher] = []
        self._matcher: Matcher | None = None
        self._heard: list[ChangeSet] | None = None
        """Changes of others while they are being taken in."""
        store.subscribe(self._on_change)

    @cached_property
    def timetable(self) -> Timetable:
        """What is due, company by company; loaded when first asked, which a first paint does not."""
        from outreach.planner.timetable import Timetable

        return Timetable(self.store, self.library, self.config, self.paths)

    @property
    def matcher(self) -> Matcher:
        """Company-name matching with what the user decided so far."""
        if self._matcher is None:
            from outreach.planner.matching import matcher

            self._matcher = matcher(self.store, self.library)
        return self._matcher

    @property
    def profile(self) -> Profile | None:
        """What the archive says of the plan's owner."""
        found = self.store.all(Profile)
        return found[0] if found else None

    def today(self) -> dt.date:
        """The user's date."""
        return self.clock.today()

    def day(self, text: str, *, past: bool = False) -> dt.date:
        """The day meant by ``3bd``, ``next tue``, ``12 jan`` or an ISO date; with ``past``, ``5 nov`` is the last one, not the next.

        Raises UsageError with examples.
        """
        from outreach.domain.dates import parse_day

        return parse_day(text, self.today(), self.timetable.calendar(self.today()), past=past)

    def refuse_unknown_cadence(self, name: str) -> None:
        """Raise Refused for a cadence nobody defined: with it nothing would ever follow, and nothing say so. Blank is the usual one."""
        if name:
            try:
                self.library.cadence(name)
            except UsageError as error:
                raise Refused((Problem("cadence", str(error)),)) from None

    def past_day(self, text: str) -> dt.date:
        """The day meant by somebody who tells what has happened."""
        return self.day(text, past=True)

    def words_for(self, day: dt.date) -> str:
        """``Thu 26 Nov 2026``."""
        return day_long(day)

    def find_company(self, text: str) -> CompanyId:
        """The company meant by a number or an unambiguous part of a name."""
        return lookup.find_company(self.store, text)

    def find_person(self, text: str) -> PersonId:
        """The person meant by a number or an unambiguous part of a name."""
        return lookup.find_person(self.store, text)

    @cached_property
    def finders(self) -> Finders:
        """What finds a record by its name, for the fields that hold the number of another."""
        return {CompanyId: self.find_company, PersonId: self.find_person}

    def find_step(self, text: str) -> StepId:
        """The open step meant by its number or by a person's name: of several the one that is due first."""
        return lookup.find_step(self.store, text, lambda step: self.timetable.due(step, self.today()).on)

    def completions_company(self, prefix: str) -> list[tuple[int, str]]:
        """Target companies whose name fits what was typed, best first."""
        return lookup.completions(((c.id, c.name) for c in self.store.all(Company)), prefix)

    def completions_person(self, prefix: str) -> list[tuple[int, str]]:
        """People of the plan whose name fits what was typed, best first."""
        live = ((p.id, p.name) for p in self.store.all(Person) if p.state is not PersonState.DROPPED)
        return lookup.completions(live, prefix)

    def undo(self) -> str:
        """Take back the last command; says what it was. Raises Refused when there is nothing to undo."""
        undone = self.store.undo()
        if undone is None:
            raise Refused((Problem("undo", "nothing to undo"),))
        return undone.label

    def redo(self) -> str:
        """Do again what was just undone; says what it was. Raises Refused when there is nothing to redo."""
        redone = self.store.redo()
        if redone is None:
            raise Refused((Problem("redo", "nothing to redo"),))
        return redone.label

    def forget(self, person_id: PersonId) -> str:
        """Remove every trace of somebody, for good; says what was done. Raises NotFound, NotSaved, Busy."""
        from outreach.planner.forgetting import forget

        return forget(self, person_id)

    def prefer(self, name: str, value: str) -> None:
        """Keep a choice of how the screens look with the plan: no command, so undo passes it by and redo still works after it."""
        self.remember(name, value, undoable=False)

    def remember(self, name: str, value: str, *, undoable: bool = True) -> None:
        """Keep a fact with the plan that has no table of its own."""
        with self.store.transaction(f"Remember {name}", undoable=undoable) as tx:
            held = next((s for s in tx.all(Setting) if s.name == name), None)
            if held is None:
                tx.add(Setting(name=name, value=value))
            elif held.value != value:
                tx.put(Setting(id=held.id, uid=held.uid, name=name, value=value))

    def recall(self, name: str, default: str = "") -> str:
        """A choice kept with the plan."""
        return next((s.value for s in self.store.all(Setting) if s.name == name), default)

    def check(self) -> list[Finding]:
        """What is wrong with the plan's files and records; empty when all is well."""
        from outreach.store.check import check

        return check(self.paths.data, self.clock)

    def where(self) -> list[tuple[str, str]]:
        """Label and path of every place the program keeps something."""
        data, config = self.paths.data, self.paths.config
        return [
            ("plan", str(data / "outreach.json")),
            ("network", str(data / "network.json")),
            ("journal", str(data / "outreach.journal")),
            ("backups", str(data / "backups")),
            ("settings", str(config / "config.toml")),
            ("keys", str(config / "keys.toml")),
            ("your rules, cadences, templates, themes", str(config)),
        ]

    def subscribe(self, watcher: Watcher) -> Callable[[], None]:
        """Be told of every change to the plan, whoever made it; returns how to stop."""
        self._watchers.append(watcher)
        return lambda: self._watchers.remove(watcher)

    def refresh(self) -> bool:
        """Take in what other processes wrote; True when there was something. Watchers are told once, however many changes it was."""
        heard: list[ChangeSet] = []
        self._heard = heard
        try:
            return bool(self.store.refresh())
        finally:
            self._heard = None
            if heard:
                self._tell(frozenset().union(*(changes.tables for changes in heard)), heard[-1].label)

    def close(self) -> None:
        """Checkpoint and let go of the files."""
        self.store.close()

    def _on_change(self, changes: ChangeSet) -> None:
        if "timetable" in self.__dict__:
            self.timetable.forget(changes)
        if "decisions" in changes.tables:
            self._matcher = None
        if "views" in self.__dict__:
            self.views.forget(changes)
        if self._heard is None:
            self._tell(changes.tables, changes.label)
        else:
            self._heard.append(changes)

    def _tell(self, tables: frozenset[str], label: str) -> None:
        for watcher in tuple(self._watchers):
            watcher(tables, label)
