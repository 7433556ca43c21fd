"""The first list of the plan screen: target companies. Apart from the second, for the first paint shows no more than this."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from typing import TYPE_CHECKING

from outreach.domain.kinds import Answer, CompanyStatus, PersonState
from outreach.domain.model import Company, CompanyId, Person
from outreach.domain.timing.due import Due, Urgency
from outreach.planner.rows import CompanyRow

if TYPE_CHECKING:
    from outreach.planner.planner import Planner

PRESSING = frozenset({Urgency.PROMISE, Urgency.OVERDUE, Urgency.DUE})
"""Urgencies that ask for something today."""

STANDING = {CompanyStatus.ACTIVE: 0, CompanyStatus.PAUSED: 1, CompanyStatus.CLOSED: 2}


def companies(planner: Planner, *, include_closed: bool, quick: bool = False) -> list[CompanyRow]:
    """Target companies in the order of the LAMP list."""
    today = planner.today()
    dues: dict[CompanyId, list[Due]] = defaultdict(list)
    for due in () if quick else planner.timetable.all_dues(today):
        if due.company is not None:
            dues[due.company].append(due)
    rows = [
        _company_row(company, list(planner.store.where(Person, "company", company.id)), dues.get(company.id, []), today)
        for company in planner.store.all(Company)
        if include_closed or company.status is not CompanyStatus.CLOSED
    ]
    rows.sort(key=lambda row: (STANDING[row.status], -row.motivation, -row.posting, -row.advocacy, row.name.casefold()))
    return rows


def _company_row(company: Company, people: list[Person], dues: list[Due], today: dt.date) -> CompanyRow:
    pressing = sum(due.urgency in PRESSING and (due.on is None or due.on <= today) for due in dues)
    coming = min((due.on for due in dues if due.on is not None and due.on > today), default=None)
    untriaged = sum(person.state is PersonState.NEW for person in people)
    known = [person for person in people if person.state is not PersonState.DROPPED]
    return CompanyRow(
        id=company.id,
        name=company.name,
        status=company.status,
        motivation=company.motivation,
        posting=company.posting,
        advocacy=advocacy(known),
        insiders=len(known),
        untriaged=untriaged,
        due=pressing,
        word=_company_word(company, known, untriaged, pressing, coming),
        next_on=coming,
    )


def advocacy(people: list[Person]) -> int:
    """0 nobody known, 1 somebody to look at, 2 an insider, 3 somebody who would speak up or made a standing offer (LAMP)."""
    if any(person.they_would_vouch is Answer.YES or person.standing_offer for person in people):
        return 3
    if any(person.state is PersonState.INSIDER for person in people):
        return 2
    return 1 if people else 0


def _company_word(company: Company, people: list[Person], untriaged: int, pressing: int, coming: dt.date | None) -> str:
    if company.status is not CompanyStatus.ACTIVE:
        return company.status.value
    if pressing:
        return f"{pressing} due"
    if coming is not None:
        return "wait"
    if untriaged:
        return f"{untriaged} new"
    return "rest" if people else "no insider"
