"""What the people known at a company say about who gets hired there (source: PRACTICES S49)."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from outreach.domain.etiquette.circle import workforce as traits
from outreach.domain.kinds import EvidenceKind, PersonState, Tie
from outreach.domain.model import Company, CompanyId, Evidence, Person
from outreach.planner.search_rows import WorkforceRow

if TYPE_CHECKING:
    from outreach.planner.planner import Planner


def workforce(planner: Planner, company_id: CompanyId) -> WorkforceRow:
    """The user's notes, and what was seen on the profiles: skills and tags, earlier employers, schools, kinds of position."""
    store = planner.store
    company = store.get(Company, company_id)
    people = [p for p in store.where(Person, "company", company_id) if p.state is not PersonState.DROPPED and p.tie is not Tie.THROUGH]
    before = Counter(str(name) for p in people for name in dict.fromkeys(r.company for r in p.roles) if name != company.name)
    schools = Counter(
        str(record.detail)
        for p in people
        for record in store.where(Evidence, "person", p.id)
        if record.kind is EvidenceKind.SAME_SCHOOL and record.detail
    )
    return WorkforceRow(
        company=company_id,
        name=company.name,
        people=len(people),
        notes=company.workforce,
        traits=tuple(traits(people)),
        came_from=_ranked(before),
        schools=_ranked(schools),
        positions=_ranked(Counter(str(p.position) for p in people if p.position)),
    )


def _ranked(counts: Counter[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0].casefold())))
