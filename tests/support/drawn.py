"""What is really drawn: the cells of a screen with their colours, after every style and filter."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from rich.cells import cell_len
from rich.color import Color
from rich.style import Style

if TYPE_CHECKING:
    from outreach.tui.app import OutreachApp


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
    return color.get_truecolor().hex


def looks_of(style: Style | None) -> Looks:
    """The looks of a style."""
    if style is None:
        return Looks()
    return Looks(_hex(style.color), _hex(style.bgcolor), bool(style.bold), bool(style.underline), bool(style.reverse), bool(style.dim))


def cells_of(app: OutreachApp) -> list[list[tuple[str, int, Looks]]]:
    """The rows of the screen as runs: text, cells taken, looks."""
    strips = app.screen._compositor.render_strips()[: app.size.height]
    return [[(run.text, cell_len(run.text), looks_of(run.style)) for run in strip if run.text] for strip in strips]
