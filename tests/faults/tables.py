"""The tables and pages of the command line on a real terminal of 40, 80 and 200 columns, with every hostile text in the plan."""

from __future__ import annotations

import re
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from faults.ends import surroundings
from faults.figures import Row
from faults.hostile import EACH, VERBS
from faults.hostile_plan import build
from faults.hostile_texts import FORBIDDEN, TEXTS, seen
from faults.tours import unusual
from support.terminal import Terminal

from outreach.text import clean, displayed

WIDTHS = (40, 80, 200)
NAMED = (("company", "list"), ("today", "--all"))
"""Tables in which every company, person or contact has a line, however narrow they are."""


def printed(home: Path, words: tuple[str, ...], columns: int) -> tuple[int, bytes]:
    """Run a verb on a terminal of that width; its status and what it wrote."""
    with Terminal([sys.executable, "-m", "outreach", *words], columns=columns, rows=50, env=surroundings(home)) as window:
        status = window.wait_end(30)
        while not window.ended and window.pump(0.05):
            pass
        return status, window.output()


def shown(home: Path, words: tuple[str, ...], columns: int, usual: Counter[bytes]) -> list[str]:
    """What is wrong with one verb at one width."""
    status, output = printed(home, words, columns)
    what = f"{' '.join(words)} at {columns} columns"
    text = re.sub(r"\x1b\[[0-9;]*m", "", output.decode("utf-8", "replace"))
    wrong = []
    if status not in (0, 1, 65 if words == ("check",) else 0):
        wrong.append(f"{what}: exit {status}: {text[-200:]}")
    if strange := set(unusual(output)) - set(usual):
        wrong.append(f"{what}: {sorted(strange)[:3]}")
    if hit := FORBIDDEN.search(text.replace("\r\n", "").replace("\t", "")):
        wrong.append(f"{what}: {hit[0]!r}")
    if words in NAMED:
        wrong += [f"{what}: {name} is not shown as it is" for name in TEXTS if not _stands(text, *TEXTS[name], columns)]
    return wrong


def _stands(text: str, raw: str, wanted: str, columns: int) -> bool:
    """Whether the text, or as much of it as a narrow column has room for, is there."""
    whole = displayed(clean(raw))
    return seen(text, wanted, whole) or (columns < 80 and any(f"{whole[:length]}…" in text for length in range(1, 7)))


def rows(folder: Path, *, long: bool) -> list[Row]:
    """Every reading verb at every width; the short form takes the tables with all names in them."""
    home, plain = folder / "hostile", folder / "plain"
    build(home, [text for text, _ in TEXTS.values()])
    build(plain, [f"Benign {number}" for number in range(len(TEXTS))])
    usual = unusual(printed(plain, ("company", "list"), 80)[1])
    verbs = [verb for verb in VERBS if "--json" not in verb] + [(*verb, "2") for verb in EACH] if long else []
    work = [(verb, columns) for verb in dict.fromkeys((*NAMED, *verbs)) for columns in WIDTHS]
    with ThreadPoolExecutor(2) as pool:
        found = list(pool.map(lambda one: shown(home, *one, usual), work))
    bad = [wrong for wrongs in found for wrong in wrongs]
    what = f"{len(TEXTS)} hostile texts in every table of the command line, real terminal of 40, 80 and 200 columns"
    return [Row(what, len(work), len(bad), 6, "", "; ".join(bad[:6]))]
