"""What other processes write while the window is open."""

from __future__ import annotations

import pytest

from outreach.planner import Planner, open_planner
from outreach.tui.app import OutreachApp
from outreach.tui.screens.main import MainScreen


async def test_many_changes_of_another_process_are_drawn_once(planner: Planner, monkeypatch: pytest.MonkeyPatch) -> None:
    app = OutreachApp(planner)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        other = open_planner(planner.paths, planner.clock, planner.config)
        for number in range(30):
            other.companies.add(f"Target {number}")
        other.close()
        drawn: list[frozenset[str] | None] = []
        real = MainScreen.refresh_tables
        monkeypatch.setattr(MainScreen, "refresh_tables", lambda self, tables: (drawn.append(tables), real(self, tables))[1])
        app._pulse()
        assert [tables for tables in drawn if tables] == [frozenset({"companies"})]
        assert len(app.planner.views.companies()) >= 30
