"""Every key is either an action that keys.toml can move or a fixed one that the help lists; what is off says why; footers fit."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator

import pytest
from support.action_rows import ROWS
from support.goldens import lines_of
from textual.binding import Binding
from textual.dom import DOMNode

import outreach.tui
from outreach.planner import Planner, open_planner
from outreach.tui.actions import STANDALONE, Action, always, outward
from outreach.tui.catalogue import ACTIONS, BY_ID
from outreach.tui.fixed import FIXED
from outreach.tui.perform import perform
from outreach.tui.screens.dialog import Dialog
from outreach.tui.selection import Selection
from outreach.tui.widgets.chrome import Hints


def classes() -> Iterator[type[DOMNode]]:
    for module in pkgutil.walk_packages(outreach.tui.__path__, "outreach.tui."):
        importlib.import_module(module.name)
    todo: list[type[DOMNode]] = [DOMNode]
    while todo:
        found = todo.pop().__subclasses__()
        todo += found
        yield from (cls for cls in found if cls.__module__.startswith("outreach.tui") and "BINDINGS" in cls.__dict__)


def undeclared(cls: type[DOMNode]) -> list[str]:
    fixed = {key for group in FIXED if cls.__name__ in group.classes for row in group.rows for key in row.keys.split()}
    out = []
    for binding in cls.__dict__["BINDINGS"]:
        if isinstance(binding, Binding) and binding.id in BY_ID:
            continue
        keys = binding.key if isinstance(binding, Binding) else binding[0]
        out += [f"{cls.__name__}: {key}" for key in keys.split(",") if key not in fixed]
    return out


def test_every_key_of_every_screen_has_an_id_or_is_listed_as_fixed():
    found = list(dict.fromkeys(classes()))
    assert len(found) > 20
    assert [line for cls in found for line in undeclared(cls)] == []


def test_an_undeclared_key_is_found():
    class Careless(Dialog[None]):
        BINDINGS = [Binding("ctrl+x", "explode")]

    assert undeclared(Careless) == ["Careless: ctrl+x"]
    Careless.__dict__["BINDINGS"].clear()


async def test_the_help_lists_the_fixed_keys(run):
    async with run(size=(120, 36)) as (app, pilot):
        await pilot.press("question_mark")
        await pilot.pause()
        await pilot.press("G")
        await pilot.pause()
        assert "Everywhere, while typing too" in " ".join(str(getattr(line, "text", "")) for line in app.screen._paragraphs)
        assert "keys.toml" in lines_of(app)


def test_every_action_has_a_key_of_one_press():
    for action in ACTIONS:
        assert action.keys, action.id
        reached = {place for scope in action.scopes for place in outward(scope)}
        assert reached & {"everywhere", "list", *STANDALONE}, action.id


def presses(action: Action, scope: str) -> float:
    """Keys pressed from a scope until the action is set off. The ways of the table are tried in the program by test_every_action."""
    if not action.keys:
        return float("inf")
    return 1 if scope in action.scopes else len(ROWS[action.id].way.split()) + 1


def test_no_action_is_more_than_two_keys_from_where_one_stands():
    assert [(action.id, scope) for action in ACTIONS for scope in action.found_in if presses(action, scope) > 2] == []
    assert presses(BY_ID["lists.teachers"], "everywhere") == 2


GUARDED = [action for action in ACTIONS if action.when is not always]


@pytest.mark.parametrize("action", GUARDED, ids=lambda action: action.id)
def test_an_action_that_is_off_says_why_in_one_sentence(action):
    reason = action.off(Selection(scope=action.scopes[0]))
    assert reason.endswith(".") and reason[0].isupper() and "\n" not in reason


async def test_every_guarded_key_on_an_empty_plan_says_why(run, empty: Planner, monkeypatch: pytest.MonkeyPatch):
    async with run(empty) as (app, pilot):
        await pilot.press("escape")
        said: list[str] = []
        monkeypatch.setattr(app, "say", lambda sentence, tone="good": said.append(sentence))
        for action in GUARDED:
            assert not await perform(app, action.id), action.id
            assert said.pop().endswith("."), action.id


async def test_every_action_that_writes_is_off_on_a_read_only_plan_and_says_so(run, planner: Planner, monkeypatch: pytest.MonkeyPatch):
    planner.close()
    plan = open_planner(planner.paths, planner.clock, planner.config, read_only=True)
    async with run(plan) as (app, _):
        said: list[str] = []
        monkeypatch.setattr(app, "say", lambda sentence, tone="good": said.append(sentence))
        for action in ACTIONS:
            if action.writes and not set(action.scopes) <= set(STANDALONE):
                assert not await perform(app, action.id), action.id
                assert said.pop() == "The plan is open read-only.", action.id
    plan.close()


PLACES = ["", "2", "3", "4", "t", "n", "S", "i", "Q", "B", "A", "W", "F", "r", "L", "2 w", "slash h"]


async def test_no_footer_overflows(run):
    async with run(size=(80, 24)) as (app, pilot):
        for place in PLACES:
            await pilot.press(*place.split())
            await pilot.pause()
            for hints in app.screen.query(Hints):
                right = hints._right.cells if hints._right is not None else 0
                for width in (60, 80):
                    shown = hints.fitting(width)
                    assert sum(hint.cells for hint in shown) + 1 + right <= width, place
                    assert len(shown) <= 6, place
            while len(app.screen_stack) > 1:
                await pilot.press("escape")
            await pilot.press("escape", "p", "1")


@pytest.mark.parametrize("keys", ["2 enter", "c", "2 f", "colon", "a", "question_mark", "N", "I", "d", "2 T", "ctrl+t"])
async def test_the_hint_in_the_border_of_a_box_is_seen_whole_at_80(run, keys: str):
    async with run(size=(80, 24)) as (app, pilot):
        await pilot.press(*keys.split())
        await pilot.pause()
        assert isinstance(app.screen, Dialog)
        box = app.screen.box
        assert len(app.screen.hint) <= box.region.width - 4
        assert app.screen.hint in lines_of(app)


@pytest.mark.parametrize(
    ("way", "first"), [("", "Companies"), ("2 enter", "Card"), ("2 f", "Referral kit"), ("H", "In any text"), ("i", "Triage")]
)
async def test_the_help_puts_the_keys_of_where_one_is_first_and_its_key_closes_it(run, way: str, first: str):
    async with run() as (app, pilot):
        await pilot.press(*way.split())
        beneath = app.screen
        await pilot.press("question_mark")
        assert app.screen.heading == f"Keys: {first} first"
        await pilot.press("question_mark")
        assert app.screen is beneath
