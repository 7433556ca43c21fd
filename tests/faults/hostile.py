"""Hostile texts through every screen in a real pseudo-terminal, every verb, and every export."""

from __future__ import annotations

import contextlib
import dataclasses
import io
import json
import os
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from unittest import mock

from faults.figures import Row, opened, within
from faults.hostile_texts import FORBIDDEN, IN_FILES, TEXTS, seen
from support.terminal import Terminal

from outreach.cli.run import main
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

NAMELESS = frozenset({("S",), ("Q",), ("?",), ("0",), ("/", "a")})
"""Stops whose pages name nobody; a page that comes late on a busy machine may still show the one before."""

BACK = ("esc", "esc", "esc", "p", "1")


def build(home: Path, texts: list[str], *, raw: bool = False) -> None:
    """A plan in which every text stands in every field; ``raw`` puts it into the file without going through the program."""
    planner = opened(home)
    with planner.store.transaction("Fill") as tx:
        from outreach.domain.kinds import EvidenceKind, PersonState, StepKind
        from outreach.domain.model import Company, Draft, Evidence, Lead, Person, QandA, Step
        from outreach.domain.network import Contact

        for number, text in enumerate(texts):
            word = clean(f"mark{number}mark") if raw else clean(text)
            company = tx.add(Company(name=word, why=word, notes=word, answers=(QandA(question=word, answer=word),), motivation=4))
            person = tx.add(
                Person(
                    name=word,
                    company=company.id,
                    employer=word,
                    position=word,
                    hook=word,
                    question=word,
                    how_i_know=word,
                    notes=word,
                    state=PersonState.INSIDER if number % 4 else PersonState.NEW,
                )
            )
            tx.add(Evidence(person=person.id, kind=EvidenceKind.NOTE, detail=word))
            tx.add(Step(kind=StepKind.TODO, person=person.id, company=company.id, text=word, promise=True, on=planner.today()))
            tx.add(Step(kind=StepKind.FIRST_TOUCH, person=person.id, company=company.id, made_at=planner.clock.now()))
            tx.add(Draft(person=person.id, company=company.id, subject=word, body=word, made_at=planner.clock.now()))
            tx.add(Lead(company=company.id, title=word, url=word))
            tx.add(Contact(key=f"k{number}", name=word, company=word, position=word, invited_me_on=planner.today(), invited_me_note=word))
    planner.close()
    if raw:
        for path in ((home / "data") / name for name in ("outreach.json", "network.json")):
            content = path.read_text(encoding="utf-8")
            for number, text in enumerate(texts):
                content = content.replace(f"mark{number}mark", json.dumps(text)[1:-1])
            path.write_text(content, encoding="utf-8")
        for name in ("outreach.journal", "outreach.history"):
            (home / "data" / name).unlink(missing_ok=True)


def toured(home: Path, columns: int, rows: int, stops: Sequence[tuple[str, ...]]) -> tuple[bytes, list[str], int]:
    """Go to each stop and back; the bytes the terminal got, each stop's screen as text, and the exit status."""
    env = {"OUTREACH_DATA": str(home / "data"), "OUTREACH_CONFIG": str(home / "config"), "OUTREACH_NOW": "2026-11-23T12:00"}
    env |= {"PYTHONPATH": str(ROOT), "ESCDELAY": "5"}
    shown = []
    with Terminal([sys.executable, "-m", "outreach"], columns=columns, rows=rows, env=env) as window:
        window.wait_for(lambda screen: "Companies" in screen or "needs 60" in screen, 30)
        window.settle(0.15)
        for stop in stops:
            for key in stop:
                window.press(key)
                window.settle(0.1, 0.6)
            window.settle(0.2, 2)
            shown.append(window.text())
            for key in BACK:
                window.press(key)
                window.settle(0.08, 0.4)
            if window.ended:
                break
        for _ in range(3):
            if window.status is None:
                window.press("ctrl+q")
                with contextlib.suppress(AssertionError):
                    window.wait_end(within(3))
        return window.output(), shown, window.status if window.status is not None else -1


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
    got, shown, _ = toured(folder, *size, stops)
    return unusual(got), {stop for stop, screen in zip(stops, shown, strict=True) if seen(screen, "Benign")} - NAMELESS


@dataclasses.dataclass(frozen=True)
class Tour:
    """Columns and rows, texts by name, stops, and whether the texts are put into the file behind the program's back."""

    size: tuple[int, int]
    texts: Sequence[str]
    stops: Stops
    raw: bool


def screens(folder: Path, tour: Tour, usual: Future[Usual]) -> tuple[int, str]:
    """Tour a hostile plan; how many stops were seen with their one text on it, and what is wrong, or nothing."""
    build(folder, [TEXTS[name][0] for name in tour.texts], raw=tour.raw)
    got, shown, status = toured(folder, *tour.size, tour.stops)
    sent, named = usual.result()
    what = f"{tour.size[0]} columns, {tour.texts[0] if len(tour.texts) == 1 else f'{len(tour.texts)} texts'}"
    literal = 0
    if status != 0 or len(shown) != len(tour.stops):
        log = folder / "data" / "crash.log"
        why = log.read_text(encoding="utf-8")[-600:] if log.exists() else shown[-1][-400:]
        return 0, f"{what}: exit {status} after stop {tour.stops[len(shown) - 1]}: {why}"
    if len(tour.texts) == 1:
        text, wanted = TEXTS[tour.texts[0]]
        for stop, screen in zip(tour.stops, shown, strict=True):
            if stop in named and not seen(screen, wanted, displayed(clean(text))):
                return literal, f"{what}: {wanted!r} is not on the screen after {stop}: {screen}"
            literal += stop in named
    return literal, _unharmed(what, tour, got, shown, sent)


def _unharmed(what: str, tour: Tour, got: bytes, shown: list[str], sent: Counter[bytes]) -> str:
    """What the terminal was sent that the harmless plan does not send, or sends less often."""
    strange = unusual(got) - sent
    if strange:
        return f"{what}: {sorted(strange.items())[:4]}"
    if hit := re.search(rb"Traceback|Error:|\x1b\]0;canary|\x1b\]52;c;Y2Fu", got):
        return f"{what}: {hit[0]!r}"
    if FORBIDDEN.search("".join(shown).replace("\n", "")):
        return f"{what}: a forbidden character is on the screen"
    if tour.size[0] >= 60 and len(set(shown)) < len(tour.stops) * 2 // 3:
        return f"{what}: only {len(set(shown))} different screens at {len(tour.stops)} stops"
    return ""


VERBS = (
    ("today",),
    ("today", "--brief"),
    ("today", "--all"),
    ("today", "--json"),
    ("company", "list"),
    ("company", "list", "--json"),
    ("history",),
    ("network", "ann"),
    ("inbound",),
    ("questions",),
    ("suggestions",),
    ("lead", "list"),
    ("insights",),
    ("outcomes",),
    ("ledger",),
    ("needs",),
    ("dormant",),
    ("teachers",),
    ("news",),
    ("recruiters",),
    ("start",),
    ("introductions",),
    ("check",),
    ("where",),
)
EACH = (("company", "show"), ("insiders",), ("person", "show"), ("paths",), ("referral",))
FORMATS = ("md", "html", "csv", "json", "ics")


def printed(home: Path, *words: str) -> tuple[int, str]:
    """Run one verb in this process; its status and all it wrote."""
    out, err = io.TextIOWrapper(io.BytesIO(), encoding="utf-8"), io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    env = {"OUTREACH_DATA": str(home / "data"), "OUTREACH_CONFIG": str(home / "config"), "OUTREACH_NOW": "2026-11-23T12:00"}
    with mock.patch.dict(os.environ, env), mock.patch("sys.stdout", out), mock.patch("sys.stderr", err):
        status = main(list(words))
        out.flush()
        err.flush()
    return status, (out.buffer.getvalue() + err.buffer.getvalue()).decode("utf-8", "surrogateescape")  # type: ignore[attr-defined]


def verbs(folder: Path, step: int) -> Iterator[str]:
    """Every reading verb and export over one plan that holds every text."""
    home = folder / "verbs"
    texts = [text for text, _ in TEXTS.values()]
    build(home, texts)
    said = ""
    numbers = [str(number) for number in range(1, len(texts) + 1)]
    commands = [*VERBS, *((*verb, number) for verb in EACH for number in numbers[::step])]
    commands += [("export", "plan", *numbers, "--format", kind) for kind in FORMATS]
    for words in commands:
        status, text = printed(home, *words)
        said += text
        quiet = text.replace("\r\n" if words[-1] in {"ics", "csv"} else "\n", "").replace("\n", "").removeprefix("\ufeff")
        if status not in (0, 1, 65 if words == ("check",) else 0):
            yield f"{' '.join(words)}: exit {status}: {text[-200:]}"
        elif hit := (IN_FILES if "--json" in words or "export" in words else FORBIDDEN).search(quiet.replace("\t", "")):
            yield f"{' '.join(words)}: {hit[0]!r} in {quiet[max(0, hit.start() - 20) : hit.start() + 20]!r}"
        else:
            yield ""
    flat = " ".join(said.split())
    for name, (_, shown) in TEXTS.items():
        yield "" if shown in flat else f"{name}: {shown!r} is not shown as it is"


SIZES = ((40, 24), (80, 24), (200, 50))


def _tours(*, long: bool) -> list[Tour]:
    """All texts in one plan at every width; then, in the long form, each text alone at every stop, at one width or the other."""
    every = list(TEXTS)
    if not long:
        return [Tour((80, 24), every, TOUR[::6], True), Tour((200, 50), every, TOUR[3::6], False), Tour((40, 24), every, TOUR[:1], True)]
    tours = [Tour(size, every, TOUR, raw) for size in SIZES for raw in (True, False)]
    for number, name in enumerate(every):
        tours += [Tour(SIZES[1 + half], [name], TOUR[half ^ (number % 2) :: 2], raw=bool(half)) for half in (0, 1)]
    return tours


def rows(folder: Path, *, long: bool) -> list[Row]:
    """Screens and verbs; the short form shares the stops between the widths."""
    tours = _tours(long=long)
    with ThreadPoolExecutor(2) as pool:
        usual: dict[object, Future[Usual]] = {}
        for tour in tours:
            key = (tour.size, len(tour.texts), tuple(tour.stops))
            if key not in usual:
                usual[key] = pool.submit(benign, folder / f"benign{len(usual)}", tour.size, len(tour.texts), tour.stops)
        walks = [
            pool.submit(screens, folder / f"tour{number}", tour, usual[tour.size, len(tour.texts), tuple(tour.stops)])
            for number, tour in enumerate(tours)
        ]
        walked = [walk.result() for walk in walks]
    said = list(verbs(folder, 1 if long else 5))
    bad = [wrong for _, wrong in walked if wrong]
    worse = [wrong for wrong in said if wrong]
    count = f"{len(TEXTS)} hostile texts"
    visited = sum(len(tour.stops) for tour in tours)
    note = f"{sum(literal for literal, _ in walked)} screens on which the text stands as it is"
    what = f"{count} in every field, {len(TOUR)} stops on all screens, 40, 80 and 200 columns, real terminal, sequences counted"
    return [
        Row(what, visited, len(bad), 200 if long else 15, "", "; ".join([note, *bad[:12]])),
        Row(
            f"{count} x every table of the command line and every export",
            len(said),
            len(worse),
            250 if long else 90,
            "",
            "; ".join(worse[:6]),
        ),
    ]
