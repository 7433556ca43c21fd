"""The second forms: what one learns of a person or a company with time."""

from __future__ import annotations

from outreach.domain.kinds import Answer, Reputation
from outreach.domain.model import Company, Person
from outreach.planner import Planner
from outreach.tui.screens.dialog import Reading
from outreach.tui.screens.editor import Editor
from outreach.tui.screens.main import MainScreen


async def test_more_is_noted_about_a_person(run, planner: Planner):
    async with run() as (_, pilot):
        await pilot.press("2", "g", "M")
        await pilot.press("right")
        await pilot.press("tab", *"tea")
        await pilot.press("enter")
        ana = planner.store.get(Person, planner.find_person("Ana"))
        assert ana.worked_closely
        assert ana.shared_interests == ("tea",)
        assert (ana.they_would_vouch, ana.reputation) == (Answer.UNKNOWN, Reputation.OK)
        assert "worked_closely" in ana.edited


async def test_more_is_noted_about_a_company(run, planner: Planner):
    async with run() as (_, pilot):
        await pilot.press("1", "g", "M", "right", "tab", *"title", "enter")
        company = planner.store.get(Company, planner.find_company("Fernwick"))
        assert company.followed
        assert company.reasons == ("title",)


async def test_a_person_known_through_nobody_of_the_plan_is_refused(run, planner: Planner):
    async with run() as (app, pilot):
        await pilot.press("2", "g", "M")
        form = app.screen
        form.query_one("#field-bridge").value = "Nobody Here"
        await pilot.press("enter")
        assert app.screen is form
        assert planner.store.get(Person, planner.find_person("Ana")).bridge is None


async def test_the_editor_may_be_left_before_it_stands(run, planner: Planner):
    async with run() as (app, pilot):
        row = planner.views.draft(planner.find_person("Ana"))
        assert row is not None
        editor = Editor(row)
        app.push_screen(editor)
        editor.abandon()
        await pilot.pause()
        assert isinstance(app.screen, MainScreen)


async def test_a_screen_that_does_not_stand_yet_takes_no_key_but_those_that_close_it(run, planner: Planner):
    async with run() as (app, pilot):
        reading = Reading("Read me", ())
        assert reading.check_action("scroll_text", (1,)) is False
        assert reading.check_action("close", ()) is True
        await app.push_screen(reading)
        await pilot.pause()
        assert reading.stands
        assert reading.check_action("scroll_text", (1,)) is True
