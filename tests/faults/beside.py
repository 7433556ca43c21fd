"""Sixteen processes write while two windows stand open on the same plan: one shows its companies, in the other a draft is half typed."""

from __future__ import annotations

import contextlib
import json
import re
import subprocess
import sys
import time
from pathlib import Path

from faults.ends import planted, surroundings
from faults.figures import Row, opened, within
from support import answering
from support.terminal import Terminal

from outreach.domain.model import Company, Draft

SCRIPT = Path(__file__).with_name("writers.py")
WORDS = "halftypedwords"
SOON = 1.0
"""Seconds after the last acknowledgement in which a window must show all of it."""


def _active(screen: str) -> int:
    found = re.search(r"Companies\W+(\d+) active", screen)
    return int(found[1]) if found else 0


def _shows(window: Terminal, count: int, until: float) -> float:
    """The moment the window showed that many companies, or infinity."""
    while time.perf_counter() < until:
        window.pump(0.02)
        if _active(window.text()) == count:
            return window.chunks[-1][0]
    return float("inf")


def crowd(home: Path, each: int) -> tuple[list[str], str]:
    """Let them write; what is wrong, and a note on how long the window took."""
    planted(home)
    wrong = []
    with contextlib.ExitStack() as stack:
        plan, editor = (stack.enter_context(Terminal([sys.executable, answering.__file__], env=surroundings(home))) for _ in range(2))
        for window in (plan, editor):
            window.wait_for("Ana Ruiz", 30)
            window.rest()
        editor.press("2", "w")
        editor.wait_for("Six points", 30)
        editor.rest()
        editor.write(WORDS)
        editor.wait_for(WORDS)
        work = subprocess.Popen(
            [sys.executable, SCRIPT, "swarm", "ours", str(home / "data"), str(each)], stdout=subprocess.PIPE, text=True, encoding="utf-8"
        )
        while work.poll() is None:
            plan.pump(0.02)
            editor.pump(0)
        told = json.loads(work.communicate()[0])
        total = told["acknowledged"] + 1
        took = _shows(plan, total, told["last"] + 20) - told["last"]
        if told["acknowledged"] != 16 * each:
            wrong.append(f"{told['acknowledged']} of {16 * each} acknowledged")
        if took > within(SOON):
            wrong.append(f"the window showed {_active(plan.text())} of {total}, {took:.1f} s after the last")
        editor.rest()
        if WORDS not in editor.text():
            wrong.append("the half-typed words left the screen")
        editor.write("more")
        editor.wait_for(WORDS + "more")
        editor.press("ctrl+s")
        with contextlib.suppress(AssertionError):
            editor.wait_for(lambda screen: "Six points" not in screen, within(5))
        after = editor.text()
        for window in (editor, plan):
            window.press("ctrl+q")
            if window.wait_end(within(10)) != 0:
                wrong.append(f"a window exits {window.status}")
    cold = opened(home)
    names = {company.name for company in cold.store.all(Company)}
    if len(names) != total:
        wrong.append(f"{len(names) - 1} of {16 * each} are there")
    if not any(WORDS + "more" in draft.body for draft in cold.store.all(Draft)):
        kept = [path.read_text(encoding="utf-8") for path in (home / "data" / "unsaved").glob("*")]
        wrong.append(f"the draft was not saved; kept aside: {kept}; the screen after saving: {after}")
    cold.store.close(checkpoint=False)
    return wrong, f"{len(names) - 1} present, all on the screen {took * 1000:.0f} ms after the last"


def rows(folder: Path, *, long: bool) -> list[Row]:
    """The crowd beside two windows."""
    each = 50 if long else 12
    wrong, note = crowd(folder / "home", each)
    what = f"16 processes x {each} commits beside two real windows: all on the screen within 1 s, a half-typed draft kept and saved"
    return [Row(what, 16 * each, len(wrong), 16 * each, "", "; ".join([note, *wrong]))]
