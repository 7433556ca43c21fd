"""The facts a template may name: each slot is filled from a record or stays an open question, never from imagination."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence

from outreach.domain.drafting.acquaintance import how_we_know
from outreach.domain.drafting.sentences import hope, offer, question, sentence
from outreach.domain.kinds import EvidenceKind
from outreach.domain.model import Company, Evidence, Person, Profile, Step
from outreach.domain.saying import listed

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
    "answer": "what do you answer to what they wrote?",
    "when": "on which day, at what time, and how will you talk?",
    "seen": "which work of yours have they seen?",
    "because": "why should the two know each other?",
}
"""Every slot a template may use, with the question its gap asks."""

EXTRA_SLOTS = frozenset(
    [
        "introducer",
        "target",
        "role",
        "job_id",
        "blurb",
        "result",
        "learned",
        "promise",
        "link",
        "me",
        "my_work",
        "answer",
        "when",
        "because",
    ]
)
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
        "how_we_know": how_we_know(person, evidence, steps, today),
        "hook": sentence(person.hook, "I was thinking of {}."),
        "question": question(person.question),
        "offer": offer(person.offer),
        "why_them": hope(person.why_them),
        "introducer": next((e.detail for e in evidence if e.kind is EvidenceKind.INTRODUCED and e.detail), ""),
        "role": person.recruiter_motive,
        "seen": listed(person.vouches_for),
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


def _my_work(profile: Profile | None) -> str:
    if profile is None:
        return ""
    now = next((role for role in profile.positions if not role.until and role.title), None)
    return now.title if now else ""
