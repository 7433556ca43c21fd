"""Cutting, padding and wrapping by cell width, and what a terminal may never be handed."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from outreach.tui.cells import cut, fit, shown, wrap
from outreach.tui.lens import Lens
from outreach.tui.widgets.lines import flow
from outreach.tui.widgets.rows import Cell

WORDS = st.text("ab漢字 é🙂-", max_size=40)


@given(WORDS, st.integers(1, 30), st.booleans())
@settings(max_examples=150, deadline=None)
def test_a_fitted_text_takes_exactly_its_cells(text: str, cells: int, right: bool):
    assert cell_len(fit(text, cells, right=right)) == cells


def test_a_cut_text_ends_in_an_ellipsis_and_never_in_half_a_character():
    assert cut("Fernwick Laboratories", 10) == "Fernwick…"
    assert cut("漢字漢字", 4) == "漢…"
    assert cut("short", 10) == "short"


@given(WORDS, st.integers(4, 30))
@settings(max_examples=100, deadline=None)
def test_wrapped_lines_fit(text: str, cells: int):
    assert all(cell_len(line) <= cells for line in wrap(text, cells))


@given(st.lists(st.builds(Cell, WORDS), max_size=6), st.integers(6, 40), st.integers(0, 4))
@settings(max_examples=150, deadline=None)
def test_runs_flow_into_lines_that_fit_and_lose_no_letter(runs: list[Cell], across: int, hang: int):
    lines = flow(runs, across, hang)
    assert all(sum(cell_len(run.text) for run in line) <= across for line in lines)
    said = "".join(run.text for line in lines for run in line).replace(" ", "")
    assert said == "".join(run.text for run in runs).replace(" ", "")


def test_a_word_is_not_broken_where_its_tone_changes():
    lines = flow([Cell("aaaa bb"), Cell("cc", "good")], 7)
    assert ["".join(run.text for run in line) for line in lines] == ["aaaa", "bbcc"]


def test_nothing_that_moves_the_cursor_is_shown():
    hostile = "Ann\x1b]52;c;aGk=\x07 \x9b2J‮Lee\u200d\ufe0f\x00"
    said = shown(hostile)
    assert "Ann" in said and all(char.isprintable() for char in said) and "\u200d" not in said


def test_a_lens_masks_the_plans_names_wherever_they_stand():
    lens = Lens(lambda: ["Ana Ruiz", "Fernwick Labs"], private=True)
    assert lens.name("Mei Tanaka") == "M··· T···"
    assert lens.text("write to Ana at Fernwick's office") == "write to A··· at F··· office"
    lens.private = False
    assert lens.text("write to Ana") == "write to Ana"
