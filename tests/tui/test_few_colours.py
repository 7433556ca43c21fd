"""The real program on terminals of few colours, of none, and with names of every width: what a screen of them holds."""

from __future__ import annotations

import datetime as dt
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from support import answering
from support.terminal import Terminal

from outreach.clock import FixedClock
from outreach.config import Config
from outreach.paths import Paths
from outreach.planner import open_planner

pytestmark = pytest.mark.pty

ROOT = Path(__file__).parents[2]

NAMES = (
    "王小明 田中太郎",
    "محمد عبد الله",
    "עדי לוי",
    "👩‍💻 Ada 👍🏽 ☁️",
    "한국어 이름",
    "Ｆｕｌｌ width",
    "Zoe\u0308 A\u030angstro\u0308m",
    "A" * 300,
)
"""Wide, right to left, joined, modified, full width, combined, and long."""

COLOUR = re.compile(rb"\x1b\[[0-9;]*?(?<![0-9])(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])(?:;[0-9;]*)?m")
"""A sequence that chooses a colour; 39 and 49 give the terminal's own back."""

Window = Callable[..., Terminal]


@pytest.fixture
def window(tmp_path: Path) -> Iterator[Window]:
    """Opens the program on a plan with names of every width."""
    clock = FixedClock(dt.datetime(2026, 11, 23, 9, 0, tzinfo=dt.UTC))
    planner = open_planner(Paths(data=tmp_path / "data", config=tmp_path / "config"), clock, Config())
    company = planner.companies.add("株式会社ハーバー 🚀", motivation=4)
    for name in NAMES:
        planner.people.add(name, company.id, position=name)
        planner.companies.add(f"{name} Ltd")
    planner.close()
    opened: list[Terminal] = []

    def open_window(columns: int = 80, rows: int = 24, **env: str) -> Terminal:
        argv = [sys.executable, answering.__file__, "--data", tmp_path / "data", "--config", tmp_path / "config"]
        terminal = Terminal(argv, columns=columns, rows=rows, env={"PYTHONPATH": str(ROOT), **env})
        opened.append(terminal)
        terminal.wait_for(lambda screen: "saved ✓" in screen and "2 Insiders ─ 株" in screen)
        terminal.rest()
        return terminal

    yield open_window
    for terminal in opened:
        terminal.close()


def styles(terminal: Terminal, row: int) -> list:
    terminal.text()
    return [terminal._screen.buffer[row][column] for column in range(terminal.columns)]


def row_of(terminal: Terminal, words: str) -> int:
    return next(at for at, line in enumerate(terminal.text().split("\n")) if words in line)


def test_without_colour_not_one_is_sent_and_fields_and_cursor_show_by_their_shape(window: Window):
    terminal = window(NO_COLOR="1")
    assert any(cell.reverse for cell in styles(terminal, row_of(terminal, "▸ 株")))
    terminal.press("a")
    terminal.wait_for("Website")
    terminal.rest()
    assert all(cell.underscore for cell in styles(terminal, row_of(terminal, "Website"))[24:60])
    assert not COLOUR.search(terminal.output())


@pytest.mark.parametrize("kind", ["xterm", "screen", "linux"])
def test_on_sixteen_colours_only_those_are_sent_and_no_text_has_the_colour_behind_it(window: Window, kind: str):
    terminal = window(TERM=kind, COLORTERM="")
    terminal.press("2")
    terminal.rest()
    assert b"[38;" not in terminal.output() and b";48;" not in terminal.output()
    cells = [cell for row in range(24) for cell in styles(terminal, row)]
    assert not [cell for cell in cells if cell.data.isalnum() and cell.fg == cell.bg != "default"]
    under = styles(terminal, row_of(terminal, "▸ 王"))
    assert {cell.bg for cell in under[45:70]}.isdisjoint({cell.bg for cell in styles(terminal, 20)})
    terminal.press("a")
    terminal.wait_for("How I know them")
    terminal.rest()
    assert all(cell.underscore for cell in styles(terminal, row_of(terminal, "How I know them"))[24:60])


@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (120, 36)])
def test_names_of_any_width_leave_every_border_where_it_is(window: Window, columns: int, rows: int):
    terminal = window(columns, rows)
    lines = terminal.text().split("\n")
    edge = next(at for at, cell in enumerate(styles(terminal, 1)) if cell.data == "╮")
    for row in range(2, row_of(terminal, "3 Draft") - 1):
        cells = styles(terminal, row)
        assert (cells[edge].data, cells[edge + 1].data, cells[-1].data) == ("│", "│", "│"), lines[row]
    assert any("AAA…" in line for line in lines)
