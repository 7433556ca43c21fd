"""What commands and lists promise in half a sentence, and nothing else would miss if it were gone."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from support.archives import archive, connection

from outreach.domain.kinds import PersonState, StepKind, StepState
from outreach.domain.model import Company, CompanyId, Decision, Lead, Person, Profile, Step
from outreach.domain.network import Contact
from outreach.errors import Refused
from outreach.planner import Planner
from outreach.text import clean


@pytest.fixture
def fern(planner: Planner) -> CompanyId:
    return planner.companies.add("Fernwick Labs").id


def contact(planner: Planner, name: str, **fields: object) -> Contact:
    with planner.store.transaction("Contact") as tx:
        return tx.add(Contact(key=name.casefold(), name=clean(name), **fields))  # type: ignore[arg-type]


def test_with_a_company_goes_all_that_hangs_on_it(planner: Planner, fern: CompanyId) -> None:
    planner.leads.add(fern, title="Staff Engineer")
    planner.steps.add("research", company_id=fern, text="read the annual report")
    planner.companies.decide(fern, "Fernwick", "related")
    planner.people.add("Ana Ruiz", fern)
    planner.companies.delete(fern)
    assert [planner.store.all(kind) for kind in (Company, Person, Step, Lead, Decision)] == [()] * 5
    planner.undo()
    assert all(planner.store.all(kind) for kind in (Company, Person, Step, Lead, Decision))


def test_evidence_does_not_end_before_it_begins_however_it_is_changed(planner: Planner, fern: CompanyId) -> None:
    ana = planner.people.add("Ana Ruiz", fern)
    record = planner.evidence.add(ana.id, "worked together", on="2019-03-01", until="2021-06-30")
    with pytest.raises(Refused, match="before the day it began"):
        planner.evidence.edit(record.id, until="2018-01-01")


def test_one_item_ticked_off_leaves_the_days_of_the_others(planner: Planner, fern: CompanyId) -> None:
    planner.homework.research(fern, ["read"], on="2026-11-16")
    done = planner.homework.research(fern, ["people"]).research
    assert done == {"read": dt.date(2026, 11, 16), "people": dt.date(2026, 11, 23)}
    assert planner.homework.research(fern, ["read"], undone=True).research == {"people": dt.date(2026, 11, 23)}


def test_the_owner_of_an_archive_is_news_once(planner: Planner, tmp_path: Path) -> None:
    where = archive(
        tmp_path,
        "10-06-2026",
        connections=[connection("Ana Ruiz", "Fernwick Labs")],
        positions=[("Kettlebrook", "Senior Engineer", "", "", "Mar 2019", "Sep 2021")],
    )
    first = planner.imports.preview([where])
    assert first.changes == 2, "one person, and the owner"
    planner.imports.apply(first.token)
    assert [role.company for role in planner.store.all(Profile)[0].positions] == ["Kettlebrook"]
    assert planner.imports.preview([where]).changes == 0


def test_a_new_hook_is_of_today_and_one_with_a_day_of_that_day(planner: Planner, fern: CompanyId) -> None:
    ana = planner.people.add("Ana Ruiz", fern).id
    told = planner.people.edit(ana, hook="her talk", hook_on="2026-10-12", hook_source="the fair")
    assert (told.hook_on, told.hook_source) == (dt.date(2026, 10, 12), "the fair")
    fresh = planner.people.edit(ana, hook="her note on rotas")
    assert (fresh.hook_on, fresh.hook_source) == (dt.date(2026, 11, 23), "")
    assert planner.people.edit(ana, hook="").hook_on is None


def test_somebody_taken_in_by_hand_is_an_insider_with_one_first_message(planner: Planner, fern: CompanyId) -> None:
    wilma = contact(planner, "Wilma Ashgate", company=clean("Elsewhere"))
    person = planner.people.promote(wilma.id, fern)
    assert person.state is PersonState.INSIDER
    assert [step.kind for step in planner.store.where(Step, "person", person.id)] == [StepKind.FIRST_TOUCH]


@pytest.mark.parametrize("aside", ["later", "avoid"])
def test_somebody_set_aside_and_taken_back_comes_up_again_unless_they_were_written_to(
    planner: Planner, fern: CompanyId, aside: str
) -> None:
    ana, bo = planner.people.add("Ana Ruiz", fern).id, planner.people.add("Bo Lind", fern).id
    planner.steps.sent(bo)
    planner.people.triage([ana, bo], aside)
    assert not [row for row in planner.views.followups(fern) if row.person]
    planner.people.triage([ana, bo], "insider")
    first = [row.person_name for row in planner.views.followups(fern) if row.kind is StepKind.FIRST_TOUCH]
    assert first == ["Ana Ruiz"]


def test_a_recruiters_newer_word_takes_the_place_of_the_last_and_of_nothing_else(planner: Planner, fern: CompanyId) -> None:
    tom = planner.people.add("Tom Okafor", fern, kind="recruiter").id
    planner.steps.add("to do", person_id=tom, text="thank him")
    planner.recruiters.log(tom, next_step="sends the brief")
    planner.recruiters.log(tom, next_step="calls on Friday")
    said = {step.text: step.state for step in planner.store.where(Step, "person", tom) if step.kind is StepKind.TODO}
    assert said == {
        "thank him": StepState.OPEN,
        "Tom Okafor said: sends the brief": StepState.SUPERSEDED,
        "Tom Okafor said: calls on Friday": StepState.OPEN,
    }


def test_people_are_listed_with_the_target_they_are_known_for_else_with_their_employer(planner: Planner, fern: CompanyId) -> None:
    planner.people.add("Tom Okafor", fern, employer="Talentry")
    planner.people.add("Una Harrow", None, employer="Marlow Foods", state="insider")
    assert [(row.name, row.company_name) for row in planner.views.unselected()] == [
        ("Tom Okafor", "Fernwick Labs"),
        ("Una Harrow", "Marlow Foods"),
    ]


def test_somebody_reached_through_another_is_said_to_be(planner: Planner, fern: CompanyId) -> None:
    tom = planner.people.add("Tom Okafor", fern).id
    planner.people.add("Ana Ruiz", fern, bridge=tom)
    words = {row.name: row.tie_word for row in planner.views.insiders(fern)}
    assert words == {"Ana Ruiz": "via Tom Okafor", "Tom Okafor": "nothing on record"}


def test_two_are_introduced_only_for_what_one_has_and_the_other_needs(planner: Planner, fern: CompanyId) -> None:
    planner.people.add("Ana Ruiz", fern, i_would_vouch="yes", can_help_me_with="incident reviews")
    planner.people.add("Bo Lind", fern, i_would_vouch="yes", i_can_help_with="a gardener")
    assert planner.views.introductions() == []
    planner.people.add("Cleo Faro", fern, i_would_vouch="yes", i_can_help_with="somebody for incident reviews")
    (row,) = planner.views.introductions()
    assert (row.one_name, row.other_name) == ("Ana Ruiz", "Cleo Faro") and "Ana Ruiz knows what Cleo Faro needs" in row.because


def test_a_referral_kit_says_when_it_was_asked_for_last(planner: Planner, fern: CompanyId) -> None:
    ana = planner.people.add("Ana Ruiz", fern).id
    assert planner.views.referral(ana).asked_on is None
    planner.steps.log(ana, "referral ask", on="2026-11-02")
    planner.steps.log(ana, "referral ask", on="2026-11-16")
    assert planner.views.referral(ana).asked_on == dt.date(2026, 11, 16)


def test_earlier_roles_are_told_with_their_years_the_latest_first(planner: Planner, fern: CompanyId) -> None:
    roles = ({"company": "Old", "title": "Tester", "since": "2010", "until": "2012"}, {"company": "Now", "since": "2019"})
    ana = planner.people.add("Ana Ruiz", fern, roles=roles).id
    assert planner.views.person(ana).roles == ("Now, 2019 to now", "Tester at Old, 2010 to 2012")


def test_a_pinned_step_stands_first_in_its_group(planner: Planner, fern: CompanyId) -> None:
    first, second = (planner.steps.add("to do", company_id=fern, on="today", text=text).id for text in ("one", "two"))
    assert [row.step for row in planner.views.today().due] == [first, second]
    planner.steps.pin(second)
    assert [row.step for row in planner.views.today().due] == [second, first]


def test_invitations_still_out_are_listed_the_newest_first_and_who_left_is_said_to_have(planner: Planner) -> None:
    for name, month in (("Ana Ruiz", 9), ("Bo Lind", 11), ("Cleo Faro", 10)):
        contact(planner, name, pending=True, invited_on=dt.date(2026, month, 1))
    assert [row.name for row in planner.views.pending()] == ["Bo Lind", "Cleo Faro", "Ana Ruiz"]
    contact(planner, "Dora Quill", connected_on=dt.date(2020, 1, 1), gone_on=dt.date(2026, 10, 6))
    (row,) = planner.views.network("Dora")
    assert row.receipt == "no longer connected (seen 6 Oct 2026)"


def test_advice_to_give_first_is_for_whoever_was_asked_and_given_nothing(planner: Planner, fern: CompanyId) -> None:
    ana, bo = (planner.people.add(name, fern).id for name in ("Ana Ruiz", "Bo Lind"))
    assert planner.views.ledger_of(ana).advice == ""
    planner.steps.log(ana, "referral ask", on="2026-11-02")
    assert planner.views.ledger_of(ana).advice != ""
    planner.steps.log(bo, "give", on="2026-11-02")
    assert planner.views.ledger_of(bo).advice == ""


def test_the_company_where_most_came_of_it_stands_first(planner: Planner, fern: CompanyId) -> None:
    holt = planner.companies.add("Holt & Vane").id
    ana, bo = planner.people.add("Ana Ruiz", fern).id, planner.people.add("Bo Lind", holt).id
    planner.steps.log(ana, "referred", on="2026-11-02")
    planner.steps.log(bo, "applied", on="2026-11-03")
    assert [chain.company_name for chain in planner.views.outcomes().chains] == ["Holt & Vane", "Fernwick Labs"]


@pytest.mark.parametrize(
    ("word", "means"), [("yes", True), ("Y", True), ("on", True), ("1", True), ("no", False), ("off", False), ("", False)]
)
def test_yes_and_no_are_understood_in_their_usual_words(planner: Planner, fern: CompanyId, word: str, means: bool) -> None:
    assert planner.companies.edit(fern, followed=word).followed is means
    with pytest.raises(Refused, match="say yes or no"):
        planner.companies.edit(fern, followed="perhaps")


@pytest.mark.parametrize(("field", "low", "high"), [("comfort", 1, 5), ("degree", 1, 3), ("order", 0, 9_999)])
def test_a_number_out_of_its_range_is_refused_at_both_ends(planner: Planner, fern: CompanyId, field: str, low: int, high: int) -> None:
    ana = planner.people.add("Ana Ruiz", fern).id
    for fits in (low, high):
        assert getattr(planner.people.edit(ana, **{field: fits}), field) == fits
    for odd in (low - 1, high + 1):
        with pytest.raises(Refused, match=f"must be {low} to {high}"):
            planner.people.edit(ana, **{field: odd})


@pytest.mark.parametrize(("day", "fits"), [("1970-01-01", True), ("1969-12-31", False), ("2199-12-31", True), ("2200-01-01", False)])
def test_a_day_lies_between_1970_and_2199(planner: Planner, fern: CompanyId, day: str, fits: bool) -> None:
    ana = planner.people.add("Ana Ruiz", fern).id
    if fits:
        assert planner.people.edit(ana, conflict_on=dt.date.fromisoformat(day)).conflict_on == dt.date.fromisoformat(day)
    else:
        with pytest.raises(Refused, match="between 1970 and 2199"):
            planner.people.edit(ana, conflict_on=dt.date.fromisoformat(day))
