"""Every setting, its default and what it does. ``outreach config`` prints this file's fields."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Literal

import msgspec

from outreach.errors import BadInput
from outreach.text import clean

Policy = Literal["strict", "balanced", "open"]
Tier = Literal["free", "premium", "sales navigator"]


class Config(msgspec.Struct, frozen=True, kw_only=True):
    """What ``config.toml`` may say. A missing file means every default."""

    theme: str = "harbor"
    """Name of the theme to start with; one chosen in the palette is remembered with the plan and wins."""

    policy: Policy = "balanced"
    """How to treat strangers where the sources disagree: strict, balanced or open."""

    tier: Tier = "free"
    """LinkedIn account tier; sets the note length and the monthly note budget."""

    country: str = ""
    """Two-letter country code whose public holidays do not count as business days; empty = none."""

    region: str = ""
    """Subdivision code for regional holidays, such as BY or CA."""

    weekend: tuple[int, ...] = (5, 6)
    """Weekdays off, Monday = 0; (4, 5) for Friday and Saturday."""

    days_off: tuple[dt.date, ...] = ()
    """Your own days off, as dates; no follow-up falls on them."""

    rest_days: tuple[int, ...] = ()
    """Weekdays on which Today asks nothing of you, Monday = 0."""

    daily_target: int = 5
    """How many actions Today asks of a day; the rest is moved, visibly."""

    open_first_touches: int = 2
    """How many unanswered first touches one company may have at a time (source: PRACTICES S06)."""

    cadence: str = "insider-3b7"
    """The cadence a first touch starts; empty = nothing follows by itself."""

    confidential: tuple[str, ...] = ()
    """Words a message must never contain: project names, client names."""

    private: bool = False
    """Start with names masked on screen."""

    editor: str = ""
    """Command for long texts; empty = $VISUAL, then $EDITOR, then the built-in editor."""


def load(folder: Path) -> Config:
    """The settings of ``folder/config.toml``. Raises BadInput with the file and the field when it is wrong."""
    path = folder / "config.toml"
    if not path.is_file():
        return Config()
    import tomllib

    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise BadInput(f"{path}: {clean(str(error))}", next_step="mend or remove the file") from None
    unknown = sorted(set(raw) - set(Config.__struct_fields__))
    if unknown:
        from difflib import get_close_matches

        near = get_close_matches(unknown[0], Config.__struct_fields__, n=1)
        hint = f"did you mean {near[0]}?" if near else "'outreach config' lists the settings"
        raise BadInput(f"{path}: no setting is called {clean(unknown[0])!r}", next_step=hint)
    try:
        return msgspec.convert(raw, Config)
    except msgspec.ValidationError as error:
        raise BadInput(f"{path}: {clean(str(error))}", next_step="mend the value") from None
