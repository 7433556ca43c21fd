"""Every list over everybody: its name, what it is for, what stands in it, and which keys act on a row of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import msgspec

from outreach.tui.keyed import key_of
from outreach.tui.lists import people, things
from outreach.tui.lists.entry import Entry
from outreach.tui.widgets.rows import Blank

if TYPE_CHECKING:
    from outreach.planner import Planner


class ListOf(msgspec.Struct, frozen=True, kw_only=True):
    """One list."""

    id: str
    """Also the verb of the action that opens it: ``lists.ledger``."""
    title: str
    about: str
    """What it is for, in a few words."""
    gather: Callable[[Planner], list[Entry]]
    empty: Blank
    """What it says while nothing stands in it."""
    keys: tuple[tuple[str, str], ...]
    """Actions of the footer that make sense here, each with the word it has here."""


_OPEN = ("lists.open", "card")
_EDIT = ("lists.edit", "edit")

LISTS: tuple[ListOf, ...] = (
    ListOf(
        id="ledger",
        title="Give and take",
        about="what you gave and what you asked, whom you owe most first",
        gather=people.ledger,
        empty=Blank(
            "Nothing was given or asked yet.",
            (
                "Here you see whom you asked more than you gave, before you ask again.",
                f"{key_of('person.log')} on a person logs a share or a give; what you ask for counts by itself.",
            ),
        ),
        keys=(_OPEN, ("lists.write", "give something"), ("lists.log", "log a give")),
    ),
    ListOf(
        id="recommendations",
        title="Recommendations",
        about="asked for, received, given, and whom you could ask",
        gather=things.recommendations,
        empty=Blank(
            "Nobody to ask for a recommendation yet.",
            (
                "A few true lines from somebody you worked with say more than a long profile.",
                f"{key_of('person.evidence')} on an insider notes that you worked together; they stand here then.",
            ),
        ),
        keys=(_OPEN, ("lists.write", "ask"), ("lists.log", "log")),
    ),
    ListOf(
        id="introductions",
        title="Introductions to make",
        about="two you would vouch for, one with what the other needs",
        gather=things.introductions,
        empty=Blank(
            "No introduction comes to mind yet.",
            (
                "Here stand pairs you would vouch for, where one has what the other needs or both care for the same thing.",
                (
                    f"{key_of('about.person')} on a person notes that you vouch for them, what "
                    "they need, what they can do and what they care for."
                ),
            ),
        ),
        keys=(_OPEN, ("lists.write", "ask first"), ("lists.log", "made")),
    ),
    ListOf(
        id="needs",
        title="Who needs what you have",
        about="needs you, a kept link or somebody you know could meet",
        gather=people.needs,
        empty=Blank(
            "No need is written down yet.",
            (
                "Here each need meets what you, a kept link or somebody you know could give.",
                f"{key_of('about.person')} on a person has the lines I help with and They help with.",
            ),
        ),
        keys=(_OPEN, ("lists.write", "give"), ("lists.log", "log a give"), _EDIT),
    ),
    ListOf(
        id="links",
        title="Links to share",
        about="worth reading, kept until somebody gets them",
        gather=things.links,
        empty=Blank(
            "No link waits to be shared.",
            (
                "A link with a line of your own is the smallest gift there is, and asks for nothing.",
                f"{key_of('lists.add')} keeps one, with why it is worth reading and for whom.",
            ),
        ),
        keys=(("lists.add", "add"), ("lists.write", "write"), ("lists.log", "shared"), _EDIT, ("lists.delete", "delete")),
    ),
    ListOf(
        id="offers",
        title="Standing offers",
        about="who once offered to help, in their words",
        gather=people.offers,
        empty=Blank(
            "Nobody's offer is noted yet.",
            (
                "Somebody once said: tell me when you look around. Here it is not forgotten.",
                f"{key_of('about.person')} on a person notes their offer, with their words and the day.",
            ),
        ),
        keys=(_OPEN, ("lists.write", "write"), _EDIT),
    ),
    ListOf(
        id="dormant",
        title="Old ties at your targets",
        about="not heard of for two years or more",
        gather=people.dormant,
        empty=Blank(
            "No old tie works at a target.",
            (
                "Here stand people you once wrote or spoke with, quiet for two years, who are at a company you want.",
                f"{key_of('plan.import')} reads your archive; {key_of('company.add')} in pane 1 adds targets to cross it with.",
            ),
        ),
        keys=(_OPEN, ("lists.write", "say hello")),
    ),
    ListOf(
        id="teachers",
        title="Reachable teachers",
        about="people to learn from, the reachable before the famous",
        gather=people.teachers,
        empty=Blank(
            "Nobody to learn from is noted yet.",
            (
                "Owners, peers and those a few steps ahead answer more often than the famous.",
                f"{key_of('person.edit')} on a person says what they are to you: peer, owner, up-and-comer, someone to learn from.",
            ),
        ),
        keys=(_OPEN, ("lists.write", "ask"), _EDIT),
    ),
    ListOf(
        id="recruiters",
        title="Recruiters",
        about="role, client and what they promised by when",
        gather=people.recruiters,
        empty=Blank(
            "No recruiter is in the plan.",
            (
                "Here you see which role for which client each one named, and whether they kept their word.",
                f"{key_of('person.edit')} on a person says that they are a recruiter.",
            ),
        ),
        keys=(_OPEN, ("lists.add", "note their word"), ("lists.log", "kept it"), ("lists.write", "write")),
    ),
    ListOf(
        id="news",
        title="News of people",
        about="each a reason to write",
        gather=people.news,
        empty=Blank(
            "No news of the last three months.",
            (
                "A talk, a post, a new position: what is new about somebody is the best beginning of a message.",
                f"outreach news add NAME TEXT keeps some; {key_of('lists.add')} here does it too.",
            ),
        ),
        keys=(_OPEN, ("lists.write", "write"), ("lists.log", "start from it"), ("lists.add", "add")),
    ),
    ListOf(
        id="unselected",
        title="Unselected",
        about="in the queue without shared work, an interest or a reason",
        gather=people.unselected,
        empty=Blank(
            "Everybody in the queue has a reason.",
            (
                "Here stand insiders with whom you share neither work nor an interest, and who have no reason beside their name.",
                "Be selective: a reason, or another time.",
            ),
        ),
        keys=(_OPEN, _EDIT, ("lists.judge", "later, avoid")),
    ),
    ListOf(
        id="reputation",
        title="Reputation, kind by kind",
        about="ok, unsure or avoid, many at once; private",
        gather=people.reputation,
        empty=Blank(
            "Nobody is in the plan yet.",
            ("Here you go through everybody of one kind in one sitting: customers and partners can be the wrong company too.",),
        ),
        keys=(_OPEN, ("list.mark", "mark"), ("list.mark_all", "all"), ("lists.judge", "ok, unsure, avoid")),
    ),
)
"""In the order of the index: what to give first, then where to turn, then whom to look at twice."""

BY_ID = {one.id: one for one in LISTS}
"""Each by its id."""
