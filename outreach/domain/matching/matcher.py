"""The verdict on a company string for a target company, tier by tier (source: FORMATS 6.3)."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Mapping

import msgspec

from outreach.domain.kinds import MatchVerdict
from outreach.domain.matching.claims import Reading
from outreach.domain.matching.directory import Directory, Group
from outreach.domain.matching.forms import Form, Phrase, Speller, covered
from outreach.domain.matching.mail import at_domain
from outreach.domain.matching.names import Names
from outreach.domain.matching.reading import Reader
from outreach.domain.matching.sieve import SMALL_WORDS, Sieve
from outreach.domain.matching.spelling import key_of, slips

_TYPO_FROM = 6
_TWO_TYPOS_FROM = 8
_MEANT_FROM = 5


class Match(msgspec.Struct, frozen=True):
    """What a company string says about a target company."""

    verdict: MatchVerdict
    tier: str
    """T1 exact key, T2 alias, T3 place words, T4 related, T5 possible; or former, affiliation, placeholder, contractor, decision,
    domain, none."""
    why: str
    """One sentence for a person."""


_NONE = Match(MatchVerdict.NO, "none", "Another name.")
_STRENGTH = {MatchVerdict.NO: 0, MatchVerdict.POSSIBLE: 1, MatchVerdict.RELATED: 2, MatchVerdict.FORMER: 3, MatchVerdict.HERE: 4}


class Target(msgspec.Struct, frozen=True):
    """A target company, ready for many comparisons."""

    forms: tuple[Form, ...]
    groups: frozenset[Group]
    keys: frozenset[str]
    """Keys of its spellings."""
    names: frozenset[str]
    """``keys`` and the keys of all its aliases."""
    placeholder: bool


class Matcher:
    """Compares company strings with target companies. What it prepares for a string is kept for the next target."""

    def __init__(self, names: Names, decisions: Mapping[tuple[str, str], MatchVerdict] = {}) -> None:
        self._speller = Speller(names.words)
        self._directory = Directory(names, self._speller)
        self._reader = Reader(names.words, self._speller)
        self._decisions = dict(decisions)
        self._readings: dict[str, Reading] = {}
        self._targets: dict[str, Target] = {}
        self._sieve = Sieve()

    def deciding(self, decisions: Mapping[tuple[str, str], MatchVerdict]) -> Matcher:
        """The same matcher with other decisions; what was prepared is shared, so this costs nothing."""
        twin = copy.copy(self)
        twin._decisions = dict(decisions)
        return twin

    def key(self, string: str) -> str:
        """Key of a company name: spelling, accents and legal forms do not matter, aliases do; empty for a placeholder.

        Decisions are kept under it, so that a "no" to one alias does not reject the company's own name.
        """
        reading = self._read(string)
        if reading.placeholder:
            return ""
        return reading.whole.keys[-1]

    def employer(self, string: str) -> str:
        """As ``key``, but the same for all known names of one company: "Facebook" and "Meta" agree."""
        reading = self._read(string)
        if reading.placeholder or not reading.main:
            return ""
        groups = self._directory.of(reading.main[0])
        return self._directory.keys[next(iter(groups))][0] if len(groups) == 1 else reading.main[0].keys[-1]

    def match(self, string: str, target: str, *, email: str = "", domain: str = "") -> Match:
        """The verdict on one string. An ``email`` at the target's ``domain`` settles a possible match."""
        found = self._match(string, target)
        if found.verdict is MatchVerdict.POSSIBLE and found.tier != "decision" and at_domain(email, domain):
            return Match(MatchVerdict.HERE, "domain", f"The e-mail address is at {domain.strip().lower().lstrip('@')}.")
        return found

    def candidates(self, strings: Iterable[str], target: str) -> dict[str, Match]:
        """All strings whose verdict is not NO. Looks closely only at strings that share letters with a name of the target."""
        goal = self._target(target)
        decided = {one for to, one in self._decisions if to == self.key(target)}
        around = self._directory.names_around(goal.groups) | goal.keys | self._directory.leavers(goal.groups) | self._beginnings(goal)
        found: dict[str, Match] = {}
        for string in self._sieve.near(strings, around, goal.keys, decided):
            match = self._match(string, target)
            if match.verdict is not MatchVerdict.NO:
                found[string] = match
        return found

    def meant(self, target: str, strings: Iterable[str]) -> list[str]:
        """Names that whoever typed ``target`` may have meant: of ``strings``, then of the companies known by name, a letter or two away.

        A company known by name is never *matched* by a slip; here it is the target that may be misspelt. Empty where the target is known.
        """
        goal = self._target(target)
        if goal.groups or goal.placeholder:
            return []
        held = {self.key(string): string for string in self._sieve.near(strings, set(), goal.keys, set())}
        held |= {
            key: label for keys, label in zip(self._directory.keys, self._directory.labels, strict=True) for key in keys if key not in held
        }
        return list(dict.fromkeys(name for key, name in held.items() if any(_mistyped(one, key) for one in goal.keys)))

    def _beginnings(self, goal: Target) -> set[str]:
        """What a target may be cut short to, as far as it says anything."""
        heads = {form.core[:n] for form in goal.forms for n in range(1, len(form.core))}
        return {key_of(head) for head in heads if not all(word in self._speller.generic or word in SMALL_WORDS for word in head)}

    def _read(self, string: str) -> Reading:
        reading = self._readings.get(string)
        if reading is None:
            reading = self._readings[string] = self._reader.read(string)
        return reading

    def _target(self, text: str) -> Target:
        target = self._targets.get(text)
        if target is None:
            reading = self._read(text)
            forms = tuple(dict.fromkeys((reading.whole, *reading.main)))
            groups = next((g for form in forms if (g := self._directory.of(form))), frozenset[Group]())
            keys = frozenset(key for form in forms for key in form.keys)
            aliases = {key for group in groups for key in self._directory.keys[group]} if len(groups) == 1 else set[str]()
            target = Target(forms, groups, keys, frozenset(keys | aliases), reading.placeholder)
            self._targets[text] = target
        return target

    def _match(self, string: str, target: str) -> Match:
        if self._decisions and (said := self._decisions.get((self.key(target), self.key(string)))):
            return Match(said, "decision", "You decided this once.")
        goal, reading = self._target(target), self._read(string)
        if reading.placeholder or goal.placeholder:
            return Match(MatchVerdict.NO, "placeholder", "Names no employer.")
        found = self._compare(reading.whole, goal, target)
        if found.verdict is MatchVerdict.HERE and found.tier in ("T1", "T2"):
            return found
        if any(key in self._directory.former and self._directory.former[key] in goal.groups for key in reading.whole.keys):
            return Match(MatchVerdict.FORMER, "former", f"A word for people who left {target}.")
        found = self._of_parts(reading, goal, target)
        if found.verdict is MatchVerdict.POSSIBLE and (reading.affiliated or self._reader.affiliated(_beyond(reading.whole, goal))):
            return Match(MatchVerdict.NO, "affiliation", f"A group around {target}, not {target} itself.")
        if reading.contract and found.verdict is MatchVerdict.HERE:
            return Match(MatchVerdict.POSSIBLE, "contractor", f"Works with {target}, perhaps not as an employee.")
        return found

    def _of_parts(self, reading: Reading, goal: Target, target: str) -> Match:
        best = _NONE
        for form in reading.main:
            best = _stronger(best, self._compare(form, goal, target))
        if reading.sides and all(self._compare(form, goal, target).verdict is MatchVerdict.HERE for form in reading.sides):
            best = Match(MatchVerdict.HERE, "T2", f"Two names of {target}.")
        for form in reading.renamed:
            if best.verdict is not MatchVerdict.HERE:
                best = _stronger(best, self._once(form, reading, goal, target))
        for form in reading.left:
            if best.verdict is not MatchVerdict.HERE and self._compare(form, goal, target).verdict is MatchVerdict.HERE:
                best = Match(MatchVerdict.FORMER, "former", f"Says they left {target}.")
        for form in reading.parents:
            if _STRENGTH[best.verdict] < _STRENGTH[MatchVerdict.RELATED] and self._compare(form, goal, target).verdict is MatchVerdict.HERE:
                best = Match(MatchVerdict.RELATED, "T4", f"Says it belongs to {target}.")
        for form in reading.mentioned:
            if best.verdict is MatchVerdict.NO and self._compare(form, goal, target).verdict in (MatchVerdict.HERE, MatchVerdict.RELATED):
                best = Match(MatchVerdict.POSSIBLE, "contractor", f"Names {target} beside another employer.")
        return best

    def _once(self, form: Form, reading: Reading, goal: Target, target: str) -> Match:
        """Judge an earlier name: a known company that was renamed would be in the directory, so a known one stays unsure."""
        found = self._compare(form, goal, target)
        if found.verdict is not MatchVerdict.HERE:
            return _NONE
        if self._directory.of(form) or not reading.main:
            return Match(MatchVerdict.POSSIBLE, "T5", f"Says it was {target} once.")
        return Match(MatchVerdict.HERE, "T2", f"Says it is {target} under a new name.")

    def _compare(self, form: Form, goal: Target, target: str) -> Match:
        """The verdict on one name of a string."""
        mine = self._directory.of(form)
        apart = bool(mine and goal.groups) and mine.isdisjoint(goal.groups)
        if not apart and not goal.keys.isdisjoint(form.keys):
            if len(mine) <= 1 or any(form.key == one.key for one in goal.forms):
                return Match(MatchVerdict.HERE, "T1", f"The name is {target}, spelled another way or the same.")
            return Match(MatchVerdict.POSSIBLE, "T5", "Several companies go by this name.")
        if mine and goal.groups and not apart:
            if len(mine) == 1 and len(goal.groups) == 1:
                return Match(MatchVerdict.HERE, "T2", f"Another name of {target}.")
            return Match(MatchVerdict.POSSIBLE, "T5", "Several companies go by this name.")
        if apart:
            return self._kinship(mine, goal, target)
        return self._by_words(form, mine, goal, target)

    def _kinship(self, mine: frozenset[Group], goal: Target, target: str) -> Match:
        if self._directory.kin(mine, goal.groups):
            return Match(MatchVerdict.RELATED, "T4", f"Belongs to {target}, or {target} to it.")
        return Match(MatchVerdict.NO, "none", "Known as another company.")

    def _by_words(self, form: Form, mine: frozenset[Group], goal: Target, target: str) -> Match:
        tokens = form.core
        for n in range(len(tokens) - 1, 0, -1):
            if tokens[n - 1] in SMALL_WORDS:
                continue
            head, rest = tokens[:n], tokens[n:]
            key = key_of(head)
            if key in goal.names:
                if mine and not goal.groups:
                    return Match(MatchVerdict.POSSIBLE, "T5", f"Starts like {target}, and is known as a company of its own.")
                return self._with_rest(head, rest, goal, target)
            if (known := self._directory.of_words(head)) and goal.groups and len(known) == 1:
                if known.isdisjoint(goal.groups) and not self._speller.common(head):
                    return self._kinship(known, goal, target)
                if not known.isdisjoint(goal.groups):
                    return self._with_rest(head, rest, goal, target)
        return self._unsure(form, mine, goal, target)

    def _with_rest(self, head: Phrase, rest: Phrase, goal: Target, target: str) -> Match:
        """Judge a name that starts with the target's: place words keep it the target, anything else has to be asked."""
        spell = self._speller
        known = len(goal.groups) == 1
        common = spell.common(head)
        sure = not common or (head[0] in spell.worldwide if len(head) == 1 else known)
        if rest[0] == "in" and known and covered(rest[1:], spell.countries):
            sure = True
        sure = sure and len(self._directory.of_words(head)) <= 1
        if rest[0] == "of":
            sure = sure and known and covered(rest[1:], spell.countries, spell.legal)
        campus = not spell.campuses.isdisjoint(head) or not self._directory.campuses.isdisjoint(goal.groups)
        if sure and rest[0] != "and" and not campus:
            near = (spell.places, spell.legal) if common and rest[0] not in ("in", "of") else (spell.places, spell.glue, spell.legal)
            if covered(rest, *near) and not covered(rest, spell.glue):
                return Match(MatchVerdict.HERE, "T3", f"{target}, with a place or an office.")
            if known and covered(rest, spell.arms, *near):
                return Match(MatchVerdict.HERE, "T3", f"{target}, with an office of its own.")
            abroad = (spell.places, spell.glue, spell.legal, spell.arms, spell.arms_abroad)
            if known and not common and any((t,) in spell.places.all for t in rest) and covered(rest, *abroad):
                return Match(MatchVerdict.HERE, "T3", f"{target}, with a line of business and a place.")
        return Match(MatchVerdict.POSSIBLE, "T5", f"Starts like {target}; a division, a place or another company.")

    def _unsure(self, form: Form, mine: frozenset[Group], goal: Target, target: str) -> Match:
        core = form.core
        key = key_of(core)
        for one in goal.forms:
            if (
                len(core) < len(one.core)
                and one.core[: len(core)] == core
                and not all(t in self._speller.generic for t in core)
                and not covered(core, self._speller.places)
            ):
                return Match(MatchVerdict.POSSIBLE, "T5", f"Perhaps short for {target}.")
            if not mine and (_initials(one.core) == key or _initials(core) == key_of(one.core)):
                return Match(MatchVerdict.POSSIBLE, "T5", f"Perhaps the initials of {target}.")
        if not mine:
            for name in goal.names:
                most = 2 if len(name) >= _TWO_TYPOS_FROM else 1
                if len(name) >= _TYPO_FROM and name[:1] == key[:1] and slips(key, name, most):
                    return Match(MatchVerdict.POSSIBLE, "T5", f"A letter or two away from {target}.")
        return _NONE


def _mistyped(typed: str, key: str) -> bool:
    most = 2 if len(key) >= _TWO_TYPOS_FROM else 1
    return min(len(typed), len(key)) >= _MEANT_FROM and typed[:1] == key[:1] and typed != key and slips(typed, key, most)


def _beyond(form: Form, goal: Target) -> Phrase:
    """The words of a name after the target's own."""
    tokens = form.core
    return next((tokens[len(one.core) :] for one in goal.forms if tokens[: len(one.core)] == one.core), tokens)


def _initials(tokens: Phrase) -> str:
    letters = [t[0] for t in tokens if t not in SMALL_WORDS]
    return "".join(letters) if len(letters) >= 3 else "-"


def _stronger(a: Match, b: Match) -> Match:
    return b if _STRENGTH[b.verdict] > _STRENGTH[a.verdict] or (a is _NONE and b.verdict is a.verdict) else a
