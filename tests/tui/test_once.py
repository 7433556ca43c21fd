"""A screen that is left while something of it still waits for the next frame."""

from __future__ import annotations

from support.settling import rest

from outreach.tui.screens.card import Card
from outreach.tui.screens.main import MainScreen


async def test_a_card_made_anew_and_left_before_the_next_frame_breaks_nothing(run):
    async with run() as (app, pilot):
        await pilot.press("2", "enter")
        card = app.screen
        assert isinstance(card, Card)
        called = []
        card.look_again()
        card.call_after_refresh(called.append, 1)
        card.dismiss(None)
        await rest()
        assert app.is_running and isinstance(app.screen, MainScreen)
        assert not called


async def test_what_waits_for_the_next_frame_is_called_then_while_the_screen_stands(run):
    async with run() as (app, pilot):
        await pilot.press("2", "enter")
        called = []
        app.screen.call_after_refresh(called.append, 1)
        await rest()
        assert called == [1]
