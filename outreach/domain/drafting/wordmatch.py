"""Finds many phrases in a text in one pass, word by word: whole words, any case, any blanks, straight or curly apostrophes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import product

_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)*|[^\w\s‑-]")
_SKIP = frozenset({"~"})
_PART = re.compile(r"\([^()]*\)|\S+")
_MOST_SKIPPED = 3
_POSSESSIVE = "'s"

Token = tuple[str, int, int]
Pattern = tuple[frozenset[str], ...]
"""Per place the words that fit; ``~`` alone is the gap, a word that ends in ``*`` fits every ending."""


def tokens(text: str) -> list[Token]:
    """The words and signs of a text in lower case, each with its span; hyphens and underscores only part words."""
    return [(match[0].casefold().replace("’", "'"), *match.span()) for match in _TOKEN.finditer(text)]


class Index:
    """Phrases by their first word.

    ``~`` inside a phrase stands for up to three words, ``(a|b c)`` for either, a final ``*`` for any ending.
    """

    def __init__(self, phrases: Iterable[tuple[str, str]]) -> None:
        self._by_word: dict[str, list[tuple[Pattern, str]]] = {}
        self._by_beginning: list[tuple[Pattern, str]] = []
        for phrase, group in phrases:
            for pattern in _patterns(phrase):
                for word in pattern[0] if pattern else ():
                    if word.endswith("*"):
                        self._by_beginning.append((pattern, group))
                    else:
                        self._by_word.setdefault(word, []).append((pattern, group))

    def scan(self, text: str) -> dict[str, tuple[tuple[int, int], ...]]:
        """Group -> spans of its phrases, left to right, the longest at each place and none overlapping."""
        stream = tokens(text)
        found: dict[str, list[tuple[int, int]]] = {}
        past: dict[str, int] = {}
        for place, (word, start, _) in enumerate(stream):
            best: dict[str, int] = {}
            candidates = self._by_word.get(word, ())
            if word.endswith(_POSSESSIVE):
                candidates = (*candidates, *self._by_word.get(word.removesuffix(_POSSESSIVE), ()))
            for pattern, group in (*candidates, *self._by_beginning):
                if past.get(group, 0) > place:
                    continue
                end = _match(stream, place, pattern, 0)
                if end > best.get(group, 0):
                    best[group] = end
            for group, end in best.items():
                found.setdefault(group, []).append((start, stream[end - 1][2]))
                past[group] = end
        return {group: tuple(spans) for group, spans in found.items()}


@lru_cache(maxsize=8192)
def _patterns(phrase: str) -> tuple[Pattern, ...]:
    """What a phrase stands for: one pattern, or one for each wording where a choice is between more than single words."""
    wordings = product(*(_choices(part) for part in _PART.findall(phrase)))
    return tuple(_trimmed([place for choice in wording for place in choice]) for wording in wordings)


def _choices(part: str) -> list[list[frozenset[str]]]:
    if part == "~":
        return [[_SKIP]]
    if part.startswith("(") and "|" in part:
        either = [[word for word, _, _ in tokens(one)] for one in part.strip("()").split("|")]
        single = frozenset(words[0] for words in either if len(words) == 1)
        return [[single]] * bool(single) + [[frozenset({word}) for word in words] for words in either if len(words) > 1]
    found = [word for word, _, _ in tokens(part.removesuffix("*"))]
    if part.endswith("*") and found:
        found[-1] += "*"
    return [[frozenset({word}) for word in found]]


def _trimmed(places: list[frozenset[str]]) -> Pattern:
    while places and places[0] == _SKIP:
        places.pop(0)
    return tuple(places)


def _match(stream: list[Token], place: int, pattern: Pattern, step: int) -> int:
    """The place after the match, 0 when there is none."""
    while step < len(pattern):
        wanted = pattern[step]
        if wanted == _SKIP:
            for skipped in range(_MOST_SKIPPED + 1):
                if place + skipped > len(stream) or not all(word[0].isalnum() for word, _, _ in stream[place : place + skipped]):
                    break
                if end := _match(stream, place + skipped, pattern, step + 1):
                    return end
            return 0
        if place >= len(stream):
            return 0
        word = stream[place][0]
        if word not in wanted and word.removesuffix(_POSSESSIVE) not in wanted and not _begins(word, wanted):
            return 0
        place += 1
        step += 1
    return place


def _begins(word: str, wanted: frozenset[str]) -> bool:
    return len(wanted) == 1 and any(one.endswith("*") and len(one) > 1 and word.startswith(one[:-1]) for one in wanted)
