"""Text to read: what hangs under what, a foot that stays, a measure on wide screens, a word in the middle when there is nothing."""

from __future__ import annotations

from textual.app import App, ComposeResult

from outreach.tui.themes import DEFAULT, built, load, variables
from outreach.tui.widgets.lines import BREAK, MEASURE, Lines
from outreach.tui.widgets.rows import Blank, Cell, Heading


class Sheet(App[None]):
    """One text, as large as the screen."""

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return variables(load()[0][DEFAULT])

    def compose(self) -> ComposeResult:
        yield Lines(focus=True, hang=2)

    def on_mount(self) -> None:
        self.register_theme(built(load()[0][DEFAULT]))
        self.theme = DEFAULT


def seen(app: Sheet) -> list[str]:
    lines = app.query_one(Lines)
    return [lines.render_line(y).text.rstrip() for y in range(lines.size.height)]


async def test_lines_hang_under_what_follows_signs_and_labels():
    async with Sheet().run_test(size=(30, 9)) as pilot:
        words = "one two three four five six seven"
        pilot.app.query_one(Lines).show([(Cell("· "), Cell("why     "), Cell(words)), (Cell("send"), Cell(f"  {words}")), (Cell(words),)])
        assert seen(pilot.app)[:5] == [
            "· why     one two three four",
            "          five six seven",
            "send  one two three four five",
            "  six seven",
            "one two three four five six",
        ]


async def test_a_foot_stays_while_the_text_above_it_is_scrolled():
    async with Sheet().run_test(size=(30, 9)) as pilot:
        lines = pilot.app.query_one(Lines)
        lines.show([(Cell(f"line {number}"),) for number in range(20)], foot=[(Cell("six points"),)])
        assert seen(pilot.app)[-1] == "six points"
        assert [line.split() for line in seen(pilot.app)[6:8]] == [["line", "6"], ["line", "7", "↓"]]
        lines.scroll(99)
        assert seen(pilot.app)[-2:] == ["line 19", "six points"]


async def test_a_foot_that_would_take_more_than_a_third_is_left_out():
    async with Sheet().run_test(size=(30, 5)) as pilot:
        pilot.app.query_one(Lines).show([(Cell("text"),)], foot=[(Cell("one " * 20),), (Cell("two"),)])
        assert seen(pilot.app) == ["text", "", "", "─" * 29, "two"]


async def test_a_rule_parts_the_foot_from_the_text_where_a_line_is_to_spare_and_takes_none_from_the_words():
    async with Sheet().run_test(size=(30, 9)) as pilot:
        lines = pilot.app.query_one(Lines)
        lines.show([(Cell(f"line {number}"),) for number in range(7)], foot=[(Cell("six points"),)])
        assert seen(pilot.app)[-3:] == ["line 6", "─" * 29, "six points"]
        lines.show([(Cell(f"line {number}"),) for number in range(8)], foot=[(Cell("six points"),)])
        assert seen(pilot.app)[-2:] == ["line 7", "six points"]
        lines.show([(Cell("text"),)])
        assert "─" not in "".join(seen(pilot.app))


async def test_on_a_wide_screen_lines_end_where_the_eye_still_finds_the_next():
    async with Sheet().run_test(size=(160, 9)) as pilot:
        pilot.app.query_one(Lines).show([Heading("Title"), (Cell("word " * 60),), BREAK])
        title, first, *_ = seen(pilot.app)
        assert len(title) > MEASURE >= len(first) > MEASURE - 5


async def test_nothing_to_read_is_said_in_the_middle():
    async with Sheet().run_test(size=(40, 9)) as pilot:
        pilot.app.query_one(Lines).say(Blank("Nothing here.", ("a adds one.",)))
        rows = seen(pilot.app)
        assert [row.strip() for row in rows if row] == ["Nothing here.", "a adds one."]
        assert rows[0] == "" and rows.index("             Nothing here.") == 3
