"""Streams take any text, JSON is exact and harmless, and the faults of a terminal stop nothing."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from outreach.cli import output


def _run(folder: Path, code: str, **more: str) -> subprocess.CompletedProcess[bytes]:
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("LC_", "LANG", "PYTHON"))} | more
    return subprocess.run([sys.executable, "-c", code], env=environment, cwd=folder, capture_output=True, timeout=30, check=False)


@pytest.mark.parametrize(
    "environment",
    [
        {"LANG": "C", "LC_ALL": "C"},
        {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONIOENCODING": "ascii"},
        {"LANG": "C.UTF-8"},
    ],
)
def test_names_come_out_as_utf8_under_any_plain_locale(tmp_path: Path, environment: dict[str, str]) -> None:
    code = "from outreach.cli import output\noutput.prepare_streams()\noutput.echo('Zo\\xeb \\u2500 \\u7530\\u4e2d')"
    code += "\noutput.say('gr\\xf6\\xdfer')"
    done = _run(tmp_path, code, PYTHONPATH=str(Path(__file__).parents[2]), **environment)
    assert done.returncode == 0, done.stderr
    assert done.stdout.decode("utf-8") == "Zoë ─ 田中\n"
    assert done.stderr.decode("utf-8") == "größer\n"


def test_a_terminal_of_few_characters_gets_escapes_instead_of_an_error(tmp_path: Path) -> None:
    code = "from outreach.cli import output; output.prepare_streams(); output.echo('Zo\\xeb \\u7530')"
    done = _run(tmp_path, code, PYTHONPATH=str(Path(__file__).parents[2]), PYTHONIOENCODING="latin-1")
    assert done.stdout == "Zoë \\u7530\n".encode("latin-1")


def test_closed_streams_are_replaced_by_silent_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    output.prepare_streams()
    output.echo("nobody listens")
    output.echo_bytes(b"nor here")
    output.say("nor to this")
    assert isinstance(sys.stdout, io.TextIOWrapper)


def test_json_says_exactly_what_is_stored_and_holds_no_raw_control(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    value = {"name": "Ann [/] \x9b2J \u202ebob\x7f Zoë 田"}
    output.echo_json(value)
    raw = capsysbinary.readouterr().out.decode("utf-8")
    assert json.loads(raw) == value
    assert not {char for char in raw if char != "\n" and (ord(char) < 32 or 0x7F <= ord(char) <= 0x9F or char == "\u202e")}
    assert "Zoë 田" in raw


@pytest.mark.parametrize("text", ["plain", "Zoë 👩\u200d💻", "\x1b]52;c;aGk=\x07x", "a\u200fb", "one\ntwo"])
def test_what_is_printed_holds_no_control_and_no_character_of_uncertain_width(text: str) -> None:
    shown = output.harmless(text)
    assert not set("\x1b\x07\u200d\u200f\u202e") & set(shown)
    assert shown.count("\n") == text.count("\n")
