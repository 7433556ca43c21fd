"""The practices the program is made from: each with what makes it work, where it lives and the test that holds it."""

from __future__ import annotations

import tomllib
from typing import Literal

import msgspec

from outreach.errors import BadInput
from outreach.text import clean

State = Literal["works", "partly", "missing"]


class Practice(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One practice, in our own words."""

    id: str
    """``S01`` to ``S72``."""
    theme: str
    practice: str
    source: str
    """The titles of the articles it comes from; in the file, their letters."""
    works: str
    """What makes it work, in one sentence."""
    state: State = "works"
    lacks: str = ""
    """What is not there yet; blank when it works."""
    rules: tuple[str, ...] = ()
    """Rules of etiquette that carry it out, by id."""
    checks: tuple[str, ...] = ()
    """Findings of the draft checker that carry it out."""
    verbs: tuple[str, ...] = ()
    """Where the command line offers it: ``company research``."""
    keys: tuple[str, ...] = ()
    """Actions of the terminal screens that offer it, by id."""
    modules: tuple[str, ...] = ()
    """Where it lives below the package: ``domain.etiquette.who``."""
    test: str = ""
    """The test that would fail if it were taken out."""


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    articles: dict[str, str]
    practice: tuple[Practice, ...]


def parse_practices(text: str, name: str = "practices.toml") -> tuple[Practice, ...]:
    """The practices of a file in their order, with sources spelt out. Raises BadInput when it is no such file or names one twice."""
    try:
        file = msgspec.convert(tomllib.loads(text), _File)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise BadInput(f"{name}: {clean(str(error))}", next_step="mend the file") from None
    seen: set[str] = set()
    for practice in file.practice:
        if practice.id in seen:
            raise BadInput(f"{name}: {clean(practice.id)} stands there twice", next_step="mend the file")
        seen.add(practice.id)
    return tuple(
        msgspec.structs.replace(practice, source="; ".join(file.articles.get(letter, letter) for letter in practice.source))
        for practice in file.practice
    )
