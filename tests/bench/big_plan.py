"""A made-up plan of real size: 500 companies, 5,000 insiders, 20,000 steps, and an address book of 30,000; the same for the same seed.

Run as a script to make one: ``python tests/bench/big_plan.py FOLDER``.
"""

from __future__ import annotations

import datetime as dt
import random
import sys
from pathlib import Path

from outreach.clock import FixedClock
from outreach.domain.kinds import Channel, EvidenceKind, PersonState, Source, StepKind, StepState
from outreach.domain.model import Company, Evidence, Person, Profile, Step
from outreach.domain.network import Contact
from outreach.store import Store, Transaction
from outreach.text import clean

NOW = dt.datetime(2026, 11, 23, 9, 30, tzinfo=dt.UTC)
FIRST = [
    "Abril",
    "Anouk",
    "Bexley",
    "Cosima",
    "Darien",
    "Edda",
    "Fenwick",
    "Gideon",
    "Hana",
    "Idris",
    "Juno",
    "Kaito",
    "Linnea",
    "Maren",
    "Nadia",
    "Oisin",
    "Pelle",
    "Quenby",
    "Rafe",
    "Sabine",
]
LAST = (
    "Alderfort",
    "Branworth",
    "Copperell",
    "Dunmont",
    "Emberley",
    "Farrowby",
    "Grovewell",
    "Harbourne",
    "Illstead",
    "Kettlebank",
    "Larkmore",
    "Moorgate",
    "Nimbrook",
)
WORDS = (
    "Amber",
    "Basalt",
    "Cedar",
    "Dune",
    "Elm",
    "Fathom",
    "Granite",
    "Harbor",
    "Iris",
    "Juniper",
    "Kestrel",
    "Lumen",
    "Marlow",
    "Nectar",
    "Onyx",
    "Pewter",
    "Quill",
    "Rowan",
    "Sable",
    "Thistle",
)
TRADES = (
    "Analytics",
    "Biotech",
    "Capital",
    "Dental",
    "Energy",
    "Foods",
    "Games",
    "Health",
    "Insurance",
    "Labs",
    "Logistics",
    "Media",
    "Mobility",
    "Payments",
    "Robotics",
)
JOBS = ("Software Engineer", "Data Engineer", "Product Manager", "Engineering Manager", "Recruiter", "Designer", "Analyst")


def build(folder: Path, *, companies: int = 500, people: int = 5_000, steps: int = 20_000, contacts: int = 30_000, seed: int = 7) -> Path:
    """Write such a plan into ``folder`` and close it, so that a first look reads plain TinyDB files."""
    chance = random.Random(seed)
    store = Store.open(folder, FixedClock(NOW))
    with store.transaction("Build a plan of real size") as tx:
        tx.add(Profile(name=clean("Robin Alder"), headline=clean("Backend engineer")))
        names = [clean(f"{WORDS[n % 20]} {TRADES[n // 20 % 15]} {n}") for n in range(companies)]
        targets = [tx.add(Company(name=name, motivation=chance.randint(0, 4), posting=chance.randint(0, 3))) for name in names]
        crowd = [_person(tx, chance, number, targets[number % companies]) for number in range(people)]
        _steps(tx, chance, crowd, steps)
        for number in range(contacts):
            _contact(tx, chance, number)
    store.close()
    return folder


def _name(chance: random.Random, number: int) -> str:
    return f"{chance.choice(FIRST)} {chance.choice(LAST)} {number}"


def _person(tx: Transaction, chance: random.Random, number: int, company: Company) -> Person:
    person = tx.add(
        Person(
            name=clean(_name(chance, number)),
            company=company.id,
            state=PersonState.INSIDER if number % 3 else PersonState.NEW,
            key=f"insider-{number}",
            employer=company.name,
            position=clean(chance.choice(JOBS)),
            source=Source.ARCHIVE,
        )
    )
    day = (NOW - dt.timedelta(days=chance.randint(30, 2_000))).date()
    tx.add(Evidence(person=person.id, kind=EvidenceKind.CONNECTED, on=day, source=Source.ARCHIVE))
    if number % 4 == 0:
        tx.add(
            Evidence(
                person=person.id,
                kind=EvidenceKind.MESSAGES,
                on=day,
                sent=chance.randint(1, 9),
                received=chance.randint(1, 9),
                source=Source.ARCHIVE,
            )
        )
    return person


def _steps(tx: Transaction, chance: random.Random, crowd: list[Person], count: int) -> None:
    """Nine in ten are history; the open ones are first touches, follow-ups and a few promises."""
    for number in range(count):
        person = crowd[chance.randrange(len(crowd))]
        ago = dt.timedelta(days=chance.randint(1, 400))
        if number % 10:
            kind = chance.choice((StepKind.FIRST_TOUCH, StepKind.FOLLOW_UP, StepKind.REPLIED, StepKind.TALK, StepKind.THANK_YOU))
            tx.add(
                Step(
                    kind=kind,
                    company=person.company,
                    person=person.id,
                    state=StepState.DONE,
                    channel=Channel.MESSAGE,
                    done_at=NOW - ago,
                    made_at=NOW - ago,
                )
            )
        else:
            kind = chance.choice((StepKind.FIRST_TOUCH, StepKind.FOLLOW_UP, StepKind.TODO))
            tx.add(
                Step(
                    kind=kind,
                    company=person.company,
                    person=person.id,
                    made_at=NOW - dt.timedelta(days=chance.randint(0, 20)),
                    on=(NOW + dt.timedelta(days=chance.randint(-3, 30))).date() if kind is StepKind.TODO else None,
                    text=clean("send the write-up") if kind is StepKind.TODO else clean(""),
                )
            )


def _contact(tx: Transaction, chance: random.Random, number: int) -> None:
    name = _name(chance, number)
    tx.add(
        Contact(
            key=f"contact-{number}",
            name=clean(name),
            first=clean(name.split()[0]),
            company=clean(f"{chance.choice(WORDS)} {chance.choice(TRADES)}"),
            position=clean(chance.choice(JOBS)),
            connected_on=(NOW - dt.timedelta(days=chance.randint(1, 4_000))).date(),
            sent=chance.randint(0, 3),
        )
    )


if __name__ == "__main__":
    print(build(Path(sys.argv[1])))
