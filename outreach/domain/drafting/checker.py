"""The draft checker: reads a message the way a careful friend would, offline and while it is typed."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import msgspec

from outreach.domain.drafting import asks, bare, claims, form, wording
from outreach.domain.drafting.limits import limit_for, units
from outreach.domain.drafting.phrases import Phrases
from outreach.domain.drafting.reading import DraftContext, Finding, Reading, introduced
from outreach.domain.drafting.sixpoint import six_points
from outreach.domain.kinds import WITH_SUBJECT, Severity

__all__ = ["DraftContext", "Finding", "Report", "Severity", "check"]

Lint = Callable[[Reading, DraftContext, Phrases], Iterator[Finding]]

LINTS: tuple[Lint, ...] = (*form.LINTS, *wording.LINTS, *asks.LINTS, *claims.LINTS, *bare.LINTS)
"""Every check, each a function of the reading, the context and the phrases."""

_WORST_FIRST = {Severity.BLOCK: 0, Severity.WARN: 1, Severity.HINT: 2}


class Report(msgspec.Struct, frozen=True):
    """What the checker found."""

    findings: tuple[Finding, ...]
    """Worst first, then in the order of the text."""
    six: tuple[tuple[str, bool], ...]
    """The points of the six-point rule that this purpose and channel ask for, each kept or not; empty where it does not apply."""
    words: int
    units: int
    """Length of the body in UTF-16 units."""
    limit: int | None
    """The channel's limit in the same units, None when it has none."""

    @property
    def ready(self) -> bool:
        """Nothing in the way of marking the draft ready."""
        return all(finding.severity is not Severity.BLOCK for finding in self.findings)

    def count(self, severity: Severity) -> int:
        """How many findings are of one severity."""
        return sum(finding.severity is severity for finding in self.findings)


def check(body: str, subject: str, context: DraftContext, phrases: Phrases) -> Report:
    """Check one message. Spans are character indexes into ``body``; a subject counts on channels that carry one.

    Of two findings of one rule on the same or overlapping words the first is kept.
    """
    reading = Reading(body, subject if context.channel in WITH_SUBJECT else "")
    strict = introduced(context)
    found: list[Finding] = []
    for lint in LINTS:
        for finding in lint(reading, context, phrases):
            if strict and finding.severity is Severity.WARN:
                finding = msgspec.structs.replace(finding, severity=Severity.BLOCK)
            if not any(_same_words(finding, earlier) for earlier in found):
                found.append(finding)
    limit = limit_for(phrases.lengths, context.channel, context.tier)
    return Report(
        findings=tuple(sorted(found, key=lambda f: (_WORST_FIRST[f.severity], f.start, f.rule))),
        six=six_points(reading, context, phrases),
        words=len(reading.words),
        units=units(body),
        limit=limit.limit if limit else None,
    )


def _same_words(one: Finding, other: Finding) -> bool:
    if one.rule != other.rule:
        return False
    return (one.start, one.end) == (other.start, other.end) or (one.start < other.end and other.start < one.end)
