"""Tables line up in terminal cells, whatever is in them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from outreach.cli.table import Column, cells, cut, pad, spread, table, wrapped

NAMES = (Column("No", "right"), Column("Name", flexible=True), Column("Now"))


def test_a_table_has_a_heading_a_rule_and_a_line_for_each_row() -> None:
    assert table(NAMES, [(7, "Ana Ruiz", "ready"), (12, "Tom Okafor", "wait 3d")]).splitlines() == [
        "No  Name        Now",
        "──  ──────────  ───────",
        " 7  Ana Ruiz    ready",
        "12  Tom Okafor  wait 3d",
    ]


def test_a_wide_character_takes_two_cells_and_a_combining_one_none() -> None:
    assert cells("田中") == 4
    assert cells("e\u0301a") == 2
    lines = table(NAMES, [(1, "田中", "x"), (2, "Ana!", "x")]).splitlines()
    assert cells(lines[2]) == cells(lines[3])


def test_a_column_without_content_is_left_out() -> None:
    assert "Now" not in table(NAMES, [(1, "Ana", None), (2, "Tom", "")])


def test_only_flexible_columns_are_cut_to_the_width() -> None:
    lines = table(NAMES, [(1234, "A name that goes on for a very long while indeed", "wait until spring")], width=40).splitlines()
    assert all(cells(line) <= 40 for line in lines)
    assert "1234" in lines[2]
    assert "wait until spring" in lines[2]
    assert "…" in lines[2]


def test_a_wrapping_column_goes_on_below_and_loses_no_word() -> None:
    columns = (Column("No", "right"), Column("Why", wraps=True), Column("Id"))
    lines = table(columns, [(1, "one two three four five six seven eight nine ten", "x.y"), (2, "short", "z")], width=33).splitlines()
    assert all(cells(line) <= 33 for line in lines)
    assert len(lines) == 5
    assert " ".join(" ".join(line[4:28].split()) for line in lines[2:-1]) == "one two three four five six seven eight nine ten"
    assert lines[2].endswith("x.y")
    assert lines[-1].endswith("z")


def test_nothing_is_cut_when_no_width_is_given() -> None:
    assert "x" * 300 in table(NAMES, [(1, "x" * 300, "y")])


@given(st.text(max_size=60), st.integers(1, 40))
@settings(max_examples=150)
def test_a_cut_text_never_takes_more_cells_than_it_may(text: str, width: int) -> None:
    assert cells(cut(text, width)) <= width


@given(st.text(max_size=30))
@settings(max_examples=100)
def test_a_padded_text_fills_its_width(text: str) -> None:
    assert cells(pad(text, 80)) == max(80, cells(text))


@given(st.lists(st.tuples(st.text(max_size=40), st.text(max_size=40)), min_size=1, max_size=5))
@settings(max_examples=100)
def test_no_cell_can_break_its_row(rows: list[tuple[str, str]]) -> None:
    drawn = table((Column("One"), Column("Two")), rows)
    assert len(drawn.split("\n")) == len(rows) + 2
    assert drawn.replace("\n", "").isprintable() or all(ord(char) > 0x9F for char in drawn if not char.isprintable() and char != "\n")


@pytest.mark.parametrize("hostile", ["\x1b[31mred", "a\x9b2Jb", "name\x07", "\u202egnp.exe", "line\nbreak", "tab\tbed"])
def test_control_characters_do_not_reach_a_cell(hostile: str) -> None:
    drawn = table((Column("Name"),), [(hostile,)])
    assert not set("\x1b\x9b\x07\u202e\t") & set(drawn)
    assert len(drawn.splitlines()) == 3


def test_two_texts_share_a_line_and_the_left_one_gives_way() -> None:
    line = spread("  14  write to somebody with a name longer than the line has room for", "2 late", width=40)
    assert line.endswith("2 late")
    assert line.startswith("  14  write")
    assert cells(line) == 40


def test_running_text_keeps_its_indent_on_every_line() -> None:
    lines = wrapped("one two three four five six seven eight nine ten", width=20, indent="    ").splitlines()
    assert len(lines) > 2
    assert all(line.startswith("    ") and cells(line) <= 20 for line in lines)
