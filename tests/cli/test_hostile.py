"""Text from strangers is printed literally and harmlessly by every verb, to a pipe and to a terminal."""

from __future__ import annotations

import re
import sys
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from support.terminal import Terminal

from outreach.cli.table import cells

if TYPE_CHECKING:
    from tests.cli.conftest import Run

ROOT = Path(__file__).parents[2]
PAYLOADS = {
    "markup": ("Ann [/] [bold]Lee[/red] [@click=app.quit]x", "Ann [/] [bold]Lee[/red] [@click=app.quit]x"),
    "clipboard": ("Ann\x1b]52;c;aGVsbG8=\x07", "Ann"),
    "link": ("\x1b]8;;http://evil.example\x1b\\Ann\x1b]8;;\x1b\\", "Ann"),
    "title": ("\x1b]0;owned\x07Ann", "Ann"),
    "clear": ("\x1b[2J\x1b[HAnn\x9b2J", "Ann"),
    "bell": ("Ann\x07\x07\x07", "Ann"),
    "backwards": ("Ann \u202egnp.exe\u202c", "Ann gnp.exe"),
    "isolates": ("\u2066Ann\u2069 Lee", "Ann Lee"),
    "tags": ("Ann\U000e0041\U000e0042", "Ann"),
    "lines": ("Ann\nLee\r\nRow\u2028X\tY", "Ann Lee Row"),
    "marks": ("A" + "\u0301" * 200 + "nn", "nn"),
    "wide": ("田中 愛子 👩\u200d💻 Ann", "田中 愛子"),
    "right to left": ("آنا رويز\u200f", "آنا رويز"),
    "long": ("Ann " * 80, "Ann Ann"),
    "format": ("{0.__class__} %s ${HOME} Ann", "{0.__class__} %s ${HOME} Ann"),
    "spreadsheet": ("=HYPERLINK(1) Ann", "=HYPERLINK(1) Ann"),
}
"""What a stranger wrote, and what of it must be shown as it is."""

VERBS = (
    ("today",),
    ("today", "--brief"),
    ("company", "list"),
    ("company", "show", "1"),
    ("insiders", "1"),
    ("person", "show", "1"),
    ("explain", "1"),
    ("history",),
    ("draft", "1"),
)
FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\U000e0000-\U000e007f]")


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_verb_prints_a_control_of_a_strangers_making(run: Run, payload: str) -> None:
    text, shown = PAYLOADS[payload]
    run("company", "add", f"Co {text}", "--why", text, now="2026-11-23T09:00")
    run("person", "add", text, "--company", "1", "--position", text, "--hook", text)
    literally = 0
    for words in VERBS:
        said = run(*words, status=None)
        assert said.status in (0, 1), said.err
        assert not FORBIDDEN.search(said.out + said.err), words
        literally += shown in " ".join(said.out.split())
    assert literally >= 5, "shown as it is, not left out"
    run("person", "show", unicodedata.normalize("NFC", "nothing like it \x1b[31m"), status=64)


@pytest.mark.pty
@pytest.mark.parametrize("payload", ["clipboard", "clear", "wide", "long", "lines"])
def test_a_terminal_gets_no_sequence_of_a_strangers_making(run: Run, payload: str) -> None:
    text, _ = PAYLOADS[payload]
    run("company", "add", f"Co {text}", now="2026-11-23T09:00")
    run("person", "add", text, "--company", "1", "--position", text)
    for words in (("today",), ("insiders", "1")):
        with Terminal([sys.executable, "-m", "outreach", *words], columns=80, rows=40, env={"PYTHONPATH": str(ROOT)}) as terminal:
            assert terminal.wait_end() in (0, 1)
            printed = terminal.output().decode("utf-8").replace("\r\n", "\n")
        assert not FORBIDDEN.search(printed)
        assert max(cells(line) for line in printed.splitlines()) <= 80
