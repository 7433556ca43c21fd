"""Two machines changed one plan: what each of them wrote is there after the merge, and the newer of what both wrote."""

from __future__ import annotations

import datetime as dt
import errno
import json
import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from support import faulty

from outreach.clock import FixedClock
from outreach.config import Config
from outreach.domain.kinds import StepState
from outreach.domain.model import Company, Draft, Evidence, Person, Setting, Step
from outreach.domain.network import Contact, Suggestion
from outreach.errors import BadInput, NotFound, NotSaved, Refused, UsageError
from outreach.paths import Paths
from outreach.planner import Planner, copies, merging, open_planner
from outreach.planner.sample import plant
from outreach.store import Store
from outreach.text import clean

MORNING = dt.datetime(2026, 11, 23, 9, 30, tzinfo=dt.UTC)
NOON = dt.datetime(2026, 11, 23, 12, 0, tzinfo=dt.UTC)
EVENING = dt.datetime(2026, 11, 23, 18, 0, tzinfo=dt.UTC)

Work = Callable[[Planner], object]


class Machines:
    """Two folders with one plan, worked on apart."""

    def __init__(self, root: Path) -> None:
        self.here, self.there = root / "here", root / "there"
        self.config = root / "config"

    def open(self, folder: Path, at: dt.datetime = EVENING) -> Planner:
        return open_planner(Paths(data=folder, config=self.config), FixedClock(at), Config())

    def work(self, folder: Path, at: dt.datetime, do: Work) -> None:
        planner = self.open(folder, at)
        do(planner)
        planner.close()

    def start(self, do: Work) -> None:
        self.work(self.here, MORNING, do)
        shutil.copytree(self.here, self.there)

    def copy(self, at: dt.datetime, name: str = "outreach.sync-conflict-20261123-120000-ABCDEFG.json", of: str = "outreach.json") -> Path:
        """What the sync program lays beside this machine's plan: the other's file, with the time it was written."""
        path = self.here / name
        shutil.copy(self.there / of, path)
        os.utime(path, (at.timestamp(), at.timestamp()))
        return path

    def merge(self, path: Path) -> Planner:
        planner = self.open(self.here)
        merging.merge(planner, path)
        return planner


@pytest.fixture
def machines(tmp_path: Path) -> Machines:
    found = Machines(tmp_path)

    def begin(planner: Planner) -> None:
        company = planner.companies.add("Fernwick Labs")
        planner.companies.add("Holt & Vane")
        planner.people.add("Ana Ruiz", company.id, email="ana@fernwick.example")

    found.start(begin)
    return found


def _names(planner: Planner, kind: type = Company) -> list[str]:
    return [record.name for record in planner.store.all(kind)]


def test_what_only_the_copy_has_comes_in_under_numbers_of_its_own(machines: Machines) -> None:
    def there(planner: Planner) -> None:
        company = planner.companies.add("Nimbus Robotics")
        person = planner.people.add("Mei Tanaka", company.id, bridge=planner.find_person("Ana"))
        planner.evidence.add(person.id, "met", on="2026-05-01")
        planner.drafts.compose(person.id)

    machines.work(machines.there, NOON, there)
    machines.work(machines.here, NOON, lambda p: p.people.add("Tom Okafor", p.companies.add("Larkspur Health").id))
    planner = machines.merge(machines.copy(NOON))
    assert _names(planner) == ["Fernwick Labs", "Holt & Vane", "Larkspur Health", "Nimbus Robotics"]
    mei = next(person for person in planner.store.all(Person) if person.name == "Mei Tanaka")
    assert planner.store.get(Company, mei.company).name == "Nimbus Robotics"
    assert planner.store.get(Person, mei.bridge).name == "Ana Ruiz"
    assert [row.person for row in planner.store.all(Evidence)] == [mei.id]
    (draft,) = planner.store.all(Draft)
    assert draft.person == mei.id
    tom = next(person for person in planner.store.all(Person) if person.name == "Tom Okafor")
    assert planner.store.get(Company, tom.company).name == "Larkspur Health"
    assert not [finding for finding in planner.check() if finding.severity == "error"]


def test_a_field_changed_on_one_side_only_is_taken_from_that_side_whatever_the_time(machines: Machines) -> None:
    machines.work(machines.there, NOON, lambda p: p.companies.edit(1, motivation=4))
    machines.work(machines.here, EVENING, lambda p: p.companies.edit(1, posting=3))
    planner = machines.merge(machines.copy(NOON))
    company = planner.store.get(Company, 1)
    assert (company.motivation, company.posting) == (4, 3)


@pytest.mark.parametrize(("here", "there", "kept"), [(NOON, EVENING, 1), (EVENING, NOON, 4)])
def test_of_a_field_changed_on_both_sides_the_newer_stands_and_the_clash_is_told(
    machines: Machines, here: dt.datetime, there: dt.datetime, kept: int
) -> None:
    machines.work(machines.there, there, lambda p: p.companies.edit(1, motivation=1))
    machines.work(machines.here, here, lambda p: p.companies.edit(1, motivation=4))
    path = machines.copy(there)
    planner = machines.open(machines.here)
    (clash,) = merging.preview(planner, path).clashes
    assert (clash.label, clash.fields, clash.winner) == ("Fernwick Labs", ("motivation",), "copy" if kept == 1 else "plan")
    row = merging.merge(planner, path)
    assert planner.store.get(Company, 1).motivation == kept
    if row.changes:
        assert Path(row.kept_in).read_bytes() == path.read_bytes()


def test_a_copy_that_is_merely_older_changes_nothing(machines: Machines) -> None:
    def here(planner: Planner) -> None:
        planner.companies.edit(1, motivation=4)
        planner.companies.add("Larkspur Health")
        planner.companies.delete(2)

    machines.work(machines.here, NOON, here)
    planner = machines.open(machines.here)
    row = merging.preview(planner, machines.copy(EVENING))
    assert (row.changes, row.removed_here, row.clashes) == (0, 1, ())


def test_what_was_removed_here_stays_removed_unless_the_other_side_worked_on_it(machines: Machines) -> None:
    machines.work(machines.there, NOON, lambda p: p.evidence.add(1, "met", on="2026-05-01"))
    machines.work(machines.here, EVENING, lambda p: p.companies.delete(1))
    planner = machines.merge(machines.copy(NOON))
    assert _names(planner) == ["Holt & Vane", "Fernwick Labs"], "evidence added there brings back the person and the company it is about"
    assert planner.store.all(Evidence)[0].person == planner.find_person("Ana")
    assert not [finding for finding in planner.check() if finding.severity == "error"]


def test_what_was_removed_there_is_kept(machines: Machines) -> None:
    machines.work(machines.there, EVENING, lambda p: p.companies.delete(1))
    planner = machines.open(machines.here)
    row = merging.preview(planner, machines.copy(EVENING))
    assert row.changes == 0
    assert {table.table: table.only_here for table in row.tables}["companies"] == 1


def test_a_message_sent_on_one_machine_stands_against_an_edit_on_the_other(machines: Machines) -> None:
    shutil.rmtree(machines.there)
    machines.start(lambda p: p.drafts.compose(1))
    machines.work(machines.there, NOON, lambda p: (p.drafts.save(1, "Hi Ana, as sent."), p.steps.sent(1, draft_id=1)))
    machines.work(machines.here, EVENING, lambda p: p.drafts.save(1, "Hi Ana, edited later."))
    planner = machines.merge(machines.copy(NOON))
    draft = planner.store.get(Draft, 1)
    assert (draft.body, draft.sent_at is not None) == ("Hi Ana, as sent.", True)
    assert [step.draft for step in planner.store.all(Step) if step.state is StepState.DONE] == [1]


def test_the_same_company_named_on_both_machines_is_one(machines: Machines) -> None:
    machines.work(machines.there, NOON, lambda p: p.people.add("Mei Tanaka", p.companies.add("Larkspur Health").id))
    machines.work(machines.here, NOON, lambda p: p.companies.add("larkspur health"))
    planner = machines.merge(machines.copy(NOON))
    assert len(planner.store.all(Company)) == 3
    assert planner.store.get(Company, planner.store.get(Person, planner.find_person("Mei")).company).name.casefold() == "larkspur health"


def test_lists_kept_as_settings_are_joined(machines: Machines) -> None:
    def turn_down(name: str) -> Work:
        def do(planner: Planner) -> None:
            with planner.store.transaction("Suggest") as tx:
                tx.add(Suggestion(company=clean(name), provenance=clean("follow")))
            planner.companies.dismiss(name)

        return do

    machines.work(machines.there, NOON, turn_down("Nimbus Robotics"))
    machines.work(machines.here, EVENING, turn_down("Larkspur Health"))
    planner = machines.merge(machines.copy(NOON))
    held = next(setting for setting in planner.store.all(Setting) if setting.name == "dismissed suggestions")
    assert len(json.loads(held.value)) == 2


def test_a_merge_is_one_change_that_undo_takes_back_and_it_is_done_once(machines: Machines) -> None:
    machines.work(machines.there, NOON, lambda p: (p.companies.edit(1, motivation=1), p.companies.add("Nimbus Robotics")))
    machines.work(machines.here, EVENING, lambda p: p.companies.edit(1, motivation=4))
    path = machines.copy(NOON)
    planner = machines.open(machines.here)
    assert [path.name in notice for notice in copies.notices(planner)] == [True]
    before = list(planner.store.all(Company))
    merging.merge(planner, path)
    assert copies.notices(planner) == ()
    row = merging.merge(planner, path)
    assert (row.merged_before, row.changes) == (True, 0)
    assert planner.store.get(Company, 1).motivation == 4
    assert planner.undo().startswith("Undo: Merge outreach.sync-conflict")
    assert list(planner.store.all(Company)) == before
    assert merging.preview(planner, path).changes == 1


def test_an_address_book_is_merged_too_by_whom_it_is_about(machines: Machines) -> None:
    def meet(*keys: str) -> Work:
        def do(planner: Planner) -> None:
            with planner.store.transaction("Import") as tx:
                for key in keys:
                    tx.add(Contact(key=key, name=clean(key.title())))

        return do

    machines.work(machines.there, NOON, meet("ana", "mei"))
    machines.work(machines.here, NOON, meet("tom", "ana"))
    planner = machines.merge(machines.copy(NOON, "network 2.json", of="network.json"))
    assert [contact.key for contact in planner.store.all(Contact)] == ["tom", "ana", "mei"]


def test_somebody_forgotten_does_not_come_back_with_a_copy(machines: Machines) -> None:
    from outreach.store.erase import marks_of

    machines.work(machines.there, NOON, lambda p: (p.evidence.add(1, "met", on="2026-05-01"), p.companies.edit(2, motivation=4)))
    planner = machines.open(machines.here)
    ana = planner.store.get(Person, 1)
    planner.store.forget(marks_of("people", 1, {"uid": ana.uid, "name": ana.name, "email": ana.email}))
    path = machines.copy(EVENING)
    row = merging.merge(planner, path)
    assert planner.store.all(Person) == ()
    assert planner.store.all(Evidence) == ()
    assert planner.store.get(Company, 2).motivation == 4
    assert row.forgotten >= 2
    assert row.kept_in == ""
    assert not [file for file in machines.here.rglob("*") if file.is_file() and file != path and b"Ana Ruiz" in file.read_bytes()]


@pytest.mark.parametrize(
    ("content", "said"), [(b"{", "damaged"), (b"", "is empty"), (b"{}", "holds no plan"), (b'{"companies":{"1":{"name":7}}}', "companies")]
)
def test_what_is_no_sound_copy_is_refused_and_nothing_changes(machines: Machines, content: bytes, said: str) -> None:
    path = machines.here / "outreach 2.json"
    path.write_bytes(content)
    planner = machines.open(machines.here)
    with pytest.raises(BadInput, match=said):
        merging.merge(planner, path)
    assert len(planner.store.history()) == 3


def test_a_copy_larger_than_any_plan_is_neither_read_at_the_start_nor_merged(machines: Machines) -> None:
    path = machines.here / "outreach 2.json"
    with path.open("wb") as hollow:
        hollow.truncate(40_000_000_000)
    planner = machines.open(machines.here)
    assert any("outreach 2.json" in notice for notice in copies.notices(planner))
    with pytest.raises(BadInput, match="larger than"):
        merging.merge(planner, path)
    assert len(planner.store.history()) == 3


def test_the_plan_is_not_merged_with_itself(machines: Machines) -> None:
    planner = machines.open(machines.here)
    with pytest.raises(UsageError, match="the plan itself"):
        merging.preview(planner, machines.here / "outreach.json")
    with pytest.raises(NotFound):
        merging.preview(planner, machines.here / "outreach 9.json")


def test_what_was_removed_there_does_not_blur_where_the_copy_parted(machines: Machines) -> None:
    machines.work(machines.there, EVENING, lambda p: (p.companies.delete(2), p.evidence.add(1, "met", on="2026-05-01")))
    machines.work(machines.here, NOON, lambda p: p.companies.edit(1, motivation=4))
    planner = machines.merge(machines.copy(EVENING))
    assert planner.store.get(Company, 1).motivation == 4, "only this side changed it"
    assert len(planner.store.all(Evidence)) == 1


def test_a_change_the_other_side_took_back_is_no_sign_that_it_parted_before(machines: Machines) -> None:
    shutil.rmtree(machines.there)
    machines.start(lambda p: (p.companies.edit(1, motivation=4), p.companies.add("Larkspur Health")))
    machines.work(machines.there, NOON, lambda p: p.companies.edit(1, motivation=2))
    planner = machines.merge(machines.copy(NOON))
    assert planner.store.get(Company, 1).motivation == 2


@pytest.mark.parametrize("seed", range(12))
def test_whatever_two_machines_do_the_merge_loses_nothing_and_leaves_a_sound_plan(machines: Machines, seed: int) -> None:
    """Both work at random on the sample; every record either side added is there, and what one side alone changed stands."""
    chance = random.Random(seed)
    shutil.rmtree(machines.here)
    shutil.rmtree(machines.there)
    machines.start(plant)
    kinds = (Company, Person, Evidence, Step, Draft)
    planner = machines.open(machines.here)
    old = {record.uid: record for kind in kinds for record in planner.store.all(kind)}
    planner.close()
    for folder, at in ((machines.here, NOON), (machines.there, EVENING)):
        machines.work(folder, at, lambda p, tag=folder.name: [_at_random(p, chance, tag) for _ in range(6)])
    path = machines.copy(EVENING)
    other, planner = machines.open(machines.there), machines.open(machines.here)
    theirs = {record.uid: record for kind in kinds for record in other.store.all(kind)}
    mine = {record.uid: record for kind in kinds for record in planner.store.all(kind)}
    merging.merge(planner, path)
    merged = {record.uid: record for kind in kinds for record in planner.store.all(kind)}
    assert merged.keys() >= mine.keys() | (theirs.keys() - old.keys())
    for uid in old.keys() & mine.keys() & theirs.keys():
        for field in ("motivation", "notes", "position"):
            was, here, there = (getattr(version[uid], field, None) for version in (old, mine, theirs))
            if was in (here, there):
                assert getattr(merged[uid], field, None) == (there if here == was else here)
    planner.store.checkpoint()
    assert [finding for finding in planner.check() if finding.severity == "error"] == []


def _at_random(planner: Planner, chance: random.Random, tag: str) -> None:
    companies, people = ([record.id for record in planner.store.all(kind)] for kind in (Company, Person))
    company, person = chance.choice(companies), chance.choice(people)
    deeds: list[Callable[[], object]] = [
        lambda: planner.companies.add(f"{tag} Works {chance.randrange(10**6)}"),
        lambda: planner.companies.edit(company, motivation=chance.randrange(5), notes=f"{tag} {chance.random()}"),
        lambda: planner.people.add(f"{tag} Person {chance.randrange(10**6)}", company),
        lambda: planner.people.edit(person, position=f"{tag} {chance.random()}"),
        lambda: planner.evidence.add(person, "met", on="2026-05-01", detail=tag),
        lambda: planner.drafts.compose(person),
        lambda: planner.steps.log(person, "talk", text=tag),
        lambda: planner.people.delete(person),
    ]
    try:
        chance.choice(deeds)()
    except Refused:
        return


@pytest.mark.parametrize("at", range(1, 40, 2))
def test_a_merge_broken_off_anywhere_is_done_wholly_or_not_at_all_and_can_be_done_again(
    machines: Machines, at: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    machines.work(machines.there, NOON, lambda p: (p.companies.add("Nimbus Robotics"), p.companies.edit(1, motivation=4)))
    path = machines.copy(NOON)
    files = faulty.FaultyFiles(errno.ENOSPC, at=at, lasts=True)
    store = Store.open(machines.here, FixedClock(EVENING), files=files)
    planner = Planner(store, FixedClock(EVENING), Config(), Paths(data=machines.here, config=machines.config))
    monkeypatch.setattr(merging, "Files", lambda: files)
    try:
        merging.merge(planner, path)
    except NotSaved:
        assert files.failed
    store.close(checkpoint=False)
    monkeypatch.undo()
    planner = machines.open(machines.here)
    seen = (_names(planner)[2:], planner.store.get(Company, 1).motivation)
    assert seen in [([], 2), (["Nimbus Robotics"], 4)]
    merging.merge(planner, path)
    assert (_names(planner)[2:], planner.store.get(Company, 1).motivation) == (["Nimbus Robotics"], 4)
