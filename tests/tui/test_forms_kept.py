"""What is typed into a form outlives a crash, is offered once more, and is thrown away when it was saved or given up."""

from __future__ import annotations

import ast
import os
import signal
import sys
from pathlib import Path

import pytest
from support import answering
from support.screens import person, toasts, typed
from support.terminal import Terminal

from outreach.planner import Planner
from outreach.tui.recovery import FormRecovery
from outreach.tui.screens import form
from outreach.tui.screens.editor import Editor
from outreach.tui.screens.form import Form
from outreach.tui.screens.main import MainScreen

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(form, "KEEP_AFTER", 0.01)


def kept(planner: Planner) -> dict[str, str]:
    folder = planner.paths.data / "unsaved"
    return {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()} if folder.is_dir() else {}


async def test_what_is_typed_is_kept_for_its_owner_alone_and_only_what_was_changed(run, planner: Planner):
    async with run() as (_, pilot):
        await pilot.press("2", "e", "tab")
        await typed(pilot, " and Writer")
        await pilot.pause(0.05)
        ana = person(planner, "Ana Ruiz").id
        assert kept(planner) == {f"form-edit-people-{ana}.json": '{"position":"Staff Engineer and Writer"}'}
        (file,) = (planner.paths.data / "unsaved").iterdir()
        assert file.stat().st_mode & 0o777 == 0o600 and file.parent.stat().st_mode & 0o777 == 0o700


async def test_it_is_offered_again_when_that_form_is_opened_next_and_in_no_other(run, planner: Planner):
    ana, tom = person(planner, "Ana Ruiz"), person(planner, "Tom Okafor")
    FormRecovery(planner.paths.data, f"edit-people-{ana.id}").keep_values({"position": "Writer\x1b[2J", "state": "later", "gone": "x"})
    async with run() as (app, pilot):
        await pilot.press("2", "j", "e")
        assert app.screen.row("name").value == tom.name and not app.screen.changed
        await pilot.press("escape", "k", "e")
        assert isinstance(app.screen, Form)
        assert (app.screen.row("position").value, app.screen.row("state").value) == ("Writer[2J", "later")
        assert any("Brought back" in said for said in toasts(app))


@pytest.mark.parametrize("ending", [("ctrl+s",), ("escape", "y"), ("ctrl+q", "y")], ids=["saved", "given up", "left"])
async def test_it_is_thrown_away_once_saved_or_given_up(run, planner: Planner, ending: tuple[str, ...]):
    async with run() as (app, pilot):
        await pilot.press("2", "e", "tab")
        await typed(pilot, "x")
        await pilot.pause(0.05)
        assert kept(planner)
        await pilot.press(*ending)
        await pilot.pause(0.05)
        assert not kept(planner)
        assert app.return_code == 0 or isinstance(app.screen, MainScreen)


async def test_typing_back_what_stood_there_keeps_nothing(run, planner: Planner):
    async with run() as (_, pilot):
        await pilot.press("2", "e", "x", "backspace")
        await pilot.pause(0.05)
        assert not kept(planner)


async def test_told_to_stop_it_keeps_even_the_last_key(run, planner: Planner, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(form, "KEEP_AFTER", 60.0)
    async with run() as (app, pilot):
        await pilot.press("a", "L", "a")
        app.leave(143)
        await pilot.pause()
    assert kept(planner) == {"form-add-company-plan-0.json": '{"name":"La"}'}


async def test_forgetting_somebody_forgets_what_was_typed_about_them(planner: Planner):
    ana, tom = person(planner, "Ana Ruiz"), person(planner, "Tom Okafor")
    FormRecovery(planner.paths.data, f"log-people-{ana.id}").keep_values({"text": "she said no"})
    FormRecovery(planner.paths.data, f"log-people-{tom.id}").keep_values({"text": "ask Ana Ruiz about it"})
    FormRecovery(planner.paths.data, f"edit-people-{tom.id}").keep_values({"position": "Recruiter"})
    planner.forget(ana.id)
    assert set(kept(planner)) == {f"form-edit-people-{tom.id}.json"}


async def test_a_subject_is_brought_back_with_its_message(run, planner: Planner):
    draft = planner.drafts.compose(person(planner, "Tom Okafor").id, channel="email")
    async with run() as (app, pilot):
        await pilot.press("2", "j", "w", "shift+tab")
        await typed(pilot, "A question ")
        app.screen.keep()
    assert set(kept(planner)) == {f"draft-{draft.id}.txt", f"draft-{draft.id}-subject.txt"}
    async with run() as (app, pilot):
        await pilot.press("2", "j", "w")
        assert isinstance(app.screen, Editor) and app.screen.subject.startswith("A question ")
        await pilot.press("escape", "y")
    assert not kept(planner)


def test_every_form_says_by_which_name_it_is_kept_and_no_name_is_used_for_two():
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in (ROOT / "outreach" / "tui").rglob("*.py")]
    given = [node.value for tree in trees for node in ast.walk(tree) if isinstance(node, ast.keyword) and node.arg == "kept"]
    names = [ast.unparse(value).strip("f'\"").split("{")[0] for value in given if not isinstance(value, ast.Name)]
    assert len(names) > 20 and len(set(names)) == len(names)
    assert all("-" in name for name in names)


@pytest.mark.pty
def test_a_killed_program_gives_the_words_back(planner: Planner):
    planner.close()
    words = [sys.executable, answering.__file__, "--data", planner.paths.data, "--config", planner.paths.config]
    with Terminal(words, env={"PYTHONPATH": str(ROOT)}) as window:
        window.wait_for("Ana Ruiz")
        window.rest()
        window.press("a")
        window.wait_for("Add a company")
        window.write("Larkspur Health")
        window.wait_for("Larkspur Health")
        window.settle(0.8)
        os.kill(window.pid, signal.SIGKILL)
        window.wait_end()
    with Terminal(words, env={"PYTHONPATH": str(ROOT)}) as window:
        window.wait_for("Ana Ruiz")
        window.rest()
        window.press("a")
        window.wait_for("Larkspur Health")
        window.press("enter")
        window.wait_for("is a target")
    assert not kept(planner)
