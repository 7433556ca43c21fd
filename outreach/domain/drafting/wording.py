"""Checks of wording: default texts, filler, oversharing, grievance, controversy, and words that must not leave the house."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from outreach.domain.drafting.phrases import Phrases
from outreach.domain.drafting.reading import DraftContext, Finding, Reading
from outreach.domain.kinds import Severity

_UNSPACED = re.compile(r"[\u0e00-\u0e7f\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff]")
"""Scripts that write words without blanks between them."""

_NEGATED = re.compile(r"\b(?:not|never|no|without|rather than|instead of|nor)\b[^.!?\n]{0,25}$|n['’]t\b[^.!?\n]{0,25}$", re.IGNORECASE)

_YOU = re.compile(r"\byou(?:r|rs|['’]\w+)?\b", re.IGNORECASE)
_I = re.compile(r"\b(?:i|i['’]\w+|me|my|mine|myself|we|we['’]\w+|us|our|ours)\b", re.IGNORECASE)


def negated(body: str, start: int) -> bool:
    """Whether the words before a place turn it around, as in "I am not asking for a job"."""
    return _NEGATED.search(body[max(0, start - 40) : start]) is not None


def _of_the_reader(reading: Reading, start: int, end: int) -> bool:
    """Whether the sentence up to there speaks of the reader and not of oneself."""
    begun = next((first for first, last in reading.sentences if first <= start < last), 0)
    said = reading.body[begun:end]
    return bool(_YOU.search(reading.body, begun, start)) and not _I.search(said)


def groups(reading: Reading, context: DraftContext, phrases: Phrases) -> Iterator[Finding]:
    """The phrase lists that are faults by themselves."""
    for group in phrases.faults:
        for start, end in phrases.find(group.name, reading.body):
            if group.own and _of_the_reader(reading, start, end):
                continue
            if group.severity is not None and not negated(reading.body, start):
                yield Finding(group.name, group.severity, f"“{reading.body[start:end]}” {group.says}", start, end, group.fix, group.source)
        if group.severity is not None and phrases.has(group.name, reading.subject):
            yield Finding(group.name, group.severity, f"the subject {group.says}", fix=group.fix, source=group.source)


def default_text(reading: Reading, context: DraftContext, phrases: Phrases) -> Iterator[Finding]:
    """The platform's ready-made sentence is no message (source: PRACTICES S32); with little else around it, it blocks."""
    fix = "say how you know them and why you write"
    found = phrases.find("default", reading.body)
    for start, end in found:
        severity = Severity.BLOCK if _alone(reading, start, end) else Severity.WARN
        yield Finding("default", severity, f"“{reading.body[start:end]}” is the ready-made text", start, end, fix, "S32")
    for start, end in () if found else phrases.find("bare", reading.body):
        if _alone(reading, start, end):
            yield Finding("default", Severity.BLOCK, f"“{reading.body[start:end]}” is all it says", start, end, fix, "S32")


def _alone(reading: Reading, start: int, end: int) -> bool:
    greeted = len(reading.body[: reading.greeting[2]].split())
    return len(reading.words) - greeted - len(reading.body[start:end].split()) < 7


def confidential(reading: Reading, context: DraftContext, phrases: Phrases) -> Iterator[Finding]:
    """The user's own list of words, anywhere in the message or its subject (source: PRACTICES S39)."""
    pattern = _words(tuple(word for word in context.confidential if word.strip()))
    if pattern is None:
        return
    for match in pattern.finditer(reading.body):
        yield Finding(
            "confidential",
            Severity.BLOCK,
            f"“{match[0]}” is on your list of confidential words",
            *match.span(),
            "say it without naming it",
            "S39",
        )
    if pattern.search(reading.subject):
        yield Finding("confidential", Severity.BLOCK, "the subject holds a confidential word", fix="say it without naming it", source="S39")


def employer(reading: Reading, context: DraftContext, phrases: Phrases) -> Iterator[Finding]:
    """The current employer must not learn of the search (source: PRACTICES S72).

    Naming it blocks, unless the records say that the reader shares it with you and the message does not speak of a search.
    """
    if not context.current_employer.strip():
        return
    disclosures = [span for span in phrases.find("search", reading.body) if not negated(reading.body, span[0])]
    pattern = _words((context.current_employer,))
    named = [match.span() for text in (reading.body,) if pattern for match in pattern.finditer(text)]
    works_there = pattern is not None and context.person is not None and bool(pattern.search(context.person.employer))
    if context.company is not None and context.company.current_employer:
        works_there = True
    shared = pattern is not None and any(pattern.search(e.detail) for e in context.evidence)
    if works_there:
        for start, end in disclosures:
            yield Finding(
                "employer",
                Severity.BLOCK,
                f"“{reading.body[start:end]}” tells your employer of the search",
                start,
                end,
                "leave the search out, or use another person",
                "S72",
            )
    elif named and (disclosures or not shared):
        for start, end in named:
            yield Finding("employer", Severity.BLOCK, "names your current employer", start, end, "say what you do without naming it", "S72")
    if pattern and pattern.search(reading.subject) and not works_there:
        yield Finding("employer", Severity.BLOCK, "the subject names your current employer", fix="leave it out", source="S72")


def other_company(reading: Reading, context: DraftContext, phrases: Phrases) -> Iterator[Finding]:
    """Another target's name is what a copied message leaves behind, unless the records tie the reader to it."""
    names = tuple(name for name in context.other_companies if name.strip() and (context.company is None or name != context.company.name))
    pattern = _words(names)
    if pattern is None:
        return
    for match in pattern.finditer(reading.body):
        known = any(match[0].casefold() in e.detail.casefold() for e in context.evidence)
        if not known:
            yield Finding(
                "other-company",
                Severity.WARN,
                f"names {match[0]}, another of your targets",
                *match.span(),
                "check that this text is meant for them",
                "S32",
            )


@lru_cache(maxsize=64)
def _words(words: tuple[str, ...]) -> re.Pattern[str] | None:
    parts = [_word_pattern(word) for word in sorted(words, key=len, reverse=True) if any(char.isalnum() for char in word)]
    return re.compile("|".join(parts), re.IGNORECASE) if parts else None


def _word_pattern(word: str) -> str:
    """A name as it may stand in a text: any blanks or hyphens between its words, and whole words only where words have blanks."""
    pattern = r"[\s_‑-]+".join(re.escape(part).replace("'", "['’]") for part in re.split(r"[\s_‑-]+", word.strip()) if part)
    if _UNSPACED.search(word):
        return pattern
    before = r"(?<!\w)" if word.strip()[0].isalnum() else ""
    after = r"(?!\w)" if word.strip()[-1].isalnum() else ""
    return before + pattern + after


LINTS = (default_text, groups, confidential, employer, other_company)
