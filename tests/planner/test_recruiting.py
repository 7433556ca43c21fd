"""Taking people of the address book into the plan for several targets at once."""

from __future__ import annotations

import datetime as dt

from outreach.domain.kinds import Tie
from outreach.domain.model import Person, Role
from outreach.domain.network import Contact
from outreach.planner import Planner
from outreach.text import clean

DAY = dt.date(2020, 5, 4)


def contact(key: str, company: str, *before: str) -> Contact:
    past = tuple(Role(company=clean(name)) for name in before)
    return Contact(key=key, name=clean(key.title()), company=clean(company), connected_on=DAY, past=past)


def test_every_target_gets_its_people_of_now_and_before_in_one_go(planner: Planner) -> None:
    fernwick, bexholt = planner.companies.add("Fernwick Labs"), planner.companies.add("Bexholt")
    with planner.store.transaction("Bring people in") as tx:
        tx.add_all([contact("ana", "Fernwick Labs, Inc."), contact("tom", "Bexholt", "Fernwick Labs"), contact("mei", "Quillmark")])
        found = planner.companies.recruit(tx, fernwick, bexholt)
    assert [(person.key, person.company, person.tie) for person in found] == [
        ("ana", fernwick.id, Tie.HERE),
        ("tom", fernwick.id, Tie.BEFORE),
        ("tom", bexholt.id, Tie.HERE),
    ]
    assert len(planner.store.all(Person)) == 3
