"""The rows of a list, which of them a filter shows, where the cursor is and what is marked. Values only, no drawing."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence

from outreach.tui.widgets.rows import Heading


class Listing:
    """Keys in order. ``shown`` is what the filter leaves; the cursor is a place in it, -1 when there is none."""

    def __init__(self, haystack: Callable[[Hashable], str], search: Callable[[str], Sequence[Hashable]] | None = None) -> None:
        self._haystack = haystack
        self._search = search
        self._folded: dict[Hashable, str] = {}
        self.all: Sequence[Hashable] = ()
        self.shown: Sequence[Hashable] = ()
        self.cursor = -1
        self.marks: set[Hashable] = set()
        self.words = ""

    @property
    def current(self) -> Hashable | None:
        """The key under the cursor."""
        return self.shown[self.cursor] if 0 <= self.cursor < len(self.shown) else None

    @property
    def count(self) -> int:
        """How many rows are shown, headings not counted."""
        return sum(not isinstance(key, Heading) for key in self.shown) if len(self.shown) < 5_000 else len(self.shown)

    def marked(self) -> tuple[Hashable, ...]:
        """The marked keys, in the order of the rows."""
        return tuple(key for key in self.all if key in self.marks) if self.marks else ()

    def fill(self, keys: Sequence[Hashable]) -> None:
        """New rows. Marks of rows that are gone go too; the cursor stays on its key, else on its place."""
        current, place = self.current, self.cursor
        self.all = keys
        self._folded.clear()
        if self.marks:
            self.marks &= set(keys)
        self.shown = self._matching(self.words, keys)
        self._rest_on(current, place)

    def narrow(self, words: str) -> None:
        """Show only rows that hold these words, in any letter case. Words that extend the last ones search its result only."""
        current, place = self.current, self.cursor
        extends = self.words and words.startswith(self.words) and self._search is None
        self.shown = self._matching(words, self.shown if extends else self.all)
        self.words = words
        self._rest_on(current, place if words else 0)

    def _matching(self, words: str, among: Sequence[Hashable]) -> Sequence[Hashable]:
        wanted = words.casefold().split()
        if not wanted:
            return self.all
        if self._search is not None:
            return self._search(words)
        kept = [key for key in among if isinstance(key, Heading) or all(word in self._fold(key) for word in wanted)]
        return [
            key
            for at, key in enumerate(kept)
            if not isinstance(key, Heading) or (at + 1 < len(kept) and not isinstance(kept[at + 1], Heading))
        ]

    def _fold(self, key: Hashable) -> str:
        if key not in self._folded:
            self._folded[key] = self._haystack(key).casefold()
        return self._folded[key]

    def _rest_on(self, key: Hashable | None, place: int) -> None:
        if key is not None and self.seek(key):
            return
        self.cursor = -1
        if self.shown:
            self.move_to(min(max(place, 0), len(self.shown) - 1)) or self.move_to(0)

    def seek(self, key: Hashable) -> bool:
        """Put the cursor on a key that is shown."""
        if 0 <= self.cursor < len(self.shown) and self.shown[self.cursor] == key:
            return True
        try:
            self.cursor = self.shown.index(key)
        except ValueError:
            return False
        return True

    def move(self, by: int) -> None:
        """Move the cursor, stopping at the ends and passing over headings."""
        if not self.shown:
            return
        target = max(0, min(len(self.shown) - 1, self.cursor + by))
        self._land(target, 1 if by >= 0 else -1)

    def move_to(self, place: int) -> bool:
        """Put the cursor on a place, or on the nearest row that is not a heading; False when there is no such row."""
        if not 0 <= place < len(self.shown):
            return False
        return self._land(place, 1)

    def _land(self, target: int, direction: int) -> bool:
        for way in (direction, -direction):
            at = target
            while 0 <= at < len(self.shown):
                if not isinstance(self.shown[at], Heading):
                    self.cursor = at
                    return True
                at += way
        return False

    def mark(self, key: Hashable) -> None:
        """Mark a key, or unmark it."""
        self.marks ^= {key}

    def mark_all(self) -> None:
        """Mark all that is shown; when all of it is marked already, nothing."""
        every = {key for key in self.shown if not isinstance(key, Heading)}
        self.marks = set() if every <= self.marks else self.marks | every
