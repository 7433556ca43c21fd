"""The report as a whole, and the lists and limits the checks go by."""

from __future__ import annotations

import pytest
from support.drafts import FIRST, PHRASES

from outreach.domain.drafting.checker import check
from outreach.domain.drafting.limits import limit_for, parse_lengths
from outreach.domain.drafting.phrases import parse_phrases
from outreach.domain.drafting.reading import DraftContext, Reading, telling_words
from outreach.domain.kinds import Channel, Severity
from outreach.errors import BadInput


def test_findings_stand_worst_first_then_in_the_order_of_the_text() -> None:
    report = check("Hi Ana, no!! Just checking in. [Name] No!! Your talk helped, who?", "", FIRST, PHRASES)
    assert [(one.rule, one.severity.value) for one in report.findings] == [
        ("gap", "block"), ("filler", "warn"), ("shouting", "hint"), ("shouting", "hint"),
    ]  # fmt: skip
    assert [report.count(severity) for severity in (Severity.BLOCK, Severity.WARN, Severity.HINT)] == [1, 1, 2]
    assert (report.limit, report.ready) == (8000, False)
    assert check("Hi", "", DraftContext(channel=Channel.PERSON), PHRASES).limit is None


def test_a_sentence_is_found_around_its_place_and_after_the_greeting() -> None:
    reading = Reading("Hi Ana, v1.2 is out. “Is it?” Yes!\nWell")
    assert [reading.body[start:end] for start, end in reading.sentences] == ["v1.2 is out.", "“Is it?”", "Yes!", "Well"]
    assert [reading.body[start:end] for start, end in reading.questions] == ["“Is it?”"]
    assert reading.sentence_at(8) == "v1.2 is out." and reading.sentence_at(20) == reading.body
    assert telling_words("This is what Rotas and the pager cost us, 1234") == {"rotas", "pager", "cost", "1234"}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('[[length]]\nchannel = "linkedin invitation"\nlimit = 0\n', "own.toml:1: a limit is at least 1"),
        (
            '[[length]]\nchannel = "linkedin invitation"\nlimit = 1\n[[length]]\nchannel = "email"\nlimit = 5\npart = "x"\n',
            "own.toml:4: a limit",
        ),
        ('[[length]]\nchannel = "nowhere"\nlimit = 1\n', "own.toml:2: Invalid enum value"),
        ("[[length]\n", "own.toml: "),
    ],
)
def test_a_wrong_limit_is_told_with_file_and_line(text: str, place: str) -> None:
    with pytest.raises(BadInput) as caught:
        parse_lengths(text, name="own.toml")
    assert str(caught.value).startswith(place)


def test_a_limit_of_ones_own_is_soft_and_unsourced_unless_said() -> None:
    (one,) = parse_lengths('[[length]]\nchannel = "email"\nlimit = 1\n')
    assert (one.part, one.tier, one.hard, one.source, one.on, one.confidence) == ("body", "", False, "", None, "")
    with pytest.raises(BadInput, match=r"lengths\.toml"):
        parse_lengths("[")
    assert limit_for((one,), Channel.EMAIL, "premium") is one
    assert limit_for((one,), Channel.EMAIL, "free", "subject") is None


def test_a_phrase_list_of_ones_own_keeps_what_it_does_not_say() -> None:
    own = parse_phrases('[a]\nphrases = ["one", "two three"]\nseverity = "warn"\nsays = "s"\nfix = "f"\nsource = "S1"\n[b]\noff = true\n',
                        '[a]\nsays = "own"\n[c]\nphrases = [" ", "x"]\n[b]\nphrases = ["y"]\n')  # fmt: skip
    a, c = own.groups["a"], own.groups["c"]
    assert (a.severity, a.says, a.fix, a.source, own.words("a"), own.words("none")) == (
        Severity.WARN,
        "own",
        "f",
        "S1",
        {"one"},
        frozenset(),
    )
    assert (c.phrases, c.severity, c.says, c.fix, c.source) == (("x",), None, "", "", "")
    assert set(own.groups) == {"a", "c"} and own.lengths == () and [group.name for group in own.faults] == ["a"]
    assert own.find("a", "One, and two  three") == ((0, 3), (9, 19)) and own.find("none", "one") == ()
    for number in range(40):
        assert own.has("a", f"one {number}")
    with pytest.raises(BadInput, match=r"^mine\.toml:3: "):
        parse_phrases("", '[a]\nsays = "x"\n[b]\nwrong = 1\n', name="mine.toml")
    with pytest.raises(BadInput, match=r"^mine\.toml:1: "):
        parse_phrases("", "a = 1\n", name="mine.toml")
    with pytest.raises(BadInput, match=r"^phrases\.toml: "):
        parse_phrases("[", "")
