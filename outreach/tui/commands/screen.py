"""How the screen looks: neutral, themed, masked, redrawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from outreach.tui.app import OutreachApp
    from outreach.tui.selection import Selection

LETTERS = "123456789abcdefghi"


def neutral(app: OutreachApp, _: Selection) -> None:
    """Hide everything behind a calendar, or come back."""
    if app.screen.id == "neutral":
        app.pop_screen()
        return
    from outreach.tui.screens.neutral import Neutral

    app.clear_notifications()
    app.push_screen(Neutral(app.planner.clock.today()))


async def theme(app: OutreachApp, _: Selection) -> None:
    """Try the themes on, and keep one."""
    from outreach.tui.screens.dialog import Preview

    found, wrong = app.reload_themes()
    for sentence in wrong:
        app.say(sentence, "bad")
    choices = [(LETTERS[at], name, found[name].title) for at, name in enumerate(sorted(found)[: len(LETTERS)])]

    def wear(name: str) -> None:
        app.theme = name

    def keep(name: str | None) -> None:
        if name is not None:
            app.theme = name
            app.planner.prefer("theme", name)

    app.push_screen(Preview("Theme", choices, wear, app.theme), keep)


def mask(app: OutreachApp, _: Selection) -> None:
    """Names as initials, or in full again, on whatever is in front as well."""
    from outreach.tui.screens.once import LeftOnce

    app.lens.private = not app.lens.private
    app.main.refresh_tables(None)
    for screen in app.screen_stack:
        if isinstance(screen, LeftOnce):
            screen.look_again()


def redraw(app: OutreachApp, _: Selection) -> None:
    """Draw all of it again."""
    app.refresh(repaint=True, layout=True)
