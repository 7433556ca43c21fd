"""The ask ladder of one person: which rungs are open, which were used, and what opens the next."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from outreach.domain.etiquette.situation import Scene
from outreach.domain.etiquette.why import Rung, highest_rung, rung_of
from outreach.domain.kinds import StepKind
from outreach.domain.model import PersonId
from outreach.domain.relationship import WRITTEN_TOUCHES
from outreach.planner.practice_rows import LadderRow, RungRow
from outreach.planner.views.why import situation

if TYPE_CHECKING:
    from outreach.planner.planner import Planner

SAYS = {
    Rung.RECONNECT: "say hello, asking nothing",
    Rung.LEARN: "ask one question about their work",
    Rung.ADVICE: "ask for advice, or to be a mentor",
    Rung.INTRODUCTION: "ask for an introduction",
    Rung.REFERRAL: "ask for a referral",
}
"""What each rung is."""

_STEP_RUNG = {StepKind.INTRO_REQUEST: Rung.INTRODUCTION, StepKind.REFERRAL_ASK: Rung.REFERRAL}


def ladder(planner: Planner, person_id: PersonId) -> LadderRow:
    """Every rung for one person, lowest first."""
    scene = Scene(situation(planner, person_id))
    top = highest_rung(scene)
    used: dict[Rung, dt.date] = {}
    for day, step in scene.past:
        rung = _STEP_RUNG.get(step.kind) or (rung_of(step.purpose) if step.kind in WRITTEN_TOUCHES else None)
        if rung is not None:
            used[rung] = day
    rungs = tuple(
        RungRow(
            rung=rung.name.lower(),
            says=SAYS[rung],
            open=is_open,
            used_on=used.get(rung),
            opens="" if is_open else _opens(rung),
        )
        for rung in Rung
        for is_open in (rung <= top or (rung is Rung.ADVICE and scene.level > 0),)
    )
    offered = bool(scene.person.standing_offer) or (
        any(step.kind is StepKind.REFERRED for _, step in scene.past) and Rung.REFERRAL not in used
    )
    return LadderRow(
        person=person_id, rungs=rungs, top=max(r for r, row in zip(Rung, rungs, strict=True) if row.open).name.lower(), offered=offered
    )


def _opens(rung: Rung) -> str:
    return "a first exchange, logged" if rung is Rung.ADVICE else "an answer or a talk, logged, or an offer of theirs"
