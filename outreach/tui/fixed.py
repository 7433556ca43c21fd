"""The keys that cannot be moved: those of questions, menus and fields, and the few that must work while one types. Knows no Textual."""

from __future__ import annotations

import msgspec


class FixedKey(msgspec.Struct, frozen=True):
    """Keys that always do the same on one kind of screen."""

    keys: str
    """Textual key names, separated by blanks."""
    shown: str
    """The keys as people read them."""
    does: str


class FixedKeys(msgspec.Struct, frozen=True):
    """The fixed keys of one kind of screen or field."""

    title: str
    classes: tuple[str, ...]
    """Names of the Textual classes that bind them."""
    rows: tuple[FixedKey, ...]


FIXED: tuple[FixedKeys, ...] = (
    FixedKeys(
        "Everywhere, while typing too",
        ("OutreachApp", "RescueApp"),
        (
            FixedKey("ctrl+o", "^o", "Put letters on all that is in sight; typing them goes there."),
            FixedKey("f9", "f9", "Hide everything behind a calendar; the same key brings it back."),
            FixedKey("ctrl+q", "^q", "Leave the program; asks when a form would be lost."),
            FixedKey("ctrl+z", "^z", "Put the program to sleep; fg in the shell wakes it."),
            FixedKey("ctrl+c", "^c", "Says how to leave."),
        ),
    ),
    FixedKeys(
        "Questions and menus",
        ("Dialog", "Confirm", "Neutral"),
        (
            FixedKey("y", "y", "Yes."),
            FixedKey("n escape q", "n esc q", "No; esc and q close a menu or a text as well."),
            FixedKey("left right tab h l", "← → tab h l", "Move between yes and no; in a menu, j k and the arrows."),
            FixedKey("enter", "enter", "Take the answer in focus. A menu's own letters take one at once."),
        ),
    ),
    FixedKeys(
        "Forms, filters and search lines",
        ("Form", "Palette", "SearchLine"),
        (
            FixedKey("enter ctrl+s", "enter ^s", "Save; in a note, enter makes a new line."),
            FixedKey("down up", "tab ↑ ↓", "To the next field or the one before; below a search line, to the next row."),
            FixedKey("ctrl+n pagedown pageup", "^n pgdn pgup", "Below a search line: on and back in the list."),
            FixedKey("space left right", "space ← →", "Turn a choice; a letter jumps to the option that starts with it."),
            FixedKey("escape", "esc", "Back; asks only when something would be lost. In a filter: clear it."),
        ),
    ),
    FixedKeys(
        "Import",
        ("BringIn",),
        (
            FixedKey("enter", "enter", "Read the file, import what was shown, go on to what it brought."),
            FixedKey("down j up k pagedown pageup space", "j k pgdn pgup", "Move in what is shown."),
            FixedKey("escape", "esc", "Back; nothing is imported before enter."),
        ),
    ),
)
"""Every key that has no id in keys.toml."""
