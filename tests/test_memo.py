"""The remembered pages: the same question gives the same answer until a file changes."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from outreach import memo

LONG_AGO = 1_000_000_000_000_000_000


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "outreach.json"
    path.write_text("{}", encoding="utf-8")
    os.utime(path, ns=(LONG_AGO, LONG_AGO))
    return path


def ask(plan: Path, day: str = "2026-11-22") -> memo.Question:
    return memo.question((day, 80), plan.parent, plan.parent / "config")


def test_a_page_is_remembered_for_the_same_question(plan: Path) -> None:
    memo.keep(plan.parent, ask(plan), 1, b"two due\n")
    assert memo.recall(plan.parent, ask(plan)) == (1, b"two due\n")
    assert (plan.parent / memo.NAME).stat().st_mode & 0o777 == 0o600


def test_the_coming_days_are_kept_beside_the_page_and_not_for_it(plan: Path) -> None:
    memo.keep(plan.parent, ask(plan), 1, b"two due\n")
    memo.keep(plan.parent, ask(plan), 0, b"days", memo.AHEAD)
    assert memo.recall(plan.parent, ask(plan)) == (1, b"two due\n")
    assert memo.recall(plan.parent, ask(plan), memo.AHEAD) == (0, b"days")
    memo.forget(plan.parent)
    assert list(plan.parent.iterdir()) == [plan]


def test_another_day_or_a_changed_file_is_another_question(plan: Path) -> None:
    memo.keep(plan.parent, ask(plan), 1, b"two due\n")
    assert memo.recall(plan.parent, ask(plan, "2026-11-23")) is None
    plan.write_text("{ }", encoding="utf-8")
    assert memo.recall(plan.parent, ask(plan)) is None


@pytest.mark.parametrize(
    "name", ["outreach.journal", "config/config.toml", "config/cadences.toml", "config/limits.toml", "config/rules.toml"]
)
def test_every_file_a_day_depends_on_makes_another_question(plan: Path, name: str) -> None:
    memo.keep(plan.parent, ask(plan), 1, b"two due\n")
    (plan.parent / name).parent.mkdir(exist_ok=True)
    (plan.parent / name).write_text("", encoding="utf-8")
    assert memo.recall(plan.parent, ask(plan)) is None


def test_nothing_is_kept_while_a_file_may_still_change_unseen(plan: Path) -> None:
    plan.write_text("{ }", encoding="utf-8")
    asked = ask(plan)
    memo.keep(plan.parent, asked, 0, b"nothing due\n")
    assert memo.recall(plan.parent, asked) is None
    assert list(plan.parent.iterdir()) == [plan]


def test_a_file_must_have_rested_before_it_was_looked_at_and_not_only_since(plan: Path) -> None:
    asked = ask(plan)
    touched = asked._replace(moment=asked.moment - 10 * memo.COARSE)
    os.utime(plan, ns=(LONG_AGO + 1, LONG_AGO + 1))
    now = LONG_AGO + 10 * memo.COARSE
    assert memo.lacking(asked, now) <= 0
    assert memo.lacking(touched, now) > 0


def test_where_the_file_system_counts_coarsely_a_file_must_rest_longer(plan: Path) -> None:
    second = LONG_AGO + 5_000_000_000
    for stood, coarse in ((second, True), (second + 1, False)):
        os.utime(plan, ns=(stood, stood))
        assert (memo.lacking(ask(plan), stood + memo.COARSE // 2) > 0) is coarse


@pytest.mark.parametrize("damage", [b"", b"garbage", b"\xff\xfe\n", b"a b c\npage", b"a\n1 2\npage", b"a\n-1 x y\n"])
def test_a_damaged_page_counts_as_none(plan: Path, damage: bytes) -> None:
    memo.keep(plan.parent, ask(plan), 1, b"two due\n")
    (plan.parent / memo.NAME).write_bytes(damage)
    assert memo.recall(plan.parent, ask(plan)) is None


@pytest.mark.parametrize("cut", [1, 3, 16])
def test_a_page_cut_short_is_not_believed(plan: Path, cut: int) -> None:
    memo.keep(plan.parent, ask(plan), 1, b"two due\nand more\n")
    whole = (plan.parent / memo.NAME).read_bytes()
    (plan.parent / memo.NAME).write_bytes(whole[:-cut])
    assert memo.recall(plan.parent, ask(plan)) is None


def test_a_page_with_a_changed_letter_is_not_believed(plan: Path) -> None:
    memo.keep(plan.parent, ask(plan), 1, b"two due\n")
    whole = (plan.parent / memo.NAME).read_bytes()
    (plan.parent / memo.NAME).write_bytes(whole.replace(b"two", b"ten"))
    assert memo.recall(plan.parent, ask(plan)) is None


def test_a_folder_that_cannot_be_written_is_no_trouble(tmp_path: Path) -> None:
    asked = ask(tmp_path / "missing" / "outreach.json")
    memo.keep(tmp_path / "missing", asked, 0, b"page")
    memo.forget(tmp_path / "missing")
    assert memo.recall(tmp_path / "missing", asked) is None


def test_files_being_written_are_known_as_pages_too() -> None:
    assert all(map(memo.is_kept, ("today.memo", "ahead.memo", ".today.memo.12", ".ahead.memo.12")))
    assert not any(map(memo.is_kept, ("outreach.json", "today.memos", "network.json")))
