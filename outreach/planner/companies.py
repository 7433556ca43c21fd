"""Commands on target companies: add, edit, settle a doubtful employer name, take up a suggestion."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from msgspec.structs import replace

from outreach.domain.kinds import CompanyStatus, MatchVerdict, Source, StepState
from outreach.domain.matching import Match
from outreach.domain.model import Company, CompanyId, Decision, Draft, Evidence, Lead, Person, Step
from outreach.domain.network import Contact, Suggestion
from outreach.domain.saying import plural
from outreach.errors import NotFound, Problem, Refused
from outreach.planner import fields as typed
from outreach.planner.letting_go import remove
from outreach.planner.matching import by_string
from outreach.planner.promotion import recruit
from outreach.text import CleanText, clean

if TYPE_CHECKING:
    import datetime as dt

    from outreach.planner.planner import Planner
    from outreach.store import Transaction

FOLLOW = "follow"
"""Provenance of a company the user follows on LinkedIn."""

DISMISSED = "dismissed suggestions"
"""Name of the setting that keeps the suggestions turned down, as a JSON list of company keys."""


class Companies:
    """Every command whose noun is a target company."""

    def __init__(self, planner: Planner) -> None:
        self._planner = planner

    def add(self, name: str, **fields: object) -> Company:
        """Name a target; everybody of the address book who is or was there comes into the plan with it."""
        planner = self._planner
        wanted = typed.made(Company, {"added": planner.today(), **fields, "name": name}, planner.day)
        planner.refuse_unknown_cadence(wanted.cadence)
        twin = next((c for c in planner.store.all(Company) if self._same(c.name, wanted.name)), None)
        if twin is not None:
            raise Refused((Problem("name", f"{twin.name} is a target already (number {twin.id})"),))
        if "followed" not in fields and self._is_followed(wanted.name):
            wanted = replace(wanted, followed=True)
        with planner.store.transaction(f"Add {wanted.name}") as tx:
            company = tx.add(wanted)
            self.recruit(tx, company)
            self._take_leads(tx, company)
        return company

    def edit(self, company_id: CompanyId, **fields: object) -> Company:
        """Change a target's fields. A new name looks for its people again; nobody found before is dropped."""
        planner = self._planner
        before = planner.store.get(Company, company_id)
        after = _dated(before, typed.changed(before, fields, planner.day), planner.today())
        if after.cadence != before.cadence:
            planner.refuse_unknown_cadence(after.cadence)
        if after.name != before.name:
            twin = next((c for c in planner.store.all(Company) if c.id != company_id and self._same(c.name, after.name)), None)
            if twin is not None:
                raise Refused((Problem("name", f"{twin.name} is a target already (number {twin.id})"),))
        with planner.store.transaction(f"Edit {before.name}") as tx:
            tx.put(after)
            if after.name != before.name or after.domain != before.domain:
                self.recruit(tx, after)
        return after

    def delete(self, company_id: CompanyId) -> str:
        """Take a target out of the plan with its people, steps, drafts and leads; returns what went, in words."""
        planner = self._planner
        company = planner.store.get(Company, company_id)
        people = planner.store.where(Person, "company", company_id)
        steps = planner.store.where(Step, "company", company_id)
        with planner.store.transaction(f"Delete {company.name}") as tx:
            for person in people:
                for kind in (Evidence, Draft, Step):
                    for record in tx.where(kind, "person", person.id):
                        remove(tx, kind, record.id)
                remove(tx, Person, person.id)
            for noun in (Step, Lead, Decision):
                for record in tx.where(noun, "company", company_id):
                    remove(tx, noun, record.id)
            remove(tx, Company, company_id)
        opened = sum(step.state is StepState.OPEN for step in steps)
        return f"{company.name}: {plural(len(people), 'person', 'people')}, {plural(len(steps), 'step')} ({opened} open)"

    def decide(self, company_id: CompanyId, string: str, verdict: MatchVerdict | str) -> Decision:
        """Say once what an employer's name means for a target; later imports reuse the answer."""
        planner = self._planner
        company = planner.store.get(Company, company_id)
        wanted = typed.made(Decision, {"string": string, "company": company_id, "verdict": verdict}, planner.day)
        with planner.store.transaction(f"Settle {wanted.string!r} for {company.name}") as tx:
            held = next((d for d in tx.where(Decision, "company", company_id) if d.string == wanted.string), None)
            if held is None:
                wanted = tx.add(wanted)
            else:
                wanted = tx.put(Decision(id=held.id, uid=held.uid, string=held.string, company=company_id, verdict=wanted.verdict))
            if wanted.verdict in (MatchVerdict.HERE, MatchVerdict.FORMER):
                match = Match(verdict=wanted.verdict, tier="decision", why="you said so")
                groups = by_string(planner.store.all(Contact))
                here: dict[str, Match] = {wanted.string: match} if wanted.string in groups else {}
                recruit(
                    tx,
                    company,
                    groups,
                    here,
                    (),
                    matcher=planner.matcher,
                    profile=planner.profile,
                    rules=planner.timetable.rules(planner.today()),
                    now=planner.clock.now(),
                )
        return wanted

    def accept(self, suggestion: str) -> Company:
        """Make a suggested company a target, its provenance kept."""
        found = self._suggesting(suggestion)
        provenance = ", ".join(dict.fromkeys(s.provenance for s in found))
        return self.add(found[0].company, provenance=provenance, motivation=3 if "dream" in provenance else 2)

    def dismiss(self, suggestion: str) -> str:
        """Turn a suggestion down for good; returns its name. Raises NotFound when nothing suggests it."""
        planner = self._planner
        name = self._suggesting(suggestion)[0].company
        held: list[str] = json.loads(planner.recall(DISMISSED, "[]"))
        key = planner.matcher.key(name) or name
        if key not in held:
            planner.remember(DISMISSED, json.dumps([*held, key]))
        return name

    def _suggesting(self, name: str) -> list[Suggestion]:
        found = [s for s in self._planner.store.all(Suggestion) if self._same(s.company, name)]
        if not found:
            raise NotFound(f"nothing suggests {clean(name)!r}", next_step="'outreach suggestions' lists them")
        return found

    def recruit(self, tx: Transaction, *companies: Company) -> list[Person]:
        """Promote everybody of the address book who is at one of these targets now or was before."""
        planner = self._planner
        contacts = tx.all(Contact)
        if not contacts:
            return []
        matcher, profile = planner.matcher, planner.profile
        # Only the cadences of the rules matter here, and nobody promoted changes those.
        rules = planner.timetable.rules(planner.today())
        groups = by_string(contacts)
        # The same two tuples for every target: the matcher lays each out once.
        employers, earlier = tuple(groups), tuple({role.company: None for contact in contacts for role in contact.past})
        moved = [contact for contact in contacts if contact.past]
        found: list[Person] = []
        for company in companies:
            former = matcher.candidates(earlier, company.name)
            past = [(contact, match) for contact in moved for role in contact.past if (match := former.get(role.company)) is not None]
            here = matcher.candidates(employers, company.name)
            found += recruit(tx, company, groups, here, past, matcher=matcher, profile=profile, rules=rules, now=planner.clock.now())
        return found

    def _take_leads(self, tx: Transaction, company: Company) -> None:
        """The saved jobs and applications of the archive that name this company become its leads."""
        for suggestion in tx.all(Suggestion):
            if suggestion.kind is not None and self._same(suggestion.company, company.name):
                tx.add(
                    Lead(
                        company=company.id,
                        kind=suggestion.kind,
                        title=suggestion.title,
                        url=suggestion.url,
                        on=suggestion.on,
                        source=Source.ARCHIVE,
                    )
                )

    def _is_followed(self, name: CleanText) -> bool:
        """Whether the archive's Company Follows hold this company."""
        return any(s.provenance == FOLLOW and self._same(s.company, name) for s in self._planner.store.all(Suggestion))

    def _same(self, one: CleanText | str, other: CleanText | str) -> bool:
        if one.casefold() == other.casefold():
            return True
        return self._planner.matcher.match(one, other).verdict is MatchVerdict.HERE


def _dated(before: Company, after: Company, today: dt.date) -> Company:
    """The company with the day it was put to rest or taken up again. Put to rest and taken up on one day, it never rested."""
    if (before.status is CompanyStatus.ACTIVE) is (after.status is CompanyStatus.ACTIVE):
        return after
    if after.status is not CompanyStatus.ACTIVE:
        return replace(after, paused_on=today)
    return after if after.paused_on == today else replace(after, resumed_on=today)
