"""Preflight: one's own profile and presence, gone through before others look at them (source: PRACTICES S67, S68)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING

import msgspec

from outreach.domain.etiquette.self_ import PREFLIGHT
from outreach.domain.model import Profile
from outreach.errors import Problem, Refused
from outreach.planner.when import happened_on
from outreach.text import clean

if TYPE_CHECKING:
    from outreach.planner.planner import Planner

PRESENCE = "digital presence"
"""What a search for one's own name shows: seen to before an application or a referral (source: PRACTICES S68)."""

ITEMS: dict[str, str] = {
    "photo": "a recent picture, your face well lit",
    "headline": "says what you do and for whom, in words a stranger understands",
    "current role": "the present position with what you really did",
    "recommendations": "two or three, at least one from the last two years",
    PRESENCE: "search for your own name and read the first page as a recruiter would",
}
"""Item -> what to look for."""


class Preflight:
    """Every command whose noun is an item of the preflight list."""

    def __init__(self, planner: Planner) -> None:
        self._planner = planner

    def done(self, items: Iterable[str], *, on: dt.date | str | None = None) -> Profile:
        """Tick items as seen to; ``all`` means the whole list. The profile counts as reviewed from its oldest item."""
        planner = self._planner
        wanted = [name for item in items for name in self._named(item)]
        day = happened_on(planner, on)
        with planner.store.transaction(f"Preflight: {', '.join(wanted)}") as tx:
            held = next(iter(tx.all(Profile)), None) or tx.add(Profile())
            seen = {**held.checklist, **dict.fromkeys(wanted, day)}
            reviewed = min(seen[item] for item in PREFLIGHT) if all(item in seen for item in PREFLIGHT) else held.reviewed_on
            return tx.put(msgspec.structs.replace(held, checklist=seen, reviewed_on=reviewed))

    def _named(self, item: str) -> tuple[str, ...]:
        word = " ".join(clean(item).replace("-", " ").casefold().split())
        if word == "all":
            return tuple(ITEMS)
        found = [name for name in ITEMS if name == word] or [name for name in ITEMS if word and word in name]
        if len(found) != 1:
            raise Refused((Problem("item", f"must be all, {', '.join(ITEMS)}"),))
        return (found[0],)
