"""The jump overlay: every screen, one key, letters on what is in sight, and there."""

from __future__ import annotations

import re

import pytest
from support.goldens import compare, lines_of
from support.screens import focus, toasts, typed

from outreach.planner import Planner
from outreach.tui.screens.checklist import PreflightScreen
from outreach.tui.screens.dialog import Confirm
from outreach.tui.screens.form import Form
from outreach.tui.screens.jump import LETTERS, Jump, labels
from outreach.tui.screens.main import MainScreen
from outreach.tui.screens.plan import PlanPage
from outreach.tui.screens.today import TodayPage
from outreach.tui.targets import targets


def letters_for(app, go_to) -> list[str]:
    """The letters of the first place whose row, field or widget is the one meant."""
    jump = app.screen
    assert isinstance(jump, Jump)
    return next(list(label) for label, target in jump._pane._found.items() if go_to(target))


@pytest.mark.parametrize("count", [0, 1, 26, 27, 60, 300, 676])
def test_no_label_is_the_start_of_another(count: int):
    made = labels(count)
    assert len(made) == count == len(set(made))
    assert not [(one, other) for one in made for other in made if one != other and other.startswith(one)]
    assert all(set(label) <= set(LETTERS) and len(label) <= 2 for label in made)


async def test_a_letter_goes_to_its_row_in_another_pane(run):
    async with run() as (app, pilot):
        await pilot.press("comma")
        place = app.main.query_one(PlanPage).insiders.body.content_region
        await pilot.press(*letters_for(app, lambda target: (target.x, target.y) == (place.x, place.y + 1)))
        await pilot.pause()
        page = app.main.query_one(PlanPage)
        assert focus(app) == "insiders-list" and page.insiders.rows[page.person].name == "Tom Okafor"


async def test_a_tab_a_pane_and_a_hint_can_be_gone_to(run):
    async with run() as (app, pilot):
        await pilot.press("comma")
        await pilot.press(*letters_for(app, lambda target: target.y == 0 and target.x > 15))
        await pilot.pause()
        assert isinstance(app.main.page, TodayPage)
        await pilot.press("p", "comma")
        top = app.main.query_one(PlanPage).draft.region
        await pilot.press(*letters_for(app, lambda target: (target.x, target.y) == (top.x + 2, top.y)))
        assert focus(app) == "draft-text"
        await pilot.press("1", "comma")
        await pilot.press(*letters_for(app, lambda target: target.y == 35))
        await pilot.pause()
        assert isinstance(app.screen, Form)


async def test_esc_and_a_letter_that_leads_nowhere_change_nothing(run):
    async with run() as (app, pilot):
        for key in ("escape", "5", "z"):
            await pilot.press("comma", key)
            assert isinstance(app.screen, MainScreen) and focus(app) == "companies-list"


async def test_two_letters_narrow_and_backspace_takes_the_first_back(run, planner: Planner):
    fern = planner.views.companies()[0].id
    for at in range(30):
        planner.people.add(f"Person {at:02}", fern)
    async with run() as (app, pilot):
        await pilot.press("2", "z", "comma")
        jump = app.screen
        pair = next(label for label in jump._pane._found if len(label) == 2)
        await pilot.press(pair[0])
        assert app.screen is jump
        await pilot.press("backspace")
        assert jump._pane.so_far == ""
        await pilot.press(*pair)
        assert isinstance(app.screen, MainScreen)


async def test_in_a_form_the_comma_is_text_and_the_other_key_goes_to_a_field(run):
    async with run() as (app, pilot):
        await pilot.press("a", "comma")
        assert app.screen.row("name").value == ","
        await pilot.press("ctrl+o")
        why = app.screen_stack[-2].row("why").content_region
        await pilot.press(*letters_for(app, lambda target: target.y == why.y))
        await pilot.pause()
        await typed(pilot, "their craft")
        assert app.screen.row("why").value == "their craft"


@pytest.mark.parametrize(
    "keys",
    ["", "t", "n", "S", "i", "Q", "B", "A", "W", "F", "r", "N", "colon", "a", "2 w", "2 T", "d", "2 enter", "question_mark", "ctrl+t", "I"],
)
async def test_on_every_screen_it_opens_or_says_why_not_and_esc_brings_the_screen_back(run, keys: str):
    async with run() as (app, pilot):
        await pilot.press(*keys.split())
        await pilot.pause()
        before, text = app.screen, lines_of(app)
        places = targets(app, before)
        await pilot.press("ctrl+o")
        await pilot.pause()
        if places:
            assert isinstance(app.screen, Jump)
            await pilot.press("escape")
            await pilot.pause()
            assert lines_of(app) == text
        else:
            assert "nothing to jump to" in toasts(app)[-1]
        assert app.screen is before


async def test_nothing_is_shown_over_the_neutral_screen(run):
    async with run() as (app, pilot):
        await pilot.press("0", "ctrl+o", "comma")
        assert app.screen.id == "neutral"


async def test_the_letters_hide_no_name_and_no_key(run):
    async with run() as (app, pilot):
        before = lines_of(app)
        await pilot.press("comma")
        await pilot.pause()
        after = lines_of(app)
        words = re.findall(r"[\w&]+", before)
        assert not [word for word in words if after.count(word) < before.count(word)]


async def test_a_question_is_not_answered_by_a_jump(run):
    async with run() as (app, pilot):
        await pilot.press("d", "ctrl+o")
        assert isinstance(app.screen, Confirm) and "every key" in toasts(app)[-1]


@pytest.mark.parametrize("size", [(80, 24), (120, 36)], ids=["80x24", "120x36"])
async def test_the_letters_look_as_they_did(run, size: tuple[int, int]):
    async with run(size=size) as (app, pilot):
        await pilot.press("F", "comma")
        assert isinstance(app.screen_stack[-2], PreflightScreen)
        await pilot.pause()
        compare(f"jump-{size[0]}x{size[1]}", lines_of(app))


async def test_a_line_of_a_card_can_be_gone_to_and_changed(run, planner: Planner):
    async with run() as (app, pilot):
        await pilot.press("2", "enter")
        await pilot.pause()
        card = app.screen
        wanted, line = next((ref, at) for ref, at in card.lines.in_sight() if ref.kind == "step")
        await pilot.press("comma")
        await pilot.press(*letters_for(app, lambda target: target.y == card.lines.content_region.y + line))
        await pilot.pause()
        assert app.screen is card and card.record == wanted
