"""Hostile texts through every screen in a real pseudo-terminal, every verb, and every export."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from unittest import mock

from faults.figures import Row
from faults.hostile_plan import build
from faults.hostile_texts import FORBIDDEN, IN_FILES, TEXTS
from faults.tours import MARKUP, TOUR, Tour, Usual, Walked, benign, screens, twins

from outreach.cli.run import main

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

        def walk(number: int, tour: Tour) -> Walked:
            return screens(folder / f"tour{number}", tour, usual[tour.size, len(tour.texts), tuple(tour.stops)].result())

        walked = list(pool.map(walk, range(len(tours)), tours))
        pairs, stops = (MARKUP, TOUR) if long else (MARKUP[:1], TOUR[::14])
        paired = list(pool.map(lambda name: twins(folder / f"twin {name}", name, stops), pairs))
    said = list(verbs(folder, 1 if long else 5))
    bad = [wrong for each in walked for wrong in each.wrong]
    worse = [wrong for wrong in said if wrong]
    unlike = [wrong for each in paired for wrong in each.wrong]
    count = f"{len(TEXTS)} hostile texts"
    visited = sum(each.stops for each in walked)
    note = f"{sum(each.literal for each in walked)} screens on which the text stands as it is"
    what = f"{count} in every field, {len(TOUR)} stops on all screens, 40, 80 and 200 columns, real terminal, sequences counted"
    return [
        Row(what, visited, len(bad), sum(len(tour.stops) for tour in tours), "", "; ".join([note, *bad[:12]])),
        Row(
            f"{len(MARKUP)} texts of markup beside plain twins of theirs, the same stops: cell for cell the same screen",
            sum(each.stops for each in paired),
            len(unlike),
            len(pairs) * len(stops),
            "",
            "; ".join([f"{sum(each.literal for each in paired)} the same", *unlike[:4]]),
        ),
        Row(
            f"{count} x every table of the command line and every export",
            len(said),
            len(worse),
            250 if long else 90,
            "",
            "; ".join(worse[:6]),
        ),
    ]
