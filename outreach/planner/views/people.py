"""People by what is on record about them: reputation to settle, recruiters and their word, news to start from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach.domain.etiquette.circle import fresh_hooks
from outreach.domain.etiquette.who import selected
from outreach.domain.kinds import PersonKind, PersonState, Reputation, StepState
from outreach.domain.model import Company, Evidence, Person, PersonId, Step
from outreach.domain.relationship import ASKING_TOUCHES, day_of, dealings, receipt
from outreach.planner.recruiters import NEXT
from outreach.planner.search_rows import NewsRow, RecruiterRow, ReputationRow, UnselectedRow

if TYPE_CHECKING:
    from outreach.planner.planner import Planner


def reputation(planner: Planner, kind: PersonKind | None = None, tag: str = "") -> list[ReputationRow]:
    """Everybody of one kind or tag to go through in one sitting; those one is unsure of first, those to avoid last."""
    names = {company.id: company.name for company in planner.store.all(Company)}
    order = {Reputation.UNSURE: 0, Reputation.OK: 1, Reputation.AVOID: 2}
    people = [
        p
        for p in planner.store.all(Person)
        if p.state is not PersonState.DROPPED
        and (kind is None or p.kind is kind)
        and (not tag or any(tag.casefold() == word.casefold() for word in p.tags))
    ]
    people.sort(key=lambda p: (order[p.reputation], p.kind.value, p.name.casefold()))
    return [
        ReputationRow(
            person=p.id,
            name=p.name,
            kind=p.kind.value,
            company_name=names.get(p.company, p.employer) if p.company is not None else p.employer,
            reputation=p.reputation.value,
            note=p.reputation_note,
            tags=tuple(p.tags),
        )
        for p in people
    ]


def unselected(planner: Planner) -> list[UnselectedRow]:
    """Insiders never written with, with whom one shares neither work nor an interest, and who have no reason (source: PRACTICES S03)."""
    names = {company.id: company.name for company in planner.store.all(Company)}
    rows = []
    for person in planner.store.where(Person, "state", PersonState.INSIDER):
        evidence = tuple(planner.store.where(Evidence, "person", person.id))
        if person.do_not_contact or selected(person, evidence):
            continue
        steps = planner.store.where(Step, "person", person.id)
        asked = any(step.state is StepState.DONE and step.kind in ASKING_TOUCHES for step in steps)
        if asked or dealings(evidence, steps, planner.today()).known:
            continue
        rows.append(
            UnselectedRow(
                person=person.id,
                name=person.name,
                position=person.position,
                company=person.company,
                company_name=names.get(person.company, person.employer) if person.company is not None else person.employer,
                receipt=receipt(evidence, steps, planner.today()).summary,
            )
        )
    return sorted(rows, key=lambda row: (row.company_name.casefold(), row.name.casefold()))


def recruiters(planner: Planner) -> list[RecruiterRow]:
    """Recruiters with the role and client they named and what they promised; those with a promise first, the earliest on top."""
    rows = []
    for person in planner.store.where(Person, "kind", PersonKind.RECRUITER):
        if person.state in (PersonState.DROPPED, PersonState.AVOID):
            continue
        steps = planner.store.where(Step, "person", person.id)
        promised = next((s for s in reversed(steps) if s.state is StepState.OPEN and s.outcome == NEXT), None)
        past = [day for s in steps if s.state is StepState.DONE and (day := day_of(s))]
        rows.append(
            RecruiterRow(
                person=person.id,
                name=person.name,
                agency=person.employer,
                motive=person.recruiter_motive,
                share_names=bool(person.recruiter_motive),
                last_on=max(past, default=None),
                next=promised.text.removeprefix(f"{person.name} said: ") if promised else "",
                next_on=promised.on if promised else None,
                next_step=promised.id if promised else None,
            )
        )
    rows.sort(key=lambda row: (row.next_on is None, row.next_on.toordinal() if row.next_on else 0, row.name.casefold()))
    return rows


def news(planner: Planner, person_id: PersonId | None = None) -> list[NewsRow]:
    """Fresh news of the people one may write to, newest first: each a reason to write."""
    people = [planner.store.get(Person, person_id)] if person_id is not None else planner.store.all(Person)
    rows = [
        NewsRow(person=p.id, name=p.name, on=item.on, text=item.text, link=item.link, is_hook=item.text == p.hook)
        for p in people
        if p.state not in (PersonState.DROPPED, PersonState.AVOID)
        for item in fresh_hooks(p, planner.today())
    ]
    return sorted(rows, key=lambda row: (-row.on.toordinal(), row.name.casefold()))
