"""The keys of the drill."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach.tui.keyed import key_of
from outreach.tui.screens.drill import DrillScreen

if TYPE_CHECKING:
    from outreach.tui.app import OutreachApp
    from outreach.tui.selection import Selection


def show(app: OutreachApp, at: Selection) -> None:
    """One person at a time; those of the selected company first."""
    app.push_screen(DrillScreen(at.company_id))


def turn(app: OutreachApp, _: Selection) -> None:
    """Show the records, then the next person."""
    if isinstance(app.screen, DrillScreen):
        app.screen.turn()


def answer(app: OutreachApp, _: Selection) -> None:
    """Write down how one knows them, and stay with them."""
    from outreach.tui.fields import line
    from outreach.tui.screens.form import Form

    desk = app.screen
    if not isinstance(desk, DrillScreen) or desk.row is None:
        return
    row = desk.row

    def submit(values: dict[str, str]) -> str:
        app.planner.people.edit(row.person, how_i_know=values["how_i_know"])
        return f"Noted how you know {row.name}. {key_of('drill.undo')} takes it back."

    fields = [line("how_i_know", "I know them", row.how_i_know, "one sentence you could say aloud")]
    app.push_screen(
        Form(f"How do you know {app.lens.name(row.name)}?", fields, submit, kept=f"drill-people-{row.person}"), lambda _: desk.again()
    )


def onward(app: OutreachApp, _: Selection) -> None:
    """The next person."""
    if isinstance(app.screen, DrillScreen):
        app.screen.move(1)


def back(app: OutreachApp, _: Selection) -> None:
    """The person before."""
    if isinstance(app.screen, DrillScreen):
        app.screen.move(-1)


def undo(app: OutreachApp, _: Selection) -> None:
    """Take back the last change."""
    app.say(f"Undone: {app.planner.undo().removeprefix('Undo: ')}.")
    if isinstance(app.screen, DrillScreen):
        app.screen.again()


def leave(app: OutreachApp, _: Selection) -> None:
    """Back to where one came from."""
    if isinstance(app.screen, DrillScreen):
        app.screen.dismiss(None)
