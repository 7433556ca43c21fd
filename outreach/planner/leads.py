"""Commands on leads: postings seen, jobs saved or applied for, and words from a contact."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach.domain.kinds import LeadKind, PersonState, StepKind, StepState
from outreach.domain.model import Company, CompanyId, Lead, LeadId, Person, Step
from outreach.domain.timing.owed import owed_on
from outreach.planner import fields as typed
from outreach.text import clean

if TYPE_CHECKING:
    from outreach.planner.planner import Planner
    from outreach.store import Transaction


class Leads:
    """Every command whose noun is an opening."""

    def __init__(self, planner: Planner) -> None:
        self._planner = planner

    def add(self, company_id: CompanyId, **fields: object) -> Lead:
        """Record an opening. One that a contact gave is owed a thank-you, which is opened with it (source: PRACTICES S54)."""
        planner = self._planner
        company = planner.store.get(Company, company_id)
        wanted = typed.made(Lead, {"on": planner.today(), **fields, "company": company_id}, planner.day, planner.finders)
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
                        on=owed_on(planner.today(), planner.timetable.calendar(planner.today())),
                        text=clean(f"Thank {giver.name} for the word about {company.name}"),
                    )
                )
            if lead.closed_on is None and lead.kind is not LeadKind.APPLICATION:
                self._find_insider(tx, company)
            if lead.kind is LeadKind.APPLICATION:
                tx.add(Step(kind=StepKind.APPLIED, company=company_id, state=StepState.DONE, done_at=planner.clock.now(), text=lead.title))
        return lead

    def edit(self, lead_id: LeadId, **fields: object) -> Lead:
        """Change an opening: its outcome, the day it closed."""
        planner = self._planner
        before = planner.store.get(Lead, lead_id)
        after = typed.changed(before, fields, planner.day, planner.finders)
        with planner.store.transaction(f"Edit lead {after.title or lead_id}") as tx:
            if (after.closed_on or after.outcome) and not (before.closed_on or before.outcome):
                self._tell_giver(tx, after)
            return tx.put(after)

    def _find_insider(self, tx: Transaction, company: Company) -> None:
        """An opening where nobody is known asks to find somebody first (source: PRACTICES S52)."""
        known = [p for p in tx.where(Person, "company", company.id) if p.state not in (PersonState.DROPPED, PersonState.AVOID)]
        words = clean(f"Find somebody at {company.name}: an opening, and nobody known there")
        if known or any(s.text == words and s.state is StepState.OPEN for s in tx.where(Step, "company", company.id)):
            return
        planner = self._planner
        tx.add(Step(kind=StepKind.TODO, company=company.id, on=planner.today(), made_at=planner.clock.now(), text=words))

    def _tell_giver(self, tx: Transaction, lead: Lead) -> None:
        """Whoever gave the word hears what came of it (source: PRACTICES S54)."""
        giver = tx.find(Person, lead.given_by) if lead.given_by is not None else None
        if giver is None:
            return
        planner = self._planner
        tx.add(
            Step(
                kind=StepKind.REPORT_BACK,
                company=giver.company,
                person=giver.id,
                promise=True,
                made_at=planner.clock.now(),
                on=owed_on(planner.today(), planner.timetable.calendar(planner.today())),
                text=clean(f"Tell {giver.name} what came of {lead.title or 'the word they gave'}"),
            )
        )

    def delete(self, lead_id: LeadId) -> None:
        """Take an opening out of the plan."""
        planner = self._planner
        lead = planner.store.get(Lead, lead_id)
        with planner.store.transaction(f"Delete lead {lead.title or lead_id}") as tx:
            tx.delete(Lead, lead_id)
