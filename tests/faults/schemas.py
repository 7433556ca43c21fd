"""Plans of other versions: every older form opens exactly, a migration killed anywhere can be run again, a newer plan stays as it is."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unittest import mock

from faults.figures import Row, opened, snapshot
from faults.sweep import WAYS, Breaking, Killed
from tinydb import TinyDB

from outreach.cli.run import main
from outreach.domain.model import Company, Person
from outreach.errors import BadInput, NotSaved, OutreachError
from outreach.store import migrate
from outreach.store.check import check

PLANS = Path(__file__).parents[1] / "fixtures" / "plans"
"""Plans as versions of the program left them when they crashed: with changes that are only in the journal."""

Documents = dict[str, dict[int, Any]]


def by_hand(folder: Path) -> Documents:
    """A plan's documents read without the program: both files, then the journal's lines in their order."""
    found: Documents = {}
    for name in ("outreach.json", "network.json"):
        if (folder / name).exists():
            for table, rows in json.loads((folder / name).read_text(encoding="utf-8")).items():
                found[table] = {int(id): row for id, row in rows.items()}
    journal = folder / "outreach.journal"
    for line in journal.read_text(encoding="utf-8").splitlines()[1:] if journal.exists() else ():
        entry = json.loads(line[9:])
        for table, id, _, new in entry[4] if isinstance(entry, list) else ():
            if new is None:
                found[table].pop(id)
            else:
                found.setdefault(table, {})[id] = new
    found.pop("meta", None)
    return {table: rows for table, rows in found.items() if rows}


def _copied(plan: Path, home: Path) -> Path:
    shutil.rmtree(home, ignore_errors=True)
    shutil.copytree(plan, home / "data")
    (home / "data").chmod(0o700)
    for path in (home / "data").iterdir():
        path.chmod(0o600)
    return home


def _documents(home: Path) -> Documents:
    planner = opened(home)
    planner.store.all(Person)
    found = {table: {id: json.loads(row) for id, row in rows.items()} for table, rows in snapshot(planner.store).items()}
    planner.store.close(checkpoint=False)
    return found


def _files(home: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted((home / "data").iterdir()) if path.is_file() and path.suffix != ".lock"}


def _stock(folder: Path) -> Path:
    """What stock TinyDB writes when somebody fills a plan with it: no version, no fingerprint, no journal."""
    folder.mkdir()
    with TinyDB(folder / "outreach.json") as db:
        db.table("companies").insert({"name": "Fernwick Labs", "motivation": 4, "uid": "c1", "added": "2026-11-23", "of theirs": [1]})
        db.table("people").insert({"name": "Ana Ruiz", "company": 1, "uid": "p1", "added": "2026-11-23"})
    return folder


def older(folder: Path) -> Iterator[str]:
    """Every older form: read exactly, nothing written by looking, and after a change and a restart still all there."""
    for plan in (*sorted(PLANS.iterdir()), _stock(folder / "stock")):
        home = _copied(plan, folder / "older")
        wanted, before = by_hand(plan), _files(home)
        yield "" if _documents(home) == wanted else f"{plan.name}: read as something else"
        yield "" if _files(home) == before else f"{plan.name}: looking wrote"
        planner = opened(home)
        fresh = planner.companies.add("Nimbus Robotics")
        yield "" if fresh.id not in wanted["companies"] else f"{plan.name}: a number was used twice"
        planner.close()
        after = _documents(home)
        kept = {table: {id: row for id, row in rows.items() if id in wanted.get(table, {})} for table, rows in after.items()}
        yield "" if {table: kept.get(table, {}) for table in wanted} == wanted else f"{plan.name}: a change altered what was there"
        errors = [finding for finding in check(home / "data", planner.clock) if finding.severity == "error"]
        yield f"{plan.name}: {errors[0].message}" if errors else ""


def _sealed(content: bytes) -> bytes:
    """A journal's first line with the checksum that goes with what it says now; anything else as it is."""
    first, mark, rest = content.partition(b"\n")
    return content if not mark or first[9:12] != b'{"i' else b"%08x %b\n%b" % (zlib.crc32(first[9:]), first[9:], rest)


def newer(folder: Path) -> Iterator[str]:
    """A plan, an address book or a journal of a later version: refused in words with exit 65, and not touched by anything."""
    later = sorted(PLANS.iterdir())[-1]
    for name, old, new in (
        ("outreach.json", b'"schema":1', b'"schema":2'),
        ("outreach.json", b'"schema":1', b'"schema":99'),
        ("outreach.journal", b'"version":1', b'"version":2'),
        ("outreach.journal", b'"seq":', b'"schema":2,"seq":'),
    ):
        home = _copied(later, folder / "newer")
        path = home / "data" / name
        assert old in path.read_bytes()
        path.write_bytes(_sealed(path.read_bytes().replace(old, new)))
        before = _files(home)
        try:
            opened(home)
            yield f"{name} {new!r}: opened"
        except BadInput as error:
            yield "" if "newer version" in str(error) else f"{name} {new!r}: {error}"
        env = {"OUTREACH_DATA": str(home / "data"), "OUTREACH_CONFIG": str(home / "config")}
        for words in (["today"], ["company", "add", "X"], ["check"], ["undo"], ["export", "plan", "1"], ["backup"]):
            with mock.patch.dict(os.environ, env), contextlib.redirect_stdout(None), contextlib.redirect_stderr(None):
                status = main(words)
            yield "" if status == 65 else f"{name} {new!r}: {words[0]} exits {status}"
        yield "" if _files(home) == before else f"{name} {new!r}: a file was touched"


def _next_schema(documents: dict[str, dict[int, dict[str, Any]]]) -> None:
    """A made-up change of every kind: a field that reads differently, a new table, a record that goes."""
    for company in documents.get("companies", {}).values():
        company["name"] = company["name"] + " (2)"
    for contact in documents.get("contacts", {}).values():
        contact["name"] = contact["name"] + " (2)"
    if "companies" in documents:
        documents["novelties"] = {1: {"of": len(documents["companies"])}}
        documents["evidence"].pop(1, None)


@contextlib.contextmanager
def _tomorrow() -> Iterator[None]:
    """The program as its next version will be."""
    with mock.patch.object(migrate, "CURRENT", 2), mock.patch.dict(migrate.MIGRATIONS, {1: _next_schema}):
        yield


def migrated(folder: Path, *, long: bool) -> Iterator[str]:
    """Every call of the first change after an update fails or is the last: the old plan or the new one, a copy of the old, a second try."""
    plan = sorted(PLANS.iterdir())[-1]
    wanted = by_hand(plan)
    _next_schema(wanted)
    at = 1
    reached = True
    while reached:
        reached = False
        for way in WAYS if long else (list(WAYS)[at % 5], "SIGKILL"):
            home = _copied(plan, folder / "migrated")
            with _tomorrow():
                broke, wrong = _one_migration(home, plan, wanted, at, way)
            if broke:
                reached = True
                yield f"call {at} {way}: {wrong}" if wrong else ""
        at += 1


def around(folder: Path) -> Iterator[str]:
    """What else meets an update: a window of the old version, a plan that is still only a journal, a backup made before it."""
    plan = sorted(PLANS.iterdir())[-1]
    wanted = by_hand(plan)
    _next_schema(wanted)
    home = _copied(plan, folder / "around")
    window = opened(home)
    with _tomorrow():
        planner = opened(home)
        backup = planner.store.backup("by hand")
        planner.companies.add("Afterwards")
        planner.close()
    before = _files(home)
    window.refresh()
    yield "" if any("newer version" in notice for notice in window.store.notices) else "a window of the old version says nothing"
    try:
        window.companies.add("From the old window")
        yield "a window of the old version wrote to a newer plan"
    except NotSaved:
        yield "" if _files(home) == before else "a window of the old version touched a newer plan"
    window.store.close()
    yield "" if _files(home) == before else "a window of the old version touched a newer plan on closing"
    with _tomorrow():
        planner = opened(home)
        planner.store.restore(backup, confirmed=True)
        planner.store.close()
        yield "" if _documents(home) == wanted else "a backup made before the update came back in its old form"
        shutil.copyfile(plan / "outreach.json", home / "data" / "outreach.json")
        found = _documents(home)
        named = [row["name"] for table in ("companies", "contacts") for row in found[table].values()]
        yield "" if all(name.count(" (2)") == 1 for name in named) else f"an older file under a newer journal: {named}"
    shutil.rmtree(home)
    planner = opened(home)
    planner.companies.add("Fernwick Labs")
    planner.people.add("Ana Ruiz", planner.find_company("Fernwick"))
    planner.evidence.add(1, "met", on="2026-05-01")
    planner.store.close(checkpoint=False)
    with _tomorrow():
        yield "" if _names(opened(home).store.all(Company)) == {"Fernwick Labs (2)"} else "a plan that is only a journal was not migrated"


def _one_migration(home: Path, plan: Path, wanted: Documents, at: int, way: str) -> tuple[bool, str]:
    files = Breaking()
    planner = opened(home, files)
    files.arm(at, way)
    with contextlib.suppress(OutreachError, Killed):
        planner.companies.add("Afterwards")
    broke = files.broke
    files.disarm()
    if not broke:
        planner.store.close(checkpoint=False)
        return False, ""
    cold = _documents(home)
    if _without(cold) != wanted:
        return True, "neither the old plan nor the new one"
    schema = json.loads((home / "data" / "outreach.json").read_text(encoding="utf-8"))["meta"]["1"]["schema"]
    if schema == 2 and not _kept(home, plan):
        return True, "the old plan was replaced without a copy"
    if WAYS[way] is None:
        again = opened(home)
        again.companies.add("Afterwards") if "Afterwards" not in _names(again.store.all(Company)) else None
        again.close()
    else:
        planner.store.retry()
        if "Afterwards" not in _names(planner.store.all(Company)):
            planner.companies.add("Afterwards")
        planner.close()
    found = _documents(home)
    if _without(found) != wanted or sum(row["name"] == "Afterwards" for row in found["companies"].values()) != 1:
        return True, "a second try did not lead to the new plan"
    if not _kept(home, plan):
        return True, "no copy of the old plan"
    stray = [path.name for path in (home / "data").rglob("*") if ".tmp-" in path.name]
    return True, f"left lying about: {stray}" if stray else ""


def _names(companies: Any) -> set[str]:
    return {company.name for company in companies}


def _without(found: Documents) -> Documents:
    """The documents less the company that was being added."""
    return {table: {id: row for id, row in rows.items() if row.get("name") != "Afterwards"} for table, rows in found.items()}


def _kept(home: Path, plan: Path) -> bool:
    """Whether a copy of the old plan lies among the backups, byte for byte."""
    content = (plan / "outreach.json").read_bytes()
    return any(path.read_bytes() == content for path in (home / "data" / "backups").glob("pre-migration-v1-*-outreach.json"))


def rows(folder: Path, *, long: bool) -> list[Row]:
    """Older plans, newer plans and the way between."""

    def row(what: str, found: list[str], least: int) -> Row:
        bad = [wrong for wrong in found if wrong]
        return Row(what, len(found), len(bad), least, "", "; ".join(bad[:5]))

    with mock.patch("outreach.store.state.time.sleep"):  # nobody is half way through a write here
        ways = list(migrated(folder, long=long))
    return [
        row("plans of every older form: read exactly, still all there after a change", list(older(folder)), 15),
        row("plans of a newer form: refused with exit 65, not a byte touched", list(newer(folder)), 24),
        row("what else meets an update: an open window, a backup, a plan that is only a journal", list(around(folder)), 6),
        row("a migration failing or killed at every call: old or new, a copy kept, a second try works", ways, 60),
    ]
