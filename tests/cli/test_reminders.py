"""The ways to be reminded that the README gives: each is read as the program it is for would read it."""

from __future__ import annotations

import configparser
import os
import plistlib
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")


def block(kind: str, holding: str) -> str:
    """The README's block of that kind which holds some text."""
    return next(found for found in re.findall(rf"```{kind}\n(.*?)```", README, re.DOTALL) if holding in found)


def units() -> dict[str, str]:
    """The systemd units, by file name."""
    parts = re.split(r"(?m)^# (?:systemd: )?~/\.config/systemd/user/(outreach\.\w+).*\n", block("ini", "[Timer]"))
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def read(unit: str) -> configparser.ConfigParser:
    parsed = configparser.ConfigParser(interpolation=None)
    parsed.optionxform = str  # type: ignore[assignment, method-assign]
    parsed.read_string(unit)
    return parsed


def test_the_cron_line_names_five_fields_and_ends_in_a_command_of_ours() -> None:
    line = next(one for one in block("sh", "crontab").splitlines() if not one.startswith("#"))
    fields, rest = line.split()[:5], shlex.split(line)[5:]
    assert fields == ["0", "9", "*", "*", "1-5"]
    command = [word for word in rest if not re.match(r"[A-Z_]+=", word)]
    assert Path(command[0]).name == "outreach"
    assert command[1:] == ["today", "--notify"]


def test_the_units_run_the_reminder_and_count_exit_1_as_success() -> None:
    found = units()
    assert sorted(found) == ["outreach.service", "outreach.timer"]
    service, timer = read(found["outreach.service"]), read(found["outreach.timer"])
    assert service["Service"]["ExecStart"] == "%h/.venv/bin/outreach today --notify"
    assert service["Service"]["SuccessExitStatus"] == "1"
    assert timer["Timer"]["OnCalendar"] == "Mon..Fri 09:00"
    assert timer["Install"]["WantedBy"] == "timers.target"


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd-analyze is not here")
def test_systemd_finds_nothing_wrong_with_the_units(tmp_path: Path) -> None:
    program = tmp_path / ".venv" / "bin" / "outreach"
    program.parent.mkdir(parents=True)
    program.symlink_to(sys.executable)
    for name, content in units().items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    (tmp_path / "run").mkdir(mode=0o700)
    done = subprocess.run(
        ["systemd-analyze", "--user", "verify", *(str(tmp_path / name) for name in units())],
        env={**os.environ, "HOME": str(tmp_path), "XDG_RUNTIME_DIR": str(tmp_path / "run")},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, [line for line in done.stderr.splitlines() if str(tmp_path) in line]) == (0, [])


def test_the_property_list_is_one_and_starts_the_reminder_at_nine() -> None:
    listed = plistlib.loads(block("xml", "local.outreach").encode())
    assert listed["Label"] == "local.outreach"
    assert listed["ProgramArguments"][:2] == ["/bin/sh", "-c"]
    assert listed["ProgramArguments"][2].endswith('/.venv/bin/outreach" today --notify')
    assert listed["StartCalendarInterval"] == {"Hour": 9, "Minute": 0}
