"""The recommendation tracker: asked, received and given, person by person, and whom one might ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach.domain.etiquette.circle import Recommendations
from outreach.domain.etiquette.circle import recommendations as tracked
from outreach.domain.kinds import EvidenceKind, PersonState, StepKind, StepState
from outreach.domain.model import Evidence, Person, Step
from outreach.domain.saying import say_day
from outreach.planner.practice_rows import RecommendationRow

if TYPE_CHECKING:
    import datetime as dt

    from outreach.planner.planner import Planner


def recommendations(planner: Planner) -> list[RecommendationRow]:
    """Open asks first, then what was received or given, then people one worked with and never asked."""
    known = tracked(planner.store.all(Evidence))
    people = [person for person in planner.store.all(Person) if person.state is not PersonState.DROPPED]
    rows = [row for person in people if (row := _row(planner, person, known))]
    order = {"asked": 0, "received": 1, "given": 2, "could be asked": 3}
    return sorted(rows, key=lambda row: (order[row.state], row.name.casefold()))


def _row(planner: Planner, person: Person, known: Recommendations) -> RecommendationRow | None:
    store = planner.store
    evidence = store.where(Evidence, "person", person.id)
    steps = store.where(Step, "person", person.id)
    asked = _latest([s.done_at.date() for s in steps if s.kind is StepKind.RECOMMENDATION_ASK and s.state is StepState.DONE and s.done_at])
    received = [e for e in evidence if e.kind is EvidenceKind.RECOMMENDED_ME]
    given = [e for e in evidence if e.kind is EvidenceKind.RECOMMENDED_THEM]
    if person.id in known.received:
        state, says = "received", "recommended you"
    elif asked:
        remind = next((s for s in steps if s.state is StepState.OPEN and s.anchor is not None and s.cadence == "recommendation"), None)
        due = planner.views.explain(remind.id).on if remind else None
        state, says = "asked", f"asked {say_day(asked)}" + (f", one reminder {say_day(due)}" if due else ", now let it rest")
    elif person.id in known.given:
        state, says = "given", "you recommended them; one may ask them in turn"
    elif person.state is PersonState.INSIDER and (person.worked_closely or person.id in known.could_ask):
        state, says = "could be asked", "you worked together"
    else:
        return None
    return RecommendationRow(
        person=person.id,
        name=person.name,
        state=state,
        says=says,
        asked_on=asked,
        received_on=_latest([e.on for e in received if e.on]),
        given_on=_latest([e.on for e in given if e.on]),
    )


def _latest(days: list[dt.date]) -> dt.date | None:
    return max(days, default=None)
