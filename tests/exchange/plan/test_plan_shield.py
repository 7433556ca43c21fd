"""Nobody at the current employer leaves with a page: not as a card, not in a draft, a step or a record, and not by name."""

from __future__ import annotations

import datetime as dt

from msgspec.structs import replace

from outreach.domain.kinds import StepKind
from outreach.exchange.plan.page import AnswerLine, CompanyBlock, DraftBlock, InsiderBlock, LeadLine, PlanPage, StepLine
from outreach.exchange.plan.shield import shielded, without_people

ANA = InsiderBlock(uid="ana", name="Ana Ruiz", current_employer=True)
BO = InsiderBlock(uid="bo", name="Bo Larkin", hook="Ana told me of Ruiz & Co, says Bo")


def step(uid: str, person: str = "", what: str = "Write", *, promise: bool = False) -> StepLine:
    return StepLine(uid=uid, kind=StepKind.FIRST_TOUCH, what=what, person=person, promise=promise)


PAGE = PlanPage(
    generated_on=dt.date(2026, 11, 22),
    company=CompanyBlock(name="Fernwick Labs", why="Ana Ruiz says they hire"),
    insiders=(ANA, BO),
    drafts=(
        DraftBlock(person="ana", to="x", body="one"),
        DraftBlock(to="Ana Ruiz", body="two"),
        DraftBlock(person="bo", to="Bo", body="Hi"),
    ),
    steps=(step("s1", "ana"), step("s2", "bo", "Ask Bo about Ana"), step("s3")),
    promises=(step("p1", "ana", promise=True), step("p2", "bo", promise=True)),
    leads=(LeadLine(title="Engineer", given_by="Ana Ruiz"), LeadLine(title="Tester", given_by="Bo Larkin")),
    answers=(AnswerLine(question="How?", by="Ana Ruiz"), AnswerLine(question="Why?", by="Bo Larkin")),
    withheld=1,
    records={
        "companies": [{"id": 1, "name": "Fernwick Labs"}, {"id": 2, "name": "Mine", "current_employer": True}],
        "people": [
            {"id": 7, "uid": "ana", "name": "Ana Ruiz", "company": 1},
            {"id": 8, "uid": "bo", "name": "Bo Larkin", "company": 1, "bridge": 7, "introducer": 8},
            {"id": 9, "uid": "cy", "name": "Cy Moss", "company": 2},
        ],
        "evidence": [{"id": 1, "person": 7}, {"id": 2, "person": 8}],
        "steps": [{"id": 1, "person": 7}, {"id": 2, "person": 8}, {"id": 3}],
        "drafts": [{"id": 1, "person": 7}, {"id": 2, "person": 8}],
        "leads": [{"id": 7, "given_by": 7, "title": "Engineer"}, {"id": 8, "given_by": 8}],
    },
)


def test_somebody_at_the_current_employer_leaves_no_line_and_no_record() -> None:
    page = shielded(PAGE)
    assert [insider.uid for insider in page.insiders] == ["bo"]
    assert [draft.body for draft in page.drafts] == ["Hi"]
    assert [line.uid for line in page.steps] == ["s2", "s3"] and [line.uid for line in page.promises] == ["p2"]
    assert [(lead.title, lead.given_by) for lead in page.leads] == [("Engineer", ""), ("Tester", "Bo Larkin")]
    assert [(line.question, line.by) for line in page.answers] == [("How?", ""), ("Why?", "Bo Larkin")]
    assert page.withheld == 3, "Ana by her card, Cy by the record"
    assert page.records["people"] == [{"id": 8, "uid": "bo", "name": "Bo Larkin", "company": 1, "introducer": 8}]
    assert page.records["evidence"] == page.records["drafts"] == [{"id": 2, "person": 8}]
    assert page.records["steps"] == [{"id": 2, "person": 8}, {"id": 3}]
    assert page.records["leads"] == [{"id": 7, "title": "Engineer"}, {"id": 8, "given_by": 8}]
    assert page.records["companies"] == PAGE.records["companies"]


def test_where_a_line_still_names_them_it_says_somebody() -> None:
    page = shielded(PAGE)
    assert page.company.why == "somebody says they hire"
    assert page.insiders[0].hook == "somebody told me of Ruiz & Co, says Bo", "a surname by itself may be anybody's"
    assert page.steps[0].what == "Ask Bo about somebody"


def test_a_first_name_of_two_letters_or_one_that_somebody_else_has_too_stays() -> None:
    al = replace(ANA, uid="al", name="Al Bo Moss")
    bo = replace(ANA, uid="bo2", name="Bonnie Larkin")
    stays = replace(BO, name="Bonnie Larkin-Orr", hook="Al and Bonnie, Al Bo Moss too")
    page = shielded(replace(PAGE, insiders=(al, bo, stays), records={}))
    assert page.insiders[0].hook == "Al and Bonnie, somebody too"
    assert page.withheld == 3


def test_a_page_with_nobody_to_hide_is_the_page() -> None:
    plain = replace(PAGE, insiders=(BO,), records={"people": [{"id": 8, "uid": "bo", "company": 1}]})
    assert shielded(plain) is plain
    assert without_people(plain, set(), set()) is plain


def test_somebody_known_by_uid_only_or_by_number_only_is_taken_off_all_the_same() -> None:
    by_uid = without_people(replace(PAGE, records={}), {"ana"}, set())
    assert [insider.uid for insider in by_uid.insiders] == ["bo"] and by_uid.company.why == "somebody says they hire"
    by_number = without_people(replace(PAGE, insiders=()), set(), {7})
    assert [row["id"] for row in by_number.records["people"]] == [8, 9] and by_number.company.why == "somebody says they hire"
    assert [draft.body for draft in by_number.drafts] == ["one", "Hi"]


def test_somebody_without_a_name_is_taken_off_and_no_word_is_replaced() -> None:
    page = without_people(replace(PAGE, insiders=(), records={"people": [{"id": 7, "uid": "ana"}]}), set(), {7, None})
    assert page.records["people"] == []
    assert page.company.why == "Ana Ruiz says they hire"


def test_the_page_of_the_current_employer_keeps_no_person_at_all() -> None:
    page = shielded(replace(PAGE, company=replace(PAGE.company, current_employer=True)))
    assert (page.insiders, page.drafts, page.promises, page.records) == ((), (), (), {})
    assert [line.uid for line in page.steps] == ["s3"]
    assert [line.by for line in page.answers] == ["", ""] and [lead.given_by for lead in page.leads] == ["", ""]
    assert page.withheld == 3
    assert page.company.why == "somebody says they hire"


def test_the_page_of_the_current_employer_names_nobody_who_stands_in_its_records_only() -> None:
    mine = CompanyBlock(name="Mine", why="Cy Moss sits there", current_employer=True)
    assert shielded(replace(PAGE, company=mine, insiders=())).company.why == "somebody sits there"
