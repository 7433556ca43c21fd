"""Somebody forgotten is nowhere: not in the plan, its past, the backups or a kept page, and no import brings them back."""

from __future__ import annotations

import contextlib
import datetime as dt
import errno
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from support.archives import archive, connection, message
from support.terminal import Terminal

from outreach import crash
from outreach.clock import FixedClock
from outreach.config import Config
from outreach.domain.model import Company, Draft, Evidence, Person, Step
from outreach.domain.network import Contact
from outreach.errors import NotFound, NotSaved, Refused
from outreach.paths import Paths
from outreach.planner import Planner
from outreach.planner.forgetting import find_contact, finish, forget, forget_contact
from outreach.store import Files, Store
from outreach.store.check import check
from outreach.tui.recovery import Recovery

NOON = dt.datetime(2026, 11, 23, 12, 0, tzinfo=dt.UTC)
CANARY = "Quillimena Vantabrook"
MAIL = "quillimena@vantabrook.example"
SLUG = "quillimena-vantabrook"
TRACES = (CANARY, CANARY.upper(), MAIL, SLUG, "Quillimena", "Vantabrook")
BRIDGE = "Osric Pellworth"


class Quick(Files):
    """Does not wait for the disk."""

    def fsync(self, fd: int) -> None:
        pass

    def fsync_dir(self, folder: Path) -> None:
        pass


def opened(folder: Path, files: Files | None = None, *, day: int = 0) -> Planner:
    paths = Paths(data=folder / "data", config=folder / "config")
    clock = FixedClock(NOON + dt.timedelta(days=day))
    return Planner(Store.open(paths.data, clock, files=files or Quick()), clock, Config(), paths)


def traces(folder: Path) -> list[str]:
    """Every file below ``folder`` that holds a trace, with the trace; names of files too."""
    found = []
    for path in sorted(folder.rglob("*")):
        content = path.read_bytes().lower() if path.is_file() else b""
        named = [trace for trace in TRACES if trace.lower().encode() in content or trace.lower() in path.name.lower()]
        found += [f"{path.relative_to(folder)}: {trace}" for trace in named]
    return found


def zipped(folder: Path, day: str = "11-20-2026") -> Path:
    return archive(
        folder,
        day,
        connections=[
            connection(CANARY, "Fernwick Labs", "Staff Engineer", email=MAIL),
            connection(BRIDGE, "Fernwick Labs", "Recruiter"),
            connection("Tavia Holm", "Larkspur Health"),
        ],
        messages=[
            message("t1", CANARY, "2026-11-10", f"Hello, it is {CANARY}. How are you?", mine=False),
            message("t1", CANARY, "2026-11-09", "Hello again", mine=True),
        ],
    )


def person(planner: Planner, name: str) -> Person:
    return next(one for one in planner.store.all(Person) if one.name == name)


def life(folder: Path) -> Planner:
    """A plan in which the canary has left a trace in every kind of file."""
    planner = opened(folder)
    fern = planner.companies.add("Fernwick Labs", motivation=4)
    planner.imports.apply(planner.imports.preview([zipped(folder)]).token)
    canary, other = person(planner, CANARY), person(planner, BRIDGE)
    planner.people.edit(canary.id, hook="her talk", notes="met at the fair", phone="+44 20 7946 0000")
    planner.evidence.add(canary.id, "worked together", "2019-03-01", "2021-06-30", "Kettlebrook")
    planner.drafts.compose(canary.id)
    planner.steps.log(canary.id, "first touch", on=NOON.date())
    planner.store.backup("by hand")
    planner.introductions.ask(other.id, canary.id)
    planner.people.edit(other.id, notes=f"knows {CANARY} well, write to {MAIL}")
    planner.companies.edit(fern.id, notes=f"{CANARY.upper()} says they hire in spring")
    planner.leads.add(company_id=fern.id, title="Release Engineer", given_by=canary.id)
    planner.store.checkpoint()
    planner.people.edit(canary.id, name="Quillimena Vantabrook-Orr")
    planner.undo()
    draft = planner.store.where(Draft, "person", canary.id)[0]
    Recovery(planner.paths.data, draft.id).keep(f"Dear {CANARY}")
    for name in ("today.memo", "ahead.memo"):
        (planner.paths.data / name).write_text(f"question\n1 30 0\nwrite to {CANARY}\n", encoding="utf-8")
    (planner.paths.data / "backups" / "damaged-2026-11-01T000000-outreach.json").write_bytes(f'{{"people": {{"1": "{CANARY}'.encode())
    (planner.paths.data / "backups" / "merged-2026-11-01T000000-outreach.journal").write_bytes(
        (planner.paths.data / "outreach.history").read_bytes()
    )
    try:
        raise KeyError(CANARY)
    except KeyError as error:
        crash.write_report(error, planner.paths.data)
    return planner


def taken_back(planner: Planner) -> Iterator[str]:
    """Undo everything there is to undo."""
    while True:
        try:
            yield planner.undo()
        except Refused as nothing:
            assert "nothing to undo" in str(nothing)
            return


@pytest.fixture
def plan(tmp_path: Path) -> Iterator[Planner]:
    planner = life(tmp_path)
    (tmp_path / "Basic_LinkedInDataExport_11-20-2026.zip").rename(tmp_path / "taken.zip")
    yield planner
    planner.close()


def test_nothing_of_somebody_forgotten_is_left_in_any_file(plan: Planner) -> None:
    data = plan.paths.data
    named = {line.split(":")[0] for line in traces(data)}
    files = {"outreach.json", "outreach.journal", "outreach.history", "network.json", "today.memo", "ahead.memo", "unsaved/draft-1.txt"}
    assert named >= files
    assert sum(name.startswith("backups/") for name in named) >= 4, "otherwise this proves little"
    said = plan.forget(person(plan, CANARY).id)
    assert traces(data) == []
    assert not any(trace in said for trace in TRACES)
    plan.close()
    assert traces(data) == []


def test_everything_else_is_as_it_was_and_can_still_be_undone(plan: Planner, tmp_path: Path) -> None:
    history = [row.label for row in plan.views.history() if CANARY not in row.label]
    forget(plan, person(plan, CANARY).id)
    other = person(plan, BRIDGE)
    assert other.notes == "knows (forgotten) well, write to (forgotten)"
    assert other.bridge is None
    assert [one.name for one in plan.store.all(Contact)] == [BRIDGE, "Tavia Holm"]
    assert not [one for kind in (Step, Draft, Evidence) for one in plan.store.all(kind) if one.person not in {None, other.id}]
    now = [row.label for row in plan.views.history()]
    assert [label for label in now if "(forgotten)" not in label] == ["Forgot somebody", *history]
    plan.close()
    again = opened(tmp_path)
    undone = list(taken_back(again))
    assert undone[-1] == "Undo: Add Fernwick Labs"
    assert again.store.all(Company) == again.store.all(Person) == again.store.all(Contact) == ()
    for _ in undone:
        again.redo()
    assert [one.name for one in again.store.all(Person)] == [BRIDGE]
    again.close()
    assert traces(again.paths.data) == []
    assert {finding.id for finding in again.check()} == set()


def test_the_same_archive_and_a_later_one_do_not_bring_them_back(plan: Planner, tmp_path: Path) -> None:
    forget(plan, person(plan, CANARY).id)
    for day in ("11-20-2026", "11-22-2026"):
        preview = plan.imports.preview([zipped(tmp_path, day)])
        assert any("1 person left out whom you asked to forget" in note for note in preview.notes)
        plan.imports.apply(preview.token)
        assert CANARY not in {one.name for kind in (Contact, Person) for one in plan.store.all(kind)}
    plan.close()
    assert traces(plan.paths.data) == []


def test_an_exported_plan_does_not_bring_them_back(plan: Planner, tmp_path: Path) -> None:
    from outreach.planner.reimport import take_in

    content = plan.exports.plan([plan.store.all(Company)[0].id], format="json")
    assert CANARY.encode() in content
    plan.close()
    fresh = opened(tmp_path)
    forget(fresh, person(fresh, CANARY).id)
    take_in(fresh, content)
    assert CANARY not in {one.name for one in fresh.store.all(Person)}
    fresh.close()


def test_a_restored_backup_does_not_bring_them_back(plan: Planner) -> None:
    from outreach.store.backup import list_backups

    forget(plan, person(plan, CANARY).id)
    for backup in list_backups(plan.paths.data):
        plan.store.restore(backup.path, confirmed=True)
        assert CANARY not in {one.name for kind in (Contact, Person) for one in plan.store.all(kind)}
    assert traces(plan.paths.data) == []


def test_somebody_only_in_the_address_book_is_forgotten_by_number(plan: Planner) -> None:
    forget(plan, person(plan, CANARY).id)
    found = find_contact(plan, "Tavia")
    forget_contact(plan, found.id)
    assert [one.name for one in plan.store.all(Contact)] == [BRIDGE]
    with pytest.raises(NotFound):
        finish(plan)


def test_somebody_whose_name_or_address_only_begins_the_same_is_left_alone(plan: Planner) -> None:
    fern = plan.find_company("Fernwick Labs")
    url = f"https://www.linkedin.com/in/{SLUG}-2"
    namesake = plan.people.add(f"{CANARY}-Orr", fern, url=url, email=f"{MAIL}.uk", notes=f"not {CANARY}, see {url}")
    forget(plan, person(plan, CANARY).id)
    kept = plan.store.get(Person, namesake.id)
    assert (kept.name, kept.url, kept.email) == (f"{CANARY}-Orr", url, f"{MAIL}.uk")
    assert kept.notes == f"not (forgotten), see {url}"


def test_another_open_window_lets_go_of_them_too(plan: Planner, tmp_path: Path) -> None:
    window = opened(tmp_path)
    assert CANARY in {one.name for one in window.store.all(Contact)}
    forget(plan, person(plan, CANARY).id)
    window.refresh()
    window.companies.add("Nimbus Robotics")
    window.close()
    assert CANARY not in {one.name for kind in (Contact, Person) for one in window.store.all(kind)}
    assert traces(plan.paths.data) == []


def test_a_file_of_another_program_that_names_them_is_pointed_out(plan: Planner) -> None:
    stray = plan.paths.data / "outreach.sync-conflict-1.json"
    stray.write_text(f'{{"people": "{CANARY}"}}', encoding="utf-8")
    assert stray.name in forget(plan, person(plan, CANARY).id)


class Failing(Quick):
    """Fails hurting call number ``at``: with an error, or as a kill after which nothing reaches the disk."""

    CALLS = frozenset({"open_excl", "write", "truncate", "fsync", "replace", "unlink", "fsync_dir", "open_append"})

    def __init__(self, at: int, code: int | None) -> None:
        self.at, self.code, self.count = at, code, 0

    def __getattribute__(self, name: str) -> Any:
        real = super().__getattribute__(name)
        if name not in Failing.CALLS:
            return real

        def call(*values: Any) -> Any:
            self.count += 1
            if self.code is None and self.count >= self.at:
                raise Killed
            if self.count == self.at and self.code is not None:
                raise OSError(self.code, os.strerror(self.code))
            return real(*values)

        return call


class Killed(BaseException):
    """The process is gone."""


def cut_short(home: Path, at: int, code: int | None, copy: Callable[[], None]) -> bool:
    """Forget with call number ``at`` failing, then again without; True when there was such a call."""
    copy()
    files = Failing(at, code)
    planner = opened(home, files)
    who = person(planner, CANARY).id
    with contextlib.suppress(NotSaved, OSError, Killed):
        forget(planner, who)
    if files.count < at:
        return False
    cold = opened(home)
    names = {one.name for kind in (Contact, Person) for one in cold.store.all(kind)}
    told = any(finding.id == "forgetting-cut-short" for finding in check(home / "data", cold.clock))
    assert told == (CANARY not in names and bool(traces(home / "data"))), f"call {at}: the check says otherwise"
    if CANARY in names:
        assert sum(one.name == CANARY for kind in (Contact, Person) for one in cold.store.all(kind)) == 2, "all of them or nothing"
        forget(cold, person(cold, CANARY).id)
    else:
        with contextlib.suppress(NotFound):  # nothing was left to do but to wait for the disk
            finish(cold)
    cold.close()
    assert traces(home / "data") == [], f"call {at}"
    assert BRIDGE in {one.name for one in opened(home).store.all(Person)}
    return True


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, None], ids=["full", "broken", "killed"])
def test_a_forgetting_cut_short_at_any_call_can_be_finished(tmp_path: Path, code: int | None) -> None:
    import shutil

    first = tmp_path / "first"
    first.mkdir()
    life(first).close()

    def copy() -> None:
        shutil.rmtree(tmp_path / "home", ignore_errors=True)
        shutil.copytree(first, tmp_path / "home")

    at = 1
    while cut_short(tmp_path / "home", at, code, copy):
        at += 1
    assert at > 25


def test_the_verb_asks_for_the_name_and_takes_yes_for_it(plan: Planner, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plan.close()
    env = {"OUTREACH_DATA": str(plan.paths.data), "OUTREACH_CONFIG": str(plan.paths.config), "PYTHONPATH": str(Path(__file__).parents[2])}
    with Terminal([sys.executable, "-m", "outreach", "forget", CANARY], env=env) as window:
        window.wait_for("Type the name")
        window.press("Osric", "enter")
        assert window.wait_end() == 64
    assert traces(plan.paths.data) != []
    with Terminal([sys.executable, "-m", "outreach", "forget", CANARY], env=env) as window:
        window.wait_for("Type the name")
        window.press(CANARY, "enter")
        assert window.wait_end() == 0
    assert traces(plan.paths.data) == []
