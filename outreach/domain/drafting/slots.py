"""The facts a template may name: each slot is filled from a record or stays an open question, never from imagination."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence

from outreach.domain.drafting.sentences import hope, offer, question, sentence
from outreach.domain.kinds import EvidenceKind
from outreach.domain.model import Company, Evidence, Person, Profile, Step
from outreach.domain.relationship import dealings
from outreach.domain.saying import say_month

GAPS: Mapping[str, str] = {
    "first": "what is their first name?",
    "name": "what is their name?",
    "company": "which company?",
    "position": "what do they do?",
    "me": "what is your name?",
    "my_work": "what do you do, in a few words?",
    "how_we_know": "how do you know each other?",
    "hook": "what did you last talk about, or what of theirs did you read?",
    "question": "what is the one thing you want to ask?",
    "offer": "what could you do for them?",
    "why_them": "what do you hope to learn from them in particular?",
    "introducer": "who introduced you, or could?",
    "target": "whom would you like to meet?",
    "role": "which role?",
    "job_id": "what is the job's number or link?",
    "blurb": "two sentences about you that can be forwarded",
    "result": "what came of it?",
    "learned": "what was the most useful thing they said?",
    "promise": "what did you promise?",
    "link": "which link?",
}
"""Every slot a template may use, with the question its gap asks."""

EXTRA_SLOTS = frozenset({"introducer", "target", "role", "job_id", "blurb", "result", "learned", "promise", "link", "me", "my_work"})
"""Slots whose value no single record holds; the caller may hand them to ``compose``."""

_HONORIFICS = frozenset({"dr", "dr.", "prof", "prof.", "mr", "mr.", "mrs", "mrs.", "ms", "ms.", "mx", "mx.", "sir", "dame", "eng.", "ing."})
_ASIDE = re.compile(r"[(\[\"“].*?[)\]\"”]|,.*$")


def fill(
    person: Person,
    company: Company | None,
    evidence: Sequence[Evidence],
    steps: Sequence[Step],
    profile: Profile | None,
    today: dt.date,
    extra: Mapping[str, str],
) -> dict[str, str]:
    """Every slot that has a value. A slot without one is absent, so that it shows as a gap. Unknown keys of ``extra`` are left out."""
    values = {
        "first": first_name(person.name),
        "name": person.name,
        "company": company.name if company else "",
        "position": person.position,
        "me": first_name(profile.name) if profile else "",
        "my_work": _my_work(profile),
        "how_we_know": how_we_know(person, evidence, steps, profile, today),
        "hook": sentence(person.hook, "I was thinking of {}."),
        "question": question(person.question),
        "offer": offer(person.offer),
        "why_them": hope(person.why_them),
        "introducer": next((e.detail for e in evidence if e.kind is EvidenceKind.INTRODUCED and e.detail), ""),
        "role": person.recruiter_motive,
        **{key: value for key, value in extra.items() if key in EXTRA_SLOTS and value},
    }
    return {name: value.strip() for name, value in values.items() if value.strip()}


def first_name(name: str) -> str:
    """The name to greet somebody by: without title, credentials or aside; a bare initial gives the whole name."""
    words = [word for word in _ASIDE.sub("", name).split() if word.casefold() not in _HONORIFICS]
    if not words:
        return ""
    first = words[0]
    if len(first.rstrip(".")) == 1:
        return " ".join(words)
    return first.capitalize() if first.isupper() and len(first) > 2 else first


def how_we_know(person: Person, evidence: Sequence[Evidence], steps: Sequence[Step], profile: Profile | None, today: dt.date) -> str:
    """One sentence on how the two know each other, from the strongest record; the user's own words come first."""
    if person.how_i_know:
        return sentence(person.how_i_know, "We know each other {}." if _adverbial(person.how_i_know) else "We know each other from {}.")
    by_kind = {e.kind: e for e in sorted(evidence, key=lambda e: (e.on or dt.date.min, e.id))}
    if (worked := by_kind.get(EvidenceKind.WORKED_TOGETHER)) and worked.detail:
        return f"We worked together at {worked.detail}{_span(worked)}."
    if (introduced := by_kind.get(EvidenceKind.INTRODUCED)) and introduced.detail:
        return f"{introduced.detail} introduced us{_in_month(introduced.on)}."
    if met := by_kind.get(EvidenceKind.MET):
        return f"We met{_detail(met)}{_in_month(met.on)}."
    if spoke := by_kind.get(EvidenceKind.SPOKE):
        return f"We spoke{_detail(spoke)}{_in_month(spoke.on)}."
    sums = dealings(evidence, steps, today)
    if sums.two_way and sums.last_on and (sums.sent or sums.received):
        return f"We last wrote to each other in {say_month(sums.last_on)}."
    if emailed := by_kind.get(EvidenceKind.EMAILED):
        return f"We e-mailed{_detail(emailed)}{_in_month(emailed.on)}."
    if (shared := by_kind.get(EvidenceKind.SHARED_EMPLOYER)) and shared.detail:
        return f"I used to work at {shared.detail} too."
    if (school := by_kind.get(EvidenceKind.SAME_SCHOOL)) and school.detail:
        return f"We both know {school.detail}: I studied there."
    if connected := by_kind.get(EvidenceKind.CONNECTED):
        return f"We have been connected here since {say_month(connected.on)}." if connected.on else ""
    return ""


def _my_work(profile: Profile | None) -> str:
    if profile is None:
        return ""
    now = next((role for role in profile.positions if not role.until and role.title), None)
    return now.title if now else ""


def _detail(record: Evidence) -> str:
    if not record.detail:
        return ""
    return f" {record.detail}" if _adverbial(record.detail) else f" at {record.detail}"


def _adverbial(text: str) -> bool:
    return text.split(" ", 1)[0].casefold() in {
        "at",
        "in",
        "on",
        "from",
        "through",
        "over",
        "via",
        "about",
        "during",
        "after",
        "by",
        "since",
    }


def _in_month(day: dt.date | None) -> str:
    return f" in {say_month(day)}" if day else ""


def _span(record: Evidence) -> str:
    since, until = record.on, record.until
    if since and until and since.year != until.year:
        return f" from {since.year} to {until.year}"
    return f" in {since.year}" if since and until else f" until {until.year}" if until else ""
