"""Employer names held against the targets: one verdict, and the doubtful ones to be settled once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach.domain.kinds import CompanyStatus, MatchVerdict
from outreach.domain.model import Company, CompanyId, Decision
from outreach.domain.network import Contact
from outreach.planner.matching import at_target, by_string
from outreach.planner.rows import MatchRow, QuestionRow
from outreach.text import clean

if TYPE_CHECKING:
    from outreach.planner.planner import Planner

NAMES_SHOWN = 3
"""People named with a question, to make the answer easy."""


def match(planner: Planner, string: str, target: str) -> MatchRow:
    """What ``string`` says about ``target``, with the decisions of this plan."""
    found = planner.matcher.match(clean(string), clean(target))
    return MatchRow(string=clean(string), target=clean(target), verdict=found.verdict, tier=found.tier, why=found.why)


def questions(planner: Planner, company_id: CompanyId | None) -> list[QuestionRow]:
    """Possible and related employer names nobody has settled, those with most people first."""
    store = planner.store
    companies = (
        [store.get(Company, company_id)] if company_id is not None else [c for c in store.all(Company) if c.status is CompanyStatus.ACTIVE]
    )
    if not companies:
        return []
    groups = by_string(store.all(Contact))
    settled = {(decision.company, decision.string) for decision in store.all(Decision)}
    rows = [
        QuestionRow(
            company=company.id,
            company_name=company.name,
            string=clean(string),
            people=len(groups[string]),
            names=tuple(contact.name for contact in groups[string][:NAMES_SHOWN]),
            verdict=found.verdict,
            tier=found.tier,
            why=found.why,
        )
        for company in companies
        for string, found in at_target(planner.matcher, company, groups).items()
        if found.verdict in (MatchVerdict.POSSIBLE, MatchVerdict.RELATED) and (company.id, string) not in settled
    ]
    rows.sort(key=lambda row: (row.company, row.verdict is MatchVerdict.RELATED, -row.people, row.string.casefold()))
    return rows
