"""Turns the few words a user typed for a hook, a question or an offer into a sentence, without adding a fact."""

from __future__ import annotations

import re

_WHOLE = re.compile(
    r"(?:I|I['’]\w+|We|We['’]\w+|You|You['’]\w+|It|It['’]s|There|If|Happy|Glad|Thanks?|Congratulations|Can|Could|Would|Do|Did)\s\S",
    re.IGNORECASE,
)
_MAYBE = re.compile(r"(?:Your|Our|My|This|That|The|When|Since|At|In|On)\s")
_CLAUSE = re.compile(r"\b(?:that|which|who|how|what|where|why|when|I|we|you)\b")
_FINITE = re.compile(
    r"\b(?:is|are|was|were|am|has|have|had|do|does|did|can|could|will|would|may|might|should|made|makes|gave|helped|showed|got|taught|saved|"
    r"read|saw|heard|liked|enjoyed|kept|still|remember|noticed|found|came|went|changed|stuck|stayed|told|said|wrote|spoke|talked|worked|met)\b"
)
_ASKING = r"(?:what|how|why|which|where|when|who|whom|whose)"
_NAMED = r"(?:the|a|an|you|your|they|their|it|its|we|our|i|my|this|that|these|those|he|she|his|her|people|somebody|someone)"
_INDIRECT = re.compile(
    rf"(?:whether\s|{_ASKING}\s+{_NAMED}\b|how\s+(?:long|much|many|often|big|far|hard|early|late|well|deep)\s+{_NAMED}\b|why\s+not\s)",
    re.IGNORECASE,
)
_INVERTED = re.compile(
    rf"{_ASKING}\s+(?:{_NAMED}\s+)?\w+\s+(?:do|does|did|is|are|was|were|would|could|should|can|will|have|has)\s+{_NAMED}\b", re.IGNORECASE
)
_DEED = re.compile(
    r"(?:share|send|tell|show|help|introduce|review|read|test|give|lend|pass|write|compare|explain|walk|put|make|forward|connect|look|return|"
    r"trade|swap|do|answer|bring|teach|talk)\s",
    re.IGNORECASE,
)
_LOWERED = frozenset(["The", "Your", "A", "An", "Our", "How", "What", "Why", "Which", "Where", "My", "Their", "Some", "When", "Whether"])


def sentence(text: str, frame: str) -> str:
    """A whole sentence as it is; a few words set into ``frame`` at its ``{}``."""
    text = text.strip()
    if not text:
        return ""
    verb = _FINITE.search(text) if _MAYBE.match(text) else None
    if text[-1] in ".!?" or _WHOLE.match(text) or (verb and not _CLAUSE.search(text, 1, verb.start())):
        return capital(text) if text[-1] in ".!?" else f"{capital(text)}."
    return frame.replace("{}", _small(text))


def question(text: str) -> str:
    """A question with its mark; words such as "why you left consulting" are put as "Would you tell me why you left consulting?"."""
    text = text.strip().rstrip(".")
    if not text or text.endswith("?"):
        return capital(text)
    if _INDIRECT.match(text) and not _INVERTED.match(text):
        return f"Would you tell me {_small(text)}?"
    return capital(f"{text}?")


def offer(text: str) -> str:
    """An offer: "our checklist" is shared, "introduce you to Mei" is done, a sentence stays."""
    if _DEED.match(text.strip()):
        return f"If it helps, I am glad to {text.strip()[0].lower()}{text.strip()[1:].rstrip('.')}."
    return sentence(text, "If it helps, I am glad to share {}.")


def hope(text: str) -> str:
    """What one hopes to learn: "how she left consulting" is understood, "to read a rota" is learnt, a topic is learnt about."""
    word = text.strip().split(" ", 1)[0].casefold()
    if word in {"how", "what", "why", "which", "where", "whether", "when", "who"}:
        return sentence(text, "I would like to understand {}.")
    learn = "I would like to learn {}." if word == "to" else "I would like to learn from {}." if word == "your" else ""
    return sentence(text, learn or "I would like to learn about {}.")


def capital(text: str) -> str:
    """The text with its first letter large."""
    return text[:1].upper() + text[1:]


def _small(text: str) -> str:
    first = text.split(" ", 1)[0]
    return first.lower() + text[len(first) :] if first in _LOWERED else text
