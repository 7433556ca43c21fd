"""How two people know each other, in one sentence: by the strongest record, worded by its kind and its age, never the same for all."""

from __future__ import annotations

import datetime as dt
import zlib
from collections.abc import Mapping, Sequence

from outreach.domain.drafting.sentences import sentence
from outreach.domain.kinds import EvidenceKind
from outreach.domain.model import Evidence, Person, Step
from outreach.domain.relationship import dealings
from outreach.domain.saying import MONTHS, is_placed, placed, say_month

LONG_AGO = dt.timedelta(days=365)
"""After a year a record is worded as a reminder, and a message carries it (source: PRACTICES S35)."""

_TOLD: Mapping[EvidenceKind, tuple[tuple[str, ...], tuple[str, ...]]] = {
    EvidenceKind.WORKED_TOGETHER: (
        ("We worked together at {what}{span}.", "You and I were colleagues at {what}{span}."),
        ("We worked together at {what}{span}.", "You may remember me from {what}, where we worked together{span}."),
    ),
    EvidenceKind.INTRODUCED: (
        ("{what} introduced us{when}.", "We know each other through {what}, who introduced us{when}."),
        ("{what} introduced us{when}.", "You may remember me: {what} introduced us{when}."),
    ),
    EvidenceKind.MET: (
        ("We met{where}{when}.", "Our ways crossed{where}{when}."),
        ("We met{where}{when}.", "You may remember me: we met{where}{when}."),
    ),
    EvidenceKind.SPOKE: (
        ("We spoke{where}{when}.", "You and I spoke{where}{when}."),
        ("We spoke{where}{when}.", "You may remember me: we spoke{where}{when}."),
    ),
    EvidenceKind.MESSAGES: (
        ("We last wrote to each other{when}.", "You and I last wrote to each other{when}."),
        ("We last wrote to each other{when}.", "Our last messages go back to {month}."),
    ),
    EvidenceKind.EMAILED: (
        ("We e-mailed{where}{when}.", "You and I exchanged e-mails{where}{when}."),
        ("We e-mailed{where}{when}.", "You may remember me: we e-mailed{where}{when}."),
    ),
    EvidenceKind.SHARED_EMPLOYER: (
        ("I used to work at {what} too.", "Like you, I once worked at {what}."),
        ("I used to work at {what} too.", "Like you, I once worked at {what}."),
    ),
    EvidenceKind.SAME_SCHOOL: (
        ("We both studied at {what}.", "Like you, I studied at {what}."),
        ("We both studied at {what}.", "Like you, I studied at {what}."),
    ),
    EvidenceKind.CONNECTED: (
        ("We connected here{when}.", "We have been connected here since {month}."),
        ("We have been connected here since {month}.", "We connected here{when}."),
    ),
}
"""Kind of record -> its wordings within a year, and those after it. None says more than the record does."""

_NEEDS_DETAIL = frozenset([EvidenceKind.WORKED_TOGETHER, EvidenceKind.INTRODUCED, EvidenceKind.SHARED_EMPLOYER, EvidenceKind.SAME_SCHOOL])
_NEEDS_DAY = frozenset([EvidenceKind.MESSAGES, EvidenceKind.CONNECTED])


def how_we_know(person: Person, evidence: Sequence[Evidence], steps: Sequence[Step], today: dt.date) -> str:
    """One sentence on how the two know each other, from the strongest record; the user's own words come first. Empty without one.

    The wording goes by kind and age, and among equals by the name, so that two people at one company do not get the same sentence
    while the same person always gets the same one.
    """
    if person.how_i_know:
        return sentence(person.how_i_know, "We know each other {}." if is_placed(person.how_i_know) else "We know each other from {}.")
    found = _strongest(evidence, steps, today)
    if found is None:
        return ""
    kind, detail, span, day = found
    wordings = _TOLD[kind][day is not None and today - day > LONG_AGO]
    where = f" {placed(detail)}" if detail else ""
    return wordings[zlib.crc32(person.name.encode()) % len(wordings)].format(
        what=detail, where=where, when=_when(day, today), span=span, month=say_month(day) if day else ""
    )


def faded(evidence: Sequence[Evidence], steps: Sequence[Step], today: dt.date) -> bool:
    """Whether a message should remind them: the last contact, or without one the newest record, is more than a year old."""
    last = dealings(evidence, steps, today).last_on
    if last is None:
        last = max((day for record in evidence if (day := record.until or record.on) and day <= today), default=None)
    return last is not None and today - last > LONG_AGO


_Told = tuple[EvidenceKind, str, str, dt.date | None]
"""Kind, detail, span of years and last day of what is told."""


def _strongest(evidence: Sequence[Evidence], steps: Sequence[Step], today: dt.date) -> _Told | None:
    by_kind = {e.kind: e for e in sorted(evidence, key=lambda e: (e.on or dt.date.min, e.id))}
    for kind in _TOLD:
        if kind is EvidenceKind.MESSAGES:
            sums = dealings(evidence, steps, today)
            if sums.written_on and sums.sent and sums.received:
                return kind, "", "", sums.written_on
            continue
        record = by_kind.get(kind)
        if record is None or (kind in _NEEDS_DETAIL and not record.detail):
            continue
        day = record.until if kind is EvidenceKind.WORKED_TOGETHER else record.until or record.on
        if day is not None or kind not in _NEEDS_DAY:
            return kind, record.detail, _span(record), day
    return None


def _when(day: dt.date | None, today: dt.date) -> str:
    """``this month``, ``last month``, ``in April`` of this year, ``in March 2024``."""
    if day is None:
        return ""
    months = (today.year - day.year) * 12 + today.month - day.month
    if months in (0, 1):
        return " last month" if months else " this month"
    return f" in {MONTHS[day.month - 1]}" if day.year == today.year and months > 0 else f" in {say_month(day)}"


def _span(record: Evidence) -> str:
    since, until = record.on, record.until
    if since and until and since.year != until.year:
        return f" from {since.year} to {until.year}"
    return f" in {since.year}" if since and until else f" until {until.year}" if until else ""
