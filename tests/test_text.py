"""Nothing that could harm a terminal, a file or a search survives ``clean``, and what people write does."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from outreach.text import BLANK, MARKS_PER_BASE, MAX_LINE, clean, clean_each, clean_note, displayed, is_tidy

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
    assert displayed("👍🏽 yes") == "👍 yes"
    assert displayed("plain") == "plain"


def test_line_separators_part_words_instead_of_gluing_them() -> None:
    assert clean("Senior\u2028Engineer") == "Senior Engineer"
    assert clean("a\rb\nc\td") == "a b c d"
    assert clean("å\rb\nc\td") == "å b c d"
    assert clean_note("one\u2028two\r\nthree\rfour") == "one\ntwo\nthree\nfour"


def test_a_signature_keeps_its_shape() -> None:
    signature = "Best,\n\n-- \nRobin\n\t+47 555 0100"
    assert clean_note(signature) == signature


def test_a_megabyte_costs_no_more_than_its_limit() -> None:
    assert len(clean("G" * 1_000_000)) == MAX_LINE
    assert len(clean("Z\u0301" + "\u0301" * 1_000_000)) <= MARKS_PER_BASE + 1


NOTHING_TO_SEE = ((0x180E, 0x180E), (0x200B, 0x200B), (0x202A, 0x202E), (0x2060, 0x2060), (0x2066, 0x2069), (0xFEFF, 0xFEFF),
                  (0xFFF9, 0xFFFB), (0xE0000, 0xE007F), (0x7F, 0x9F), (0x00, 0x08), (0x0B, 0x1F))  # fmt: skip
BLANKS = ((0xA0, 0xA0), (0x2000, 0x200A), (0x202F, 0x202F), (0x205F, 0x205F), (0x3000, 0x3000))


@pytest.mark.parametrize(("first", "last"), NOTHING_TO_SEE)
def test_a_range_that_controls_or_hides_is_dropped_up_to_its_ends_and_no_further(first: int, last: int) -> None:
    inside = {chr(first), chr(last), chr((first + last) // 2)} - {"\r"}
    assert {clean_note(f"aå{char}b") for char in inside} == {"aåb"}
    assert {clean_note(f"a{char}b") for char in inside} == {"ab"}
    told_elsewhere = {0x2028, 0x2029, *(code for low, high in BLANKS for code in range(low, high + 1))}
    kept = [chr(code) for code in (first - 1, last + 1) if code > 0x20 and code not in told_elsewhere]
    assert [clean_note(f"aå{char}b") for char in kept] == [unicodedata.normalize("NFC", f"aå{char}b") for char in kept]


@pytest.mark.parametrize(("first", "last"), BLANKS)
def test_every_kind_of_blank_becomes_a_plain_one_and_its_neighbours_stay(first: int, last: int) -> None:
    assert {clean_note(f"å{char}b") for char in (chr(first), chr(last))} == {"å b"}
    assert clean_note(f"å{chr(last + 1)}b") != "å b"
    assert clean(f"å {chr(first)} b") == "å b"


@pytest.mark.parametrize("char", [chr(code) for code in (0x061C, 0x200D, 0x200E, 0x200F, 0xFE0E, 0xFE0F)])
def test_a_mark_of_unsure_width_is_not_shown(char: str) -> None:
    assert displayed(f"a{char}b") == "ab"


@pytest.mark.parametrize("char", [chr(code) for code in (0x061B, 0x061D, 0x200C, 0x2010, 0xFE0D, 0xFE10)])
def test_its_neighbours_are_shown(char: str) -> None:
    assert displayed(f"a{char}b") == f"a{char}b"


def test_private_use_and_separators_are_told_from_their_neighbours() -> None:
    assert clean("a\udfffb\ue000c") == "a\ufffdb\ue000c"
    assert clean_note("a\u2027b\u2028c\u2029d\u202ee") == "a\u2027b\nc\nde"


def test_the_limits_are_those_documented_and_can_be_set_lower() -> None:
    assert (MAX_LINE, len(clean("å" * 1_001)), len(clean_note("z" * 100_001)), MARKS_PER_BASE) == (1_000, 1_000, 100_000, 8)
    assert clean("x" * 9 + "å", limit=4) == "xxxx"
    assert clean("\u200b" * 15 + "å", limit=4) == "å", "what is dropped does not count against the limit, up to four times as much"
    assert clean("\u200b" * 16 + "å", limit=4) == BLANK == ""
    assert clean_note("\u200b" * 15 + "å", limit=4) == "å"
    assert clean_note("\u200b" * 16 + "å", limit=4) == ""


@pytest.mark.parametrize(("stacked", "kept"), [(7, 7), (8, 8), (9, 8), (40, 8)])
def test_exactly_eight_marks_stay_on_a_base_and_the_next_base_starts_anew(stacked: int, kept: int) -> None:
    mark = "\u0316"
    assert clean("q" + mark * stacked + "w" + mark * 3) == "q" + mark * kept + "w" + mark * 3
    assert clean("ﬀ" + mark * stacked + "漢" + mark * stacked) == "ﬀ" + mark * kept + "漢" + mark * kept
    assert clean(mark * stacked + "q") == mark * kept + "q"


def test_a_joiner_is_no_new_base() -> None:
    mark = "\u0316"
    assert clean("q" + (mark * 5 + "\u200d") * 2 + "w") == "q" + mark * 5 + "\u200d" + mark * 3 + "\u200dw"


def test_the_first_of_all_marks_composes_and_counts_as_one() -> None:
    assert clean("e\u0300x") == "èx"
    assert clean("q" + "\u0300" * 9) == "q" + "\u0300" * 8


@pytest.mark.parametrize("odd", ["a b", "é", "a\n", "\x1b", "x" * (MAX_LINE + 1)])
def test_a_column_is_tidy_only_when_every_cell_is(odd: str) -> None:
    assert is_tidy(["plain", "x" * MAX_LINE])
    assert is_tidy([]) is True
    assert not is_tidy(["plain", odd])


@pytest.mark.parametrize(
    "cells",
    [
        ["x" * MAX_LINE, "b"],
        ["x" * (MAX_LINE + 1), " b  c "],
        ["x" * (MAX_LINE + 1), "é"],
        ["é", " b  c ", "\tx"],
        ["a\nb", "c"],
        ["a", ""],
        ["a\x00b", "c"],
        [],
        ["X", "X "],
        ["e\u0301x", "plain"],
    ],
)
def test_a_column_with_one_odd_cell_is_cleaned_as_its_cells_are(cells: list[str]) -> None:
    assert clean_each(cells) == [clean(cell) for cell in cells]


def test_a_note_loses_blank_lines_at_its_ends_and_nothing_else() -> None:
    assert clean_note("\n\n  X indented\n\nlast X\n\n") == "  X indented\n\nlast X"
