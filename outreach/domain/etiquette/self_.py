"""Rules on oneself: the profile is current before the first touch, and gone through before it is looked at."""

from __future__ import annotations

import datetime as dt

from outreach.domain.etiquette.rulebook import Rule
from outreach.domain.etiquette.situation import Hit, Scene, VerdictKind
from outreach.domain.kinds import Purpose, Severity, StepKind
from outreach.domain.model import Profile
from outreach.domain.saying import listed, say_day

PREFLIGHT = ("photo", "headline", "current role", "recommendations")
"""The items of the profile check (source: PRACTICES S67, S29)."""


def stale_items(profile: Profile | None, day: dt.date, days: int) -> tuple[str, ...]:
    """The preflight items never seen to, or seen to longer than ``days`` ago."""
    seen = profile.checklist if profile else {}
    return tuple(item for item in PREFLIGHT if is_stale(seen.get(item), day, days))


def is_stale(seen: dt.date | None, day: dt.date, days: int) -> bool:
    """Whether something was never seen to, or longer than ``days`` ago."""
    return seen is None or (day - seen).days > days


def preflight(scene: Scene, rule: Rule) -> Hit | None:
    """S67: a first touch with a profile nobody has looked over lately. Silent while there is no profile record at all."""
    profile = scene.at.profile
    if profile is None or not scene.first_touch or scene.answering:
        return None
    if not is_stale(profile.reviewed_on, scene.day, rule.number("days")):
        return None
    when = f"last looked over {say_day(profile.reviewed_on)}" if profile.reviewed_on else "never looked over"
    return Hit(f"your own profile was {when}", f"going through {listed(PREFLIGHT)}", VerdictKind.OTHER_WAY, word="profile")


def looked_at(scene: Scene, rule: Rule) -> Hit | None:
    """S68: they will look you up: a referral is asked for, or an application is in."""
    applied = any(step.kind in {StepKind.APPLIED, StepKind.INTERVIEW} for step in scene.at.company_steps)
    if scene.at.profile is None or not (scene.purpose is Purpose.REFERRAL or applied):
        return None
    missing = stale_items(scene.at.profile, scene.day, rule.number("days"))
    if not missing:
        return None
    return Hit(
        f"they will look you up; not seen to lately: {listed(missing)}",
        "going through the list",
        severity=None if scene.purpose is Purpose.REFERRAL else Severity.HINT,
        kind=VerdictKind.OTHER_WAY,
        word="profile",
    )


RULES = {"preflight": preflight, "looked-at": looked_at}
