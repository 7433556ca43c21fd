"""Keys named in words: a text holds a mark where a key stands, and the key in force is put in as the text is drawn.

A mark is the id of an action between two control characters. No text from outside holds those (``outreach.text.clean``), so
nobody's name can pass for one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import msgspec

from outreach.tui.cells import GLUE
from outreach.tui.widgets.rows import Blank, Cell

_START, _END = "\x02", "\x03"
_MARK = re.compile(f"{_START}([a-z_.]+){_END}( ?)")

Keys = Mapping[str, tuple[str, ...]]
"""Action id -> the keys it has now."""


def key_of(action: str) -> str:
    """The mark for the key of an action, by its id in the catalogue."""
    return f"{_START}{action}{_END}"


def glued(text: str, keys: Keys) -> str:
    """As ``told``, for text that is broken into lines: a key stays with the word behind it."""
    return _MARK.sub(lambda mark: f"{_named(mark[1], keys)}{mark[2]}".replace(" ", GLUE), text) if _START in text else text


def told(text: str, keys: Keys) -> str:
    """A text with the keys in force; an action that has none is named as the palette finds it: ``:undo``."""
    return glued(text, keys).replace(GLUE, " ") if _START in text else text


def told_runs(runs: tuple[Cell, ...], keys: Keys) -> tuple[Cell, ...]:
    """Runs of a paragraph with the keys in force."""
    if not any(_START in run.text for run in runs):
        return runs
    return tuple(msgspec.structs.replace(run, text=glued(run.text, keys)) for run in runs)


def told_blank(blank: Blank, keys: Keys) -> Blank:
    """What an empty list says, with the keys in force."""
    return Blank(glued(blank.title, keys), tuple(glued(line, keys) for line in blank.lines))


def in_force(app: object) -> Keys:
    """The keys in force in an app; none for one that has no keymap, and then those of the catalogue are named."""
    found: Keys = getattr(app, "keys", {})
    return found


def _named(action: str, keys: Keys) -> str:
    from outreach.tui.actions import key_shown
    from outreach.tui.catalogue import BY_ID

    if held := keys.get(action, BY_ID[action].keys):
        return key_shown(held[0])
    palette = keys.get("go.palette", BY_ID["go.palette"].keys)
    return (key_shown(palette[-1]) if palette else "") + BY_ID[action].label.lower()
