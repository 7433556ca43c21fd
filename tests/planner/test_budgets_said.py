"""How the budgets stand: what the plan sent, what the archive shows, and what is out at each company."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from support.archives import archive, connection, invitation

from outreach.clock import FixedClock
from outreach.config import Config
from outreach.domain.model import Person
from outreach.domain.timing.budgets import Budget
from outreach.paths import Paths
from outreach.planner import Planner, open_planner
from outreach.planner.archived import NAME

TODAY = dt.date(2026, 11, 23)


def budget(planner: Planner, name: str) -> Budget:
    return next(one for one in planner.timetable.budgets(planner.today()) if one.name == name)


def used(planner: Planner) -> tuple[int, int, int]:
    """(notes this month, invitations in seven days, pending)."""
    names = ("notes this month", "invitations in seven days", "pending invitations")
    return budget(planner, names[0]).used, budget(planner, names[1]).used, budget(planner, names[2]).used


@pytest.fixture
def brought(planner: Planner, tmp_path: Path) -> Planner:
    """A plan with an archive: one invitation last week, one pending since October with a note, one accepted long ago."""
    path = archive(
        tmp_path,
        "11-22-2026",
        connections=[connection("Ana Ruiz", "Fernwick Labs", "Staff Engineer")],
        invitations=[
            invitation("Viggo Thwaite", "11/19/26, 9:15 AM", "Hi Viggo, curious how Fernwick Labs plans releases."),
            invitation("Una Harrow", "10/4/26, 9:15 AM", ""),
        ],
    )
    planner.imports.apply(planner.imports.preview([path]).token)
    return planner


def test_invitations_an_archive_shows_count_against_the_budgets(brought: Planner) -> None:
    assert used(brought) == (1, 1, 2)
    assert budget(brought, "pending invitations").oldest == dt.date(2026, 10, 4)


def test_taking_the_import_back_takes_its_invitations_back(brought: Planner) -> None:
    brought.undo()
    assert used(brought) == (0, 0, 0)
    brought.redo()
    assert used(brought) == (1, 1, 2)


def test_an_invitation_of_the_archive_counts_once_when_its_person_is_taken_into_the_plan(brought: Planner) -> None:
    company = brought.companies.add("Fernwick Labs").id
    viggo, una = (brought.people.promote(brought.views.network(name)[0].id, company).id for name in ("Viggo", "Una"))
    assert used(brought) == (1, 1, 2)
    brought.steps.log(viggo, "accepted")
    assert used(brought) == (1, 1, 1)
    brought.steps.log(una, "withdraw invitation")
    assert used(brought) == (1, 1, 0)


def test_a_note_of_the_month_before_weighs_on_no_later_month(brought: Planner, clock: FixedClock) -> None:
    clock.set(dt.datetime(2026, 12, 1, 9, 0, tzinfo=dt.UTC))
    assert used(brought) == (0, 0, 2)


def test_first_touches_are_counted_as_the_schedule_counts_them(planner: Planner, clock: FixedClock) -> None:
    company = planner.companies.add("Fernwick Labs").id
    planner.companies.add("Holt & Vane")
    people = [planner.people.add(name, company).id for name in ("Ana Ruiz", "Tom Okafor", "Mei Tanaka")]
    for person in people[:2]:
        planner.steps.sent(person)
    rows = {row.name: row for row in planner.views.first_touches()}
    assert (rows["Fernwick Labs"].open, rows["Fernwick Labs"].limit) == (2, 2)
    assert rows["Fernwick Labs"].next_slot != TODAY
    assert (rows["Holt & Vane"].open, rows["Holt & Vane"].next_slot) == (0, TODAY)
    planner.steps.replied(people[0])
    assert planner.views.first_touches()[0].open == 1


def test_a_paid_account_has_no_note_budget_and_its_own_inmails(paths: Paths, clock: FixedClock) -> None:
    planner = open_planner(paths, clock, Config(tier="premium"))
    rows = {row.name: row for row in planner.views.budgets()}
    assert "notes this month" not in rows
    assert rows["InMails this month"].limit == 5
    assert rows["InMails this month"].confidence == "high"
    planner.close()


def test_every_budget_names_its_source_and_day(planner: Planner) -> None:
    rows = planner.views.budgets()
    assert rows
    assert all(row.source and row.unit and row.as_of for row in rows)


def test_what_was_sent_this_week_is_counted_anew_after_midnight(planner: Planner, clock: FixedClock) -> None:
    person = planner.people.add("Ana Ruiz", planner.companies.add("Fernwick Labs").id).id
    planner.steps.sent(person)
    assert planner.views.sending().messages == (planner.today(),)
    clock.set(dt.datetime(2026, 12, 1, 9, 0, tzinfo=dt.UTC))
    assert planner.views.sending().messages == ()


def test_an_invitation_logged_by_hand_and_shown_by_a_later_archive_counts_once(planner: Planner, clock: FixedClock, tmp_path: Path) -> None:
    company = planner.companies.add("Fernwick Labs").id
    clock.set(dt.datetime(2026, 11, 19, 9, 0, tzinfo=dt.UTC))
    viggo, una = (planner.people.add(name, company).id for name in ("Viggo Thwaite", "Una Harrow"))
    for person in (viggo, una):
        planner.steps.sent(person, channel="linkedin invitation")
    clock.set(dt.datetime(2026, 11, 23, 9, 0, tzinfo=dt.UTC))
    assert used(planner) == (2, 2, 2)
    path = archive(
        tmp_path,
        "11-23-2026",
        connections=[connection("Ana Ruiz", "Fernwick Labs", "Staff Engineer")],
        invitations=[
            invitation("Viggo Thwaite", "11/18/26, 11:15 PM", "Hi Viggo, how do releases go?"),
            invitation("Una Harrow", "11/19/26, 9:15 AM", "Hi Una, how do releases go?"),
            invitation("Petra Lund", "11/19/26, 9:20 AM", "Hi Petra, how do releases go?"),
        ],
    )
    planner.imports.apply(planner.imports.preview([path]).token)
    assert used(planner) == (3, 3, 3)
    planner.steps.log(viggo, "accepted")
    assert used(planner) == (3, 3, 2)


def test_the_days_kept_of_an_archive_name_nobody(brought: Planner) -> None:
    kept = brought.recall(NAME)
    assert kept == '[["2026-10-04",false,true],["2026-11-19",true,true]]'


def test_where_no_day_can_be_told_verdict_row_and_budget_say_what_ends_the_wait(planner: Planner, clock: FixedClock):
    fern = planner.companies.add("Fernwick Labs")
    for name in ("Ana Ruiz", "Tom Okafor", "Mei Tanaka"):
        person = planner.people.add(name, fern.id)
        planner.evidence.add(person.id, "worked together", "2019-03-01", "2021-06-30", "Kettlebrook")
    ana, tom, mei = (one.id for one in planner.store.all(Person))
    planner.steps.sent(ana)
    clock.set(clock.now() + dt.timedelta(days=4))
    planner.steps.sent(tom)
    clock.set(clock.now() + dt.timedelta(days=3))
    ends = "Ana or Tom answers, or their follow-up is sent or retired"
    (row,) = planner.views.first_touches()
    assert (row.next_slot, row.ends) == (None, ends)
    (due,) = (one for one in planner.views.today().waiting if one.person == mei)
    assert (due.when, due.held_until) == ("on an answer", None)
    assert due.held_by == f"2 first touches open at this company already: until {ends}"
    why = planner.views.why(mei)
    assert why.verdict == "wait for an answer"
    assert why.rules[0].says == f"Ana Ruiz and Tom Okafor have not answered yet: wait until {ends}"
    planner.steps.log(tom, "replied")
    assert planner.views.first_touches()[0].ends == ""
    assert planner.views.why(mei).verdict.startswith("wait until ")
