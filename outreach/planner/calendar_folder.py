"""Next steps for a calendar: one file, or a folder of events, with the steps that belong to no company when all are asked for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from outreach.domain.kinds import PersonState, Reputation, StepState
from outreach.domain.model import CompanyId, Person, Step
from outreach.exchange.calendar import home_of, uid_of
from outreach.exchange.plan.page import CompanyBlock, Options, PlanPage, Redaction, StepLine
from outreach.exchange.vdir import Synced, sync
from outreach.exchange.writers import export, export_events
from outreach.planner.identity import plan_id
from outreach.planner.views.due import row

if TYPE_CHECKING:
    from outreach.planner.planner import Planner

_SET_ASIDE = frozenset({PersonState.AVOID, PersonState.DROPPED})


def write_folder(
    planner: Planner, folder: Path, company_ids: Sequence[CompanyId], *, on: dt.date | None, names: bool, shield: bool, loose: bool
) -> Synced:
    """Write the events of these companies; an event of another company goes only when its step is no longer open."""
    plan = plan_id(planner)
    pages = _pages(planner, company_ids, on or planner.today(), shield=shield, loose=loose)
    events = export_events(pages, Options(redaction=Redaction.SELF, names=names, shield=shield, plan=plan))
    chosen = {*company_ids, *([None] if loose else [])}
    elsewhere = (step for step in planner.store.where(Step, "state", StepState.OPEN) if planner.timetable.place_of(step) not in chosen)
    lines = {step.id: StepLine(uid=step.uid, kind=step.kind, what="") for step in planner.store.all(Step)}
    return sync(
        folder,
        events,
        home=home_of(plan),
        keep={uid_of(lines[step.id], plan) for step in elsewhere},
        formerly={uid_of(line): uid_of(line, plan) for line in lines.values()},
    )


def calendar_file(
    planner: Planner, company_ids: Sequence[CompanyId], *, on: dt.date | None, names: bool, shield: bool, loose: bool
) -> bytes:
    """The same as the bytes of one file."""
    plan = plan_id(planner)
    pages = _pages(planner, company_ids, on or planner.today(), shield=shield, loose=loose)
    return export("ics", pages, Options(redaction=Redaction.SELF, names=names, shield=shield, plan=plan))


def _pages(planner: Planner, company_ids: Sequence[CompanyId], day: dt.date, *, shield: bool, loose: bool) -> list[PlanPage]:
    pages = [planner.exports.page(company_id, day, Redaction.SELF) for company_id in company_ids]
    return [*pages, _of_no_company(planner, day, shield=shield)] if loose else pages


def _of_no_company(planner: Planner, day: dt.date, *, shield: bool) -> PlanPage:
    """The steps of people of no target, an introducer's thank-you among them. The same people stay home as on any page."""
    exports = planner.exports
    lines = []
    for due in planner.timetable.dues(None, day):
        person = planner.store.find(Person, due.person) if due.person is not None else None
        if person is not None and (
            person.state in _SET_ASIDE or person.reputation is not Reputation.OK or (shield and exports.at_employer(person))
        ):
            continue
        lines.append(exports.step_line(row(planner, due, day)))
    return PlanPage(generated_on=day, company=CompanyBlock(name=""), revision=exports.revision(), steps=tuple(lines))
