"""One company name in all the spellings that mean the same: legal forms, articles and web endings peeled off one by one."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from outreach.domain.matching.names import Words
from outreach.domain.matching.spelling import fold, key_of, words

Phrase = tuple[str, ...]

_ARTICLE = "the"
_TELLING = 4
"""Letters a name must keep when its "and" is left out: "L&G" is not "LG"."""
_CONNECTORS = frozenset({"and", "of", "the", "for", "in", "de", "und", "et"})
_TRANSLITERATED = frozenset("äöüåøÄÖÜÅØ")


class Form(msgspec.Struct, frozen=True):
    """A name ready to be compared."""

    tokens: Phrase
    """All words of the name."""
    core: Phrase
    """The words left when article, legal forms and web ending are dropped."""
    keys: tuple[str, ...]
    """Keys that identify it, longest first; a key that would make an everyday word of another company is left out."""
    loose: tuple[str, ...] = ()
    """Keys that are good enough to recognise a known company, not to equate two unknown ones."""

    @property
    def key(self) -> str:
        """The whole name as one key; empty for a name without letters or digits."""
        return self.keys[0] if self.keys else ""


class Phrases:
    """A set of word sequences that can be looked for at any place of a name."""

    def __init__(self, entries: Iterable[str]) -> None:
        self.all: set[Phrase] = {p for entry in entries for p in _ways(entry) if p}
        self.longest = max((len(p) for p in self.all), default=0)
        self._firsts = frozenset(p[0] for p in self.all)
        self._lasts = frozenset(p[-1] for p in self.all)

    def at_start(self, tokens: Phrase) -> int:
        """How many words of the beginning are one of the phrases, 0 for none; the longest wins."""
        if not tokens or tokens[0] not in self._firsts:
            return 0
        return next((n for n in range(min(self.longest, len(tokens)), 0, -1) if tokens[:n] in self.all), 0)

    def at_end(self, tokens: Phrase) -> int:
        """As ``at_start`` for the end."""
        if not tokens or tokens[-1] not in self._lasts:
            return 0
        return next((n for n in range(min(self.longest, len(tokens)), 0, -1) if tokens[-n:] in self.all), 0)

    def inside(self, tokens: Phrase) -> bool:
        """Whether one of the phrases stands anywhere in the words."""
        return any(self.at_start(tokens[i:]) for i in range(len(tokens)))


def _ways(entry: str) -> tuple[Phrase, ...]:
    plain = words(fold(entry))
    return (plain,) if entry.isascii() else (plain, words(fold(entry, spelled_out=True)))


def covered(tokens: Phrase, *sets: Phrases) -> bool:
    """Whether the words are nothing but phrases of the sets, one after the other."""
    reach = [True] + [False] * len(tokens)
    for i in range(len(tokens)):
        if reach[i]:
            for phrases in sets:
                for n in range(1, min(phrases.longest, len(tokens) - i) + 1):
                    if tokens[i : i + n] in phrases.all:
                        reach[i + n] = True
    return reach[-1]


class Speller:
    """Builds Forms with the word lists it is given."""

    def __init__(self, lists: Words) -> None:
        self.legal = Phrases(lists.legal)
        self.legal_front = Phrases(lists.legal_front)
        self.soft = Phrases(lists.legal_soft)
        self.countries = Phrases(lists.countries)
        self.places = Phrases((*lists.countries, *lists.places))
        self.glue = Phrases(lists.glue)
        self.arms = Phrases(lists.arms)
        self.arms_abroad = Phrases(lists.arms_abroad)
        self.jobs = Phrases(lists.jobs)
        self.everyday = frozenset(key_of(words(fold(w))) for w in (*lists.everyday, *lists.generic))
        self.generic = frozenset(key_of(words(fold(w))) for w in lists.generic)
        self.campuses = frozenset(key_of(words(fold(w))) for w in lists.campuses)
        self.worldwide = frozenset(key_of(words(fold(w))) for w in lists.worldwide)
        self._cjk_front = tuple(fold(w) for w in lists.cjk_front)
        self._cjk_back = tuple(fold(w) for w in lists.cjk_back)
        self._forms: dict[str, Form] = {}

    def form(self, text: str) -> Form:
        """The Form of a name as somebody spelled it; worked out once, for the same names turn up in many lists."""
        known = self._forms.get(text)
        if known is None:
            known = self._forms[text] = self._spelled(text)
        return known

    def _spelled(self, text: str) -> Form:
        first = self._form(words(fold(text)))
        if text.isascii() or not any(c in _TRANSLITERATED for c in text):
            return first
        second = self._form(words(fold(text, spelled_out=True)))
        return Form(first.tokens, first.core, tuple(dict.fromkeys((*first.keys, *second.keys))), first.loose)

    def common(self, tokens: Phrase) -> bool:
        """Whether the words are all ordinary: they alone do not single out one company."""
        return all(t in self.everyday or t in _CONNECTORS or t.isdigit() for t in tokens) or covered(tokens, self.places)

    def _form(self, tokens: Phrase) -> Form:
        keys: list[str] = []
        core = tokens
        soft = True
        while core:
            if soft or not self._too_common(core):
                keys += self._spellings(core)
            shorter, dropped = self._peel(core)
            if not dropped:
                break
            soft = soft and (dropped in self.soft.all or self.legal_front.at_start(dropped) > 0)
            core = shorter
        last = key_of(core)
        return Form(tokens, core, tuple(dict.fromkeys(keys)), () if last.isascii() else self._unpadded(last))

    def _too_common(self, core: Phrase) -> bool:
        """Whether a name with something dropped may be another company: "Chase Corporation" is not Chase."""
        return self.common(core) and len(core) == 1 and core[0] not in self.worldwide

    def _peel(self, tokens: Phrase) -> tuple[Phrase, Phrase]:
        """The words without their outermost legal form, web ending or article, and what was dropped; never down to nothing."""
        if n := self.legal.at_end(tokens[1:]):
            return tokens[:-n], tokens[-n:]
        if len(tokens) > 1 and tokens[-1].startswith("."):
            return tokens[:-1], tokens[-1:]
        if n := self.legal_front.at_start(tokens[:-1]):
            return tokens[n:], tokens[:n]
        if len(tokens) > 1 and tokens[0] == _ARTICLE:
            return tokens[1:], tokens[:1]
        return tokens, ()

    def _spellings(self, tokens: Phrase) -> list[str]:
        whole = key_of(tokens)
        spellings = [whole]
        if "and" in tokens[1:-1] and len(tokens) >= 3:
            without = key_of(tuple(t for t in tokens if t != "and"))
            spellings += [without] if len(without) >= _TELLING else []
        return spellings

    def _unpadded(self, whole: str) -> tuple[str, ...]:
        """A name written without spaces, minus the city in front and the line of business behind."""
        shorter: list[str] = []
        changed = True
        while changed:
            changed = False
            for front in self._cjk_front:
                if whole.startswith(front) and len(whole) - len(front) >= 2:
                    whole, changed = whole[len(front) :], True
                    shorter.append(whole)
            for back in self._cjk_back:
                if whole.endswith(back) and len(whole) - len(back) >= 2:
                    whole, changed = whole[: -len(back)], True
                    shorter.append(whole)
        return tuple(shorter)
