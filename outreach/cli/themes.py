"""``outreach themes``: the colour themes shipped and your own."""

from __future__ import annotations

import tomllib
from pathlib import Path

from outreach.cli.command import json_option, verb
from outreach.cli.output import echo, echo_json, path_text, say, table_width
from outreach.cli.session import Session
from outreach.cli.table import Column, table
from outreach.paths import shipped_themes


@verb("themes", "themes", "themes --json")
@json_option
def themes(session: Session, as_json: bool) -> None:
    """The themes there are, shipped and your own; the one in use is marked.

    Choose one in the palette (ctrl+p), or set theme in config.toml.
    """
    chosen = session.reader().recall("theme") or session.settings.theme
    own = session.paths.config / "themes"
    rows = [row for folder in (shipped_themes(), own) for row in _found(folder)]
    if as_json:
        return echo_json([{"name": name, "kind": kind, "path": path_text(path), "chosen": name == chosen} for name, kind, path in rows])
    listed = [("▸" if name == chosen else "", name, kind, "yours" if path.parent == own else "") for name, kind, path in rows]
    echo(table((Column(""), Column("Theme"), Column("Kind"), Column("From")), listed, width=table_width()))
    say(f"Your own go in {own}")
    return None


def _found(folder: Path) -> list[tuple[str, str, Path]]:
    """Name, dark or light, and file of every theme in a folder; one that is not TOML is listed as broken."""
    rows: list[tuple[str, str, Path]] = []
    for path in sorted(folder.glob("*.toml")):
        try:
            raw = tomllib.loads(path.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
            rows.append((path.stem, "broken", path))
            continue
        rows.append((str(raw.get("name", path.stem)), "dark" if raw.get("dark", True) else "light", path))
    return rows
