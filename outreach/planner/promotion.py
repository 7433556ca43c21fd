"""From the address book into the plan: who at a target becomes a person, with which evidence, and which steps follow from it.

Somebody with a real relationship on record starts as an insider; everybody else waits for triage. What the archive shows to be in the
air already (an unanswered invitation, a question not yet answered, a message without a reply) becomes steps, so that a first look at
Today is true.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

import msgspec

from outreach.domain.kinds import Channel, EvidenceKind, MatchVerdict, PersonState, Purpose, Source, StepKind, StepState, Tie
from outreach.domain.matching import Match, Matcher
from outreach.domain.model import Company, CompanyId, Evidence, Person, PersonId, Profile, Step
from outreach.domain.network import Contact
from outreach.domain.profession import kind_of
from outreach.domain.ranking import evidence_of
from outreach.domain.relationship import know_level
from outreach.domain.timing.facts import Rules
from outreach.planner.consequences import write_down
from outreach.text import clean

if TYPE_CHECKING:
    from outreach.store import Transaction

KNOWN_WELL = 2
"""Know-level from which somebody is an insider without being asked about (0-3, source: PRACTICES S09)."""

STILL_OPEN = 60
"""Days for which the last message of an archive counts as still in the air."""

FOLLOWED = ("employer", "position", "url", "email")
"""Fields of a person that follow the archive until the user edits them."""


def promote(
    tx: Transaction,
    contact: Contact,
    company: CompanyId,
    tie: Tie,
    *,
    profile: Profile | None,
    key: Callable[[str], str],
    rules: Rules,
    now: dt.datetime,
) -> Person:
    """Add one contact to the plan, with evidence and whatever is already in the air between the two."""
    today = now.date()
    records = recorded(contact, profile, key)
    level, _ = know_level(records, (), today)
    person = tx.add(
        Person(
            name=contact.name,
            company=company,
            tie=tie,
            state=PersonState.INSIDER if level >= KNOWN_WELL and tie is Tie.HERE else PersonState.NEW,
            key=contact.key,
            employer=contact.company,
            position=contact.position,
            url=contact.url,
            email=contact.email,
            kind=kind_of(contact.position, records, contact.last_on, today),
            degree=1 if contact.connected_on else 2,
            roles=contact.past,
            skills=contact.skills,
            source=Source.ARCHIVE,
            added=today,
        )
    )
    for record in records:
        tx.add(msgspec.structs.replace(record, person=person.id))
    in_the_air(tx, person, contact, rules, now)
    if person.state is PersonState.INSIDER:
        arm(tx, person, now)
    return person


def recorded(contact: Contact, profile: Profile | None, key: Callable[[str], str]) -> tuple[Evidence, ...]:
    """What goes into the ledger for a contact: what the archive proves, and the user's own note, which proves nothing."""
    proven = evidence_of(contact, profile, key)
    if not contact.note:
        return proven
    return (*proven, Evidence(person=PersonId(0), kind=EvidenceKind.NOTE, detail=contact.note, source=Source.ARCHIVE))


def arm(tx: Transaction, person: Person, now: dt.datetime, cadence: str = "") -> Step | None:
    """Give an insider their first-touch step, unless something is open or already under way with them.

    What was closed when they were set aside is not under way: somebody taken back as an insider would never come up again.
    """
    steps = (step for step in tx.where(Step, "person", person.id) if step.state is not StepState.SUPERSEDED)
    if any(step.state is StepState.OPEN or step.source is not Source.ARCHIVE for step in steps):
        return None
    kind = StepKind.INTRO_REQUEST if person.tie is Tie.THROUGH and person.bridge else StepKind.FIRST_TOUCH
    return tx.add(
        Step(
            kind=kind,
            company=person.company,
            person=person.id,
            purpose=person.purpose or Purpose.LEARN,
            cadence=cadence or person.cadence,
            made_at=now,
        )
    )


def in_the_air(tx: Transaction, person: Person, contact: Contact, rules: Rules, now: dt.datetime) -> None:
    """Steps for what the archive leaves open: a question not yet answered, a message without answer, an invitation not accepted (yet)."""
    today = now.date()
    if contact.pending and contact.invited_on:
        invited = tx.add(_past(StepKind.INVITE, person, contact.invited_on, Channel.INVITE, contact.invite_note))
        write_down(tx, invited, rules, now, sent=True)
    if contact.last_on is None or (today - contact.last_on).days > STILL_OPEN:
        return
    if contact.last_from_them:
        heard = tx.add(_past(StepKind.REPLIED, person, contact.last_on, Channel.MESSAGE, contact.last_line))
        if contact.asks:
            write_down(tx, heard, rules, now, sent=False)
    elif not contact.received:
        first = tx.add(_past(StepKind.FIRST_TOUCH, person, contact.last_on, Channel.MESSAGE, ""))
        write_down(tx, first, rules, now, sent=True)


def _past(kind: StepKind, person: Person, day: dt.date, channel: Channel, text: str) -> Step:
    """A step that happened before the plan knew of it; archives give the day, so a morning hour stands for the time."""
    return Step(
        kind=kind,
        company=person.company,
        person=person.id,
        state=StepState.DONE,
        channel=channel,
        source=Source.ARCHIVE,
        done_at=dt.datetime.combine(day, dt.time(9, 0), dt.UTC),
        text=clean(text),
    )


def recruit(
    tx: Transaction,
    company: Company,
    contacts: Mapping[str, list[Contact]],
    matches: Mapping[str, Match],
    past: Iterable[tuple[Contact, Match]],
    *,
    matcher: Matcher,
    profile: Profile | None,
    rules: Rules,
    now: dt.datetime,
) -> list[Person]:
    """Promote everybody whose employer, now or before, is the target; those already in the plan by key are left as they are."""
    known = {person.key for person in tx.where(Person, "company", company.id) if person.key}
    loose = {person.key: person for person in tx.where(Person, "company", None) if person.key}
    found: list[Person] = []

    def take(contact: Contact, tie: Tie) -> None:
        if contact.key in known:
            return
        known.add(contact.key)
        if contact.key in loose:
            found.append(_settle(tx, loose[contact.key], contact, company.id, tie))
        else:
            found.append(promote(tx, contact, company.id, tie, profile=profile, key=matcher.employer, rules=rules, now=now))

    for string, match in matches.items():
        for contact in contacts[string]:
            verdict = match.verdict
            if verdict in (MatchVerdict.POSSIBLE, MatchVerdict.RELATED) and contact.email and company.domain:
                verdict = matcher.match(string, company.name, email=contact.email, domain=company.domain).verdict
            if verdict is MatchVerdict.HERE:
                take(contact, Tie.HERE)
            elif verdict is MatchVerdict.FORMER:
                take(contact, Tie.BEFORE)
    for contact, match in past:
        if match.verdict is MatchVerdict.HERE:
            take(contact, Tie.BEFORE)
    return found


def _settle(tx: Transaction, person: Person, contact: Contact, company: CompanyId, tie: Tie) -> Person:
    """Somebody of no company yet, known from an invitation, belongs to a target after all: with their steps and what was said."""
    for step in tx.where(Step, "person", person.id):
        tx.put(msgspec.structs.replace(step, company=company))
    values: dict[str, object] = {"employer": contact.company, "position": contact.position}
    values = {name: value for name, value in values.items() if value and name not in person.edited}
    return tx.put(msgspec.structs.replace(person, company=company, tie=tie, **values))


def follow(tx: Transaction, person: Person, contact: Contact, *, profile: Profile | None, key: Callable[[str], str]) -> bool:
    """Bring a promoted person up to date with their contact; what the user edited stays. True when something changed."""
    values: dict[str, object] = {}
    for name, source in zip(FOLLOWED, ("company", "position", "url", "email"), strict=True):
        value = getattr(contact, source)
        if name not in person.edited and value and value != getattr(person, name):
            values[name] = value
    if contact.past != person.roles and contact.past and "roles" not in person.edited:
        values["roles"] = contact.past
    if values:
        tx.put(msgspec.structs.replace(person, **values))
    return _refresh_evidence(tx, person.id, recorded(contact, profile, key)) or bool(values)


def _refresh_evidence(tx: Transaction, person: PersonId, fresh: Iterable[Evidence]) -> bool:
    """Replace what the archive said by what it says now, kind by kind; records typed by hand are never touched."""
    held = {record.kind: record for record in tx.where(Evidence, "person", person) if record.source is Source.ARCHIVE}
    changed = False
    for record in fresh:
        old = held.pop(record.kind, None)
        if old is None:
            tx.add(msgspec.structs.replace(record, person=person))
            changed = True
        elif (new := msgspec.structs.replace(record, person=person, id=old.id, uid=old.uid, cordial=old.cordial)) != old:
            tx.put(new)
            changed = True
    return changed
