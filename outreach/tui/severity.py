"""How loudly a rule or a finding speaks, as a sign and a tone: what stops, what warns, what is only a hint."""

from __future__ import annotations

from outreach.domain.kinds import Severity
from outreach.tui.widgets.rows import Cell

SIGNS = {"block": Cell("✗ ", "bad", bold=True), "warn": Cell("! ", "warn", bold=True), "hint": Cell("· ", "quiet")}
"""Severity -> the sign before its line; the shape differs with the colour, because state is never colour alone."""

_LOUDEST_FIRST = tuple(SIGNS)


def sign(severity: str) -> Cell:
    """The sign before a line; what is neither a block nor a warning is a hint."""
    return SIGNS.get(severity, SIGNS[Severity.HINT])


def place(severity: str) -> int:
    """Where a line of that severity stands in a list: the loudest first."""
    return _LOUDEST_FIRST.index(severity) if severity in SIGNS else len(SIGNS)
