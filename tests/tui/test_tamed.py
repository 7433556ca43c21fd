"""Textual's own ways to open an address or to write the screen to a file are shut, whoever calls them; ours shows the address first."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from support.screens import person, toasts

from outreach.planner import Planner
from outreach.tui.screens.dialog import Menu


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses a browser was asked to open."""
    found: list[str] = []
    monkeypatch.setattr("webbrowser.open", lambda url, *_, **__: found.append(url) or True)
    return found


@pytest.mark.parametrize("url", ["https://example.org", "file:///etc/passwd", "javascript:alert(1)"])
async def test_no_address_is_opened_by_textuals_own_door(run, opened: list[str], url: str):
    async with run() as (app, pilot):
        app.open_url(url)
        await pilot.pause()
        assert not opened and "shows them first" in toasts(app)[-1]


async def test_no_picture_of_the_screen_is_written(run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    before = set(tmp_path.rglob("*"))
    async with run() as (app, pilot):
        app.action_screenshot()
        app.save_screenshot(path=str(tmp_path))
        app.deliver_screenshot(path=str(tmp_path))
        app.deliver_text(io.StringIO("words"), save_directory=tmp_path)
        app.deliver_binary(io.BytesIO(b"words"), save_directory=tmp_path)
        await pilot.pause()
        assert not list(app.get_system_commands(app.screen))
        assert {path for path in set(tmp_path.rglob("*")) - before if "plan" not in path.parts and "config" not in path.parts} == set()


@pytest.mark.parametrize(
    ("url", "says"), [("https://xn--fsq.example/a", "xn--fsq.example"), ("javascript:alert(1)", ""), ("file:///etc/passwd", "")]
)
async def test_the_programs_own_door_shows_the_address_and_takes_only_web_and_mail(
    run, planner: Planner, opened: list[str], url: str, says: str
):
    planner.people.edit(person(planner, "Ana Ruiz").id, url=url)
    async with run() as (app, pilot):
        await pilot.press("2", "o")
        if says:
            assert isinstance(app.screen, Menu) and says in app.screen._choices[0][2] and not opened
            await pilot.press("enter")
            assert opened == [url]
        else:
            assert "does not open" in toasts(app)[-1] and not opened
