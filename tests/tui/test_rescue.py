"""A plan that cannot be read: what is wrong is said, nothing is touched, and a backup is one key and one yes away."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest
from support import answering
from support.goldens import compare, lines_of
from support.rescuing import RESCUES, cut_short, emptied, of_a_newer_version, of_a_wrong_shape, rescued, zeroed
from support.screens import laid_out, toasts
from support.terminal import Terminal
from textual.pilot import Pilot

from outreach.cli.run import main
from outreach.errors import BadInput
from outreach.planner import Planner, keeping, open_planner
from outreach.tui.rescue import RescueApp, look_inside, looking_app
from outreach.tui.screens.dialog import Confirm, Reading

ROOT = Path(__file__).parents[2]


DAMAGES = {
    cut_short: "cannot be read",
    emptied: "is empty (0 bytes)",
    zeroed: "holds nothing but zero bytes",
    of_a_newer_version: "was made by a newer version",
    of_a_wrong_shape: '$.people["1"].position',
}

Rescued = Callable[..., AbstractAsyncContextManager[tuple[RescueApp, Pilot[int]]]]


@pytest.fixture
def kept(planner: Planner) -> Planner:
    """The small search, with two backups, put away."""
    keeping.back_up(planner)
    planner.companies.add("Thistle Works")
    keeping.back_up(planner, "before import")
    planner.close()
    return planner


@pytest.fixture
def rescue(kept: Planner) -> Rescued:
    """``async with rescue() as (app, pilot)``: the rescue screen on that plan."""

    @asynccontextmanager
    async def running(damage: str = "", size: tuple[int, int] = (120, 36)) -> AsyncIterator[tuple[RescueApp, Pilot[int]]]:
        app = RescueApp(kept.paths, kept.clock, kept.config, damage)
        async with app.run_test(size=size, notifications=True) as pilot:
            await pilot.pause()
            yield app, pilot

    return running


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


async def test_going_back_asks_with_the_focus_on_no_and_keeps_the_damaged_file(rescue: Rescued, kept: Planner):
    data = kept.paths.data
    cut_short(data / "outreach.json")
    before = bytes_of(data)
    async with rescue("outreach.json cannot be read") as (app, pilot):
        await pilot.press("enter")
        assert isinstance(app.screen, Confirm)
        await pilot.press("enter")
        assert app.restored is None and bytes_of(data) == before
        await pilot.press("enter", "y")
    assert app.return_code == 0 and app.restored is not None
    assert before["outreach.json"] in bytes_of(data / "backups").values()
    again = open_planner(kept.paths, kept.clock, kept.config)
    assert "Thistle Works" in {row.name for row in again.views.companies()}
    again.close()


async def test_an_older_backup_can_be_chosen(rescue: Rescued, kept: Planner):
    emptied(kept.paths.data / "outreach.json")
    async with rescue() as (_, pilot):
        await pilot.press("j", "enter", "y")
    again = open_planner(kept.paths, kept.clock, kept.config)
    assert "Thistle Works" not in {row.name for row in again.views.companies()}
    again.close()


async def test_leaving_changes_no_byte_and_ends_with_the_status_of_a_damaged_file(rescue: Rescued, kept: Planner):
    zeroed(kept.paths.data / "outreach.json")
    before = bytes_of(kept.paths.data)
    async with rescue() as (app, pilot):
        await pilot.press("q")
    assert app.return_code == 65 and bytes_of(kept.paths.data) == before


async def test_it_says_where_the_files_are(rescue: Rescued, kept: Planner):
    async with rescue() as (app, pilot):
        await pilot.press("w")
        assert isinstance(app.screen, Reading)
        await laid_out(pilot, lambda: "outreach.journal" in "".join(lines_of(app).replace("│", "").split()))


async def test_a_damaged_backup_is_said_and_not_put_in_place(rescue: Rescued, kept: Planner):
    data = kept.paths.data
    emptied(data / "outreach.json")
    cut_short(Path(keeping.backups(data)[0].path))
    async with rescue() as (app, pilot):
        await pilot.press("enter")
        assert not isinstance(app.screen, Confirm) and any("cannot be read" in said for said in toasts(app))


async def test_without_a_backup_it_says_so(rescue: Rescued, kept: Planner):
    for path in (kept.paths.data / "backups").iterdir():
        path.unlink()
    async with rescue() as (app, pilot):
        assert "No backup has been made yet." in lines_of(app)
        footer = lines_of(app).splitlines()[-1]
        assert footer.split() == ["w", "where", "q", "quit"]
        for key in ("enter", "l"):
            app.clear_notifications()
            await pilot.press(key)
            assert app.restored is None and len(toasts(app)) == 1


async def test_a_backup_is_looked_into_read_only_beside_the_plan(kept: Planner, monkeypatch: pytest.MonkeyPatch):
    data = kept.paths.data
    emptied(data / "outreach.json")
    before = bytes_of(data)
    seen = {}

    def looked(planner: Planner, backup: Path):
        app = looking_app(planner, backup)
        seen.update(read_only=planner.store.read_only, companies=len(planner.views.companies()), folder=planner.paths.data, told=app.broken)
        monkeypatch.setattr(app, "run", lambda: None)
        return app

    monkeypatch.setattr("outreach.tui.rescue.looking_app", looked)
    look_inside(Path(keeping.backups(data)[1].path), kept.paths, kept.clock, kept.config)
    assert seen["read_only"] and seen["companies"] == 2 and "to look at only" in seen["told"][0]
    assert not seen["folder"].exists() and bytes_of(data) == before


async def test_a_record_of_a_wrong_shape_ends_the_screens_as_damage_and_not_as_a_fault(run, kept: Planner):
    of_a_wrong_shape(kept.paths.data / "outreach.json")
    again = open_planner(kept.paths, kept.clock, kept.config)
    with pytest.raises(BadInput):
        async with run(again) as (app, _):
            pass
    assert isinstance(app.damage, BadInput) and app.return_code == 65
    assert not (kept.paths.data / "crash.log").exists()
    again.close()


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (200, 50)], ids=["80x24", "120x36", "200x50"])
@pytest.mark.parametrize("state", RESCUES)
async def test_the_rescue_screen_looks_as_it_did(kept: Planner, state: str, size: tuple[int, int]):
    RESCUES[state](kept.paths.data / "outreach.json")
    app = rescued(kept.paths, kept.clock, kept.config)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        compare(f"{state}-{size[0]}x{size[1]}", lines_of(app))


@pytest.mark.parametrize("state", ["rescue-newer", "rescue-cut-short"])
async def test_a_newer_version_is_asked_for_when_only_that_is_missing(kept: Planner, state: str):
    RESCUES[state](kept.paths.data / "outreach.json")
    app = rescued(kept.paths, kept.clock, kept.config)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert ("Update outreach" in lines_of(app)) is (state == "rescue-newer")


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
def test_without_a_terminal_the_bare_command_ends_as_every_verb_does(kept: Planner, damage, capsys: pytest.CaptureFixture[str]):
    damage(kept.paths.data / "outreach.json")
    for verb in ([], ["today"]):
        assert main([*verb, "--data", str(kept.paths.data), "--config", str(kept.paths.config)]) == 65
        assert DAMAGES[damage] in capsys.readouterr().err


@pytest.fixture
def at_terminal(kept: Planner) -> Iterator[Callable[[], Terminal]]:
    """The bare command on that plan, in a terminal."""
    opened: list[Terminal] = []

    def start() -> Terminal:
        words = [sys.executable, answering.__file__, "--data", kept.paths.data, "--config", kept.paths.config]
        opened.append(Terminal(words, env={"PYTHONPATH": str(ROOT)}))
        return opened[-1]

    yield start
    for window in opened:
        window.close()


@pytest.mark.pty
@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
def test_the_bare_command_opens_the_rescue_screen_restores_and_goes_on(at_terminal, kept: Planner, damage):
    plan = kept.paths.data / "outreach.json"
    damage(plan)
    broken = plan.read_bytes()
    window = at_terminal()
    window.wait_for("The plan cannot be read")
    window.rest()
    assert DAMAGES[damage] in " ".join(window.text().replace("│", " ").split())
    window.press("enter")
    window.wait_for("Go back to the backup")
    assert plan.read_bytes() == broken
    window.press("y")
    window.wait_for("1 Companies")
    window.wait_for("Thistle Works")
    window.settle()
    window.press("q")
    assert window.wait_end() == 0
    assert damage is of_a_wrong_shape or broken in bytes_of(kept.paths.data / "backups").values()


@pytest.mark.pty
def test_left_alone_the_command_ends_with_one_line_and_65(at_terminal, kept: Planner):
    zeroed(kept.paths.data / "outreach.json")
    window = at_terminal()
    window.wait_for("The plan cannot be read")
    window.rest()
    window.press("q")
    assert window.wait_end() == 65
    assert "holdsnothingbutzerobytes" in "".join(window.text().split())
