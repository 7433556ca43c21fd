"""Gaps, greetings, lengths and signs: each check at its borders, and what it lets pass."""

from __future__ import annotations

import pytest
from support.drafts import found, person, said, with_

from outreach.domain.drafting import form
from outreach.domain.kinds import Channel, Purpose, Severity


@pytest.mark.parametrize("hail", ["all", "there", "team", "everyone", "everybody", "folks", "both", "friends", "madam", "hiring manager",
                                  "recruiter", "member", "connection", "professional", "sir"])  # fmt: skip
def test_a_greeting_to_anybody_is_impersonal_at_first(hail: str) -> None:
    assert said(form.greeting, f"Hi {hail}, who decides?") == [("impersonal", "warn", f"Hi {hail}")]
    assert said(form.greeting, f"Hi {hail}, who decides?", with_(first_touch=False)) == []


def test_hello_again_is_personal() -> None:
    assert said(form.greeting, "Hello again, who decides?") == []


@pytest.mark.parametrize("title", ["Dr", "Prof", "Professor", "Mr", "Mrs", "Ms", "Mx", "Miss", "Dame", "Doctor"])
def test_a_title_is_no_name(title: str) -> None:
    assert said(form.greeting, f"Dear {title} Ruiz, who?") == said(form.greeting, f"Dear {title}, who?") == []
    assert said(form.greeting, f"Dear {title} Berg, who?") == [("wrong-name", "warn", f"{title} Berg")]


@pytest.mark.parametrize(
    ("short", "full"),
    [("Bill", "William"), ("Will", "William"), ("Bob", "Robert"), ("Ted", "Theodore"), ("Ted", "Edward"), ("Dick", "Richard"),
     ("Peggy", "Margaret"), ("Jack", "John"), ("Sasha", "Aleksandr"), ("Drew", "Andrew"), ("Pepe", "José"), ("Toni", "Antonia"),
     ("Tom", "Thomas"), ("Beth", "Elizabeth")],
)  # fmt: skip
def test_a_short_name_is_theirs(short: str, full: str) -> None:
    assert said(form.greeting, f"Hi {short}, who?", with_(person=person(f"{full} Zed"))) == []


def test_somebody_elses_name_is_told_and_a_colleagues_blocks() -> None:
    assert said(form.greeting, "Hi Bo, who?") == [("wrong-name", "warn", "Bo")]
    assert said(form.greeting, "Hi Bo, who?", with_(others=("Bo Larkin",))) == [("wrong-name", "block", "Bo")]
    assert said(form.greeting, "hi bo, who?") == []
    assert said(form.greeting, "Hi Bo and so on and on, who?") == []
    assert said(form.greeting, "Hi Bo, who?", with_(person=None)) == []
    assert [one.fix for one in found(form.greeting, "Hi Bo, who?")] == ["greet Ana"]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Hi, who?", [("blank-name", "hint", "Hi,")]),
        ("Dear, who?", [("blank-name", "block", "Dear,")]),
        ("Good morning: who?", [("blank-name", "block", "Good morning:")]),
        ("Hi!\nWho?", []),
        ("Who decides?", []),
        ("Hi, «hook» who?", []),
    ],
)
def test_a_greeting_without_a_name_has_a_hole(body: str, expected: list[tuple[str, str, str]]) -> None:
    assert said(form.greeting, body) == expected


@pytest.mark.parametrize("gap", ["{x}", "{{ co }}", "[Name]", "<your name>", "___", "(insert name)", "%FIRST_NAME%", "${user.name}",
                                 "$COMPANY_X", "EVENT_NAME", "XXXX", "Lorem ipsum", "«hook»"])  # fmt: skip
def test_what_other_tools_leave_behind_is_a_gap(gap: str) -> None:
    assert said(form.gaps, f"Hi {gap} there") == [("gap", "block", gap)]
    assert [one.message for one in found(form.gaps, "Hi", subject=gap)] == ["the subject has a gap"]


def test_nothing_written_blocks_and_a_bare_invitation_is_warned_of() -> None:
    assert said(form.empty, " ") == [("empty", "block", "")]
    assert said(form.empty, " ", with_(channel=Channel.INVITE)) == [("no-note", "warn", "")]
    assert said(form.empty, "«hook»") == said(form.empty, "Hi") == []


def test_a_first_message_stays_under_seventy_five_words() -> None:
    for count, expected in ((74, []), (75, ["wordy"])):
        assert [one.rule for one in found(form.length, "word " * count)] == expected
    for context in (with_(first_touch=False), with_(channel=Channel.PHONE), with_(channel=Channel.PERSON), with_(purpose=Purpose.REFERRAL)):
        assert "wordy" not in [one.rule for one in found(form.length, "word " * 75, context)]


def test_a_text_too_long_for_its_channel_is_cut_where_it_runs_over() -> None:
    invite = with_(channel=Channel.INVITE)
    assert found(form.length, "🚀" * 100, invite) == []
    (one,) = found(form.length, "🚀" * 99 + "abc", invite)
    assert (one.start, one.end, one.fix, one.severity) == (101, 102, "cut 1", Severity.BLOCK)
    inmail = with_(channel=Channel.INMAIL)
    assert [one.rule for one in found(form.length, "a", inmail, "s" * 200)] == []
    assert [one.rule for one in found(form.length, "a", inmail, "s" * 201)] == ["subject-too-long"]
    assert [one.rule for one in found(form.length, "a", inmail, " ")] == ["no-subject"]
    assert [one.rule for one in found(form.length, "", inmail, " ")] == []


def test_three_questions_at_first_are_many() -> None:
    assert said(form.questions, "Who? Why?") == []
    assert said(form.questions, "Who? Why? When?") == [("many-questions", "hint", "Why?")]
    assert said(form.questions, "Who? Why? When?", with_(first_touch=False)) == []


@pytest.mark.parametrize(
    ("body", "marked"), [("No!!", "!!"), ("What??", "??"), ("READ ALL OF THIS now", "READ ALL OF THIS"), ("NASA, IBM and HP!", "")]
)
def test_shouting_is_piled_up_signs_and_rows_of_capitals(body: str, marked: str) -> None:
    assert said(form.shouting, body) == ([("shouting", "hint", marked)] if marked else [])
