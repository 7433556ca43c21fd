"""What is on record beyond the places a card has for it, field by field: nothing that was typed stays out of sight."""

from __future__ import annotations

import datetime as dt
import enum
from typing import TYPE_CHECKING, Any

from outreach.domain.model import Company, News, Person, PersonId, Record
from outreach.domain.saying import say_day
from outreach.planner.rows import TermRow

if TYPE_CHECKING:
    from outreach.planner.planner import Planner

OURS = frozenset({"id", "uid", "key", "order", "edited", "source", "added", "paused_on", "resumed_on"})
"""Fields the program keeps for itself."""

PLACED: dict[type[Record], frozenset[str]] = {
    Person: frozenset(
        {"name", "company", "state", "position", "employer", "url", "email", "purpose", "hook", "hook_on", "hook_source"}
        | {"question", "offer", "how_i_know", "roles", "skills"}
    ),
    Company: frozenset(
        {"name", "status", "motivation", "posting", "why", "reasons", "domain", "norm", "followed", "current_employer", "provenance"}
        | {"research", "answers", "workforce"}
    ),
}
"""Fields a card has a place for."""


def remainder(planner: Planner, record: Person | Company) -> tuple[TermRow, ...]:
    """The other fields that say anything, each with its name: ``phone``, ``+351 555 0100``."""
    blank = type(record)(name=record.name)
    told = PLACED[type(record)] | OURS
    rest = ((name, getattr(record, name)) for name in record.__struct_fields__ if name not in told)
    return tuple(
        TermRow(label=name.replace("_", " "), effect=_words(planner, name, value)) for name, value in rest if value != getattr(blank, name)
    )


def _words(planner: Planner, name: str, value: Any) -> str:
    if name in {"bridge", "introducer"}:
        known = planner.store.find(Person, PersonId(value))
        return known.name if known is not None else f"number {value}"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dt.date):
        return say_day(value)
    if isinstance(value, enum.Enum):
        return str(value.value)
    if isinstance(value, News):
        return f"{say_day(value.on)} {value.text}"
    if isinstance(value, tuple):
        return ", ".join(_words(planner, "", one) for one in value)
    return str(value)
