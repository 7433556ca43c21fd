"""Single files of an archive made of rows, and what is read of them: for tests of one row, one column, one odd cell."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Sequence

from support.archives import CONNECTIONS, INVITATIONS, MESSAGES

from outreach.domain.network import Contact, Reading
from outreach.exchange.linkedin import read_parts
from outreach.exchange.source import Part

__all__ = ["CONNECTIONS", "INVITATIONS", "MESSAGES"]

Row = Sequence[str]

TODAY = dt.date(2026, 10, 6)
IN = "https://www.linkedin.com/in/"
ME, ANA, BO = ("Robin Alder", IN + "robin"), ("Ana Ruiz", IN + "ana"), ("Bo Larkin", IN + "bo")
"""Names with their profiles; the archive is Robin's."""

KNOWN = ("Ana", "Ruiz", ANA[1], "", "Fernwick", "Engineer", "04 Mar 2024")
"""Ana's row of Connections.csv."""

OLD = tuple(column for column in MESSAGES if column != "RECIPIENT PROFILE URLS")
"""Columns of messages.csv as they were until 2019."""

FIRST = ("FROM", "TO", "DATE", "SUBJECT", "CONTENT", "DIRECTION", "FOLDER")
"""Columns of the oldest messages.csv, which knew no threads."""


def part(name: str, header: str | Row, *rows: Row, dated: dt.date | None = None, place: str = "") -> Part:
    """A file of that name; the header may be written with commas."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header.split(",") if isinstance(header, str) else header)
    writer.writerows(rows)
    return Part(name, place or name, text.getvalue().encode(), dated)


def reading(*parts: Part, people: Sequence[Row] = (KNOWN,), profile: bool = True) -> Reading:
    """What an archive of these files and those connections holds; ``profile`` says whose it is."""
    own = [part("Profile.csv", "First Name,Last Name,Headline", ("Robin", "Alder", "Tester"))] if profile else []
    return read_parts([part("Connections.csv", CONNECTIONS, *people), *own, *parts], today=TODAY)


def one(found: Reading, name: str = "Ana Ruiz") -> Contact:
    """The only contact of that name."""
    (contact,) = (each for each in found.contacts if each.name == name)
    return contact
