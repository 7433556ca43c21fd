"""The rules of etiquette that stand on the calendar: what may hold a step back, by the name rules.toml gives it."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Collection, Iterable

import msgspec

from outreach.domain.kinds import Channel
from outreach.domain.model import Step


class Restraint(enum.StrEnum):
    """A rule whose day the schedule computes; its value is the rule's id, so that schedule and verdict name the same thing."""

    COMPANY = "company-status"
    DROPPED = "dropped"
    REPUTATION = "reputation"
    LATER = "later"
    CORDIAL = "cordial"
    COOL_DOWN = "cool-down"
    AWAY = "away"
    DECLINED = "declined"
    PERSON_GAP = "person-gap"
    REST = "rest"
    CEILING = "ceiling"
    TURN = "turn"
    SLOT = "spray"
    COMPANY_GAP = "company-gap"
    LOCK = "pending"
    BUDGET = "invite-budget"
    STRANGERS = "stranger-budget"
    WEEK = "weekly-cap"
    INTRODUCED = "introduced"


class Hold(msgspec.Struct, frozen=True):
    """Why a step waits, in words, and until when if that is known."""

    by: str
    until: dt.date | None = None
    """The first day on which it no longer holds; None when nobody knows. A hold that is over keeps its step from being late for it."""
    rule: Restraint | None = None
    """The rule of etiquette it carries out; None for what is the schedule's own."""
    channel: Channel | None = None
    """The channel whose budget it is."""
    lifted: bool = False
    """The rule does not block, or the user overruled it for this step: it is said and moves nothing."""

    def stands(self, day: dt.date) -> bool:
        """Whether it still holds on that day."""
        return self.until is None or self.until > day


FIRM = frozenset({Restraint.DROPPED, Restraint.REPUTATION, Restraint.COMPANY})
"""The user's own word on a person or a company, which no policy softens."""

MILD = frozenset({Restraint.WEEK})
"""Restraints that only warn under the shipped rules and policy balanced; a test holds this to rules.toml.

Known without reading the rules, for a morning's reminder has no other use for them.
"""


def overruled(step: Step) -> frozenset[str]:
    """The rules the user overruled for this step, with a reason kept."""
    return frozenset(override.rule for override in step.overrides) if step.overrides else frozenset()


def weighed(hold: Hold, lifted: Collection[str]) -> Hold:
    """The same hold, marked as lifted when its rule is among ``lifted``."""
    return msgspec.structs.replace(hold, lifted=True) if hold.rule is not None and hold.rule in lifted else hold


def binding(holds: Iterable[Hold], day: dt.date) -> Hold | None:
    """The one that decides on that day: one whose end nobody knows, else the one that ends last, else the first named."""
    best: Hold | None = None
    for hold in holds:
        if hold.lifted or not hold.stands(day):
            continue
        if best is None or (best.until is not None and (hold.until is None or hold.until > best.until)):
            best = hold
    return best
