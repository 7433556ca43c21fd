"""A small search on a clock that stands still, and the app on it."""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest
from support.settling import rest
from textual.pilot import Pilot

from outreach.clock import FixedClock
from outreach.config import Config
from outreach.domain.network import Contact
from outreach.paths import Paths
from outreach.planner import Planner, open_planner
from outreach.text import clean
from outreach.tui.app import OutreachApp

NOW = dt.datetime(2026, 11, 23, 9, 0, tzinfo=dt.UTC)
"""A Monday morning."""


@pytest.fixture(autouse=True)
def settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Press the next key when the last is done with, on a machine of any speed."""
    monkeypatch.setattr("textual.app.wait_for_idle", rest)
    monkeypatch.setattr("textual.pilot.wait_for_idle", rest)
    monkeypatch.setattr("textual.screen.UPDATE_PERIOD", 1 / 1000)


@pytest.fixture(autouse=True)
def colourful(monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal of many colours, whatever the tests are run in."""
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "truecolor")
    monkeypatch.delenv("NO_COLOR", raising=False)


@pytest.fixture(autouse=True)
def at_home(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """A home of the test's own: an export is offered there, and a monkey takes the offer."""
    monkeypatch.setenv("HOME", str(tmp_path_factory.mktemp("home")))


Run = Callable[..., AbstractAsyncContextManager[tuple[OutreachApp, Pilot[int]]]]


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Planner]:
    planner = open_planner(Paths(data=tmp_path / "data", config=tmp_path / "config"), FixedClock(NOW), Config())
    yield planner
    planner.close()


@pytest.fixture
def planner(tmp_path: Path) -> Iterator[Planner]:
    """Two companies, five people, a message sent two weeks ago, one draft, one promise, three contacts."""
    plan = open_planner(Paths(data=tmp_path / "plan", config=tmp_path / "config"), FixedClock(NOW), Config())
    plan.preflight.done(["all"])
    fern = plan.companies.add("Fernwick Labs", motivation=4, posting=3)
    holt = plan.companies.add("Holt & Vane", motivation=3, posting=1)
    ana = plan.people.add("Ana Ruiz", fern.id, position="Staff Engineer", question="What surprised you about the reviews?")
    plan.people.add("Tom Okafor", fern.id, position="Recruiter")
    plan.people.add("Mei Tanaka", fern.id, position="Engineering Manager", state="new")
    plan.people.add("Idris Cole", fern.id, position="Product Manager", state="new")
    gus = plan.people.add("Gus Marsh", holt.id, position="Head of Engineering")
    plan.evidence.add(ana.id, "worked together", "2019-03-01", "2021-06-30", "Kettlebrook")
    plan.steps.log(gus.id, "first touch", on=dt.date(2026, 11, 9))
    plan.drafts.compose(ana.id)
    plan.steps.add("to do", person_id=ana.id, on=dt.date(2026, 11, 23), text="send Ana the checklist", promise=True)
    with plan.store.transaction("Contacts") as tx:
        for at, name in enumerate(("Delphine Tolkamp", "Kaito Brightwaite", "Larissa Pell")):
            tx.add(
                Contact(
                    key=f"c{at}",
                    name=clean(name),
                    company=clean("Copper Studio"),
                    position=clean("Designer"),
                    connected_on=dt.date(2021, 5, 1),
                )
            )
    yield plan
    plan.close()


@pytest.fixture
def run(planner: Planner) -> Run:
    """``async with run() as (app, pilot)``: the program on the small search."""

    @asynccontextmanager
    async def running(
        plan: Planner | None = None, *, size: tuple[int, int] = (120, 36), private: bool = False
    ) -> AsyncIterator[tuple[OutreachApp, Pilot[int]]]:
        app = OutreachApp(plan or planner, private=private)
        async with app.run_test(size=size, notifications=True) as pilot:
            await pilot.pause()
            for _ in range(50):
                if app.ready:
                    break
                await pilot.pause(0.01)
            await pilot.pause()
            yield app, pilot

    return running
