"""Fields that hold the number of another record take its name as well, from whatever face they come."""

from __future__ import annotations

import pytest

from outreach.errors import Refused
from outreach.planner import Planner


@pytest.fixture
def known(planner: Planner) -> Planner:
    fern = planner.companies.add("Fernwick Labs")
    planner.companies.add("Holt & Vane")
    for name in ("Ana Ruiz", "Ana Brandt", "Tom Okafor"):
        planner.people.add(name, fern.id)
    return planner


def test_people_and_companies_are_named_wherever_a_number_would_do(known: Planner):
    ana, brandt, tom = 1, 2, 3
    edited = known.people.edit(brandt, bridge="okafor", introducer="Ana Ruiz", company="holt")
    assert (edited.bridge, edited.introducer, edited.company) == (tom, ana, 2)
    assert known.people.edit(brandt, bridge="").bridge is None
    lead = known.leads.add(1, title="Staff Engineer", given_by="okafor")
    assert (lead.given_by, known.leads.edit(lead.id, given_by="Ana Ruiz").given_by) == (tom, ana)
    link = known.links.add("https://example.org/reviews", meant_for=tom)
    assert (link.meant_for, known.links.edit(link.id, meant_for="2").meant_for) == (tom, brandt)
    step = known.steps.add("to do", company_id=1, text="read")
    assert known.steps.edit(step.id, person="okafor").person == tom


@pytest.mark.parametrize(
    ("given", "says"),
    [("ana", "'ana' could be 1 Ana Ruiz"), ("zed", "no person is called 'zed'"), ("99", "no person has the number 99")],
)
def test_whom_nobody_can_tell_is_a_problem_of_that_field(known: Planner, given: str, says: str):
    with pytest.raises(Refused) as refused:
        known.people.edit(3, bridge=given)
    (problem,) = refused.value.problems
    assert problem.field == "bridge" and says in problem.message
