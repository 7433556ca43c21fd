"""A draft with its check, and the templates on offer."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from outreach.domain.drafting.checker import DraftContext, Report, check
from outreach.domain.kinds import Channel, DraftStatus, PersonState, Purpose
from outreach.domain.model import Company, Draft, DraftId, Evidence, Person, PersonId, Step
from outreach.domain.relationship import ASKING_TOUCHES, dealings, was_introduced
from outreach.planner.drafts import GAP
from outreach.planner.rows import CheckRow, DraftRow, FindingRow, TemplateRow

if TYPE_CHECKING:
    from outreach.planner.planner import Planner

PROOF = "proof bank"
"""Name of the setting that keeps the lines backing a claim, as a JSON list (source: PRACTICES S37)."""


def draft(planner: Planner, person_id: PersonId) -> DraftRow | None:
    """The newest unsent draft to somebody, else the newest sent one; None when nothing was ever written."""
    found = planner.drafts.latest(person_id)
    if found is None:
        return None
    person = planner.store.get(Person, person_id)
    company = planner.store.find(Company, found.company) if found.company is not None else None
    return DraftRow(
        id=found.id,
        person=person_id,
        person_name=person.name,
        company_name=company.name if company else "",
        channel=found.channel,
        purpose=found.purpose,
        template=found.template,
        subject=found.subject,
        body=found.body,
        status=found.status,
        sent_at=found.sent_at,
        versions=len(found.versions),
        gaps=tuple(gap.strip("«»") for gap in GAP.findall(f"{found.subject}\n{found.body}")),
        check=_row(_report(planner, found.id, person, found.body, found.subject, found.channel, found.purpose), found.body),
    )


def check_text(
    planner: Planner, draft_id: DraftId | None, person_id: PersonId, body: str, subject: str, channel: Channel, purpose: Purpose
) -> CheckRow:
    """The checker's report on a text as it stands."""
    person = planner.store.get(Person, person_id)
    return _row(_report(planner, draft_id, person, body, subject, channel, purpose), body)


def templates(planner: Planner, person_id: PersonId) -> list[TemplateRow]:
    """Every template, those that fit the person best first."""
    from outreach.domain.drafting.templates import choose

    person = planner.store.get(Person, person_id)
    records = tuple(planner.store.where(Evidence, "person", person_id))
    everything = planner.library.templates
    purpose = person.purpose or Purpose.LEARN
    fitting = choose(everything, person.kind, purpose, Channel.MESSAGE, records)
    ordered = dict.fromkeys((*fitting, *everything))
    return [
        TemplateRow(id=t.id, title=t.title, purposes=tuple(p.value for p in t.purposes), channels=tuple(c.value for c in t.channels))
        for t in ordered
    ]


def context(planner: Planner, draft_id: DraftId | None, person: Person, channel: Channel, purpose: Purpose) -> DraftContext:
    """All that the checker may know of one message."""
    store = planner.store
    steps = tuple(store.where(Step, "person", person.id))
    evidence = tuple(store.where(Evidence, "person", person.id))
    others = [p for p in store.where(Person, "company", person.company) if p.id != person.id and p.state is PersonState.INSIDER]
    sums = dealings(evidence, steps, planner.today())
    employer = next((c.name for c in store.all(Company) if c.current_employer), "")
    return DraftContext(
        person=person,
        company=store.find(Company, person.company) if person.company is not None else None,
        evidence=evidence,
        steps=steps,
        channel=channel,
        purpose=purpose,
        tier=planner.config.tier,
        first_touch=not sums.two_way and not any(s.kind in ASKING_TOUCHES and s.done_at for s in steps),
        sent_texts=tuple(
            d.body
            for d in store.where(Draft, "company", person.company)
            if d.status is DraftStatus.SENT and d.id != draft_id and d.person != person.id
        ),
        others=tuple(p.name for p in others),
        other_companies=tuple(c.name for c in store.all(Company) if c.id != person.company),
        confidential=planner.config.confidential,
        current_employer=employer,
        proof=tuple(json.loads(planner.recall(PROOF, "[]"))),
        profile=planner.profile,
        last_contact_days=(planner.today() - sums.last_on).days if sums.last_on else None,
        introduced=was_introduced(evidence, steps),
    )


def _report(
    planner: Planner, draft_id: DraftId | None, person: Person, body: str, subject: str, channel: Channel, purpose: Purpose
) -> Report:
    return check(body, subject, context(planner, draft_id, person, channel, purpose), planner.library.phrases)


def _row(report: Report, body: str) -> CheckRow:
    return CheckRow(
        words=report.words,
        units=report.units,
        limit=report.limit,
        six=report.six,
        findings=tuple(
            FindingRow(rule=f.rule, severity=f.severity.value, message=f.message, start=f.start, end=f.end, fix=f.fix)
            for f in report.findings
        ),
        ready=report.ready and bool(body.strip()),
    )
