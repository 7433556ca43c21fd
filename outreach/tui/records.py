"""What a line of a card stands for: enough to find the record again when it is to be changed."""

from __future__ import annotations

from typing import Literal

import msgspec

from outreach.domain.model import News, QandA

Kind = Literal["person", "company", "evidence", "event", "step", "offer", "word", "news", "note", "lead", "answer", "about"]


class Ref(msgspec.Struct, frozen=True):
    """One record as a card shows it."""

    kind: Kind
    """``note`` and ``about`` are notes of a person and of a company."""
    owner: int
    """Number of the person or company it belongs to."""
    id: int = 0
    """Its own number, when it has one."""
    field: str = ""
    """For a ``word``: which field of the person the line shows."""
    held: News | QandA | None = None
    """The thing itself, when it has none."""
