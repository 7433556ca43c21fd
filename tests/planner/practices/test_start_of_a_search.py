"""Day one: standing offers, advocates, old ties, people to learn from, and whom to keep away from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from outreach.domain.kinds import PersonKind, StepKind
from outreach.domain.model import CompanyId, ContactId, PersonId
from outreach.errors import Refused
from outreach.planner import Planner

LONG_AGO = dt.date(2023, 3, 1)


def test_S61_day_one_shows_every_standing_offer_in_its_own_words(planner: Planner, ana: PersonId) -> None:
    planner.people.edit(ana, standing_offer="ring me when you search", standing_offer_on="2024-05-01")
    (offer,) = planner.views.start().offers
    assert (offer.name, offer.words, offer.on) == ("Ana Ruiz", "ring me when you search", dt.date(2024, 5, 1))


def test_S30_advocates_are_counted_for_each_target(planner: Planner, ana: PersonId, fernwick: CompanyId) -> None:
    tom = planner.people.add("Tom Okafor", fernwick).id
    planner.people.edit(ana, vouches_for="release tooling, calm on call")
    planner.people.edit(tom, they_would_vouch="yes")
    start = planner.views.start()
    assert start.advocates_at == (("Fernwick Labs", 2),)
    assert {(one.name, one.said_so) for one in start.advocates} == {("Ana Ruiz", False), ("Tom Okafor", True)}
    assert planner.views.companies()[0].advocacy == 3


def test_the_start_names_targets_without_anybody_and_the_stale_profile(planner: Planner, ana: PersonId) -> None:
    planner.companies.add("Holt & Vane")
    start = planner.views.start()
    assert start.no_insider == ("Holt & Vane",)
    assert "photo" in start.preflight
    assert start.no_employer


def test_people_to_avoid_are_not_remembered(planner: Planner, ana: PersonId) -> None:
    planner.people.edit(ana, standing_offer="ring me")
    planner.reputations.mark([ana], "avoid")
    assert planner.views.start().offers == ()


def test_S59_old_ties_at_a_target_come_first_and_those_elsewhere_only_when_asked(
    planner: Planner, ana: PersonId, contact: Callable[..., ContactId]
) -> None:
    planner.evidence.add(ana, "messages", on="2020-01-01", until="2022-05-01", sent=3, received=2)
    here = contact("Oisin Grovemont", company="Fernwick Labs Inc.", both=True, sent=2, received=3, last_on=LONG_AGO)
    contact("Kaito Brightwaite", company="Copper Studio", both=True, sent=5, received=5, last_on=LONG_AGO)
    contact("Rafe Umberline", company="Fernwick Labs", both=True, sent=1, received=1, last_on=dt.date(2026, 10, 1))
    rows = planner.views.dormant()
    assert [(row.name, row.target) for row in rows] == [("Oisin Grovemont", "Fernwick Labs"), ("Ana Ruiz", "Fernwick Labs")]
    assert rows[0].contact == here
    assert "last 1 Mar 2023" in rows[0].receipt
    assert [row.name for row in planner.views.dormant(everybody=True)][-1] == "Kaito Brightwaite"


def test_S15_teachers_are_listed_the_reachable_before_the_famous(planner: Planner, fernwick: CompanyId) -> None:
    planner.people.add("Lena Grand", fernwick, kind="leader", question="how did you begin?")
    planner.people.add("Pim Start", fernwick, kind="up-and-comer")
    planner.people.add("Olu Shop", fernwick, kind="owner")
    planner.people.add("Tom Okafor", fernwick, kind="recruiter")
    rows = planner.views.teachers()
    assert [row.name for row in rows] == ["Pim Start", "Olu Shop", "Lena Grand"]
    assert [bool(row.question) for row in rows] == [False, False, True]


def test_S12_one_kind_is_reviewed_in_one_sitting(planner: Planner, fernwick: CompanyId) -> None:
    tom = planner.people.add("Tom Okafor", fernwick, kind="recruiter").id
    una = planner.people.add("Una Harrow", fernwick, kind="recruiter").id
    planner.people.add("Ana Ruiz", fernwick, kind="peer", tags="customer")
    assert [row.name for row in planner.views.reputation(PersonKind.RECRUITER)] == ["Tom Okafor", "Una Harrow"]
    assert [row.name for row in planner.views.reputation(tag="Customer")] == ["Ana Ruiz"]
    assert planner.reputations.mark([tom, una], "avoid", note="trade in names") == "2 people: avoid"
    assert {row.reputation for row in planner.views.reputation(PersonKind.RECRUITER)} == {"avoid"}
    planner.reputations.mark([una], "unsure")
    assert [row.name for row in planner.views.reputation()] == ["Una Harrow", "Ana Ruiz", "Tom Okafor"], "doubts first, those to avoid last"
    planner.undo()
    assert planner.undo().endswith("2 people: avoid")


def test_S10_somebody_to_avoid_is_out_of_the_queue_and_of_every_export(planner: Planner, ana: PersonId, fernwick: CompanyId) -> None:
    planner.reputations.mark([ana], "avoid", note="spoke ill of a client")
    assert planner.views.why(ana).verdict == "don't"
    assert planner.views.today().count == 0
    page = planner.exports.plan([fernwick], format="md")
    assert b"Ana Ruiz" not in page
    assert b"spoke ill" not in planner.exports.plan([fernwick], format="json")


def test_S66_a_recruiter_has_a_role_a_client_and_a_promised_next_step(planner: Planner, fernwick: CompanyId) -> None:
    tom = planner.people.add("Tom Okafor", fernwick, employer="Brook Talent").id
    planner.recruiters.log(tom, role="Staff Engineer", client="Fernwick Labs", next_step="sends the brief", by="2026-11-27")
    (row,) = planner.views.recruiters()
    assert (row.motive, row.next, row.next_on) == ("Staff Engineer, for Fernwick Labs", "sends the brief", dt.date(2026, 11, 27))
    planner.recruiters.log(tom, next_step="sets up the interview", by="2026-12-01")
    (row,) = planner.views.recruiters()
    assert (row.next, row.motive) == ("sets up the interview", "Staff Engineer, for Fernwick Labs")
    assert [due.what for due in planner.views.followups(fernwick) if due.kind is StepKind.TODO] == [
        "Tom Okafor said: sets up the interview"
    ]
    with pytest.raises(Refused, match="promised"):
        planner.recruiters.log(tom, by="2026-12-01")


def test_S65_names_are_shared_only_when_role_and_client_are_named(planner: Planner, fernwick: CompanyId) -> None:
    tom = planner.people.add("Tom Okafor", fernwick, kind="recruiter").id
    assert not planner.views.recruiters()[0].share_names
    planner.recruiters.log(tom, role="Staff Engineer")
    assert planner.views.recruiters()[0].share_names


def test_S70_news_is_dated_and_may_become_the_hook(planner: Planner, later: Callable[..., None], ana: PersonId) -> None:
    planner.news.add(ana, "her talk on release trains", on="2026-11-20", link="https://example.org/talk", hook=True)
    (row,) = planner.views.news()
    assert (row.text, row.is_hook) == ("her talk on release trains", True)
    assert "release trains" in planner.drafts.compose(ana).body
    assert "good-moment" in {rule.rule for rule in planner.views.why(ana).rules}
    later(120)
    assert planner.views.news(ana) == []
    with pytest.raises(Refused, match="not come yet"):
        planner.news.add(ana, "a talk", on="2027-12-24")


def test_S72_the_shield_names_who_works_there_and_what_would_tell_them(
    planner: Planner, ana: PersonId, fernwick: CompanyId, contact: Callable[..., ContactId]
) -> None:
    quill = planner.companies.add("Quillmark", current_employer=True).id
    boss = planner.people.add("Bo Ledger", quill, position="Team Lead").id
    planner.people.edit(ana, employer="Quillmark Ltd")
    contact("Rafe Umberline", company="Quillmark", connected_on=LONG_AGO)
    row = planner.views.shield()
    assert row.employers == ("Quillmark",)
    assert {person.name for person in row.people} >= {"Ana Ruiz", "Bo Ledger"}
    assert row.in_network == 1
    planner.drafts.compose(boss, purpose="referral")
    telling = next(person for person in planner.views.shield().people if person.name == "Bo Ledger")
    assert telling.reveals == ("a draft that asks for referral",)
    assert b"Ana Ruiz" not in planner.exports.plan([fernwick], format="md", redact="coach")


def test_nobody_is_shielded_where_no_employer_is_marked(planner: Planner, ana: PersonId) -> None:
    assert planner.views.shield().employers == ()
    assert planner.views.shield().people == ()
