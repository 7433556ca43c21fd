"""The inbound desk: invitations received are accepted, asked about, declined, or left to close by themselves.

An invitation is a contact who invited the user and is not connected. That the user asked why, and what they answered, stands in the
steps with that person, whichever face logged it; only the decision is a record of its own.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import msgspec

from outreach.domain.etiquette.inbound import Advice, Inbound, Proposal, propose
from outreach.domain.kinds import (
    Channel,
    EvidenceKind,
    InvitationState,
    PersonKind,
    PersonState,
    Purpose,
    Reputation,
    Severity,
    Source,
    StepKind,
    StepState,
)
from outreach.domain.model import ContactId, Draft, Evidence, Invitation, Person, Step
from outreach.domain.network import Contact
from outreach.domain.profession import kind_of
from outreach.domain.ranking import evidence_of
from outreach.domain.relationship import history
from outreach.errors import Problem, Refused
from outreach.planner import fields as typed
from outreach.planner.lookup import find_named
from outreach.planner.when import happened_at, happened_on
from outreach.text import BLANK, CleanText, clean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from outreach.planner.planner import Planner
    from outreach.store import Transaction


class Case(msgspec.Struct, frozen=True, kw_only=True):
    """One invitation received, with all that is known of the person and what the desk proposes."""

    contact: Contact
    person: Person | None
    inbound: Inbound
    proposal: Proposal


class Desk:
    """Every command whose noun is an invitation received."""

    def __init__(self, planner: Planner) -> None:
        self._planner = planner

    def find(self, text: str) -> ContactId:
        """The invitation meant by its number or by a part of the name of who sent it."""
        rows = ((case.contact.id, case.contact.name) for case in self.cases())
        return ContactId(find_named("invitation", text, rows, "outreach inbound"))

    def cases(self) -> list[Case]:
        """Every invitation not yet decided on, newest first."""
        store = self._planner.store
        waiting = [
            contact
            for contact in store.all(Contact)
            if contact.invited_me_on is not None and contact.connected_on is None and self._decision(contact) is None
        ]
        waiting.sort(key=lambda contact: (contact.invited_me_on or dt.date.min, contact.id), reverse=True)
        return [self._case(contact) for contact in waiting]

    def add(
        self, name: str, *, on: dt.date | str | None = None, note: str = "", url: str = "", position: str = "", company: str = ""
    ) -> Contact:
        """Put an invitation on the desk by hand; a later archive that lists it joins the same contact."""
        planner = self._planner
        wanted = typed.made(
            Contact,
            {
                "key": "-",
                "name": name,
                "url": url,
                "position": position,
                "company": company,
                "invited_me_on": happened_on(planner, on),
                "invited_me_note": note,
            },
            planner.day,
        )
        wanted = msgspec.structs.replace(wanted, key=_key(wanted))
        held = next((c for c in planner.store.all(Contact) if c.key == wanted.key), None)
        if held is not None and (held.connected_on or held.invited_me_on):
            raise Refused((Problem("name", f"{held.name} is {'connected' if held.connected_on else 'on the desk'} already"),))
        with planner.store.transaction(f"Invitation from {wanted.name}") as tx:
            if held is None:
                return tx.add(wanted)
            return tx.put(msgspec.structs.replace(held, invited_me_on=wanted.invited_me_on, invited_me_note=wanted.invited_me_note))

    def ask_why(self, contact_id: ContactId) -> Draft:
        """Write the message that asks why they want to connect; the fourteen days begin when it is logged as sent."""
        planner = self._planner
        case = self._open(contact_id)
        if case.inbound.asked_on is not None:
            raise Refused((Problem("invitation", f"{case.contact.name} was asked already"),))
        with planner.store.transaction(f"Ask {case.contact.name} why") as tx:
            person = self._person(tx, case)
            self._plan(tx, person, Purpose.ASK_WHY, "ask why they want to connect")
            return planner.drafts.compose(person.id, purpose=Purpose.ASK_WHY, channel=Channel.MESSAGE)

    def asked(self, contact_id: ContactId, *, on: dt.date | str | None = None) -> Step:
        """Log that the question went out, with the draft there is."""
        planner = self._planner
        case = self._open(contact_id)
        if case.inbound.asked_on is not None:
            raise Refused((Problem("invitation", f"{case.contact.name} was asked already"),))
        moment = happened_at(planner, on)
        with planner.store.transaction(f"Asked {case.contact.name} why") as tx:
            person = self._person(tx, case)
            self._plan(tx, person, Purpose.ASK_WHY, "ask why they want to connect")
            return planner.steps.sent(person.id, at=moment, channel=Channel.MESSAGE)

    def answered(self, contact_id: ContactId, text: str, *, on: dt.date | str | None = None, role: str = "", client: str = "") -> Proposal:
        """Log what they answered, and for a recruiter the role and client they named; returns the second proposal."""
        planner = self._planner
        case = self._open(contact_id)
        if case.inbound.asked_on is None:
            raise Refused((Problem("invitation", f"{case.contact.name} has not been asked; log the question first"),))
        if not clean(text):
            raise Refused((Problem("text", "say what they answered"),))
        with planner.store.transaction(f"{case.contact.name} answered why") as tx:
            person = self._person(tx, case)
            planner.steps.replied(person.id, text=text, on=on, channel=Channel.MESSAGE)
            motive = clean(", for ".join(part for part in (clean(role), clean(client)) if part))
            if motive:
                tx.put(msgspec.structs.replace(tx.get(Person, person.id), recruiter_motive=motive))
        return self._open(contact_id).proposal

    def accept(self, contact_id: ContactId, *, reason: str = "", on: dt.date | str | None = None) -> Proposal:
        """Accept: the contact counts as connected. Against the evidence rule it asks for a reason and keeps it; returns the proposal."""
        case = self._open(contact_id)
        if case.proposal.advice is not Advice.ACCEPT and not clean(reason) and self._evidence_blocks():
            raise Refused((Problem("reason", f"{case.proposal.says}: say why you accept all the same, or ask them first"),))
        self._decide(case, InvitationState.ACCEPTED, reason, on)
        return case.proposal

    def decline(self, contact_id: ContactId, *, reason: str = "", on: dt.date | str | None = None, write: bool = False) -> Draft | None:
        """Decline, which needs no reason. ``write`` composes a kind word; on LinkedIn silence does as well."""
        planner = self._planner
        case = self._open(contact_id)
        with planner.store.transaction(f"Decline {case.contact.name}") as tx:
            self._decide(case, InvitationState.DECLINED, reason, on)
            if not write:
                return None
            person = self._person(tx, case)
            self._plan(tx, person, Purpose.DECLINE, "decline their invitation kindly")
            return planner.drafts.compose(person.id, purpose=Purpose.DECLINE, channel=Channel.MESSAGE)

    def _decide(self, case: Case, state: InvitationState, reason: str, on: dt.date | str | None) -> None:
        planner = self._planner
        day = happened_at(planner, on).date()
        contact = case.contact
        with planner.store.transaction(f"{'Accept' if state is InvitationState.ACCEPTED else 'Decline'} {contact.name}") as tx:
            tx.add(Invitation(key=contact.key, name=contact.name, state=state, on=day, reason=clean(reason)))
            if state is InvitationState.ACCEPTED:
                tx.put(msgspec.structs.replace(contact, connected_on=day))
            person = case.person
            if person is None:
                return
            if state is InvitationState.ACCEPTED:
                tx.add(Evidence(person=person.id, kind=EvidenceKind.CONNECTED, on=day))
                tx.put(msgspec.structs.replace(tx.get(Person, person.id), degree=1))
            for step in tx.where(Step, "person", person.id):
                if step.state is StepState.OPEN and step.kind is StepKind.REPLY_OWED:
                    words = clean(f"invitation {state.value}")
                    tx.put(msgspec.structs.replace(step, state=StepState.SUPERSEDED, done_at=planner.clock.now(), reason=words))

    def _open(self, contact_id: ContactId) -> Case:
        contact = self._planner.store.get(Contact, contact_id)
        decision = self._decision(contact)
        if decision is not None:
            raise Refused((Problem("invitation", f"{contact.name}'s was {decision.state.value} already; 'outreach undo' takes that back"),))
        if contact.connected_on is not None:
            raise Refused((Problem("invitation", f"{contact.name} is connected already"),))
        if contact.invited_me_on is None:
            raise Refused((Problem("invitation", f"{contact.name} has sent none"),))
        return self._case(contact)

    def _decision(self, contact: Contact) -> Invitation | None:
        """What the user said to this invitation; an answer to an earlier one does not count for somebody who asks again."""
        given = self._planner.store.where(Invitation, "key", contact.key)
        return next((one for one in reversed(given) if contact.invited_me_on is None or one.on >= contact.invited_me_on), None)

    def _case(self, contact: Contact) -> Case:
        planner = self._planner
        store = planner.store
        people = store.where(Person, "key", contact.key) if contact.key else ()
        person = next((p for p in people if p.state is not PersonState.DROPPED), people[0] if people else None)
        steps = tuple(store.where(Step, "person", person.id)) if person else ()
        evidence: Sequence[Evidence] = (
            store.where(Evidence, "person", person.id) if person else evidence_of(contact, planner.profile, planner.matcher.employer)
        )
        asked_on, answer = correspondence(steps, contact.invited_me_on)
        inbound = Inbound(
            on=contact.invited_me_on or planner.today(),
            note=contact.invited_me_note,
            kind=person.kind if person else _kind(contact),
            reputation=Reputation.AVOID
            if person and person.state in (PersonState.AVOID, PersonState.DROPPED)
            else person.reputation
            if person
            else Reputation.OK,
            asked_on=asked_on,
            answer=answer,
            motive=person.recruiter_motive if person else "",
        )
        said = propose(inbound, tuple(evidence), steps_before(steps), planner.today(), planner.config.policy, planner.library.rules)
        return Case(contact=contact, person=person, inbound=inbound, proposal=said)

    def _person(self, tx: Transaction, case: Case) -> Person:
        """The record of who sent it, made when there is none: drafts and steps need somebody to belong to."""
        planner = self._planner
        if case.person is not None:
            return tx.get(Person, case.person.id)
        contact = case.contact
        held = next(iter(tx.where(Person, "key", contact.key)), None)
        if held is not None:
            return held
        person = tx.add(
            Person(
                name=contact.name,
                key=contact.key,
                state=PersonState.INSIDER,
                employer=contact.company,
                position=contact.position,
                url=contact.url,
                email=contact.email,
                kind=_kind(contact),
                degree=2,
                source=Source.ARCHIVE,
                added=planner.today(),
            )
        )
        for record in evidence_of(contact, planner.profile, planner.matcher.employer):
            tx.add(msgspec.structs.replace(record, person=person.id))
        return person

    def _plan(self, tx: Transaction, person: Person, purpose: Purpose, words: str) -> None:
        """One open step for the message, so that Today shows it until it went out; never a second one."""
        planner = self._planner
        if any(s.state is StepState.OPEN and s.purpose is purpose for s in tx.where(Step, "person", person.id)):
            return
        tx.add(
            Step(
                kind=StepKind.REPLY_OWED,
                person=person.id,
                company=person.company,
                purpose=purpose,
                on=planner.today(),
                made_at=planner.clock.now(),
                text=clean(words),
            )
        )

    def _evidence_blocks(self) -> bool:
        """Whether the rule that an invitation needs evidence blocks under the user's policy; it is the same both ways."""
        return self._planner.library.rules["evidence"].level(self._planner.config.policy) is Severity.BLOCK


def correspondence(steps: Sequence[Step], since: dt.date | None = None) -> tuple[dt.date | None, CleanText]:
    """When the user asked why, on or after ``since``, and what they answered; (None, "") when nothing was asked."""
    asked_on: dt.date | None = None
    answer = BLANK
    for day, step in history(steps):
        if since is not None and day < since:
            continue
        if step.purpose is Purpose.ASK_WHY and step.kind is not StepKind.REPLIED:
            asked_on, answer = day, BLANK
        elif step.kind is StepKind.REPLIED and asked_on is not None:
            answer = step.text or clean("answered")
    return asked_on, answer


def steps_before(steps: Sequence[Step]) -> tuple[Step, ...]:
    """The steps that say how well the two know each other: asking why and its answer are the desk's own business."""
    past = history(steps)
    first = next((at for at, (_, step) in enumerate(past) if step.purpose is Purpose.ASK_WHY), len(past))
    return tuple(step for _, step in past[:first])


def _kind(contact: Contact) -> PersonKind:
    if kind_of(f"{contact.position} {contact.invited_me_note}", (), None, dt.date.min) is PersonKind.RECRUITER:
        return PersonKind.RECRUITER
    return kind_of(contact.position, (), None, dt.date.min) if contact.position else PersonKind.OTHER


def _key(contact: Contact) -> str:
    """As an import would make it: the profile key, else the folded name and employer (source: FORMATS 1.3)."""
    from outreach.exchange.linkedin.identity import plain_key, profile_key

    return profile_key(contact.url) or plain_key(contact.name, contact.company)
