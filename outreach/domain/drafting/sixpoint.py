"""The six-point rule for a first message, after *The 2-Hour Job Search*, as ticks."""

from __future__ import annotations

from outreach.domain.drafting.asks import specific
from outreach.domain.drafting.claims import SELF_WORDS, YOU_WORDS
from outreach.domain.drafting.form import SHORT
from outreach.domain.drafting.phrases import Phrases
from outreach.domain.drafting.reading import CURIOUS, DraftContext, Reading, telling_words
from outreach.domain.drafting.wording import negated
from outreach.domain.kinds import Channel, Purpose

_APPLIES = CURIOUS | {Purpose.CONNECT, Purpose.RECONNECT}


def six_points(reading: Reading, context: DraftContext, phrases: Phrases) -> tuple[tuple[str, bool], ...]:
    """The points this message is held to, in their order.

    Requests that carry a text to forward, thank-yous, reports and declines are held to none; an invitation is too short for a
    question or for a broad interest; a reconnection needs no question.
    """
    if context.purpose is not None and context.purpose not in _APPLIES:
        return ()
    body = reading.body
    points = [
        (f"under {SHORT} words", 0 < len(reading.words) < SHORT),
        ("advice, not a job", bool(reading.words) and all(negated(body, start) for start, _ in phrases.find("job_ask", body))),
        ("connection first", connection_first(reading, context, phrases)),
    ]
    if context.channel is not Channel.INVITE and (context.purpose in CURIOUS or context.purpose is None):
        points.append(("one question", len(reading.questions) == 1))
        points.append(("interest narrow and broad", specific(reading, context, phrases) and broad(reading, context, phrases)))
    points.append(("mostly about them", mostly_them(reading)))
    return tuple(points)


def connection_first(reading: Reading, context: DraftContext, phrases: Phrases) -> bool:
    """The first or second sentence says what joins the two: a tie, a hook, or a fact on record."""
    if not reading.sentences:
        return False
    start, end = reading.sentences[0][0], reading.sentences[min(1, len(reading.sentences) - 1)][1]
    opening = Reading(reading.body[start:end])
    if any(phrases.has(group, opening.body) for group in ("tie", "hook", "thanks")):
        return True
    facts = [e.detail for e in context.evidence]
    if context.person is not None:
        facts += [context.person.hook, context.person.how_i_know]
    return any(frozenset(opening.words) & telling_words(fact) for fact in facts)


def broad(reading: Reading, context: DraftContext, phrases: Phrases) -> bool:
    """The interest reaches past the one company: a field, a craft, a way of working."""
    if phrases.has("broad", reading.body):
        return True
    headline = context.profile.headline if context.profile else ""
    position = context.person.position if context.person else ""
    return bool(frozenset(reading.words) & telling_words(f"{headline} {position}"))


def mostly_them(reading: Reading) -> bool:
    """At least half of the sentences speak of them or of both, or "you" outnumbers "I"."""
    if not reading.sentences:
        return False
    mine = sum(word in SELF_WORDS for word in reading.words)
    yours = sum(word in YOU_WORDS for word in reading.words)
    theirs = sum(
        any(word in YOU_WORDS or word in {"we", "us", "our", "together"} for word in Reading(reading.body[start:end]).words)
        for start, end in reading.sentences
    )
    return yours >= mine or 2 * theirs >= len(reading.sentences)
