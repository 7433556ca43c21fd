"""The front door: exit statuses, options in either place, mistakes in one line, pipes and terminals that go away."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click
import pytest

from outreach.cli.grammar import cli
from outreach.cli.run import main
from outreach.cli.verbs import VERBS
from outreach.errors import Busy, CannotCreate, Denied, Exit, NotSaved
from outreach.planner import Planner

if TYPE_CHECKING:
    from tests.cli.conftest import Run

ROOT = Path(__file__).parents[2]


def _spawn(data: Path, *words: str, **how: object) -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "OUTREACH_DATA": str(data)}
    given = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "timeout": 30, **how}
    return subprocess.run([sys.executable, "-m", "outreach", *words], env=environment, check=False, **given)  # type: ignore[call-overload]


def _all_verbs() -> list[tuple[str, ...]]:
    names: list[tuple[str, ...]] = []
    context = click.Context(cli)
    for name in cli.list_commands(context):
        command = cli.get_command(context, name)
        names.append((name,))
        if isinstance(command, click.Group):
            names.extend((name, below) for below in command.list_commands(context))
    return names


@pytest.mark.parametrize("words", _all_verbs(), ids=" ".join)
def test_every_verb_explains_itself_with_examples(run: Run, words: tuple[str, ...]) -> None:
    said = run(*words, "--help")
    assert "--data DIR" in said.out
    assert "--config DIR" in said.out
    command = cli.get_command(click.Context(cli), words[0])
    if len(words) == 2 or not isinstance(command, click.Group):
        assert f"  outreach {' '.join(words)}" in said.out, "an example that can be typed"
    assert all(len(line) <= 100 for line in said.out.splitlines() if not line.startswith("  outreach "))


@pytest.mark.parametrize(
    "words", [("today",), ("company", "list"), ("insiders",), ("network",), ("match",), ("history",), ("check",), ("where",)]
)
def test_every_verb_that_reads_offers_json(run: Run, words: tuple[str, ...]) -> None:
    assert "--json" in run(*words, "--help").out


def test_the_verb_table_promises_only_what_there_is(run: Run) -> None:
    listed = run("--help").out
    for name, spec in VERBS.items():
        assert f"  {name} " in listed
        assert spec.says in listed


@pytest.mark.parametrize("place", ["before", "after"])
def test_folders_may_be_named_before_or_after_the_verb(run: Run, tmp_path: Path, place: str) -> None:
    options = ("--data", str(tmp_path / "elsewhere"), "--config", str(tmp_path / "mine"))
    said = run(*options, "where") if place == "before" else run("where", *options)
    assert str(tmp_path / "elsewhere" / "outreach.json") in said.out
    assert str(tmp_path / "mine" / "config.toml") in said.out


def test_folders_may_be_named_after_a_verb_of_a_noun(run: Run, tmp_path: Path, data: Path) -> None:
    run("todo", "buy stamps", "--data", str(tmp_path / "other"))
    assert (tmp_path / "other").is_dir()
    assert not data.exists()
    assert run("company", "list", "--data", str(tmp_path / "other"), "--json").json == []


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("tody",), "did you mean 'today'?"),
        (("zzz",), "outreach --help"),
        (("company", "lst"), "did you mean 'list'?"),
        (("today", "--onn", "x"), "outreach today"),
        (("--nothing",), "outreach --help"),
        (("snooze", "1"), "outreach snooze --help"),
        (("today", "--on", "gibberish"), "2026-12-01"),
        (("insiders", "nobody"), "company list"),
        (("person", "triage", "dropped", "1"), "person drop"),
        (("match", "Google"), "for example"),
        (("export", "plan"), "--all"),
    ],
)
def test_a_mistake_is_one_line_with_a_hint_and_exit_64(run: Run, words: tuple[str, ...], says: str) -> None:
    said = run(*words, status=Exit.USAGE)
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert says in said.err
    assert said.err.startswith("outreach")


@pytest.mark.parametrize(("error", "status"), [(NotSaved, 74), (Busy, 75), (Denied, 77), (CannotCreate, 73)])
def test_each_kind_of_failure_has_its_own_exit_status(
    run: Run, monkeypatch: pytest.MonkeyPatch, error: type[Exception], status: int
) -> None:
    def fail(self: Planner, *_: object, **__: object) -> None:
        raise error("the disk is full", next_step="free some space")  # type: ignore[call-arg]

    monkeypatch.setattr(Planner, "undo", fail)
    said = run("undo", status=status)
    assert said.err == "outreach: the disk is full: free some space\n"


def test_a_damaged_plan_is_one_line_exit_65_and_stays_as_it_is(run: Run, data: Path) -> None:
    data.mkdir()
    (data / "outreach.json").write_bytes(b'{"companies": {"1": {"na')
    said = run("today", status=Exit.BAD_INPUT)
    assert said.err.count("\n") == 1
    assert str(data / "outreach.json") in said.err
    assert (data / "outreach.json").read_bytes() == b'{"companies": {"1": {"na'
    assert str(data) in run("where").out


def test_a_wrong_setting_is_named_with_its_file(run: Run, tmp_path: Path) -> None:
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "config.toml").write_text("polcy = 'open'\n", encoding="utf-8")
    said = run("today", status=Exit.BAD_INPUT)
    assert "config.toml" in said.err
    assert "policy" in said.err


def test_a_clock_that_is_none_is_refused(run: Run) -> None:
    assert "OUTREACH_NOW" in run("today", now="soon", status=64).err


def test_without_a_terminal_the_screens_refuse_at_once(tmp_path: Path) -> None:
    done = _spawn(tmp_path / "data")
    assert done.returncode == Exit.USAGE
    assert b"terminal" in done.stderr
    assert b"outreach today" in done.stderr
    assert done.stdout == b""
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize("closed", [0, 1, 2])
def test_a_closed_stream_stops_nothing(tmp_path: Path, closed: int) -> None:
    code = f"import os, sys; os.close({closed}); os.execv(sys.executable, [sys.executable, '-m', 'outreach', 'today'])"
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "OUTREACH_DATA": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, timeout=30, check=False)
    assert done.returncode == 0, done.stderr
    assert b"Traceback" not in done.stderr


def test_a_reader_that_goes_away_ends_the_program_quietly(tmp_path: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = _spawn(tmp_path, "config", stdout=writing)
    finally:
        os.close(writing)
    assert done.returncode in (0, 141)
    assert done.stderr == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no device that is always full")
@pytest.mark.parametrize("words", [("config",), ("where", "--json"), ("--help",)])
def test_output_that_cannot_be_written_is_said_in_one_line(tmp_path: Path, words: tuple[str, ...]) -> None:
    with Path("/dev/full").open("wb") as full:
        done = _spawn(tmp_path, *words, stdout=full)
    assert done.returncode == Exit.NOT_SAVED
    assert done.stderr == b"outreach: no space left on device\n"


def test_a_folder_one_may_not_enter_is_said_in_one_line(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Planner) -> None:
        raise PermissionError(13, "Permission denied", "/somewhere/outreach.json")

    monkeypatch.setattr(Planner, "undo", refuse)
    assert run("undo", status=Exit.DENIED).err == "outreach: /somewhere/outreach.json: permission denied\n"


def test_an_interrupt_ends_with_130_and_no_traceback(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(self: Planner) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Planner, "undo", interrupt)
    assert run("undo", status=130).err == "outreach: stopped\n"


def test_the_plan_is_put_away_even_when_a_verb_fails(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    closed: list[bool] = []
    put_away = Planner.close
    monkeypatch.setattr(Planner, "close", lambda self: (closed.append(True), put_away(self))[1])
    run("undo", status=64)
    assert closed == [True]


def test_the_version_is_said_without_opening_anything(capsys: pytest.CaptureFixture[str]) -> None:
    from outreach import __version__

    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"outreach {__version__}\n"


def test_companies_and_people_complete_in_the_shell(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    run("company", "add", "Fernwick Labs")
    run("person", "add", "Ana Ruiz", "--company", "fernwick")
    monkeypatch.setenv("_OUTREACH_COMPLETE", "bash_complete")

    def completed(words: str) -> str:
        monkeypatch.setenv("COMP_WORDS", words)
        monkeypatch.setenv("COMP_CWORD", str(len(words.split()) - 1))
        return run().out

    assert "Fernwick Labs" in completed("outreach insiders fer")
    assert "Ana Ruiz" in completed("outreach sent an")
    assert "out-of-office" in completed("outreach log 1 out")
    assert "today" in completed("outreach tod")


def test_of_a_folder_named_twice_the_last_one_counts(run: Run, tmp_path: Path) -> None:
    damaged, sound = tmp_path / "damaged", tmp_path / "sound"
    damaged.mkdir(), sound.mkdir()
    (damaged / "outreach.json").write_text("{", encoding="utf-8")
    assert "cannot be read" in run("--data", str(sound), "--data", str(damaged), status=65).err
    assert "needs a terminal" in run("--data", str(damaged), "--data", str(sound), status=64).err


@pytest.mark.parametrize("option", ["--data", "--config"])
def test_what_is_no_folder_is_refused_before_anything_is_opened(run: Run, tmp_path: Path, option: str) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("not a plan", encoding="utf-8")
    assert "is a file" in run(option, str(file), status=64).err
    assert "requires an argument" in run(option, status=64).err
    assert "requires an argument" in run("--data", str(tmp_path), option, status=64).err
