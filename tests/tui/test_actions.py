"""The registry that bindings, footer, palette, help and keys.toml derive from."""

from __future__ import annotations

import keyword
import subprocess
import sys
from importlib import import_module

import pytest

from outreach.tui.actions import TITLES, key_shown, overlap, shadows
from outreach.tui.catalogue import ACTIONS, BY_ID, Action, offered, within_reach


def test_every_id_is_used_once():
    assert len(BY_ID) == len(ACTIONS)


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.id)
def test_every_action_has_a_command_and_one_sentence_of_help(action: Action):
    noun, _, verb = action.id.partition(".")
    command = getattr(import_module(f"outreach.tui.commands.{noun}"), f"{verb}_" if keyword.iskeyword(verb) else verb)
    assert callable(command) and command.__doc__
    assert action.help.endswith(".") and "\n" not in action.help
    assert action.scopes and set(action.scopes) <= set(TITLES)


def test_no_key_is_given_twice_where_both_would_be_heard():
    for one in ACTIONS:
        for other in ACTIONS:
            if one.id < other.id and set(one.keys) & set(other.keys):
                assert not overlap(one.scopes, other.scopes), (one.id, other.id)
                assert not shadows(one.scopes, other.scopes), (one.id, other.id)


def test_the_keys_of_the_product_do_what_they_say():
    wanted = {
        "plan": {"z": "pane.zoom", "tab": "pane.next", "h": "pane.previous"},
        "list": {"j": "list.down", "k": "list.up", "g": "list.first", "G": "list.last", "x": "list.mark", "slash": "list.filter"},
        "everywhere": {
            "1": "pane.companies",
            "4": "pane.followups",
            "u": "plan.undo",
            "U": "plan.redo",
            "t": "go.today",
            "question_mark": "go.help",
            "colon": "go.palette",
            "q": "go.back",
        },
        "insiders": {
            "a": "person.add",
            "e": "person.edit",
            "w": "draft.write",
            "y": "draft.copy",
            "o": "person.profile",
            "d": "person.delete",
        },
        "followups": {"space": "step.done", "s": "step.snooze"},
    }
    for scope, keys in wanted.items():
        for key, name in keys.items():
            assert [action.id for action in offered(scope) if key in action.keys] == [name]


def test_what_is_within_reach_starts_with_the_pane():
    reach = [action.id for action in within_reach("insiders")]
    assert reach.index("person.add") < reach.index("list.down") < reach.index("pane.zoom") < reach.index("plan.undo")


def test_keys_read_as_people_write_them():
    assert [key_shown(key) for key in ("question_mark", "ctrl+p", "space", "G", "exclamation_mark")] == ["?", "^p", "space", "G", "!"]


def test_the_registry_is_printed_without_textual():
    code = "import sys; import outreach.tui.catalogue, outreach.tui.keymap; sys.exit('textual' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
