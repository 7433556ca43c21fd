"""The remembered page: the same question gives the same answer until a file changes."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from outreach import memo


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "outreach.json"
    path.write_text("{}", encoding="utf-8")
    os.utime(path, (1_000_000_000, 1_000_000_000))
    return path


def test_a_page_is_remembered_for_the_same_question(plan: Path) -> None:
    key = memo.key_of(("2026-11-22", 80), [plan])
    memo.keep(plan.parent, key, 1, b"two due\n", [plan])
    assert memo.recall(plan.parent, key) == (1, b"two due\n")
    assert (plan.parent / memo.NAME).stat().st_mode & 0o777 == 0o600


def test_another_day_or_a_changed_file_is_another_question(plan: Path) -> None:
    key = memo.key_of(("2026-11-22", 80), [plan])
    assert memo.key_of(("2026-11-23", 80), [plan]) != key
    plan.write_text("{ }", encoding="utf-8")
    assert memo.key_of(("2026-11-22", 80), [plan]) != key


def test_nothing_is_kept_while_a_file_may_still_change_unseen(plan: Path) -> None:
    plan.write_text("{ }", encoding="utf-8")
    key = memo.key_of(("2026-11-22", 80), [plan])
    memo.keep(plan.parent, key, 0, b"nothing due\n", [plan])
    assert memo.recall(plan.parent, key) is None
    assert list(plan.parent.iterdir()) == [plan]


@pytest.mark.parametrize("damage", [b"", b"garbage", b"\xff\xfe\n", b"a b c\npage"])
def test_a_damaged_page_counts_as_none(plan: Path, damage: bytes) -> None:
    key = memo.key_of(("2026-11-22", 80), [plan])
    memo.keep(plan.parent, key, 1, b"two due\n", [plan])
    (plan.parent / memo.NAME).write_bytes(damage)
    assert memo.recall(plan.parent, key) is None


def test_a_page_cut_short_is_not_believed(plan: Path) -> None:
    key = memo.key_of(("2026-11-22", 80), [plan])
    memo.keep(plan.parent, key, 1, b"two due\nand more\n", [plan])
    whole = (plan.parent / memo.NAME).read_bytes()
    (plan.parent / memo.NAME).write_bytes(whole[:-3])
    assert memo.recall(plan.parent, key) is None


def test_a_folder_that_cannot_be_written_is_no_trouble(tmp_path: Path) -> None:
    memo.keep(tmp_path / "missing", "key", 0, b"page", [])
    memo.forget(tmp_path / "missing")
    assert memo.recall(tmp_path / "missing", "key") is None
