"""Colour themes: files of sixteen colours each, shipped in ``themes/`` or put by the user into ``themes/`` beside config.toml."""

from __future__ import annotations

import re
import tomllib
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import msgspec

from outreach.errors import BadInput
from outreach.paths import shipped_themes
from outreach.text import clean
from outreach.tui.keyed import key_of

if TYPE_CHECKING:
    from textual.theme import Theme

DEFAULT = "harbor"
"""The theme a new plan starts with."""

ROLES: dict[str, str] = {
    "page": "behind everything",
    "pane": "inside a pane",
    "raised": "dialogs and forms",
    "field": "where one types",
    "ink": "text",
    "quiet": "text of the second rank",
    "accent": "the one accent: where you are",
    "due": "what asks for you today",
    "good": "done, ready, saved",
    "warn": "worth a look",
    "bad": "in the way, not saved",
    "line": "borders at rest",
    "line-focus": "the border around the focus",
    "select": "the cursor's row",
    "select-ink": "text on the cursor's row",
    "select-idle": "the cursor's row in a pane without focus",
}
"""What every colour of a theme file is for."""

TONES = ("ink", "quiet", "accent", "due", "good", "warn", "bad")
"""The roles text may have."""

PAIRS: tuple[tuple[str, str], ...] = (
    *((tone, ground) for ground in ("page", "pane", "raised", "select-idle") for tone in TONES),
    *((tone, "select") for tone in ("select-ink", "accent", "due", "good", "warn", "bad")),
    *((tone, "field") for tone in ("ink", "quiet", "accent", "bad", "warn")),
    ("page", "accent"),
)
"""Every (text, background) the program draws."""

LEVELS = {"AA": 4.5, "AAA": 7.0}
"""WCAG 2.1 contrast a theme promises for all of PAIRS; ``ansi`` themes leave it to the terminal."""

_HEX = re.compile(r"#[0-9a-fA-F]{6}\Z")
_ANSI = re.compile(r"ansi_(default|(bright_)?(black|red|green|yellow|blue|magenta|cyan|white))\Z")


class ThemeFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A theme as its file says it."""

    name: str
    title: str
    dark: bool
    level: Literal["AA", "AAA", "ansi"]
    colors: dict[str, str]

    @property
    def ansi(self) -> bool:
        """Uses the terminal's own colours."""
        return self.level == "ansi"


def read(path: Path) -> ThemeFile:
    """The theme in a file. Raises BadInput naming the file and what is wrong with it."""
    try:
        theme = msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), ThemeFile)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError, msgspec.ValidationError) as error:
        raise BadInput(f"{path}: {clean(str(error))}", next_step="mend or remove the file") from None
    if unknown := sorted(set(theme.colors) - set(ROLES)):
        near = get_close_matches(unknown[0], ROLES, n=1, cutoff=0.3)
        hint = f"did you mean {near[0]}?" if near else "the roles are " + ", ".join(ROLES)
        raise BadInput(f"{path}: no colour is called {clean(unknown[0])!r}", next_step=hint)
    if missing := [role for role in ROLES if role not in theme.colors]:
        raise BadInput(f"{path}: the colour {missing[0]!r} is missing", next_step=f"it is for {ROLES[missing[0]]}")
    pattern = _ANSI if theme.ansi else _HEX
    for role, value in theme.colors.items():
        if not pattern.match(value):
            shape = "a name such as ansi_cyan" if theme.ansi else "written like #66c9d8"
            raise BadInput(f"{path}: {role} = {clean(value)!r} is not a colour", next_step=f"in this theme a colour is {shape}")
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]{0,40}", theme.name):
        raise BadInput(f"{path}: a theme's name is small letters, digits and dashes", next_step="mend the name")
    return theme


def find(name: str, config: Path) -> tuple[dict[str, ThemeFile], list[str]]:
    """One theme of that name, the user's before a shipped one, and the default beside it; with what went wrong, in sentences."""
    found = {DEFAULT: read(shipped_themes() / f"{DEFAULT}.toml")}
    for folder in (config / "themes", shipped_themes()):
        path = folder / f"{name}.toml"
        if name in found or not path.is_file():
            continue
        try:
            theme = read(path)
        except BadInput as error:
            return found, [str(error)]
        found[theme.name] = theme
    if name in found:
        return found, []
    every, wrong = load(config)
    return every, wrong if name in every else [
        *wrong,
        f"No theme is called {clean(name)!r}; {DEFAULT} is used. {key_of('screen.theme')} lists them.",
    ]


def load(config: Path | None = None) -> tuple[dict[str, ThemeFile], list[str]]:
    """All themes by name, the user's own last so that they win; and a sentence for every file that is broken."""
    found: dict[str, ThemeFile] = {}
    wrong: list[str] = []
    folders = [shipped_themes(), *([config / "themes"] if config is not None else [])]
    for folder in folders:
        for path in sorted(folder.glob("*.toml")):
            try:
                theme = read(path)
            except BadInput as error:
                wrong.append(str(error))
            else:
                found[theme.name] = theme
    return found, wrong


def contrast(one: str, two: str) -> float:
    """WCAG 2.1 contrast ratio of two ``#rrggbb`` colours, 1-21."""
    bright, dim = sorted((_luminance(one), _luminance(two)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def variables(theme: ThemeFile) -> dict[str, str]:
    """The CSS variables of a theme: our roles, and those of Textual's own that its widgets fall back on."""
    own = dict(theme.colors)
    return own | {
        "text": own["ink"],
        "text-muted": own["quiet"],
        "text-disabled": own["quiet"],
        "border": own["line-focus"],
        "border-blurred": own["line"],
        "scrollbar": own["line"],
        "scrollbar-hover": own["quiet"],
        "scrollbar-active": own["accent"],
        "scrollbar-background": own["pane"],
        "scrollbar-background-hover": own["pane"],
        "scrollbar-background-active": own["pane"],
        "scrollbar-corner-color": own["pane"],
        "input-cursor-background": own["accent"],
        "input-cursor-foreground": own["page"],
        "input-selection-background": own["select"],
        "input-selection-foreground": own["select-ink"],
        "ansi-background": own["page"],
        "ansi-foreground": own["ink"],
        "screen-selection-background": own["select"],
        "screen-selection-foreground": own["select-ink"],
    }


def built(theme: ThemeFile) -> Theme:
    """The theme as Textual wants it."""
    from textual.theme import Theme

    colours = theme.colors
    return Theme(
        name=theme.name,
        primary=colours["accent"],
        secondary=colours["quiet"],
        accent=colours["accent"],
        warning=colours["warn"],
        error=colours["bad"],
        success=colours["good"],
        foreground=colours["ink"],
        background=colours["page"],
        surface=colours["pane"],
        panel=colours["raised"],
        boost=None if theme.ansi else colours["raised"],
        dark=theme.dark,
        ansi=theme.ansi,
        variables=variables(theme),
    )
