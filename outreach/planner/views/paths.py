"""The ways into a company: me, somebody I know, somebody they know, with the evidence of each link and what is owed for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach.domain.kinds import PersonState, Reputation, StepKind, StepState, Tie
from outreach.domain.model import Company, CompanyId, Evidence, Person, Step
from outreach.domain.relationship import history, was_introduced
from outreach.domain.saying import say_day
from outreach.planner.practice_rows import PathLink, PathRow

if TYPE_CHECKING:
    from outreach.planner.planner import Planner

GONE = frozenset({PersonState.AVOID, PersonState.DROPPED})
OWED = frozenset({StepKind.THANK_YOU, StepKind.REPORT_BACK})


def paths(planner: Planner, company_id: CompanyId) -> list[PathRow]:
    """Every way into a company, the strongest first link first; people to avoid open none."""
    company = planner.store.get(Company, company_id)
    rows = []
    for person in planner.store.where(Person, "company", company_id):
        if person.state in GONE or person.reputation is Reputation.AVOID:
            continue
        via_id = person.introducer if person.introducer is not None else person.bridge
        via = planner.store.find(Person, via_id) if via_id is not None else None
        if via is not None and (via.state in GONE or via.reputation is Reputation.AVOID):
            continue
        rows.append(_row(planner, company, person, via))
    rows.sort(key=lambda row: (-row.links[0].know_level, len(row.links), row.names[-2]))
    return rows


def _row(planner: Planner, company: Company, person: Person, via: Person | None) -> PathRow:
    links = []
    if via is not None:
        links.append(_link(planner, via))
        met = person.introducer == via.id
        links.append(PathLink(person=person.id, name=person.name, how="introduced you" if met else f"known to {via.name}", know_level=0))
    else:
        links.append(_link(planner, person))
    strange = via is None and links[0].know_level == 0
    return PathRow(
        company=company.id,
        names=("you", *(("?",) if strange else ()), *(link.name for link in links), company.name),
        links=tuple(links),
        state=_state(planner, person, via),
        next=f"find out who knows {person.name}" if strange else _next(planner, person, via, company),
        owed=tuple(_owed(planner, via)) if via is not None else (),
    )


def _link(planner: Planner, person: Person) -> PathLink:
    why = planner.views.why(person.id)
    return PathLink(person=person.id, name=person.name, how=why.receipt, know_level=why.know_level)


def _state(planner: Planner, person: Person, via: Person | None) -> str:
    if via is None:
        return {Tie.HERE: "there now", Tie.BEFORE: "was there before", Tie.THROUGH: "knows somebody there"}[person.tie]
    for day, step in reversed(history(planner.store.where(Step, "person", person.id), planner.today())):
        if step.kind is StepKind.INTRODUCED:
            return f"introduced {say_day(day)}"
    if was_introduced(planner.store.where(Evidence, "person", person.id), ()):
        return "introduced"
    for step in planner.store.where(Step, "person", via.id):
        if step.kind is StepKind.INTRO_REQUEST and step.text.endswith(f"introduction to {person.name}"):
            if step.state is StepState.OPEN:
                return "to be asked for"
            if step.state is StepState.DONE and step.done_at:
                return f"asked {say_day(step.done_at.date())}"
    return "not asked yet"


def _next(planner: Planner, person: Person, via: Person | None, company: Company) -> str:
    state = _state(planner, person, via)
    if via is None:
        return f"ask whom they know at {company.name}" if person.tie is not Tie.HERE else f"write to {person.name}"
    if state.startswith("introduced"):
        return f"answer {person.name}, and keep {via.name} in the picture"
    if state.startswith("asked"):
        return f"wait for {via.name}"
    return f"ask {via.name} for an introduction, with words to forward"


def _owed(planner: Planner, via: Person) -> list[str]:
    open_steps = [s for s in planner.store.where(Step, "person", via.id) if s.state is StepState.OPEN and s.promise and s.kind in OWED]
    return [f"{step.kind.value} to {via.name}" for step in open_steps]
