"""The draft editor and what it leans on: live findings, half-typed words, the user's own editor, clipboard and links."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from support.goldens import lines_of
from support.screens import toasts, typed

from outreach.domain.model import Draft, Person
from outreach.planner import Planner
from outreach.tui import clipboard
from outreach.tui.links import host_shown, mail_address, web_address
from outreach.tui.paths import complete_path
from outreach.tui.recovery import Recovery
from outreach.tui.screens.dialog import Menu
from outreach.tui.screens.editor import Editor
from outreach.tui.screens.main import MainScreen
from outreach.tui.widgets.lines import Lines


def told(app) -> str:
    lines = app.screen.query_one("#checks", Lines)._paragraphs
    return " ".join(run.text for line in lines if isinstance(line, tuple) for run in line)


async def test_findings_follow_what_is_typed(run):
    async with run() as (app, pilot):
        await pilot.press("2", "w")
        assert "is still to be filled" in told(app)
        app.screen.take("Hi Ana, just checking in.")
        await pilot.pause()
        assert "is still to be filled" not in told(app)
        assert app.screen.area._spans, "the filler phrase is underlined"


async def test_what_is_typed_first_takes_the_place_of_the_first_gap_and_one_key_goes_on_to_the_next(run, planner: Planner):
    draft = planner.store.all(Draft)[0]
    planner.drafts.save(draft.id, "Hi Ana,\n\nthe «hook: what you share» made me write.\n\nI «?» reviews.\n\nRobin")
    async with run() as (app, pilot):
        await pilot.press("2", "w")
        assert app.screen.area.selected_text == "«hook: what you share»"
        assert "next gap" in lines_of(app)
        await typed(pilot, "checklist")
        await pilot.press("ctrl+n")
        assert app.screen.area.selected_text == "«?»"
        await typed(pilot, "like")
        assert app.screen.area.text == "Hi Ana,\n\nthe checklist made me write.\n\nI like reviews.\n\nRobin"
        assert "next gap" not in lines_of(app) and "^s save" in lines_of(app)
        await pilot.press("ctrl+n")
        assert toasts(app)[-1] == "No gap is left."


async def test_without_a_gap_one_starts_at_the_end_and_words_of_a_crash_go_on_where_they_broke_off(run, planner: Planner):
    draft = planner.store.all(Draft)[0]
    planner.drafts.save(draft.id, "Hi Ana,\n\nthe checklist.")
    async with run() as (app, pilot):
        await pilot.press("2", "w", "x")
        assert app.screen.area.text.endswith("checklist.x")
        await pilot.press("escape", "y")
        Recovery(planner.paths.data, draft.id).keep("Hi Ana, «?» half a thou")
        await pilot.press("w", "g")
        assert app.screen.area.text == "Hi Ana, «?» half a thoug"


async def test_words_of_a_crash_come_back(run, planner: Planner):
    draft = planner.store.all(Draft)[0]
    Recovery(planner.paths.data, draft.id).keep("Hi Ana, half a thou")
    async with run() as (app, pilot):
        await pilot.press("2", "w")
        assert isinstance(app.screen, Editor) and app.screen.area.text == "Hi Ana, half a thou"
        await pilot.press("ctrl+s")
        assert planner.store.all(Draft)[0].body == "Hi Ana, half a thou"
        assert Recovery(planner.paths.data, draft.id).read() == ""


def test_kept_words_are_the_users_alone(tmp_path: Path):
    kept = Recovery(tmp_path, 7)
    assert kept.keep("words\x1b[2J")
    (file,) = (tmp_path / "unsaved").iterdir()
    assert file.stat().st_mode & 0o777 == 0o600 and file.parent.stat().st_mode & 0o777 == 0o700
    assert kept.read() == "words[2J"
    kept.forget()
    assert kept.read() == "" and not file.exists()


def test_kept_words_never_follow_a_link(tmp_path: Path):
    target = tmp_path / "precious"
    target.write_text("mine", encoding="utf-8")
    (tmp_path / "unsaved").mkdir()
    (tmp_path / "unsaved" / "draft-7.new").symlink_to(target)
    assert not Recovery(tmp_path, 7).keep("words")
    assert target.read_text(encoding="utf-8") == "mine"


async def test_without_an_editor_the_program_says_how_to_name_one(run, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.delenv("EDITOR", raising=False)
    async with run() as (app, pilot):
        await pilot.press("2", "w", "ctrl+g")
        await pilot.pause()
        assert isinstance(app.screen, Editor)
        assert any("editor" in said for said in toasts(app))


def test_a_native_tool_is_tried_before_the_terminals_clipboard(run, monkeypatch: pytest.MonkeyPatch):
    calls: list[list[str]] = []

    class App:
        def copy_to_clipboard(self, text: str) -> None:
            calls.append(["osc52", text])

    def fake(command, **given):
        calls.append(command)
        if command[0] == "wl-copy":
            raise subprocess.CalledProcessError(1, command)

    monkeypatch.setattr(clipboard, "tools", lambda: [["wl-copy"], ["xclip"]])
    monkeypatch.setattr(clipboard.subprocess, "run", fake)
    assert clipboard.copy(App(), "words") == "Copied with xclip."
    monkeypatch.setattr(clipboard, "tools", list)
    assert "terminal's clipboard" in clipboard.copy(App(), "words")
    assert calls == [["wl-copy"], ["xclip"], ["osc52", "words"]]


@pytest.mark.parametrize(
    ("url", "opened"),
    [
        ("https://www.linkedin.com/in/ana", True),
        ("http://example.org:8080/x?y=1", True),
        ("javascript:alert(1)", False),
        ("file:///etc/passwd", False),
        ("https://user@evil.example/", False),
        ("https://exa mple.org", False),
        ("https://example.org/\n-flag", False),
        ("//example.org", False),
        ("https://[::1", False),
        ("", False),
    ],
)
def test_only_plain_web_addresses_are_opened(url: str, opened: bool):
    assert bool(web_address(url)) is opened


def test_a_look_alike_host_shows_as_punycode():
    assert host_shown("https://linked\u0456n.com/in/x").startswith("xn--")


@pytest.mark.parametrize("email", ["a@b", "a@b.c?bcc=x@y.z", "a@b.c,d@e.f", ""])
def test_nothing_but_one_plain_address_is_mailed_to(email: str):
    assert mail_address(email) == ""
    assert mail_address("ana@fern.example") == "mailto:ana@fern.example"


async def test_a_profile_is_opened_only_after_its_address_was_shown(run, planner: Planner, monkeypatch: pytest.MonkeyPatch):
    opened: list[str] = []
    monkeypatch.setattr("webbrowser.open", lambda url: opened.append(url) or True)
    planner.people.edit(1, url="https://www.linkedin.com/in/ana")
    async with run() as (app, pilot):
        await pilot.press("2", "o")
        assert isinstance(app.screen, Menu) and not opened
        await pilot.press("escape")
        assert not opened
        await pilot.press("o", "enter")
        assert opened == ["https://www.linkedin.com/in/ana"] and isinstance(app.screen, MainScreen)


def test_a_path_is_completed_folders_first_and_by_suffix(tmp_path: Path):
    (tmp_path / "zips").mkdir()
    (tmp_path / "a.zip").touch()
    (tmp_path / "a.txt").touch()
    (tmp_path / ".hidden.zip").touch()
    assert complete_path(f"{tmp_path}/", (".zip",)) == [f"{tmp_path}/zips/", f"{tmp_path}/a.zip"]
    assert complete_path(f"{tmp_path}/a", (".zip",)) == [f"{tmp_path}/a.zip"]
    assert complete_path("/no/such/folder/x") == []


async def test_a_form_that_was_not_touched_closes_without_a_question(run):
    async with run() as (app, pilot):
        await pilot.press("a", "escape")
        assert isinstance(app.screen, MainScreen)
        await pilot.press("a")
        await typed(pilot, "Lark")
        await pilot.press("escape")
        assert not isinstance(app.screen, MainScreen)
        await pilot.press("escape", "escape", "y")
        assert isinstance(app.screen, MainScreen)


async def test_a_pasted_line_break_does_not_send_a_form_off(run, planner: Planner):
    async with run() as (_, pilot):
        await pilot.press("a")
        await typed(pilot, "Lark\nSpur\n")
        assert "Lark" not in {row.name for row in planner.views.companies()}


async def test_leaving_the_program_asks_about_a_half_filled_form_only(run):
    async with run() as (app, pilot):
        await pilot.press("a")
        await typed(pilot, "Lark")
        await pilot.press("ctrl+q")
        assert app.return_code is None and app.screen.heading == "Sure?"
        await pilot.press("n")
        assert app.return_code is None
        await pilot.press("ctrl+q", "y")
        assert app.return_code == 0


async def test_a_record_changed_in_another_window_is_shown_before_it_is_overwritten(run, planner: Planner):
    async with run() as (app, pilot):
        await pilot.press("2", "e", "tab", "ctrl+u")
        await typed(pilot, "Principal")
        planner.people.edit(1, position="Manager")
        await pilot.press("enter")
        assert "“Manager” in another window" in str(app.screen.row("position").query_one(".said").render())
        assert planner.store.get(Person, 1).position == "Manager"
        await pilot.press("enter")
        assert planner.store.get(Person, 1).position == "Principal"


async def test_saving_says_that_it_is_saved_and_nothing_of_another_window(run, planner: Planner):
    async with run() as (app, pilot):
        await pilot.press("2", "w", "x", "ctrl+s")
        assert len(toasts(app)) == 1 and toasts(app)[0].startswith("The draft is saved.")
