"""The referral kit: what somebody needs to refer the user, and what of it is at hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach.domain.kinds import StepKind
from outreach.domain.model import Company, Person, PersonId, Step
from outreach.domain.relationship import history
from outreach.planner.kit import blurb, openings
from outreach.planner.practice_rows import NeedRow, OpeningRow, ReferralRow
from outreach.planner.views.ladder import ladder

if TYPE_CHECKING:
    from outreach.planner.planner import Planner


def referral(planner: Planner, person_id: PersonId) -> ReferralRow:
    """Whether the ask is open, the opening to name, the words to forward, and what is missing."""
    store = planner.store
    person = store.get(Person, person_id)
    company = store.find(Company, person.company) if person.company is not None else None
    rung = next(row for row in ladder(planner, person_id).rungs if row.rung == "referral")
    leads = openings(planner, person.company)
    lead = leads[0] if leads else None
    words = blurb(planner, person.company)
    steps = tuple(store.where(Step, "person", person_id))
    asked = [day for day, step in history(steps, planner.today()) if step.kind is StepKind.REFERRAL_ASK]
    needs = (
        NeedRow(need="an exchange in this search", have=rung.open, say=rung.opens or "logged"),
        NeedRow(need="the opening", have=lead is not None, say=lead.title if lead else "'outreach lead add' notes it"),
        NeedRow(
            need="its number or link",
            have=bool(lead and (lead.job_id or lead.url)),
            say=(lead.job_id or lead.url) if lead and (lead.job_id or lead.url) else "'outreach lead edit NO --job-id …' notes it",
        ),
        NeedRow(need="words to forward", have=bool(words), say=words or "two sentences about you, with --blurb"),
        NeedRow(
            need="how you know each other",
            have=bool(person.how_i_know) or planner.views.why(person_id).know_level >= 2,
            say=person.how_i_know or planner.views.why(person_id).receipt,
        ),
    )
    return ReferralRow(
        person=person_id,
        name=person.name,
        company_name=company.name if company else "",
        open=rung.open,
        opens=rung.opens,
        needs=needs,
        ready=all(need.have for need in needs),
        blurb=words,
        openings=tuple(OpeningRow(id=one.id, title=one.title, job_id=one.job_id, url=one.url) for one in leads),
        asked_on=asked[-1] if asked else None,
    )
