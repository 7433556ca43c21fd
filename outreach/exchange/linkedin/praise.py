"""Recommendations, endorsements and the user's own notes: ties that need no message."""

from __future__ import annotations

import datetime as dt

from outreach.exchange.linkedin.dates import day
from outreach.exchange.linkedin.identity import profile_key
from outreach.exchange.linkedin.ties import Directory, Tie
from outreach.exchange.table import Table
from outreach.text import clean, clean_note


def read_recommendations(table: Table, directory: Directory, latest: dt.date, *, received: bool) -> None:
    """Put recommendations on record, joined by name and, among namesakes, by company.

    Pending and hidden ones count as well: somebody took the time to write.
    """
    table.need_unique("firstname", "lastname", "company", "creationdate")
    i_first, i_last, i_company, i_on = (table.index(name) for name in ("firstname", "lastname", "company", "creationdate"))
    for row in table.rows():
        row.append("")
        name = clean(f"{row[i_first]} {row[i_last]}")
        key = directory.find_at(name, row[i_company]) if name else ""
        if not key:
            table.skip(table.line(row), "several people have this name" if name else "no name")
            continue
        tie = _named(directory, key, name)
        on = day(row[i_on], latest)
        if not on:
            _undated(table, row, tie, "recommended you" if received else "recommended by you")
        elif received:
            tie.recommended_me = max(tie.recommended_me or on, on)
        else:
            tie.recommended_them = max(tie.recommended_them or on, on)


def read_endorsements(table: Table, directory: Directory, latest: dt.date, *, received: bool) -> None:
    """Put endorsements on record, joined by address where the file has one."""
    who = "endorser" if received else "endorsee"
    names = ("endorsementdate", "skillname", f"{who}firstname", f"{who}lastname", f"{who}publicurl")
    i_on, i_skill, i_first, i_last, i_url = (spot if (spot := table.index(name)) >= 0 else table.width for name in names)
    for row in table.rows():
        row.append("")
        name = clean(f"{row[i_first]} {row[i_last]}")
        url = row[i_url]
        key = directory.find(profile_key(url), name)
        if not key:
            table.skip(table.line(row), "several people have this name" if name else "no name")
            continue
        tie = _named(directory, key, name)
        if skill := clean(row[i_skill]):
            tie.skills[skill] = None
        if url and not tie.url:
            tie.url = clean(url)
        on = day(row[i_on], latest)
        if not on:
            _undated(table, row, tie, "endorsed you" if received else "endorsed by you")
        elif received:
            tie.endorsed_me = max(tie.endorsed_me or on, on)
        else:
            tie.endorsed_them = max(tie.endorsed_them or on, on)


def read_notes(table: Table, directory: Directory) -> None:
    """Put the user's own notes on record; only notes on people who can be told apart."""
    names = ("connectionfirstname", "connectionlastname", "connectionprofileurl", "note")
    i_first, i_last, i_url, i_note = (spot if (spot := table.index(name)) >= 0 else table.width for name in names)
    for row in table.rows():
        row.append("")
        name, note = clean(f"{row[i_first]} {row[i_last]}"), clean_note(row[i_note], limit=10_000)
        key = directory.find(profile_key(row[i_url]), name)
        if key and note:
            _named(directory, key, name).notes.append(note)
        else:
            table.skip(table.line(row), "an empty note" if key else "cannot tell whom the note is on")


def _undated(table: Table, row: list[str], tie: Tie, what: str) -> None:
    """Keep as a note what cannot be put on record, for a record without its day would claim one."""
    tie.notes.append(clean(f"{what}, day unknown"))
    table.skip(table.line(row), "its date could not be read; kept as a note")


def _named(directory: Directory, key: str, name: str) -> Tie:
    tie = directory.tie(key)
    tie.name = tie.name or clean(name)
    return tie
