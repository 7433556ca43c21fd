"""A plan with one target and a few people, for the practices of networking."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from outreach.clock import FixedClock
from outreach.domain.model import CompanyId, ContactId, PersonId, Profile, Role
from outreach.domain.network import Contact
from outreach.planner import Planner
from outreach.text import clean


@pytest.fixture
def fernwick(planner: Planner) -> CompanyId:
    return planner.companies.add("Fernwick Labs", motivation=4).id


@pytest.fixture
def ana(planner: Planner, fernwick: CompanyId) -> PersonId:
    """Somebody one worked with and wrote to."""
    person = planner.people.add("Ana Ruiz", fernwick, position="Staff Engineer", worked_closely=True)
    planner.evidence.add(person.id, "worked together", on="2019-03-01", until="2021-06-30", detail="Kettlebrook")
    return person.id


@pytest.fixture
def contact(planner: Planner) -> Callable[..., ContactId]:
    """Puts somebody into the address book, as an import would."""

    def add(name: str, **fields: object) -> ContactId:
        with planner.store.transaction("Contact") as tx:
            key = f"linkedin.com/in/{name.casefold().replace(' ', '-')}"
            return tx.add(Contact(key=key, name=clean(name), **fields)).id  # type: ignore[arg-type]

    return add


@pytest.fixture
def owner(planner: Planner) -> Profile:
    """The plan's owner, as an archive describes them."""
    with planner.store.transaction("Owner") as tx:
        return tx.add(
            Profile(
                name=clean("Robin Alder"),
                headline=clean("Backend engineer"),
                positions=(Role(company=clean("Kettlebrook"), title=clean("Senior Engineer"), since="2019-03", until="2021-09"),),
            )
        )


@pytest.fixture
def later(clock: FixedClock) -> Callable[..., None]:
    """Moves the clock on by whole days, keeping the hour."""

    def move(days: int) -> None:
        clock.set(clock.now() + dt.timedelta(days=days))

    return move
