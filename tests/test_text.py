"""Nothing that could harm a terminal, a file or a search survives ``clean``, and what people write does."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from outreach.text import MARKS_PER_BASE, MAX_LINE, clean, clean_each, clean_note, displayed, is_tidy

FORBIDDEN = (
    *range(0x09),
    *range(0x0B, 0x20),
    *range(0x7F, 0xA0),
    *range(0x202A, 0x202F),
    *range(0x2066, 0x206A),
    *range(0xD800, 0xE000),
    *range(0xE0000, 0xE0080),
    *(0x2028, 0x2029, 0xFEFF),
)
WILD = st.text(
    st.one_of(
        st.sampled_from([chr(code) for code in FORBIDDEN]),
        st.sampled_from("a Zé\n\t\r \u00a0\u3000\u0301\u0327\u200b\u200d\u200e\ufe0f\u1100\u1161\u11a8🙂|=["),
        st.characters(codec=None),
    ),
    max_size=60,
)


def is_harmless(text: str, allowed: str = "") -> bool:
    return not any(ord(char) in FORBIDDEN and char not in allowed for char in text)


@given(WILD)
@example("a\u0344\u0301" * 9)
@example("x" * (MAX_LINE - 1) + " y")
@settings(max_examples=400)
def test_a_cleaned_line_holds_nothing_forbidden_and_cleaning_it_again_changes_nothing(text: str) -> None:
    line = clean(text)
    assert is_harmless(line)
    assert "\n" not in line and "\t" not in line
    assert line == line.strip() and "  " not in line
    assert len(line) <= MAX_LINE
    assert unicodedata.is_normalized("NFC", line)
    assert clean(line) == line


@given(WILD)
@settings(max_examples=300)
def test_a_cleaned_note_keeps_lines_and_tabs_and_nothing_else_that_controls(text: str) -> None:
    note = clean_note(text)
    assert is_harmless(note, allowed="\n\t")
    assert unicodedata.is_normalized("NFC", note)
    assert clean_note(note) == note


@given(st.lists(WILD, max_size=8))
@example(["a  b", " c ", "\u200d", "d\te", ""])
@example(["plain", "tidy"])
@settings(max_examples=300)
def test_cleaning_a_column_at_once_gives_what_cleaning_each_cell_gives(texts: list[str]) -> None:
    assert clean_each(texts) == [clean(text) for text in texts]


@given(st.lists(WILD, max_size=4))
def test_what_is_called_tidy_is_clean_as_it_stands(texts: list[str]) -> None:
    if is_tidy(texts):
        assert [clean(text) for text in texts] == texts


@given(st.text(st.sampled_from("ae\u0301\u0316\u20dd\u200d\ufe0f "), max_size=80))
def test_no_base_carries_more_than_eight_marks_not_even_around_joiners(text: str) -> None:
    run = 0
    for char in clean(text):
        category = unicodedata.category(char)
        run = run + 1 if category[0] == "M" else run if category == "Cf" else 0
        assert run <= MARKS_PER_BASE


@pytest.mark.parametrize(
    "name",
    [
        "Søren Ølgaardsen",
        "李 测试",
        "Ömür Çınarsoy",
        "Ida-Marlen O’Shaughbeck, Ph.D.",
        "👩‍💻 Kit Harrowmont",
        "می‌خواهم",
        "क्‍ष",
        "Nguyễn Thị Ánh",
        "Bexley Quorrell, PMP®",
        "𝗝𝘂𝗻𝗼 𝗕𝗹𝗮𝗰𝗸𝗽𝗼𝗼𝗹𝗲",
        "[/] [bold]x",
    ],
)
def test_names_of_people_pass_unchanged(name: str) -> None:
    assert clean(name) == unicodedata.normalize("NFC", name)


def test_escape_sequences_lose_the_byte_that_makes_them_dangerous() -> None:
    assert clean("\x1b[31mRed\x1b]0;owned\x07") == "[31mRed]0;owned"
    assert clean("\x9b31mC1") == "31mC1"


def test_a_lone_surrogate_becomes_a_visible_replacement() -> None:
    assert clean("a\ud800b") == "a\ufffdb"


def test_direction_marks_are_kept_in_store_and_left_out_on_screen() -> None:
    assert clean("Spotify\u200e") == "Spotify\u200e"
    assert displayed("Spotify\u200e \u061cx\u200f") == "Spotify x"


def test_what_terminals_measure_differently_is_not_shown() -> None:
    assert displayed("👩‍💻 ☁️ ok") == "👩💻 ☁ ok"
    assert displayed("plain") == "plain"


def test_line_separators_part_words_instead_of_gluing_them() -> None:
    assert clean("Senior\u2028Engineer") == "Senior Engineer"
    assert clean_note("one\u2028two\r\nthree\rfour") == "one\ntwo\nthree\nfour"


def test_a_signature_keeps_its_shape() -> None:
    signature = "Best,\n\n-- \nRobin\n\t+47 555 0100"
    assert clean_note(signature) == signature


def test_a_megabyte_costs_no_more_than_its_limit() -> None:
    assert len(clean("G" * 1_000_000)) == MAX_LINE
    assert len(clean("Z\u0301" + "\u0301" * 1_000_000)) <= MARKS_PER_BASE + 1
