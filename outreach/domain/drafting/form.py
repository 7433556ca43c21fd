"""Checks of form: gaps and leftovers, the greeting, the length, the number of questions, shouting."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate

from outreach.domain.drafting.limits import limit_for, units
from outreach.domain.drafting.phrases import Phrases
from outreach.domain.drafting.reading import DraftContext, Finding, Reading, name_words
from outreach.domain.drafting.render import OPEN_GAP
from outreach.domain.drafting.slots import first_name
from outreach.domain.kinds import WITH_SUBJECT, Channel, Purpose, Severity

SHORT = 75
"""A first message stays under this many words (the six-point rule)."""

_GAP = re.compile(
    OPEN_GAP.pattern + r"|\{\{?[^{}\n]{1,60}\}?\}|\[(?=[^\]\n]*[A-Za-z])[^\]\[\n]{1,40}\](?!\()|<[A-Za-z][A-Za-z _-]{0,30}>|_{3,}"
    r"|\((?:insert|name here|first name|company name)\b[^)\n]{0,30}\)"
    r"|%[A-Z_]{3,30}%|\$\{[A-Za-z_.]{1,30}\}|\$(?:NAME|FIRST|COMPANY|TITLE)[A-Z_]*"
    r"|\b(?:NAME|COMPANY|EVENT|TITLE|ROLE|TOPIC|HOOK)_[A-Z_]+\b|\b(?:XXX+|Lorem ipsum)\b"
)
_SHOUT = re.compile(r"!{2,}|\?{2,}|(?:\b[A-Z]{2,}\b[ ,]+){3,}[A-Z]{2,}\b")
_ANYBODY = frozenset({"all", "there", "team", "everyone", "everybody", "folks", "again", "both", "friends"})
_TITLES = frozenset({"dr", "prof", "professor", "mr", "mrs", "ms", "mx", "miss", "dame", "doctor"})
_NOBODY = frozenset({"sir", "madam", "hiring", "recruiter", "member", "connection", "professional"})
_SHORT_NAMES = """
bill=william will=william bob=robert bobby=robert ted=edward,theodore ned=edward dick=richard peggy=margaret jack=john nell=helen,eleanor
sasha=alexander,alexandra,aleksandr,aleksandra dasha=daria misha=mikhail vova=vladimir drew=andrew gus=august trudy=gertrude
pepe=jose,josé paco=francisco nacho=ignacio lupe=guadalupe chuy=jesus,jesús jochen=joachim toni=anton,antonia
"""
_SHORT_FOR = {short: tuple(names.split(",")) for short, names in (pair.split("=") for pair in _SHORT_NAMES.split())}
_NAME_PART = re.compile(r"[^\W\d_][\w'’-]*")
_NO_LIMIT_ON_WORDS = frozenset({Channel.PHONE, Channel.PERSON})


def gaps(reading: Reading, context: DraftContext, phrases: Phrases) -> Iterator[Finding]:
    """Slots not filled, and what other tools leave behind (source: FAULTS D9)."""
    for match in _GAP.finditer(reading.raw):
        yield Finding(
            "gap", Severity.BLOCK, f"{match[0]} is still to be filled", *match.span(), fix="fill it or take the sentence out", source="S32"
        )
    if _GAP.search(reading.subject):
        yield Finding("gap", Severity.BLOCK, "the subject has a gap", fix="fill it", source="S32")


def empty(reading: Reading, context: DraftContext, phrases: Phrases) -> Iterator[Finding]:
    """Nothing written yet. A bare invitation is possible, but gives no reason to accept (source: PRACTICES S33)."""
    if reading.words or reading.gappy:
        return
    if context.channel is Channel.INVITE:
        yield Finding(
            "no-note",
            Severity.WARN,
            "no note: nothing says why you want to connect",
            fix="one line on how you know them or why you ask",
            source="S33",
        )
    else:
        yield Finding("empty", Severity.BLOCK, "nothing is written yet", fix="choose a template or write", source="S32")


def greeting(reading: Reading, context: DraftContext, phrases: Phrases) -> Iterator[Finding]:
    """The name at the top: missing, or somebody else's."""
    name, span, after = reading.greeting
    if not after:
        return
    if not name:
        hail = reading.body[:after].strip().casefold()
        if reading.words and not reading.gappy and hail.endswith((",", ":")):
            hole = " " in hail or hail.startswith("dear")
            severity = Severity.BLOCK if hole else Severity.HINT
            yield Finding("blank-name", severity, "the greeting has no name", 0, after, fix="add their first name", source="S32")
        return
    parts = [part.casefold() for part in _NAME_PART.findall(name) if part.casefold() not in _TITLES]
    own = name_words(context.person)
    if context.person is None or not parts or own.intersection(parts):
        return
    if (_ANYBODY | _NOBODY).intersection(parts):
        if context.first_touch and "again" not in parts:
            hail = reading.body[: span[1]].lstrip()
            fix = f"greet {first_name(context.person.name)}"
            yield Finding("impersonal", Severity.WARN, f"“{hail}” is written to nobody", span[1] - len(hail), span[1], fix, "S32")
        return
    if len(parts) > 4:
        return
    others = {first_name(other).casefold() for other in context.others}
    right = f"greet {first_name(context.person.name)}"
    if parts[0] in others:
        yield Finding("wrong-name", Severity.BLOCK, f"greets {name}, but goes to {context.person.name}", *span, fix=right, source="S32")
    elif name[:1].isupper() and not any(_nickname(part, own) for part in parts):
        yield Finding("wrong-name", Severity.WARN, f"greets {name}, but goes to {context.person.name}", *span, fix=right, source="S32")


def length(reading: Reading, context: DraftContext, phrases: Phrases) -> Iterator[Finding]:
    """Too long for the channel, or for a first message."""
    body = units(reading.raw)
    limit = limit_for(phrases.lengths, context.channel, context.tier)
    if limit and body > limit.limit:
        severity = Severity.BLOCK if limit.hard else Severity.WARN
        yield Finding(
            "too-long",
            severity,
            f"{body} of {limit.limit} characters for this channel",
            _cut(reading.raw, limit.limit),
            len(reading.raw),
            fix=f"cut {body - limit.limit}",
        )
    line = limit_for(phrases.lengths, context.channel, context.tier, "subject")
    if line and units(reading.subject) > line.limit:
        yield Finding(
            "subject-too-long",
            Severity.BLOCK,
            f"the subject has {units(reading.subject)} of {line.limit} characters",
            fix="shorten the subject",
        )
    if (
        context.first_touch
        and context.channel not in _NO_LIMIT_ON_WORDS
        and len(reading.words) >= SHORT
        and context.purpose is not Purpose.REFERRAL
    ):
        yield Finding(
            "wordy",
            Severity.WARN,
            f"{len(reading.words)} words; a first message stays under {SHORT}",
            fix="keep the tie, the hook and one question",
        )
    if context.channel in WITH_SUBJECT and not reading.subject.strip() and reading.words:
        yield Finding("no-subject", Severity.WARN, "no subject", fix="name what you share or what you ask")


def questions(reading: Reading, context: DraftContext, phrases: Phrases) -> Iterator[Finding]:
    """More than two questions ask for too much at once."""
    if context.first_touch and len(reading.questions) > 2:
        yield Finding(
            "many-questions",
            Severity.HINT,
            f"{len(reading.questions)} questions at once",
            *reading.questions[1],
            fix="keep the one that matters",
        )


def shouting(reading: Reading, context: DraftContext, phrases: Phrases) -> Iterator[Finding]:
    """Capitals and piled-up signs."""
    for match in _SHOUT.finditer(reading.body):
        yield Finding("shouting", Severity.HINT, "reads as shouting", *match.span(), fix="one sign, small letters", source="S40")


def _nickname(part: str, own: frozenset[str]) -> bool:
    """Tom for Thomas, Liz for Elizabeth, Bill for William: the same initial, a part of the name, or a pair everybody knows."""
    return any(part[0] == name[0] or part in name or name in _SHORT_FOR.get(part, ()) for name in own if name)


def _cut(text: str, limit: int) -> int:
    """Where a text that is longer than its limit, in UTF-16 units, runs over it."""
    return next(place for place, seen in enumerate(accumulate(map(units, text))) if seen > limit)


LINTS = (gaps, empty, greeting, length, questions, shouting)
