"""Whatever field of a person or a company is filled in, their card says so: a new field is on it from its first day."""

from __future__ import annotations

import datetime as dt
import enum
import types
import typing
from typing import Any

import msgspec
import pytest

from outreach.domain.kinds import PersonKind, Reputation
from outreach.domain.model import Company, News, Person, QandA, Role
from outreach.planner import Planner
from outreach.planner.views.remainder import OURS, PLACED
from outreach.text import CleanText, clean

DAY = dt.date(2026, 10, 5)
SAMPLES: dict[str, Any] = {
    "state": "later",
    "zone": "Europe/Lisbon",
    "cadence": "referral-ask",
    "company": 2,
    "bridge": 1,
    "introducer": 1,
    "motivation": 4,
    "posting": 3,
    "comfort": 5,
    "degree": 2,
    "roles": (Role(company=clean("Kettlebrook")),),
    "news": (News(on=DAY, text=clean("a new job")),),
    "answers": (QandA(question=clean("How is work planned?")),),
    "research": {"read": DAY},
}
"""Values of the fields whose type does not say what they may hold."""


def filled(kind: type[Person | Company]) -> list[str]:
    return [name for name in kind.__struct_fields__ if name not in OURS]


def sample(kind: type[Person | Company], name: str) -> Any:
    """A value that is not the field's default."""
    if name in SAMPLES:
        return SAMPLES[name]
    hint = typing.get_type_hints(kind)[name]
    if isinstance(hint, types.UnionType):
        hint = typing.get_args(hint)[0]
    if hint is bool:
        return True
    if hint is dt.date:
        return DAY
    if isinstance(hint, type) and issubclass(hint, enum.Enum):
        default = next((field.default for field in msgspec.structs.fields(kind) if field.name == name), None)
        return next(member for member in hint if member is not default)
    if typing.get_origin(hint) is tuple:
        return (clean("a word of it"),)
    assert hint in (CleanText, str), f"SAMPLES of this file wants a value for {name}"
    return clean(f"words for {name}")


@pytest.fixture
def known(planner: Planner) -> Planner:
    fern = planner.companies.add("Fernwick Labs").id
    planner.companies.add("Holt & Vane")
    planner.people.add("Tom Okafor", fern)
    planner.people.add("Ana Ruiz", fern, hook="her talk on release trains")
    return planner


@pytest.mark.parametrize("name", filled(Person))
def test_a_field_of_a_person_is_on_their_card(known: Planner, name: str) -> None:
    before = known.views.person(2)
    known.people.edit(2, **{name: sample(Person, name)})
    assert known.views.person(2) != before


@pytest.mark.parametrize("name", filled(Company))
def test_a_field_of_a_company_is_on_its_card(known: Planner, name: str) -> None:
    before = known.views.company(1)
    known.companies.edit(1, **{name: sample(Company, name)})
    assert known.views.company(1) != before


def test_what_has_no_place_of_its_own_is_told_by_its_name_in_words(known: Planner) -> None:
    known.people.edit(2, bridge=1, worked_closely=True, paused_until=DAY, tags="climbing, choir", kind=PersonKind.ALUM)
    known.people.edit(2, news=SAMPLES["news"])
    told = {term.label: term.effect for term in known.views.person(2).more}
    assert told == {
        "kind": "alum",
        "bridge": "Tom Okafor",
        "worked closely": "yes",
        "paused until": "5 Oct 2026",
        "news": "5 Oct 2026 a new job",
        "tags": "climbing, choir",
    }
    known.people.edit(2, worked_closely=False, reputation=Reputation.OK)
    assert "worked closely" not in {term.label for term in known.views.person(2).more}


def test_the_fields_named_beside_the_cards_are_fields(known: Planner) -> None:
    for kind, placed in PLACED.items():
        assert placed <= set(kind.__struct_fields__)
    assert {*Person.__struct_fields__, *Company.__struct_fields__} >= OURS
