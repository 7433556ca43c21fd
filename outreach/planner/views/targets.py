"""The first list of the plan screen: target companies. Apart from the second, for the first paint shows no more than this."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec

from outreach.domain.kinds import Answer, CompanyStatus, PersonState
from outreach.domain.model import Company, CompanyId, Person
from outreach.planner.rows import CompanyRow

if TYPE_CHECKING:
    from outreach.domain.timing.due import Due
    from outreach.planner.planner import Planner

STANDING = {CompanyStatus.ACTIVE: 0, CompanyStatus.PAUSED: 1, CompanyStatus.CLOSED: 2}


class Insider(msgspec.Struct, frozen=True):
    """As much of a person as their company's row depends on."""

    company: CompanyId | None = None
    state: PersonState = PersonState.NEW
    they_would_vouch: Answer = Answer.UNKNOWN
    standing_offer: str = ""


def companies(planner: Planner, *, include_closed: bool, quick: bool = False) -> list[CompanyRow]:
    """Target companies in the order of the LAMP list."""
    work = {} if quick else _work(planner)
    people: dict[CompanyId | None, list[Insider]] = defaultdict(list)
    for person in planner.store.glimpse(Person, Insider):
        people[person.company].append(person)
    rows = [
        _company_row(company, people.get(company.id, []), *work.get(company.id, (0, None)))
        for company in planner.store.all(Company)
        if include_closed or company.status is not CompanyStatus.CLOSED
    ]
    rows.sort(key=lambda row: (STANDING[row.status], -row.motivation, -row.posting, -row.advocacy, row.name.casefold()))
    return rows


def _work(planner: Planner) -> dict[CompanyId | None, tuple[int, dt.date | None]]:
    """How many things every company asks for today, and the next day it asks for more."""
    from outreach.domain.timing.due import PRESSING

    today = planner.today()
    dues: dict[CompanyId | None, list[Due]] = defaultdict(list)
    for due in planner.timetable.all_dues(today):
        dues[due.company].append(due)
    return {
        company: (
            sum(due.urgency in PRESSING and (due.on is None or due.on <= today) for due in asked),
            min((due.on for due in asked if due.on is not None and due.on > today), default=None),
        )
        for company, asked in dues.items()
    }


def _company_row(company: Company, people: list[Insider], pressing: int, coming: dt.date | None) -> CompanyRow:
    known = [person for person in people if person.state is not PersonState.DROPPED]
    untriaged = [person.state for person in people].count(PersonState.NEW)
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


def advocacy(people: Sequence[Person] | Sequence[Insider]) -> int:
    """0 nobody known, 1 somebody to look at, 2 an insider, 3 somebody who would speak up or made a standing offer (LAMP)."""
    if any(person.they_would_vouch is Answer.YES or person.standing_offer for person in people):
        return 3
    if any(person.state is PersonState.INSIDER for person in people):
        return 2
    return 1 if people else 0


def _company_word(company: Company, people: list[Insider], untriaged: int, pressing: int, coming: dt.date | None) -> str:
    if company.status is not CompanyStatus.ACTIVE:
        return company.status.value
    if pressing:
        return f"{pressing} due"
    if coming is not None:
        return "wait"
    if untriaged:
        return f"{untriaged} new"
    return "rest" if people else "no insider"
