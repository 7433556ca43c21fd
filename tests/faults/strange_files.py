"""Files a stranger may hand over: the given ones, made ones that are too much, and hundreds damaged by a deterministic hand.

Each goes through ``outreach import --yes`` in a process of its own, whose time and memory are measured.
"""

from __future__ import annotations

import dataclasses
import io
import json
import os
import random
import re
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from faults.ends import surroundings
from faults.figures import NOON, Row, opened
from support.damaging import damaged

from outreach.clock import FixedClock
from outreach.domain.model import Company
from outreach.planner.sample import plant
from outreach.store.check import check

FIXTURES = Path(__file__).parents[1] / "fixtures"
SECONDS = 2.0
"""Processor time one import may take."""

MEGABYTES = 200
HEADER = b"First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
ROW = b"Ana,Ruiz,https://www.linkedin.com/in/ana,,Fernwick,Engineer,01 Jan 2026\n"
VALUES: tuple[Any, ...] = (None, True, -1, 0, 2**70, 1e308, "", "x" * 5_000, "\x1b[2J", "2026-02-30", [], {}, [[]], {"": None}, "[/]")


@dataclasses.dataclass(frozen=True)
class Taken:
    """What one import did."""

    name: str
    wrong: str
    seconds: float
    megabytes: int
    status: int


def bent(document: Any, chance: random.Random) -> bytes:
    """A JSON document with a few values anywhere in it replaced, removed or doubled."""
    whole = json.loads(json.dumps(document))
    for _ in range(chance.choice((1, 2, 6))):
        inner = whole
        while True:
            keys = list(inner) if isinstance(inner, dict) else range(len(inner))
            if not keys:
                break
            key = chance.choice(list(keys))
            if isinstance(inner[key], dict | list) and inner[key] and chance.random() < 0.85:
                inner = inner[key]
                continue
            if chance.random() < 0.2:
                del inner[key]
            elif isinstance(inner, list) and chance.random() < 0.3:
                inner.append(inner[key])
            else:
                inner[key] = chance.choice(VALUES)
            break
    return json.dumps(whole).encode()


def _zip(*members: tuple[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as pack:
        for name, content in members:
            pack.writestr(name, content)
    return made.getvalue()


def _too_much() -> Iterator[tuple[str, bytes]]:
    """Files whose danger is their size, number or depth."""
    bomb = _zip(("Connections.csv", HEADER + b"A" * 200_000_000))
    yield "bomb.zip", bomb
    yield "bomb in bomb.zip", _zip(("Connections.csv", HEADER + ROW), ("more.zip", bomb))
    yield "many members.zip", _zip(*((f"{number}/Connections.csv", HEADER + ROW) for number in range(4_000)))
    yield "slip.zip", _zip(("../../Connections.csv", HEADER + ROW), ("/etc/Connections.csv", HEADER + ROW), ("C:\\Connections.csv", ROW))
    yield "a cell of ten million.csv", HEADER + ROW + b"A" * 10_000_000 + ROW
    yield "an open quote.csv", HEADER + b'"' + ROW * 40_000
    yield "a million columns.csv", b",".join(b"c%d" % number for number in range(1_000_000)) + b"\n" + ROW
    yield "many columns under a header.csv", HEADER + b"x," * 2_000_000 + b"\n" + ROW
    yield "blank lines.csv", HEADER + b"\n" * 3_000_000 + ROW
    yield "quotes only.csv", HEADER + b'"' * 2_000_001
    yield "nothing but zero.csv", b"\0" * 5_000_000
    yield "nested cards.vcf", b"BEGIN:VCARD\n" * 20_000 + b"FN:Ana\n" + b"END:VCARD\n" * 20_000
    yield "a picture.vcf", b"BEGIN:VCARD\nFN:Ana Ruiz\nPHOTO;ENCODING=b:" + b"QUJD\n " * 1_000_000 + b"\nEND:VCARD\n"
    yield "cards.vcf", b"".join(b"BEGIN:VCARD\nFN:P%d Q\nEND:VCARD\n" % number for number in range(20_000))
    yield "soft breaks.vcf", b"BEGIN:VCARD\nFN;ENCODING=QUOTED-PRINTABLE:" + b"=41=\n" * 400_000 + b"\nEND:VCARD\n"
    yield "deep.json", b"[" * 200_000
    yield "deep object.json", b'{"a":' * 200_000
    yield "long number.json", b'{"records":' + b"9" * 400_000 + b"}"
    yield "escapes.json", b'{"records":"' + b"\\u0000" * 400_000 + b'"}'


def _exported(home: Path) -> dict[str, Any]:
    """The sample plan as it is exported."""
    planner = opened(home)
    plant(planner)
    content = planner.exports.plan([company.id for company in planner.store.all(Company)], format="json")
    planner.close()
    exported: dict[str, Any] = json.loads(content)
    return exported


def files(folder: Path, *, long: bool) -> Iterator[tuple[str, bytes]]:
    """Every file to hand over: name and content."""
    given = sorted(path for path in (FIXTURES / "hostile").iterdir())
    yield from ((path.name, path.read_bytes()) for path in (given if long else given[::7]))
    yield from _too_much() if long else list(_too_much())[5::6]
    sources = [*sorted((FIXTURES / "linkedin").glob("*.csv")), *sorted((FIXTURES / "contacts").iterdir()), *FIXTURES.glob("*.zip")]
    kinds: list[tuple[str, Callable[[random.Random], bytes]]] = [
        (path.name, lambda chance, whole=path.read_bytes(): damaged(whole, chance)) for path in sources
    ]
    plan = _exported(folder / "exported")
    text = json.dumps(plan).encode()
    kinds.append(("plan bent.json", lambda chance: bent(plan, chance)))
    kinds.append(("plan damaged.json", lambda chance: damaged(text, chance)))
    archive = next(FIXTURES.glob("*.zip"))
    with zipfile.ZipFile(archive) as pack:
        members = [(name, pack.read(name)) for name in pack.namelist()]

    def inside(chance: random.Random) -> bytes:
        return _zip(*((name, damaged(content, chance) if chance.random() < 0.5 else content) for name, content in members))

    kinds.append(("archive of damaged files.zip", inside))
    for turn in range(24 if long else 1):
        for name, make in kinds if long else kinds[::2]:
            yield f"{turn} {name}", make(random.Random(f"{turn} {name}"))


def take(folder: Path, number: int, name: str, content: bytes) -> Taken:
    """Import one file in a process of its own."""
    home = folder / str(number)
    home.mkdir(mode=0o700)
    path = home / re.sub(r"^\d+ ", "", name)
    path.write_bytes(content)
    env = {**os.environ, **surroundings(home)}
    out, err = (home / "out").open("wb"), (home / "err").open("wb")
    with out, err:
        words = [sys.executable, "-m", "outreach", "import", str(path), "--yes", *([] if path.suffix == ".json" else ["--json"])]
        child = subprocess.Popen(words, env=env, stdin=subprocess.DEVNULL, stdout=out, stderr=err)
        megabytes = 0
        while not (ended := os.wait4(child.pid, os.WNOHANG))[0]:
            megabytes = max(megabytes, _peak(child.pid))
            time.sleep(0.02)
        child.returncode = status = os.waitstatus_to_exitcode(ended[1])
    seconds = ended[2].ru_utime + ended[2].ru_stime
    said = (home / "err").read_text(encoding="utf-8", errors="backslashreplace")
    wrong = _judged(home, path.suffix == ".zip", status, said, (home / "out").read_bytes())
    if seconds > SECONDS or megabytes > MEGABYTES:
        wrong = wrong or f"{seconds:.1f} s and {megabytes} MB"
    for left in (path, home / "out", home / "err"):
        left.unlink()
    return Taken(name, f"{name}: {wrong}" if wrong else "", seconds, megabytes, status)


def _peak(pid: int) -> int:
    """The most memory the process has held so far, in megabytes. What the system sums up at its end begins with ours, who started it."""
    found = re.search(r"VmHWM:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text(encoding="ascii"))
    return int(found[1]) // 1024 if found else 0


def _judged(home: Path, archive: bool, status: int, said: str, printed: bytes) -> str:
    if "Traceback" in said or (home / "data" / "crash.log").exists():
        return f"a crash: {said[-300:]}"
    if status not in (0, 65):
        return f"exit {status}: {said[-200:]}"
    if status == 65 and (len(said.splitlines()) > 3 or (home / "data" / "outreach.journal").exists()):
        return f"refused, but with more than a line or a change: {said[-200:]}"
    if re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", said):
        return f"a control character on the screen: {said[-200:]!r}"
    if status == 0 and (errors := [finding for finding in check(home / "data", FixedClock(NOON)) if finding.severity == "error"]):
        return f"the plan is not sound: {errors[0]}"
    if status == 0 and printed:
        counts = json.loads(printed)["preview"]
        return _unaccounted(counts["counts"], counts["skipped"], several=archive)
    return ""


def _unaccounted(counts: dict[str, int], skipped: list[list[Any]], *, several: bool) -> str:
    """Rows read = kept + hidden + merged + left out; rows left out of other files of an archive are not among those read."""
    left_out = sum("onnections" in file for file, _, _ in skipped) if several else counts["skipped"]
    known = counts["visible"] + counts["hidden_rows"] + counts["merged"]
    return "" if counts["rows"] == known + left_out else f"{counts['rows']} rows read, {known} kept, {left_out} left out"


def rows(folder: Path, *, long: bool) -> list[Row]:
    """Every file, two at a time."""
    with ThreadPoolExecutor(2) as pool:
        work = [pool.submit(take, folder, number, *file) for number, file in enumerate(files(folder, long=long))]
        taken = [one.result() for one in work]
    bad = [one.wrong for one in taken if one.wrong]
    refused = sum(one.status == 65 for one in taken)
    most, largest = max(one.seconds for one in taken), max(one.megabytes for one in taken)
    note = f"{len(taken) - refused} read, {refused} refused in a line; at most {most:.1f} s and {largest} MB"
    what = "hostile files through `outreach import`: <= 2 s, <= 200 MB, exit 0 or 65, every row accounted for, the plan sound"
    return [Row(what, len(taken), len(bad), 320 if long else 12, "", "; ".join([note, *bad[:6]]))]
