"""Companies the archive hints at as targets, one row each with every provenance; those added or turned down are left out."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING

from outreach.domain.kinds import MatchVerdict
from outreach.domain.model import Company
from outreach.domain.network import Contact, Suggestion
from outreach.domain.saying import say_day
from outreach.planner.companies import DISMISSED
from outreach.planner.rows import SuggestionRow

if TYPE_CHECKING:
    from outreach.planner.planner import Planner

WEIGHT = {"dream company": 4, "application": 3, "saved job": 2, "follow": 1}
"""How strongly a provenance speaks for a company; orders the rows, and the hints of one row."""

SAID = {"application": "you applied", "follow": "you follow it"}
"""How a provenance is said to the person whose archive it comes from."""


def suggestion_rows(
    planner: Planner, suggestions: Sequence[Suggestion], more: Iterable[Contact] = (), *, strings: Collection[str] | None = None
) -> list[SuggestionRow]:
    """Suggested companies, the strongest hint first, each with how many imported people work there now."""
    if not suggestions:
        return []
    matcher = planner.matcher
    targets = [company.name for company in planner.store.all(Company)]
    dismissed = set(json.loads(planner.recall(DISMISSED, "[]")))
    groups: dict[str, list[Suggestion]] = {}
    for suggestion in suggestions:
        key = matcher.key(suggestion.company)
        if key and key not in dismissed:
            groups.setdefault(key, []).append(suggestion)
    held: dict[str, int] = {}
    for contact in (*planner.store.all(Contact), *more):
        if contact.company:
            held[contact.company] = held.get(contact.company, 0) + 1
    # One tuple for all targets: the matcher lays it out once.
    names = tuple(strings if strings is not None else held)
    rows: list[tuple[int, SuggestionRow]] = []
    for group in groups.values():
        name = group[0].company
        if any(matcher.match(name, target).verdict is MatchVerdict.HERE for target in targets):
            continue
        found = matcher.candidates(names, name)
        people = sum(held.get(string, 0) for string, match in found.items() if match.verdict is MatchVerdict.HERE)
        group.sort(key=lambda one: -WEIGHT.get(one.provenance, 1))
        weight = sum(WEIGHT.get(p, 1) for p in {s.provenance for s in group})
        rows.append((weight, SuggestionRow(name=name, provenance=tuple(dict.fromkeys(_words(s) for s in group)), people=people)))
    rows.sort(key=lambda pair: (-pair[0], -pair[1].people, pair[1].name.casefold()))
    return [row for _, row in rows]


def _words(suggestion: Suggestion) -> str:
    title = f": {suggestion.title}" if suggestion.title else ""
    day = f" ({say_day(suggestion.on)})" if suggestion.on else ""
    return f"{SAID.get(suggestion.provenance, suggestion.provenance)}{title}{day}"
