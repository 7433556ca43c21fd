"""The calendar in a real calendar program: khal takes the sample plan twice, and nothing is there twice."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Run

pytestmark = pytest.mark.slow

MONDAY = "2026-11-23T09:00"
CONFIG = """\
[calendars]
[[search]]
path = {folder}
[locale]
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
local_timezone = Europe/Berlin
default_timezone = Europe/Berlin
[sqlite]
path = {cache}
"""


class Khal:
    """khal with its own folder, configuration and cache."""

    def __init__(self, home: Path) -> None:
        self.folder = home / "calendar"
        self.folder.mkdir(parents=True)
        self.config = home / "config"
        self.config.write_text(CONFIG.format(folder=self.folder, cache=home / "khal.db"), encoding="utf-8")
        self.env = {**os.environ, "HOME": str(home), "XDG_CONFIG_HOME": str(home), "XDG_DATA_HOME": str(home), "TZ": "Europe/Berlin"}
        self.env["LC_ALL"] = "C.UTF-8"

    def __call__(self, *words: str) -> str:
        command = [sys.executable, "-m", "khal", "-c", str(self.config), *words]
        done = subprocess.run(command, env=self.env, capture_output=True, text=True, encoding="utf-8", timeout=60, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def titles(self) -> list[str]:
        """Every event of the next ninety days, as khal lists them."""
        listed = self("list", "--format", "{start-date} {title}", "--day-format", "", "2026-11-01", "120d")
        return sorted(line for line in listed.splitlines() if line.strip() and line != "No events")


@pytest.fixture
def khal(tmp_path: Path) -> Khal:
    pytest.importorskip("khal", reason="khal is not installed: pip install -e '.[dev]' brings it")
    return Khal(tmp_path / "khal")


def test_khal_takes_the_same_plan_twice_without_a_duplicate(run: Run, data: Path, tmp_path: Path, khal: Khal) -> None:
    run("demo", "--print", "--keep", str(data), now=MONDAY)
    run("export", "ics", "--all", "--names", "-o", str(tmp_path / "one.ics"))
    events = (tmp_path / "one.ics").read_text(encoding="utf-8").count("BEGIN:VEVENT")
    khal("import", "--batch", "-a", "search", str(tmp_path / "one.ics"))
    first = khal.titles()
    assert len(first) == events >= 5
    run("export", "ics", "--all", "--names", "-o", str(tmp_path / "two.ics"), now="2026-11-23T18:00")
    khal("import", "--batch", "-a", "search", str(tmp_path / "two.ics"))
    assert khal.titles() == first
    assert len(list(khal.folder.glob("*.ics"))) == events


def test_a_step_that_moved_moves_in_khal_as_well(run: Run, data: Path, tmp_path: Path, khal: Khal) -> None:
    run("demo", "--print", "--keep", str(data), now=MONDAY)
    run("export", "ics", "--all", "--names", "-o", str(tmp_path / "one.ics"))
    khal("import", "--batch", "-a", "search", str(tmp_path / "one.ics"))
    before = khal.titles()
    step = run("today", "--json", status=1).json["due"][0]["step"]
    run("snooze", str(step), "2026-12-10")
    run("export", "ics", "--all", "--names", "-o", str(tmp_path / "two.ics"))
    khal("import", "--batch", "-a", "search", str(tmp_path / "two.ics"))
    after = khal.titles()
    assert len(after) == len(before)
    assert [line for line in after if line.startswith("2026-12-10")]


def test_khal_reads_the_folder_we_keep(run: Run, data: Path, khal: Khal) -> None:
    run("demo", "--print", "--keep", str(data), now=MONDAY)
    for _ in range(2):
        run("export", "ics", "--all", "--names", "--vdir", str(khal.folder))
    assert len(khal.titles()) == len(list(khal.folder.glob("*.ics"))) >= 5


def test_khal_shows_both_of_two_plans_that_share_a_folder(run: Run, data: Path, tmp_path: Path, khal: Khal) -> None:
    run("demo", "--print", "--keep", str(data), now=MONDAY)
    run("demo", "--print", "--keep", str(tmp_path / "other"))
    run("export", "ics", "--all", "--vdir", str(khal.folder))
    once = khal.titles()
    for _ in range(2):
        run("export", "ics", "--all", "--vdir", str(khal.folder), "--data", str(tmp_path / "other"))
        run("export", "ics", "--all", "--vdir", str(khal.folder))
    assert khal.titles() == sorted(once * 2)
