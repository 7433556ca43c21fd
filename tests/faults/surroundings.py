"""What goes on round the program: signals and closed windows, permissions, the network, and a folder full of impostors."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from faults.figures import Row, opened
from support.archives import archive, connection
from support.terminal import Terminal

ROOT = Path(__file__).parents[2]
JOURNEY = Path(__file__).with_name("journey.py")
RESTORED = (b"\x1b[?1049l", b"\x1b[?25h", b"\x1b[?1000l")
ENDS = ("SIGTERM", "SIGHUP", "SIGQUIT", "closed")
WORDS = "halftypedwords"
IMPOSTORS = ("csv", "json", "rich", "textual", "tinydb", "click", "msgspec", "socket", "platformdirs", "dateutil", "zipfile")


def _env(home: Path) -> dict[str, str]:
    return {
        "OUTREACH_DATA": str(home / "data"),
        "OUTREACH_CONFIG": str(home / "config"),
        "OUTREACH_NOW": "2026-11-23T12:00",
        "PYTHONPATH": str(ROOT),
        "ESCDELAY": "5",
    }


def ended(home: Path, how: str) -> str:
    """Type half a draft, end the program that way, and look what is left; what is wrong, or nothing."""
    planner = opened(home)
    fern = planner.companies.add("Fernwick Labs", motivation=4)
    planner.people.add("Ana Ruiz", fern.id)
    planner.close()
    with Terminal([sys.executable, "-m", "outreach"], env=_env(home)) as window:
        window.wait_for("Ana Ruiz", 30)
        window.settle(0.3)
        window.press("2", "w")
        window.wait_for("Six points", 30)
        window.settle(0.3)
        window.write(WORDS)
        window.wait_for(WORDS)
        window.settle(0.3)
        begun = time.perf_counter()
        if how == "closed":
            os.close(window._fd)
            window._fd = os.open(os.devnull, os.O_RDWR)
            window.ended = True
        else:
            window.signal(signal.Signals[how])
        status = window.wait_end(10)
        took = time.perf_counter() - begun
        output = window.output()
    wrong = []
    if how != "closed" and not all(mark in output for mark in RESTORED):
        wrong.append("the terminal was not given back")
    if how != "closed" and status != 128 + signal.Signals[how]:
        wrong.append(f"exit {status}")
    if took > 2:
        wrong.append(f"took {took:.1f} s")
    kept = [path.read_text(encoding="utf-8") for path in (home / "data" / "unsaved").glob("*.txt")]
    saved = any(WORDS in draft.body for draft in _drafts(home))
    if not saved and not any(WORDS in text for text in kept):
        wrong.append("the words are lost")
    return f"{how}: {', '.join(wrong)}" if wrong else ""


def _drafts(home: Path) -> list[object]:
    from outreach.domain.model import Draft

    return list(opened(home).store.all(Draft))


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
    env = {**os.environ, **_env(home)}
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
    with Terminal([sys.executable, JOURNEY, home, "screens"], env=_env(home)) as window:
        window.wait_for("Fernwick Labs", 30)
        for key in ("t", "n", "p", "2", "enter", "esc", "?", "esc", "S", "p", "q"):
            window.press(key)
            window.settle(0.15, 1)
        window.wait_end(8)
    yield "sockets", (home / "sockets.txt").read_text(encoding="utf-8")
    for path in (*home.joinpath("data").rglob("*"), home / "data", *home.joinpath("exports").rglob("*")):
        mode = stat.S_IMODE(path.stat().st_mode)
        yield "modes", "" if mode == (0o700 if path.is_dir() else 0o600) else f"{path.name} is {mode:04o}"


def rows(folder: Path, *, long: bool) -> list[Row]:
    """Signals, permissions, sockets and impostors."""
    ends = ENDS * 50 if long else ("SIGHUP", "closed")
    with ThreadPoolExecutor(2) as pool:
        stopped = list(pool.map(ended, [folder / f"end{number}" for number in range(len(ends))], ends))
    found: dict[str, list[str]] = {}
    for row, wrong in _watched(folder):
        found.setdefault(row, []).append(wrong)

    def row(what: str, results: list[str], least: int) -> Row:
        bad = [wrong for wrong in results if wrong]
        return Row(what, len(results), len(bad), least, "", "; ".join(bad[:4]))

    return [
        row(
            "SIGTERM, SIGHUP, SIGQUIT, closed terminal with a half-typed draft: words kept, <= 2 s, terminal given back", stopped, len(ends)
        ),
        row("journeys by command line and screens with every socket counted", found["sockets"], 2),
        row("files 0600 and folders 0700 under umask 0, exports too", found["modes"], 10),
        row("started in a folder of impostors (csv.py, rich.py, json.py ...)", found["impostors"], 2),
    ]
