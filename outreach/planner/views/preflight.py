"""The preflight list: what is fresh, what is stale, and whether somebody is about to look."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach.domain.etiquette.self_ import is_stale
from outreach.domain.kinds import Purpose, StepKind, StepState
from outreach.domain.model import Company, Step
from outreach.planner.practice_rows import PreflightItem, PreflightRow
from outreach.planner.preflight import ITEMS

if TYPE_CHECKING:
    from outreach.planner.planner import Planner

LOOKED_AT = frozenset({StepKind.APPLIED, StepKind.INTERVIEW, StepKind.REFERRED})
"""After these somebody looks one up."""


def preflight(planner: Planner) -> PreflightRow:
    """Every item with the day it was last seen to."""
    days = planner.library.rules["preflight"].number("days")
    today = planner.today()
    profile = planner.profile
    seen = profile.checklist if profile else {}
    items = tuple(
        PreflightItem(item=item, says=says, done_on=seen.get(item), stale=is_stale(seen.get(item), today, days))
        for item, says in ITEMS.items()
    )
    return PreflightRow(
        items=items,
        days=days,
        reviewed_on=profile.reviewed_on if profile else None,
        stale=tuple(item.item for item in items if item.stale),
        because=_because(planner),
    )


def _because(planner: Planner) -> str:
    """Who is about to look, if anybody: an application, an interview, a referral asked for or given."""
    for step in reversed(planner.store.all(Step)):
        asks = step.kind is StepKind.REFERRAL_ASK or step.purpose is Purpose.REFERRAL
        if (step.state is StepState.DONE and (step.kind in LOOKED_AT or asks)) or (step.state is StepState.OPEN and asks):
            company = planner.store.find(Company, step.company) if step.company is not None else None
            what = "referral" if asks else step.kind.value
            return f"{what} at {company.name}" if company else what
    return ""
