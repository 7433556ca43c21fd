"""The companies that are known by name: which names are one company, and which companies belong together."""

from __future__ import annotations

from collections.abc import Iterable

from outreach.domain.matching.forms import Form, Phrase, Speller
from outreach.domain.matching.names import Names
from outreach.domain.matching.spelling import key_of

Group = int
_TAILS = frozenset(
    {"technologies", "technology", "software", "systems", "networks", "networking", "pharmaceuticals", "pharma", "animation", "studios"}
    | {"studio", "entertainment", "electronics", "market", "solutions", "medical", "hotels", "aircraft", "group", "company", "insurance"}
)
"""Words that only lengthen a brand's name."""
_INSTITUTE = {"institute", "technology"}
NOBODY: frozenset[Group] = frozenset()


class Directory:
    """Looks up keys of names. A Group is the number of one company; an ambiguous name has several."""

    def __init__(self, names: Names, speller: Speller) -> None:
        self._speller = speller
        self._groups: dict[str, set[Group]] = {}
        self.keys: list[list[str]] = []
        """Group -> keys of its names."""
        self.labels: list[str] = []
        """Group -> the name to show."""
        self.campuses: set[Group] = set()
        """Universities and the like: their name with another place is another institution."""
        self._kin: dict[Group, set[Group]] = {}
        for head, others in names.same.items():
            self._put_same(head, others)
        for name in names.apart:
            self._one(name)
        for head, others in names.related.items():
            parent = self._one(head)
            short: dict[str, Group] = {}
            for other in others:
                child = self._brand(head, other, short)
                self._join(parent, child)
        for name, meant in names.possible.items():
            groups = {self._new(name), *(self._one(one) for one in meant)}
            for key in speller.form(name).keys:
                self._groups[key] = set(groups)
                for group in groups:
                    self.keys[group].append(key)
        self.former = {key: self._one(head) for head, words in names.former.items() for word in words for key in speller.form(word).keys}

    def _brand(self, head: str, name: str, short: dict[str, Group]) -> Group:
        """The group of a name listed under a parent; "Slack" and "Slack Technologies" of one list are one company."""
        form = self._speller.form(name)
        essence, parent = form.core, self._speller.form(head).core
        if len(essence) > len(parent) and essence[: len(parent)] == parent:
            essence = essence[len(parent) :]
        while len(essence) > 1 and essence[-1] in _TAILS:
            essence = essence[:-1]
        if self._speller.common(essence) and essence != form.core:
            return self._one(name)
        twin = short.get(key_of(essence))
        if twin is not None and not self._groups.get(form.key):
            self._claim(twin, form, listed=False)
            return twin
        return short.setdefault(key_of(essence), self._one(name))

    def _put_same(self, head: str, others: Iterable[str]) -> None:
        group = self._new(head)
        for name in (head, *others):
            form = self._speller.form(name)
            self._claim(group, form, listed=True)
            if not self._speller.campuses.isdisjoint(form.tokens) or set(form.tokens) >= _INSTITUTE:
                self.campuses.add(group)

    def _claim(self, group: Group, form: Form, *, listed: bool) -> None:
        for place, key in enumerate(form.keys):
            holders = self._groups.setdefault(key, set())
            if place == 0 or listed or not holders:
                holders.add(group)
                self.keys[group].append(key)

    def _new(self, label: str) -> Group:
        self.keys.append([])
        self.labels.append(label)
        return len(self.keys) - 1

    def _one(self, name: str) -> Group:
        """The group of a name by its whole spelling, made when nobody has it."""
        form = self._speller.form(name)
        holders = self._groups.get(form.key, set())
        if len(holders) == 1:
            return next(iter(holders))
        if named := [group for group in holders if self.labels[group] == name]:
            return named[0]
        group = self._new(name)
        self._claim(group, form, listed=False)
        return group

    def _join(self, parent: Group, child: Group) -> None:
        if parent != child:
            self._kin.setdefault(parent, set()).add(child)
            self._kin.setdefault(child, set()).add(parent)

    def of(self, form: Form) -> frozenset[Group]:
        """The companies a name stands for; its longest known key decides."""
        for key in (*form.keys, *form.loose):
            if groups := self._groups.get(key):
                return frozenset(groups)
        return NOBODY

    def of_words(self, tokens: Phrase) -> frozenset[Group]:
        """The companies that are called exactly these words."""
        return frozenset(self._groups.get(key_of(tokens), ()))

    def kin(self, one: frozenset[Group], other: frozenset[Group]) -> bool:
        """Whether one company is the parent, a brand or a division of the other."""
        return any(not self._kin.get(a, NOBODY).isdisjoint(other) for a in one)

    def names_around(self, groups: Iterable[Group]) -> set[str]:
        """Keys of these companies and of all that belong to them."""
        return {key for group in groups for near in (group, *self._kin.get(group, ())) for key in self.keys[near]}

    def leavers(self, groups: frozenset[Group]) -> set[str]:
        """Keys of the words for people who left these companies."""
        return {key for key, group in self.former.items() if group in groups}
