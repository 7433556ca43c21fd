"""Typing into the terminal face under test, and looking at what came of it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from textual import events

from outreach.domain.model import Person
from outreach.domain.network import Contact
from outreach.text import clean
from outreach.tui.cells import GLUE
from outreach.tui.widgets.lines import Lines

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.pilot import Pilot

    from outreach.planner import Planner
    from outreach.tui.app import OutreachApp


async def typed(pilot: Pilot[int], text: str) -> None:
    """Put a text in where the focus is, in one go, as a paste."""
    pilot.app.post_message(events.Paste(text))
    await pilot.pause()


async def laid_out(pilot: Pilot[int], holds: Callable[[], bool]) -> None:
    """Let the app come to rest until the layout says so: it is made a frame after the key."""
    for _ in range(100):
        if holds():
            return
        await pilot.pause()
    raise AssertionError("the layout never came")


def person(planner: Planner, name: str) -> Person:
    """The person of that name."""
    return next(one for one in planner.store.all(Person) if one.name == name)


def toasts(app: OutreachApp) -> list[str]:
    """What is being said."""
    return [str(note.message) for note in app._notifications]


def focus(app: OutreachApp) -> str | None:
    """Id of the widget that has the focus."""
    return app.focused.id if app.focused is not None else None


def beneath(app: OutreachApp) -> str:
    """The words beneath the list of a desk, as one reads them."""
    lines = app.screen.query_one("#matter", Lines)._paragraphs
    said = ("".join(run.text for run in line) if isinstance(line, tuple) else line.text for line in lines)
    return "\n".join(said).replace(GLUE, " ")


def quiet_tie(planner: Planner) -> None:
    """Wilma Ashgate of the address book, at a target, with whom one wrote years ago."""
    wilma = Contact(
        key="old",
        name=clean("Wilma Ashgate"),
        company=clean("Holt & Vane"),
        position=clean("Analyst"),
        connected_on=dt.date(2015, 1, 1),
        sent=3,
        received=2,
        both=True,
        first_on=dt.date(2016, 1, 1),
        last_on=dt.date(2020, 3, 4),
    )
    with planner.store.transaction("Contacts") as tx:
        tx.add(wilma)
