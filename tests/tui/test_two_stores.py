"""Two windows on one plan: whatever lies in front follows what the other one writes, within a second, and loses no half-typed word."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from support import answering
from support.goldens import lines_of
from support.screens import person, toasts, typed
from support.terminal import Terminal

from outreach.domain.kinds import MatchVerdict, PersonState
from outreach.domain.model import Company, Draft, Person
from outreach.planner import Planner, open_planner
from outreach.planner.rows import QuestionRow
from outreach.tui.screens.card import Card
from outreach.tui.screens.dialog import Menu
from outreach.tui.screens.editor import Editor
from outreach.tui.screens.form import Form
from outreach.tui.screens.main import MainScreen
from outreach.tui.screens.triage import TriageScreen

ROOT = Path(__file__).parents[2]


@pytest.fixture
def other(planner: Planner) -> Iterator[Planner]:
    """The same plan, open in another window."""
    plan = open_planner(planner.paths, planner.clock, planner.config)
    plan.refresh()
    yield plan
    plan.close()


async def a_second(app, pilot) -> None:
    """What the app does once a second."""
    app._pulse()
    await pilot.pause()


async def test_a_card_in_front_shows_what_the_other_window_noted(run, planner: Planner, other: Planner):
    async with run() as (app, pilot):
        await pilot.press("2", "enter")
        other.people.edit(person(other, "Ana Ruiz").id, position="Harbour Pilot")
        await a_second(app, pilot)
        assert isinstance(app.screen, Card) and "Harbour Pilot" in lines_of(app)
        other.people.delete(person(other, "Ana Ruiz").id)
        await a_second(app, pilot)
        assert isinstance(app.screen, MainScreen)


async def test_a_company_card_follows_as_well(run, planner: Planner, other: Planner):
    async with run() as (app, pilot):
        await pilot.press("c")
        other.leads.add(other.store.all(Company)[0].id, title="Harbour Pilot")
        await a_second(app, pilot)
        assert "Harbour Pilot" in lines_of(app)


async def test_triage_does_not_ask_about_who_was_judged_elsewhere(run, planner: Planner, other: Planner):
    async with run() as (app, pilot):
        await pilot.press("i")
        first = app.screen.person
        other.people.triage([first], "later")
        other.people.add("Nora Vale", other.store.all(Company)[0].id, state="new")
        await a_second(app, pilot)
        assert isinstance(app.screen, TriageScreen) and app.screen.person not in {None, first}
        await pilot.press("i", "i")
        assert app.screen.person is None
        assert planner.store.get(Person, first).state is PersonState.LATER
        assert person(planner, "Nora Vale").state is PersonState.INSIDER


async def test_questions_settled_elsewhere_are_not_asked_again(run, planner: Planner, other: Planner, monkeypatch: pytest.MonkeyPatch):
    fern = planner.store.all(Company)[0]

    def row(string: str) -> QuestionRow:
        return QuestionRow(
            company=fern.id, company_name=fern.name, string=string, people=2, names=("A",), verdict=MatchVerdict.POSSIBLE, tier="", why="w"
        )

    asked = [row("Fernwick GmbH"), row("Fernwick Ltd"), row("Fernwick SA")]
    monkeypatch.setattr(planner.views, "questions", lambda *_: list(asked))
    async with run() as (app, pilot):
        await pilot.press("Q", "y")
        assert "Fernwick Ltd" in lines_of(app)
        del asked[0:2]
        other.companies.decide(fern.id, "Fernwick Ltd", MatchVerdict.NO)
        await a_second(app, pilot)
        assert "Fernwick SA" in lines_of(app)


@pytest.mark.parametrize(
    ("key", "change", "seen"),
    [
        ("A", lambda plan: plan.people.edit(person(plan, "Tom Okafor").id, standing_offer="call me"), "call me"),
        ("W", lambda plan: [plan.people.edit(one.id, position="Harbour Pilot") for one in plan.store.all(Person)], "Harbour Pilot"),
        ("t", lambda plan: plan.steps.add("to do", person_id=1, on=dt.date(2026, 11, 23), text="bring the charts"), "bring the charts"),
        ("r", lambda plan: plan.homework.research(plan.store.all(Company)[0].id, ["alumni"]), "Mon 23 Nov 2026"),
    ],
)
async def test_every_desk_and_page_follows(run, planner: Planner, other: Planner, key: str, change, seen: str):
    async with run() as (app, pilot):
        await pilot.press(key)
        await pilot.pause()
        before = lines_of(app).count(seen)
        change(other)
        await a_second(app, pilot)
        await pilot.pause()
        assert lines_of(app).count(seen) > before


async def test_what_changed_behind_a_desk_is_there_when_it_is_left(run, planner: Planner, other: Planner):
    async with run() as (app, pilot):
        await pilot.press("i")
        other.companies.add("Thistle Works", motivation=4, posting=3)
        await a_second(app, pilot)
        await pilot.press("escape")
        await pilot.pause()
        assert "Thistle Works" in lines_of(app)


@pytest.mark.parametrize("ways", [("2", "e"), ("e",), ("4", "e"), ("2", "enter", "j", "e")], ids=["person", "company", "step", "line"])
async def test_a_form_whose_record_changed_shows_both_values_and_asks(run, planner: Planner, other: Planner, ways: tuple[str, ...]):
    async with run() as (app, pilot):
        for key in ways:
            await pilot.press(key)
            await pilot.pause()
        assert isinstance(app.screen, Form)
        field = {"2e": "position", "e": "why", "4e": "text", "2enterje": "text"}["".join(ways)]
        row = app.screen.row(field)
        row.put("mine")
        if field == "position":
            other.people.edit(1, position="theirs")
        elif field == "why":
            other.companies.edit(1, why="theirs")
        else:
            other.steps.edit(int(app.screen._kept.rsplit("-", 1)[1]), text="theirs")
        await a_second(app, pilot)
        assert row.value == "mine"
        await pilot.press("ctrl+s")
        assert isinstance(app.screen, Form) and "“theirs” in another window" in str(row.query_one(".said").render())
        await pilot.press("ctrl+s")
        assert not isinstance(app.screen, Form)


async def test_a_form_whose_record_is_gone_keeps_what_was_typed(run, planner: Planner, other: Planner):
    async with run() as (app, pilot):
        await pilot.press("2", "e")
        app.screen.row("position").put("mine")
        other.people.delete(1)
        await a_second(app, pilot)
        await pilot.press("ctrl+s")
        assert isinstance(app.screen, Form) and app.screen.row("position").value == "mine"
        assert "there is no person 1" in str(app.screen.query_one("#whole").render()).lower()


async def test_an_untouched_message_follows_the_other_window(run, planner: Planner, other: Planner):
    async with run() as (app, pilot):
        await pilot.press("2", "w")
        other.drafts.save(1, "Hi Ana, from the other window.")
        await a_second(app, pilot)
        assert isinstance(app.screen, Editor) and app.screen.area.text == "Hi Ana, from the other window." and not app.screen.changed


@pytest.mark.parametrize("choice", ["keep", "take", "back"])
async def test_a_half_typed_message_is_never_lost(run, planner: Planner, other: Planner, choice: str, monkeypatch: pytest.MonkeyPatch):
    copied: list[str] = []
    monkeypatch.setattr("outreach.tui.screens.editor.copy", lambda _, text: copied.append(text))
    async with run() as (app, pilot):
        await pilot.press("2", "w")
        await typed(pilot, " my own words")
        mine = app.screen.area.text
        other.drafts.save(1, "Hi Ana, theirs.")
        await a_second(app, pilot)
        await a_second(app, pilot)
        assert app.screen.area.text == mine
        assert sum("changed in another window" in said for said in toasts(app)) == 1
        await pilot.press("ctrl+s")
        assert isinstance(app.screen, Menu) and planner.store.get(Draft, 1).body == "Hi Ana, theirs."
        await pilot.press(choice[0])
        stored = planner.store.get(Draft, 1)
        if choice == "keep":
            assert stored.body == mine and "Hi Ana, theirs." in {version.body for version in stored.versions}
        elif choice == "take":
            assert copied == [mine] and app.screen.area.text == "Hi Ana, theirs."
        else:
            assert isinstance(app.screen, Editor) and app.screen.area.text == mine


async def test_a_message_deleted_elsewhere_leaves_the_words_on_the_screen(run, planner: Planner, other: Planner):
    async with run() as (app, pilot):
        await pilot.press("2", "w")
        await typed(pilot, " my own words")
        other.drafts.delete(1)
        await a_second(app, pilot)
        assert isinstance(app.screen, Editor) and "my own words" in app.screen.area.text
        assert "deleted in another window" in toasts(app)[-1]
        await pilot.press("ctrl+s")
        assert isinstance(app.screen, Editor) and "my own words" in app.screen.area.text


def at_terminal(planner: Planner) -> Terminal:
    """The program on that plan in a terminal, at rest; the plan is closed here."""
    planner.close()
    words = [sys.executable, answering.__file__, "--data", str(planner.paths.data), "--config", str(planner.paths.config)]
    window = Terminal(words, env={"PYTHONPATH": str(ROOT), "OUTREACH_NOW": "2026-11-23T09:00"})
    window.wait_for("Ana Ruiz")
    window.rest()
    return window


@pytest.mark.pty
def test_another_process_is_seen_within_a_second_while_words_are_typed(planner: Planner):
    with at_terminal(planner) as window:
        window.press("2", "enter")
        window.wait_for("esc closes")
        window.rest()
        other = open_planner(planner.paths, planner.clock, planner.config)
        other.people.edit(1, position="Harbour Pilot")
        window.wait_for("Harbour Pilot")
        window.write(answering.ESCAPE)
        window.rest()
        window.press("w")
        window.wait_for("message to Ana")
        window.rest()
        window.write("half a thou")
        window.wait_for("half a thou")
        other.companies.add("Thistle Works")
        other.close()
        window.settle(1.2)
        window.rest()
        assert "half a thou" in window.text()


def kept(planner: Planner) -> list[str]:
    return sorted(path.name for path in (planner.paths.data / "unsaved").glob("*"))


@pytest.mark.parametrize(
    "way", [("2", "e"), ("2", "v", "tab"), ("2", "l", "tab"), ("4", "e"), ("2", "w")], ids=["edit", "evidence", "log", "step", "message"]
)
async def test_words_about_somebody_forgotten_elsewhere_leave_the_screen_and_the_disk(
    run, planner: Planner, other: Planner, way: tuple[str, ...]
):
    async with run() as (app, pilot):
        await pilot.press(*way)
        await typed(pilot, " met at the quay")
        app.screen.keep()
        assert kept(planner) != []
        other.forget(1)
        app.screen.keep()
        assert kept(planner) == [], "kept once more before this window heard of it"
        await a_second(app, pilot)
        assert isinstance(app.screen, MainScreen)
        assert "Forgotten in another window" in toasts(app)[-1] and "Ana" not in toasts(app)[-1]
        app._keep()
    assert kept(planner) == []


async def test_a_form_beneath_a_question_is_closed_when_the_question_is_answered(run, planner: Planner, other: Planner):
    async with run() as (app, pilot):
        await pilot.press("2", "e")
        await typed(pilot, " met at the quay")
        await pilot.press("escape")
        other.forget(1)
        await a_second(app, pilot)
        await pilot.press("n")
        assert isinstance(app.screen, MainScreen) and kept(planner) == []


async def test_words_that_only_name_somebody_forgotten_are_not_kept_but_stay_in_sight(run, planner: Planner, other: Planner):
    async with run() as (app, pilot):
        await pilot.press("e")
        app.screen.row("why").put("Ana Ruiz likes it there")
        app.screen.keep()
        assert kept(planner) != []
        other.forget(1)
        assert kept(planner) == []
        app.screen.keep()
        assert kept(planner) == []
        await a_second(app, pilot)
        assert isinstance(app.screen, Form)


@pytest.mark.pty
def test_a_forgetting_by_another_process_wins_over_words_being_typed(planner: Planner):
    with at_terminal(planner) as window:
        window.press("2", "e")
        window.wait_for("Edit Ana Ruiz")
        window.rest()
        window.press("x", "y")
        other = open_planner(planner.paths, planner.clock, planner.config)
        other.forget(1)
        other.close()
        window.wait_for("Forgotten in another window")
        left = [path for path in planner.paths.data.rglob("*") if path.is_file() and b"Ana Ruiz" in path.read_bytes()]
        assert left == [] and kept(planner) == []
