"""Every key is either an action that keys.toml can move or a fixed one that the help lists; what is off says why; footers fit."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator

import pytest
from support.action_rows import ROWS, focused, furnish, listed, page, screen
from support.goldens import lines_of
from textual.binding import Binding
from textual.dom import DOMNode
from textual.screen import Screen

import outreach.tui
from outreach.planner import Planner, open_planner
from outreach.tui.actions import PARENTS, STANDALONE, always, outward
from outreach.tui.catalogue import ACTIONS, BY_ID, offered, within_reach
from outreach.tui.fixed import FIXED
from outreach.tui.perform import perform
from outreach.tui.screens.card import Card
from outreach.tui.screens.cover import Cover
from outreach.tui.screens.dialog import Dialog
from outreach.tui.screens.kit import Kit
from outreach.tui.screens.lists import ListsScreen, PeopleList
from outreach.tui.screens.rescue import RescueScreen
from outreach.tui.screens.triage import TriageScreen
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


Place = str | type[Cover]
"""Where one stands: a pane or page of the main screen, or what lies over it."""

PLAN = [scope for scope, around in PARENTS.items() if around == "plan"]
PAGES = [*PLAN, *(scope for scope, around in PARENTS.items() if around == "everywhere" and scope not in {"plan", "list"})]
ANYWHERE = {"everywhere", "plan", *PLAN}
"""Scopes whose actions are wanted wherever one stands; those of another page, on all pages."""


def covers() -> list[type[Cover]]:
    """Every kind of screen over the main one on which nothing is typed."""
    return [cls for cls in dict.fromkeys(classes()) if issubclass(cls, Cover) and cls is not RescueScreen and cls.SCOPE]


def heard(place: Place) -> set[str]:
    """The actions that a key sets off there, as the classes and the catalogue have it."""
    if isinstance(place, str):
        return {action.id for action in within_reach(place)}
    own = place._merged_bindings.key_to_bindings
    through = {action.id for action in offered("everywhere") if set(action.keys) - set(own)}
    return through | {binding.id for bindings in own.values() for binding in bindings if binding.id}


def leads_to(name: str) -> Place | None:
    """Where an action leads, as its row says, which test_every_action holds the program to; None where that is not told."""
    row = ROWS.get(name)
    if row is None or row.look not in {screen, page, focused, listed}:
        return None
    if row.look is screen:
        return next((cls for cls in covers() if cls.__name__ == row.want), None)
    return PeopleList if row.look is listed else str(row.want).partition("-")[0]


def presses(name: str, place: Place, ways: dict[str, Place | None]) -> float:
    """Keys pressed until the action is set off: one, two, or too many."""
    here = heard(place)
    if name in here:
        return 1
    return 2 if any(name in heard(there) for first in here if (there := ways.get(first)) is not None) else float("inf")


def test_no_action_is_more_than_two_keys_from_where_one_stands():
    ways = {action.id: leads_to(action.id) for action in ACTIONS}
    assert ways["lists.show"] is ListsScreen and ways["pane.insiders"] == "insiders" and ways["go.today"] == "today"
    places: list[Place] = [*PAGES, *covers()]
    assert {PeopleList, ListsScreen, Card, Kit, TriageScreen, "network"} <= set(places)
    far = []
    for place in places:
        for action in ACTIONS:
            wanted = ANYWHERE.intersection(action.found_in) or (place in PAGES and set(action.scopes).intersection(PAGES))
            if wanted and presses(action.id, place, ways) > 2:
                far.append((action.id, place))
    assert far == []
    assert presses("lists.teachers", PeopleList, ways) == 2 and presses("lists.teachers", ListsScreen, ways) == 1


def test_what_is_done_on_a_desk_is_two_keys_from_every_page():
    rows = {"lists", "card", "kit", "checklist", "editor", "text", "rescue", "list"}  # each acts on a thing one has to choose first
    ways = {action.id: leads_to(action.id) for action in ACTIONS}
    wanted = [action.id for action in ACTIONS if not set(action.scopes) <= rows]
    assert [(name, place) for place in PAGES for name in wanted if presses(name, place, ways) > 2] == []


def test_every_screen_with_keys_of_its_own_lets_those_of_everywhere_through_unless_one_types_on_it():
    over = set(STANDALONE) - {"editor", "rescue"}
    own = [
        cls
        for cls in dict.fromkeys(classes())
        if issubclass(cls, Screen)
        and any(over & set(BY_ID[one.id].scopes) for one in cls.__dict__["BINDINGS"] if isinstance(one, Binding) and one.id in BY_ID)
    ]
    assert len(own) > 10
    assert [cls for cls in own if not issubclass(cls, Cover)] == []


async def test_the_keys_of_everywhere_are_heard_over_the_main_screen_too(run, planner: Planner):
    furnish(planner)
    seen = set()
    async with run() as (app, pilot):
        for way in ("i", "Q", "B", "W", "F", "r", "A", "L", "L t", "L t enter", "2 enter", "c", "2 f", "N", "H", "C", "b", "question_mark"):
            await pilot.press(*way.split())
            front = app.screen
            assert isinstance(front, Cover), way
            seen.add(type(front))
            own = front.active_bindings
            for action in offered("everywhere"):
                for key in action.keys:
                    assert front.meant(key) == (None if key in own else action.id), (way, key)
            app.main.come_forward()
            await pilot.press("1")
        assert {cls for cls in covers() if not cls.__subclasses__()} <= seen


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
