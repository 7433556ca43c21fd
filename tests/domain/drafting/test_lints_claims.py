"""Claims without proof, words that must not leave the house, and copies: each check at its borders."""

from __future__ import annotations

from typing import Any

import pytest
from support.drafts import FIRST, evidence, found, person, said, with_

from outreach.domain.drafting import claims, wording
from outreach.domain.drafting.checker import Lint
from outreach.domain.kinds import Purpose, Severity
from outreach.domain.model import Company
from outreach.text import CleanText


@pytest.mark.parametrize(
    ("body", "marked"),
    [
        ("I saved 40 % of the time.", "40 %"),
        ("I lead 20 engineers.", "20 engineers"),
        ("I lead 19 engineers.", ""),
        ("I lead 1,000 people.", "1,000 people"),
        ("I earned $5 there.", "$5"),
        ("I made it 3x as fast.", "3x"),
        ("You saved 40 % of it.", ""),
        ("Have I saved 40 %?", ""),
        ("I read of your 40 % cut.", ""),
        ("I live at number 40.", ""),
        ("I made 2.5 % of 7.", "2.5 %"),
    ],
)
def test_a_figure_about_oneself_wants_proof(body: str, marked: str) -> None:
    assert said(claims.figures, body) == ([("figure", "warn", marked)] if marked else [])


@pytest.mark.parametrize(
    "backed",
    [
        {"proof": ("cut build time by 40 % there",)},
        {"evidence": (evidence(detail="40 builds"),)},
        {"company": Company(name=CleanText("Forty 40"))},
        *({"person": person(**{field: "40"})} for field in ("hook", "offer", "question", "why_them", "how_i_know", "i_can_help_with")),
    ],
)
def test_a_figure_on_record_is_no_claim(backed: dict[str, Any]) -> None:
    assert said(claims.figures, "I saved 40 % of it.", with_(**backed)) == []


@pytest.mark.parametrize(
    ("lint", "body", "marked"),
    [
        (claims.multiples, "I doubled it.", "doubled"),
        (claims.multiples, "They doubled it.", ""),
        (claims.multiples, "Have I halved it?", ""),
        (claims.multiples, "I saw that your team tripled it.", ""),
        (claims.spelled_figures, "I saved two million there.", "two million"),
        (claims.spelled_figures, "I saved thousands.", "thousands"),
        (claims.spelled_figures, "We ran into a thousand small things.", ""),
        (claims.spelled_figures, "Have I saved two million?", ""),
        (claims.spelled_figures, "I saw your team saved two million.", ""),
    ],
)
def test_figures_in_words_are_figures(lint: Lint, body: str, marked: str) -> None:
    assert said(lint, body) == ([("figure", "warn", marked)] if marked else [])
    assert said(lint, body, with_(proof=("doubled it, two million, thousands",))) == []


@pytest.mark.parametrize("word", ["I", "I'm", "I’m", "I've", "I’ve", "I'd", "I’d", "I'll", "I’ll", "my", "me", "mine", "myself"])
def test_every_word_for_oneself_counts(word: str) -> None:
    assert said(claims.proportion, " ".join([word] * 5)) == []
    assert said(claims.proportion, " ".join([word] * 6)) == [("about-me", "hint", "")]
    assert said(claims.proportion, " ".join([word] * 7)) == [("about-me", "warn", "")]


@pytest.mark.parametrize("word", ["you", "your", "yours", "you're", "you’re", "you've", "you’ve", "you'd", "you’d", "you'll", "you’ll"])
def test_every_word_for_them_balances(word: str) -> None:
    assert said(claims.proportion, "my " * 6 + (word + " ") * 2) == []
    assert said(claims.proportion, "my " * 7 + (word + " ") * 2) == [("about-me", "warn", "")]
    assert said(claims.proportion, "my " * 9 + (word + " ") * 3) == [("about-me", "hint", "")]
    assert said(claims.proportion, "my " * 10 + (word + " ") * 4) == []


@pytest.mark.parametrize("purpose", [Purpose.REPORT_BACK, Purpose.THANK_YOU, Purpose.DECLINE, Purpose.ASK_WHY])
def test_a_report_may_speak_of_oneself(purpose: Purpose) -> None:
    assert said(claims.proportion, "my " * 9, with_(purpose=purpose)) == []


def test_a_copy_of_what_a_colleague_got_is_told_with_its_likeness() -> None:
    text = "Ana, one two three four five six seven eight"
    (one,) = found(claims.near_copy, text, with_(sent_texts=("one, two THREE four five six seven eight", "else")))
    assert (one.rule, one.message, one.source) == ("near-copy", "100 % like a message you sent at this company", "S32")
    assert found(claims.near_copy, text, with_(sent_texts=("nothing of the kind was ever said",))) == []
    assert found(claims.near_copy, "one two three four five six seven", with_(sent_texts=("one two three four five six seven",))) == []
    assert (
        len(
            found(
                claims.near_copy, "one two three four five six seven eight", with_(sent_texts=("one two three four five six seven eight",))
            )
        )
        == 1
    )
    assert found(claims.near_copy, text) == []


def test_a_confidential_word_is_found_whole_in_any_case_and_spacing() -> None:
    secret = with_(confidential=("blue heron", "O'Neil", "*", " ", "飛行"))
    assert said(wording.confidential, "the Blue-Heron and blue  heron, not bluer heron or blueheron", secret) == [
        ("confidential", "block", "Blue-Heron"),
        ("confidential", "block", "blue  heron"),
    ]
    assert said(wording.confidential, "with O’Neil", secret) == [("confidential", "block", "O’Neil")]
    assert said(wording.confidential, "秘密飛行機", secret) == [("confidential", "block", "飛行")]
    assert said(wording.confidential, "anything *", with_(confidential=("*",))) == []
    assert [one.message for one in found(wording.confidential, "x", secret, "Blue Heron")] == ["the subject holds a confidential word"]


def test_signs_at_the_ends_of_a_confidential_word_need_no_blank_beside_them() -> None:
    assert said(wording.confidential, "aC++b", with_(confidential=("C++",))) == []
    assert said(wording.confidential, "C++b", with_(confidential=("C++",))) == [("confidential", "block", "C++")]
    assert said(wording.confidential, "a.net", with_(confidential=(".net",))) == [("confidential", "block", ".net")]


@pytest.mark.parametrize(
    ("context", "body", "marked"),
    [
        ({}, "I am at Tidewater now.", ["Tidewater"]),
        ({}, "I am somewhere.", []),
        ({"current_employer": " "}, "I am at Tidewater now.", []),
        ({"evidence": (evidence(detail="at Tidewater"),)}, "You know Tidewater.", []),
        ({"evidence": (evidence(detail="at Tidewater"),)}, "You know Tidewater. I am looking for a new role.", ["Tidewater"]),
        ({"person": person(employer="Tidewater Ltd")}, "You know Tidewater.", []),
        ({"person": person(employer="Tidewater Ltd")}, "I am not looking for a new role.", []),
        ({"company": Company(name=CleanText("X"), current_employer=True)}, "You know Tidewater.", []),
    ],
)
def test_the_current_employer_is_named_only_where_it_is_shared(context: dict[str, Any], body: str, marked: list[str]) -> None:
    findings = said(wording.employer, body, with_(**{"current_employer": "Tidewater", **context}))
    assert findings == [("employer", "block", words) for words in marked]


@pytest.mark.parametrize(
    "there", [{"person": person(employer="Tidewater")}, {"company": Company(name=CleanText("X"), current_employer=True)}]
)
def test_a_search_told_to_the_current_employer_blocks(there: dict[str, Any]) -> None:
    body = "I am looking for a new role."
    (one,) = found(wording.employer, body, with_(current_employer="Tidewater", **there), "Tidewater")
    assert one.rule == "employer" and one.severity is Severity.BLOCK and "tells your employer of the search" in one.message


def test_the_subject_must_not_name_the_current_employer_either() -> None:
    assert [one.message for one in found(wording.employer, "x", with_(current_employer="Tidewater"), "At Tidewater")] == [
        "the subject names your current employer"
    ]
    assert found(wording.employer, "x", with_(current_employer="???"), "???") == []


def test_another_targets_name_is_what_a_copied_message_leaves() -> None:
    context = with_(company=Company(name=CleanText("Fernwick")), other_companies=("Fernwick", "Nimbus", " "))
    assert said(wording.other_company, "From Fernwick to Nimbus", context) == [("other-company", "warn", "Nimbus")]
    assert said(wording.other_company, "From Fernwick", with_(other_companies=("Fernwick",))) == [("other-company", "warn", "Fernwick")]
    known = with_(other_companies=("Nimbus",), evidence=(evidence(detail="at NIMBUS once"),))
    assert said(wording.other_company, "At Nimbus", known) == []


@pytest.mark.parametrize("word", ["not", "never", "no", "without", "rather than", "instead of", "nor", "don't", "isn’t"])
def test_a_word_before_turns_it_around(word: str) -> None:
    body = f"I {word} asking for a job"
    assert wording.negated(body, body.index("a job"))
    assert not wording.negated(f"{word}. A job", len(word) + 2)
    assert not wording.negated(f"{word}{' x' * 20} a job", len(word) + 41)


def test_the_ready_made_sentence_blocks_when_little_else_is_said() -> None:
    sentence = "I'd like to add you to my professional network"
    assert said(wording.default_text, sentence) == [("default", "block", sentence)]
    assert said(wording.default_text, f"Hi Ana, {sentence} one two three four five six") == [("default", "block", sentence)]
    assert said(wording.default_text, f"Hi Ana, {sentence} one two three four five six seven") == [("default", "warn", sentence)]


def test_a_phrase_that_is_a_fault_is_one_in_the_subject_too() -> None:
    body = "I hope this message finds you well."
    assert [one[0] for one in said(wording.groups, body)] == ["filler"]
    assert [(one.rule, one.start, one.end) for one in found(wording.groups, "x", FIRST, "just checking in")] == [("filler", 0, 0)]
    assert said(wording.groups, "I am not just checking in") == []
