"""What tells this plan from another: a random id kept with it, so that two plans can share a calendar folder."""

from __future__ import annotations

import re
import secrets
from typing import TYPE_CHECKING

from outreach.domain.model import Step

if TYPE_CHECKING:
    from outreach.planner.planner import Planner

NAME = "plan id"
_ID = re.compile(r"[0-9a-f]{12}")


def plan_id(planner: Planner) -> str:
    """Twelve hex digits, made when first asked for and never changed; blank while there is no step, or for a plan only looked at."""
    held = planner.recall(NAME)
    if _ID.fullmatch(held):
        return held
    if planner.store.read_only or not planner.store.all(Step):
        return ""
    made = secrets.token_hex(6)
    # No command of the user's: undo passes it by.
    planner.remember(NAME, made, undoable=False)
    return made
