"""Keys that come in one go, as over a slow line: each acts on what those before it made, and no letter is lost."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from support.settling import rest
from textual import events
from textual.widgets import Input

from outreach.domain.model import Company, Draft
from outreach.planner import Planner
from outreach.tui.app import OutreachApp
from outreach.tui.screens.dialog import Confirm
from outreach.tui.screens.form import Form


async def typed(app: OutreachApp, keys: Sequence[str]) -> None:
    """All of them at once, as the driver hands them on that has read them at once."""
    for key in keys:
        app.post_message(events.Key(key, key if len(key) == 1 else None))
    await rest()


async def test_words_typed_right_before_saving_and_leaving_are_in_the_draft(run, planner: Planner) -> None:
    async with run() as (app, pilot):
        await pilot.press("2", "w")
        await typed(app, [*"thanks", "ctrl+s", "ctrl+q"])
        assert app.return_code == 0
    assert "thanks" in planner.store.all(Draft)[0].body
    assert not list((planner.paths.data / "unsaved").glob("*"))


async def test_words_typed_right_before_leaving_are_kept_aside_whole(run, planner: Planner) -> None:
    async with run() as (app, pilot):
        await pilot.press("2", "w")
        await typed(app, [*"thanks", "ctrl+q"])
    (kept,) = (planner.paths.data / "unsaved").glob("*")
    assert "thanks" in kept.read_text(encoding="utf-8")


async def test_a_form_saves_every_letter_typed_before_it_was_told_to(run, planner: Planner) -> None:
    async with run() as (app, pilot):
        await pilot.press("1", "a")
        await typed(app, [*"Kettlebrook", "ctrl+s"])
        assert not isinstance(app.screen, Form)
    assert "Kettlebrook" in {company.name for company in planner.store.all(Company)}


async def test_a_form_asks_before_it_throws_away_letters_typed_right_before_escape(run, planner: Planner) -> None:
    async with run() as (app, pilot):
        await pilot.press("1", "a")
        await typed(app, [*"Kettle", "escape"])
        assert isinstance(app.screen, Confirm)


async def test_letters_after_a_key_that_waited_come_after_it(run, planner: Planner) -> None:
    async with run() as (app, pilot):
        await pilot.press("1", "a")
        app.post_message(events.Key("H", "H"))
        app.post_message(events.Paste("olt"))
        app.post_message(events.Key("f9", None))
        await typed(app, ["f9", "x"])
        assert app.screen.query_one(Input).value == "Holtx"


@pytest.mark.parametrize("opened_by", [("1", "a"), ("2", "a"), ("I",)], ids=["a company", "a person", "a path"])
async def test_letters_typed_with_the_key_that_opens_a_form_are_its_first(run, opened_by: tuple[str, ...]) -> None:
    async with run() as (app, _):
        await typed(app, [*opened_by, *"Holt"])
        assert app.screen.query_one(Input).value.endswith("Holt")


async def test_a_search_typed_in_one_go_leads_where_it_says(run) -> None:
    async with run() as (app, _):
        await typed(app, [":", *"today", "enter"])
        assert app.main.page.NAME == "today"


@pytest.mark.parametrize(
    "keys",
    [
        ("2", "enter", "escape"),
        ("1", "a", "escape"),
        ("2", "w", "escape"),
        ("comma", "escape"),
        ("d", "n"),
        ("0", "0"),
        ("t", "p"),
        (":", "escape"),
    ],
)
async def test_no_key_waits_for_a_screen_that_was_left(run, monkeypatch: pytest.MonkeyPatch, keys: tuple[str, ...]) -> None:
    monkeypatch.setattr("outreach.tui.inturn.PATIENCE", 3600.0)
    async with run() as (app, _):
        await typed(app, [*keys, "t"])
        assert app.main.page.NAME == "today" and app.screen is app.main


@pytest.mark.parametrize("key", ["ctrl+q", "f9"])
async def test_a_key_does_not_wait_for_ever_for_something_that_never_ends(run, monkeypatch: pytest.MonkeyPatch, key: str) -> None:
    async with run() as (app, _):
        before = app.screen
        monkeypatch.setattr("outreach.tui.inturn.PATIENCE", 0.02)
        monkeypatch.setattr(app, "_at_work", lambda: True)
        await typed(app, [key])
        assert app.screen is not before or app._exit
