"""Told to stop at a bad moment: during the start, or while a page is being put up. The program ends quietly and with its own status."""

from __future__ import annotations

import asyncio

import pytest
from textual.messages import ExitApp

from outreach.planner import Planner, open_planner
from outreach.tui.app import OutreachApp
from outreach.tui.browser import BrowserApp

MOMENTS = (0, 1, 2, 3, 4, 5, 9, 14, 20, 27)
"""Turns of the event loop after the start; the first screen stands after about thirty."""


async def _ended(app: OutreachApp, turns: int, stop) -> OutreachApp:
    async def stopping() -> None:
        for _ in range(turns):
            await asyncio.sleep(0)
        stop()

    task = asyncio.create_task(stopping())
    await asyncio.wait_for(app.run_async(headless=True, size=(120, 36)), 10)
    await task
    return app


@pytest.mark.parametrize("turns", MOMENTS)
async def test_told_to_stop_during_the_start_it_stops_without_a_fault(planner: Planner, turns: int):
    app = OutreachApp(planner)
    await _ended(app, turns, lambda: app.leave(143))
    assert app.return_code == 143
    assert not (planner.paths.data / "crash.log").exists()


@pytest.mark.parametrize("turns", MOMENTS[::3])
async def test_a_tab_closed_during_the_start_is_no_fault(planner: Planner, turns: int):
    app = BrowserApp(planner)
    await _ended(app, turns, lambda: app.post_message(ExitApp()))
    assert not app.return_code
    assert not (planner.paths.data / "crash.log").exists()


@pytest.mark.parametrize("key", ["t", "n", "i", "e", "W", "ctrl+p"])
async def test_told_to_stop_while_a_screen_is_put_up_it_stops_without_a_fault(run, planner: Planner, key: str):
    async with run() as (app, pilot):
        app.simulate_key(key)
        await asyncio.sleep(0)
        app.leave(129)
        await pilot.pause()
    assert app.return_code == 129
    assert not (planner.paths.data / "crash.log").exists()


async def test_what_others_write_after_the_program_was_left_is_no_fault(run, planner: Planner):
    async with run() as (app, pilot):
        await pilot.press("ctrl+q")
    other = open_planner(planner.paths, planner.clock, planner.config)
    other.companies.add("Thistle Works")
    other.close()
    assert planner.refresh()
    assert app.return_code == 0
