"""Screens over one another: from a list, a card or a desk everything else is two keys away, and esc leads back."""

from __future__ import annotations

import pytest
from support.action_rows import furnish
from support.screens import focus, person, toasts, typed

from outreach.domain.kinds import PersonState
from outreach.planner import Planner
from outreach.tui.screens.card import Card
from outreach.tui.screens.lists import ListsScreen, PeopleList
from outreach.tui.screens.main import MainScreen
from outreach.tui.screens.questions import QuestionsScreen
from outreach.tui.screens.reading import Keys
from outreach.tui.screens.triage import TriageScreen


def stack(app) -> list[str]:
    """What lies over the main screen, a list by its name."""
    return [one.of.id if isinstance(one, PeopleList) else type(one).__name__ for one in app.screen_stack[1:]]


@pytest.fixture
def full(planner: Planner) -> Planner:
    furnish(planner)
    return planner


async def test_from_a_list_opened_by_the_palette_another_is_two_keys_away_and_esc_leads_back(run, full: Planner):
    async with run(full) as (app, pilot):
        await pilot.press("t", "colon")
        await typed(pilot, "give and take")
        await pilot.press("enter")
        assert stack(app) == ["ledger"]
        await pilot.press("L", "l")
        assert app.screen.of.id == "links"
        await pilot.press("escape", "escape")
        assert stack(app) == ["ledger"]
        await pilot.press("escape")
        assert isinstance(app.screen, MainScreen) and app.main.page.NAME == "today"


async def test_a_list_is_two_keys_from_a_card_on_another_list_and_esc_leads_back_to_the_card(run, full: Planner):
    async with run(full) as (app, pilot):
        await app.perform("lists.offers")
        await pilot.press("enter")
        assert isinstance(app.screen, Card)
        await pilot.press("L", "l")
        assert stack(app) == ["offers", "Card", "ListsScreen", "links"]
        await pilot.press("escape", "escape")
        assert isinstance(app.screen, Card)


async def test_what_lies_open_already_is_gone_back_to_and_not_opened_twice(run, full: Planner):
    async with run(full) as (app, pilot):
        await pilot.press("L", "t", "L", "l", "L", "o", "Q", "L")
        assert stack(app) == ["ListsScreen"]
        assert isinstance(app.screen, ListsScreen)
        await pilot.press("t", "tab", "Q", "L", "t")
        assert stack(app) == ["ListsScreen", "ledger"]


async def test_a_list_that_another_took_the_place_of_is_opened_anew(run, full: Planner):
    async with run(full) as (app, pilot):
        await app.perform("lists.ledger")
        await pilot.press("tab", "L", "t")
        assert stack(app) == ["recommendations", "ListsScreen", "ledger"]
        await pilot.press("L", "r")
        assert stack(app) == ["recommendations"]


async def test_a_key_of_everywhere_lays_a_desk_over_a_card_and_esc_leads_back_to_it(run, full: Planner):
    async with run(full) as (app, pilot):
        await pilot.press("2", "enter", "i")
        assert isinstance(app.screen, TriageScreen)
        await pilot.press("Q")
        assert isinstance(app.screen, QuestionsScreen)
        await pilot.press("escape", "escape")
        assert isinstance(app.screen, Card)


async def test_a_pane_or_a_page_takes_the_place_of_all_that_lies_over_it(run, full: Planner):
    async with run(full) as (app, pilot):
        await pilot.press("L", "o", "enter", "4")
        assert isinstance(app.screen, MainScreen) and focus(app) == "followups-list"
        await pilot.press("2", "enter", "t")
        assert isinstance(app.screen, MainScreen) and focus(app) == "today-list"
        await pilot.press("1")
        assert app.main.page.NAME == "plan" and focus(app) == "companies-list"


async def test_the_palette_of_a_desk_finds_a_person_and_goes_there(run, full: Planner):
    async with run(full) as (app, pilot):
        await pilot.press("i", "colon")
        await typed(pilot, "gus")
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, MainScreen) and app.selection().insider.name == "Gus Marsh"


async def test_what_a_screen_uses_itself_is_its_own(run, full: Planner):
    async with run(full) as (app, pilot):
        await pilot.press("i", "i")
        assert stack(app) == ["TriageScreen"] and person(full, "Mei Tanaka").state is PersonState.INSIDER
        await pilot.press("escape", "L", "n")
        assert stack(app) == ["ListsScreen", "news"]


async def test_letters_that_narrow_a_list_over_everybody_are_letters(run, full: Planner):
    async with run(full) as (app, pilot):
        await app.perform("lists.reputation")
        await pilot.press("slash", "t", "L", "1")
        assert stack(app) == ["reputation"] and app.screen.body.query_text == "tL1"


async def test_a_key_read_in_the_help_is_done_at_once_as_if_pressed_beneath(run, full: Planner):
    async with run(full) as (app, pilot):
        await pilot.press("i", "question_mark")
        assert isinstance(app.screen, Keys)
        await pilot.press("Q")
        assert stack(app) == ["TriageScreen", "QuestionsScreen"]


async def test_the_key_that_goes_back_closes_what_is_in_front_also_when_it_was_moved(run, full: Planner):
    full.paths.config.mkdir(parents=True, exist_ok=True)
    (full.paths.config / "keys.toml").write_text('"go.back" = "Z"\n"go.today" = "f6"\n', encoding="utf-8")
    async with run(full) as (app, pilot):
        await pilot.press("t", "2", "enter", "Z")
        assert isinstance(app.screen, MainScreen) and app.is_running
        await pilot.press("enter", "t")
        assert isinstance(app.screen, Card)
        await pilot.press("f6")
        assert isinstance(app.screen, MainScreen) and app.main.page.NAME == "today"


async def test_a_card_acts_on_whom_it_is_about_as_they_are_now(run, full: Planner, monkeypatch: pytest.MonkeyPatch):
    copied: list[str] = []
    monkeypatch.setattr("outreach.tui.clipboard.copy", lambda _, text: copied.append(text) or "Copied.")
    async with run(full) as (app, pilot):
        await pilot.press("2", "x", "x", "k", "k", "enter", "T", "a")
        assert person(full, "Ana Ruiz").state is PersonState.AVOID
        assert person(full, "Tom Okafor").state is not PersonState.AVOID
        await pilot.press("w")
        assert any("Triage said to avoid this person" in said for said in toasts(app))
        await pilot.press("T", "i", "y")
        assert copied and "Kettlebrook" in copied[0]


async def test_a_card_that_is_masked_masks_its_title_as_well(run, full: Planner):
    async with run(full) as (app, pilot):
        await pilot.press("2", "enter", "minus")
        assert app.lens.private and app.screen.heading != "Ana Ruiz"
        assert "Ruiz" not in app.export_screenshot()


async def test_the_history_in_front_tells_of_a_change_taken_back(run, full: Planner):
    async with run(full) as (app, pilot):
        await pilot.press("P", "H")
        before = len(app.screen._paragraphs)
        await pilot.press("u")
        words = ["".join(run.text for run in line) for line in app.screen._paragraphs]
        assert len(words) >= before and any("undone" in line for line in words)


async def test_what_comes_to_light_again_is_not_taken_for_what_hid_it(run, full: Planner):
    async with run(full) as (app, pilot):
        await pilot.press("3", "a", "1")
        editor = app.screen
        await pilot.press("f9", "f9", "x", "escape", "f9")
        assert stack(app) == ["Editor", "Confirm", "Neutral"]
        await pilot.press("f9", "escape")
        assert app.screen is editor


async def test_the_help_of_a_card_lists_where_it_leads(run, full: Planner):
    async with run(full) as (app, pilot):
        await pilot.press("2", "enter", "question_mark")
        lines = ["".join(run.text for run in line) if isinstance(line, tuple) else line.text for line in app.screen._paragraphs]
        first = lines[: lines.index("")]
        assert first[0] == "Card" and any(line.startswith("T ") and "avoid" in line for line in first)
