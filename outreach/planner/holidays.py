"""Public holidays by country and region, worked out once a year and kept beside the plan, so that a plain start never pays for them."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from pathlib import Path

from outreach.errors import BadInput, OutreachError
from outreach.exchange.files import write_export
from outreach.text import clean

CACHE = "holidays.json"
"""File in the data folder: ``{"DE-BY": {"2026": ["2026-01-01", …]}}``."""


def public_holidays(
    folder: Path, country: str, region: str, years: Iterable[int], seen: dict[int, frozenset[dt.date]]
) -> frozenset[dt.date]:
    """The holidays of those years. ``seen`` remembers what this run has looked up. Raises BadInput for an unknown country or region."""
    wanted = [year for year in years if year not in seen]
    if wanted:
        place = f"{country.upper()}-{region.upper()}" if region else country.upper()
        cached = _cached(folder / CACHE)
        missing = [year for year in wanted if str(year) not in cached.get(place, {})]
        if missing:
            fresh = _looked_up(country.upper(), region.upper(), missing)
            cached.setdefault(place, {}).update({str(year): days for year, days in fresh.items()})
            _keep(folder, cached)
        for year in wanted:
            seen[year] = frozenset(dt.date.fromisoformat(day) for day in cached[place][str(year)])
    return frozenset().union(*(seen[year] for year in years))


def _looked_up(country: str, region: str, years: list[int]) -> dict[int, list[str]]:
    import holidays

    found: dict[int, list[str]] = {}
    for year in years:
        try:
            days = holidays.country_holidays(country, subdiv=region or None, years=year)
        except NotImplementedError:
            place = clean(f"{country} {region}".strip())
            raise BadInput(f"no public holidays are known for {place!r}", next_step="mend 'country' or 'region' in config.toml") from None
        found[year] = sorted(day.isoformat() for day in days)
    return found


def _cached(path: Path) -> dict[str, dict[str, list[str]]]:
    """What was kept; anything odd counts as nothing kept, since it can all be worked out again."""
    try:
        held = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    if not isinstance(held, dict):
        return {}
    kept: dict[str, dict[str, list[str]]] = {}
    for place, years in held.items():
        if isinstance(years, dict) and all(isinstance(days, list) for days in years.values()):
            kept[place] = {str(year): [day for day in days if _is_day(day)] for year, days in years.items()}
    return kept


def _is_day(text: object) -> bool:
    try:
        return bool(dt.date.fromisoformat(str(text)))
    except ValueError:
        return False


def _keep(folder: Path, cached: dict[str, dict[str, list[str]]]) -> None:
    """Keep them if the folder is there; without it they are worked out again next time."""
    if not folder.is_dir():
        return
    try:
        write_export(folder / CACHE, json.dumps(cached).encode(), replace=True)
    except OutreachError:
        return
