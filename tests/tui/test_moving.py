"""Getting about: panes, pages, desks, palette, filter, zoom, and back."""

from __future__ import annotations

import pytest
from support.screens import focus, laid_out, person, toasts, typed
from textual import events

from outreach.domain.kinds import PersonState
from outreach.domain.model import Company
from outreach.planner import Planner
from outreach.tui.screens.dialog import Preview, Reading
from outreach.tui.screens.main import MainScreen
from outreach.tui.screens.neutral import Neutral
from outreach.tui.screens.palette import Palette
from outreach.tui.screens.plan import PlanPage
from outreach.tui.screens.today import TodayPage
from outreach.tui.screens.triage import TriageScreen
from outreach.tui.widgets.chrome import Hints
from outreach.tui.widgets.virtual_list import VirtualList


async def test_digits_tab_and_arrows_move_between_panes(run):
    async with run() as (app, pilot):
        seen = []
        for key in ("2", "3", "4", "1", "tab", "right", "shift+tab", "h", "left"):
            await pilot.press(key)
            seen.append(focus(app))
        assert seen == [
            "insiders-list",
            "draft-text",
            "followups-list",
            "companies-list",
            "insiders-list",
            "draft-text",
            "insiders-list",
            "companies-list",
            "followups-list",
        ]


async def test_the_selection_goes_down_in_the_same_tick(run, planner: Planner):
    async with run() as (app, _):
        page = app.main.query_one(PlanPage)
        page.companies.body.step(1)
        assert page.insiders.company == page.company == planner.store.all(Company)[1].id
        assert [row.name for row in page.insiders.rows.values()] == ["Gus Marsh"]
        assert page.draft.person == person(planner, "Gus Marsh").id


async def test_the_cursor_stays_on_its_company_when_another_comes_before_it(run, planner: Planner):
    async with run() as (app, pilot):
        await pilot.press("j")
        planner.companies.add("Aardvark Works", motivation=4, posting=3)
        await pilot.pause()
        page = app.main.query_one(PlanPage)
        assert page.companies.rows[page.company].name == "Holt & Vane"


async def test_a_zoomed_pane_has_the_page_to_itself_and_esc_ends_it(run):
    async with run() as (app, pilot):
        page = app.main.query_one(PlanPage)
        await pilot.press("2", "z")
        await laid_out(pilot, lambda: not page.companies.region and page.insiders.region.width == 120)
        await pilot.press("4")
        await laid_out(pilot, lambda: page.followups.region.width == 120 and not page.insiders.region)
        await pilot.press("escape")
        await laid_out(pilot, lambda: bool(page.companies.region and page.insiders.region))


async def test_draft_and_followups_share_a_place_on_a_narrow_screen(run):
    async with run(size=(80, 24)) as (app, pilot):
        page = app.main.query_one(PlanPage)
        await laid_out(pilot, lambda: page.followups.region.width == 80 and not page.draft.region)
        await pilot.press("3")
        await laid_out(pilot, lambda: page.draft.region.width == 80 and not page.followups.region)


async def test_a_screen_too_small_says_what_it_needs_and_recovers(run):
    async with run(size=(59, 17)) as (app, pilot):
        assert app.main.query_one("#too-small").display
        assert "60 × 18" in str(app.main.query_one("#too-small").render())
        await pilot.resize_terminal(80, 24)
        await pilot.pause(0.2)
        assert not app.main.query_one("#too-small").display


async def test_a_filter_narrows_as_one_types_and_esc_clears_it(run):
    async with run() as (app, pilot):
        await pilot.press("slash", "h", "o")
        listing = app.main.query_one("#companies-list", VirtualList)
        assert [app.main.query_one(PlanPage).companies.rows[key].name for key in listing.rows.shown] == ["Holt & Vane"]
        await pilot.press("enter", "slash", "escape")
        assert len(listing.rows.shown) == 2 and not listing.narrowing


async def test_keys_that_arrive_in_one_read_with_the_slash_are_not_lost(run):
    async with run() as (app, pilot):
        for key in ("slash", "h", "o", "l"):
            app.post_message(events.Key(key, "/" if key == "slash" else key))
        await pilot.pause()
        assert app.main.query_one("#companies-list", VirtualList).query_text == "hol"


async def test_letters_are_text_while_a_list_is_narrowed(run, planner: Planner):
    async with run() as (app, pilot):
        await pilot.press("slash", "d", "q", "slash", "u")
        assert isinstance(app.screen, MainScreen) and len(planner.store.all(Company)) == 2
        assert app.main.query_one("#companies-list", VirtualList).query_text == "dq/u"


async def test_today_lists_promises_first_and_every_line_says_why(run):
    async with run() as (app, pilot):
        await pilot.press("t")
        page = app.main.query_one(TodayPage)
        assert page.selection().step.what
        assert page.pane.rows[page.pane.body.highlighted].promise
        assert all(row.why for row in page.pane.rows.values())
        await pilot.press("q")
        assert app.main.page is app.main.query_one(PlanPage)


async def test_done_on_today_moves_on_to_the_next_line(run, planner: Planner):
    async with run() as (app, pilot):
        await pilot.press("t")
        before = planner.views.today().count
        await pilot.press("space")
        assert planner.views.today().count == before - 1
        assert focus(app) == "today-list"


async def test_q_on_the_plan_quits(run):
    async with run() as (app, pilot):
        await pilot.press("q")
        assert app.return_code == 0


async def test_the_palette_does_an_action(run):
    async with run() as (app, pilot):
        await pilot.press("colon")
        assert isinstance(app.screen, Palette)
        await typed(pilot, "neutral")
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, Neutral)


async def test_the_palette_finds_a_person_and_goes_there(run, planner: Planner):
    async with run() as (app, pilot):
        await pilot.press("ctrl+p")
        await typed(pilot, "gus")
        await pilot.press("enter")
        await pilot.pause()
        page = app.main.query_one(PlanPage)
        assert page.person == person(planner, "Gus Marsh").id and focus(app) == "insiders-list"


@pytest.mark.parametrize("key", ["0", "f9"])
async def test_one_key_shows_a_neutral_screen_and_brings_everything_back(run, key: str):
    async with run() as (app, pilot):
        app.say("something private")
        await pilot.press(key)
        assert isinstance(app.screen, Neutral) and not toasts(app)
        app.say("Ana replied")
        assert not toasts(app)
        await pilot.press(key)
        assert isinstance(app.screen, MainScreen)


async def test_private_mode_shows_no_name_of_the_plan(run, planner: Planner):
    async with run(private=True) as (app, pilot):
        await pilot.press("t", "p", "2")
        picture = app.export_screenshot()
        for name in ("Ana", "Ruiz", "Okafor", "Fernwick", "Vane"):
            assert name not in picture


async def test_help_lists_the_keys_of_this_pane_first(run):
    async with run() as (app, pilot):
        await pilot.press("4", "question_mark")
        assert isinstance(app.screen, Reading) and app.screen.heading == "Keys: Follow-ups first"
        await pilot.press("escape")
        assert focus(app) == "followups-list"


async def test_triage_takes_one_key_a_person(run, planner: Planner):
    async with run() as (app, pilot):
        await pilot.press("i")
        assert isinstance(app.screen, TriageScreen)
        await pilot.press("l", "full_stop")
        assert {person(planner, name).state for name in ("Mei Tanaka", "Idris Cole")} == {PersonState.LATER}
        await pilot.press("u", "i")
        assert {person(planner, name).state for name in ("Mei Tanaka", "Idris Cole")} == {PersonState.LATER, PersonState.INSIDER}
        await pilot.press("escape")
        assert isinstance(app.screen, MainScreen)


async def test_a_theme_is_tried_on_and_kept_or_taken_back(run, planner: Planner):
    async with run() as (app, pilot):
        before = app.theme
        await pilot.press("ctrl+t")
        assert isinstance(app.screen, Preview)
        await pilot.press("j")
        assert app.theme != before
        await pilot.press("escape")
        assert app.theme == before
        await pilot.press("ctrl+t", "j", "enter")
        assert planner.recall("theme") == app.theme != before


async def test_undo_takes_back_the_last_change_of_the_plan_and_not_the_theme(run, planner: Planner):
    async with run() as (app, pilot):
        await pilot.press("P", "ctrl+t", "j", "enter")
        worn = app.theme
        await pilot.press("u")
        assert app.theme == worn == planner.recall("theme")
        assert {company.status.value for company in planner.store.all(Company)} == {"active"}


async def test_the_footer_never_overflows(run):
    async with run(size=(80, 24)) as (app, pilot):
        for key in ("1", "2", "3", "4", "t", "n"):
            await pilot.press(key)
            hints = app.main.query_one(Hints)
            shown = hints.fitting(80)
            assert len(shown) <= 6 and sum(hint.cells for hint in shown) + 1 + hints._right.cells <= 80
            assert any(hint.label == "help" for hint in shown)


async def test_another_windows_change_is_shown(run, planner: Planner):
    from outreach.planner import open_planner

    async with run() as (app, pilot):
        other = open_planner(planner.paths, planner.clock, planner.config)
        other.companies.add("Thistle Works", motivation=4, posting=3)
        other.close()
        app._pulse()
        await pilot.pause()
        assert "Thistle Works" in {row.name for row in app.main.query_one(PlanPage).companies.rows.values()}


async def test_a_new_day_is_noticed(run, planner: Planner):
    import datetime as dt

    async with run() as (app, pilot):
        planner.clock.set(dt.datetime(2026, 11, 24, 0, 1, tzinfo=dt.UTC))
        app._pulse()
        await pilot.pause()
        assert "Tue 24 Nov 2026" in str(app.main.query_one("#header").render())


async def test_mouse_clicks_choose_rows_and_tabs(run):
    async with run() as (app, pilot):
        await pilot.click("#companies-list", offset=(5, 1))
        page = app.main.query_one(PlanPage)
        assert page.companies.rows[page.company].name == "Holt & Vane"
        await pilot.click("#header", offset=(22, 0))
        await pilot.pause()
        assert isinstance(app.main.page, TodayPage)


async def test_an_empty_plan_offers_three_ways_to_start(run, empty: Planner):
    async with run(empty) as (app, pilot):
        assert app.screen.heading == "Welcome"
        await pilot.press("s")
        await pilot.pause()
        assert empty.views.companies()
        await pilot.press("u")
        assert not empty.views.companies()


async def test_a_change_that_did_not_reach_the_disk_is_said_until_one_does(run, planner: Planner, monkeypatch: pytest.MonkeyPatch):
    from outreach.errors import NotSaved

    async with run() as (app, pilot):

        def refuse(*_, **__):
            raise NotSaved("no space left on the disk", next_step="make room, it is tried again")

        with monkeypatch.context() as patch:
            patch.setattr(planner.companies, "edit", refuse)
            await pilot.press("P")
            await pilot.pause()
        assert "NOT SAVED: no space left" in str(app.main.query_one("#header").render())
        assert any("no space left" in said.lower() for said in toasts(app))
        await pilot.press("P")
        assert "saved ✓" in str(app.main.query_one("#header").render())


async def test_a_fault_in_a_command_ends_the_program_without_what_the_plan_holds(run, planner: Planner, monkeypatch: pytest.MonkeyPatch):
    def fault(*_, **__):
        secret = "Ana Ruiz"
        raise RuntimeError(secret)

    monkeypatch.setattr(planner.companies, "edit", fault)
    with pytest.raises(RuntimeError):
        async with run() as (app, pilot):
            await pilot.press("P")
    assert app.return_code == 70
    said = (planner.paths.data / "crash.log").read_text(encoding="utf-8")
    assert "RuntimeError" in said and "Ana Ruiz" not in said


def test_textuals_own_switches_are_taken_away(monkeypatch: pytest.MonkeyPatch):
    import os

    from outreach.tui.environment import prepare

    monkeypatch.setenv("TEXTUAL_SCREENSHOT", "1")
    monkeypatch.setenv("TEXTUAL_PRESS", "q")
    monkeypatch.setenv("TEXTUAL_DRIVER", "some:driver")
    prepare()
    assert "TEXTUAL_SCREENSHOT" not in os.environ and "TEXTUAL_PRESS" not in os.environ
    assert os.environ["TEXTUAL_DRIVER"] == "some:driver"


async def test_two_keys_in_one_read_close_a_dialog_once(run):
    async with run() as (app, pilot):
        await pilot.press("ctrl+t")
        for key in ("1", "2"):
            app.post_message(events.Key(key, key))
        await pilot.pause()
        assert isinstance(app.screen, MainScreen)
