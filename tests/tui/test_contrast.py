"""What is really drawn in each theme, measured cell by cell. The goldens hold that every screen draws no other pairs of colours."""

from __future__ import annotations

import pytest
from rich.color import Color
from support.drawn import XTERM, cells_of, in_front
from support.screens import laid_out
from support.states import STATES, enter

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
