"""Backups asked for, what going back would change, and going back: for sound plans and for damaged ones."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from outreach.clock import FixedClock
from outreach.config import Config
from outreach.domain.model import Company
from outreach.domain.network import Contact
from outreach.errors import Ambiguous, BadInput, NotFound, Refused, UsageError
from outreach.paths import Paths
from outreach.planner import Planner, keeping, open_planner
from outreach.store.erase import marks_of
from outreach.text import clean


@pytest.fixture
def names(paths: Paths, clock: FixedClock) -> Iterator[list[str]]:
    """Three targets and one contact, closed again."""
    planner = open_planner(paths, clock, Config())
    for name in ("Fernwick Labs", "Holt & Vane", "Larkspur Health"):
        planner.companies.add(name)
    with planner.store.transaction("Meet") as tx:
        tx.add(Contact(key="ana", name=clean("Ana Ruiz")))
    planner.close()
    yield ["Fernwick Labs", "Holt & Vane", "Larkspur Health"]


def _again(paths: Paths, clock: FixedClock) -> Planner:
    return open_planner(paths, clock, Config())


def _back_up(paths: Paths, clock: FixedClock) -> Path:
    planner = _again(paths, clock)
    row = keeping.back_up(planner)
    planner.close()
    return Path(row.path)


def _bytes(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_a_backup_is_listed_with_what_it_holds(paths: Paths, clock: FixedClock, names: list[str]) -> None:
    path = _back_up(paths, clock)
    (row,) = keeping.backups(paths.data)
    assert (row.number, row.path, row.reason, row.records, row.address_book) == (1, str(path), "by hand", 3, True)
    assert row.made == "2026-11-23 09:30:00"


def test_a_plan_that_is_not_there_yet_cannot_be_backed_up_and_stays_openable(paths: Paths, clock: FixedClock) -> None:
    planner = _again(paths, clock)
    with pytest.raises(UsageError, match="no plan to back up yet"):
        keeping.back_up(planner)
    planner.close()
    assert not (paths.data / "backups").exists()
    _again(paths, clock).close()


def test_a_backup_answers_to_its_number_its_name_its_day_and_its_reason(paths: Paths, clock: FixedClock, names: list[str]) -> None:
    path = _back_up(paths, clock)
    for text in ("1", path.name, path.name[:12], "2026-11-23", "by hand", str(path)):
        assert keeping.find_backup(paths.data, text) == path
    second = _back_up(paths, clock)
    assert keeping.find_backup(paths.data, "1") == second
    with pytest.raises(Ambiguous):
        keeping.find_backup(paths.data, "by hand")
    with pytest.raises(NotFound):
        keeping.find_backup(paths.data, "yesterday")


def test_a_preview_counts_what_would_come_back_change_and_disappear(paths: Paths, clock: FixedClock, names: list[str]) -> None:
    path = _back_up(paths, clock)
    planner = _again(paths, clock)
    planner.companies.delete(planner.find_company("Holt"))
    planner.companies.edit(planner.find_company("Fernwick"), motivation=4)
    planner.companies.add("Nimbus Robotics")
    planner.close()
    before = _bytes(paths.data)
    seen = keeping.preview(paths.data, path)
    (row,) = seen.tables
    assert (row.table, row.added, row.changed, row.removed) == ("companies", 1, 1, 1)
    assert (seen.damage, seen.removed, seen.emptier) == ("", 1, True)
    assert _bytes(paths.data) == before


def test_a_restore_is_one_change_that_undo_takes_back(paths: Paths, clock: FixedClock, names: list[str]) -> None:
    path = _back_up(paths, clock)
    planner = _again(paths, clock)
    planner.companies.delete(planner.find_company("Holt"))
    planner.close()
    assert keeping.restore(paths, clock, path).undoable
    planner = _again(paths, clock)
    assert [company.name for company in planner.store.all(Company)] == names
    planner.undo()
    assert len(planner.store.all(Company)) == 2
    planner.close()
    assert keeping.backups(paths.data)[0].reason == "before restore"


def test_a_fuller_plan_gives_way_to_an_emptier_one_only_for_the_right_number(paths: Paths, clock: FixedClock, names: list[str]) -> None:
    path = _back_up(paths, clock)
    planner = _again(paths, clock)
    for number in range(5):
        planner.companies.add(f"Nimbus {number} Robotics")
    planner.close()
    for losing in (0, 4):
        with pytest.raises(Refused, match="5 of 9 records would disappear"):
            keeping.restore(paths, clock, path, losing=losing)
    assert len(_again(paths, clock).store.all(Company)) == 8
    keeping.restore(paths, clock, path, losing=5)
    assert len(_again(paths, clock).store.all(Company)) == 3


@pytest.mark.parametrize("damage", [b"{", b"\0" * 40, b"", b'{"companies": [1]}', b"[]"])
def test_a_plan_that_cannot_be_opened_is_replaced_and_kept_aside(paths: Paths, clock: FixedClock, names: list[str], damage: bytes) -> None:
    path = _back_up(paths, clock)
    (paths.data / "outreach.json").write_bytes(damage)
    seen = keeping.preview(paths.data, path)
    assert "outreach.json" in seen.damage or "companies" in seen.damage
    assert {row.table: row.added for row in seen.tables} == {"companies": 3, "contacts": 1}
    done = keeping.restore(paths, clock, path)
    assert not done.undoable
    assert damage in [Path(copy).read_bytes() for copy in done.aside]
    assert [company.name for company in _again(paths, clock).store.all(Company)] == names


def test_a_damaged_address_book_is_replaced_and_the_plan_stays(paths: Paths, clock: FixedClock, names: list[str]) -> None:
    path = _back_up(paths, clock)
    planner = _again(paths, clock)
    planner.companies.add("Nimbus Robotics")
    planner.close()
    (paths.data / "network.json").write_bytes(b'{"contacts":')
    seen = keeping.preview(paths.data, path)
    assert seen.address_book_only
    assert [row.table for row in seen.tables] == ["contacts"]
    keeping.restore(paths, clock, path)
    planner = _again(paths, clock)
    assert [company.name for company in planner.store.all(Company)] == [*names, "Nimbus Robotics"]
    assert [contact.key for contact in planner.store.all(Contact)] == ["ana"]
    assert planner.store.notices == ()
    planner.close()


def test_a_damaged_backup_is_refused_and_changes_nothing(paths: Paths, clock: FixedClock, names: list[str]) -> None:
    path = _back_up(paths, clock)
    for content in (b"{", b""):
        path.write_bytes(content)
        before = _bytes(paths.data)
        with pytest.raises(BadInput, match="choose another backup"):
            keeping.preview(paths.data, path)
        assert _bytes(paths.data) == before


def test_the_check_of_an_unreadable_plan_tells_the_place_and_the_backups_and_writes_nothing(
    paths: Paths, clock: FixedClock, names: list[str]
) -> None:
    path = _back_up(paths, clock)
    (paths.data / "outreach.json").write_bytes(b'{"companies":{"1":{"name":')
    before = _bytes(paths.data)
    found = keeping.findings(paths, clock)
    assert [finding.id for finding in found if finding.severity == "error"] == ["unreadable"]
    assert "byte 26 of 26" in found[0].message
    assert [finding.where for finding in found if finding.id == "backup"] == [str(path)]
    assert _bytes(paths.data) == before


def test_the_check_of_a_record_of_wrong_shape_tells_its_json_path(paths: Paths, clock: FixedClock, names: list[str]) -> None:
    _back_up(paths, clock)
    file = paths.data / "outreach.json"
    file.write_bytes(file.read_bytes().replace(b'"Holt & Vane"', b"17"))
    found = keeping.findings(paths, clock)
    assert [(f.where, "name" in f.message) for f in found if f.id == "wrong-shape"] == [('$.companies["2"]', True)]
    assert [f.next_step for f in found if f.id == "backup"] == ["outreach restore 1"]


def test_wrong_settings_are_a_finding_and_no_reason_not_to_look_at_the_plan(paths: Paths, clock: FixedClock, names: list[str]) -> None:
    paths.config.mkdir()
    (paths.config / "config.toml").write_text("polcy = 'open'\n", encoding="utf-8")
    (paths.data / "outreach.json").chmod(0o644)
    assert [finding.id for finding in keeping.findings(paths, clock)] == ["settings", "too-open"]


def test_a_file_from_elsewhere_that_holds_somebody_forgotten_is_not_restored(
    paths: Paths, clock: FixedClock, names: list[str], tmp_path: Path
) -> None:
    planner = _again(paths, clock)
    person = planner.people.add("Tom Okafor", planner.find_company("Holt"), email="tom@holt.example")
    planner.close()
    kept, outside = _back_up(paths, clock), tmp_path / "stick" / "plan.json"
    outside.parent.mkdir()
    outside.write_bytes(kept.read_bytes())
    planner = _again(paths, clock)
    planner.store.forget(marks_of("people", person.id, {"uid": person.uid, "name": person.name, "email": person.email}))
    planner.close()
    with pytest.raises(BadInput, match="somebody you forgot"):
        keeping.restore(paths, clock, outside, losing=99)
    assert keeping.preview(paths.data, Path(keeping.backups(paths.data)[-1].path)).damage == ""
