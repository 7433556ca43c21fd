"""People, companies and steps by the name somebody types: on another keyboard, with a slip, or shared by several."""

from __future__ import annotations

from pathlib import Path

import pytest

from outreach.domain.model import Step
from outreach.errors import Ambiguous, NotFound
from outreach.planner import Planner
from tests.support.archives import archive, connection


@pytest.fixture
def known(planner: Planner) -> Planner:
    fern = planner.companies.add("Ørnvik Labs")
    for name in ("Søren Ølgaard", "Mirelle Oxenholt", "Łucja D’Arcy", "Ana Brandt", "Ana Ruiz"):
        planner.people.add(name, fern.id)
    return planner


@pytest.mark.parametrize(("typed", "number"), [("soren", 1), ("olgaard", 1), ("SØREN", 1), ("lucja", 3), ("d'arcy", 3), ("D’Arcy", 3)])
def test_a_name_is_found_from_a_keyboard_without_its_letters(known: Planner, typed: str, number: int) -> None:
    assert known.find_person(typed) == number
    assert known.find_company("ornvik") == 1


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("mirele", "Mirelle Oxenholt"), ("Mirelle Oxenhlot", "Mirelle Oxenholt"), ("sorn", "Søren Ølgaard")],
)
def test_a_slip_is_answered_with_the_name_that_was_meant(known: Planner, typed: str, meant: str) -> None:
    with pytest.raises(NotFound) as said:
        known.find_person(typed)
    assert said.value.next_step == f"did you mean {meant}?"


def test_a_name_like_nobody_s_is_answered_with_where_to_look(known: Planner) -> None:
    for typed in ("Zebedee", "Ada", "oxenford"):
        with pytest.raises(NotFound, match="no person is called") as said:
            known.find_person(typed)
        assert said.value.next_step == "'outreach network NAME' searches everybody imported"


def test_a_company_named_for_a_person_is_told_as_one_and_the_other_way_round(known: Planner) -> None:
    with pytest.raises(NotFound) as said:
        known.find_person("ornvik")
    assert said.value.next_step == "Ørnvik Labs is a company, and 'outreach insiders 1' has its people"
    with pytest.raises(NotFound) as said:
        known.find_company("Mirelle")
    assert said.value.next_step == "Mirelle Oxenholt is a person, and 'outreach person show 2' has their company"
    with pytest.raises(NotFound) as said:
        known.find_company("7")
    assert said.value.next_step == "'outreach company list' has the names"


def test_a_step_asked_for_by_a_shared_name_is_offered_by_the_numbers_of_steps(known: Planner) -> None:
    ruiz, brandt = known.find_person("Ana Ruiz"), known.find_person("Ana Brandt")
    with pytest.raises(Ambiguous) as said:
        known.find_step("ana")
    steps = dict(said.value.candidates)
    assert set(steps.values()) == {"write to Ana Ruiz", "write to Ana Brandt"}
    assert all(known.store.get(Step, number).person in (ruiz, brandt) for number in steps), "a person's number names another step here"
    assert str(said.value).endswith("name one by its number")
    for number in steps:
        known.steps.retire(number)
    with pytest.raises(NotFound, match="nothing is open with anybody called 'ana'"):
        known.find_step("ana")


def test_of_several_steps_with_somebody_the_one_due_first_is_meant(known: Planner) -> None:
    ana = known.find_person("Ana Ruiz")
    later = known.steps.add("to do", person_id=ana, text="ask for the paper", on="next week", promise=True).id
    sooner = known.steps.add("to do", person_id=ana, text="send the paper", on="tomorrow").id
    promised = known.steps.add("to do", person_id=ana, text="thank her", on="tomorrow", promise=True).id
    found = []
    for _ in range(3):
        found.append(known.find_step("Ana Ruiz"))
        known.steps.done(found[-1])
    assert found == [promised, sooner, later]


def test_the_address_book_is_searched_the_same_way(planner: Planner, tmp_path: Path) -> None:
    pack = archive(tmp_path, "10-06-2026", connections=[connection("Søren Ølgaard", "Ørnvik Labs")])
    planner.imports.apply(planner.imports.preview([pack]).token)
    assert [row.name for row in planner.views.network("olgaard ornvik")] == ["Søren Ølgaard"]
