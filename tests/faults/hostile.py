"""Hostile texts through every screen in a real pseudo-terminal, every verb, and every export."""

from __future__ import annotations

import contextlib
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

from faults.figures import Row, opened
from faults.hostile_texts import FORBIDDEN, IN_FILES, TEXTS
from support.terminal import Terminal

from outreach.cli.run import main
from outreach.text import clean

ROOT = Path(__file__).parents[2]
SEQUENCE = re.compile(rb"\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[P_^X].*?\x1b\\|\x1b\[[<=>?]?[0-9;:]*[ -/]*[@-~]|\x1b[ -/]*[0-~]", re.DOTALL)
ORDINARY = re.compile(rb"\x1b\[[0-9;:]*[mHABCDGKXfd]|\x1b\[\?(?:25|2026)[hl]")
"""Colours, cursor moves and the marks round each repaint: how often they come depends on how long a text is."""

_STOPS = (
    "2 enter|c|1 e|1 O|1 d|2 e|2 l|2 v|2 r|2 T|2 d|2 D|2 o|2 s|2 w|3 enter|4 j|4 enter|4 e|4 a|4 c|2 z|t|t enter|n|n enter|S|B|i|Q|N|H"
    "|:|: A n|?|I|E|0|/ a|2 X|2 space|2 h u"
)
TOUR = tuple(tuple(stop.split()) for stop in _STOPS.split("|"))
"""Keys from the plan to each stop: cards, forms, confirmations, editor, panes, desks, pages, palette, questions, toasts."""

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
        window.wait_for(lambda screen: "Companies" in screen, 30)
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
        if not window.ended:
            window.press("ctrl+q")
        with contextlib.suppress(AssertionError):
            window.wait_end(8)
        return window.output(), shown, window.status if window.status is not None else -1


def unusual(output: bytes) -> Counter[bytes]:
    """The terminal sequences that are no colour and no cursor move, and bare control bytes."""
    found = Counter(match[0] for match in SEQUENCE.finditer(output) if not ORDINARY.fullmatch(match[0]))
    rest = SEQUENCE.sub(b"", output)
    found.update(bytes([byte]) for byte in rest if byte < 0x20 and byte not in (0x0A, 0x0D))
    return found


def benign(folder: Path, count: int, stops: Sequence[tuple[str, ...]]) -> set[bytes]:
    """What a tour sends of a plan without a strange text in it."""
    build(folder, [f"Benign {number}" for number in range(count)])
    return set(unusual(toured(folder, 80, 24, stops)[0]))


Tour = tuple[tuple[int, int], list[str], Sequence[tuple[str, ...]], bool]
"""Columns and rows, texts, stops, and whether the texts are put into the file behind the program's back."""


def screens(
    folder: Path, size: tuple[int, int], texts: list[str], stops: Sequence[tuple[str, ...]], raw: bool, usual: Future[set[bytes]]
) -> str:
    """Tour a hostile plan; what is wrong, or nothing."""
    build(folder, texts, raw=raw)
    got, shown, status = toured(folder, *size, stops)
    strange = set(unusual(got)) - usual.result()
    what = f"{size[0]} columns, {len(texts)} texts"
    if status != 0 or len(shown) != len(stops):
        return f"{what}: exit {status} after stop {stops[len(shown) - 1]}: {shown[-1][-400:]}"
    if strange:
        return f"{what}: {sorted(strange)[:4]}"
    if hit := re.search(rb"Traceback|Error:|\x1b\]0;canary|\x1b\]52;c;Y2Fu", got):
        return f"{what}: {hit[0]!r}"
    if FORBIDDEN.search("".join(shown).replace("\n", "")):
        return f"{what}: a forbidden character is on the screen"
    if len(set(shown)) < len(stops) * 2 // 3:
        return f"{what}: only {len(set(shown))} different screens at {len(stops)} stops"
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


def verbs(folder: Path) -> Iterator[str]:
    """Every reading verb and export over one plan that holds every text."""
    home = folder / "verbs"
    texts = [text for text, _ in TEXTS.values()]
    build(home, texts)
    said = ""
    commands = [*VERBS, *((*verb, str(number)) for verb in EACH for number in range(1, len(texts) + 1))]
    numbers = [str(number) for number in range(1, len(texts) + 1)]
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


def rows(folder: Path, *, long: bool) -> list[Row]:
    """Screens and verbs; the short form shares the stops between two widths."""
    every = [text for text, _ in TEXTS.values()]
    if long:
        tours: list[Tour] = [
            ((width, height), every, TOUR, raw) for width, height in ((80, 24), (120, 36), (200, 50)) for raw in (True, False)
        ]
        tours += [(size, [text], TOUR[:20], size[0] == 80) for text in every for size in ((80, 24), (120, 36))]
    else:
        tours = [((80, 24), every, TOUR[::3], True), ((120, 36), every, TOUR[1::3], False)]
    with ThreadPoolExecutor(2) as pool:
        usual = pool.submit(benign, folder / "benign", len(every), TOUR if long else TOUR[:3])
        walks = [pool.submit(screens, folder / f"tour{number}", *tour, usual) for number, tour in enumerate(tours)]
        walked = [walk.result() for walk in walks]
    said = list(verbs(folder))
    bad = [wrong for wrong in walked if wrong]
    worse = [wrong for wrong in said if wrong]
    count = f"{len(TEXTS)} hostile texts"
    visited = sum(len(stops) for _, _, stops, _ in tours)
    return [
        Row(f"{count} in every field, {len(TOUR)} stops on all screens, real terminal", visited, len(bad), 28, "", "; ".join(bad[:3])),
        Row(f"{count} x every table of the command line and every export", len(said), len(worse), 250, "", "; ".join(worse[:6])),
    ]
