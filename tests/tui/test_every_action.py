"""Every action of the catalogue is done once, by its keys, and does what it says: the plan or the screen is another afterwards."""

from __future__ import annotations

from contextlib import nullcontext

import pytest
from support.action_rows import RESCUE, ROWS, Row, furnish
from support.screens import typed

from outreach.planner import Planner, keeping
from outreach.store.history import everything, stacks
from outreach.tui.catalogue import ACTIONS
from outreach.tui.rescue import RescueApp
from outreach.tui.screens.plan import PlanPage

AT_ONCE = 24
"""Actions tried in one run of the program, each from where the program starts."""

LEAVES = "go.out"
"""Ends the program, and so has a test of its own."""

CHUNKS = [list(ROWS)[at : at + AT_ONCE] for at in range(0, len(ROWS), AT_ONCE)]


def test_no_action_is_missing_from_the_table():
    assert {action.id for action in ACTIONS} - {*ROWS, *RESCUE, LEAVES} == set()
    assert {*ROWS, *RESCUE, LEAVES} - {action.id for action in ACTIONS} == set()


def test_the_keys_of_the_table_are_those_of_the_catalogue():
    keys = {action.id: action.keys for action in ACTIONS}
    assert [name for name, row in ROWS.items() if keys[name] and row.keys.split()[0] not in keys[name]] == []


async def press(app, pilot, keys: str) -> None:
    for key in keys.split():
        if key.startswith("~"):
            await typed(pilot, key[1:].replace("_", " "))
        elif key.startswith("!"):
            await app.perform(key[1:])
            await pilot.pause()
        elif key == ".":
            await pilot.pause()
        else:
            await pilot.press(key)
    await pilot.pause()


def depth(planner: Planner) -> int:
    engine = planner.store._engine
    return len(stacks(everything(engine), engine.own, engine.opened_at)[0])


async def back_to_the_start(app, pilot, planner: Planner, was: int) -> None:
    while len(app.screen_stack) > 1:
        app.pop_screen()
        await pilot.pause()
    while depth(planner) > was:
        planner.undo()
    while depth(planner) < was:
        planner.redo()
    for left in (planner.paths.data / "unsaved").glob("*"):
        left.unlink()
    app.lens.private = False
    app.copied.clear()
    page = await app.main.show_page(PlanPage)
    if page.has_class("-zoomed"):
        page.zoom()
    for pane in (page.companies, page.insiders, page.followups):
        pane.body.clear_filter()
        pane.body.clear_marks()
        pane.body.to_end(last=False)
    page.go("companies")
    await pilot.pause()


async def tried(app, pilot, planner: Planner, name: str, row: Row) -> str:
    """Why the action did not do what it should; empty when it did."""
    await press(app, pilot, row.way)
    before = row.look(app, planner)
    if before == row.want:
        return f"{name}: {before!r} already before {row.keys}"
    await press(app, pilot, row.keys)
    after = row.look(app, planner)
    return "" if after == row.want else f"{name}: {after!r} and not {row.want!r} (on {type(app.screen).__name__})"


@pytest.mark.parametrize("names", CHUNKS, ids=[f"{names[0]} to {names[-1]}" for names in CHUNKS])
async def test_every_action_changes_the_plan_or_shows_something(run, planner: Planner, names: list[str], monkeypatch: pytest.MonkeyPatch):
    furnish(planner)
    monkeypatch.setenv("EDITOR", "true")
    monkeypatch.setattr("outreach.editor.edited", lambda text, words: "from outside")
    async with run() as (app, pilot):
        app.copied, app.redrawn = [], False
        for place in ("outreach.tui.clipboard.copy", "outreach.tui.screens.editor.copy"):
            monkeypatch.setattr(place, lambda _, text: app.copied.append(text) or "Copied.")
        monkeypatch.setattr(app, "suspend", nullcontext)
        refresh = app.refresh

        def redrawn(**how):
            app.redrawn = app.redrawn or how == {"repaint": True, "layout": True}
            return refresh(**how)

        monkeypatch.setattr(app, "refresh", redrawn)
        was = depth(planner)
        wrong = []
        for name in names:
            wrong.append(await tried(app, pilot, planner, name, ROWS[name]))
            await back_to_the_start(app, pilot, planner, was)
        assert not any(wrong), "\n".join(filter(None, wrong))


async def test_leaving_ends_the_program(run):
    async with run() as (app, pilot):
        await pilot.press("ctrl+q")
        assert app.return_code == 0


@pytest.mark.parametrize("name", RESCUE)
async def test_every_action_of_the_rescue_screen_does_what_it_says(planner: Planner, name: str):
    keeping.back_up(planner)
    planner.close()
    (planner.paths.data / "outreach.json").write_bytes(b"")
    keys, look, want = RESCUE[name]
    app = RescueApp(planner.paths, planner.clock, planner.config, "damaged")
    async with app.run_test() as pilot:
        await pilot.pause()
        assert look(app) != want
        await pilot.press(*keys.split())
        await pilot.pause()
        assert look(app) == want
