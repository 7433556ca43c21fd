"""Rules on whom to write to: evidence, interaction, rapport, spraying, reputation, conflict, culture and comfort."""

from __future__ import annotations

from outreach.domain.etiquette.rulebook import Rule
from outreach.domain.etiquette.situation import LINKEDIN, Hit, Scene, VerdictKind
from outreach.domain.kinds import (
    Channel,
    EvidenceKind,
    Norm,
    PersonState,
    Purpose,
    Reputation,
    Severity,
)
from outreach.domain.model import Evidence, Person
from outreach.domain.relationship import Stage
from outreach.domain.saying import listed, plural

WARM_UPS = ("comment on something they wrote", "answer a question of theirs", "meet at an event", "ask somebody you both know")
"""What to do before an invitation (source: PRACTICES S05)."""


def evidence(scene: Scene, rule: Rule) -> Hit | None:
    """S01: an invitation to somebody with whom there is no exchange on record."""
    if not scene.inviting or scene.sums.known:
        return None
    if scene.wants_to_learn and scene.at.policy != "strict":
        return None
    return Hit(
        "nothing on record says that you met, spoke or wrote",
        "log how you know them, or set the purpose to learn and write the question down",
        VerdictKind.OTHER_WAY,
        word="know first",
    )


def learn(scene: Scene, rule: Rule) -> Hit | None:
    """S14: a stranger one hopes to learn from may be approached, with a question and without a request."""
    if scene.sums.known or not scene.first_touch or scene.purpose not in {Purpose.LEARN, Purpose.INSIGHT, Purpose.PEER}:
        return None
    if scene.person.question:
        return Hit(
            "a stranger, approached to learn: fine with a concrete question and no request",
            "any exchange with them",
            severity=Severity.HINT,
        )
    if scene.level > 0:
        return None
    return Hit(
        "you want to learn from a stranger, but have no question yet", "write down the one question", VerdictKind.OTHER_WAY, word="question"
    )


def stranger_ask(scene: Scene, rule: Rule) -> Hit | None:
    """S14, S48: a request to somebody with whom there is no exchange at all."""
    if not scene.asks or scene.sums.known:
        return None
    return Hit(
        "asks a favour of somebody you have never exchanged a word with",
        "a first message to learn, and an answer",
        VerdictKind.OTHER_WAY,
        word="learn first",
    )


def selective(scene: Scene, rule: Rule) -> Hit | None:
    """S03: neither worked closely nor shared interests, and no reason written down; after a real exchange it is only a hint."""
    if selected(scene.person, scene.at.evidence) or scene.answering or not scene.first_touch:
        return None
    return Hit(
        "neither worked closely with you nor a shared interest on record",
        "tick worked closely, name a shared interest, or say why this person",
        VerdictKind.OTHER_WAY,
        word="say why",
        severity=Severity.HINT if scene.sums.known else None,
    )


def selected(person: Person, evidence: tuple[Evidence, ...]) -> bool:
    """Whether there is a reason to pick this person: shared work, shared interests, or the user's own words (source: PRACTICES S03)."""
    reasons = (person.shared_interests, person.why_them, person.hook, person.question, person.how_i_know, person.can_help_me_with)
    return person.worked_closely or any(reasons) or any(e.kind in _CLOSE for e in evidence)


_CLOSE = frozenset({EvidenceKind.WORKED_TOGETHER, EvidenceKind.RECOMMENDED_ME, EvidenceKind.RECOMMENDED_THEM, EvidenceKind.INTRODUCED})


def thin(scene: Scene, rule: Rule) -> Hit | None:
    """S04: too few interactions to open with a request or an invitation."""
    wanted = rule.number("interactions")
    if not scene.first_touch or scene.answering or scene.sums.interactions >= wanted or scene.sums.kinds & _CLOSE or scene.wants_to_learn:
        return None
    if not (scene.inviting or scene.asks):
        return None
    return Hit(
        f"{plural(scene.sums.interactions, 'interaction')} on record, {wanted} make it less of an intrusion",
        f"first {listed(WARM_UPS, 'or')}",
        VerdictKind.OTHER_WAY,
        word="warm up",
    )


def rapport(scene: Scene, rule: Rule) -> Hit | None:
    """S05: an invitation before any dialogue."""
    if not scene.inviting or scene.stage is not Stage.STRANGER:
        return None
    return Hit("a stranger still: no dialogue logged", f"first {listed(WARM_UPS, 'or')}", VerdictKind.OTHER_WAY, word="warm up")


def reputation(scene: Scene, rule: Rule) -> Hit | None:
    """S10, S12: the user's private judgement, whatever the tie to the person."""
    if scene.person.reputation is Reputation.AVOID or scene.person.state is PersonState.AVOID:
        return Hit("you marked them as somebody to avoid", "your own judgement", VerdictKind.DONT)
    if scene.person.reputation is Reputation.UNSURE:
        return Hit("you are not sure of them", "a word from somebody who knows them", severity=Severity.WARN)
    return None


def dropped(scene: Scene, rule: Rule) -> Hit | None:
    """S13: removed for good, or not to be contacted."""
    if scene.person.do_not_contact or scene.person.state is PersonState.DROPPED:
        return Hit("you took them off your list", "restoring them", VerdictKind.DONT)
    return None


def norms(scene: Scene, rule: Rule) -> Hit | None:
    """S19: a company that frowns on LinkedIn contacts."""
    if scene.company is None or scene.company.norm is not Norm.FROWNED_ON or scene.channel not in LINKEDIN:
        return None
    way = default_channel(scene)
    return Hit(
        f"{scene.company.name} frowns on LinkedIn contacts",
        f"{way.value} instead",
        VerdictKind.OTHER_WAY,
        word="e-mail" if way is Channel.EMAIL else way.value,
    )


def default_channel(scene: Scene) -> Channel:
    """The channel to start with: never LinkedIn where it is frowned on; a message to a connection, else e-mail, else an invitation."""
    frowned = scene.company is not None and scene.company.norm is Norm.FROWNED_ON
    if frowned:
        return Channel.EMAIL if scene.person.email else Channel.PHONE if scene.person.phone else Channel.PERSON
    if scene.sums.connected:
        return Channel.MESSAGE
    return Channel.EMAIL if scene.person.email else Channel.INVITE


def comfort(scene: Scene, rule: Rule) -> Hit | None:
    """S20: not comfortable, so never pressed."""
    if scene.person.comfort < scene.at.comfort:
        return Hit("not comfortable: it never comes up by itself, and leaving it is fine", "your own comfort", severity=Severity.HINT)
    return None


RULES = {
    "evidence": evidence,
    "learn": learn,
    "stranger-ask": stranger_ask,
    "selective": selective,
    "thin": thin,
    "rapport": rapport,
    "reputation": reputation,
    "dropped": dropped,
    "norms": norms,
    "comfort": comfort,
}
