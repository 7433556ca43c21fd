"""The question bank: what ships, how it is worded for a company, and what a user's own file may change."""

from __future__ import annotations

import pytest

from outreach.domain.questions import SLOT, parse_questions
from outreach.errors import BadInput
from outreach.paths import shipped_data

SHIPPED = (shipped_data() / "questions.toml").read_text(encoding="utf-8")


def test_S50_the_shipped_bank_holds_tiara_and_the_three_of_the_article_in_order() -> None:
    groups = parse_questions(SHIPPED)
    assert [group.id for group in groups] == ["trends", "insights", "advice", "resources", "assignments", "positions", "culture", "lead"]
    assert all(len(group.questions) >= 3 and group.when for group in groups)
    worded = [question for group in groups for question in group.at("Fernwick Labs")]
    assert len(worded) == len(set(worded)) >= 28
    assert all(question[0].isupper() and question[-1] in "?" for question in worded)
    assert not any("{" in question for question in worded)


def test_a_question_is_worded_for_the_company_once_and_its_name_is_never_a_slot() -> None:
    positions = next(group for group in parse_questions(SHIPPED) if group.id == "positions")
    assert positions.at("Holt & Vane")[0].startswith("How do new positions come about at Holt & Vane:")
    assert positions.at(f"{SLOT} Inc")[0].count(SLOT) == 1


def test_a_users_file_replaces_a_group_adds_one_and_takes_one_out() -> None:
    extra = """
    [[group]]
    id = "trends"
    title = "My trends"
    questions = ["What is new at {company}?"]
    [[group]]
    id = "culture"
    questions = []
    [[group]]
    id = "pay"
    questions = ["How is pay set?"]
    """
    groups = parse_questions(SHIPPED, extra)
    assert [group.id for group in groups] == ["trends", "insights", "advice", "resources", "assignments", "positions", "lead", "pay"]
    assert groups[0].title == "My trends" and groups[0].at("Larkspur") == ("What is new at Larkspur?",)
    assert groups[-1].title == "pay"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[[group]\n", "line 1"),
        ('[[group]]\nid = "a"\nquestions = [1]', "$.group[0].questions[0]"),
        ('[[group]]\nid = "a"\nquestions = ["x"]\ncolour = 1', "colour"),
        ('[[group]]\nid = "a"\nquestions = ["x"]\n[[group]]\nid = "a"\nquestions = ["y"]', "given twice"),
        ('[[group]]\nid = ""\nquestions = ["x"]', "empty"),
        ('[[group]]\nid = "a"\nquestions = [" \\u200b "]', "empty question"),
    ],
)
def test_a_bank_that_is_wrong_is_refused_with_its_place(text: str, says: str) -> None:
    with pytest.raises(BadInput, match=r"^your questions\.toml: ") as caught:
        parse_questions(SHIPPED, text)
    assert says in str(caught.value)


def test_escape_sequences_in_a_users_question_do_not_reach_the_bank() -> None:
    (group,) = parse_questions('[[group]]\nid = "a"\nquestions = ["one\\u001b]8;;x\\u0007two\\u202e?"]')
    assert "\x1b" not in group.questions[0] and "\u202e" not in group.questions[0]
