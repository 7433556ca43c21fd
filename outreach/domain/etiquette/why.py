"""Rules on why: a stated purpose, something to offer, a balance of giving and asking, and the ask ladder."""

from __future__ import annotations

import enum

from outreach.domain.etiquette.ledger import balance
from outreach.domain.etiquette.rulebook import Rule
from outreach.domain.etiquette.situation import Hit, Scene, VerdictKind
from outreach.domain.kinds import Purpose, StepKind


class Rung(enum.IntEnum):
    """The ask ladder, lowest first (source: PRACTICES S31, S58)."""

    RECONNECT = 0
    LEARN = 1
    ADVICE = 2
    INTRODUCTION = 3
    REFERRAL = 4


_RUNG_OF = {
    Purpose.CONNECT: Rung.RECONNECT,
    Purpose.RECONNECT: Rung.RECONNECT,
    Purpose.LEARN: Rung.LEARN,
    Purpose.INSIGHT: Rung.LEARN,
    Purpose.PEER: Rung.LEARN,
    Purpose.ADVICE: Rung.ADVICE,
    Purpose.INTRODUCTION: Rung.INTRODUCTION,
    Purpose.REFERRAL: Rung.REFERRAL,
}


def rung_of(purpose: Purpose | None) -> Rung | None:
    """The rung a purpose stands on; None for those that ask nothing."""
    return _RUNG_OF.get(purpose) if purpose else None


def highest_rung(scene: Scene) -> Rung:
    """The highest rung that may be asked for now.

    Without an exchange one may learn. A real exchange or shared work opens advice. An answer or a talk in this search, or a
    standing offer, opens introduction and referral; a talk or an answer must be logged, an old archive thread is not enough.
    """
    if scene.person.standing_offer or any(step.kind in {StepKind.TALK, StepKind.REPLIED, StepKind.REFERRED} for _, step in scene.past):
        return Rung.REFERRAL
    return Rung.ADVICE if scene.sums.known else Rung.LEARN


def purpose(scene: Scene, rule: Rule) -> Hit | None:
    """S22: no purpose."""
    if scene.purpose is None:
        return Hit("no purpose is set", "saying why you write: learn, reconnect, advice …", VerdictKind.OTHER_WAY, word="say why")
    return None


def offer(scene: Scene, rule: Rule) -> Hit | None:
    """S23: an ask with nothing to offer."""
    if scene.asks and not (scene.person.offer or scene.person.i_can_help_with):
        return Hit(
            "nothing to offer is written down",
            "one small thing: a link, feedback, a thank-you that names what helped",
            VerdictKind.OTHER_WAY,
            word="offer",
        )
    return None


def give_first(scene: Scene, rule: Rule) -> Hit | None:
    """S24: a second ask before anything was given."""
    given, asked = balance(scene.at.steps)
    if scene.asks and asked > 0 and given == 0:
        return Hit(
            f"asked {'once' if asked == 1 else f'{asked} times'}, given nothing yet",
            "sharing or giving something first",
            VerdictKind.OTHER_WAY,
            word="give first",
        )
    return None


def ladder(scene: Scene, rule: Rule) -> Hit | None:
    """S58: a rung that is not open yet."""
    wanted = rung_of(scene.purpose)
    if wanted is None:
        return None
    top = highest_rung(scene)
    if wanted <= top:
        return None
    if wanted is Rung.ADVICE:
        return (
            None
            if not scene.inviting and scene.level > 0
            else Hit("advice comes after a first exchange", "an answer to a first message", VerdictKind.OTHER_WAY, word="learn first")
        )
    return Hit(
        f"a {wanted.name.lower()} is asked for after you have talked, not before"
        if wanted is Rung.REFERRAL
        else "an introduction is asked for after you have talked, not before",
        "an answer or a talk, logged, or an offer of theirs",
        VerdictKind.OTHER_WAY,
        word="talk first",
    )


RULES = {"purpose": purpose, "offer": offer, "give-first": give_first, "ladder": ladder}
