"""Which stored records are somebody's, and what the others look like without a word of them: the rule that forgetting applies."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from outreach.store.changes import Change, ChangeSet
from outreach.store.records import REFERENCES

FORGOTTEN = "(forgotten)"
"""Stands where a record of somebody else mentioned them."""

SHORTEST = 5
"""Characters a name or address needs to be looked for in the records of others: shorter ones turn up in ordinary words."""

_THEIRS = {"people": "key", "contacts": "key", "invitations": "key"}
_NAMES = frozenset({"name", "company", "employer", "string", "uid", "domain"})
"""Fields that name somebody or something else, even when it is spelt the same."""

_REACH = frozenset({"key", "url", "email", "phone"})
"""Fields of a person that say how to reach them; ``/in/ana-ruiz-2`` is somebody else than ``/in/ana-ruiz``."""

_BEFORE, _AFTER = r"(?<![\w%+-])", r"(?![\w%@-]|\.\w)"
"""What must not stand next to a word for it to be that word."""


class Marks(msgspec.Struct, frozen=True):
    """What a person is known by, gathered before anything is removed."""

    people: frozenset[int] = frozenset()
    contacts: frozenset[int] = frozenset()
    uids: frozenset[str] = frozenset()
    keys: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    addresses: frozenset[str] = frozenset()
    """E-mail addresses, profile addresses and telephone numbers."""

    def __or__(self, other: Marks) -> Marks:
        """Both together."""
        return Marks(*(getattr(self, field) | getattr(other, field) for field in self.__struct_fields__))

    @property
    def words(self) -> list[str]:
        """Every word for the person that is no ordinary word, longest first."""
        plain = {name for name in self.names if " " in name}
        found = {*plain, *self.addresses, *(key for key in self.keys if "/" in key)}
        return sorted((word for word in found if len(word) >= SHORTEST), key=lambda word: (-len(word), word))


class Blot:
    """Takes one person out of stored documents. The same rule on every file keeps undo of all other commands possible."""

    def __init__(self, marks: Marks) -> None:
        self.marks = marks
        self._gone: dict[str, set[int]] = {"people": set(marks.people), "contacts": set(marks.contacts)}
        self._words = _pattern(marks.words)
        self._own = _pattern([*marks.words, *marks.names])
        forms = {form.encode() for word in marks.words for form in (word, msgspec.json.encode(word).decode()[1:-1])}
        whole = b"|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True))
        self._bytes = re.compile(rb"(?<![\w%%+\x80-\xff-])(?:%b)(?![\w%%@\x80-\xff-]|\.\w)" % whole, re.IGNORECASE) if forms else None

    def learn(self, table: str, id: int, row: bytes | None) -> None:
        """Note a stored document before any is blotted, so that what points to a removed one is known wherever it stands."""
        if row is None:
            return
        document = _read(row)
        if isinstance(document, dict) and self._is_theirs(table, id, document):
            self._gone.setdefault(table, set()).add(id)

    def removed(self, table: str, id: int) -> bool:
        """Whether a record of that number was found to be theirs."""
        return id in self._gone.get(table, ())

    def _is_theirs(self, table: str, id: int, document: Mapping[str, Any]) -> bool:
        if table in self._gone and id in self._gone[table]:
            return True
        if table in _THEIRS and (document.get("uid") in self.marks.uids or document.get(_THEIRS[table]) in self.marks.keys):
            return True
        return table in REFERENCES and document.get("person") in self._gone["people"]

    def row(self, table: str, id: int, row: bytes | None) -> bytes | None:
        """A stored document without them; None when it was theirs."""
        if row is None:
            return None
        document = _read(row)
        if not isinstance(document, dict):
            return row
        if self._is_theirs(table, id, document):
            return None
        kept = {
            field: value if field in _REACH and table in _THEIRS else self._value(field, value)
            for field, value in document.items()
            if not (isinstance(value, int) and value in self._gone.get(REFERENCES.get(table, {}).get(field, ""), ()))
        }
        for one in kept.get("answers", ()) if table == "companies" else ():
            if isinstance(one, dict) and one.get("by") in self._gone["people"]:
                del one["by"]
        return row if kept == document else msgspec.json.encode(kept)

    def _value(self, field: str, value: Any) -> Any:
        if isinstance(value, str):
            return value if field in _NAMES else self.text(value)
        if isinstance(value, list):
            return [self._value(field, item) for item in value]
        if isinstance(value, dict):
            return {key: self._value(key, item) for key, item in value.items()}
        return value

    def text(self, text: str) -> str:
        """A text without their name and addresses."""
        return self._words.sub(FORGOTTEN, text) if self._words else text

    def change_set(self, done: ChangeSet) -> ChangeSet:
        """A command of the past without them; it has no changes when nothing of it is left."""
        changes: list[Change] = []
        own = False
        for change in done.changes:
            if change.id is None:
                changes.append(Change(change.table, None, self.loose(change.old), self.loose(change.new)))
                continue
            before, after = self.row(change.table, change.id, change.old), self.row(change.table, change.id, change.new)
            own = own or (before is None) != (change.old is None) or (after is None) != (change.new is None)
            if before != after:
                changes.append(Change(change.table, change.id, before, after))
        label = self._own.sub(FORGOTTEN, done.label) if own and self._own else self.text(done.label)
        return ChangeSet(done.seq, done.at, label, tuple(changes), done.undoes)

    def loose(self, value: bytes | None) -> bytes | None:
        """A value that is no table of this program, without their name and addresses."""
        return None if value is None else msgspec.json.encode(self._value("", _read(value)))

    def named_in(self, data: bytes) -> bool:
        """Whether a file's bytes mention them, spelt as this program spells them."""
        return self._bytes is not None and self._bytes.search(data) is not None


def _read(row: bytes) -> Any:
    return msgspec.json.decode(row)


def _pattern(words: Iterable[str]) -> re.Pattern[str] | None:
    parts = [r"\s+".join(map(re.escape, word.split())) for word in sorted(set(words), key=len, reverse=True) if word.strip()]
    return re.compile(rf"{_BEFORE}(?:{'|'.join(parts)}){_AFTER}", re.IGNORECASE) if parts else None
