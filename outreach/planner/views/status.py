"""The header line and the history of commands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach.domain.kinds import CompanyStatus
from outreach.domain.model import Company
from outreach.planner import copies
from outreach.planner.rows import HistoryRow, StatusRow
from outreach.planner.views.due import count
from outreach.text import clean

if TYPE_CHECKING:
    from outreach.planner.planner import Planner


def status(planner: Planner) -> StatusRow:
    """What the header says: the day, what is due, and whether all is on disk."""
    store = planner.store
    return StatusRow(
        today=planner.today(),
        due=count(planner, planner.today()),
        companies=sum(company.status is CompanyStatus.ACTIVE for company in store.all(Company)),
        saved=store.saved,
        read_only=store.read_only,
        notices=(*store.notices, *copies.notices(planner)),
    )


def history(planner: Planner, limit: int) -> list[HistoryRow]:
    """The last commands, newest first, with those that were undone marked."""
    entries = planner.store.history(limit)
    undone = {entry.undoes for entry in entries if entry.undoes}
    return [
        HistoryRow(seq=entry.seq, at=entry.at, label=clean(entry.label), changes=len(entry.changes), undone=entry.seq in undone)
        for entry in entries
    ]
