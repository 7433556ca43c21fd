"""The network: the evidence whole on a narrow screen, what somebody does beneath the list, and the card of those in the plan."""

from __future__ import annotations

import datetime as dt

from support.goldens import lines_of
from support.screens import person, toasts, typed

from outreach.domain.kinds import PersonState
from outreach.domain.network import Contact
from outreach.planner import Planner
from outreach.text import clean
from outreach.tui.screens.card import Card
from outreach.tui.screens.main import MainScreen


async def test_on_80_columns_the_evidence_is_whole_and_the_position_stands_beneath(run, planner: Planner):
    with planner.store.transaction("Contact") as tx:
        tx.add(
            Contact(
                key="w",
                name=clean("Ada Wilmersdorff"),
                company=clean("Thistle & Quay Limited"),
                position=clean("Engineering Manager"),
                sent=12,
                received=19,
                last_on=dt.date(2025, 9, 29),
            )
        )
    async with run(size=(80, 24)) as (app, pilot):
        await pilot.press("n")
        row, beneath = lines_of(app).split("Kaito Brightwaite", 1)
        assert "Ada Wilmersdorff" in row and "Thistle" in row and "12 sent, 19 received, last 29 Sep 2025" in row
        assert "Engineering Manager" not in row and "Engineering Manager · Thistle & Quay Limited" in beneath


async def test_a_search_that_finds_nobody_leaves_nobody_beneath(run):
    async with run(size=(80, 24)) as (app, pilot):
        await pilot.press("n", "slash", "q", "q")
        assert "takes them into the plan" not in lines_of(app)
        await pilot.press("escape")
        assert "takes them into the plan" in lines_of(app)


async def test_enter_reads_the_card_of_somebody_in_the_plan_and_nobody_is_taken_in_twice(run, planner: Planner):
    async with run() as (app, pilot):
        await pilot.press("n", "a")
        await typed(pilot, "Fernwick Labs")
        await pilot.press("enter")
        assert "enter reads their card" in lines_of(app)
        await pilot.press("a")
        assert isinstance(app.screen, MainScreen) and "is in the plan already" in toasts(app)[-1]
        await pilot.press("enter")
        assert isinstance(app.screen, Card) and app.screen.heading == "Delphine Tolkamp"
        await pilot.press("T", "l")
        assert person(planner, "Delphine Tolkamp").state is PersonState.LATER
        await pilot.press("escape", "j", "enter")
        assert app.screen.heading == "Take Kaito Brightwaite into the plan"


async def test_on_60_columns_the_evidence_gives_way_and_who_is_in_the_plan_still_shows(run, planner: Planner):
    async with run(size=(60, 18)) as (app, pilot):
        await pilot.press("n", "a")
        await typed(pilot, "Fernwick Labs")
        await pilot.press("enter")
        row = next(line for line in lines_of(app).splitlines() if "Delphine Tolkamp" in line)
        assert "Copper Studio" in row and "connected" in row and "plan" in row
