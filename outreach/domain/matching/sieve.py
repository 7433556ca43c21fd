"""A quick look over many company strings: which ones can possibly concern a target at all."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator

from outreach.domain.matching.spelling import fold, words

SMALL_WORDS = frozenset({"and", "of", "the", "for", "in", "de", "la", "du"})
"""Words that initials leave out."""
_SHORT = 3
_SLACK = 2
_ACRONYM = 8


class Sieve:
    """Remembers the plain letters of every string it saw, so that a second target costs next to nothing."""

    def __init__(self) -> None:
        self._letters: dict[str, str] = {}

    def near(self, strings: Iterable[str], around: set[str], keys: Iterable[str], decided: set[str]) -> Iterator[str]:
        """Strings that hold a key of ``around``, or look like one of ``keys`` with slips, cut short or as initials.

        ``decided`` are keys of strings that are always looked at.
        """
        wanted = list(dict.fromkeys(strings))
        spaced = [self._plain(s) for s in wanted]
        hits: set[int] = set()
        starts: list[int] = []
        place = 0
        for line in spaced:
            starts.append(place)
            place += len(line) + 1
        text = "\n".join(spaced)
        joined_starts: list[int] = []
        place = 0
        joined = [line.replace(" ", "") for line in spaced]
        for line in joined:
            joined_starts.append(place)
            place += len(line) + 1
        joined_text = "\n".join(joined)
        for key in around | decided:
            if len(key) <= _SHORT and key.isascii():
                _collect(text, f" {key} ", starts, hits)
            else:
                _collect(joined_text, key, joined_starts, hits)
        self._alike(joined, tuple(keys), hits)
        _spelled_out(spaced, [key for key in keys if 3 <= len(key) <= _ACRONYM], hits)
        return (wanted[i] for i in sorted(hits))

    def _alike(self, joined: list[str], keys: tuple[str, ...], hits: set[int]) -> None:
        shapes = [(key[:1], len(key) - _SLACK, len(key) + _SLACK, key) for key in keys]
        for i, line in enumerate(joined):
            first, size = line[:1], len(line)
            for initial, low, high, key in shapes:
                if first == initial and (low <= size <= high or size <= _ACRONYM or key.startswith(line) or line.startswith(key)):
                    hits.add(i)
                    break
                if first == initial and _cut_short(line, key):
                    hits.add(i)
                    break

    def _plain(self, string: str) -> str:
        known = self._letters.get(string)
        if known is None:
            spellings = [words(fold(string))]
            if not string.isascii():
                spellings.append(words(fold(string, spelled_out=True)))
            if "and" in spellings[0]:
                spellings += [tuple(w for w in spelling if w != "and") for spelling in spellings]
            known = self._letters[string] = " " + "  ".join(" ".join(s) for s in dict.fromkeys(spellings)).replace(".", "") + " "
        return known


def _spelled_out(spaced: list[str], acronyms: list[str], hits: set[int]) -> None:
    """Find the names whose initials begin with one of the acronyms."""
    if not acronyms:
        return
    wanted = tuple(acronyms)
    for i, line in enumerate(spaced):
        if "".join(word[0] for word in line.split() if word not in SMALL_WORDS).startswith(wanted):
            hits.add(i)


def _cut_short(line: str, key: str) -> bool:
    """Whether a long string starts as the key does: its legal form or a place may follow a shortened name."""
    return len(key) >= 4 and line[:4] == key[:4]


def _collect(text: str, key: str, starts: list[int], hits: set[int]) -> None:
    place = text.find(key)
    while place >= 0:
        i = bisect_right(starts, place) - 1
        hits.add(i)
        place = text.find(key, place + 1)
