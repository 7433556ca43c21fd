"""A plan file cut short at every byte, with a bit flipped, or of a wrong shape: refused or exact or said, and never written to."""

from __future__ import annotations

import hashlib
import json
import random
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unittest import mock

from faults.figures import Quick, Row, opened, snapshot

from outreach.domain.model import Record
from outreach.errors import BadInput, Denied, OutreachError
from outreach.planner import Planner
from outreach.store.backup import list_backups, rescue
from outreach.store.check import check
from outreach.store.records import KINDS


def prepare(folder: Path) -> Path:
    """A closed plan with a backup and an open end in its journal."""
    home = folder / "sound"
    planner = opened(home)
    fern = planner.companies.add("Fernwick Labs", motivation=4)
    ana = planner.people.add("Ana Ruiz", fern.id, notes="met at the fair", hook="her talk")
    planner.store.backup("sound")
    planner.drafts.compose(ana.id)
    planner.close()
    planner = opened(home)
    planner.people.edit(ana.id, position="Staff Engineer")
    planner.companies.add("Larkspur Health")
    planner.store.close(checkpoint=False)
    return home


def _read_all(planner: Planner) -> dict[type[Record], Any]:
    return {kind: planner.store.all(kind) for kind in KINDS}


def _look(home: Path) -> tuple[dict[str, dict[int, bytes]] | None, tuple[str, ...]]:
    """What a reader finds; None when it refuses."""
    try:
        planner = opened(home)
        found = snapshot(planner.store)
        _read_all(planner)
        notices = planner.store.notices
        planner.store.close(checkpoint=False)
    except (BadInput, Denied) as error:
        return None, (str(error),)
    return found, notices


def _digest(home: Path) -> str:
    return hashlib.sha256(b"".join(path.read_bytes() for path in sorted((home / "data").rglob("*")) if path.is_file())).hexdigest()


def cut_short(home: Path, name: str, step: int) -> Iterator[str]:
    """The file ends after every ``step``-th byte."""
    path = home / "data" / name
    whole = path.read_bytes()
    sound, _ = _look(home)
    for length in range(0, len(whole.rstrip(b"\0")), step):
        path.write_bytes(whole[:length])
        yield _judge(home, sound, f"{name} cut at {length}", loses=name == "outreach.journal")
    path.write_bytes(whole)


def flipped(home: Path, name: str, count: int) -> Iterator[str]:
    """One bit is another, anywhere in the file."""
    chance = random.Random(f"{name}{count}")
    path = home / "data" / name
    whole = path.read_bytes()
    used = len(whole.rstrip(b"\0"))
    sound, _ = _look(home)
    for _ in range(count):
        place, bit = chance.randrange(used), 1 << chance.randrange(8)
        path.write_bytes(whole[:place] + bytes([whole[place] ^ bit]) + whole[place + 1 :])
        yield _judge(home, sound, f"{name} byte {place} bit {bit}")
    path.write_bytes(whole)


def _judge(home: Path, sound: Any, what: str, *, loses: bool = False) -> str:
    before = _digest(home)
    try:
        found, said = _look(home)
    except Exception as error:
        return f"{what}: {type(error).__name__}: {error}"
    if _digest(home) != before:
        return f"{what}: the file was written to"
    if found is None or found == sound:
        return "" if found is not None or said else f"{what}: refused without a word"
    # A journal that ends after a whole line says nothing of lines that followed; nobody can tell.
    return "" if said or loses else f"{what}: silently another plan"


SHAPES: tuple[tuple[str, Any], ...] = (
    ("$", []),
    ("$", 3),
    ("$", None),
    ("$", "text"),
    ("$", [[]]),
    ("companies", []),
    ("companies", [1]),
    ("companies", "x"),
    ("companies", 5),
    ("companies", None),
    ("companies", {"a": {"name": "x"}}),
    ("companies", {"1": []}),
    ("companies", {"1": 1}),
    ("companies", {"1": None}),
    ("companies", {"-1.5": {"name": "x"}}),
    ("companies", {"1": {}}),
    ("people", {"1": {"name": 5}}),
    ("people", {"1": {"name": None}}),
    ("people", {"1": {"name": ["Ana"]}}),
    ("people", {"1": {"name": {"a": 1}}}),
    ("people", [{"name": "x"}]),
    ("people", "Ana"),
    ("evidence", {"1": {"kind": "note"}}),
    ("evidence", {"1": {"person": 1, "kind": "nonsense"}}),
    ("evidence", {"1": {"person": "Ana", "kind": "note"}}),
    ("steps", {"1": {"kind": 9}}),
    ("steps", {"1": {"kind": "first touch", "state": "half"}}),
    ("steps", {"1": {"kind": "first touch", "on": "soon"}}),
    ("steps", {"1": {"kind": "first touch", "on": "2026-13-01"}}),
    ("steps", {"1": {"kind": "first touch", "done_at": "noon"}}),
    ("steps", {"1": {"kind": "first touch", "stage": "one"}}),
    ("steps", {"1": {"kind": "first touch", "promise": "yes"}}),
    ("steps", {"1": {"kind": "first touch", "overrides": {"rule": 1}}}),
    ("drafts", {"1": {"person": 1, "versions": [{"at": 1}]}}),
    ("drafts", {"1": {"person": 1, "status": "gone"}}),
    ("drafts", {"1": {"body": "no person"}}),
    ("leads", {"1": {"kind": 1}}),
    ("leads", {"1": {"on": 20260101}}),
    ("decisions", {"1": {"string": "x"}}),
    ("decisions", {"1": {"string": "x", "company": 1, "verdict": "maybe so"}}),
    ("settings", {"1": {"value": 5}}),
    ("settings", {"1": []}),
    ("profile", {"1": {"positions": [{"title": "x"}]}}),
    ("profile", {"1": {"checklist": {"photo": "someday"}}}),
    ("invitations", {"1": {"key": "k"}}),
    ("links", {"1": {"insight": "no address"}}),
    ("meta", []),
    ("meta", {"1": {"schema": "one"}}),
    ("meta", {"1": {"seq": "x"}}),
    ("meta", {"1": {"schema": 99}}),
    ("meta", {"1": {"counters": []}}),
    ("companies/1/name", 5),
    ("companies/1/motivation", "much"),
    ("companies/1/motivation", 1e400),
    ("companies/1/motivation", 10**400),
    ("companies/1/research", {"read": "someday"}),
    ("companies/1/answers", [{"answer": "no question"}]),
    ("companies/1/tags", "one"),
    ("people/1/company", "Fernwick"),
    ("people/1/news", [{"on": "soon", "text": "x"}]),
    ("people/1/comfort", None),
    ("people/1/edited", [1]),
    ("people/1/left_on", "99999-01-01"),
    ("people/1/roles", [[]]),
)
"""Where in a sound plan something else is put, and what."""


def wrong_shapes(home: Path) -> Iterator[str]:
    """Each shape: refused with its place, by the reader and by ``check``; the file is not touched."""
    path = home / "data" / "outreach.json"
    whole = path.read_bytes()
    texts = [json.dumps(_put(json.loads(whole), place, value), allow_nan=True) for place, value in SHAPES]
    texts += ["[" * 100_000, '{"companies":' * 2_000, '{"companies":{},"companies":{"1":5}}', "\ufeff" + whole.decode()]
    contents = [text.encode() for text in texts]
    contents += [whole.decode().encode("utf-16"), b"\0" * len(whole), b"", whole + b"trailing", whole.replace(b"\n", b"\r\n")]
    sound, _ = _look(home)
    for number, content in enumerate(contents):
        path.write_bytes(content)
        where = f"shape {number}"
        wrong = _judge(home, sound, where)
        if not wrong:
            before = _digest(home)
            found = check(home / "data", opened_clock())
            refused = _look(home)[0] is None
            if refused and not any(finding.severity == "error" for finding in found):
                wrong = f"{where}: check finds nothing in a plan that cannot be read"
            if _digest(home) != before:
                wrong = f"{where}: check wrote"
        yield wrong
    path.write_bytes(whole)


def opened_clock() -> Any:
    """The clock of the measurements."""
    from faults.figures import NOON

    from outreach.clock import FixedClock

    return FixedClock(NOON)


def _put(document: Any, place: str, value: Any) -> Any:
    if place == "$":
        return value
    *path, last = place.split("/")
    inner = document
    for part in path:
        inner = inner[part]
    inner[last] = value
    return document


def _hurt(whole: bytes) -> Iterator[bytes]:
    """Damage of every kind: emptied, blanked, cut short, with flipped bits, of wrong shapes."""
    yield from (b"", b"\0" * 900, b'{"companies":', b"[]", b"\xff\xfe")
    chance = random.Random(2211)
    for _ in range(40):
        yield whole[: chance.randrange(len(whole))]
        place = chance.randrange(len(whole))
        yield whole[:place] + bytes([whole[place] ^ 1 << chance.randrange(8)]) + whole[place + 1 :]
    yield from (json.dumps(_put(json.loads(whole), place, value), allow_nan=True).encode() for place, value in SHAPES)


def rescued(home: Path, step: int) -> Iterator[str]:
    """After damage of any kind a backup goes in its place, and the damaged file is kept aside."""
    for number, content in enumerate(list(_hurt((home / "data" / "outreach.json").read_bytes()))[::step]):
        shutil.rmtree(home.parent / "hurt", ignore_errors=True)
        hurt = home.parent / "hurt"
        shutil.copytree(home, hurt)
        (hurt / "data" / "outreach.json").write_bytes(content)
        try:
            rescue(hurt / "data", list_backups(hurt / "data")[0].path, opened_clock(), Quick())
            found, _ = _look(hurt)
            kept = any(path.read_bytes() == content for path in (hurt / "data" / "backups").glob("damaged-*-outreach.json"))
            yield "" if found and found["people"] and kept else f"rescue {number}: not all there"
        except OutreachError as error:
            yield f"rescue {number}: {error}"


def rows(folder: Path, *, long: bool) -> list[Row]:
    """Damaged files."""
    home = prepare(folder)
    flips = 10_000 if long else 500
    with mock.patch("outreach.store.state.time.sleep"):  # nobody is half way through a write here
        cuts = [*cut_short(home, "outreach.json", 1), *cut_short(home, "outreach.journal", 1 if long else 3)]
        bits = [*flipped(home, "outreach.json", flips), *flipped(home, "outreach.journal", flips)]
        shapes, back = list(wrong_shapes(home)), list(rescued(home, 1 if long else 4))

    def row(what: str, found: list[str], least: int) -> Row:
        bad = [wrong for wrong in found if wrong]
        return Row(what, len(found), len(bad), least, "", "; ".join(bad[:6]))

    return [
        row("plan cut short at every byte, journal too", cuts, 300),
        row("one bit flipped in plan or journal: refused, exact, or said", bits, flips * 2),
        row("wrong shapes, encodings and depths: refused with the place, not written to", shapes, 60),
        row("after damage of each kind a backup put in its place, the damaged file kept aside", back, 100 if long else 30),
    ]
