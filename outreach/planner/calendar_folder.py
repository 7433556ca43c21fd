"""The calendar as a folder of files: which events are wanted, which stay, which are gone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from outreach.domain.kinds import StepState
from outreach.domain.model import CompanyId, Step
from outreach.exchange.calendar import uid_of
from outreach.exchange.plan.page import Options, Redaction, StepLine
from outreach.exchange.vdir import Synced, sync
from outreach.exchange.writers import export_events

if TYPE_CHECKING:
    from outreach.planner.planner import Planner


def write_folder(
    planner: Planner, folder: Path, company_ids: Sequence[CompanyId], *, on: dt.date | None, names: bool, shield: bool
) -> Synced:
    """Write the events of these companies; an event of another company goes only when its step is no longer open."""
    day = on or planner.today()
    pages = [planner.exports.page(company_id, day, Redaction.SELF) for company_id in company_ids]
    events = export_events(pages, Options(redaction=Redaction.SELF, names=names, shield=shield))
    chosen = set(company_ids)
    elsewhere = (step for step in planner.store.where(Step, "state", StepState.OPEN) if planner.timetable.place_of(step) not in chosen)
    keep = {uid_of(StepLine(uid=step.uid, kind=step.kind, what="", why="", on=None)) for step in elsewhere}
    return sync(folder, events, keep=keep)
