"""Before writing: one's own profile, and being able to say how one knows somebody."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from outreach.domain.model import CompanyId, PersonId, Profile
from outreach.errors import Refused
from outreach.planner import Planner


def spoke(planner: Planner, person: PersonId) -> set[str]:
    return {rule.rule for rule in planner.views.why(person).rules}


def test_S67_a_first_message_with_a_stale_profile_is_flagged_until_the_list_is_gone_through(
    planner: Planner, owner: Profile, later: Callable[..., None], ana: PersonId
) -> None:
    assert "preflight" in spoke(planner, ana)
    planner.preflight.done(["all"])
    assert "preflight" not in spoke(planner, ana)
    assert planner.views.preflight().stale == ()
    later(61)
    assert "preflight" in spoke(planner, ana)
    assert "photo" in planner.views.preflight().stale


def test_S67_a_plan_typed_by_hand_is_reminded_too(planner: Planner, ana: PersonId) -> None:
    assert planner.profile is None
    assert "preflight" in spoke(planner, ana)
    planner.preflight.done(["all"])
    assert "preflight" not in spoke(planner, ana)


def test_S67_items_are_ticked_one_by_one_and_the_oldest_counts(planner: Planner) -> None:
    planner.preflight.done(["photo", "headline", "role"], on="2026-10-01")
    assert planner.views.preflight().reviewed_on is None
    planner.preflight.done(["recommendations"])
    assert planner.views.preflight().reviewed_on == dt.date(2026, 10, 1)
    with pytest.raises(Refused, match="digital presence"):
        planner.preflight.done(["shoes"])
    with pytest.raises(Refused, match="not come yet"):
        planner.preflight.done(["photo"], on="2026-12-24")


def test_S68_an_application_says_who_is_about_to_look(planner: Planner, owner: Profile, ana: PersonId, fernwick: CompanyId) -> None:
    assert planner.views.preflight().because == ""
    planner.leads.add(fernwick, title="Staff Engineer", kind="application")
    assert planner.views.preflight().because == "applied at Fernwick Labs"
    assert "looked-at" in spoke(planner, ana)
    planner.preflight.done(["all"])
    assert "looked-at" not in spoke(planner, ana)


def test_S09_the_drill_asks_first_about_those_one_could_not_speak_of(planner: Planner, ana: PersonId, fernwick: CompanyId) -> None:
    tom = planner.people.add("Tom Okafor", fernwick).id
    rows = planner.views.drill(fernwick)
    assert [(row.name, row.know_level, row.can_speak_to) for row in rows] == [("Tom Okafor", 0, False), ("Ana Ruiz", 3, True)]
    assert "worked together at Kettlebrook" in rows[1].receipt
    planner.people.edit(tom, how_i_know="the panel at the Exampleville fair")
    rows = planner.views.drill(fernwick)
    assert [row.name for row in rows] == ["Ana Ruiz", "Tom Okafor"]
    assert rows[1].know_level == 1


def test_the_drill_is_put_in_order_by_number_and_reads_the_records_of_one(planner: Planner, ana: PersonId, fernwick: CompanyId) -> None:
    tom = planner.people.add("Tom Okafor", fernwick).id
    assert planner.views.drill_queue() == [tom, ana] == [row.person for row in planner.views.drill()]
    assert planner.views.drill_card(ana) == planner.views.drill(fernwick)[1]


def test_S09_the_drill_leaves_out_people_set_aside(planner: Planner, ana: PersonId) -> None:
    planner.people.triage([ana], "avoid")
    assert planner.views.drill() == []
