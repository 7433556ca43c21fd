"""``where``, ``config``, ``themes`` and ``keys``: what the program knows of itself."""

from __future__ import annotations

import os
import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from outreach.config import Config

if TYPE_CHECKING:
    from tests.cli.conftest import Run


def test_config_prints_every_setting_with_what_it_does(run: Run) -> None:
    said = run("config")
    rows = run("config", "--json").json
    assert [row["name"] for row in rows] == list(Config.__struct_fields__)
    for row in rows:
        assert row["says"], f"{row['name']} has no docstring"
        assert row["says"] in said.out
        assert f"{row['name']} = " in said.out


def test_what_config_prints_is_a_config_file(run: Run, tmp_path: Path) -> None:
    (tmp_path / "config").mkdir()
    path = tmp_path / "config" / "config.toml"
    path.write_text("policy = 'open'\ndays_off = [2026-12-24]\ndaily_target = 3\n", encoding="utf-8")
    printed = run("config").out
    assert tomllib.loads(printed) == tomllib.loads(path.read_text(encoding="utf-8"))
    everything = "\n".join(line.removeprefix("# ") for line in printed.splitlines() if re.match("(# )?[a-z_]+ = ", line))
    assert set(tomllib.loads(everything)) == set(Config.__struct_fields__)


def test_themes_lists_the_shipped_ones_and_marks_the_chosen(run: Run, tmp_path: Path) -> None:
    rows = run("themes", "--json").json
    assert len(rows) >= 4
    assert [row["name"] for row in rows if row["chosen"]] == ["harbor"]
    own = tmp_path / "config" / "themes"
    own.mkdir(parents=True)
    (own / "mine.toml").write_text("name = 'mine'\ndark = false\n", encoding="utf-8")
    (own / "broken.toml").write_text("name = ", encoding="utf-8")
    said = run("themes").out
    assert "mine" in said
    assert "broken" in said


def test_keys_come_from_the_table_the_screens_are_made_of(run: Run, tmp_path: Path) -> None:
    from outreach.tui.catalogue import ACTIONS

    rows = run("keys", "--json").json
    assert [row["id"] for row in rows if not row["fixed"]] == [action.id for action in ACTIONS]
    fixed = {key: row["help"] for row in rows if row["fixed"] for key in row["keys"]}
    assert "Leave the program" in fixed["ctrl+q"] and {"ctrl+o", "f9", "ctrl+s", "y", "n"} <= set(fixed)
    assert all(row["id"] is None and row["scopes"] for row in rows if row["fixed"])
    printed = run("keys").out
    assert all(action.help in printed for action in ACTIONS if action.keys)


def test_a_rebound_key_is_shown_and_an_unknown_one_refused(run: Run, tmp_path: Path) -> None:
    from outreach.tui.catalogue import ACTIONS

    action = next(action for action in ACTIONS if action.keys)
    (tmp_path / "config").mkdir()
    path = tmp_path / "config" / "keys.toml"
    path.write_text(f'"{action.id}" = "ctrl+f9"\n', encoding="utf-8")
    assert next(row for row in run("keys", "--json").json if row["id"] == action.id)["keys"] == ["ctrl+f9"]
    path.write_text(f'"{action.id}x" = "ctrl+f9"\n', encoding="utf-8")
    assert action.id in run("keys", status=65).err


def test_where_says_what_is_not_there_yet(run: Run, data: Path) -> None:
    assert [row["exists"] for row in run("where", "--json").json if row["label"] == "plan"] == [False]
    run("company", "add", "Fernwick Labs")
    assert next(row["path"] for row in run("where", "--json").json if row["exists"]).startswith(str(data))


def test_a_folder_whose_name_is_no_text_is_still_said(run: Run, tmp_path: Path) -> None:
    folder = os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9")
    rows = run("where", "--json", "--data", folder).json
    assert rows[0]["path"].endswith("/caf\\xe9/outreach.json")
    assert run("where", "--data", folder).status == 0
    assert run("todo", "buy stamps", "--data", folder).status == 0


@pytest.mark.parametrize("words", [("check",), ("check", "--json")])
def test_a_sound_plan_has_nothing_amiss(run: Run, words: tuple[str, ...]) -> None:
    run("company", "add", "Fernwick Labs")
    said = run(*words)
    assert said.out.strip() in {"", "[]"}


def test_a_finding_is_told_with_its_weight_and_an_exit_status(run: Run, data: Path) -> None:
    run("company", "add", "Fernwick Labs")
    (data / "outreach.json").chmod(0o644)
    said = run("check", status=1)
    assert "warning" in said.out
    assert "outreach.json" in said.out
    assert run("check", "--json", status=1).json[0]["severity"] == "warning"
