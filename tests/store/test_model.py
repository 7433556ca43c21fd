"""Whatever is done in whatever order, the store says what a plain dictionary would, and so does a reader who starts cold."""

import datetime as dt
import shutil
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, invariant, rule
from msgspec.structs import replace

from outreach.clock import FixedClock
from outreach.domain.model import Company, CompanyId, Person
from outreach.store import Files, Store
from outreach.text import clean

CLOCK = FixedClock(dt.datetime(2026, 11, 22, 12, 0, tzinfo=dt.UTC))
words = st.sampled_from(["Fernwick", "Larkspur", "Nimbus", "Holt", "Zoë"])
Snapshot = tuple[dict[int, str], dict[int, tuple[str, int | None]]]


class Unsynced(Files):
    """Does not wait for the disk."""

    def fsync(self, fd: int) -> None:
        pass

    def fsync_dir(self, folder: Path) -> None:
        pass


class Windows(RuleBasedStateMachine):
    """Two windows on one plan, either of which may write, undo, checkpoint, restart or just look."""

    companies = Bundle("companies")

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.windows = [Store.open(self.folder / "plan", CLOCK, files=Unsynced()) for _ in range(2)]
        self.names: dict[int, str] = {}
        self.people: dict[int, tuple[str, int | None]] = {}
        self.highest = 0
        self.past: list[Snapshot] = []

    def teardown(self) -> None:
        for window in self.windows:
            window.close(checkpoint=False)
        shutil.rmtree(self.folder)

    def snapshot(self) -> Snapshot:
        return dict(self.names), dict(self.people)

    @rule(target=companies, which=st.integers(0, 1), name=words)
    def add(self, which: int, name: str) -> int:
        self.past.append(self.snapshot())
        with self.windows[which].transaction("Add") as tx:
            company = tx.add(Company(name=clean(name)))
        assert company.id > self.highest
        self.highest = company.id
        self.names[company.id] = name
        return company.id

    @rule(which=st.integers(0, 1), company=companies, name=words)
    def person(self, which: int, company: int, name: str) -> None:
        self.past.append(self.snapshot())
        with self.windows[which].transaction("Add a person") as tx:
            added = tx.add(Person(name=clean(name), company=CompanyId(company)))
        self.people[added.id] = (name, company)

    @rule(which=st.integers(0, 1), company=companies, name=words)
    def rename(self, which: int, company: int, name: str) -> None:
        window = self.windows[which]
        window.refresh()
        if company not in self.names:
            assert window.find(Company, company) is None
            return
        if self.names[company] != name:
            self.past.append(self.snapshot())
        with window.transaction("Rename") as tx:
            tx.put(replace(tx.get(Company, company), name=clean(name)))
        self.names[company] = name

    @rule(which=st.integers(0, 1), company=consumes(companies))
    def delete(self, which: int, company: int) -> None:
        window = self.windows[which]
        window.refresh()
        if company not in self.names:
            return
        self.past.append(self.snapshot())
        with window.transaction("Delete") as tx:
            tx.delete(Company, company)
        del self.names[company]

    @rule(steps=st.integers(1, 4))
    def undo_in_a_fresh_window_and_redo(self, steps: int) -> None:
        with Store.open(self.folder / "plan", CLOCK, files=Unsynced()) as window:
            back = 0
            for _ in range(min(steps, len(self.past))):
                assert window.undo() is not None
                back += 1
                names, people = self.past[-back]
                assert {c.id: c.name for c in window.all(Company)} == names
                assert {p.id: (p.name, p.company) for p in window.all(Person)} == people
            for _ in range(back):
                assert window.redo() is not None
            assert window.redo() is None

    @rule(which=st.integers(0, 1))
    def checkpoint(self, which: int) -> None:
        self.windows[which].checkpoint()

    @rule(which=st.integers(0, 1), written=st.booleans())
    def restart(self, which: int, written: bool) -> None:
        self.windows[which].close(checkpoint=written)
        self.windows[which] = Store.open(self.folder / "plan", CLOCK, files=Unsynced())

    @invariant()
    def everybody_agrees(self) -> None:
        cold = Store.open(self.folder / "plan", CLOCK, files=Unsynced())
        for window in (*self.windows, cold):
            window.refresh()
            assert {c.id: c.name for c in window.all(Company)} == self.names
            assert {p.id: (p.name, p.company) for p in window.all(Person)} == self.people
            for company in self.names:
                expected = [id for id, (_, at) in sorted(self.people.items()) if at == company]
                assert [p.id for p in window.where(Person, "company", company)] == expected
            assert window.notices == ()
        cold.close(checkpoint=False)


Windows.TestCase.settings = settings(max_examples=25, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck))
TestWindows = Windows.TestCase
