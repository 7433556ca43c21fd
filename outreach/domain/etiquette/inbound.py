"""The inbound desk: what to do with an invitation received, and when one that was asked about closes by itself."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Sequence

import msgspec

from outreach.domain.etiquette.rulebook import RuleBook
from outreach.domain.kinds import PersonKind, Reputation
from outreach.domain.model import Evidence, Step
from outreach.domain.relationship import dealings
from outreach.domain.saying import plural, say_day
from outreach.domain.timing.owed import closes_on


class Advice(enum.StrEnum):
    """What the desk proposes."""

    ACCEPT = "accept"
    ASK_WHY = "ask why"
    DECLINE = "decline"
    WAIT = "wait"
    CLOSED = "closed"
    """Asked why, not answered in time: counted and put away."""


class Inbound(msgspec.Struct, frozen=True, kw_only=True):
    """An invitation somebody sent to the user."""

    on: dt.date
    note: str = ""
    kind: PersonKind = PersonKind.OTHER
    reputation: Reputation = Reputation.OK
    asked_on: dt.date | None = None
    """The day the user asked why."""
    answer: str = ""
    """What they answered."""
    motive: str = ""
    """For a recruiter: the named role and client."""


class Proposal(msgspec.Struct, frozen=True):
    """The desk's proposal; the decision is the user's."""

    advice: Advice
    says: str
    reason: str
    source: str
    until: dt.date | None = None
    """For WAIT: the day it closes by itself."""


def propose(inbound: Inbound, evidence: Sequence[Evidence], steps: Sequence[Step], day: dt.date, policy: str, rules: RuleBook) -> Proposal:
    """What to do with one invitation, by the same evidence rule as invitations sent (source: PRACTICES S62-S65)."""
    known, why, close = rules["inbound-known"], rules["inbound-why"], rules["inbound-close"]
    sums = dealings(evidence, steps, day)
    if inbound.reputation is Reputation.AVOID:
        return Proposal(Advice.DECLINE, "you marked them as somebody to avoid", known.reason, known.source)
    if sums.known and inbound.reputation is Reputation.OK:
        return Proposal(Advice.ACCEPT, "you really know each other", known.reason, known.source)
    if inbound.asked_on is not None:
        if inbound.answer.strip():
            return _judge(inbound, rules)
        until = closes_on(inbound.asked_on, close.number("days"))
        if day >= until:
            return Proposal(
                Advice.CLOSED,
                f"asked on {say_day(inbound.asked_on)}, no answer in {plural(close.number('days'), 'day')}",
                close.reason,
                close.source,
                until,
            )
        return Proposal(Advice.WAIT, f"asked on {say_day(inbound.asked_on)}", close.reason, close.source, until)
    if why.level(policy) is None:
        return Proposal(Advice.DECLINE, "nothing on record says that you know each other", known.reason, known.source)
    if policy == "open" and inbound.note.strip() and inbound.kind is not PersonKind.RECRUITER:
        return Proposal(Advice.ACCEPT, "a stranger who says why", known.reason, known.source)
    return Proposal(Advice.ASK_WHY, "nothing on record says that you know each other", why.reason, why.source)


def _judge(inbound: Inbound, rules: RuleBook) -> Proposal:
    why, names = rules["inbound-why"], rules["recruiter-names"]
    if inbound.kind is PersonKind.RECRUITER and not inbound.motive:
        return Proposal(Advice.DECLINE, "a recruiter who names neither role nor client", names.reason, names.source)
    return Proposal(Advice.ACCEPT, "they answered; judge the answer", why.reason, why.source)


RULES = frozenset({"inbound-known", "inbound-why", "inbound-close"})
"""Rules of the desk; they take part in no verdict on writing."""
