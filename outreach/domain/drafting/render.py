"""The renderer of templates: ``{slot}`` from a fixed list, one pass, so that braces inside a value stay letters."""

from __future__ import annotations

import re
from collections.abc import Mapping

from outreach.domain.drafting.slots import GAPS

MAX_OUTPUT = 20_000
"""Longest text a template may give, in bytes of UTF-8 (source: FAULTS D8)."""

OPEN_GAP = re.compile(rf"«\s?(?:\?[^»\n]{{0,60}}|(?:{'|'.join(GAPS)})\b(?::[^»\n]{{0,200}})?)»?")
"""A gap left open in a text. Words in French quotation marks are none."""

_SLOT = re.compile(r"\{([^{}\n]{0,60})\}")
_RUN = re.compile(r"\n{3,}")


def render(template: str, values: Mapping[str, str]) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """The text, the names of the slots left open, and the names of those filled.

    ``{hook}`` becomes its value or ``«hook: …»``; ``{offer?}`` becomes its value or nothing at all; ``{anything else}`` becomes
    ``«?anything else»``. Values are put in as they are and never looked at again.
    """
    gaps: list[str] = []
    used: list[str] = []

    def put(match: re.Match[str]) -> str:
        name = match[1]
        optional = name.endswith("?")
        name = name.removesuffix("?")
        if name not in GAPS:
            gaps.append(f"?{name}")
            return f"«?{name}»"
        if value := values.get(name, ""):
            used.append(name)
            return _small(value) if _AFTER_COMMA.search(match.string, max(0, match.start() - 3), match.start()) else value
        if optional:
            return _DROP
        gaps.append(name)
        return f"«{name}: {GAPS[name]}»"

    text = _tidy(_SLOT.sub(put, template))
    return _cap(text), tuple(dict.fromkeys(gaps)), tuple(dict.fromkeys(used))


def slots_of(template: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The slots a template needs, and those it uses only when they are known; unknown names are among the first."""
    names = dict.fromkeys(match[1] for match in _SLOT.finditer(template))
    return tuple(n for n in names if not n.endswith("?")), tuple(n.removesuffix("?") for n in names if n.endswith("?"))


_AFTER_COMMA = re.compile(r", ?\Z")
_SENTENCE_STARTS = frozenset(
    [
        "We",
        "You",
        "Your",
        "Our",
        "It",
        "The",
        "That",
        "This",
        "In",
        "On",
        "At",
        "When",
        "Since",
        "Like",
        "Would",
        "What",
        "How",
        "Why",
        "Which",
    ]
)


def _small(value: str) -> str:
    """A sentence put behind a comma ("Hi Ana, we met …") starts small, but for "I" and names."""
    first = value.split(" ", 1)[0]
    return first.lower() + value[len(first) :] if first in _SENTENCE_STARTS else value


_DROP = "\x00"


def _tidy(text: str) -> str:
    if _DROP in text:
        text = re.sub(rf"\n[ ]*{_DROP}[ ]*(?=\n)", "", text)
        text = re.sub(rf"(?m)^{_DROP}[ ]+(?=\S)", "", text)
        text = re.sub(rf"[ ]?{_DROP}", "", text)
        text = _RUN.sub("\n\n", text)
    return text.strip()


def _cap(text: str) -> str:
    data = text.encode("utf-8", "replace")
    return text if len(data) <= MAX_OUTPUT else data[:MAX_OUTPUT].decode("utf-8", "ignore")
