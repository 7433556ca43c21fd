"""Finds many phrases in a text in one pass, word by word: whole words, any case, any blanks, straight or curly apostrophes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)*|[^\w\s‑-]")
_SKIP = "~"
_MOST_SKIPPED = 3
_POSSESSIVE = "'s"

Token = tuple[str, int, int]
Pattern = tuple[str, ...]


def tokens(text: str) -> list[Token]:
    """The words and signs of a text in lower case, each with its span; hyphens and underscores only part words."""
    return [(match[0].casefold().replace("’", "'"), *match.span()) for match in _TOKEN.finditer(text)]


class Index:
    """Phrases by their first word. ``~`` inside a phrase stands for up to three words, a final ``*`` for any ending."""

    def __init__(self, phrases: Iterable[tuple[str, str]]) -> None:
        self._by_word: dict[str, list[tuple[Pattern, str]]] = {}
        self._by_beginning: list[tuple[Pattern, str]] = []
        for phrase, group in phrases:
            pattern = _pattern(phrase)
            if not pattern:
                continue
            if pattern[0].endswith("*"):
                self._by_beginning.append((pattern, group))
            else:
                self._by_word.setdefault(pattern[0], []).append((pattern, group))

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


@lru_cache(maxsize=4096)
def _pattern(phrase: str) -> Pattern:
    words: list[str] = []
    for part in phrase.split():
        if part == _SKIP:
            words.append(_SKIP)
            continue
        open_end = part.endswith("*") and len(part) > 1
        found = [word for word, _, _ in tokens(part.removesuffix("*") if open_end else part)]
        if open_end and found:
            found[-1] += "*"
        words += found
    while words and words[0] == _SKIP:
        words.pop(0)
    return tuple(words)


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
        if wanted.endswith("*") and len(wanted) > 1:
            if not word.startswith(wanted[:-1]):
                return 0
        elif word != wanted and word.removesuffix(_POSSESSIVE) != wanted:
            return 0
        place += 1
        step += 1
    return place
