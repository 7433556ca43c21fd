"""Rules on introductions: go through the mutual contact, treat their risk with care, reconnect before asking, remember offers."""

from __future__ import annotations

from outreach.domain.drafting.slots import first_name
from outreach.domain.etiquette.rulebook import Rule
from outreach.domain.etiquette.situation import Hit, Scene, VerdictKind
from outreach.domain.kinds import Purpose, Severity, StepKind, Tie
from outreach.domain.relationship import was_introduced
from outreach.domain.saying import plural, say_day


def bridge(scene: Scene, rule: Rule) -> Hit | None:
    """S55: somebody one step away, and the one who knows them is known."""
    if scene.person.degree < 2 and scene.person.tie is not Tie.THROUGH:
        return None
    if introduced(scene) or scene.sums.known or not scene.first_touch:
        return None
    via = scene.someone(scene.person.bridge)
    if via is None:
        return None
    return Hit(
        f"{via.name} knows them", f"asking {via.name} for an introduction", VerdictKind.OTHER_WAY, word=f"ask {first_name(via.name)}"
    )


def introduced(scene: Scene) -> bool:
    """Whether somebody introduced them to the user."""
    return was_introduced(scene.at.evidence, scene.at.steps)


def introduced_thread(scene: Scene, rule: Rule) -> Hit | None:
    """S56: in an introduced thread there is no automatic nudge, and the text must be without fault."""
    if not introduced(scene):
        return None
    if scene.purpose is Purpose.FOLLOW_UP and scene.waiting:
        return Hit(
            "somebody vouched for you: no nudge in an introduced thread",
            "an answer, or a word with the introducer",
            VerdictKind.OTHER_WAY,
            word="ask",
        )
    if scene.at.draft_warnings:
        return Hit(
            f"somebody vouched for you, and the draft has {plural(scene.at.draft_warnings, 'warning')}",
            "mending each",
            VerdictKind.OTHER_WAY,
            word="mend",
        )
    return None


def introducer_thanked(scene: Scene, rule: Rule) -> Hit | None:
    """S57: the introducer is still to be thanked or told."""
    giver = scene.someone(scene.person.introducer)
    if giver is None or scene.answering:
        return None
    owed = [
        step
        for step in scene.at.company_steps
        if step.person == giver.id and step.state == "open" and step.kind in {StepKind.THANK_YOU, StepKind.REPORT_BACK}
    ]
    if not owed:
        return None
    return Hit(
        f"{giver.name}, who introduced you, is owed a {owed[0].kind.value}",
        f"sending it to {first_name(giver.name)}",
        VerdictKind.OTHER_WAY,
        word=f"thank {first_name(giver.name)}",
    )


def dormant(scene: Scene, rule: Rule) -> Hit | None:
    """S59: an ask out of the blue after years."""
    last = scene.sums.last_on
    if not scene.asks or last is None or (scene.day - last).days <= rule.number("days"):
        return None
    return Hit(
        f"last contact {say_day(last)}: a request out of the blue",
        "a hello first, without a request",
        VerdictKind.OTHER_WAY,
        word="reconnect",
    )


def standing_offer(scene: Scene, rule: Rule) -> Hit | None:
    """S61: they once offered to help."""
    if not scene.person.standing_offer:
        return None
    when = f" on {say_day(scene.person.standing_offer_on)}" if scene.person.standing_offer_on else ""
    return Hit(f"they offered{when}: {scene.person.standing_offer}", "nothing: mention it", severity=Severity.HINT)


RULES = {
    "bridge": bridge,
    "introduced": introduced_thread,
    "introducer-thanked": introducer_thanked,
    "dormant": dormant,
    "standing-offer": standing_offer,
}
