"""What somebody's position and records make them to the user; chooses the template family until the user says otherwise."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from outreach.domain.kinds import EvidenceKind, PersonKind
from outreach.domain.model import Evidence

DORMANT = dt.timedelta(days=548)
"""Silence after which a tie is dormant: 18 months (FORMATS 2.4)."""

_RECRUITS = re.compile(
    r"\b(recruit(er|ing|ment)|talent (acquisition|partner|scout)|sourc(er|ing specialist)|head ?hunter|staffing|recruteu(r|se))\b",
    re.IGNORECASE,
)
_LEADS = re.compile(r"\b(engineering manager|hiring manager|team lead(er)?|head of|director|vp|vice president|manager)\b", re.IGNORECASE)
_OWNS = re.compile(r"\b(founder|co-?founder|owner|proprietor)\b", re.IGNORECASE)


def kind_of(position: str, evidence: Sequence[Evidence], last_on: dt.date | None, today: dt.date) -> PersonKind:
    """The template family for somebody: a shared past first, then silence, then what they do."""
    kinds = {record.kind for record in evidence}
    if EvidenceKind.WORKED_TOGETHER in kinds or {EvidenceKind.RECOMMENDED_ME, EvidenceKind.RECOMMENDED_THEM} & kinds:
        return PersonKind.FORMER_COLLEAGUE
    if last_on is not None and today - last_on > DORMANT:
        return PersonKind.DORMANT
    if _RECRUITS.search(position):
        return PersonKind.RECRUITER
    if EvidenceKind.SAME_SCHOOL in kinds:
        return PersonKind.ALUM
    if _OWNS.search(position):
        return PersonKind.OWNER
    if _LEADS.search(position):
        return PersonKind.HIRING_MANAGER
    return PersonKind.PEER
