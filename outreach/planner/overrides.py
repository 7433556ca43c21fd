"""Overruling a rule of etiquette: it takes a reason, and the reason stays with the step (source: PRACTICES S01, S21)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from outreach.domain.etiquette.situation import VerdictKind
from outreach.domain.etiquette.verdict import RuleFinding
from outreach.domain.kinds import Channel, Purpose, Severity
from outreach.domain.model import Override, PersonId
from outreach.errors import Problem, Refused
from outreach.text import clean

if TYPE_CHECKING:
    from outreach.planner.planner import Planner


NEVER = frozenset({"gap", "empty"})
"""Findings of the checker that no reason overrules: there is nothing to send yet."""


def overruled(planner: Planner, reasons: Mapping[str, str], found: Collection[str] = ()) -> tuple[Override, ...]:
    """The overrides meant by rule -> reason; ``found`` are findings of the draft checker that may be overruled as well.

    Raises Refused for a rule that is none, or a reason that is blank.
    """
    known = [*planner.library.rules.rules, *(rule for rule in found if rule not in NEVER)]
    problems = []
    for rule, reason in reasons.items():
        if rule not in known:
            from difflib import get_close_matches

            near = get_close_matches(rule, known, n=1)
            problems.append(Problem("override", f"no rule is called {clean(rule)!r}" + (f"; did you mean {near[0]}?" if near else "")))
        elif not clean(reason):
            problems.append(Problem("reason", f"say why you overrule {rule}; it is kept with the step"))
    if problems:
        raise Refused(tuple(problems))
    return tuple(Override(rule=rule, reason=clean(reason), on=planner.today()) for rule, reason in reasons.items())


def blocking(
    planner: Planner,
    person_id: PersonId,
    *,
    purpose: Purpose | None = None,
    channel: Channel | None = None,
    overrides: tuple[Override, ...] = (),
) -> tuple[RuleFinding, ...]:
    """The rules that stand against writing to somebody now, those overruled left out; empty when the verdict is to send."""
    from outreach.planner.views.why import verdict_of

    said = verdict_of(planner, person_id, purpose=purpose, channel=channel, overrides=overrides, draft_too=True)
    if said.kind is VerdictKind.SEND:
        return ()
    return tuple(finding for finding in said.findings if finding.severity is Severity.BLOCK)


def refuse_if_strict(
    planner: Planner, person_id: PersonId, channel: Channel, overrides: tuple[Override, ...], purpose: Purpose | None = None
) -> None:
    """Under policy strict a message that a rule blocks is not logged as sent before the rule is overruled. Raises Refused."""
    if planner.config.policy != "strict":
        return
    against = blocking(planner, person_id, purpose=purpose, channel=channel, overrides=overrides)
    if against:
        raise Refused(tuple(Problem(finding.rule, f"{finding.says}; mend it, or overrule it with a reason") for finding in against))
