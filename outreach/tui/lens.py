"""What other eyes may read: in private mode every name of the plan is shown as its initial."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from outreach.tui.cells import shown

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_DOTS = "···"

_SMALL = frozenset({"of", "and", "the", "for", "de", "van", "von", "der", "du", "la", "le", "al", "i", "a"})


def initials(name: str) -> str:
    """A name with every word cut to its first letter."""
    return _WORD.sub(lambda word: word[0][0] + _DOTS, name)


class Lens:
    """Stands between records and the screen. Off, it only makes text harmless; on, it masks the names it was given."""

    def __init__(self, names: Callable[[], Iterable[str]], *, private: bool = False) -> None:
        self._names = names
        self._words: frozenset[str] | None = None
        self.private = private

    def forget(self) -> None:
        """The plan's names changed: gather them again when next needed."""
        self._words = None

    def name(self, text: str) -> str:
        """The name of a person, a company or a place of work."""
        return initials(shown(text)) if self.private else shown(text)

    def text(self, text: str) -> str:
        """Words that may hold names."""
        return self._masked(shown(text)) if self.private else shown(text)

    def lines(self, text: str) -> list[str]:
        """Several lines that may hold names."""
        return [self.text(line) if line.strip() else "" for line in text.split("\n")]

    def _masked(self, text: str) -> str:
        if self._words is None:
            self._words = frozenset(
                word.casefold() for name in self._names() for word in _WORD.findall(name) if word.casefold() not in _SMALL
            )
        known = self._words
        return _WORD.sub(lambda word: word[0][0] + _DOTS if _bare(word[0]) in known else word[0], text)


def _bare(word: str) -> str:
    folded = word.casefold()
    return folded[:-2] if folded.endswith(("'s", "’s")) else folded
