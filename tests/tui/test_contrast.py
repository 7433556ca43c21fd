"""What is really drawn in each theme, measured cell by cell. The goldens hold that every screen draws no other pairs of colours."""

from __future__ import annotations

import pytest
from rich.color import Color
from support.drawn import XTERM, Looks, cells_of, in_front
from support.screens import laid_out, person
from support.states import STATES, enter
from textual.widgets import Input

from outreach.planner import Planner
from outreach.tui.app import OutreachApp
from outreach.tui.themes import LEVELS, contrast

LOOKED_AT = ("plan-marked", "plan-toasts", "today", "triage", "card", "form-refused", "palette", "editor", "import", "confirm", "theme")
"""Between them they draw every kind of widget."""


def least(app: OutreachApp) -> tuple[float, str]:
    """The lowest contrast of any letter meant to be read, and the words that have it."""
    regions = in_front(app)
    found = (21.0, "")
    for y, row in enumerate(cells_of(app)):
        x = 0
        for text, taken, looks in row:
            if any(region.contains(x, y) for region in regions) and any(letter.isalnum() for letter in text):
                assert looks.color and looks.ground, f"{text!r} is drawn in the terminal's own colours"
                found = min(found, (contrast(looks.color, looks.ground), text.strip()))
            x += taken
    return found


@pytest.mark.parametrize("state", LOOKED_AT)
async def test_every_theme_keeps_its_promise_of_contrast_on_the_screen(run, planner: Planner, state: str):
    async with run(size=(100, 30)) as (app, pilot):
        app.reload_themes()
        await enter(app, pilot, STATES[state])
        low = {}
        for name, theme in app.themes.items():
            if not theme.ansi:
                app.theme = name
                await pilot.pause()
                await pilot.pause()
                ratio, words = least(app)
                if ratio < LEVELS[theme.level]:
                    low[name] = (round(ratio, 2), words)
        assert not low


def lit(app) -> list[str]:
    """The rows drawn on the ground of a cursor in focus."""
    cyan = Color.parse("cyan").get_truecolor(XTERM).hex
    return [text.strip() for row in cells_of(app) for text, _, looks in row if looks.ground == cyan and text.strip()]


async def test_where_nothing_can_be_dimmed_only_the_box_in_front_has_a_cursor_in_colour(run):
    async with run() as (app, pilot):
        app.reload_themes()
        app.theme = "terminal"
        await pilot.pause()
        assert any("Fernwick" in text for text in lit(app))
        await pilot.press("colon")
        assert any("Add" in text for text in lit(app)) and not any("Fernwick" in text for text in lit(app))
        await pilot.press("escape")
        await laid_out(pilot, lambda: any("Fernwick" in text for text in lit(app)))


def drawn(app, words: str) -> Looks:
    """How the first run of cells with those words looks."""
    return next(looks for row in cells_of(app) for text, _, looks in row if words in text)


async def test_where_nobody_knows_the_ground_letters_to_jump_by_and_examples_can_still_be_told(run):
    async with run() as (app, pilot):
        app.reload_themes()
        app.theme = "terminal"
        await pilot.pause()
        await pilot.press("t")
        rules = [looks for row in cells_of(app) for text, _, looks in row if set(text) == {"─"} and looks.color is None]
        assert rules and all(looks.dim for looks in rules), "the rule of a heading stands back"
        await pilot.press("comma")
        cyan, black = (Color.parse(name).get_truecolor(XTERM).hex for name in ("cyan", "black"))
        letters = [looks for row in cells_of(app) for text, _, looks in row if looks.bold and looks.ground == cyan and len(text) == 1]
        assert letters and {looks.color for looks in letters} == {black}
        await pilot.press("escape", "p", "a")
        assert drawn(app, "what draws you there").dim and not drawn(app, "Motivation").dim


async def test_an_example_is_slanted_in_every_theme_and_what_was_typed_is_not(run):
    async with run() as (app, pilot):
        app.reload_themes()
        await pilot.press("e")
        fields = [field for field in app.screen.query(Input) if field.value or field.placeholder]
        assert {bool(field.value) for field in fields} == {True, False}
        for name in app.themes:
            app.theme = name
            await pilot.pause()
            for field in fields:
                styles = {bool(run.style and run.style.italic) for run in field.render_line(0) if run.text.strip() and not field.has_focus}
                assert styles <= {not field.value}, (name, field.id)


async def test_a_field_that_goes_on_says_so_until_the_cursor_is_in_it(run, planner: Planner):
    long = "a question " * 12 + "ends here"
    planner.people.edit(person(planner, "Ana Ruiz").id, question=long)
    async with run() as (app, pilot):
        await pilot.press("2", "e")
        field = app.screen.query_one("#field-question", Input)
        shown = field.render_line(0).text.rstrip()
        assert shown.endswith("…") and long.startswith(shown[:-1]) and len(shown) == field.scrollable_content_region.width
        name = app.screen.query_one("#field-name", Input)
        assert "…" not in name.render_line(0).text
        field.focus()
        await pilot.pause()
        assert "…" not in field.render_line(0).text and "ends here " in field.render_line(0).text
        await pilot.press("tab")
        assert field.render_line(0).text.rstrip() == shown
