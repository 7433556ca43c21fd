"""Today: what lies beneath the list says what to do next, on a low screen too."""

from __future__ import annotations

from support.goldens import lines_of
from support.screens import laid_out, person

from outreach.domain.model import Draft
from outreach.planner import Planner
from outreach.tui.screens.today import TodayPage


async def on(app, pilot, planner: Planner, name: str) -> None:
    """Put the cursor on what is to be written to somebody."""
    pane = app.main.query_one(TodayPage).pane
    key = next(key for key, row in pane.rows.items() if row.person == person(planner, name).id and not row.promise)
    assert pane.body.look_at(key)
    await pilot.pause()


async def test_where_no_message_is_written_yet_the_key_that_writes_it_is_named(run, planner: Planner):
    async with run() as (app, pilot):
        await pilot.press("t")
        await on(app, pilot, planner, "Gus Marsh")
        assert "No message yet: w writes one, space logs it as sent." in lines_of(app)
        await pilot.press("w", "ctrl+s")
        await on(app, pilot, planner, "Gus Marsh")
        assert "No message yet" not in lines_of(app) and "Hi Gus" in lines_of(app)


async def test_on_a_low_screen_the_message_runs_on_and_has_its_paragraphs_again_on_a_high_one(run, planner: Planner):
    planner.drafts.save(planner.store.all(Draft)[0].id, "Hi Ana,\n\nthe checklist is in use.\n\nRobin")
    async with run(size=(80, 24)) as (app, pilot):
        await pilot.press("t")
        await on(app, pilot, planner, "Ana Ruiz")
        assert "Hi Ana, the checklist is in use. Robin" in lines_of(app)
        await pilot.resize_terminal(120, 36)
        pane = app.main.query_one(TodayPage).pane
        await laid_out(pilot, lambda: pane.size.height > 30 and not app.main.has_class("-low"))
        await pilot.pause()
        assert "Hi Ana, the checklist" not in lines_of(app) and "the checklist is in use." in lines_of(app)
