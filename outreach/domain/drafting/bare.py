"""Two kinds of bare words that no list of phrases holds: a superlative without its noun, and an age without its years."""

from __future__ import annotations

import re
from collections.abc import Iterator

from outreach.domain.drafting.phrases import Phrases
from outreach.domain.drafting.reading import DraftContext, Finding, Reading
from outreach.domain.drafting.wording import negated
from outreach.domain.kinds import Severity

_ENDS = r"(?=\s*(?:[.!;\n]|$)|,(?!\s*\d)|\s+(?:and|but)\b(?!\s*\d))"
"""Nothing follows that the word could belong to: "the best person to ask" and "21 pages in" are neither boast nor age."""

_BEST = re.compile(
    r"\bI(?: am|['’]m)\s+(?:simply\s+|just\s+|honestly\s+|by far\s+|clearly\s+)?"
    r"(the\s+(?:very\s+|absolute\s+)?(?:best|greatest|finest|smartest|brightest))"
    r"(?:"
    + _ENDS
    + r"|(?=\s+(?:at what I do|in (?:my|the) (?:field|business|industry)|there is|out there|you (?:will|can) (?:find|get|hire))\b))"
)
_AGE = re.compile(
    r"\bI(?: am|['’]m)\s+(?:already\s+|now\s+|just\s+|only\s+)?([2-7]\d)(?:" + _ENDS + r"|(?=\s+(?:now|already|years old)\b))"
)
_WHERE = re.compile(r"\b(?:number|page|place|row|seat|line|level|slot|version|queue|list|race|run|step|lap)\b", re.IGNORECASE)
"""What else a bare number may count."""


def boasts(reading: Reading, context: DraftContext, phrases: Phrases) -> Iterator[Finding]:
    """ "I am the best", and nothing more (source: PRACTICES S37)."""
    for match in _plain(_BEST, reading):
        yield Finding(
            "superlative", Severity.WARN, f"“{match[1]}” is a claim without proof", *match.span(1), "say what you did instead", "S37"
        )


def ages(reading: Reading, context: DraftContext, phrases: Phrases) -> Iterator[Finding]:
    """ "I'm 54" (source: PRACTICES S38)."""
    for match in _plain(_AGE, reading):
        if not _WHERE.search(reading.sentence_at(match.start())):
            yield Finding(
                "oversharing",
                Severity.WARN,
                f"“{match[0].strip()}” says your age",
                *match.span(),
                "leave it out: it is not what this is about",
                "S38",
            )


def _plain(pattern: re.Pattern[str], reading: Reading) -> Iterator[re.Match[str]]:
    """Where it is said outright: not asked, denied, supposed or told by somebody else."""
    for match in pattern.finditer(reading.body):
        sentence = reading.sentence_at(match.start())
        before = sentence[: max(sentence.find(match[0]), 0)]
        supposed = re.search(
            r"\b(?:if|whether|when|until|because|think|thought|say|says|said|told|call|joke\w*|pretend\w*|once)\b|[“\"]", before, re.I
        )
        if not sentence.rstrip().endswith("?") and not supposed and not negated(reading.body, match.start()):
            yield match


LINTS = (boasts, ages)
