"""What is really drawn: the cells of a screen with their colours, after every style and filter."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from rich.cells import cell_len
from rich.color import Color
from rich.style import Style
from rich.terminal_theme import TerminalTheme
from textual.geometry import Region

from outreach.tui.themes import PAIRS, ROLES, ThemeFile

if TYPE_CHECKING:
    from textual.app import App

    from outreach.tui.app import OutreachApp


XTERM = TerminalTheme(
    (0, 0, 0),
    (229, 229, 229),
    [(0, 0, 0), (205, 0, 0), (0, 205, 0), (205, 205, 0), (0, 0, 238), (205, 0, 205), (0, 205, 205), (229, 229, 229)],
    [(127, 127, 127), (255, 0, 0), (0, 255, 0), (255, 255, 0), (92, 92, 255), (255, 0, 255), (0, 255, 255), (255, 255, 255)],
)
"""The sixteen colours as a terminal comes with them."""


class Looks(msgspec.Struct, frozen=True):
    """How a run of cells looks; a colour is ``#rrggbb``, or None for the terminal's own."""

    color: str | None = None
    ground: str | None = None
    bold: bool = False
    underline: bool = False
    reverse: bool = False
    dim: bool = False


def _hex(color: Color | None) -> str | None:
    if color is None or color.is_default:
        return None
    return color.get_truecolor(XTERM).hex


def looks_of(style: Style | None) -> Looks:
    """The looks of a style."""
    if style is None:
        return Looks()
    return Looks(_hex(style.color), _hex(style.bgcolor), bool(style.bold), bool(style.underline), bool(style.reverse), bool(style.dim))


def cells_of(app: App[int]) -> list[list[tuple[str, int, Looks]]]:
    """The rows of the screen as runs: text, cells taken, looks."""
    strips = app.screen._compositor.render_strips()[: app.size.height]
    return [[(run.text, cell_len(run.text), looks_of(run.style)) for run in strip if run.text] for strip in strips]


def probe() -> ThemeFile:
    """A theme in which every role has a colour of its own, so that a drawn colour tells its role."""
    colours = {role: f"#{8 * at + 16:02x}{200 - 7 * at:02x}{11 * at + 20:02x}" for at, role in enumerate(ROLES)}
    return ThemeFile(name="probe", title="Probe", dark=True, level="AA", colors=colours)


def in_front(app: OutreachApp) -> list[Region]:
    """The parts of the screen that are meant to be read: all of it, or the box over a dimmed screen; and what is being said."""
    boxes = list(app.screen.query("#box")) if app.screen.is_modal else []
    regions = [box.region for box in boxes] or [app.screen.region]
    return [*regions, *(toast.region for toast in app.screen.query("Toast"))]


def strangers(app: OutreachApp, regions: list[Region]) -> set[tuple[str, str, str]]:
    """Pairs of text and background drawn in the probe theme that are not among those every theme is measured for, with the text."""
    roles: dict[str | None, str] = {}
    for role, value in probe().colors.items():
        roles.setdefault(value, role)
    found = set()
    for y, row in enumerate(cells_of(app)):
        x = 0
        for text, taken, looks in row:
            seen = any(region.contains(x, y) for region in regions)
            x += taken
            if not seen or not any(letter.isalnum() for letter in text):
                continue
            ink, ground = (looks.ground, looks.color) if looks.reverse else (looks.color, looks.ground)
            pair = (roles.get(ink, f"{ink} of no role"), roles.get(ground, f"{ground} of no role"))
            if pair not in PAIRS:
                found.add((*pair, text.strip()))
    return found
