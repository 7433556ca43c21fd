"""The lists of words the draft checker looks for, as data: each group with its severity, what is wrong and how to mend it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator

import msgspec

from outreach.domain.drafting.limits import Length, parse_lengths
from outreach.domain.kinds import Severity
from outreach.errors import BadInput
from outreach.text import clean


class Group(msgspec.Struct, frozen=True):
    """One list of phrases. Groups without a severity are signs the checker looks for, not faults."""

    name: str
    pattern: re.Pattern[str] | None
    severity: Severity | None = None
    says: str = ""
    """What is wrong, as the finding says it."""
    fix: str = ""
    source: str = ""

    def find(self, text: str) -> Iterator[tuple[int, int]]:
        """The spans of the phrases found, in order."""
        return (match.span() for match in self.pattern.finditer(text)) if self.pattern else iter(())

    def has(self, text: str) -> bool:
        """Whether any phrase occurs."""
        return self.pattern is not None and self.pattern.search(text) is not None


class Phrases(msgspec.Struct, frozen=True):
    """All groups by name, and the lengths of the channels."""

    groups: dict[str, Group]
    lengths: tuple[Length, ...] = ()

    def has(self, group: str, text: str) -> bool:
        """Whether any phrase of a group occurs; a group that is switched off has none."""
        found = self.groups.get(group)
        return found is not None and found.has(text)

    def find(self, group: str, text: str) -> tuple[tuple[int, int], ...]:
        """Where the phrases of a group occur."""
        found = self.groups.get(group)
        return tuple(found.find(text)) if found else ()

    @property
    def faults(self) -> tuple[Group, ...]:
        """The groups whose phrases are findings by themselves."""
        return tuple(group for group in self.groups.values() if group.severity is not None)


class _Group(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    phrases: tuple[str, ...] = ()
    severity: Severity | None = None
    says: str = ""
    fix: str = ""
    source: str = ""
    off: bool = False
    allow: tuple[str, ...] = ()
    """Phrases of ours that the user allows."""


def parse_phrases(text: str, extra: str = "", lengths: str = "", name: str = "phrases.toml") -> Phrases:
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
            pattern=compile_phrases(phrases),
            severity=mine.severity or base.severity,
            says=mine.says or base.says,
            fix=mine.fix or base.fix,
            source=mine.source or base.source,
        )
    return Phrases(groups, parse_lengths(lengths) if lengths else ())


_BETWEEN = r"[\s_‑-]+"


def compile_phrases(phrases: list[str] | tuple[str, ...]) -> re.Pattern[str] | None:
    """One pattern for many phrases, the longest first; None when there are none."""
    parts = [_pattern(phrase) for phrase in sorted(phrases, key=len, reverse=True)]
    return re.compile(rf"(?<![\w'’])(?:{'|'.join(parts)})", re.IGNORECASE) if parts else None


def _pattern(phrase: str) -> str:
    words: list[str] = []
    open_end = phrase.endswith("*")
    for word in phrase.removesuffix("*").split():
        escaped = re.escape(word).replace("'", "['’]").replace("\\-", "[-‑ ]?")
        words.append(r"(?:[\w'’-]+\s+){0,3}?" if word == "~" else escaped + _BETWEEN)
    pattern = "".join(words).removesuffix(_BETWEEN)
    return pattern + (r"\w*" if open_end else r"(?!\w)")


def _read(text: str, name: str) -> dict[str, _Group]:
    try:
        return msgspec.convert(tomllib.loads(text), dict[str, _Group])
    except tomllib.TOMLDecodeError as error:
        raise BadInput(f"{name}: {clean(str(error))}", next_step="mend the file") from None
    except msgspec.ValidationError as error:
        raise BadInput(f"{name}:{_line(text, str(error))}: {clean(str(error))}", next_step="mend the entry") from None


def _line(text: str, error: str) -> int:
    for key in tomllib.loads(text):
        try:
            msgspec.convert({key: tomllib.loads(text)[key]}, dict[str, _Group])
        except msgspec.ValidationError:
            return next((n for n, line in enumerate(text.splitlines(), 1) if line.strip().startswith(f"[{key}")), 1)
    return 1
