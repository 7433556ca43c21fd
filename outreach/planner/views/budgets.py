"""How the budgets stand: what LinkedIn counts, and the few invitations a week to people who do not know one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach.planner.practice_rows import BudgetRow

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
            source=budget.limit.source,
        )
        for budget in planner.views.standing()
        if budget.limit.value
    ]
