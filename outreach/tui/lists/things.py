"""Lists of things to pass on: links, introductions, recommendations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach.domain.kinds import Purpose
from outreach.domain.saying import listed, say_day
from outreach.tui.keyed import key_of
from outreach.tui.lists.entry import Entry, Line

if TYPE_CHECKING:
    from outreach.planner import Planner

_GROUPS = {"asked": "Asked for", "received": "Received", "given": "Given", "could be asked": "You could ask"}


def links(planner: Planner) -> list[Entry]:
    """Links not shared yet, with whom they might please (source: PRACTICES S27)."""
    return [
        Entry(
            key=f"{row.id}",
            name=row.insight or row.url,
            place=listed(row.for_whom[:2]),
            says=row.url,
            word=say_day(row.on) if row.on else "",
            lines=(
                Line("link", row.url),
                Line("your line", row.insight)
                if row.insight
                else Line("", f"A bare link is no gift: {key_of('lists.edit')} writes why it is worth reading.", "warn"),
                Line("for", listed(row.for_whom)) if row.for_whom else Line("", "Nobody comes to mind yet.", "quiet"),
            ),
            person=row.first,
            link=row.id,
            purpose=Purpose.GIVE,
        )
        for row in planner.views.links()
    ]


def introductions(planner: Planner) -> list[Entry]:
    """Introductions you could make between people you would vouch for (source: PRACTICES S26)."""
    return [
        Entry(
            key=f"{row.one}/{row.other}",
            name=row.one_name,
            place=row.other_name,
            says=row.because,
            lines=(
                Line("why", row.because),
                Line(
                    "",
                    (
                        f"{key_of('lists.write')} asks {row.one_name} first whether it is welcome; "
                        f"{key_of('lists.log')} says that you introduced them, a give to both."
                    ),
                    "quiet",
                ),
            ),
            person=row.one,
            other=row.other,
            purpose=Purpose.GIVE,
        )
        for row in planner.views.introductions()
    ]


def recommendations(planner: Planner) -> list[Entry]:
    """Recommendations asked for, received and given, and whom you could ask (source: PRACTICES S29)."""
    tones = {"asked": "due", "received": "good", "given": "good"}
    return [
        Entry(
            key=f"{row.person}",
            name=row.name,
            says=row.says,
            word=row.state,
            tone=tones.get(row.state, "ink"),
            group=_GROUPS[row.state],
            lines=(
                Line("", row.says),
                Line(
                    "",
                    (
                        f"{key_of('lists.write')} writes the request; {key_of('lists.log')} logs what "
                        "came of it: asked, received, given, or a skill endorsed."
                    ),
                    "quiet",
                ),
            ),
            person=row.person,
            purpose=Purpose.RECOMMENDATION,
        )
        for row in planner.views.recommendations()
    ]
