"""Pictures of every screen and state: ``python tests/tui/gallery.py OUT [--states …] [--themes …] [--sizes …] [--single]``.

Without ``--single`` they are set on contact sheets of one theme and size. The sample plan is shown, on a Monday that stands
still. Needs chromium.
"""

# ruff: noqa: E402 - run as a script, it must find the tests' support and the program first
from __future__ import annotations

import argparse
import asyncio
import datetime as dt
import fnmatch
import html
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parents[2])]

from support.drawn import cells_of
from support.rescuing import RESCUES, rescued
from support.states import STATES, State, enter

from outreach.clock import FixedClock
from outreach.config import Config
from outreach.paths import Paths
from outreach.planner import keeping, open_planner
from outreach.planner.sample import plant
from outreach.tui import themes
from outreach.tui.app import OutreachApp

if TYPE_CHECKING:
    from textual.app import App

    from outreach.planner import Planner

NOW = dt.datetime(2026, 11, 23, 9, 0, tzinfo=dt.UTC)
CELL = (9, 18)
"""Pixels of a cell."""

SIZES = ("80x24", "120x36", "200x50")
SHEET = {80: 3, 120: 2, 200: 2}
"""Pictures side by side on a sheet, by columns of the terminal."""


def plan_for(kind: str, folder: Path) -> Planner:
    """The sample search, an empty plan, one with nothing due, or one that may only be read."""
    paths = Paths(data=folder / "data", config=folder / "config")
    planner = open_planner(paths, FixedClock(NOW), Config())
    if kind == "idle":
        planner.preflight.done(["all"])
        planner.companies.add("Fernwick Labs", motivation=4)
    elif kind != "empty":
        plant(planner)
    if kind == "locked":
        planner.close()
        planner = open_planner(paths, FixedClock(NOW), Config(), read_only=True)
    return planner


async def shots(state: State, size: tuple[int, int], wanted: list[str]) -> dict[str, str]:
    """The screen as HTML, by theme."""
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        planner = plan_for(state.plan, Path(folder))
        app = OutreachApp(planner, private=state.private)
        async with app.run_test(size=size, notifications=True) as pilot:
            app.reload_themes()
            for _ in range(500):
                if app.ready:
                    break
                await pilot.pause(0.01)
            await enter(app, pilot, state)
            for theme in wanted:
                app.theme = theme
                await pilot.pause()
                await pilot.pause()
                found[theme] = screen_html(app, dark=app.current_theme.dark)
        planner.close()
    return found


async def rescue_shots(name: str, size: tuple[int, int], wanted: list[str]) -> dict[str, str]:
    """The rescue screen on a plan damaged in that way, as HTML, by theme."""
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        planner = plan_for("usual", Path(folder))
        keeping.back_up(planner)
        planner.close()
        RESCUES[name](planner.paths.data / "outreach.json")
        app = rescued(planner.paths, planner.clock, planner.config)
        for theme in themes.load()[0].values():
            app.register_theme(themes.built(theme))
        async with app.run_test(size=size) as pilot:
            for theme in wanted:
                app.theme = theme
                await pilot.pause()
                await pilot.pause()
                found[theme] = screen_html(app, dark=app.current_theme.dark)
    return found


def screen_html(app: App[int], *, dark: bool = True) -> str:
    """What is on the screen, every run of cells at its place."""
    wide, high = CELL
    out = []
    for y, row in enumerate(cells_of(app)):
        x = 0
        for text, taken, style in row:
            plain = ("#d0d0d0", "#101010") if dark else ("#202020", "#fdfdfd")
            ink, ground = style.color or plain[0], style.ground or plain[1]
            if style.reverse:
                ink, ground = ground, ink
            ink += "99" * style.dim  # the letters step back, not the ground they stand on
            looks = f"left:{x * wide}px;top:{y * high}px;width:{taken * wide}px;color:{ink};background:{ground}"
            looks += ";font-weight:700" * style.bold + ";text-decoration:underline" * style.underline
            out.append(f'<b style="{looks}">{html.escape(text)}</b>')
            x += taken
    return f'<div class=s style="width:{app.size.width * wide}px;height:{app.size.height * high}px">{"".join(out)}</div>'


def page_of(named: list[tuple[str, str]], beside: int, captions: bool, ground: str = "#777") -> str:
    """Screens on one page, ``beside`` of them in a row."""
    high = CELL[1]
    style = (
        f"*{{margin:0}}body{{background:{ground}}}"
        ".g{display:grid;gap:14px;width:max-content;"
        f"grid-template-columns:repeat({beside},max-content)}}"
        f".s{{position:relative;overflow:hidden}}b{{position:absolute;height:{high}px;white-space:pre;"
        f"font:15px/{high}px 'DejaVu Sans Mono',"
        "'Noto Sans Mono CJK SC',monospace;font-variant-ligatures:none}p{font:bold 20px sans-serif;color:#fff;padding:2px 4px}"
    )
    items = "".join(f"<div>{f'<p>{html.escape(name)}</p>' if captions else ''}{drawn}</div>" for name, drawn in named)
    return f"<!doctype html><meta charset=utf-8><style>{style}</style><div class=g>{items}</div>"


def photograph(page: str, out: Path, size: tuple[int, int], scale: float) -> None:
    """Let the browser draw a page, offline."""
    browser = next(filter(None, (shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome"))), None)
    if browser is None:
        sys.exit("gallery: chromium is not installed")
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "page.html"
        source.write_text(page, encoding="utf-8")
        command = [browser, "--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", f"--user-data-dir={folder}/u"]
        command += ["--host-resolver-rules=MAP * ~NOTFOUND", f"--force-device-scale-factor={scale}"]
        command += [f"--window-size={size[0]},{size[1]}", f"--screenshot={out}", source.as_uri()]
        subprocess.run(command, check=True, capture_output=True)


def chosen(patterns: str, names: list[str]) -> Iterator[str]:
    """The names that one of the patterns fits, in the order of the names."""
    return (name for name in names if any(fnmatch.fnmatch(name, pattern) for pattern in patterns.split(",")))


def main() -> None:
    """Read the command line and draw."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("out", type=Path)
    given.add_argument("--states", default="*", help="names or patterns, separated by commas")
    given.add_argument("--themes", default="harbor")
    given.add_argument("--sizes", default="120x36", help=f"of {', '.join(SIZES)}, or any other")
    given.add_argument("--single", action="store_true", help="a picture each")
    given.add_argument("--scale", type=float, default=0.0)
    words = given.parse_args()
    os.environ |= {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
    words.out.mkdir(parents=True, exist_ok=True)
    wanted = list(chosen(words.themes, sorted(themes.load()[0])))
    for size in [tuple(map(int, each.split("x"))) for each in words.sizes.split(",")]:
        drawn: dict[str, list[tuple[str, str]]] = {theme: [] for theme in wanted}
        for name in chosen(words.states, [*STATES, *RESCUES]):
            drawing = rescue_shots(name, size, wanted) if name in RESCUES else shots(STATES[name], STATES[name].size or size, wanted)
            for theme, picture in asyncio.run(drawing).items():
                drawn[theme].append((name, picture))
        for theme, named in drawn.items():
            _lay_out(words, theme, size, named)


def _lay_out(words: argparse.Namespace, theme: str, size: tuple[int, int], named: list[tuple[str, str]]) -> None:
    wide, high = size[0] * CELL[0], size[1] * CELL[1]
    if words.single:
        for name, picture in named:
            out = words.out / f"{name}-{theme}-{size[0]}x{size[1]}.png"
            photograph(page_of([(name, picture)], 1, False, "transparent"), out, (wide, high), words.scale or 1)
            print(out)
        return
    beside = SHEET.get(size[0], 2)
    each = beside * (3 if size[0] < 100 else 2)
    for at in range(0, len(named), each):
        some = named[at : at + each]
        rows = -(-len(some) // beside)
        out = words.out / f"sheet-{theme}-{size[0]}x{size[1]}-{at // each + 1:02}.png"
        sheet = (beside * (wide + 14), rows * (high + 46))
        photograph(page_of(some, beside, True), out, sheet, words.scale or 0.8)
        print(out, " ".join(name for name, _ in some))


if __name__ == "__main__":
    main()
