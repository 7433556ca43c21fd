"""Drafts put before one check at a time."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from outreach.domain.drafting.checker import Lint
from outreach.domain.drafting.phrases import parse_phrases
from outreach.domain.drafting.reading import DraftContext, Finding, Reading
from outreach.domain.kinds import EvidenceKind, Purpose
from outreach.domain.model import Evidence, Person, PersonId
from outreach.text import CleanText

DATA = Path(__file__).parents[2] / "outreach" / "data"
TEXT, LENGTHS = (DATA / "phrases.toml").read_text("utf-8"), (DATA / "lengths.toml").read_text("utf-8")
PHRASES = parse_phrases(TEXT, lengths=LENGTHS)


def person(name: str = "Ana Ruiz", **fields: Any) -> Person:
    """Somebody to write to."""
    return Person(
        id=PersonId(1),
        name=CleanText(name),
        **{key: CleanText(value) if isinstance(value, str) else value for key, value in fields.items()},
    )


def evidence(kind: EvidenceKind = EvidenceKind.MET, detail: str = "") -> Evidence:
    """A record about them."""
    return Evidence(person=PersonId(1), kind=kind, detail=CleanText(detail))


ANA = person()
FIRST = DraftContext(person=ANA, purpose=Purpose.LEARN, first_touch=True)


def found(lint: Lint, body: str, context: DraftContext = FIRST, subject: str = "") -> list[Finding]:
    """What one check says."""
    return list(lint(Reading(body, subject), context, PHRASES))


def said(lint: Lint, body: str, context: DraftContext = FIRST, subject: str = "") -> list[tuple[str, str, str]]:
    """Rule, severity and the words meant."""
    return [(one.rule, one.severity.value, body[one.start : one.end]) for one in found(lint, body, context, subject)]


def with_(**fields: Any) -> DraftContext:
    """A first message to Ana, but for what is given."""
    return DraftContext(**{"person": ANA, "purpose": Purpose.LEARN, "first_touch": True, **fields})
