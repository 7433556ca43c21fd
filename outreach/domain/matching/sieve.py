"""A quick look over many company strings: which ones can possibly concern a target at all."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cached_property

from outreach.domain.matching.spelling import fold, words

SMALL_WORDS = frozenset({"and", "of", "the", "for", "in", "de", "la", "du"})
"""Words that initials leave out."""
_SHORT = 3
_SLACK = 2
_ACRONYM = 8
_KEPT = 2
"""Collections remembered: employers now and employers before are asked about in turn."""


class _Lines:
    """Many short lines as one text, so that looking for something in all of them is one search.

    Plain letters are kept apart from the rest: a text of one byte a letter is searched several times as fast.
    """

    def __init__(self, lines: list[str]) -> None:
        self._plain = _Text(lines, [i for i, line in enumerate(lines) if line.isascii()])
        self._other = _Text(lines, [i for i, line in enumerate(lines) if not line.isascii()])

    def collect(self, key: str, hits: set[int]) -> None:
        """Add the numbers of the lines that hold ``key``; a line break before it means that they begin with it."""
        if key.isascii():
            self._plain.collect(key, hits)
        self._other.collect(key, hits)


class _Text:
    """Some of the lines, each behind a line break."""

    def __init__(self, lines: list[str], numbers: list[int]) -> None:
        self._text = "\n" + "\n".join([lines[i] for i in numbers])
        self._numbers = numbers
        self._starts: list[int] = []
        place = 0
        for i in numbers:
            self._starts.append(place)
            place += len(lines[i]) + 1

    def collect(self, key: str, hits: set[int]) -> None:
        text, starts, numbers = self._text, self._starts, self._numbers
        place = text.find(key)
        while place >= 0:
            hits.add(numbers[bisect_right(starts, place) - 1])
            place = text.find(key, place + 1)


class _Heap:
    """One collection of strings laid out for searching; the same for every target it is held against."""

    def __init__(self, strings: Iterable[str], wanted: list[str], spaced: list[str]) -> None:
        self.strings = strings
        self.wanted = wanted
        self.spaced = _Lines(spaced)
        joined = [line.replace(" ", "") for line in spaced]
        self.joined = _Lines(joined)
        self._lines = spaced
        self.by_letter: dict[str, list[tuple[int, str]]] = {}
        for i, line in enumerate(joined):
            self.by_letter.setdefault(line[:1], []).append((i, line))

    @cached_property
    def initials(self) -> _Lines:
        """The initials of every string, small words left out."""
        return _Lines(["".join([word[0] for word in line.split() if word not in SMALL_WORDS]) for line in self._lines])


class Sieve:
    """Remembers the letters of every string it saw and how the last collections were laid out: a second target costs little."""

    def __init__(self) -> None:
        self._letters: dict[str, str] = {}
        self._heaps: list[_Heap] = []

    def near(self, strings: Iterable[str], around: set[str], keys: Iterable[str], decided: set[str]) -> Iterator[str]:
        """Strings that hold a key of ``around``, or look like one of ``keys`` with slips, cut short or as initials.

        ``decided`` are keys of strings that are always looked at. One tuple asked about again and again is laid out once.
        """
        heap = self._laid_out(strings)
        hits: set[int] = set()
        for key in _shortest(around | decided):
            if len(key) <= _SHORT and key.isascii():
                heap.spaced.collect(f" {key} ", hits)
            else:
                heap.joined.collect(key, hits)
        for key in keys:
            _alike(heap.by_letter.get(key[:1], ()), key, hits)
            if _SHORT <= len(key) <= _ACRONYM:
                heap.initials.collect("\n" + key, hits)
        return (heap.wanted[i] for i in sorted(hits))

    def _laid_out(self, strings: Iterable[str]) -> _Heap:
        # Only what cannot have changed since is known by being the same object; anything else is compared.
        held = next((heap for heap in self._heaps if heap.strings is strings and isinstance(strings, tuple)), None)
        if held is None:
            wanted = list(dict.fromkeys(strings))
            held = next((heap for heap in self._heaps if heap.wanted == wanted), None)
            held = held or _Heap(strings, wanted, [self._plain(string) for string in wanted])
        self._heaps = [held, *(heap for heap in self._heaps if heap is not held)][:_KEPT]
        return held

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


def _shortest(keys: set[str]) -> list[str]:
    """Without the keys that hold another one: what holds "amazonfresh" holds "amazon". Short ones stand for themselves only."""
    kept: list[str] = []
    short = [key for key in keys if len(key) <= _SHORT and key.isascii()]
    for key in sorted(keys.difference(short), key=len):
        if not any(one in key for one in kept):
            kept.append(key)
    return short + kept


def _alike(lines: Iterable[tuple[int, str]], key: str, hits: set[int]) -> None:
    """Find the names that may be ``key`` with a slip or cut short, among those that begin with its letter."""
    low, high, head = len(key) - _SLACK, len(key) + _SLACK, key[:4]
    # The legal form or a place may follow a shortened name.
    cut = head if len(head) == 4 else key
    for i, line in lines:
        size = len(line)
        if size <= _ACRONYM or low <= size <= high or line.startswith(cut) or key.startswith(line):
            hits.add(i)
