"""The coming days, worked out when the screens are left: the same pages as in the morning, and never a stale one."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from outreach import memo
from outreach.cli.session import Session
from outreach.planner import Planner, ahead
from outreach.planner import planner as planning
from outreach.planner.library import Library
from outreach.planner.sample import plant

if TYPE_CHECKING:
    from tests.cli.conftest import Run

FRIDAY = dt.date(2026, 11, 20)
MONDAY = dt.date(2026, 11, 23)


@contextmanager
def screens(day: dt.date) -> Iterator[Planner]:
    """The plan as the screens have it open on that day."""
    session = Session()
    session.clock_at = day
    try:
        yield session.planner()
    finally:
        session.close()


@pytest.fixture
def sample(data: Path) -> Path:
    """The sample search as it stood on a Friday, left alone for a while."""
    with screens(FRIDAY) as planner:
        plant(planner)
    rest(data)
    return data


def rest(data: Path) -> None:
    """Make the plan's files a minute older, as they are when the screens were open for that long."""
    for path in data.glob("outreach.*"):
        stood = path.stat().st_mtime_ns - 60_000_000_001
        os.utime(path, ns=(stood, stood))


@contextmanager
def without_the_plan(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Whoever opens the plan in here fails."""

    def refused(*_: object, **__: object) -> Planner:
        raise AssertionError("the plan was opened")

    with monkeypatch.context() as patch:
        patch.setattr(planning, "open_planner", refused)
        yield


@pytest.mark.parametrize("form", [(), ("--brief",)])
def test_each_prepared_day_prints_the_page_that_would_be_worked_out_then(
    sample: Path, run: Run, monkeypatch: pytest.MonkeyPatch, form: tuple[str, ...]
) -> None:
    days = [FRIDAY + dt.timedelta(days=number) for number in range(4)]
    worked_out = []
    for day in days:
        memo.forget(sample)
        worked_out.append(run("today", *form, status=None, now=day.isoformat()))
    with screens(FRIDAY) as planner:
        assert ahead.prepare(planner)
    with without_the_plan(monkeypatch):
        assert [run("today", *form, status=None, now=day.isoformat()) for day in days] == worked_out
    assert any(said.status == 1 for said in worked_out), "otherwise this proves little"


def test_a_reminder_is_told_from_the_prepared_day(sample: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    monkeypatch.setattr("outreach.cli.notify.notify", lambda body: bool(told.append(body)) or True)
    status = run("today", "--notify", "--names", status=None, now=MONDAY.isoformat()).status
    with screens(FRIDAY) as planner:
        assert ahead.prepare(planner)
    with without_the_plan(monkeypatch):
        assert run("today", "--notify", "--names", status=None, now=MONDAY.isoformat()).status == status
    assert told[0] == told[1] != ""


@pytest.mark.parametrize("form", [("--json",), ("--all",), ("--on", "tomorrow")])
def test_what_a_prepared_day_does_not_hold_is_worked_out(
    sample: Path, run: Run, monkeypatch: pytest.MonkeyPatch, form: tuple[str, ...]
) -> None:
    whole = run("today", *form, status=None, now=MONDAY.isoformat())
    memo.forget(sample)
    with screens(FRIDAY) as planner:
        assert ahead.prepare(planner)
    assert run("today", *form, status=None, now=MONDAY.isoformat()) == whole


def test_a_change_after_the_screens_were_left_is_on_the_page(sample: Path, run: Run) -> None:
    with screens(FRIDAY) as planner:
        assert ahead.prepare(planner)
    run("todo", "Water the plants", "--on", MONDAY.isoformat(), now=FRIDAY.isoformat())
    assert "Water the plants" in run("today", "--brief", status=1, now=MONDAY.isoformat()).out


def test_a_change_made_in_the_screens_is_on_the_prepared_page(sample: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    with screens(FRIDAY) as planner:
        planner.steps.add("to do", text="Water the plants", on=MONDAY)
        assert ahead.prepare(planner), "the file had just been written, and a moment's rest must do"
    with without_the_plan(monkeypatch):
        assert "Water the plants" in run("today", "--brief", status=1, now=MONDAY.isoformat()).out


def test_a_change_by_another_window_meanwhile_leaves_nothing_prepared(sample: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def meanwhile(_: Planner) -> bool:
        run("todo", "Water the plants", "--on", MONDAY.isoformat(), now=FRIDAY.isoformat())
        return True

    with screens(FRIDAY) as planner:
        with monkeypatch.context() as patch:
            patch.setattr(ahead, "_as_it_was_read", meanwhile)
            assert not ahead.prepare(planner)
        assert not (sample / memo.AHEAD).exists()
    assert "Water the plants" in run("today", "--brief", status=1, now=MONDAY.isoformat()).out


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("config.toml", "daily_target = 1\n"),
        ("rules.toml", '[[rule]]\nid = "rest"\noff = true\n'),
        ("limits.toml", "[budgets]\ninvites_per_week = 1\n"),
    ],
)
def test_settings_changed_while_the_screens_were_open_leave_nothing_prepared(sample: Path, tmp_path: Path, name: str, text: str) -> None:
    with screens(FRIDAY) as planner:
        planner.views.today()
        (tmp_path / "config").mkdir()
        (tmp_path / "config" / name).write_text(text, encoding="utf-8")
        assert not ahead.prepare(planner)
    assert not (sample / memo.AHEAD).exists()


def test_a_day_reads_no_settings_but_those_its_page_goes_by(sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    own = Library._own

    def noted(self: Library, name: str) -> str:
        read.append(name)
        return own(self, name)

    monkeypatch.setattr(Library, "_own", noted)
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "config.toml").write_text('policy = "strict"\n', encoding="utf-8")
    with screens(MONDAY) as planner:
        planner.views.today()
    assert set(read) | {"config.toml"} == set(memo.SETTINGS)


def test_a_plan_that_may_only_be_read_gets_nothing_beside_it(sample: Path) -> None:
    session = Session()
    session.clock_at = FRIDAY
    before = sorted(sample.iterdir())
    assert not ahead.prepare(session.reader())
    session.close()
    assert sorted(sample.iterdir()) == before


def test_a_plan_that_is_not_there_yet_is_not_made(data: Path) -> None:
    with screens(FRIDAY) as planner:
        assert not ahead.prepare(planner)
    assert not data.exists()


def test_a_calendar_without_a_working_day_prepares_nothing_and_hinders_nobody(sample: Path, tmp_path: Path) -> None:
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "config.toml").write_text("weekend = [0, 1, 2, 3, 4, 5, 6]\n", encoding="utf-8")
    with screens(FRIDAY) as planner:
        assert not ahead.prepare(planner)


def test_a_damaged_file_of_prepared_days_counts_as_none(sample: Path, run: Run) -> None:
    fresh = run("today", status=None, now=MONDAY.isoformat())
    memo.forget(sample)
    with screens(FRIDAY) as planner:
        assert ahead.prepare(planner)
    kept = (sample / memo.AHEAD).read_bytes()
    for damaged in (b"", kept[:-9], kept.replace(b"{", b"[")):
        (sample / memo.AHEAD).write_bytes(damaged)
        (sample / memo.NAME).unlink(missing_ok=True)
        assert run("today", status=None, now=MONDAY.isoformat()) == fresh
