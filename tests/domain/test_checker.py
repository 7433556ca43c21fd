"""The checker as such: sound spans, counted units, user's own phrases, and no text that makes it raise."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from outreach.domain.drafting.checker import DraftContext, Severity, check
from outreach.domain.drafting.limits import limit_for, parse_lengths, units
from outreach.domain.drafting.phrases import parse_phrases
from outreach.domain.kinds import Channel, Purpose
from outreach.domain.model import Person, PersonId
from outreach.errors import BadInput
from outreach.text import CleanText

DATA = Path(__file__).parents[2] / "outreach" / "data"
TEXT, LENGTHS = (DATA / "phrases.toml").read_text("utf-8"), (DATA / "lengths.toml").read_text("utf-8")
PHRASES = parse_phrases(TEXT, lengths=LENGTHS)
ANA = Person(id=PersonId(1), name=CleanText("Ana Ruiz"))
FIRST = DraftContext(person=ANA, purpose=Purpose.LEARN, first_touch=True)
PIECES = st.sampled_from(
    ["Hi Ana,", "«hook", "{x}", "[Name]", "just checking in", "I", "my", "35 %", "1.2.3 engineers", "9" * 5000 + " users", "!!!", "?", "\n",
     "🚀", "İ", "ß", "toxic", "“quoted", "-", "...", "are you hiring", "\u0301", "Tidewater", " "]
)  # fmt: skip


@given(pieces=st.lists(PIECES | st.text(max_size=12), max_size=30))
@settings(max_examples=120, deadline=None)
def test_no_text_makes_the_checker_raise_and_every_span_lies_inside_it(pieces: list[str]) -> None:
    body = " ".join(pieces)
    context = DraftContext(
        person=ANA, purpose=Purpose.LEARN, first_touch=True, current_employer="Tidewater", confidential=("heron", "*", "~", "(")
    )
    report = check(body, body[:50], context, PHRASES)
    for finding in report.findings:
        assert 0 <= finding.start <= finding.end <= len(body)
        assert finding.message and finding.rule
    assert report.units == len(body.encode("utf-16-le", "surrogatepass")) // 2


@pytest.mark.parametrize(("text", "count"), [("abc", 3), ("é", 1), ("🚀", 2), ("👩‍🚀", 5), ("漢字", 2), ("", 0)])
def test_lengths_are_counted_in_utf16_units(text: str, count: int) -> None:
    assert units(text) == count


@pytest.mark.parametrize(
    ("channel", "tier", "part", "limit"),
    [
        (Channel.INVITE, "free", "body", 200),
        (Channel.INVITE, "premium", "body", 300),
        (Channel.INVITE, "sales navigator", "body", 300),
        (Channel.INMAIL, "free", "subject", 200),
        (Channel.INMAIL, "premium", "body", 1900),
        (Channel.MESSAGE, "free", "body", 8000),
    ],
)
def test_the_shipped_limits_are_those_of_the_platform(channel: Channel, tier: str, part: str, limit: int) -> None:
    found = limit_for(PHRASES.lengths, channel, tier, part)
    assert found is not None and found.limit == limit and found.source and found.on


def test_the_user_may_correct_a_limit() -> None:
    own = parse_lengths(LENGTHS, '[[length]]\nchannel = "linkedin invitation"\nlimit = 250\nhard = true\n')
    found = limit_for(own, Channel.INVITE, "free")
    assert found is not None and found.limit == 250


def test_exactly_at_the_limit_is_fine_and_one_more_blocks_at_the_place_where_it_runs_over() -> None:
    context = DraftContext(channel=Channel.INVITE, tier="free")
    assert "too-long" not in {f.rule for f in check("a" * 200, "", context, PHRASES).findings}
    over = next(f for f in check("a" * 201, "", context, PHRASES).findings if f.rule == "too-long")
    assert (over.severity, over.start, over.end, over.fix) == (Severity.BLOCK, 200, 201, "cut 1")


def test_a_long_plain_message_is_advised_on_but_not_refused() -> None:
    report = check("a " * 5000, "", DraftContext(channel=Channel.MESSAGE), PHRASES)
    assert report.ready and "too-long" in {f.rule for f in report.findings}


def test_the_user_may_add_allow_and_switch_off_phrases() -> None:
    def said(extra: str, body: str) -> set[str]:
        return {f.rule for f in check(body, "", DraftContext(), parse_phrases(TEXT, extra, LENGTHS)).findings}

    assert "filler" in said("", "just checking in on the tide tables")
    assert "filler" not in said('[filler]\nallow = ["just checking in", "checking in to see"]\n', "just checking in on the tide tables")
    assert "filler" not in said("[filler]\noff = true\n", "just checking in on the tide tables")
    assert "filler" in said('[filler]\nphrases = ["ahoy there"]\n', "Ahoy  there, Ana")
    own = '[jargon]\nseverity = "hint"\nsays = "is jargon"\nfix = "say it plainly"\nphrases = ["low-hanging fruit"]\n'
    assert "jargon" in said(own, "The low hanging fruit first")


@pytest.mark.parametrize(
    ("extra", "said"),
    [
        ('[filler]\nseverity = "loud"\n', "phrases.toml:1"),
        ('[a]\nphrases = ["x"]\n[filler]\nphrase = ["x"]\n', "phrases.toml:3"),
        ("[filler\n", "phrases.toml"),
    ],
)
def test_a_broken_phrase_file_names_file_and_line(extra: str, said: str) -> None:
    with pytest.raises(BadInput) as error:
        parse_phrases(TEXT, extra)
    assert said in str(error.value)


def test_a_denied_phrase_is_no_finding() -> None:
    report = check("Hi Ana, your talk helped. I am not looking for a job; what do you see in this field?", "", FIRST, PHRASES)
    assert "job-ask" not in {f.rule for f in report.findings}


def test_the_six_points_are_ticks_in_their_order() -> None:
    good = "Hi Ana, we met in Lisbon. You said teams in this field rest too little. What changed at yours?"
    assert [name for name, _ in check(good, "", FIRST, PHRASES).six] == [
        "under 75 words",
        "advice, not a job",
        "connection first",
        "one question",
        "interest narrow and broad",
        "mostly about them",
    ]
    assert all(kept for _, kept in check(good, "", FIRST, PHRASES).six)
    bad = "I need a job. I am good. I want to work for you. I am free. I can start soon." + " word" * 80
    assert [kept for _, kept in check(bad, "", FIRST, PHRASES).six] == [False, False, False, False, False, False]


def test_a_thank_you_is_held_to_no_six_points() -> None:
    assert check("Thank you, Ana.", "", DraftContext(purpose=Purpose.THANK_YOU), PHRASES).six == ()


def test_an_introduced_thread_turns_warnings_into_blocks() -> None:
    body = "Hi Ana, just checking in about your talk. What changed in your field?"
    assert check(body, "", DraftContext(person=ANA), PHRASES).ready
    assert not check(body, "", DraftContext(person=ANA, introduced=True), PHRASES).ready


def test_the_words_of_an_open_gap_count_for_nothing() -> None:
    gap = "«hook: what did you last talk about, or what of theirs did you read?»"
    report = check(f"Hi Ana, {gap} Who decides?", "", FIRST, PHRASES)
    assert [(f.rule, f.start, f.end) for f in report.findings] == [("gap", 8, 8 + len(gap))]
    assert report.words == 4 and report.units == len(f"Hi Ana, {gap} Who decides?")
    assert dict(report.six)["connection first"] is False


def test_a_greeting_whose_name_is_a_gap_is_one_fault() -> None:
    assert [
        f.rule for f in check("Hi «first: what is their first name?», we met in Lisbon. Who decides?", "", FIRST, PHRASES).findings
    ] == ["gap"]


def test_french_quotation_marks_are_no_gap() -> None:
    report = check("Bonjour Ana, we met in Lisbon. You called it « la paix du vendredi ». Who decides at yours?", "", FIRST, PHRASES)
    assert report.findings == ()
    assert not check("Hi Ana, «hook", "", FIRST, PHRASES).ready
    assert not check("Hi Ana, «?frist»", "", FIRST, PHRASES).ready
