"""Dated news of people: what a message may start from (source: PRACTICES S70)."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import msgspec

from outreach.domain.model import News, Person, PersonId
from outreach.errors import Problem, Refused
from outreach.planner.when import happened_on
from outreach.text import clean

if TYPE_CHECKING:
    from outreach.planner.planner import Planner


class Newspaper:
    """Every command whose noun is a piece of news about somebody."""

    def __init__(self, planner: Planner) -> None:
        self._planner = planner

    def add(self, person_id: PersonId, text: str, *, on: dt.date | str | None = None, link: str = "", hook: bool = False) -> Person:
        """Keep a dated fact about somebody; ``hook`` makes it what the next message starts from."""
        planner = self._planner
        person = planner.store.get(Person, person_id)
        words = clean(text)
        if not words:
            raise Refused((Problem("text", "may not be blank"),))
        day = happened_on(planner, on)
        after = msgspec.structs.replace(person, news=(*person.news, News(on=day, text=words, link=clean(link))))
        if hook:
            after = msgspec.structs.replace(after, hook=words, hook_on=day, hook_source=clean(link) or clean("news"))
        with planner.store.transaction(f"News of {person.name}") as tx:
            return tx.put(after)

    def start_from(self, person_id: PersonId, text: str) -> Person:
        """Let the next message to somebody start from a piece of their news. Raises Refused when there is no such news of them."""
        planner = self._planner
        person = planner.store.get(Person, person_id)
        item = next((item for item in reversed(person.news) if item.text == text), None)
        if item is None:
            raise Refused((Problem("text", f"is no news of {person.name}"),))
        after = msgspec.structs.replace(person, hook=item.text, hook_on=item.on, hook_source=item.link or clean("news"))
        with planner.store.transaction(f"Start from news of {person.name}") as tx:
            return tx.put(after)
