"""Company strings of the address book held against the targets, with every answer the user gave remembered."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from outreach.domain.kinds import MatchVerdict
from outreach.domain.matching import Match, Matcher
from outreach.domain.model import Company, Decision
from outreach.domain.network import Contact

if TYPE_CHECKING:
    from outreach.planner.library import Library
    from outreach.store import Store


def matcher(store: Store, library: Library) -> Matcher:
    """A matcher that knows the shipped names, the user's own, and the decisions of this plan."""
    plain = library.matcher
    decisions: dict[tuple[str, str], MatchVerdict] = {}
    for decision in store.all(Decision):
        company = store.find(Company, decision.company)
        if company is not None:
            decisions[plain.key(company.name), plain.key(decision.string)] = decision.verdict
    return plain.deciding(decisions) if decisions else plain


def by_string(contacts: Iterable[Contact]) -> Mapping[str, list[Contact]]:
    """Contacts by the company string their archive gives; those with none are left out."""
    groups: dict[str, list[Contact]] = defaultdict(list)
    for contact in contacts:
        if contact.company:
            groups[contact.company].append(contact)
    return groups


def at_target(matcher: Matcher, company: Company, contacts: Mapping[str, list[Contact]]) -> dict[str, Match]:
    """Every company string that says something about a target, with its verdict; *no* is left out.

    A string that is only possible or related counts as here when one of its people has an address at the company's own domain
    and nobody has decided otherwise: that is settled person by person in ``promotion``.
    """
    return matcher.candidates(contacts, company.name)
