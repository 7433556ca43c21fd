"""The user's own keys: ``keys.toml`` beside config.toml, one line ``"action.id" = "key"`` or a list of keys, checked before use."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path

from outreach.errors import BadInput
from outreach.text import clean
from outreach.tui.actions import TITLES, key_shown, overlap
from outreach.tui.catalogue import ACTIONS, BY_ID

_NAMES = {
    "?": "question_mark",
    "/": "slash",
    ":": "colon",
    ".": "full_stop",
    ",": "comma",
    "-": "minus",
    "+": "plus",
    "!": "exclamation_mark",
    "esc": "escape",
    "pgdn": "pagedown",
    "pgup": "pageup",
    ";": "semicolon",
    "'": "apostrophe",
    "*": "asterisk",
    "#": "number_sign",
    "=": "equals_sign",
    "_": "underscore",
    "<": "less_than_sign",
    ">": "greater_than_sign",
    "@": "at",
    "&": "ampersand",
    "%": "percent_sign",
    "$": "dollar_sign",
    "~": "tilde",
    "`": "grave_accent",
    "|": "vertical_line",
    "\\": "backslash",
    '"': "quotation_mark",
}

NEVER = {"ctrl+i": "tab", "ctrl+j": "enter", "ctrl+m": "enter", "ctrl+h": "backspace", "ctrl+c": "copy"}
"""Keys a terminal cannot tell from others, and what they arrive as."""

Keymap = dict[str, tuple[str, ...]]
"""Action id -> its keys."""


def load(folder: Path) -> Keymap:
    """Every action's keys, with ``folder/keys.toml`` applied. Raises BadInput naming file, key and nearest id."""
    keys: Keymap = {action.id: action.keys for action in ACTIONS}
    path = folder / "keys.toml"
    if not path.is_file():
        return keys
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise BadInput(f"{path}: {clean(str(error))}", next_step="mend or remove the file") from None
    chosen = {name: _wanted(path, name, value) for name, value in _flat(raw).items()}
    keys.update(chosen)
    _let_second_keys_go(keys, chosen)
    _refuse_clashes(path, keys, chosen)
    return keys


def _flat(raw: Mapping[str, object], before: str = "") -> dict[str, object]:
    """``[company] add = "a"`` means the same as ``"company.add" = "a"``."""
    out: dict[str, object] = {}
    for name, value in raw.items():
        if isinstance(value, dict):
            out |= _flat(value, f"{before}{name}.")
        else:
            out[f"{before}{name}"] = value
    return out


def _wanted(path: Path, name: str, value: object) -> tuple[str, ...]:
    if name not in BY_ID:
        near = get_close_matches(name, BY_ID, n=1, cutoff=0.3)
        hint = f"did you mean {near[0]}?" if near else "'outreach keys' lists them"
        raise BadInput(f"{path}: no action is called {clean(name)!r}", next_step=hint)
    keys = [value] if isinstance(value, str) else value
    if not isinstance(keys, list) or not all(isinstance(key, str) for key in keys):
        raise BadInput(f"{path}: {name} must be a key or a list of keys", next_step='write it like "w" or ["w", "ctrl+w"]')
    return tuple(_key(path, name, key) for key in keys)


def _key(path: Path, name: str, key: str) -> str:
    written = clean(key)
    *modifiers, last = written.split("+") if written not in {"+", "ctrl++"} else [*written[:-1].rstrip("+").split(), "+"]
    last = _NAMES.get(last, last)
    whole = "+".join([*(part.lower() for part in modifiers if part), last])
    if not last or " " in whole or not set(modifiers) <= {"ctrl", "shift", "alt", ""}:
        raise BadInput(f"{path}: {name} = {written!r} is not a key", next_step="keys look like w, W, ctrl+w, f5, space, enter")
    if whole in NEVER:
        raise BadInput(f"{path}: {name} cannot be {written}", next_step=f"a terminal sends {NEVER[whole]} for it")
    return whole


def _let_second_keys_go(keys: Keymap, chosen: Keymap) -> None:
    """A key the user gave to an action is taken from those that have it only beside their first, such as l for enter."""
    for name, mine in chosen.items():
        for other in ACTIONS:
            if other.id not in chosen and overlap(BY_ID[name].scopes, other.scopes):
                first, *more = keys[other.id] or ("",)
                keys[other.id] = tuple(key for key in (first, *(key for key in more if key not in mine)) if key)


def _where(first: Sequence[str], second: Sequence[str]) -> str:
    """The place in which both are heard, as the help calls it."""
    both = [scope for scope in first if scope in second]
    return TITLES[both[0]] if both else TITLES["list"].lower()


def _refuse_clashes(path: Path, keys: Keymap, chosen: Keymap) -> None:
    for name, mine in chosen.items():
        for other in ACTIONS:
            if other.id == name or not overlap(BY_ID[name].scopes, other.scopes):
                continue
            if both := set(mine) & set(keys[other.id]):
                key = key_shown(sorted(both)[0])
                raise BadInput(
                    f"{path}: {key} is both {name} and {other.id} ({_where(BY_ID[name].scopes, other.scopes)})",
                    next_step=f"give one of them another key, such as {other.id}",
                )
