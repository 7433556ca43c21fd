"""One row of a list over everybody: whom or what it is about, in words, and what can be done from it."""

from __future__ import annotations

import msgspec

from outreach.domain.kinds import Purpose
from outreach.domain.model import ContactId, PersonId, RowId, StepId


class Line(msgspec.Struct, frozen=True):
    """One line beneath the list: a label and what it says."""

    label: str
    says: str
    tone: str = "ink"


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One row, and the records behind it."""

    key: str
    """Stays the same while the row does, so that the cursor finds it again."""
    name: str
    place: str = ""
    """A company, or another person."""
    says: str = ""
    word: str = ""
    """Short, at the right."""
    tone: str = "quiet"
    """Of the word."""
    group: str = ""
    """Heading it stands under; blank when the list has none."""
    lines: tuple[Line, ...] = ()
    """What the row means, told beneath the list."""
    person: PersonId | None = None
    other: PersonId | None = None
    """The second of two people."""
    contact: ContactId | None = None
    """Somebody of the address book only."""
    link: RowId | None = None
    step: StepId | None = None
    """What waits to be ticked off."""
    purpose: Purpose | None = None
    """Why one would write from here."""
