"""Ranking: every point has its term, contacts and people are scored by one scale, and the archive proves only what it holds."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from outreach.domain.craft import craft_words
from outreach.domain.kinds import EvidenceKind, Reputation, StepKind, StepState
from outreach.domain.model import Evidence, Person, PersonId, Profile, Role, Step
from outreach.domain.network import Contact
from outreach.domain.ranking import evidence_of, rank
from outreach.text import CleanText

TODAY = dt.date(2026, 11, 22)
ME = Profile(
    headline=CleanText("Platform engineer"),
    positions=(
        Role(company=CleanText("Tidewater"), title=CleanText("Platform Engineer"), since="2022-01"),
        Role(company=CleanText("Kettlebrook Ltd"), title=CleanText("Data Analyst"), since="2018-01", until="2021-12"),
    ),
    schools=(Role(company=CleanText("Marsh University")),),
)


def key(name: str) -> str:
    return name.casefold().removesuffix(" ltd").strip()


def contact(**more: Any) -> Contact:
    return Contact(key="ana", name=CleanText("Ana Ruiz"), **more)


def person(**more: Any) -> Person:
    return Person(id=PersonId(7), name=CleanText("Ana Ruiz"), **more)


def proof(kind: EvidenceKind, **more: Any) -> Evidence:
    return Evidence(person=PersonId(7), kind=kind, **more)


def test_the_score_is_the_sum_of_its_terms_largest_first() -> None:
    worked = proof(EvidenceKind.WORKED_TOGETHER, on=dt.date(2019, 1, 1), until=dt.date(2021, 1, 1), detail=CleanText("Kettlebrook"))
    wrote = proof(EvidenceKind.MESSAGES, until=dt.date(2026, 5, 30), sent=9, received=7)
    made = rank(person(position=CleanText("Staff Engineer")), (worked, wrote), (), ME, TODAY)
    assert made.person == 7 and made.score == sum(term.points for term in made.terms)
    assert [(t.label, t.points) for t in made.terms] == [
        ("worked together 2019-2021", 40),
        ("9 sent, 7 received", 17),
        ("in touch in May", 15),
        ("same craft", 10),
    ]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Platform Engineer", "Head of Platform Engineering", True),
        ("Data Analyst", "VP Analytics", True),
        ("Marketing Manager", "Marketer", True),
        ("Software Developer", "Director of Software Development", True),
        ("Senior Manager", "Managing Director", False),
        ("Chief of Staff", "Staff Nurse", False),
        ("Nurse", "Engineer", False),
    ],
)
def test_crafts_are_compared_without_rank_or_ending(one: str, other: str, same: bool) -> None:
    assert bool(craft_words(one) & craft_words(other)) is same


def test_silence_and_doubt_lower_a_person() -> None:
    sent = Step(kind=StepKind.FIRST_TOUCH, state=StepState.DONE, done_at=dt.datetime(2026, 11, 2, tzinfo=dt.UTC))
    base = rank(person(), (), (), ME, TODAY).score
    assert rank(person(), (), (sent,), ME, TODAY).score < base
    assert rank(person(reputation=Reputation.UNSURE), (), (), ME, TODAY).score < base
    assert rank(person(left_on=dt.date(2026, 1, 1)), (), (), ME, TODAY).score < base


def test_an_offer_to_help_lifts_a_person() -> None:
    assert "offered to help" in {t.label for t in rank(person(standing_offer=CleanText("call me")), (), (), ME, TODAY).terms}


def test_the_archive_proves_only_what_it_holds() -> None:
    full = contact(
        company=CleanText("Kettlebrook"),
        connected_on=dt.date(2020, 1, 2),
        sent=3,
        received=2,
        both=True,
        first_on=dt.date(2020, 2, 1),
        last_on=dt.date(2024, 5, 1),
        invited_on=dt.date(2020, 1, 1),
        recommended_me=dt.date(2021, 1, 1),
        endorsed_them=dt.date(2021, 2, 1),
        note=CleanText("private"),
    )
    found = {e.kind: e for e in evidence_of(full, ME, key)}
    assert set(found) == {
        EvidenceKind.CONNECTED,
        EvidenceKind.MESSAGES,
        EvidenceKind.INVITED_THEM,
        EvidenceKind.RECOMMENDED_ME,
        EvidenceKind.ENDORSED_THEM,
        EvidenceKind.SHARED_EMPLOYER,
    }
    assert found[EvidenceKind.SHARED_EMPLOYER].detail == "Kettlebrook Ltd"
    assert (found[EvidenceKind.MESSAGES].on, found[EvidenceKind.MESSAGES].until) == (dt.date(2020, 2, 1), dt.date(2024, 5, 1))
    assert EvidenceKind.WORKED_TOGETHER not in found and all("private" not in e.detail for e in found.values())


def test_one_sided_messages_are_no_evidence_of_an_exchange() -> None:
    assert evidence_of(contact(sent=4, last_on=dt.date(2024, 1, 1)), ME, key) == ()


def test_somebody_at_the_current_employer_shares_no_past_employer() -> None:
    assert evidence_of(contact(company=CleanText("Tidewater")), ME, key) == ()


def test_an_employer_of_theirs_seen_in_an_earlier_import_is_shared_too() -> None:
    moved = contact(company=CleanText("Fernwick"), past=(Role(company=CleanText("KETTLEBROOK")),))
    assert [e.kind for e in evidence_of(moved, ME, key)] == [EvidenceKind.SHARED_EMPLOYER]


def test_a_placeholder_company_matches_nothing() -> None:
    selfish = Profile(positions=(Role(company=CleanText("Self-employed"), until="2020"),))
    assert evidence_of(contact(company=CleanText("Self-employed")), selfish, lambda name: "") == ()


def test_staff_of_ones_school_share_it() -> None:
    assert [e.kind for e in evidence_of(contact(company=CleanText("Marsh University")), ME, key)] == [EvidenceKind.SAME_SCHOOL]
