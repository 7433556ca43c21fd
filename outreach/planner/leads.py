"""Commands on leads: postings seen, jobs saved or applied for, and words from a contact."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach.domain.kinds import LeadKind, StepKind, StepState
from outreach.domain.model import Company, CompanyId, Lead, LeadId, Person, Step
from outreach.planner import fields as typed
from outreach.text import clean

if TYPE_CHECKING:
    from outreach.planner.planner import Planner


class Leads:
    """Every command whose noun is an opening."""

    def __init__(self, planner: Planner) -> None:
        self._planner = planner

    def add(self, company_id: CompanyId, **fields: object) -> Lead:
        """Record an opening. One that a contact gave is owed a thank-you, which is opened with it (source: PRACTICES S54)."""
        planner = self._planner
        company = planner.store.get(Company, company_id)
        wanted = typed.made(Lead, {"on": planner.today(), **fields, "company": company_id}, planner.day)
        with planner.store.transaction(f"Lead at {company.name}: {wanted.title or wanted.kind.value}") as tx:
            lead = tx.add(wanted)
            if lead.given_by is not None:
                giver = planner.store.get(Person, lead.given_by)
                tx.add(
                    Step(
                        kind=StepKind.THANK_YOU,
                        company=giver.company,
                        person=giver.id,
                        promise=True,
                        made_at=planner.clock.now(),
                        on=planner.timetable.calendar(planner.today()).add(planner.today(), 1),
                        text=clean(f"Thank {giver.name} for the word about {company.name}"),
                    )
                )
            if lead.kind is LeadKind.APPLICATION:
                tx.add(Step(kind=StepKind.APPLIED, company=company_id, state=StepState.DONE, done_at=planner.clock.now(), text=lead.title))
        return lead

    def edit(self, lead_id: LeadId, **fields: object) -> Lead:
        """Change an opening: its outcome, the day it closed."""
        planner = self._planner
        after = typed.changed(planner.store.get(Lead, lead_id), fields, planner.day)
        with planner.store.transaction(f"Edit lead {after.title or lead_id}") as tx:
            return tx.put(after)

    def delete(self, lead_id: LeadId) -> None:
        """Take an opening out of the plan."""
        planner = self._planner
        lead = planner.store.get(Lead, lead_id)
        with planner.store.transaction(f"Delete lead {lead.title or lead_id}") as tx:
            tx.delete(Lead, lead_id)
