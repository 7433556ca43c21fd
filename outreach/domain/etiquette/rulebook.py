"""The rules as data: shipped ones, and the user's own changes to them."""

from __future__ import annotations

import tomllib
from difflib import get_close_matches
from typing import Any, Literal

import msgspec

from outreach.domain.kinds import Severity
from outreach.domain.timing.restraints import FIRM, Restraint
from outreach.domain.tomltext import line_of
from outreach.errors import BadInput
from outreach.text import clean

Policy = Literal["strict", "balanced", "open"]
Level = Literal["block", "warn", "hint", "off"]
Value = int | str | tuple[str, ...]


MOVED = {
    "spray.per_company": "open_first_touches in config.toml",
    "spray.per_kind": "[limits.one_of_a_kind] in limits.toml",
    "spray.business_days": "the stages of a cadence in cadences.toml",
    "stranger-budget.invites": "[limits.strangers_week] in limits.toml",
    "cool-down.days": "[limits.cool_down] in limits.toml",
    "comfort.at_least": "[limits.comfort] in limits.toml",
    "person-gap.business_days": "[limits.person_gap] in limits.toml",
    "company-gap.business_days": "[limits.company_gap] in limits.toml",
    "weekly-cap.messages": "[limits.messages_week] in limits.toml",
    "rest.touches": "max_touches of a cadence in cadences.toml",
    "rest.recruiter_touches": "max_touches of a cadence in cadences.toml",
    "rest.days": "[limits.rest] in limits.toml",
    "ceiling.touches": "[limits.ceiling] in limits.toml",
    "away.business_days": "[limits.away] in limits.toml",
    "pending.lock_days": "[limits.reinvite_days] in limits.toml",
}
"""Where the figures stand that move a date: their one home is read by schedule and verdict alike."""


class Rule(msgspec.Struct, frozen=True, kw_only=True):
    """One rule of etiquette. What it looks at is a predicate of the same id; everything it says beside the facts stands here."""

    id: str
    title: str
    group: str
    """who, why, message, when, company, intro, inbound, self or privacy: the themes of PRACTICES."""
    severity: dict[Policy, Level]
    """How loudly it speaks under each policy."""
    reason: str
    """Why, in one sentence."""
    source: str
    """The titles of the articles it comes from, or the method."""
    practices: tuple[str, ...] = ()
    """Rows of PRACTICES it carries out, such as S06."""
    parameters: dict[str, Value] = {}
    off: bool = False

    def level(self, policy: str) -> Severity | None:
        """The severity under a policy; None when it is switched off."""
        word = "off" if self.off else self.severity.get(policy, "warn")  # type: ignore[call-overload]
        return None if word == "off" else Severity(word)

    def number(self, name: str) -> int:
        """A parameter that is a number."""
        value = self.parameters[name]
        if not isinstance(value, int):
            raise TypeError(f"{self.id}.{name} is no number")
        return value

    def words(self, name: str) -> tuple[str, ...]:
        """A parameter that is a list of words."""
        value = self.parameters[name]
        return value if isinstance(value, tuple) else (str(value),)


class RuleBook(msgspec.Struct, frozen=True):
    """All rules by id, in the order they are read."""

    rules: dict[str, Rule]

    def __getitem__(self, id: str) -> Rule:
        return self.rules[id]

    def lifted(self, policy: str) -> frozenset[str]:
        """The rules on time that do not block under a policy: the schedule holds nothing back by them either.

        What the user said of a person or company, to leave them be, is no matter of policy.
        """
        held = {id for id, rule in self.rules.items() if rule.level(policy) is Severity.BLOCK}
        return frozenset(set(Restraint) - held - FIRM)


class _Entry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    id: str
    title: str = ""
    group: str = ""
    severity: Level | dict[Policy, Level] | None = None
    reason: str = ""
    source: str = ""
    practices: tuple[str, ...] = ()
    parameters: dict[str, Value] = {}
    off: bool = False


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    articles: dict[str, str] = {}
    rule: tuple[_Entry, ...] = ()


_POLICIES: tuple[Policy, ...] = ("strict", "balanced", "open")


def parse_rules(text: str, extra: str = "", name: str = "rules.toml") -> RuleBook:
    """The rules of ``text``, changed by the user's own file ``extra``, whose entries name a rule and say ``off = true``, another
    severity or other parameters. Raises BadInput with the file, the line and what is wrong.
    """
    file = _read(text, "rules.toml")
    rules = {entry.id: _rule(entry, file.articles) for entry in file.rule}
    if extra:
        for index, change in enumerate(_read(extra, name).rule):
            rules[change.id] = _changed(rules, change, f"{name}:{line_of(extra, 'rule', f'[{index}]')}")
    return RuleBook(rules)


def _rule(entry: _Entry, articles: dict[str, str]) -> Rule:
    known = all(letter in articles for letter in entry.source)
    return Rule(
        id=entry.id,
        title=entry.title,
        group=entry.group,
        severity=_levels(entry.severity or "warn", {}),
        reason=entry.reason,
        source="; ".join(articles[letter] for letter in entry.source) if known else entry.source,
        practices=entry.practices,
        parameters=entry.parameters,
        off=entry.off,
    )


def _changed(rules: dict[str, Rule], change: _Entry, place: str) -> Rule:
    rule = rules.get(change.id)
    if rule is None:
        near = get_close_matches(change.id, rules, n=1)
        hint = f"did you mean {near[0]}?" if near else "'outreach practices' lists them"
        raise BadInput(f"{place}: no rule is called {clean(change.id)!r}", next_step=hint)
    for key, value in change.parameters.items():
        if key not in rule.parameters:
            home = MOVED.get(f"{rule.id}.{key}")
            step = f"set {home}" if home else f"it has {', '.join(rule.parameters) or 'none'}"
            raise BadInput(f"{place}: {rule.id} has no parameter {clean(key)!r}", next_step=step)
        wanted = rule.parameters[key]
        if type(value) is not type(wanted) or (isinstance(value, int) and value < 0):
            kind = "a number, 0 or more" if isinstance(wanted, int) else "a list of words" if isinstance(wanted, tuple) else "a word"
            raise BadInput(f"{place}: {rule.id}.{clean(key)} must be {kind}", next_step="mend the value")
    return msgspec.structs.replace(
        rule,
        off=change.off,
        severity=_levels(change.severity, rule.severity) if change.severity is not None else rule.severity,
        parameters={**rule.parameters, **change.parameters},
        reason=clean(change.reason) or rule.reason,
    )


def _levels(severity: Level | dict[Policy, Level], base: dict[Policy, Level]) -> dict[Policy, Level]:
    if isinstance(severity, str):
        return dict.fromkeys(_POLICIES, severity)
    return {policy: severity.get(policy, base.get(policy, "warn")) for policy in _POLICIES}


def _read(text: str, name: str) -> _File:
    try:
        raw: dict[str, Any] = tomllib.loads(text)
        return msgspec.convert(raw, _File)
    except tomllib.TOMLDecodeError as error:
        raise BadInput(f"{name}: {clean(str(error))}", next_step="mend the file") from None
    except msgspec.ValidationError as error:
        raise BadInput(f"{name}:{line_of(text, 'rule', str(error))}: {clean(str(error))}", next_step="mend the entry") from None
