"""``outreach today --notify``: the desktop's own notifier, neutral words, the exit status of the page."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from outreach.cli.notify import NOTIFIERS, notify

if TYPE_CHECKING:
    from tests.cli.conftest import Run

MONDAY = "2026-11-23T09:00"


@pytest.fixture
def desktop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A PATH with nothing on it but a notifier that writes down, NUL by NUL, what it was told."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    return folder


def install(folder: Path, name: str, *, status: int = 0) -> Path:
    told = folder / f"{name}.told"
    script = folder / name
    lines = (
        f"#!{sys.executable} -S",
        "import sys",
        f"with open({str(told)!r}, 'ab') as told:",
        r"    told.write('\0'.join(sys.argv[1:]).encode() + b'\n\n')",
        f"sys.exit({status})",
    )
    script.write_text("\n".join(lines), encoding="utf-8")
    script.chmod(0o700)
    return told


def planted(run: Run, data: Path) -> None:
    run("demo", "--print", "--keep", str(data), now=MONDAY)


@pytest.fixture(autouse=True)
def linux(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(notify, "__kwdefaults__", {"platform": "linux"})


def test_the_reminder_is_neutral_and_the_exit_status_that_of_the_page(run: Run, data: Path, desktop: Path) -> None:
    planted(run, data)
    told = install(desktop, "notify-send")
    count = run("today", "--json", status=1).json["count"]
    said = run("today", "--notify", status=1)
    assert (said.out, said.err) == ("", "")
    assert told.read_text(encoding="utf-8") == f"--app-name=outreach\0--\0Reminder\0{count} things are due\n\n"


def test_names_are_said_only_when_asked_for(run: Run, data: Path, desktop: Path) -> None:
    planted(run, data)
    told = install(desktop, "notify-send")
    due = [row["what"] for row in run("today", "--json", status=1).json["due"]]
    run("today", "--notify", "--names", status=1)
    assert any(what in told.read_text(encoding="utf-8") for what in due)
    assert "--names goes with --notify" in run("today", "--names", status=64).err


def test_nothing_due_reminds_of_nothing(run: Run, desktop: Path) -> None:
    told = install(desktop, "notify-send")
    run("company", "add", "Fernwick Labs", now=MONDAY)
    said = run("today", "--notify")
    assert (said.status, said.err) == (0, "")
    assert not told.exists()


def test_without_a_notifier_it_says_so_in_one_line_without_names(run: Run, data: Path, desktop: Path) -> None:
    planted(run, data)
    for words in (("--notify",), ("--notify", "--names")):
        said = run("today", *words, status=1)
        assert said.err.count("\n") == 1
        assert "no desktop notifier" in said.err
        assert "Ruiz" not in said.err
    install(desktop, "notify-send", status=1)
    assert "no desktop notifier" in run("today", "--notify", status=1).err


def test_a_page_and_a_reminder_do_not_go_together(run: Run) -> None:
    for option in ("--json", "--brief", "--all"):
        assert run("today", "--notify", option, status=64, now=MONDAY).err.count("\n") == 1


def test_a_hostile_name_is_text_and_no_markup_option_or_script(run: Run, desktop: Path) -> None:
    told = install(desktop, "notify-send")
    run("company", "add", "Fernwick Labs", now=MONDAY)
    run("person", "add", '<b>Eve</b> & "; rm -rf ~ \x1b[2J', "--company", "fernwick")
    run("today", "--notify", "--names", status=1)
    arguments = told.read_text(encoding="utf-8").strip().split("\0")
    assert arguments[-1] == 'write to &lt;b&gt;Eve&lt;/b&gt; &amp; "; rm -rf ~ [2J'


@pytest.mark.parametrize(("name", "place"), [("terminal-notifier", 3), ("osascript", -1)])
def test_on_a_mac_either_notifier_gets_the_text_as_an_argument(desktop: Path, name: str, place: int) -> None:
    told = install(desktop, name)
    body = '- say "hello" & (item 1)'
    assert notify(body, platform="darwin")
    arguments = told.read_text(encoding="utf-8").rstrip("\n").split("\0")
    assert arguments[place].removeprefix("\\") == body
    assert all(body not in argument for argument in arguments[:place])


def test_a_notifier_that_fails_is_followed_by_the_next(desktop: Path) -> None:
    install(desktop, "terminal-notifier", status=3)
    told = install(desktop, "osascript")
    assert notify("2 things are due", platform="darwin")
    assert told.exists()
    assert [name for name, _ in NOTIFIERS["darwin"]] == ["terminal-notifier", "osascript"]


def test_no_shell_is_asked(desktop: Path) -> None:
    told = install(desktop, "notify-send")
    assert notify("$(touch owned); `id`", platform="linux")
    assert "$(touch owned); `id`" in told.read_text(encoding="utf-8")
    assert not os.path.lexists("owned")


def test_names_stay_out_of_the_reminder_where_they_are_masked(run: Run, data: Path, desktop: Path) -> None:
    planted(run, data)
    told = install(desktop, "notify-send")
    run("--private", "today", "--notify", "--names", status=1)
    config = data.parent / "config"
    config.mkdir(exist_ok=True)
    (config / "config.toml").write_text("private = true\n", encoding="utf-8")
    run("today", "--notify", "--names", status=1)
    said = told.read_text(encoding="utf-8")
    assert said.count("things are due") == 2
    assert "Ruiz" not in said
