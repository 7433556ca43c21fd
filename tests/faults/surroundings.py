"""What goes on round the program: permissions, the network, and a folder full of impostors."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from faults.ends import surroundings
from faults.figures import Row
from faults.traced import can_trace
from support.archives import archive, connection
from support.terminal import Terminal

JOURNEY = Path(__file__).with_name("journey.py")
IMPOSTORS = ("csv", "json", "rich", "textual", "tinydb", "click", "msgspec", "socket", "platformdirs", "dateutil", "zipfile")


def _impostors(folder: Path) -> Path:
    """A folder in which every name the program imports leads to a program that ends it."""
    folder.mkdir()
    for name in IMPOSTORS:
        (folder / f"{name}.py").write_text("raise SystemExit(99)\n", encoding="utf-8")
    return folder


def _watched(folder: Path) -> Iterator[tuple[str, str]]:
    """``(row, what is wrong)`` of a journey by command line and one on the screens."""
    home = folder / "journey"
    home.mkdir(mode=0o700)
    people = [connection("Quillimena Vantabrook", "Larkspur Health"), connection("Osric Pellworth", "Fernwick Labs")]
    source = archive(folder, "11-20-2026", connections=people)
    impostors = _impostors(folder / "impostors")
    env = {**os.environ, **surroundings(home)}
    done = subprocess.run(
        [sys.executable, JOURNEY, home, source], cwd=impostors, env=env, capture_output=True, text=True, encoding="utf-8", check=False
    )
    failed = [line for line in done.stdout.splitlines() if line.startswith("WRONG")]
    yield "impostors", "" if done.returncode == 0 else f"exit {done.returncode}: {failed} {done.stderr[-300:]}"
    sockets = (home / "sockets.txt").read_text(encoding="utf-8") if (home / "sockets.txt").exists() else "did not end"
    yield "sockets", sockets
    module = subprocess.run(
        [sys.executable, "-m", "outreach", "today"], cwd=impostors, env=env, capture_output=True, text=True, encoding="utf-8", check=False
    )
    yield "impostors", "" if module.returncode in (0, 1) else f"python -m outreach: exit {module.returncode}"
    with Terminal([sys.executable, JOURNEY, home, "screens"], env=surroundings(home)) as window:
        window.wait_for("Fernwick Labs", 30)
        for key in ("t", "n", "p", "2", "enter", "esc", "?", "esc", "S", "p", "q"):
            window.press(key)
            window.settle(0.15, 1)
        window.wait_end(8)
    yield "sockets", (home / "sockets.txt").read_text(encoding="utf-8")
    for path in (*home.joinpath("data").rglob("*"), home / "data", *home.joinpath("exports").rglob("*")):
        mode = stat.S_IMODE(path.stat().st_mode)
        yield "modes", "" if mode == (0o700 if path.is_dir() else 0o600) else f"{path.name} is {mode:04o}"


def _traced(folder: Path) -> str:
    """The journey by command line and a look at the screens, every call to the network written down; those that are not of this machine."""
    home = folder / "traced"
    home.mkdir(mode=0o700)
    source = archive(home, "11-20-2026", connections=[connection("Quillimena Vantabrook", "Larkspur Health")])
    env = {**os.environ, **surroundings(home)}
    said = []
    for name, words in (("words", [JOURNEY, home, source]), ("screens", [JOURNEY, home, "screens"])):
        log = home / f"{name}.strace"
        watched = ["strace", "-f", "-qq", "-o", str(log), "-e", "trace=%network", sys.executable, *map(str, words)]
        if name == "words":
            done = subprocess.run(watched, env=env, capture_output=True, text=True, encoding="utf-8", check=False)
            said += [f"exit {done.returncode}: {done.stderr[-200:]}"] if done.returncode else []
        else:
            with Terminal(watched, env=surroundings(home)) as window:
                window.wait_for("Fernwick Labs", 60)
                for key in ("t", "n", "p", "ctrl+q"):
                    window.press(key)
                    window.settle(0.3, 3)
                window.wait_end(20)
        calls = [line for line in log.read_text(encoding="utf-8", errors="replace").splitlines() if "AF_" in line]
        said += [line for line in calls if "AF_UNIX" not in line and "AF_LOCAL" not in line]
    return "; ".join(said[:4])


def _alone(folder: Path) -> str:
    """The journey on a machine that has no network at all, not even its own."""
    home = folder / "alone"
    home.mkdir(mode=0o700)
    source = archive(home, "11-20-2026", connections=[connection("Quillimena Vantabrook", "Larkspur Health")])
    env = {**os.environ, **surroundings(home)}
    words = ["unshare", "-rn", sys.executable, str(JOURNEY), str(home), str(source)]
    done = subprocess.run(words, env=env, capture_output=True, text=True, encoding="utf-8", check=False)
    return f"exit {done.returncode}: {done.stderr[-200:]}" if done.returncode else ""


def _can_unshare() -> bool:
    tool = shutil.which("unshare")
    return bool(tool) and subprocess.run([str(tool), "-rn", "true"], capture_output=True, check=False).returncode == 0


def rows(folder: Path, *, long: bool) -> list[Row]:
    """Permissions, sockets and impostors."""
    found: dict[str, list[str]] = {}
    for row, wrong in _watched(folder):
        found.setdefault(row, []).append(wrong)

    def row(what: str, results: list[str], least: int) -> Row:
        bad = [wrong for wrong in results if wrong]
        return Row(what, len(results), len(bad), least, "", "; ".join(bad[:4]))

    if can_trace():
        found["sockets"].append(_traced(folder))
    if _can_unshare():
        found["sockets"].append(_alone(folder))
    return [
        row("journeys by command line and screens: internet sockets (audit hook, strace), and without any network", found["sockets"], 2),
        row("files 0600 and folders 0700 under umask 0, exports too", found["modes"], 10),
        row("started in a folder of impostors (csv.py, rich.py, json.py ...)", found["impostors"], 2),
    ]
