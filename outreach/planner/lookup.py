"""A company, person or step named by its number or by an unambiguous part of its name."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from outreach.domain.kinds import PersonState, StepState
from outreach.domain.model import Company, CompanyId, Person, PersonId, Step, StepId
from outreach.errors import Ambiguous, NotFound, UsageError
from outreach.text import clean

if TYPE_CHECKING:
    from outreach.store import Store

MOST_CANDIDATES = 12
"""Candidates listed for an ambiguous name."""

MOST_MEANT = 3
"""Names offered for one that nobody has."""

SHORTEST_SLIP = 4
"""Letters from which a name may be meant by one that differs in a letter; "Ana" and "Ada" are two people."""

LONG_NAME = 8
"""Letters from which it may differ in two."""

# Letters that no decomposition turns into those of a plain keyboard, and the apostrophes type-setting puts for the straight one.
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "’": "'", "‘": "'", "ʼ": "'"}
)


def fold(text: str) -> str:
    """Text as it is compared: compatibility-normalised, without marks, case folded; "soren" is found in "Søren"."""
    if text.isascii():
        return text.casefold()
    spread = unicodedata.normalize("NFKD", text)
    return "".join(char for char in spread if not unicodedata.combining(char)).casefold().translate(_LETTERS)


def find_company(store: Store, text: str) -> CompanyId:
    """The company meant by ``text``. Raises Ambiguous with candidates, or NotFound."""
    pairs = ((c.id, c.name) for c in store.all(Company))
    try:
        return CompanyId(_pick("company", text, pairs, "'outreach company list' has the names"))
    except NotFound as error:
        people = ((p.id, p.name) for p in store.all(Person))
        raise _of_the_other_kind(error, text, people, "{1} is a person, and 'outreach person show {0}' has their company") from None


def find_person(store: Store, text: str) -> PersonId:
    """The person meant by ``text``; somebody dropped only when nobody else has that name. Raises Ambiguous with candidates, or NotFound."""
    names = {company.id: company.name for company in store.all(Company)}

    def among(people: Iterable[Person]) -> PersonId:
        labels = ((p.id, p.name, f"{p.name} ({names.get(p.company, 'no company')})" if p.company else p.name) for p in people)
        return PersonId(_pick_labelled("person", text, labels, "'outreach network NAME' searches everybody imported"))

    try:
        return among(p for p in store.all(Person) if p.state is not PersonState.DROPPED)
    except NotFound:
        pass
    try:
        return among(store.all(Person))
    except NotFound as error:
        raise _of_the_other_kind(error, text, names.items(), "{1} is a company, and 'outreach insiders {0}' has its people") from None


def _of_the_other_kind(error: NotFound, text: str, pairs: Iterable[tuple[int, str]], says: str) -> NotFound:
    """The same refusal, saying so where a company was named for a person or the other way round."""
    word = fold(clean(text))
    found = next(((number, name) for number, name in pairs if word and not word.isdecimal() and word in fold(name)), None)
    return NotFound(error.message, next_step=says.format(*found)) if found else error


def find_step(store: Store, text: str, day_of: Callable[[StepId], dt.date | None]) -> StepId:
    """An open step by its number, or by a person's name the open step with them whose ``day_of`` comes first, a promise before the rest."""
    word = text.strip().lstrip("#")
    if word.isdecimal() and store.find(Step, int(word)) is not None:
        return StepId(int(word))
    if word.isdecimal():
        raise NotFound(f"no step has the number {word}", next_step="'outreach today' shows the numbers")
    try:
        person = find_person(store, text)
    except Ambiguous as several:
        raise _steps_instead(store, text, several) from None
    opened = [step for step in store.where(Step, "person", person) if step.state is StepState.OPEN]
    if len(opened) == 1:
        return opened[0].id
    if opened:
        return min(opened, key=lambda step: (day_of(step.id) or dt.date.max, not step.promise, step.id)).id
    raise NotFound(f"nothing is open with {store.get(Person, person).name}", next_step="'outreach person show' has the history")


def _steps_instead(store: Store, text: str, several: Ambiguous) -> UsageError:
    """The same refusal with the numbers of steps: where a step is asked for, a person's number would be read as another step."""
    from outreach.planner.views.due import what

    people = [store.get(Person, PersonId(number)) for number, _ in several.candidates]
    opened = [
        (step.id, what(step, one, None)) for one in people for step in store.where(Step, "person", one.id) if step.state is StepState.OPEN
    ]
    if not opened:
        return NotFound(f"nothing is open with anybody called {clean(text)!r}", next_step="'outreach today --all' lists what is open")
    opened = opened[:MOST_CANDIDATES]
    listed = ", ".join(f"{number} {label}" for number, label in opened)
    return Ambiguous(f"{clean(text)!r} could be {listed}", tuple(opened))


def find_named(noun: str, text: str, rows: Iterable[tuple[int, str]], hint: str) -> int:
    """The number of the row meant by ``text``, among (number, name) pairs. Raises Ambiguous with candidates, or NotFound with the hint."""
    return _pick(noun, text, rows, hint)


def completions(pairs: Iterable[tuple[int, str]], prefix: str, limit: int = 20) -> list[tuple[int, str]]:
    """Names that start with, then names that hold, what was typed."""
    word = fold(prefix.strip())
    starts: list[tuple[int, str]] = []
    holds: list[tuple[int, str]] = []
    for number, name in pairs:
        folded = fold(name)
        if folded.startswith(word):
            starts.append((number, name))
        elif word in folded:
            holds.append((number, name))
    return (starts + holds)[:limit]


def _pick(noun: str, text: str, pairs: Iterable[tuple[int, str]], hint: str) -> int:
    return _pick_labelled(noun, text, ((number, name, name) for number, name in pairs), hint)


def _pick_labelled(noun: str, text: str, rows: Iterable[tuple[int, str, str]], hint: str) -> int:
    asked = clean(text)
    word = fold(asked.lstrip("#"))
    everything = list(rows)
    if word.isdecimal():
        for number, _, _ in everything:
            if number == int(word):
                return number
        raise NotFound(f"no {noun} has the number {word}", next_step=hint)
    if not word:
        raise NotFound(f"say which {noun}", next_step=hint)
    folded = [(number, fold(name), label) for number, name, label in everything]
    for hits in (
        [(number, label) for number, name, label in folded if name == word],
        [(number, label) for number, name, label in folded if name.startswith(word) or all(part in name.split() for part in word.split())],
        [(number, label) for number, name, label in folded if word in name],
    ):
        if len(hits) == 1:
            return hits[0][0]
        if hits:
            listed = ", ".join(f"{number} {label}" for number, label in hits[:MOST_CANDIDATES])
            raise Ambiguous(f"{asked!r} could be {listed}", tuple(hits[:MOST_CANDIDATES]))
    meant = [name for _, name, _ in everything if _near(word, fold(name))][:MOST_MEANT]
    raise NotFound(f"no {noun} is called {asked!r}", next_step=f"did you mean {' or '.join(meant)}?" if meant else hint)


def _near(word: str, name: str) -> bool:
    """Whether ``word`` is the folded ``name`` with a slip of the finger, or each of its words is one of the name's."""
    held = name.split()
    return _slipped(word, name) or all(any(part == one or _slipped(part, one) for one in held) for part in word.split())


def _slipped(typed: str, meant: str) -> bool:
    from outreach.domain.matching.spelling import slips  # an error's errand: no verb that finds its name pays for it

    short = min(len(typed), len(meant))
    return short >= SHORTEST_SLIP and slips(typed, meant, 2 if short >= LONG_NAME else 1)
