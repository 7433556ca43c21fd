"""limits.toml: what LinkedIn is known to allow, and the program's own restraint; the one home of every figure that moves a date."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from typing import Literal

import msgspec

from outreach.errors import BadInput
from outreach.text import clean


class Limit(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One limit with where it comes from. Never a hard error: LinkedIn changes these without notice."""

    value: int
    """0 = unlimited."""
    unit: str
    source: str = "your own"
    as_of: dt.date | None = None
    confidence: Literal["high", "medium", "low", "own"] = "own"


class Limits(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Every limit the program watches (source: FORMATS 3, shipped as limits.toml)."""

    connections: Limit
    notes_free: Limit
    notes_premium: Limit
    invitations_week: Limit
    pending: Limit
    reinvite_days: Limit
    expires_days: Limit
    inmail_free: Limit
    inmail_premium: Limit
    inmail_sales_navigator: Limit
    strangers_week: Limit
    person_gap: Limit
    company_gap: Limit
    messages_week: Limit
    one_of_a_kind: Limit
    quiet: Limit
    rest: Limit
    ceiling: Limit
    away: Limit
    cool_down: Limit
    comfort: Limit
    good_moment: Limit

    def notes(self, tier: str) -> Limit:
        """Invitations with a note per calendar month for that account tier."""
        return self.notes_free if tier == "free" else self.notes_premium

    def inmail(self, tier: str) -> Limit:
        """InMail credits per month for that account tier."""
        return {"premium": self.inmail_premium, "sales navigator": self.inmail_sales_navigator}.get(tier, self.inmail_free)


def parse_limits(text: str, extra: str = "", *, name: str = "limits.toml", extra_name: str = "your limits.toml") -> Limits:
    """The limits of ``text`` with those of ``extra`` on top, field by field. Raises BadInput with file, line and limit."""
    table = _table(text, name)
    for key, value in _table(extra, extra_name).items():
        if key not in Limits.__struct_fields__:
            raise BadInput(f"{extra_name}:{_line(extra, key)}: no limit is called {clean(key, limit=40)!r}", next_step="see limits.toml")
        if not isinstance(value, dict):
            raise BadInput(
                f"{extra_name}:{_line(extra, key)}: limit {key!r} must be a table", next_step=f"write [limits.{key}] and value = 10"
            )
        table[key] = {**table.get(key, {}), "source": "your own", "confidence": "own", **value}
        _number(table[key], key, extra, extra_name)
    try:
        return msgspec.convert(table, Limits)
    except msgspec.ValidationError as error:
        key = found[1] if (found := re.search(r"\$\.(\w+)", str(error))) else ""
        where = (extra_name, extra) if key and f"limits.{key}" in extra else (name, text)
        raise BadInput(
            f"{where[0]}:{_line(where[1], key)}: limit {key!r}: {clean(str(error), limit=200)}", next_step="mend the value"
        ) from None


def _table(text: str, name: str) -> dict[str, dict[str, object]]:
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        at = re.search(r"line (\d+)", str(error))
        raise BadInput(f"{name}{':' + at[1] if at else ''}: {clean(str(error), limit=200)}", next_step="mend that line") from None
    for key in raw:
        if key != "limits" or not isinstance(raw[key], dict):
            raise BadInput(f"{name}:{_line(text, key)}: only [limits.NAME] tables belong here", next_step="write [limits.pending]")
    return dict(raw.get("limits", {}))


def _number(table: dict[str, object], key: str, text: str, name: str) -> None:
    value = table.get("value")
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= 100_000:
        raise BadInput(
            f"{name}:{_line(text, key)}: limit {key!r}: value must be a number from 0 (unlimited) to 100000", next_step="mend it"
        )


def _line(text: str, key: str) -> int:
    found = re.search(rf"^\s*\[+\s*(limits\s*\.\s*)?{re.escape(key)}\b", text, re.MULTILINE) if key else None
    return text.count("\n", 0, found.end()) + 1 if found else 1
