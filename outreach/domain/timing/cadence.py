"""Reading cadences.toml (the shipped ones, then the user's own on top) and choosing whose cadence applies."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec

from outreach.domain.model import Company, Person
from outreach.domain.timing.stages import CEILING, Trigger
from outreach.domain.timing.stages import Cadence as Cadence
from outreach.domain.timing.stages import Stage as Stage
from outreach.errors import BadInput
from outreach.text import clean

LONGEST = 400
"""The largest ``after`` a stage may have, in its own unit."""

_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,39}", re.ASCII)
_LINE = re.compile(r"line (\d+)")


def parse_cadences(
    text: str, extra: str = "", *, name: str = "cadences.toml", extra_name: str = "your cadences.toml"
) -> dict[str, Cadence]:
    """The cadences of ``text``, overridden and widened by those of ``extra``, by id.

    A cadence of ``extra`` replaces the shipped one of the same id as a whole. Raises BadInput naming file, line, cadence
    and field.
    """
    found = {cadence.id: cadence for cadence in _cadences(text, name)}
    found.update((cadence.id, cadence) for cadence in _cadences(extra, extra_name))
    return found


def cadence_id_for(person: Person | None, company: Company | None, cadences: Mapping[str, Cadence], default: str) -> str:
    """Which cadence applies: the person's own, one by tag or kind, the company's own, one by the company's tag, the default."""
    if person is not None:
        if person.cadence:
            return person.cadence
        if (found := _by_tag(cadences, person.tags, person.kind.value)) is not None:
            return found
    if company is not None:
        if company.cadence:
            return company.cadence
        if company.tags and (found := _by_tag(cadences, company.tags)) is not None:
            return found
    return default


def _by_tag(cadences: Mapping[str, Cadence], tags: Iterable[str], kind: str = "") -> str | None:
    wanted = {tag.casefold() for tag in tags} if tags else None
    for cadence in cadences.values():
        if kind in cadence.kinds or (wanted and cadence.tags and wanted & {tag.casefold() for tag in cadence.tags}):
            return cadence.id
    return None


def _cadences(text: str, name: str) -> Iterator[Cadence]:
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        at = _LINE.search(str(error))
        raise BadInput(f"{name}{':' + at[1] if at else ''}: {clean(str(error), limit=200)}", next_step="mend that line") from None
    for key in raw:
        if key != "cadences":
            raise BadInput(f"{name}:{_line_of(text, key)}: no such table: {clean(key, limit=40)!r}", next_step="write [cadences.my-name]")
    table = raw.get("cadences", {})
    if not isinstance(table, dict):
        raise BadInput(f"{name}: cadences must be a table", next_step="write [cadences.my-name]")
    for key, value in table.items():
        yield _cadence(key, value, text, name)


def _cadence(key: str, value: Any, text: str, name: str) -> Cadence:
    head = _line_of(text, "cadences", key)
    if not _NAME.fullmatch(key):
        raise BadInput(
            f"{name}:{head}: {clean(key, limit=40)!r} cannot be a cadence's id", next_step="use small letters, digits and dashes"
        )
    try:
        cadence = msgspec.convert(value, Cadence)
    except msgspec.ValidationError as error:
        raise BadInput(_explained(str(error), key, text, name)) from None
    if fault := _fault(cadence):
        index, words = fault
        line = head if index is None else _stage_line(text, key, index)
        raise BadInput(f"{name}:{line}: cadence {key!r}: {words}", next_step="mend the value")
    return msgspec.structs.replace(cadence, id=key)


def _explained(message: str, key: str, text: str, name: str) -> str:
    """The sentence for what msgspec found, with the line of the stage or field it speaks of."""
    line = _line_of(text, "cadences", key)
    if stage := re.search(r"stages\[(\d+)\]", message):
        line = _stage_line(text, key, int(stage[1]))
    hint = ""
    if unknown := re.search(r"unknown field `(.+?)`", message):
        from difflib import get_close_matches

        fields = Stage.__struct_fields__ if "stages[" in message else Cadence.__struct_fields__
        near = get_close_matches(unknown[1], fields, n=1)
        hint = f" (did you mean {near[0]!r}?)" if near else ""
    return f"{name}:{line}: cadence {key!r}: {clean(message, limit=200)}{hint}"


def _fault(cadence: Cadence) -> tuple[int | None, str] | None:
    if not 1 <= cadence.max_touches <= CEILING:
        return None, f"max_touches must be 1 to {CEILING}: no cadence may send more than {CEILING} unanswered touches"
    if not cadence.stages:
        return None, "needs at least one stage"
    for index, stage in enumerate(cadence.stages):
        if not 0 <= stage.after <= LONGEST:
            return index, f"after must be 0 to {LONGEST}"
        if stage.when == Trigger.START and index:
            return index, "only the first stage may start by itself"
        if stage.repeat and stage.after == 0:
            return index, "a stage that repeats needs an after of at least 1"
    return None


def _line_of(text: str, *keys: str) -> int:
    """The line of the table that these keys name, else 1: good enough to find the place in an editor."""
    dotted = r"\s*\.\s*".join(rf"[\"']?{re.escape(key)}[\"']?" for key in keys)
    for pattern in (rf"^\s*\[+\s*{dotted}\s*[\].]", rf"^\s*[\"']?{re.escape(keys[-1])}[\"']?\s*="):
        if found := re.search(pattern, text, re.MULTILINE):
            return text.count("\n", 0, found.end()) + 1
    return 1


def _stage_line(text: str, key: str, index: int) -> int:
    heads = [found.end() for found in re.finditer(rf"^\s*\[\[\s*cadences\.[\"']?{re.escape(key)}[\"']?\.stages\s*\]\]", text, re.MULTILINE)]
    return text.count("\n", 0, heads[index]) + 1 if index < len(heads) else _line_of(text, "cadences", key)
