"""Links not yet shared, each with the people it might please."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach.domain.kinds import PersonState
from outreach.domain.model import Link, Person
from outreach.planner.practice_rows import LinkRow
from outreach.planner.views.needs import words

if TYPE_CHECKING:
    from outreach.planner.planner import Planner

SUGGESTED = 5
"""People named with a link at most."""


def links(planner: Planner) -> list[LinkRow]:
    """The inbox of unused links, newest first; ``for_whom`` names whom they are meant for, else whose interests they touch."""
    people = [person for person in planner.store.all(Person) if person.state is PersonState.INSIDER and not person.do_not_contact]
    rows = []
    for link in reversed([link for link in planner.store.all(Link) if link.used_on is None]):
        about = words(f"{link.insight} {link.url.replace('/', ' ').replace('-', ' ')}")
        meant = [p for p in people if p.id == link.meant_for]
        whom = meant or [p for p in people if about & words(_cares_for(p))][:SUGGESTED]
        names = tuple(p.name for p in whom)
        rows.append(LinkRow(id=link.id, url=link.url, insight=link.insight, on=link.on, for_whom=names, first=whom[0].id if whom else None))
    return rows


def _cares_for(person: Person) -> str:
    return " ".join((person.position, person.hook, person.i_can_help_with, person.why_them, *person.shared_interests, *person.skills))
