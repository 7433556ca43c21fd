"""Commands on people: add, edit, triage, queue, promote from the address book, drop."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import msgspec

from outreach.domain.kinds import PersonState, Reputation, StepState, Tie
from outreach.domain.model import Company, CompanyId, ContactId, Draft, Evidence, Person, PersonId, Step
from outreach.domain.network import Contact
from outreach.domain.saying import plural
from outreach.errors import Problem, Refused
from outreach.planner import fields as typed
from outreach.planner.letting_go import remove
from outreach.planner.promotion import arm, promote
from outreach.text import clean

if TYPE_CHECKING:
    import datetime as dt

    from outreach.planner.planner import Planner
    from outreach.store import Transaction


TOLD = frozenset({"name", "hook", "question", "offer", "how_i_know", "why_them", "vouches_for", "recruiter_motive"})
"""Fields of a person that messages are made of."""


class People:
    """Every command whose noun is a person of the plan."""

    def __init__(self, planner: Planner) -> None:
        self._planner = planner

    def add(self, name: str, company_id: CompanyId | None = None, **fields: object) -> Person:
        """Add somebody the archive does not know; they start as an insider."""
        planner = self._planner
        state = {"state": PersonState.INSIDER} if company_id is not None else {}
        given = {"added": planner.today(), **state, **fields, "name": name, "company": company_id}
        wanted = typed.made(Person, given, planner.day, planner.finders)
        _refuse_odd_zone(wanted)
        planner.refuse_unknown_cadence(wanted.cadence)
        if company_id is not None:
            planner.store.get(Company, company_id)
        twin = next(
            (p for p in planner.store.where(Person, "company", company_id) if p.name == wanted.name and p.employer == wanted.employer), None
        )
        if twin is not None:
            raise Refused((Problem("name", f"{twin.name} is there already (number {twin.id})"),))
        with planner.store.transaction(f"Add {wanted.name}") as tx:
            person = tx.add(msgspec.structs.replace(wanted, edited=tuple(sorted(fields))))
            if person.state is PersonState.INSIDER:
                arm(tx, person, planner.clock.now())
        return person

    def edit(self, person_id: PersonId, **fields: object) -> Person:
        """Change a person's fields; what is set by hand is never overwritten by an import."""
        planner = self._planner
        before = planner.store.get(Person, person_id)
        after = typed.changed(before, fields, planner.day, planner.finders)
        _refuse_odd_zone(after)
        if after.cadence != before.cadence:
            planner.refuse_unknown_cadence(after.cadence)
        if after.hook != before.hook and not {"hook_on", "hook_source"} & set(fields):
            after = msgspec.structs.replace(after, hook_on=planner.today() if after.hook else None, hook_source=clean(""))
        touched = {name for name in fields if getattr(after, name) != getattr(before, name)}
        after = msgspec.structs.replace(after, edited=tuple(sorted({*before.edited, *touched})))
        if after.bridge == person_id or after.introducer == person_id:
            raise Refused((Problem("introducer", "nobody introduces themselves"),))
        with planner.store.transaction(f"Edit {before.name}") as tx:
            tx.put(after)
            if after.company != before.company:
                for step in tx.where(Step, "person", person_id):
                    if step.state is StepState.OPEN:
                        tx.put(msgspec.structs.replace(step, company=after.company))
            follow_state(tx, before, after, planner.clock.now())
            if touched & TOLD:
                planner.drafts.refill(person_id)
        return after

    def triage(self, person_ids: Iterable[PersonId], state: PersonState | str, reason: str = "") -> str:
        """Say of one or many what they are: insider, later or avoid; returns what was done, in words."""
        planner = self._planner
        wanted = PersonState(state)
        ids = tuple(person_ids)
        people = [planner.store.get(Person, person_id) for person_id in ids]
        who = people[0].name if len(people) == 1 else plural(len(people), "person", "people")
        with planner.store.transaction(f"Triage {who}: {wanted.value}") as tx:
            for before in people:
                after = msgspec.structs.replace(before, state=wanted, drop_reason=clean(reason) or before.drop_reason)
                if wanted is PersonState.AVOID:
                    after = msgspec.structs.replace(after, reputation=Reputation.AVOID)
                elif before.state is PersonState.AVOID:
                    after = msgspec.structs.replace(after, reputation=Reputation.OK)
                tx.put(after)
                follow_state(tx, before, after, planner.clock.now())
        return f"{who}: {wanted.value}"

    def move(self, person_id: PersonId, place: int) -> None:
        """Put an insider at a place of their company's queue (1 = first); the others keep their order behind."""
        planner = self._planner
        person = planner.store.get(Person, person_id)
        queue = [p for p, _ in planner.timetable.order(planner.store.where(Person, "company", person.company), planner.today())]
        queue = [p for p in queue if p.id != person_id and p.state is PersonState.INSIDER]
        queue.insert(max(0, min(place - 1, len(queue))), person)
        with planner.store.transaction(f"Move {person.name} to place {place}") as tx:
            for order, other in enumerate(queue, start=1):
                if other.order != order:
                    tx.put(msgspec.structs.replace(other, order=order))

    def promote(self, contact_id: ContactId, company_id: CompanyId, *, tie: Tie | str = Tie.HERE) -> Person:
        """Take somebody of the address book into the plan by hand; they start as an insider."""
        planner = self._planner
        contact = planner.store.get(Contact, contact_id)
        company = planner.store.get(Company, company_id)
        twin = next((p for p in planner.store.where(Person, "company", company_id) if p.key == contact.key), None)
        if twin is not None:
            raise Refused((Problem("person", f"{twin.name} is an insider of {company.name} already (number {twin.id})"),))
        now = planner.clock.now()
        with planner.store.transaction(f"Add {contact.name} to {company.name}") as tx:
            person = promote(
                tx,
                contact,
                company_id,
                Tie(tie),
                profile=planner.profile,
                key=planner.matcher.employer,
                rules=planner.timetable.rules(now.date()),
                now=now,
            )
            if person.state is PersonState.NEW:
                person = tx.put(msgspec.structs.replace(person, state=PersonState.INSIDER))
                arm(tx, person, now)
        return person

    def drop(self, person_id: PersonId, reason: str = "") -> Person:
        """Part ways: archive the person, close what is open, never contact again; the history stays (source: PRACTICES S13)."""
        planner = self._planner
        before = planner.store.get(Person, person_id)
        after = msgspec.structs.replace(before, state=PersonState.DROPPED, do_not_contact=True, drop_reason=clean(reason))
        with planner.store.transaction(f"Drop {before.name}") as tx:
            tx.put(after)
            follow_state(tx, before, after, planner.clock.now())
        return after

    def delete(self, person_id: PersonId) -> str:
        """Take a person out of the plan with their evidence, steps and drafts; returns what went, in words."""
        planner = self._planner
        person = planner.store.get(Person, person_id)
        counts: dict[str, int] = {}
        with planner.store.transaction(f"Delete {person.name}") as tx:
            for kind, noun in ((Evidence, "record"), (Draft, "draft"), (Step, "step")):
                records = tx.where(kind, "person", person_id)
                counts[noun] = len(records)
                for record in records:
                    remove(tx, kind, record.id)
            remove(tx, Person, person_id)
        return f"{person.name}: " + ", ".join(plural(count, noun) for noun, count in counts.items())


def follow_state(tx: Transaction, before: Person, after: Person, now: dt.datetime) -> None:
    """Steps follow the state: an insider gets a first touch, somebody set aside has nothing open but what is promised."""
    if after.state is PersonState.INSIDER and before.state is not PersonState.INSIDER:
        arm(tx, after, now)
    elif after.state is not PersonState.INSIDER and before.state is PersonState.INSIDER:
        keep_promises = after.state is PersonState.LATER
        for step in tx.where(Step, "person", after.id):
            if step.state is StepState.OPEN and not (step.promise and keep_promises):
                tx.put(msgspec.structs.replace(step, state=StepState.SUPERSEDED, reason=clean(f"{after.name} is {after.state.value}")))


def _refuse_odd_zone(person: Person) -> None:
    """A time zone nobody knows would leave the good hours blank without a word."""
    if person.zone:
        from outreach.planner.views.window import zone_of

        if zone_of(person.zone) is None:
            raise Refused((Problem("zone", "is no time zone; they are written like Europe/Lisbon"),))
