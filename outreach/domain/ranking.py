"""Who to write to first, and why: points for evidence, relevance and recency, none for a grand title or a famous employer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

import msgspec

from outreach.domain.craft import craft_words
from outreach.domain.dealings import Dealings, dealings_in, history, unanswered_in
from outreach.domain.kinds import EvidenceKind, Reputation, Source
from outreach.domain.model import Evidence, Person, PersonId, Profile, Step
from outreach.domain.network import Contact
from outreach.domain.saying import MONTHS, plural, say_day, say_years
from outreach.domain.timing.moments import GOOD_MOMENTS, passes_on
from outreach.text import CleanText, clean

__all__ = ["Ranked", "Term", "craft_words", "evidence_of", "rank"]

_EVIDENCE_POINTS: tuple[tuple[EvidenceKind, int, str], ...] = (
    (EvidenceKind.WORKED_TOGETHER, 40, "worked together"),
    (EvidenceKind.RECOMMENDED_ME, 30, "recommended you"),
    (EvidenceKind.RECOMMENDED_THEM, 20, "you recommended them"),
    (EvidenceKind.MET, 20, "met"),
    (EvidenceKind.SPOKE, 20, "spoke"),
    (EvidenceKind.EMAILED, 15, "e-mailed"),
    (EvidenceKind.INTRODUCED, 15, "introduced"),
    (EvidenceKind.SHARED_EMPLOYER, 12, "shared employer"),
    (EvidenceKind.SAME_SCHOOL, 8, "same school"),
    (EvidenceKind.ENDORSED_ME, 5, "endorsed you"),
    (EvidenceKind.ENDORSED_THEM, 3, "you endorsed them"),
    (EvidenceKind.INVITED_ME, 4, "invited you"),
    (EvidenceKind.CONNECTED, 2, "connected"),
)


class Term(msgspec.Struct, frozen=True):
    """One reason for a place in the queue."""

    label: str
    points: int
    """May be negative."""


class Ranked(msgspec.Struct, frozen=True):
    """A person's score and the terms it is the sum of, largest first."""

    person: PersonId
    score: int
    terms: tuple[Term, ...]


def rank(
    person: Person, evidence: Sequence[Evidence], steps: Sequence[Step], profile: Profile | None, today: dt.date, *, moment_days: int = 7
) -> Ranked:
    """Score one person of the plan; every point has its term. A good moment lasts ``moment_days``."""
    happened = history(steps, today)
    sums = dealings_in(evidence, happened, today)
    spans: dict[EvidenceKind, str] = {e.kind: say_years(e.on, e.until) for e in evidence if e.kind is EvidenceKind.WORKED_TOGETHER}
    terms = _evidence_terms(sums, spans)
    terms += _recency_terms(sums, today)
    terms += _craft_terms(person.position, profile)
    terms += _said_by_hand(person)
    terms += _moment_terms(person, happened, today, moment_days)
    if waiting := unanswered_in(happened):
        terms.append(Term(f"{plural(waiting, 'touch', 'touches')} unanswered", -15 * waiting))
    if person.reputation is Reputation.UNSURE:
        terms.append(Term("you are unsure of them", -25))
    if person.left_on and person.left_on <= today:
        terms.append(Term("has left the company", -10))
    return _ranked(person.id, terms)


def evidence_of(contact: Contact, profile: Profile | None, matcher_key: Callable[[str], str]) -> tuple[Evidence, ...]:
    """What the archive proves of a contact, as evidence records whose ``person`` is still 0.

    ``matcher_key`` gives the canonical key of a company name, ``""`` for a placeholder. Messages count only when both sides wrote in
    one thread (source: FORMATS 2.3). A shared employer says nothing of an overlap in time. The user's private note stays out.
    """
    found: list[Evidence] = []

    def add(
        kind: EvidenceKind, on: dt.date | None = None, until: dt.date | None = None, sent: int = 0, received: int = 0, detail: str = ""
    ) -> None:
        found.append(
            Evidence(
                person=PersonId(0),
                kind=kind,
                on=on,
                until=until,
                sent=sent,
                received=received,
                detail=CleanText(detail),
                source=Source.ARCHIVE,
            )
        )

    if contact.connected_on:
        add(EvidenceKind.CONNECTED, contact.connected_on)
    if contact.both:
        add(EvidenceKind.MESSAGES, contact.first_on, contact.last_on, contact.sent, contact.received)
    if contact.invited_on:
        add(EvidenceKind.INVITED_THEM, contact.invited_on, detail="not accepted (yet)" if contact.pending else "")
    if contact.invited_me_on:
        add(EvidenceKind.INVITED_ME, contact.invited_me_on)
    for kind, on in (
        (EvidenceKind.RECOMMENDED_ME, contact.recommended_me),
        (EvidenceKind.RECOMMENDED_THEM, contact.recommended_them),
        (EvidenceKind.ENDORSED_ME, contact.endorsed_me),
        (EvidenceKind.ENDORSED_THEM, contact.endorsed_them),
    ):
        if on:
            add(kind, on)
    if profile is not None:
        for detail in _shared_employers(contact, profile, matcher_key):
            add(EvidenceKind.SHARED_EMPLOYER, detail=detail)
        here = matcher_key(contact.company) if contact.company else ""
        for school in {role.company: None for role in profile.schools}:
            if here and matcher_key(school) == here:
                add(EvidenceKind.SAME_SCHOOL, detail=school)
    return tuple(found)


def _shared_employers(contact: Contact, profile: Profile, matcher_key: Callable[[str], str]) -> list[str]:
    theirs_now = matcher_key(contact.company) if contact.company else ""
    theirs_before = {key for role in contact.past if (key := matcher_key(role.company))}
    shared: dict[str, str] = {}
    for role in profile.positions:
        key = matcher_key(role.company)
        if key and (key in theirs_before or (key == theirs_now and role.until)):
            shared.setdefault(key, clean(role.company))
    return list(shared.values())


def _evidence_terms(sums: Dealings, spans: dict[EvidenceKind, str]) -> list[Term]:
    terms = [
        Term(f"{label} {spans[kind]}".rstrip() if kind in spans else label, points)
        for kind, points, label in _EVIDENCE_POINTS
        if kind in sums.kinds
    ]
    if sums.sent and sums.received:
        traded = min(sums.sent, sums.received)
        terms.append(Term(f"{sums.sent} sent, {sums.received} received", 10 + min(traded, 10)))
    return terms


def _recency_terms(sums: Dealings, today: dt.date) -> list[Term]:
    heard = sums.two_way_on
    if heard is None:
        return []
    days = (today - heard).days
    if days <= 183:
        return [Term(f"in touch in {MONTHS[heard.month - 1]}", 15)]
    return [Term(f"in touch {say_day(heard)}", 8)] if days <= 548 else []


def _craft_terms(position: str, profile: Profile | None) -> list[Term]:
    if profile is None or not position:
        return []
    theirs = craft_words(position)
    now = profile.headline + " " + " ".join(role.title for role in profile.positions if not role.until)
    before = " ".join(role.title for role in profile.positions if role.until)
    if theirs & craft_words(now):
        return [Term("same craft", 10)]
    return [Term("a craft you know", 5)] if theirs & craft_words(before) else []


def _said_by_hand(person: Person) -> list[Term]:
    said: tuple[tuple[bool, str, int], ...] = (
        (bool(person.standing_offer), "offered to help", 20),
        (person.worked_closely, "worked closely", 10),
        (bool(person.shared_interests), "shared interests", 5),
        (bool(person.can_help_me_with), "can help you", 5),
        (bool(person.i_can_help_with), "you can help them", 5),
        (bool(person.vouches_for), "vouches for you", 15),
    )
    return [Term(label, points) for holds, label, points in said if holds]


def _moment_terms(person: Person, happened: Sequence[tuple[dt.date, Step]], today: dt.date, moment_days: int) -> list[Term]:
    days = [day for day, step in happened if step.kind in GOOD_MOMENTS] + [item.on for item in person.news if item.on <= today]
    last = max(days, default=None)
    if last is None or today > (until := passes_on(last, moment_days)):
        return []
    return [Term(f"good moment until {say_day(until)}", 12)]


def _ranked(person: PersonId, terms: list[Term]) -> Ranked:
    terms.sort(key=lambda term: (-abs(term.points), term.label))
    return Ranked(person=person, score=sum(term.points for term in terms), terms=tuple(terms))
