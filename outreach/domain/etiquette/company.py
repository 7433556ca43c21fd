"""Rules on the company: research before the first touch, following it, learning first, and companies that rest."""

from __future__ import annotations

from outreach.domain.etiquette.rulebook import Rule
from outreach.domain.etiquette.situation import Hit, Scene, VerdictKind
from outreach.domain.etiquette.why import rung_of
from outreach.domain.kinds import Severity, Tie
from outreach.domain.saying import listed, say_day


def research(scene: Scene, rule: Rule) -> Hit | None:
    """S46: the company has not been looked up."""
    if scene.company is None or not scene.first_touch or scene.answering:
        return None
    missing = [item for item in rule.words("items") if item not in scene.company.research]
    if not missing:
        return None
    return Hit(f"not looked up yet: {listed(missing)}", "ticking the research list", VerdictKind.OTHER_WAY, word="research")


def followed(scene: Scene, rule: Rule) -> Hit | None:
    """S45: the company is not followed."""
    if scene.company is not None and not scene.company.followed and not scene.company.current_employer:
        return Hit(f"you do not follow {scene.company.name}", "following its page", severity=Severity.HINT)
    return None


def second_degree(scene: Scene, rule: Rule) -> Hit | None:
    """S48: to somebody one step away the first message is there to learn."""
    rung = rung_of(scene.purpose)
    if scene.person.degree >= 2 and scene.first_touch and rung is not None and rung > 1:
        return Hit(
            "the first message to somebody one step away is there to learn", "purpose learn", VerdictKind.OTHER_WAY, word="learn first"
        )
    return None


def left(scene: Scene, rule: Rule) -> Hit | None:
    """They have left: still somebody who knows the place."""
    day = scene.person.left_on
    if day and day <= scene.day and scene.person.tie is Tie.HERE:
        return Hit(
            f"left the company on {say_day(day)}: can say how it was, cannot refer you",
            "asking somebody who is there",
            severity=Severity.WARN if scene.asks else Severity.HINT,
        )
    return None


RULES = {"research": research, "followed": followed, "second-degree": second_degree, "left": left}
