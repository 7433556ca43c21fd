"""One person or one company, whole."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from outreach.domain.kinds import PersonState, StepState
from outreach.domain.model import Company, CompanyId, Evidence, Lead, Person, PersonId, QandA, Role, Step
from outreach.domain.relationship import receipt
from outreach.domain.saying import say_day
from outreach.planner.practice_rows import LedgerRow, RungRow
from outreach.planner.rows import CompanyCard, EvidenceRow, LeadRow, PersonCard, TermRow, TouchRow
from outreach.planner.views.due import followups, what
from outreach.planner.views.happened import happened, said
from outreach.planner.views.plan import insiders
from outreach.planner.views.remainder import remainder
from outreach.planner.views.targets import advocacy
from outreach.planner.words import day_long

if TYPE_CHECKING:
    from outreach.planner.planner import Planner

RESEARCH = ("read", "people", "postings", "alumni")
"""The research checklist (source: PRACTICES S46)."""


def person(planner: Planner, person_id: PersonId) -> PersonCard:
    """A person with evidence, history and what is due."""
    store = planner.store
    one = store.get(Person, person_id)
    company = store.find(Company, one.company) if one.company is not None else None
    steps = store.where(Step, "person", person_id)
    dues = [due for due in followups(planner, one.company) if due.person == person_id] if one.company is not None else []
    return PersonCard(
        id=one.id,
        uid=one.uid,
        name=one.name,
        company=one.company,
        company_name=company.name if company else "",
        position=one.position,
        employer=one.employer,
        state=one.state,
        url=one.url,
        email=one.email,
        why=planner.views.why(person_id),
        evidence=tuple(_evidence(planner, record) for record in store.where(Evidence, "person", person_id)),
        history=tuple(history(planner, steps, one, company)),
        due=tuple(dues),
        draft=planner.views.draft(person_id),
        ladder=tuple(
            TermRow(label=rung.says, effect=_rung(rung)) for rung in planner.views.ladder(person_id).rungs if rung.rung != "reconnect"
        ),
        balance=_balance(planner.views.ledger_of(person_id)),
        window=planner.views.window(person_id) if one.zone else "",
        brief=_brief(one),
        roles=tuple(_role(role) for role in sorted(one.roles, key=lambda role: (not role.until, role.until or role.since), reverse=True)),
        skills=tuple(one.skills),
        more=remainder(planner, one),
    )


def _brief(one: Person) -> tuple[TermRow, ...]:
    dated = ", ".join(part for part in (one.hook, say_day(one.hook_on) if one.hook and one.hook_on else "", one.hook_source) if part)
    return (
        TermRow(label="why", effect=one.purpose.value if one.purpose else "as the plan's next step says"),
        TermRow(label="hook", effect=dated if one.hook else ""),
        TermRow(label="question", effect=one.question),
        TermRow(label="offer", effect=one.offer),
        TermRow(label="you know them", effect=one.how_i_know),
    )


def _role(role: Role) -> str:
    years = f"{role.since or '?'} to {role.until or 'now'}" if role.since or role.until else ""
    return ", ".join(part for part in (" at ".join(part for part in (role.title, role.company) if part), years) if part)


def _rung(rung: RungRow) -> str:
    used = f", last {say_day(rung.used_on)}" if rung.used_on else ""
    return f"open{used}" if rung.open else f"locked until {rung.opens}"


def _balance(ledger: LedgerRow) -> str:
    if not (ledger.gives or ledger.asks):
        return ""
    return f"{ledger.gives} given, {ledger.asks} asked" + ("; give something first" if ledger.give_first else "")


def _evidence(planner: Planner, record: Evidence) -> EvidenceRow:
    words = receipt((record,), (), planner.today())
    said = words.private or words.lines
    return EvidenceRow(
        id=record.id,
        kind=record.kind.value,
        on=record.on,
        until=record.until,
        words=said[0] if said else record.kind.value,
        source=record.source.value,
    )


def history(planner: Planner, steps: Sequence[Step], one: Person, company: Company | None) -> list[TouchRow]:
    """What happened with somebody, newest first."""
    past = [step for step in steps if step.state is not StepState.OPEN]
    past.sort(key=lambda step: (step.done_at or step.made_at or _EPOCH, step.id), reverse=True)
    return [
        TouchRow(id=step.id, day=_day(step), kind=step.kind, state=step.state.value, words=_touch(planner, step, one, company))
        for step in past
    ]


_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


def _day(step: Step) -> str:
    moment = step.done_at or step.made_at
    return day_long(moment.date()) if moment else ""


def _touch(planner: Planner, step: Step, one: Person, company: Company | None) -> str:
    if step.state is StepState.DONE:
        text = said(step, planner.library)
        return happened(step) + (f": {text}" if text else "")
    reason = f" ({step.reason})" if step.reason else ""
    return f"{step.state.value}: {what(step, one, company)}{reason}"


def company(planner: Planner, company_id: CompanyId) -> CompanyCard:
    """A company with its people, leads and what is due."""
    store = planner.store
    one = store.get(Company, company_id)
    people = [person for person in store.where(Person, "company", company_id) if person.state is not PersonState.DROPPED]
    return CompanyCard(
        id=one.id,
        uid=one.uid,
        name=one.name,
        status=one.status,
        motivation=one.motivation,
        posting=one.posting,
        advocacy=advocacy(people),
        why=one.why,
        reasons=tuple(one.reasons),
        domain=one.domain,
        norm=one.norm.value,
        followed=one.followed,
        current_employer=one.current_employer,
        provenance=one.provenance,
        research=tuple((item, one.research.get(item)) for item in RESEARCH),
        leads=tuple(lead_rows(planner, company_id)),
        insiders=tuple(insiders(planner, company_id)),
        due=tuple(followups(planner, company_id)),
        questions=tuple(planner.views.questions(company_id)),
        workforce=one.workforce,
        answers=tuple(_answer(planner, said) for said in one.answers),
        more=remainder(planner, one),
    )


def _answer(planner: Planner, said: QandA) -> tuple[str, str, str, dt.date | None]:
    by = planner.store.find(Person, said.by) if said.by is not None else None
    return said.question, said.answer, by.name if by else "", said.on


def lead_rows(planner: Planner, company_id: CompanyId) -> list[LeadRow]:
    """Postings and openings at a company, newest first."""
    leads = sorted(planner.store.where(Lead, "company", company_id), key=lambda lead: (lead.on or dt.date.min, lead.id), reverse=True)
    rows = []
    for lead in leads:
        giver = planner.store.find(Person, lead.given_by) if lead.given_by is not None else None
        rows.append(
            LeadRow(
                id=lead.id,
                kind=lead.kind.value,
                title=lead.title,
                url=lead.url,
                on=lead.on,
                given_by=giver.name if giver else "",
                closed_on=lead.closed_on,
                outcome=lead.outcome,
            )
        )
    return rows
