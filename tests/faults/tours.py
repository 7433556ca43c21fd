"""All screens of the real program in a real pseudo-terminal, on a plan of hostile texts: every byte sent is looked at, and every screen.

A stop is left when the program says that it rests, not after a time: a slow machine sees the same screens, only later.
"""

from __future__ import annotations

import contextlib
import dataclasses
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from faults.figures import within
from faults.hostile_plan import build
from faults.hostile_texts import FORBIDDEN, TEXTS, seen
from support import answering
from support.terminal import Terminal

from outreach.text import clean, displayed

ROOT = Path(__file__).parents[2]
SEQUENCE = re.compile(rb"\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[P_^X].*?\x1b\\|\x1b\[[<=>?]?[0-9;:]*[ -/]*[@-~]|\x1b[ -/]*[0-~]", re.DOTALL)
ORDINARY = re.compile(rb"\x1b\[[0-9;:]*[mHABCDGKXfd]|\x1b\[\?(?:25|2026)[hl]|\x1b\]22;(?:default|pointer|text)\x07")
"""Colours, cursor moves, the marks round each repaint and the mouse pointer's shape: how often they come depends on text and time."""

_STOPS = (
    "2 enter|c|1 e|1 O|1 d|2 e|2 l|2 v|2 r|2 T|2 d|2 D|2 o|2 s|2 w|3 enter|4 j|4 enter|4 e|4 a|4 c|2 z|t|t enter|n|n enter|S|B|i|Q|N|H"
    "|:|: A n|?|I|E|0|/ a|2 X|2 space|2 h u"
)
TOUR = tuple(tuple(stop.split()) for stop in _STOPS.split("|"))
"""Keys from the plan to each stop: cards, forms, confirmations, editor, panes, desks, pages, palette, questions, toasts."""

BACK = ("esc", "esc", "esc", "p", "1")

AS_IT_IS = Path(answering.__file__)
"""The program, saying when it rests."""

_ANSWERS = re.compile(rb"\x1b\]7777;[0-9]+\x07")


@dataclasses.dataclass(frozen=True)
class Toured:
    """What a tour gave."""

    output: bytes
    """All the terminal got, but for the program's word that it rests."""
    shown: list[str]
    """Each stop's screen as text."""
    status: int
    """The exit status; -1 when it did not end."""
    stuck: str
    """What it never showed, or that it never rested; empty when it went on to its end."""


def toured(home: Path, columns: int, rows: int, stops: Sequence[tuple[str, ...]], program: Sequence[str | Path] = (AS_IT_IS,)) -> Toured:
    """Go to each stop and back."""
    env = {"OUTREACH_DATA": str(home / "data"), "OUTREACH_CONFIG": str(home / "config"), "OUTREACH_NOW": "2026-11-23T12:00"}
    env |= {"PYTHONPATH": str(ROOT)}
    shown = []
    with Terminal([sys.executable, *program], columns=columns, rows=rows, env=env) as window:
        stuck = ""
        try:
            window.wait_for(lambda screen: "Companies" in screen or "needs 60" in screen, within(30))
            window.rest()
            for stop in stops:
                _visit(window, stop, shown)
                if window.ended:
                    break
        except AssertionError as error:
            stuck = str(error)
        if not window.ended:
            window.press("ctrl+q")
        with contextlib.suppress(AssertionError):
            window.wait_end(within(10))
        return Toured(_ANSWERS.sub(b"", window.output()), shown, window.status if window.status is not None else -1, stuck)


def _visit(window: Terminal, stop: tuple[str, ...], shown: list[str]) -> None:
    for key in stop:
        window.press(key)
        window.rest()
    shown.append(window.text())
    for key in BACK:
        window.write(answering.ESCAPE if key == "esc" else key)
        window.rest()
    window.rest(answering.HUSH)  # a toast of one stop is not to lie over the next


def unusual(output: bytes) -> Counter[bytes]:
    """The terminal sequences that are no colour and no cursor move, and bare control bytes."""
    found = Counter(match[0] for match in SEQUENCE.finditer(output) if not ORDINARY.fullmatch(match[0]))
    rest = SEQUENCE.sub(b"", output)
    found.update(bytes([byte]) for byte in rest if byte < 0x20 and byte not in (0x0A, 0x0D))
    return found


Stops = Sequence[tuple[str, ...]]
Usual = tuple[Counter[bytes], set[tuple[str, ...]]]
"""What a tour sends of a plan without a strange text in it, and the stops at which its one name is to be seen."""


def benign(folder: Path, size: tuple[int, int], count: int, stops: Stops) -> Usual:
    """Tour a harmless plan."""
    build(folder, [f"Benign {number}" for number in range(count)])
    tour = toured(folder, *size, stops)
    return unusual(tour.output), {stop for stop, screen in zip(stops, tour.shown, strict=True) if seen(screen, "Benign")}


@dataclasses.dataclass(frozen=True)
class Tour:
    """Columns and rows, texts by name, stops, whether the texts are put into the file behind the program's back, and the program."""

    size: tuple[int, int]
    texts: Sequence[str]
    stops: Stops
    raw: bool
    program: Sequence[str | Path] = (AS_IT_IS,)


@dataclasses.dataclass(frozen=True)
class Walked:
    """What came of a tour."""

    stops: int
    """How many were made."""
    literal: int
    """How many of them showed the one text as it is."""
    wrong: list[str]


def screens(folder: Path, tour: Tour, usual: Usual) -> Walked:
    """Tour a hostile plan."""
    build(folder, [TEXTS[name][0] for name in tour.texts], raw=tour.raw)
    got = toured(folder, *tour.size, tour.stops, tour.program)
    sent, named = usual
    wrong = list(_harmed(tour, got, sent))
    literal = 0
    if len(tour.texts) == 1:
        text, wanted = TEXTS[tour.texts[0]]
        for stop, screen in zip(tour.stops, got.shown, strict=False):
            if stop not in named:
                continue
            if seen(screen, wanted, displayed(clean(text))):
                literal += 1
            else:
                wrong.append(f"{wanted!r} is not on the screen after {' '.join(stop)}: {screen}")
    what = f"{tour.size[0]} columns, {tour.texts[0] if len(tour.texts) == 1 else f'{len(tour.texts)} texts'}{', raw' if tour.raw else ''}"
    return Walked(len(got.shown), literal, [f"{what}: {each}" for each in wrong])


def _harmed(tour: Tour, got: Toured, sent: Counter[bytes]) -> Iterator[str]:
    """An end before its time, and what the terminal was sent that the harmless plan does not send, or sends less often."""
    if got.status != 0 or len(got.shown) != len(tour.stops):
        last = " ".join(tour.stops[len(got.shown) - 1]) if got.shown else "none"
        yield f"exit {got.status} after stop {last}: {got.stuck or ''.join(got.shown[-1:])[-400:]}"
    if strange := unusual(got.output) - sent:
        yield f"{sorted(strange.items())[:4]}"
    if hit := re.search(rb"Traceback|Error:|\x1b\]0;canary|\x1b\]52;c;Y2Fu", got.output):
        yield f"{hit[0]!r}"
    if hit := FORBIDDEN.search("".join(got.shown).replace("\n", "")):
        yield f"{hit[0]!r} is on the screen"
    if tour.size[0] >= 60 and len(set(got.shown)) < len(tour.stops) * 2 // 3:
        yield f"only {len(set(got.shown))} different screens at {len(tour.stops)} stops"


MARKUP = ("closing tag", "closing colour", "open bracket", "action", "link tag", "escaped bracket", "many brackets")
"""Texts that Textual would take for markup."""

_PLAIN = str.maketrans("[]\\", "(){")
"""The same in letters that mean nothing to it and take as much room."""

GAPS = frozenset({("2", "w"), ("3", "enter")})
"""Stops at which square brackets mean something to us: in a draft they are a gap, and the checker names it."""


def twins(folder: Path, name: str, stops: Stops, program: Sequence[str | Path] = (AS_IT_IS,)) -> Walked:
    """Tour a plan of markup and one of its plain twin: cell for cell they must show the same."""
    text = TEXTS[name][0]
    tours = []
    for number, each in enumerate((text, text.translate(_PLAIN))):
        build(folder / str(number), [each])
        tours.append(toured(folder / str(number), 80, 24, stops, program))
    odd, plain = tours
    wrong = [f"{name}: exit {odd.status}, {odd.stuck or 'too early'}"] if odd.status != 0 or len(odd.shown) != len(stops) else []
    same = 0
    for stop, one, other in zip(stops, odd.shown, plain.shown, strict=False):
        if one.translate(_PLAIN) == other.translate(_PLAIN):
            same += 1
        elif stop not in GAPS:
            wrong.append(f"{name}: not as its plain twin after {' '.join(stop)}: {one}")
    return Walked(len(odd.shown), same, wrong)
