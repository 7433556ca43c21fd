"""Who needs what one has, or what somebody else one knows has: help to give, and introductions to make."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach.domain.etiquette.circle import can_help, can_introduce, helpable
from outreach.domain.kinds import PersonState, Reputation
from outreach.domain.model import Link, Person
from outreach.domain.ranking import craft_words
from outreach.planner.practice_rows import HelperRow, IntroductionRow, NeedOf

if TYPE_CHECKING:
    from outreach.planner.planner import Planner

_NO_HELP = frozenset(
    [
        "help",
        "need",
        "needs",
        "want",
        "wants",
        "find",
        "finding",
        "learn",
        "learning",
        "advice",
        "question",
        "questions",
        "new",
        "good",
        "more",
        "their",
        "his",
        "her",
        "my",
    ]
)
"""Words of a need that name nothing to give."""


def helpers(planner: Planner, text: str = "") -> list[HelperRow]:
    """Who can help the user, with everything or with what ``text`` says (source: PRACTICES S25)."""
    return [HelperRow(person=p.id, name=p.name, helps=p.can_help_me_with) for p in can_help(_presentable(planner), text)]


def needs(planner: Planner, text: str = "") -> list[NeedOf]:
    """Everybody whose need is written down, or holds every word of ``text``, with who could help and which kept link would."""
    people = _presentable(planner)
    links = [link for link in planner.store.all(Link) if link.used_on is None]
    rows = []
    for person in helpable(people, text):
        wanted = words(person.i_can_help_with)
        helpers = [other for other in people if other.id != person.id and wanted & _gives(other)]
        fitting = [link for link in links if link.meant_for == person.id or wanted & words(f"{link.insight} {link.url}")]
        rows.append(
            NeedOf(
                person=person.id,
                name=person.name,
                needs=person.i_can_help_with,
                offer=person.offer,
                helpers=tuple(other.name for other in helpers),
                links=tuple(link.url for link in fitting),
            )
        )
    return rows


def introductions(planner: Planner) -> list[IntroductionRow]:
    """Introductions the user could make: people they would vouch for, where one has what the other needs or both share an interest."""
    people = can_introduce(_presentable(planner))
    rows = []
    for at, one in enumerate(people):
        for other in people[at + 1 :]:
            because = _because(one, other) or _because(other, one) or _shared(one, other)
            if because:
                rows.append(IntroductionRow(one=one.id, one_name=one.name, other=other.id, other_name=other.name, because=because))
    return rows


def words(text: str) -> frozenset[str]:
    """The words of a need or a skill that name something, without endings."""
    return frozenset(word for word in craft_words(text) if word not in _NO_HELP and len(word) > 2)


def _presentable(planner: Planner) -> list[Person]:
    return [
        person
        for person in planner.store.all(Person)
        if person.state not in (PersonState.DROPPED, PersonState.AVOID) and not person.do_not_contact and person.reputation is Reputation.OK
    ]


def _gives(person: Person) -> frozenset[str]:
    return words(" ".join((person.can_help_me_with, *person.skills, *person.vouches_for)))


def _because(one: Person, other: Person) -> str:
    shared = words(one.i_can_help_with) & _gives(other) if one.i_can_help_with else frozenset()
    return f"{other.name} knows what {one.name} needs: {one.i_can_help_with}" if shared else ""


def _shared(one: Person, other: Person) -> str:
    theirs = {interest.casefold() for interest in other.shared_interests}
    shared = [interest for interest in one.shared_interests if interest.casefold() in theirs]
    return f"both care about {shared[0]}" if shared else ""
