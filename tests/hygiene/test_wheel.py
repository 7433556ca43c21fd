"""The wheel holds all the program needs, and what it installs runs anywhere: also in a folder made to trip it up."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

TRAP = "import pathlib\npathlib.Path(__file__).with_name('SPRUNG').touch()\nraise SystemExit('a file of the working folder was imported')\n"


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, encoding="utf-8", timeout=110, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (found,) = folder.glob("outreach-*.whl")
    return found


def _held(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def test_the_wheel_holds_every_theme_data_file_template_and_style_sheet(wheel: Path, root: Path) -> None:
    held = _held(wheel)
    themes = {f"outreach/themes/{path.name}" for path in (root / "themes").glob("*.toml")}
    beside = {
        path.relative_to(root).as_posix()
        for path in (root / "outreach").rglob("*")
        if path.suffix in {".toml", ".j2", ".css", ".tcss"} or path.name == "py.typed"
    }
    assert len(themes) >= 6
    assert {"outreach/exchange/plan/templates/plan.html.j2", "outreach/data/rules.toml", "outreach/data/sample/search.toml"} <= beside
    assert themes | beside <= held
    assert any(name.endswith(".dist-info/licenses/LICENSE") for name in held)


def test_the_wheel_holds_every_module_and_nothing_that_is_left_over(wheel: Path, root: Path) -> None:
    held = _held(wheel)
    assert {path.relative_to(root).as_posix() for path in (root / "outreach").rglob("*.py")} <= held
    odd = [name for name in held if "__pycache__" in name or name.startswith(("tests/", "themes/")) or Path(name).name.startswith(".")]
    assert odd == []
    assert all(name.startswith(("outreach/", "outreach-")) for name in held)


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment with nothing of the program but what the wheel brings; the libraries it needs are lent to it."""
    home = tmp_path_factory.mktemp("installed") / "env"
    venv.EnvBuilder(with_pip=False, symlinks=True).create(home)
    python = home / "bin" / "python"
    command = [sys.executable, "-m", "pip", "--python", str(python), "install", "-q", "--no-deps", "--no-index", str(wheel)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=110, check=False)
    assert done.returncode == 0, done.stderr
    ours = Path(sysconfig.get_path("purelib", "venv", vars={"base": str(home), "platbase": str(home)}))
    (ours / "lent.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return home


def test_what_the_wheel_installs_shows_the_sample_from_a_folder_of_traps(installed: Path, tmp_path: Path) -> None:
    folder = tmp_path / "traps"
    for name in ("csv.py", "json.py", "click.py", "textual/__init__.py", "rich/__init__.py", "outreach/__init__.py", "tinydb/__init__.py"):
        trap = folder / name
        trap.parent.mkdir(parents=True, exist_ok=True)
        trap.write_text(TRAP, encoding="utf-8")
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "OUTREACH", "COV"))}
    environment |= {"HOME": str(tmp_path / "home"), "OUTREACH_NOW": "2026-11-22T09:00"}

    def run(*command: str | Path) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command, cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8", timeout=60, check=False
        )

    programs = installed / "bin"
    shown = run(programs / "outreach", "demo", "--print")
    assert (shown.returncode, shown.stderr) == (0, "")
    assert "Promised" in shown.stdout
    assert run(programs / "outreach", "themes", "--json").returncode == 0
    where = run(programs / "python", "-P", "-c", "import outreach; print(outreach.__file__)").stdout
    assert where.startswith(str(installed)), "another copy of the program answered, so this proves nothing"
    assert not list(folder.rglob("SPRUNG"))
