"""The wordings a draft went through, and what each changed (source: PRACTICES S36)."""

from __future__ import annotations

import datetime as dt
import difflib
from typing import TYPE_CHECKING

from outreach.domain.model import Draft, DraftId
from outreach.planner.practice_rows import VersionRow

if TYPE_CHECKING:
    from outreach.planner.planner import Planner


def versions(planner: Planner, draft_id: DraftId) -> list[VersionRow]:
    """The present wording first, then the earlier ones, each with its difference from the one before it."""
    draft = planner.store.get(Draft, draft_id)
    bodies: list[tuple[int, dt.datetime | None, str]] = []
    bodies += ((number, version.at, version.body) for number, version in enumerate(draft.versions, 1))
    bodies.append((0, draft.changed_at, draft.body))
    rows = []
    before = ""
    for number, at, body in bodies:
        diff = tuple(line for line in difflib.ndiff(before.splitlines(), body.splitlines()) if line[:2] in ("- ", "+ ")) if before else ()
        rows.append(VersionRow(number=number, at=at, words=len(body.split()), body=body, diff=diff))
        before = body
    return rows[::-1]
