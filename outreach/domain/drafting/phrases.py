"""The lists of words the draft checker looks for, as data: each group with its severity, what is wrong and how to mend it."""

from __future__ import annotations

import tomllib

import msgspec

from outreach.domain.drafting.limits import Length, parse_lengths
from outreach.domain.drafting.wordmatch import Index
from outreach.domain.kinds import Severity
from outreach.errors import BadInput
from outreach.text import clean


class Group(msgspec.Struct, frozen=True):
    """One list of phrases. Groups without a severity are signs the checker looks for, not faults."""

    name: str
    phrases: tuple[str, ...] = ()
    severity: Severity | None = None
    says: str = ""
    """What is wrong, as the finding says it."""
    fix: str = ""
    source: str = ""
    own: bool = False
    """Said of the reader it is no fault: "your talk on sick leave"."""


class Phrases:
    """All groups by name, and the lengths of the channels. Building it is cheap: nothing is compiled, texts are matched word by word."""

    def __init__(self, groups: dict[str, Group], lengths: tuple[Length, ...] = ()) -> None:
        self.groups = groups
        self.lengths = lengths
        self._index = Index((phrase, name) for name, group in groups.items() for phrase in group.phrases)
        self._words: dict[str, frozenset[str]] = {}
        self._seen: dict[str, dict[str, tuple[tuple[int, int], ...]]] = {}

    @property
    def faults(self) -> tuple[Group, ...]:
        """The groups whose phrases are findings by themselves."""
        return tuple(group for group in self.groups.values() if group.severity is not None)

    def find(self, group: str, text: str) -> tuple[tuple[int, int], ...]:
        """Where the phrases of a group occur; nowhere for a group that is switched off."""
        spans = self._seen.get(text)
        if spans is None:
            if len(self._seen) >= _REMEMBERED:
                self._seen.clear()
            spans = self._seen[text] = self._index.scan(text)
        return spans.get(group, ())

    def has(self, group: str, text: str) -> bool:
        """Whether any phrase of a group occurs."""
        return bool(self.find(group, text))

    def words(self, group: str) -> frozenset[str]:
        """The single words of a group, in lower case."""
        if group not in self._words:
            found = self.groups.get(group)
            self._words[group] = frozenset(p.casefold() for p in found.phrases if " " not in p) if found else frozenset()
        return self._words[group]


_REMEMBERED = 32
"""Texts whose matches are kept: every check of one message asks about the same few."""


class _Group(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    phrases: tuple[str, ...] = ()
    severity: Severity | None = None
    says: str = ""
    fix: str = ""
    source: str = ""
    own: bool = False
    off: bool = False
    allow: tuple[str, ...] = ()
    """Phrases of ours that the user allows."""


def parse_phrases(text: str, extra: str = "", lengths: str = "", name: str = "phrases.toml", own_lengths: str = "") -> Phrases:
    """Read the groups. ``extra`` (the user's own) adds phrases to a group, makes new ones, allows single phrases or switches a group off.

    A phrase matches whole words whatever the case and the blanks between; ``~`` stands for up to three words, a final ``*`` for any
    ending. Raises BadInput with file and line when an entry is wrong.
    """
    shipped, own = _read(text, "phrases.toml"), _read(extra, name)
    groups: dict[str, Group] = {}
    for key in (*shipped, *(k for k in own if k not in shipped)):
        base, mine = shipped.get(key, _Group()), own.get(key, _Group())
        if mine.off or base.off:
            continue
        allowed = {phrase.casefold() for phrase in mine.allow}
        phrases = [p for p in (*base.phrases, *mine.phrases) if p.strip() and p.casefold() not in allowed]
        groups[key] = Group(
            name=key,
            phrases=tuple(phrases),
            severity=mine.severity or base.severity,
            says=mine.says or base.says,
            fix=mine.fix or base.fix,
            source=mine.source or base.source,
            own=mine.own or base.own,
        )
    return Phrases(groups, parse_lengths(lengths, own_lengths) if lengths or own_lengths else ())


def _read(text: str, name: str) -> dict[str, _Group]:
    try:
        return msgspec.convert(tomllib.loads(text), dict[str, _Group])
    except tomllib.TOMLDecodeError as error:
        raise BadInput(f"{name}: {clean(str(error))}", next_step="mend the file") from None
    except msgspec.ValidationError as error:
        raise BadInput(f"{name}:{_line(text)}: {clean(str(error))}", next_step="mend the entry") from None


def _line(text: str) -> int:
    """The line on which the first wrong group begins."""
    wrong = next(key for key, group in tomllib.loads(text).items() if not _fits(group))
    return next((number for number, line in enumerate(text.splitlines(), 1) if line.strip().startswith(f"[{wrong}")), 1)


def _fits(group: object) -> bool:
    try:
        msgspec.convert(group, _Group)
    except msgspec.ValidationError:
        return False
    return True
