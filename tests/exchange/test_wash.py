"""Cells cleaned once for each that differs: what comes out is what cleaning every one by itself gives."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from outreach.exchange.batch import Wash
from outreach.text import clean

CELLS = st.lists(st.one_of(st.sampled_from(["Ana", " Ana ", "Núria\u200b", "a\nb", "", "x" * 1_200]), st.text(max_size=12)), max_size=20)


@given(batches=st.lists(CELLS, max_size=4))
def test_washing_a_column_is_cleaning_each_of_its_cells_however_often_they_come_back(batches: list[list[str]]) -> None:
    wash = Wash()
    for cells in batches:
        assert wash.each(cells) == [clean(cell) for cell in cells]
