"""A record that changed in another window while it was being edited here: both values are shown, and the user says which stays."""

from __future__ import annotations

import enum
from collections.abc import Iterable
from typing import TYPE_CHECKING

from outreach.domain.model import Record
from outreach.errors import Problem, Refused
from outreach.text import clean

if TYPE_CHECKING:
    from outreach.planner import Planner


class Meanwhile:
    """Remembers a record as the form showed it."""

    def __init__(self, planner: Planner, record: Record) -> None:
        self._planner = planner
        self._seen = record

    def look(self, fields: Iterable[str]) -> None:
        """Raises Refused once, a problem at each of these fields that now holds something else; saving again keeps what was typed."""
        now = self._planner.store.get(type(self._seen), self._seen.id)
        before, self._seen = self._seen, now
        changed = [name for name in fields if name != "company" and getattr(now, name) != getattr(before, name)]
        if changed:
            raise Refused(
                tuple(Problem(name, f"is “{_words(getattr(now, name))}” in another window; save again to keep yours") for name in changed)
            )


def _words(value: object) -> str:
    shown = value.value if isinstance(value, enum.Enum) else value
    return clean(str(shown if shown is not None else ""), limit=80)
