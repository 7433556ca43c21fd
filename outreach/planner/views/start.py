"""Day one of a search: standing offers, advocates, old ties at the targets, and what to put in order first."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from outreach.domain.etiquette.circle import advocates, standing_offers
from outreach.domain.kinds import Answer, CompanyStatus, PersonState, Reputation
from outreach.domain.model import Company, Person
from outreach.planner.search_rows import AdvocateRow, OfferRow, StartRow
from outreach.planner.views.dormant import dormant

if TYPE_CHECKING:
    from outreach.planner.planner import Planner

SHOWN = 10
"""Old ties named at most."""


def start(planner: Planner) -> StartRow:
    """All that one should remember before the first message goes out."""
    store = planner.store
    people = _in_good_standing(planner)
    companies = {company.id: company.name for company in store.all(Company)}
    active = [company for company in store.all(Company) if company.status is CompanyStatus.ACTIVE]
    vouching = advocates(people)
    per_company = Counter(person.company for person in vouching)
    counted = {company.name: per_company[company.id] for company in active}
    known = {person.company for person in people}
    return StartRow(
        offers=tuple(offers(planner)),
        advocates=tuple(
            AdvocateRow(
                person=p.id,
                name=p.name,
                company_name=companies.get(p.company, "") if p.company is not None else "",
                vouches_for=tuple(p.vouches_for),
                said_so=p.they_would_vouch is Answer.YES,
            )
            for p in vouching
        ),
        advocates_at=tuple(sorted(((name, count) for name, count in counted.items() if count), key=lambda pair: (-pair[1], pair[0]))),
        dormant=tuple(dormant(planner)[:SHOWN]),
        preflight=planner.views.preflight().stale,
        no_insider=tuple(company.name for company in active if company.id not in known),
        no_employer=not any(company.current_employer for company in store.all(Company)),
        present=_present(planner),
    )


def offers(planner: Planner) -> list[OfferRow]:
    """Who once offered to help, the latest first (source: PRACTICES S61)."""
    companies = {company.id: company.name for company in planner.store.all(Company)}
    return [
        OfferRow(
            person=p.id,
            name=p.name,
            company_name=companies.get(p.company, "") if p.company is not None else "",
            words=p.standing_offer,
            on=p.standing_offer_on,
        )
        for p in standing_offers(_in_good_standing(planner))
    ]


def _in_good_standing(planner: Planner) -> list[Person]:
    aside = (PersonState.DROPPED, PersonState.AVOID)
    return [p for p in planner.store.all(Person) if p.state not in aside and p.reputation is not Reputation.AVOID]


def _present(planner: Planner) -> str:
    """The company of the position without an end, as the user's own profile has it."""
    if any(company.current_employer for company in planner.store.all(Company)):
        return ""
    positions = planner.profile.positions if planner.profile is not None else ()
    return next((role.company for role in positions if not role.until and role.company), "")
