"""Employer names held against the targets: one verdict, and the doubtful ones to be settled once."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from outreach.domain.kinds import CompanyStatus, MatchVerdict
from outreach.domain.model import Company, CompanyId, Decision, Person
from outreach.domain.network import Contact, Suggestion
from outreach.planner.lookup import fold
from outreach.planner.matching import at_target, by_string
from outreach.planner.rows import HintRow, MatchRow, NetworkRow, QuestionRow
from outreach.planner.views.network import contact_receipt, network_row
from outreach.text import clean

if TYPE_CHECKING:
    from outreach.planner.planner import Planner

SHORTEST_NAMED = 3
"""Characters from which a company name is looked for in notes; shorter ones are everywhere."""

NAMES_SHOWN = 3
"""People named with a question, to make the answer easy."""


def match(planner: Planner, string: str, target: str) -> MatchRow:
    """What ``string`` says about ``target``, with the decisions of this plan."""
    found = planner.matcher.match(clean(string), clean(target))
    return MatchRow(string=clean(string), target=clean(target), verdict=found.verdict, tier=found.tier, why=found.why)


def meant(planner: Planner, company_id: CompanyId) -> tuple[str, ...]:
    """Names a target nobody is known at may have been meant for: a letter or two away, in the archive or known to the program."""
    store = planner.store
    name = store.get(Company, company_id).name
    heard = (*by_string(store.all(Contact)), *(suggestion.company for suggestion in store.all(Suggestion)))
    targets = {company.name.casefold() for company in store.all(Company)}
    found = (one for one in map(clean, planner.matcher.meant(name, heard)) if one.casefold() not in targets)
    return tuple(found)[:NAMES_SHOWN]


def questions(planner: Planner, company_id: CompanyId | None) -> list[QuestionRow]:
    """Possible and related employer names nobody has settled, those with most people first."""
    store = planner.store
    companies = (
        [store.get(Company, company_id)] if company_id is not None else [c for c in store.all(Company) if c.status is CompanyStatus.ACTIVE]
    )
    if not companies:
        return []
    groups = by_string(store.all(Contact))
    settled = {(decision.company, decision.string) for decision in store.all(Decision)}
    rows = [
        QuestionRow(
            company=company.id,
            company_name=company.name,
            string=clean(string),
            people=len(groups[string]),
            names=tuple(contact.name for contact in groups[string][:NAMES_SHOWN]),
            verdict=found.verdict,
            tier=found.tier,
            why=found.why,
        )
        for company in companies
        for string, found in at_target(planner.matcher, company, groups).items()
        if found.verdict in (MatchVerdict.POSSIBLE, MatchVerdict.RELATED) and (company.id, string) not in settled
    ]
    rows.sort(key=lambda row: (row.company, row.verdict is MatchVerdict.RELATED, -row.people, row.string.casefold()))
    return rows


def hints(planner: Planner, company_id: CompanyId) -> list[HintRow]:
    """People who are not in the plan for this target, but whose invitation or note names it as a word of its own."""
    store = planner.store
    company = store.get(Company, company_id)
    name = fold(company.name)
    if len(name) < SHORTEST_NAMED:
        return []
    named = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")
    known = {person.key for person in store.where(Person, "company", company_id)}
    rows = []
    for contact in store.all(Contact):
        if contact.key in known or not (contact.invite_note or contact.invited_me_note or contact.note):
            continue
        for text, whose in (
            (contact.invite_note, "your note"),
            (contact.invited_me_note, "their note"),
            (contact.note, "your private note"),
        ):
            if text and named.search(fold(text)):
                rows.append(
                    HintRow(contact=contact.id, name=contact.name, words=f"{contact_receipt(contact)}; {whose} names {company.name}")
                )
                break
    return rows


def pending(planner: Planner) -> list[NetworkRow]:
    """Invitations that were not accepted (yet), newest first."""
    waiting = [contact for contact in planner.store.all(Contact) if contact.pending]
    waiting.sort(key=lambda contact: (contact.invited_on or dt.date.min, contact.id), reverse=True)
    people = {person.key: person.id for person in planner.store.all(Person) if person.key}
    return [network_row(contact, people) for contact in waiting]
