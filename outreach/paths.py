"""Where things live: the data folder, the configuration folder and the files shipped with the package."""

from __future__ import annotations

import os
from pathlib import Path

import msgspec


class Paths(msgspec.Struct, frozen=True):
    """The folders one run of the program works in."""

    data: Path
    """Holds outreach.json, its journal, network.json and backups/; mode 0700."""

    config: Path
    """Holds config.toml, keys.toml, rules.toml, cadences.toml, templates/ and themes/; all optional."""


def locate(data: Path | None = None, config: Path | None = None) -> Paths:
    """The folders to use: what was asked for, else OUTREACH_DATA / OUTREACH_CONFIG, else the platform's own places."""
    return Paths(data=_pick(data, "OUTREACH_DATA", "data"), config=_pick(config, "OUTREACH_CONFIG", "config"))


def _pick(asked: Path | None, variable: str, kind: str) -> Path:
    if asked is not None:
        return asked.expanduser()
    if told := os.environ.get(variable):
        return Path(told).expanduser()
    from platformdirs import PlatformDirs

    dirs = PlatformDirs("outreach", appauthor=False)
    return dirs.user_data_path if kind == "data" else dirs.user_config_path


def shipped_themes() -> Path:
    """The folder of themes: inside the installed package, or beside it in a source tree."""
    inside = Path(__file__).parent / "themes"
    return inside if inside.is_dir() else Path(__file__).parent.parent / "themes"


def shipped_data() -> Path:
    """The folder of data files shipped with the package."""
    return Path(__file__).parent / "data"
