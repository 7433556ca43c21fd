"""Rows, filter, cursor and marks of a list, without a screen."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from outreach.tui.widgets.listing import Listing
from outreach.tui.widgets.rows import Column, Heading, solve

FRUIT = ["apple", "banana", "cherry", "date", "elder"]


def listing(keys=FRUIT, search=None) -> Listing:
    rows = Listing(str, search)
    rows.fill(list(keys))
    return rows


def test_the_cursor_starts_on_the_first_row_that_is_no_heading():
    assert listing([Heading("Fruit"), "apple"]).current == "apple"
    assert listing([Heading("Fruit")]).current is None
    assert listing([]).current is None


def test_the_cursor_stays_on_its_key_after_a_refill():
    rows = listing()
    rows.seek("cherry")
    rows.fill(["zero", *FRUIT])
    assert rows.current == "cherry"


def test_the_cursor_stays_on_its_place_when_the_key_is_gone():
    rows = listing()
    rows.seek("cherry")
    rows.fill([name for name in FRUIT if name != "cherry"])
    assert rows.current == "date"
    rows.seek("elder")
    rows.fill(["apple"])
    assert rows.current == "apple"


def test_a_filter_looks_for_every_word_in_any_letter_case():
    rows = listing(["Ana Ruiz Fernwick", "Tom Okafor Fernwick", "Ana Bell Holt"])
    rows.narrow("ANA fern")
    assert rows.shown == ["Ana Ruiz Fernwick"]


def test_a_filter_drops_headings_that_have_nothing_left():
    rows = listing([Heading("Red"), "cherry", Heading("Yellow"), "banana"])
    rows.narrow("ban")
    assert rows.shown == [Heading("Yellow"), "banana"]
    assert rows.count == 1


def test_a_filter_that_grows_and_shrinks_shows_what_a_fresh_one_would():
    rows = listing()
    rows.narrow("a")
    rows.narrow("an")
    assert rows.shown == ["banana"]
    rows.narrow("a")
    assert rows.shown == ["apple", "banana", "date"]
    rows.narrow("")
    assert list(rows.shown) == FRUIT


def test_a_search_of_its_own_is_asked_for_every_text():
    asked: list[str] = []

    def search(text: str) -> list[int]:
        asked.append(text)
        return [2]

    rows = listing(range(5), search)
    rows.narrow("x")
    rows.narrow("xy")
    assert asked == ["x", "xy"] and rows.current == 2


def test_moving_passes_over_headings_and_stops_at_the_ends():
    rows = listing([Heading("A"), "apple", Heading("B"), "banana"])
    rows.move(1)
    assert rows.current == "banana"
    rows.move(10)
    assert rows.current == "banana"
    rows.move(-10)
    assert rows.current == "apple"


def test_marks_go_with_the_rows_that_go():
    rows = listing()
    rows.mark("date")
    rows.mark("apple")
    assert rows.marked() == ("apple", "date")
    rows.fill(FRUIT[1:])
    assert rows.marked() == ("date",)
    rows.mark_all()
    assert len(rows.marked()) == 4
    rows.mark_all()
    assert rows.marked() == ()


@given(
    st.lists(st.one_of(st.integers(0, 30), st.builds(Heading, st.text("ab", max_size=2))), max_size=20, unique=True),
    st.lists(st.integers(-5, 5), max_size=12),
)
@settings(max_examples=60, deadline=None)
def test_the_cursor_is_always_on_a_row_that_can_be_chosen(keys: list[object], moves: list[int]):
    rows = listing(keys)
    for by in moves:
        rows.move(by)
        rows.narrow(str(abs(by)) if by < 0 else "")
        current = rows.current
        assert not isinstance(current, Heading)
        assert (current is None) == all(isinstance(key, Heading) for key in rows.shown)


@given(
    st.lists(
        st.builds(
            Column,
            width=st.integers(0, 12),
            least=st.integers(1, 12),
            weight=st.integers(1, 4),
            gives=st.booleans(),
            drop=st.integers(0, 3),
        ),
        min_size=1,
        max_size=6,
    ),
    st.integers(10, 200),
)
@settings(max_examples=100, deadline=None)
@example([Column(least=1), Column(least=1), Column(least=4), Column(2, least=2, gives=True)], 10)
def test_columns_fill_the_room_when_it_is_enough(columns: list[Column], room: int):
    widths = solve(columns, room)
    shown = [cells for cells in widths if cells]
    sharing = [column for column, cells in zip(columns, widths, strict=True) if cells and not column.width]
    total = sum(shown) + len(shown) - 1
    assert not sharing or total >= room
    assert total <= room or not any(column.drop for column, cells in zip(columns, widths, strict=True) if cells)
    assert all(cells or column.drop for column, cells in zip(columns, widths, strict=True))


def test_a_name_gives_way_before_a_column_is_dropped_and_is_whole_again_when_there_is_room():
    columns = (Column(30, least=10, gives=True), Column(least=12, drop=1))
    assert solve(columns, 60) == [31, 28]
    assert solve(columns, 30) == [17, 12]
    assert solve(columns, 23) == [10, 12]
    assert solve(columns, 22) == [22, 0]


def test_where_nothing_is_left_to_drop_the_broadest_column_gives_way_and_the_last_is_seen():
    columns = (Column(28, least=18, gives=True), Column(60, least=36, gives=True), Column(4))
    assert solve(columns, 60) == [18, 36, 4]
    assert solve(columns, 50) == [18, 26, 4]
