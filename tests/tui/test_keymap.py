"""The user's own keys, and what is said of a wrong line."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.screens import focus

from outreach.errors import BadInput
from outreach.planner import Planner
from outreach.tui.catalogue import ACTIONS, BY_ID
from outreach.tui.keymap import load


def written(folder: Path, text: str) -> Path:
    (folder / "keys.toml").write_text(text, encoding="utf-8")
    return folder


def test_without_a_file_every_action_has_its_own_keys(tmp_path: Path):
    assert load(tmp_path) == {action.id: action.keys for action in ACTIONS}


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ('"draft.write" = "f5"', ("f5",)),
        ('draft.write = ["W", "ctrl+w"]', ("W", "ctrl+w")),
        ('[draft]\nwrite = "?"\n[go]\nhelp = "f1"', ("question_mark",)),
        ('draft.write = ";"', ("semicolon",)),
        ("draft.write = []", ()),
    ],
)
def test_a_key_is_moved_by_id(tmp_path: Path, text: str, keys: tuple[str, ...]):
    assert load(written(tmp_path, text))["draft.write"] == keys


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('"draft.wrote" = "W"', "did you mean draft.write?"),
        ('draft.write = "l"', "l is both draft.write and person.log"),
        ('draft.write = "j"', "j is both draft.write and list.down"),
        ("draft.write = 3", "must be a key or a list of keys"),
        ('draft.write = "ctrl+m"', "a terminal sends enter for it"),
        ('draft.write = "hyper+w"', "is not a key"),
        ('draft.write = "', "mend or remove the file"),
    ],
)
def test_a_wrong_line_names_file_key_and_remedy(tmp_path: Path, text: str, said: str):
    with pytest.raises(BadInput) as caught:
        load(written(tmp_path, text))
    assert said in str(caught.value)
    assert "keys.toml" in str(caught.value)


def test_two_actions_may_swap_keys(tmp_path: Path):
    keys = load(written(tmp_path, 'draft.write = "l"\nperson.log = "w"'))
    assert (keys["draft.write"], keys["person.log"]) == (("l",), ("w",))


def test_a_chosen_key_is_taken_from_an_action_that_has_it_beside_another_one_and_never_an_only_one(tmp_path: Path):
    keys = load(written(tmp_path, 'draft.write = "l"\nperson.log = "w"'))
    assert BY_ID["company.enter"].keys == ("enter", "l") and keys["company.enter"] == ("enter",)
    assert load(written(tmp_path, 'company.card = "h"'))["pane.previous"] == ("shift+tab", "left", "h"), "another scope lies around"
    with pytest.raises(BadInput, match=r"enter is both draft.write and company.enter \(Companies\)"):
        load(written(tmp_path, 'draft.write = "enter"\ncompany.enter = ["l", "enter"]'))


async def test_the_message_is_written_from_the_companies_too_with_swapped_keys_as_well(run, planner: Planner):
    async with run() as (app, pilot):
        await pilot.press("w")
        assert type(app.screen).__name__ == "Editor"
    planner.paths.config.mkdir(exist_ok=True)
    written(planner.paths.config, 'draft.write = "l"\nperson.log = "w"')
    async with run() as (app, pilot):
        await pilot.press("l")
        assert type(app.screen).__name__ == "Editor"
        await pilot.press("escape")
        assert focus(app) == "insiders-list", "where space says that it was sent"
        await pilot.press("w")
        assert app.screen.heading.startswith("Log with")


def test_a_pane_may_reuse_a_key_of_another_pane(tmp_path: Path):
    assert BY_ID["company.pause"].keys == ("P",)
    assert load(written(tmp_path, 'step.pin = "P"'))["step.pin"] == ("P",)


async def test_the_keys_of_boxes_and_desks_can_be_moved_as_well(run, planner: Planner):
    planner.paths.config.mkdir(exist_ok=True)
    moved = {"text.down": "n", "kit.fill": "ctrl+f", "record.edit": "E", "screen.neutral": "9", "go.jump": ";"}
    (planner.paths.config / "keys.toml").write_text("".join(f'"{name}" = "{key}"\n' for name, key in moved.items()), encoding="utf-8")
    async with run() as (app, pilot):
        await pilot.press("2", "f", "e")
        assert type(app.screen).__name__ == "Kit"
        await pilot.press("ctrl+f")
        assert type(app.screen).__name__ == "Form"
        await pilot.press("escape", "escape", "question_mark", "n")
        assert app.screen.query_one("#reading").top == 1
        await pilot.press("escape", "enter")
        await pilot.pause()
        await pilot.press("n", "E")
        assert type(app.screen).__name__ == "Form"
        await pilot.press("escape", "escape", "9")
        assert app.screen.id == "neutral"
        await pilot.press("9", "semicolon")
        assert type(app.screen).__name__ == "Jump"
