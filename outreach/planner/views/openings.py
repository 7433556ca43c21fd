"""The log of openings: where each came from, whether thanks were said, and who is known there (source: PRACTICES S52, S54)."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from outreach.domain.kinds import PersonState, StepKind, StepState
from outreach.domain.model import Company, CompanyId, Lead, Person, Step
from outreach.planner.search_rows import LeadLogRow

if TYPE_CHECKING:
    from outreach.planner.planner import Planner


def openings(planner: Planner, company_id: CompanyId | None = None) -> list[LeadLogRow]:
    """Every opening, the open ones first, then the newest."""
    store = planner.store
    leads = store.all(Lead) if company_id is None else store.where(Lead, "company", company_id)
    rows = []
    for lead in leads:
        company = store.find(Company, lead.company) if lead.company is not None else None
        giver = store.find(Person, lead.given_by) if lead.given_by is not None else None
        known = [p for p in store.where(Person, "company", lead.company) if p.state not in (PersonState.DROPPED, PersonState.AVOID)]
        rows.append(
            LeadLogRow(
                id=lead.id,
                company=lead.company,
                company_name=company.name if company else "",
                kind=lead.kind.value,
                title=lead.title,
                job_id=lead.job_id,
                url=lead.url,
                on=lead.on,
                source=lead.source.value,
                given_by=giver.name if giver else "",
                thanked=_thanked(planner, giver, lead) if giver else None,
                closed_on=lead.closed_on,
                outcome=lead.outcome,
                insiders=len(known),
            )
        )
    rows.sort(key=lambda row: (row.closed_on is not None, -(row.on or dt.date.min).toordinal(), -row.id))
    return rows


def _thanked(planner: Planner, giver: Person, lead: Lead) -> bool:
    """Whether the giver has been thanked since the word came; a thank-you still open says no."""
    thanks = [step for step in planner.store.where(Step, "person", giver.id) if step.kind is StepKind.THANK_YOU]
    if any(step.state is StepState.OPEN for step in thanks):
        return False
    return any(s.state is StepState.DONE and s.done_at and (lead.on is None or s.done_at.date() >= lead.on) for s in thanks)
