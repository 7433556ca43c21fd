"""Reading an archive from within: path, preview, result, and what the result leads to."""

from __future__ import annotations

from pathlib import Path

from support.screens import typed

from outreach.domain.network import Contact
from outreach.planner import Planner
from outreach.tui.screens.bringing_in import BringIn
from outreach.tui.screens.main import MainScreen
from outreach.tui.screens.suggestions import SuggestionsScreen
from outreach.tui.widgets.lines import Lines

ARCHIVE = Path(__file__).parent.parent / "fixtures" / "Complete_LinkedInDataExport_10-06-2026.zip"


def told(app) -> str:
    lines = app.screen.query_one("#told", Lines)._paragraphs
    return " ".join(run.text for line in lines if isinstance(line, tuple) for run in line)


async def until(pilot, app, words: str) -> None:
    for _ in range(100):
        await pilot.pause(0.05)
        if isinstance(app.screen, BringIn) and words in told(app):
            return
    raise AssertionError(f"{words!r} did not come up: {told(app)}")


async def test_an_archive_is_previewed_imported_and_taken_back_as_one(run, empty: Planner):
    async with run(empty) as (app, pilot):
        await pilot.press("i")
        await pilot.pause()
        assert isinstance(app.screen, BringIn)
        await typed(pilot, str(ARCHIVE))
        await pilot.press("enter")
        await until(pilot, app, "42 new")
        assert not empty.store.all(Contact), "nothing is stored before it is accepted"
        await pilot.press("enter")
        await until(pilot, app, "takes all of it back")
        assert len(empty.store.all(Contact)) == 42
        await pilot.press("N")
        await pilot.pause()
        assert isinstance(app.screen, SuggestionsScreen)
        await pilot.press("escape", "u")
        assert isinstance(app.screen, MainScreen) and not empty.store.all(Contact)


async def test_the_same_archive_again_changes_nothing(run, empty: Planner):
    preview = empty.imports.preview([ARCHIVE])
    empty.imports.apply(preview.token)
    async with run(empty) as (app, pilot):
        await pilot.press("escape", "I")
        await typed(pilot, str(ARCHIVE))
        await pilot.press("enter")
        await until(pilot, app, "in the plan already")


async def test_a_file_that_cannot_be_read_is_said_and_another_may_be_chosen(run, empty: Planner, tmp_path: Path):
    wrong = tmp_path / "notes.zip"
    wrong.write_bytes(b"no zip at all")
    async with run(empty) as (app, pilot):
        await pilot.press("escape", "I")
        await typed(pilot, str(wrong))
        await pilot.press("enter")
        await until(pilot, app, "!")
        assert app.screen.query_one("#path").has_focus
        await pilot.press("escape")
        assert isinstance(app.screen, MainScreen)


async def test_a_file_that_is_refused_keeps_its_own_name(run, empty: Planner, tmp_path: Path):
    poem = tmp_path / "poem.csv"
    poem.write_text("roses are red\n", encoding="utf-8")
    async with run(empty) as (app, pilot):
        await pilot.press("i")
        await typed(pilot, str(poem))
        await pilot.press("enter")
        await until(pilot, app, " poem.csv has no line")


async def test_with_no_target_yet_enter_leads_to_the_companies_the_archive_hints_at(run, empty: Planner):
    async with run(empty) as (app, pilot):
        await pilot.press("i")
        await pilot.pause()
        await typed(pilot, str(ARCHIVE))
        await pilot.press("enter")
        await until(pilot, app, "42 new")
        await pilot.press("enter")
        await until(pilot, app, "takes all of it back")
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, SuggestionsScreen)
