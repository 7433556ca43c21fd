"""Output with every style said once shows the same cells in the same styles, whatever it is made of."""

from __future__ import annotations

import pyte
import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.tui.thrift import SHORTEST, thrifty

INKS = ["", "31", "97", "38;5;200", "38;2;217;226;236", "38;2;140;157;177"]
GROUNDS = ["", "44", "103", "48;5;17", "48;2;17;25;34", "48;2;28;61;76"]
ATTRIBUTES = ["", "1", "2;3", "4", "1;7", "9"]

styles = st.tuples(st.sampled_from(ATTRIBUTES), st.sampled_from(INKS), st.sampled_from(GROUNDS)).map(
    lambda parts: ";".join(part for part in parts if part)
)
texts = st.sampled_from(["Ana", " ", "  ruiz", "─────", "✓", "x" * 30])
moves = st.sampled_from(["", "\x1b[3;7H", "\n", "\r\n", "\x1b[2;1H\r\n\x1b[4;2H", "\x1b[5C"])
odd = st.sampled_from(["\x1b[0m", "\x1b[m", "\x1b[39m", "\x1b[22;1m", "\x1b[?25l", "\x1b7", "\x1b8", "\x1b[K", "\x1b[2J", "\x1b[0;32m"])
segments = st.tuples(moves, styles, texts).map(lambda part: f"{part[0]}\x1b[{part[1]}m{part[2]}\x1b[0m" if part[1] else part[0] + part[2])
outputs = st.lists(segments | odd | texts, min_size=6, max_size=40).map("".join)


def shown(*written: str) -> tuple[object, ...]:
    """Every cell a terminal shows after that, in what is seen of its style; where the cursor is, and the style of what would come next."""
    screen = pyte.Screen(60, 12)
    stream = pyte.Stream(screen)
    for data in written:
        stream.feed(data)
    cells = [[seen(screen.buffer[line][column]) for column in range(60)] for line in range(12)]
    return cells, (screen.cursor.x, screen.cursor.y), screen.cursor.attrs


def seen(cell: pyte.screens.Char) -> tuple[object, ...]:
    """A cell as it looks: a blank has no ink unless a line runs under or through it or the colours are changed about."""
    if cell.data == " " and not (cell.underscore or cell.strikethrough or cell.reverse):
        return (" ", cell.bg)
    return tuple(cell)


@given(outputs, outputs)
def test_a_terminal_shows_the_same(first: str, second: str) -> None:
    padding = "\x1b[0m" + "." * SHORTEST + "\x1b[1;1H"
    assert shown(thrifty(padding + first), thrifty(second + padding), thrifty(second)) == shown(padding + first, second + padding, second)


@given(st.lists(segments, min_size=20, max_size=40).map("".join))
def test_nothing_gets_longer(output: str) -> None:
    assert len(thrifty(output)) <= len(output) + len("0;")


def test_a_style_that_goes_on_is_said_once_and_of_another_only_what_differs() -> None:
    pane, quiet = "\x1b[38;2;217;226;236;48;2;17;25;34m", "\x1b[38;2;140;157;177;48;2;17;25;34m"
    line = f"{pane}Ana\x1b[0m{pane} Ruiz\x1b[0m{quiet} M4\x1b[0m\r\n\x1b[5;2H{quiet}P3\x1b[0m"
    assert thrifty("\x1b[0m" + line + " " * SHORTEST).rstrip() == f"{pane}Ana Ruiz\x1b[38;2;140;157;177m M4\r\n\x1b[5;2HP3\x1b[0m".replace(
        pane, "\x1b[0;38;2;217;226;236;48;2;17;25;34m", 1
    )


def test_codes_that_are_not_known_are_said_in_full() -> None:
    output = "\x1b[0m\x1b[4:3;31mwavy\x1b[0m\x1b[4:3;58;5;9;31m other\x1b[0m" + " " * SHORTEST
    assert thrifty(output).startswith("\x1b[0;4:3;31mwavy\x1b[0;4:3;58;5;9;31m other\x1b[0m")


def test_an_attribute_that_ends_is_taken_back() -> None:
    output = "\x1b[0m\x1b[1;31mlate\x1b[0m\x1b[31m still red\x1b[0m\x1b[31;4m under\x1b[0m\x1b[31m not\x1b[0m plain" + " " * SHORTEST
    assert thrifty(output).startswith("\x1b[0;1;31mlate\x1b[22m still red\x1b[4m under\x1b[0;31m not\x1b[0m plain")


def test_a_blank_does_not_change_the_ink() -> None:
    output = (
        "\x1b[0m\x1b[31;44mred\x1b[0m\x1b[32;44m   \x1b[0m\x1b[31;44mred\x1b[0m\x1b[31;45m  \x1b[0m\x1b[4;31;45m  \x1b[0m" + " " * SHORTEST
    )
    assert thrifty(output).startswith("\x1b[0;31;44mred   red\x1b[45m  \x1b[4m  \x1b[0m")


@pytest.mark.parametrize("output", ["", "short", "\x1b[1mbold\x1b[0m"])
def test_a_short_output_is_left_as_it_is(output: str) -> None:
    assert thrifty(output) == output
