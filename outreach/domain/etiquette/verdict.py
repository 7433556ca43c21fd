"""The verdict on writing to somebody: send, wait, use another way or don't, with every rule that spoke."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping

import msgspec

from outreach.domain.etiquette import calendar, company, intro, message, privacy, self_, when, who, why
from outreach.domain.etiquette.rulebook import Rule, RuleBook, parse_rules
from outreach.domain.etiquette.situation import Hit, Scene, Situation, VerdictKind
from outreach.domain.kinds import Severity
from outreach.domain.saying import plural

__all__ = ["PREDICATES", "Rule", "RuleBook", "RuleFinding", "Situation", "Verdict", "VerdictKind", "parse_rules", "verdict"]

Predicate = Callable[[Scene, Rule], Hit | None]

PREDICATES: Mapping[str, Predicate] = {
    **who.RULES,
    **why.RULES,
    **message.RULES,
    **calendar.RULES,
    **when.RULES,
    **company.RULES,
    **intro.RULES,
    **self_.RULES,
    **privacy.RULES,
}
"""The predicate of each rule, by the rule's id."""

_GRAVITY = {VerdictKind.SEND: 0, VerdictKind.WAIT: 1, VerdictKind.OTHER_WAY: 2, VerdictKind.DONT: 3}
_LOUDNESS = {Severity.BLOCK: 0, Severity.WARN: 1, Severity.HINT: 2}


class RuleFinding(msgspec.Struct, frozen=True):
    """One rule that spoke."""

    rule: str
    title: str
    severity: Severity
    says: str
    """The fact it saw."""
    reason: str
    source: str
    change: str
    """What would change it."""
    kind: VerdictKind = VerdictKind.SEND
    """What it demands when it blocks; SEND otherwise."""
    until: dt.date | None = None
    practices: tuple[str, ...] = ()
    overruled: str = ""
    """The user's reason for overruling it."""
    word: str = ""


class Verdict(msgspec.Struct, frozen=True):
    """What to do, and why."""

    kind: VerdictKind
    until: dt.date | None
    """For WAIT: the first day on which nothing known stands in the way; None when it waits for something without a date."""
    findings: tuple[RuleFinding, ...]
    """Worst first. Overruled rules stay, as hints with the user's reason."""
    word: str
    """Short form for a list: ``ready``, ``wait 3d``, ``ask Ana``, ``rest``, ``later``, ``no``."""

    @property
    def why(self) -> str:
        """The worst finding in one line, empty when nothing spoke."""
        return self.findings[0].says if self.findings else ""


def verdict(situation: Situation, rules: RuleBook) -> Verdict:
    """Ask every rule that is on under the policy and weigh the answers: don't beats another way, another way beats waiting."""
    scene = Scene(situation)
    overruled = {override.rule: override.reason for override in situation.overrides}
    findings: list[RuleFinding] = []
    for id, predicate in PREDICATES.items():
        rule = rules.rules.get(id)
        level = rule.level(situation.policy) if rule else None
        if rule is None or level is None or (hit := predicate(scene, rule)) is None:
            continue
        severity = hit.severity or level
        if id in overruled:
            severity = Severity.HINT
        findings.append(
            RuleFinding(
                rule=rule.id,
                title=rule.title,
                severity=severity,
                says=hit.says,
                reason=rule.reason,
                source=rule.source,
                change=hit.change,
                kind=hit.kind if severity is Severity.BLOCK else VerdictKind.SEND,
                until=hit.until,
                practices=rule.practices,
                overruled=overruled.get(id, ""),
                word=hit.word,
            )
        )
    findings.sort(key=lambda f: (_LOUDNESS[f.severity], -_GRAVITY[f.kind], f.until is not None, -(f.until or dt.date.min).toordinal()))
    blocking = [finding for finding in findings if finding.severity is Severity.BLOCK]
    kind = max((finding.kind for finding in blocking), key=lambda k: _GRAVITY[k], default=VerdictKind.SEND)
    waits = [finding.until for finding in blocking if finding.kind is VerdictKind.WAIT]
    until = None if kind is not VerdictKind.WAIT or None in waits else max(day for day in waits if day)
    return Verdict(kind=kind, until=until, findings=tuple(findings), word=_word(kind, until, blocking, situation.day))


def _word(kind: VerdictKind, until: dt.date | None, blocking: list[RuleFinding], day: dt.date) -> str:
    if kind is VerdictKind.SEND:
        return "ready"
    own = next((f.word for f in blocking if f.kind is kind and f.word and (kind is not VerdictKind.WAIT or f.until == until)), "")
    if own:
        return own
    if kind is VerdictKind.WAIT:
        return "later" if until is None else f"wait {_span((until - day).days)}"
    return "no" if kind is VerdictKind.DONT else "other way"


def _span(days: int) -> str:
    return f"{days}d" if days < 15 else f"{days // 7}w" if days < 70 else plural(days // 30, "month")
