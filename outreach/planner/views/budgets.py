"""How the budgets stand: what LinkedIn counts, and the few invitations a week to people who do not know one."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from outreach.domain.kinds import CompanyStatus
from outreach.domain.model import Company, CompanyId
from outreach.domain.timing.conductor import conduct
from outreach.domain.timing.facts import Rules
from outreach.domain.timing.history import read_history
from outreach.planner.practice_rows import BudgetRow
from outreach.planner.timing_rows import CompanyTouchesRow

if TYPE_CHECKING:
    from outreach.planner.planner import Planner


def budgets(planner: Planner) -> list[BudgetRow]:
    """Every budget that has a limit, with what is left and the day the next slot frees."""
    return [
        BudgetRow(
            name=budget.name,
            used=budget.used,
            limit=budget.limit.value,
            left=budget.left,
            next_slot=budget.next_slot,
            unit=budget.limit.unit,
            oldest=budget.oldest,
            source=budget.limit.source,
            as_of=budget.limit.as_of,
            confidence=budget.limit.confidence,
        )
        for budget in (*planner.views.standing(), planner.timetable.week(planner.today()))
        if budget.limit.value
    ]


def first_touches(planner: Planner) -> list[CompanyTouchesRow]:
    """How many unanswered first touches are out at each active company, the fullest first, and when the next may go."""
    today = planner.today()
    rules = planner.timetable.rules(today)
    rows = [_at(planner, company, rules, today) for company in planner.store.all(Company) if company.status is CompanyStatus.ACTIVE]
    return sorted(rows, key=lambda row: (-row.open, row.name.casefold()))


def first_touches_at(planner: Planner, company_id: CompanyId) -> CompanyTouchesRow:
    """The same for one company, whatever its status."""
    today = planner.today()
    return _at(planner, planner.store.get(Company, company_id), planner.timetable.rules(today), today)


def _at(planner: Planner, company: Company, rules: Rules, today: dt.date) -> CompanyTouchesRow:
    facts = planner.timetable.facts(company.id, today)
    stand = conduct(facts, rules, read_history(facts), today)
    free = stand.free_from(rules, today)
    return CompanyTouchesRow(
        company=company.id,
        name=company.name,
        open=stand.in_flight(today),
        limit=rules.open_first_touches,
        next_slot=free,
        ends=stand.ends(today) if free is None else "",
    )
